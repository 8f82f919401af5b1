"""Work that comes again: «hằng quý», «6 tháng/lần», «trước ngày 15 hằng tháng», «2 lần/năm»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from reportgen.record import record
from reportgen.vn.dates import days_in_month, short_date
from reportgen.vn.deadlines.occurrence import Occurrence
from reportgen.vn.deadlines.years import Years, one_year

MOST = 60
"""Occurrences of one task that are kept apart: every month of five years."""


@record
class Rhythm:
    """How often work comes again: the months by whose end it is due, or how many ``times`` in a year.

    ``days`` of the month (none is its end), ``behind`` months after it; ``before`` moves each one day back.
    Without months or times it is too frequent to be told one by one.
    """

    months: tuple[int, ...] = ()
    times: int = 0
    days: tuple[int, ...] = ()
    behind: int = 0
    before: bool = False


_EACH = r"(?:hang|moi|theo|tung)"
_ONCE = r"(?:(?:it nhat )?(?:0?1) lan)"
_STEP = r"ngay|tuan|nua thang|thang|quy|hoc ky|nua nam|nam|\d{1,2} thang|[2-9] nam"
_PREFIX = r"(?:(?:bao cao|thuc hien|to chuc|trien khai|cap nhat|kiem tra|danh gia|tong hop|cong bo|hop) )*"
_PERIODIC = r"(?:(?:theo )?(?:dinh ky|thuong ky)(?: theo)? )"
TERMS = (1, 5)
"""The months with which the two terms of a school year end."""
_STEPS = {"ngay": 0, "tuan": 0, "nua thang": 0, "thang": 1, "quy": 3, "nua nam": 6, "nam": 12}
_SIMPLE = tuple(
    re.compile(_PREFIX + text)
    for text in (
        rf"{_PERIODIC}?{_EACH} (?P<step>{_STEP})(?: ?(?:/ ?)?{_ONCE})?",
        rf"{_PERIODIC}(?P<step>{_STEP})(?: ?(?:/ ?)?(?:{_ONCE}|lan))?",
        rf"{_PERIODIC}?(?:0?1 )?(?P<step>{_STEP}) ?/ ?(?:{_ONCE}|lan)",
        rf"{_PERIODIC}?(?P<step>{_STEP}) {_ONCE}",
        r"(?:vao )?(?:tat ca )?cac (?P<step>thang|quy)",
        r"(?:ca )?4 (?P<step>quy)",
        r"(?:vao )?thang cuoi(?: cung)?(?: cua)? (?P<step>quy)",
        rf"{_PERIODIC}?{_ONCE} ?(?:/|trong|moi|hang)? ?(?:0?1 )?(?P<step>{_STEP})",
    )
)
_TIMES = tuple(
    re.compile(_PREFIX + text)
    for text in (
        r"(?:it nhat )?(?P<times>\d{1,2}) (?:lan|dot|ky) ?(?:/|trong|moi|hang)? ?(?:0?1 )?(?P<step>nam|quy|thang|tuan)",
        r"(?:(?:dinh ky|hang|moi) )*(?P<step>nam|quy|thang|tuan),? (?:it nhat )?(?P<times>\d{1,2}) (?:lan|dot|ky)",
    )
)
_ONE_DAY = r"(?:ngay )?(?:m[uo]ng )?\d{1,2}"
_DAY = (
    rf"{_PREFIX}{_PERIODIC}?(?P<before>truoc )?(?:vao |cham nhat |muon nhat |den )?(?:cac )?"
    rf"(?P<days>(?:tu )?{_ONE_DAY}(?:(?:,|, va| va|;| &) ?{_ONE_DAY}|(?:-| den ){_ONE_DAY})*)"
)
"""One day of a month, or several: «ngày 01 và 15»; of a range, «từ ngày 20 đến 25», its last is the one."""
_ENDS, _FIRSTS = (3, 6, 9, 12), (1, 4, 7, 10)
_OF_MONTHS = (
    (re.compile(rf"{_DAY} (?:cua )?{_EACH} thang"), tuple(range(1, 13)), 0),
    (re.compile(rf"{_DAY} (?:cua )?thang (?:sau|tiep theo|ke tiep|lien ke)"), tuple(range(1, 13)), 1),
    (re.compile(rf"{_DAY} (?:cua )?(?:cac )?thang cuoi(?: cung)?(?: cua)?(?: {_EACH})?(?: cac)? quy"), _ENDS, 0),
    (re.compile(rf"{_DAY} (?:cua )?thang dau(?: tien)?(?: cua)? quy (?:sau|tiep theo|ke tiep|lien ke)"), _ENDS, 1),
    (re.compile(rf"{_DAY} (?:cua )?(?:cac )?thang dau(?: tien)?(?: cua)?(?: {_EACH})?(?: cac)? quy"), _FIRSTS, 0),
)
_FIRST_WEEK = re.compile(rf"(?:vao |trong )?tuan dau(?: tien)?(?: cua)? {_EACH} thang")
_FIRST_MONTH = re.compile(rf"(?:vao )?(?:cac )?thang dau(?: tien)?(?: cua)? {_EACH} quy")
_STEP_AND_DAY = re.compile(
    rf"{_PREFIX}{_PERIODIC}?(?:{_EACH} )?(?P<step>thang|quy)[,:]? "
    r"(?P<day>(?:truoc|vao|ngay|cham|muon|cac ngay|tu ngay) .+)"
)
_DAY_ALONE = re.compile(_DAY)
_LAST_DAYS = re.compile(
    rf"(?:vao )?(?:ngay |tuan |thang )?cuoi(?: cung)?(?: cua)?(?: {_EACH})? (?P<step>thang|quy|hoc ky|nam)"
)
_WEEKDAY = re.compile(
    r"(?:vao )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|sang .+|chieu .+),? "
    r"(?:tuan (?:dau|cuoi|thu \w+)(?: tien| cung)?(?: cua)? )?"
    rf"(?:{_EACH} (?:tuan|thang)|(?:dau|cuoi)(?: tien| cung)?(?: cua)?(?: {_EACH})? thang)"
)
_NAMED = {
    "thang": range(1, 13),
    "quy": (3, 6, 9, 12),
    "6 thang": (6,),
    "9 thang": (9,),
    **dict.fromkeys(("nam", "ca nam", "1 nam", "01 nam"), (12,)),
}
_LONGEST_MONTH = 31
_TO_A_YEAR = re.compile(
    r",? (?:"
    r"(?:(?:ke )?tu (?:nay|nam (?P<from>\d{4})) )?(?:cho )?den (?:het )?(?:nam )?(?P<to>\d{4})"
    r"|(?:trong |ca )?giai doan (?P<first>\d{4})-(?P<last>\d{4})"
    r"|(?:bat dau )?(?:ke )?tu (?:nam )?(?P<since>\d{4})(?: tro di)?)$"
)
"""«…, đến năm 2030», «… giai đoạn 2026-2030», «…, bắt đầu từ năm 2026», behind how often work comes again."""
_OF_YEAR = re.compile(r"(?: trong| cua)?(?:(?: nam|/) ?(?P<year>\d{4})| nam| ca nam| nam ke hoach)")


def rhythm(words: str) -> Rhythm | None:
    """Return how often the work of a deadline comes again; None when ``words`` do not say that it does."""
    return (
        _stepwise(words)
        or _so_many_times(words)
        or _by_day(words)
        or _step_and_day(words)
        or _named(words)
        or _weekly(words)
    )


def _stepwise(words: str) -> Rhythm | None:
    for pattern in _SIMPLE:
        if match := pattern.fullmatch(words):
            return _every(match["step"])
    if _FIRST_MONTH.fullmatch(words):
        return Rhythm(_FIRSTS)
    if _FIRST_WEEK.fullmatch(words):
        return Rhythm(tuple(range(1, 13)), days=(7,))
    match = _LAST_DAYS.fullmatch(words)
    if match and (match["step"] != "nam" or "hang" in words or "moi" in words):
        return _every(match["step"]) if re.search(_EACH, words) else None
    return None


def _every(step: str) -> Rhythm | None:
    if step == "hoc ky":
        return Rhythm(TERMS)
    if step.endswith(" nam"):  # «2 năm/lần»: nothing says in which of the plan's years
        return Rhythm()
    months = _STEPS[step] if step in _STEPS else int(step.partition(" ")[0])
    if months == 0:
        return Rhythm()
    return Rhythm(tuple(range(months, 13, months))) if 12 % months == 0 else None


def _so_many_times(words: str) -> Rhythm | None:
    """«2 lần/năm»: nothing says when but the year's end, so all are due by then."""
    for pattern in _TIMES:
        if match := pattern.fullmatch(words):
            times = int(match["times"])
            return Rhythm(times=times) if match["step"] == "nam" and 1 < times <= 12 else Rhythm()
    return None


def _by_day(words: str) -> Rhythm | None:
    for pattern, months, behind in _OF_MONTHS:
        if (match := pattern.fullmatch(words)) and (days := _days(match["days"])):
            return Rhythm(months, 0, days, behind, match["before"] is not None)
    return None


def _days(words: str) -> tuple[int, ...]:
    """Return the days of a month that ``words`` name, of a range its last; none where one of them is no day."""
    each = [item for item in re.split(r",| va |;|&", words) if item.strip()]
    ends = [[int(day) for day in re.findall(r"\d+", item)] for item in each]
    if any(not all(1 <= day <= _LONGEST_MONTH for day in days) or days != sorted(days) for days in ends):
        return ()
    return tuple(sorted({days[-1] for days in ends}))


def _step_and_day(words: str) -> Rhythm | None:
    """«Hằng quý, trước ngày 20 tháng cuối quý», «hằng tháng, trước ngày 25»: the same said twice, once with its day."""
    match = _STEP_AND_DAY.fullmatch(words)
    step = _every(match["step"]) if match else None
    if match is None or step is None:
        return None
    day = match["day"]
    found = _by_day(f"{day} hang thang" if match["step"] == "thang" and _DAY_ALONE.fullmatch(day) else day)
    return found if found and found.months == step.months else None


def _named(words: str) -> Rhythm | None:
    """«6 tháng, năm», «quý, 6 tháng, năm», «hằng quý, 6 tháng và năm»: reports by their usual periods."""
    bare = re.sub(rf"^{_PREFIX}(?:so ket |{_PERIODIC}|{_EACH} )*", "", words)
    items = [re.sub(r"^(?:hang|so ket|tong ket) ", "", item) for item in re.split(r", va |, ?| va |; ?", bare)]
    if len(items) < 2 or any(item not in _NAMED for item in items):
        return None
    return Rhythm(tuple(sorted({month for item in items for month in _NAMED[item]})))


def _weekly(words: str) -> Rhythm | None:
    return Rhythm() if _WEEKDAY.fullmatch(words) else None


def in_its_year(words: str, years: Years | None) -> Iterator[tuple[str, Years | None]]:
    """Yield ``words``, and what is left of them without a year at their end, with the years they then stand in."""
    yield words, years
    if match := _TO_A_YEAR.search(words):
        yield words[: match.start()], _clipped(match, years)
    for match in _OF_YEAR.finditer(words):
        if match.end() == len(words) and match.start():
            yield words[: match.start()], one_year(int(match["year"])) if match["year"] else years


def _clipped(match: re.Match[str], years: Years | None) -> Years | None:
    """Return those of the plan's ``years`` that lie within the years that the words name; none where there are none.

    Of a school year all: its plan ends with it.
    """
    if years is None or years.school:
        return years
    first = max(years.first, int(match["from"] or match["first"] or match["since"] or years.first))
    last = min(years.last, int(match["to"] or match["last"] or years.last))
    return Years(first, last) if first <= last else None


# --- occurrences --------------------------------------------------------------------------------


def occurrences(found: Rhythm, years: Years | None) -> tuple[Occurrence, ...]:
    """Return each time in ``years`` that work of this rhythm is due; none where it is too frequent to be told apart."""
    if years is None:
        return ()
    if found.months == TERMS and not years.school:
        return ()
    made = tuple(_times(found, years) if found.times else _by_month(found, years))
    return made if len(made) <= MOST else ()


def _by_month(found: Rhythm, years: Years) -> Iterator[Occurrence]:
    if years.school and found.months == (12,):
        yield Occurrence("nam", "cả năm học", years.end)
        return
    for year, month in _months(found.months, years):
        if len(found.days) > 1:
            yield from _each_day(found, year, month, years)
        else:
            code, name = _called(found.months, month, year, years)
            yield Occurrence(code, name, _due(found, year, month, found.days[0] if found.days else 0))


def _each_day(found: Rhythm, year: int, month: int, years: Years) -> Iterator[Occurrence]:
    """Yield the times of one month that work is due on several days of; the 30th and 31st of a short month are one."""
    for due in sorted({_due(found, year, month, day) for day in found.days}):
        yield Occurrence(*day_called(due, years), due)


def _months(months: Iterable[int], years: Years) -> Iterator[tuple[int, int]]:
    """Yield year and month of each time; a school year goes from September to May."""
    for year in range(years.first, years.last + 1):
        for month in months:
            day = dt.date(year, month, 1)
            if not years.school or dt.date(years.first, 9, 1) <= day <= years.end:
                yield year, month


def _due(found: Rhythm, year: int, month: int, day: int) -> dt.date:
    year, month = (year, month + found.behind) if month + found.behind <= 12 else (year + 1, 1)
    last = days_in_month(year, month)
    due = dt.date(year, month, min(day, last) if day else last)
    return due - dt.timedelta(days=1) if found.before else due


_ROMAN = ("I", "II", "III", "IV")


def _called(months: tuple[int, ...], month: int, year: int, years: Years) -> tuple[str, str]:
    """Return code and name of the time that ends with ``month``."""
    step = 12 // len(months) if months and all(12 % each == 0 or each % months[0] == 0 for each in months) else 0
    if months == TERMS:
        code, name = ("hoc-ky-1", "học kỳ I") if month == TERMS[0] else ("hoc-ky-2", "học kỳ II")
    elif months == (12,):
        code, name = "nam", "cả năm"
    elif months == (6, 12):
        code, name = ("6-thang-dau", "6 tháng đầu năm") if month == 6 else ("6-thang-cuoi", "6 tháng cuối năm")
    elif step == 3 and month % 3 == 0:
        code, name = f"quy-{month // 3}", f"quý {_ROMAN[month // 3 - 1]}"
    else:
        code, name = f"thang-{month}", f"tháng {month}"
    return dated(code, name, year, years)


def day_called(day: dt.date, years: Years | None) -> tuple[str, str]:
    """Return code and name of a time that is a day: ``ngay-15-6``, «ngày 15/6»."""
    return dated(f"ngay-{day.day}-{day.month}", f"ngày {short_date(day).rpartition('/')[0]}", day.year, years)


def dated(code: str, name: str, year: int, years: Years | None) -> tuple[str, str]:
    """Return code and name with the year, where the plan does not leave it to be understood."""
    if years is not None and years.single and (years.school or year == years.first):
        return code, name
    return f"{code}-{year}", f"{name}/{year}" if name[-1:].isdigit() or name.startswith("quý") else f"{name} {year}"


def _times(found: Rhythm, years: Years) -> Iterator[Occurrence]:
    for year in range(years.first, years.last + 1):
        end = years.end if years.school else dt.date(year, 12, 31)
        for number in range(1, found.times + 1):
            code, name = dated(f"lan-{number}", f"lần {number}", year, years)
            yield Occurrence(code, name, end)
        if years.school:
            return
