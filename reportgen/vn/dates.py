"""Dates as the decree writes them, and deadlines as plans write them."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

from reportgen.record import record
from reportgen.vn.text import fold, nfc

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_LONG = re.compile(rf"(?:{fold('ngày')} )?(\d{{1,2}}) {fold('tháng')} (\d{{1,2}}) {fold('năm')} (\d{{4}})")
_NO_YEAR = re.compile(rf"(?:{fold('ngày')} )?\d{{1,2}}(?: ?[/.-] ?| {fold('tháng')} )\d{{1,2}}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:\d{2}.*)?")
_ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def parse_date(text: str) -> dt.date:
    """Read ``dd/mm/yyyy`` (also with dashes or dots), ``ngày d tháng m năm yyyy`` or ``yyyy-mm-dd``.

    Raises ValueError, with a reason in Vietnamese, for anything else and for days that do not exist.
    """
    text = text.strip()
    if match := _DAY_FIRST.fullmatch(text) or _LONG.fullmatch(fold(text)):
        day, month, year = (int(group) for group in match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(group) for group in match.groups())
    else:
        raise ValueError("thiếu năm" if _NO_YEAR.fullmatch(fold(text)) else "không đúng dạng ngày/tháng/năm")
    if not 1 <= month <= 12:
        raise ValueError(f"không có tháng {month}")
    if not 1900 <= year <= 2999:
        raise ValueError(f"năm {year} ngoài khoảng 1900 đến 2999")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"tháng {month}/{year} không có ngày {day}")
    return dt.date(year, month, day)


def padded_day(day: int) -> str:
    """Return the day with a leading zero below 10 (Nghị định 30, Phụ lục I, II.4b)."""
    return f"{day:02d}"


def padded_month(month: int) -> str:
    """Return the month with a leading zero for January and February only (II.4b)."""
    return f"{month:02d}" if month < 3 else str(month)


def long_date(date: dt.date) -> str:
    """Return ``ngày 05 tháng 02 năm 2026``, ``ngày 15 tháng 6 năm 2026`` (II.4b)."""
    return f"ngày {padded_day(date.day)} tháng {padded_month(date.month)} năm {date.year}"


def short_date(date: dt.date) -> str:
    """Return ``05/02/2026``, ``15/6/2026``: the padding of II.4b in the form with slashes."""
    return f"{padded_day(date.day)}/{padded_month(date.month)}/{date.year}"


def day_words(days: int) -> str:
    """Return days left in words: ``còn 3 ngày``, ``hôm nay là ngày cuối``, ``quá hạn 2 ngày``."""
    if days == 0:
        return "hôm nay là ngày cuối"
    return f"còn {days} ngày" if days > 0 else f"quá hạn {-days} ngày"


@record
class Deadline:
    """A deadline as written, and the last day that is still in time.

    ``last_day`` is None for work without an end (``thường xuyên``), which is never overdue.
    """

    text: str
    last_day: dt.date | None

    def overdue(self, on: dt.date) -> bool:
        """Tell whether ``on`` lies after the last good day."""
        return self.last_day is not None and on > self.last_day

    @property
    def recurring(self) -> bool:
        """Whether this is work that goes on or comes again, without an end to be late for."""
        return self.last_day is None and _recurs(self.text)


_RECURRING = {fold(f"{every} {span}") for every in ("hằng", "hàng") for span in ("tháng", "quý", "năm", "tuần")}
"""Work that recurs has no end either."""
_ENDLESS = re.compile(rf"({fold('duy trì')},? )?{fold('thường xuyên')}([, ][^\d]*)?")


@functools.lru_cache(maxsize=1024)
def _recurs(text: str) -> bool:
    """Tell whether a deadline says that work goes on or comes again."""
    words = fold(text)
    return words in _RECURRING or _ENDLESS.fullmatch(words) is not None


_BEFORE = re.compile(rf"(?:{fold('hoàn thành')} |{fold('xong')} )?{fold('trước')} ")
_OPENINGS = tuple(
    fold(opening) for opening in ("hoàn thành", "xong", "trước", "trong", "chậm nhất", "đến hết", "đến", "hết", "cuối")
)
_DAY_WORD = fold("ngày")


@functools.lru_cache(maxsize=1024)  # a plan repeats few deadlines many times
def parse_deadline(text: str) -> Deadline:
    """Read a deadline: a date, ``trước 10/5/2026`` (09/5 is the last good day), ``tháng 6/2026``
    (30/6), ``quý II/2026`` (30/6), ``6 tháng đầu năm 2026`` (30/6), ``năm 2026`` (31/12);
    ``thường xuyên`` and ``hằng tháng`` have no end.

    Raises ValueError, with a reason in Vietnamese, when it is none of these.
    """
    written = nfc(" ".join(text.split()))
    words = fold(written)
    if _recurs(written):
        return Deadline(written, None)
    before = _BEFORE.match(words) is not None
    for opening in _OPENINGS:
        words = words.removeprefix(opening).strip()
    words = words.removeprefix(_DAY_WORD).strip()
    first, last = _span(words)
    return Deadline(written, first - dt.timedelta(days=1) if before else last)


def _span(words: str) -> tuple[dt.date, dt.date]:
    """Return first and last day of the folded date, month, quarter, half or whole year."""
    year_word, month_word, quarter_word = fold("năm"), fold("tháng"), fold("quý")
    if match := _LONG.fullmatch(words):
        date = parse_date(words)
        return date, date
    words = re.sub(rf"(?<=[\divx]) {year_word} (?=\d{{4}}$)", "/", words)  # tháng 6 năm 2026
    if match := re.fullmatch(rf"{year_word} (\d{{4}})", words):
        return _months(1, 12, int(match[1]))
    if match := re.fullmatch(rf"{month_word} (\d{{1,2}})\s*/\s*(\d{{4}})", words):
        return _months(int(match[1]), int(match[1]), int(match[2]))
    if match := re.fullmatch(rf"{quarter_word} (iv|i{{1,3}}|[1-4])\s*/\s*(\d{{4}})", words):
        quarter = _ROMAN_QUARTERS[match[1]]
        return _months(3 * quarter - 2, 3 * quarter, int(match[2]))
    halves = f"6 {month_word} ({fold('đầu')}|{fold('cuối')}) {year_word}"
    if match := re.fullmatch(rf"{halves} (\d{{4}})", words):
        first = 1 if match[1] == fold("đầu") else 7
        return _months(first, first + 5, int(match[2]))
    if not any(char.isdecimal() for char in words) or re.search(r"[^\d/.\s-]", words):
        raise ValueError("không hiểu thời hạn này")
    date = parse_date(words)
    return date, date


def _months(first: int, last: int, year: int) -> tuple[dt.date, dt.date]:
    """Return the first day of month ``first`` and the last day of month ``last``."""
    if not 1 <= first <= last <= 12:
        raise ValueError(f"không có tháng {first}")
    if not 1900 <= year <= 2999:
        raise ValueError(f"năm {year} ngoài khoảng 1900 đến 2999")
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
