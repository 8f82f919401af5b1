"""One day, month, quarter, half or year, as the words of a plan name it: its first and its last day.

Everything here works on words without accents (``plain.plain``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from reportgen.vn.deadlines.days import QUARTERS, Impossible, Moment, months, one_day, written_year
from reportgen.vn.deadlines.years import Years, one_year

_WEEKS = {"dau": 1, "dau tien": 1, "nhat": 1, "hai": 2, "ba": 3, "tu": 4}
_LAST_WEEK = 5
_YEAR = r"(?:(?: ?[/.,-] ?| nam |, nam | )(?P<y>\d{4}|(?<=/)\d{2}))?"
_MONTH = rf"(?:thang|t)\.? ?(?P<m>\d{{1,2}}){_YEAR}"


Reader = Callable[["re.Match[str]", "Years | None"], "Moment | None"]


def moment(words: str, years: Years | None) -> Moment | None:
    """Return what ``words`` name, in the plan's ``years`` where they give no year; None when they name nothing.

    Raises :class:`Impossible`, with a reason in Vietnamese, for the 31st of April and the like.
    """
    for pattern, read in _READERS:
        if (match := pattern.fullmatch(words)) and (named := read(match, years)):
            return named
    return None


def _year(match: re.Match[str], years: Years | None, month: int) -> int | None:
    """Return the year that is written, else that of the plan's years in which ``month`` lies; None if unknown."""
    written = match["y"]
    if written is None:
        return years.of_month(month) if years else None
    if len(written) == 2:  # 30/6/26 is plain, 5/6/7 is not: only where it can be nothing else
        short = 2000 + int(written)
        plain = int(match.groupdict().get("d", 0)) > 12 or (years is not None and years.first <= short <= years.last)
        return short if plain else None
    return written_year(written)


def _day(match: re.Match[str], years: Years | None) -> Moment | None:
    day, month = int(match["d"]), int(match["m"])
    if not 1 <= month <= 12:
        raise Impossible(f"không có tháng {month}")
    year = _year(match, years, month)
    return one_day(day, month, year) if year is not None else None


def _month(match: re.Match[str], years: Years | None) -> Moment | None:
    month = int(match["m"])
    year = _year(match, years, month)
    return months(month, month, year, "thang") if year is not None else None


def _quarter(match: re.Match[str], years: Years | None) -> Moment | None:
    quarter = QUARTERS[match["q"]]
    year = _year(match, years, 3 * quarter)
    return months(3 * quarter - 2, 3 * quarter, year, "quy") if year is not None else None


def _run_of_months(match: re.Match[str], years: Years | None) -> Moment | None:
    """``6 tháng đầu năm``, ``9 tháng đầu năm 2026``, ``6 tháng cuối năm``."""
    number, at_the_end = int(match["n"]), match["end"] == "cuoi"
    year = _year(match, years, 12 if at_the_end else number)
    if year is None or not 1 <= number <= 12:
        return None
    return months(13 - number, 12, year, "nua") if at_the_end else months(1, number, year, "nua")


def _half(match: re.Match[str], years: Years | None) -> Moment | None:
    """``nửa đầu năm 2026``, ``nửa cuối năm``."""
    at_the_end = match["end"] == "cuoi"
    year = _year(match, years, 12 if at_the_end else 6)
    if year is None:
        return None
    return months(7, 12, year, "nua") if at_the_end else months(1, 6, year, "nua")


def _whole_year(match: re.Match[str], years: Years | None) -> Moment | None:
    year = _year(match, years, 12)
    return months(1, 12, year, "nam") if year is not None else None


def _plans_time(_: re.Match[str], years: Years | None) -> Moment | None:
    """``trong năm``, ``cả năm``: the plan's own time, where that is one year."""
    return Moment(years.first_day, years.end, "hoc" if years.school else "nam") if years and years.single else None


def _whole_plan(_: re.Match[str], years: Years | None) -> Moment | None:
    """``cả giai đoạn``: all the years of a plan of several."""
    return Moment(years.first_day, years.end, "nam") if years else None


def _school_year(match: re.Match[str], years: Years | None) -> Moment | None:
    """``năm học 2026-2027``, ``cả năm học``: to the end of lessons."""
    first, last = match["a"], match["b"]
    if first is None:
        return _plans_time(match, years) if years and years.school else None
    if int(last) != int(first) + 1:
        return None
    named = Years(int(first), int(last), school=True)
    return Moment(named.first_day, named.end, "hoc")


def _term(match: re.Match[str], years: Years | None) -> Moment | None:
    """``học kỳ I``, ``cuối học kỳ II``: of the school year that is named, else of the plan's."""
    whole = _school_year(match, years)
    if whole is None:
        return None
    named = Years(whole.first.year, whole.last.year, school=True)
    ends = named.end_of_first_term
    if match["k"] in ("i", "1"):
        return Moment(whole.first, ends, "hoc ky")
    return Moment(ends + dt.timedelta(days=1), whole.last, "hoc ky")


def _plans_school_year(match: re.Match[str], years: Years | None) -> Moment | None:
    """``2026 - 2027`` in a school's plan is its school year."""
    return _school_year(match, years) if years and years.school else None


def _week(match: re.Match[str], years: Years | None) -> Moment | None:
    """``tuần đầu tháng 7``, ``tuần 2 tháng 6/2026``: seven days each, counted from the first of the month."""
    whole = _month(match, years)
    if whole is None:
        return None
    word = match["w"]
    week = _LAST_WEEK if word.startswith("cuoi") else _WEEKS.get(word) or int(word)
    if week == _LAST_WEEK:
        return Moment(whole.last - dt.timedelta(days=6), whole.last, "tuan")
    first = whole.first + dt.timedelta(days=7 * week - 7)
    return Moment(first, first + dt.timedelta(days=6), "tuan")


_THIRDS = {"dau": 0, "giua": 1, "cuoi": 2, "thuong tuan": 0, "trung tuan": 1, "ha tuan": 2}
_OF_A_MONTH = ((1, 10), (11, 20), (21, 31))
_OF_A_YEAR = ((1, 3), (4, 6), (10, 12))


def _third(match: re.Match[str], years: Years | None) -> Moment | None:
    """``đầu tháng 7`` (to the 10th), ``giữa quý II`` (its second month), ``cuối năm``: the last third ends with all."""
    whole = moment(match["of"], years)
    if whole is None or whole.unit not in ("thang", "quy", "nam"):
        return None
    third, year = _THIRDS[match["third"]], whole.last.year
    if whole.unit == "thang":
        first, last = _OF_A_MONTH[third]
        last = min(last, whole.last.day)
        return Moment(whole.first.replace(day=first), whole.first.replace(day=last), "ngay")
    if whole.unit == "quy":
        month = whole.first.month + third
        return months(month, month, year, "thang")
    return months(*_OF_A_YEAR[third], year, "nua")


def _last_day_of(match: re.Match[str], years: Years | None) -> Moment | None:
    """``ngày cuối tháng 6``, ``ngày cuối cùng của quý II/2026``."""
    whole = moment(match["of"], years)
    return Moment(whole.last, whole.last, "ngay") if whole else None


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(text), read)
    for text, read in (
        (r"(?:ngay )?(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>\d{4}|\d{2}))?(?: 0?0:00(?::00)?)?", _day),
        (r"(?:ngay )?(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})", _day),
        (r"ngay (?P<d>\d{1,2})-(?P<m>\d{1,2})(?:-(?P<y>\d{4}))?", _day),
        (r"(?P<d>1[3-9]|2\d|3[01])-(?P<m>\d{1,2})/(?P<y>\d{4})", _day),
        (r"(?:ngay )?(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?: ?t?\d{1,2}:\d{2}.*)?", _day),
        (r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?:(?:,? nam |[/ -])(?P<y>\d{4}))?", _day),
        (_MONTH, _month),
        (r"(?P<m>\d{1,2})[/.](?P<y>\d{4})", _month),
        (rf"(?:quy|q)\.? ?(?P<q>iv|i{{1,3}}|[1-4]){_YEAR}", _quarter),
        (r"(?P<q>iv|i{1,3})(?:[/.-]| nam )(?P<y>\d{4})", _quarter),
        (r"(?P<n>\d{1,2}) thang (?P<end>dau|cuoi)(?: cua)? nam(?:[ /](?P<y>\d{4}))?", _run_of_months),
        (r"(?P<n>6|06|9|09) thang(?P<end>)?(?: nam |/)(?P<y>\d{4})", _run_of_months),
        (r"nua (?:nam )?(?P<end>dau|cuoi)(?: cua)?(?: nam)?(?:[ /](?P<y>\d{4}))?", _half),
        (r"(?P<a>\d{4})-(?P<b>\d{4})", _plans_school_year),
        (r"(?:(?:ca|trong|het|suot) )?(?:nam )?(?P<y>\d{4})", _whole_year),
        (r"(?:(?:ca|trong|het|suot) )?nam(?: nay| ke hoach)?", _plans_time),
        (r"(?:ca|trong|het|suot) giai doan", _whole_plan),
        (r"(?:(?:ca|trong|het|suot|cuoi) )?nam hoc(?: (?P<a>\d{4}) ?- ?(?P<b>\d{4}))?", _school_year),
        (
            r"(?:(?:ca|trong|het|suot|cuoi) )?hoc ky (?P<k>ii?|1|2)(?:(?:,? nam hoc |/)(?P<a>\d{4}) ?- ?(?P<b>\d{4}))?",
            _term,
        ),
        (rf"tuan (?:thu )?(?P<w>dau tien|dau|cuoi(?: cung)?|nhat|hai|ba|tu|[1-5])(?: cua)?[ /]{_MONTH}", _week),
        (r"(?P<third>thuong tuan|trung tuan|ha tuan|dau|giua|cuoi)(?: cua)? (?P<of>.+)", _third),
        (r"ngay cuoi(?: cung)?(?: cua)? (?P<of>.+)", _last_day_of),
    )
)


def in_year(years: Years | None, year: int | None) -> Years | None:
    """Return the years in which words without a year are read beside words that name ``year``."""
    return one_year(year) if year is not None else years
