"""Dates as the decree writes them."""

from __future__ import annotations

import datetime as dt

from reportgen.patterns import regex
from reportgen.vn.text import fold

_DAY_FIRST = regex(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_LONG = regex(rf"(?:{fold('ngày')} )?(\d{{1,2}}) {fold('tháng')} (\d{{1,2}}) {fold('năm')} (\d{{4}})")
_NO_YEAR = regex(rf"(?:{fold('ngày')} )?(\d{{1,2}})(?: ?[/.-] ?| {fold('tháng')} )(\d{{1,2}})")
_ISO = regex(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:\d{2}.*)?")


EARLIEST, LATEST = 1900, 2999
"""Years: a day in any other is a slip of the pen, or of a clock."""


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
        raise ValueError(_no_date(fold(text)))
    if not 1 <= month <= 12:
        raise ValueError(f"không có tháng {month}")
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"năm {year} ngoài khoảng {EARLIEST} đến {LATEST}")
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise ValueError(f"tháng {month}/{year} không có ngày {day}")
    return dt.date(year, month, day)


def _no_date(folded: str) -> str:
    """Return why a text is no date; a day that no year has is told as that, whatever else is missing."""
    match = _NO_YEAR.fullmatch(folded)
    if match is None:
        return "không đúng dạng ngày/tháng/năm"
    day, month = int(match[1]), int(match[2])
    if not 1 <= month <= 12:
        return f"không có tháng {month}"
    return "thiếu năm" if 1 <= day <= days_in_month(_LEAP_YEAR, month) else f"tháng {month} không có ngày {day}"


_LEAP_YEAR = 2028


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has, without the calendars of the whole world. Raises ValueError for no month."""
    first = dt.date(year, month, 1)
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - first).days


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
