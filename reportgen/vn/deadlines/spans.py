"""Ranges and lists: «từ tháng 3 đến tháng 9/2026», «Quý III - IV/2026», «30/6/2026 và 31/12/2026»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.vn.deadlines.days import Moment
from reportgen.vn.deadlines.moments import in_year, moment
from reportgen.vn.deadlines.years import Years

_UNIT = re.compile(r"(?:cac )?(ngay|thang|quy|hoc ky|tuan|nam|t|q)\b\.? ?(?=[\divx])|(t|q)(?=[\divx])")
_BARE = re.compile(r"(?:\d{1,2}|iv|i{1,3})(?:/\d{4}| thang \d{1,2}(?:/\d{4})?)?|\d{1,2}/\d{1,2}(?:/\d{4})?")
_WRITTEN_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_FROM = re.compile(r"^(?:(?:ke )?tu (?:(?:nay|hien nay|bay gio) )?|giai doan |trong cac |cac )")
_TO = re.compile(r" den het | cho den | den | toi |-")
_SEPARATOR = re.compile(r", va | va |, |; | & |,|;|\+")
_MOST = 24
"""Dates of one deadline; more are a text in which dates are named."""
_DAY_OF_MONTHS = re.compile(
    r"(?:ngay )?(?P<day>\d{1,2}) (?:cua )?(?:cac )?thang "
    r"(?P<months>\d{1,2}(?:/\d{4})?(?:(?:, | va |, va |,)(?:thang )?\d{1,2}(?:/\d{4})?)+)"
)
"""«Ngày 20 các tháng 3, 6, 9, 12»: one day of several months."""
_MONTHS_APART = re.compile(r"(\d{1,2})-(\d{1,2})(?:/(\d{4}))?")


def span(words: str, years: Years | None) -> Moment | None:
    """Return one moment, or the range from the first day of one to the last day of another.

    A beginning alone («từ tháng 6/2026») is neither.
    """
    named = moment(words, years)
    if named is not None:
        return named
    words = _FROM.sub("", words, count=1)
    if words.startswith("den "):
        return moment(words.removeprefix("den ").removeprefix("het "), years)
    for split in _TO.finditer(words):
        found = _from_to(words[: split.start()].strip(), words[split.end() :].strip(), years)
        if found is not None:
            return found
    return None


def _from_to(left: str, right: str, years: Years | None) -> Moment | None:
    """Return the range from ``left`` to ``right``; either may lack the unit or the year that the other has."""
    last = _with_unit_of(left, right, years)
    if last is None:
        return None
    if not left:
        return None
    written = _WRITTEN_YEAR.search(left) is not None
    around = years if written else in_year(years, last.last.year)
    first = _start(left, last, around)
    if first is not None and first.first > last.last and not written:
        first = _start(left, last, in_year(years, last.last.year - 1))
    if first is None or first.first > last.last:
        return None
    return Moment(first.first, last.last, last.unit)


def _with_unit_of(left: str, right: str, years: Years | None) -> Moment | None:
    """Return what ``right`` names; a bare number takes the unit of ``left``: «quý 3 - 4/2026» ends in December."""
    unit = _UNIT.match(left)
    if unit and _BARE.fullmatch(right) and not _UNIT.match(right):
        named = moment(f"{unit[1] or unit[2]} {right}", years)
        if named is not None:
            return named
    return moment(right, years)


def _start(left: str, last: Moment, years: Years | None) -> Moment | None:
    """Return what ``left`` names; a bare number takes the unit of the end: «09 - 10/2026» begins in September."""
    if last.unit == "ngay" and re.fullmatch(r"(?:ngay )?\d{1,2}", left):
        return moment(f"{left}/{last.last.month}/{last.last.year}", years)
    if re.fullmatch(r"\d{1,2}|iv|i{1,3}", left):
        return moment(f"{last.unit} {left}", years) if last.unit in ("thang", "quy", "hoc ky") else None
    return moment(left, years)


def bare_months(words: str) -> tuple[int, int, str] | None:
    """Return the two numbers and the year of ``9-10/2026``: two months to most, a day and a month to some."""
    match = _MONTHS_APART.fullmatch(words)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    return (first, second, match[3] or "") if 1 <= first < second <= 12 else None


def listed(words: str, years: Years | None) -> tuple[Moment, ...]:
    """Return the moments of a list, at least two; empty when it is none or one of its items cannot be read."""
    if of_months := _DAY_OF_MONTHS.fullmatch(words):
        named = _SEPARATOR.split(of_months["months"])
        items = [f"{of_months['day']} thang {item.strip().removeprefix('thang ')}" for item in named]
        found = tuple(_items(items, years))
        return found if 2 <= len(found) == len(items) <= _MOST else ()
    items = [item.strip() for item in _SEPARATOR.split(re.sub(r"^(?:vao )?cac ", "", words)) if item.strip()]
    if not 2 <= len(items) <= _MOST:
        return ()
    found = tuple(_items(items, years))
    return found if len(found) == len(items) else ()


def _items(items: Sequence[str], years: Years | None) -> Iterator[Moment]:
    """Yield what each item names; a year stands for the items before it, a unit for those after it."""
    unit = ""
    for index, item in enumerate(items):
        if (match := _UNIT.match(item)) is not None:
            unit = match[1] or match[2]
        elif unit and _BARE.fullmatch(item):
            item = f"{unit} {item}"
        named = span(item, in_year(years, _year_near(items, index)))
        if named is None:
            return
        yield named


def _year_near(items: Sequence[str], index: int) -> int | None:
    """Return the year written in the item or nearest behind it, else the last one before it."""
    for item in (*items[index:], *reversed(items[:index])):
        if match := _WRITTEN_YEAR.search(item):
            return int(match[1])
    return None
