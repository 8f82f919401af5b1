"""Days and months of the calendar, and those that it does not have."""

from __future__ import annotations

import datetime as dt

from reportgen.record import record
from reportgen.vn.dates import EARLIEST, LATEST, days_in_month

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Impossible(ValueError):
    """Words that name a day or month that no calendar has."""


@record
class Moment:
    """The first and the last day of what is named, and what it is: ``ngay``, ``thang``, ``quy``, ``nam``…"""

    first: dt.date
    last: dt.date
    unit: str


def months(first: int, last: int, year: int, unit: str) -> Moment:
    """Return the months from ``first`` to ``last`` of ``year``."""
    if not 1 <= first <= last <= 12:
        raise Impossible(f"không có tháng {first if not 1 <= first <= 12 else last}")
    return Moment(dt.date(year, first, 1), dt.date(year, last, days_in_month(year, last)), unit)


def one_day(day: int, month: int, year: int) -> Moment:
    """Return a single day of a month that is one."""
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise Impossible(f"tháng {month}/{year} không có ngày {day}")
    date = dt.date(year, month, day)
    return Moment(date, date, "ngay")


def written_year(text: str) -> int:
    """Return the year that ``text`` is in four figures."""
    year = int(text)
    if not EARLIEST <= year <= LATEST:
        raise Impossible(f"năm {year} ngoài khoảng {EARLIEST} đến {LATEST}")
    return year
