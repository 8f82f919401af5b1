"""Which documents are numbered together, and whether a number and a date fit into their series.

Nghị định 30, Điều 15 khoản 2: numbers run through the year, from 01 on 1 January; which types share a series
is for the agency to say (``day_so``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from reportgen.archive.entry import Entry, padded
from reportgen.archive.objection import Objection
from reportgen.model.agency import ALL_TYPES, Agency
from reportgen.nd30.types import type_named
from reportgen.vn.dates import short_date
from reportgen.vn.text import listing


def series_of(agency: Agency, kind: str) -> str:
    """Return the name of the series that documents of the type ``kind`` are numbered in.

    The one that ``day_so`` gives it; else the one for all types; else a series of the type's own.
    """
    every = ""
    for name, types in agency.series.items():
        if any(type_named(written) == kind for written in types):
            return name
        if ALL_TYPES in types:
            every = name
    return every or kind


def next_number(entries: Iterable[Entry], series: str, year: int) -> int:
    """Return the number after the highest one used in a series in ``year``."""
    return max((entry.so for entry in _numbered(entries, series, year)), default=0) + 1


def _numbered(entries: Iterable[Entry], series: str, year: int) -> list[Entry]:
    return [entry for entry in entries if entry.year == year and entry.day_so == series and not entry.bo_sung]


def objections(
    entries: Iterable[Entry], series: str, number: int, date: dt.date, now: dt.datetime
) -> Iterator[Objection]:
    """Yield what speaks against giving ``number`` and ``date`` in ``series``, ``entries`` being issued already."""
    entries = tuple(entries)
    numbered = _numbered(entries, series, date.year)
    used = next((entry for entry in numbered if entry.so == number), None)
    free = padded(next_number(entries, series, date.year))
    if used is not None:
        yield Objection(
            "so-trung",
            f"số {padded(number)} của dãy «{series}» năm {date.year} đã cấp cho {used.words()} ({used.title})",
            f"dùng số tiếp theo: --so {free}; bản thay thế cũng lấy số mới và ghi --replaces {used.reference}",
            acceptable=False,
        )
    before = max((entry for entry in numbered if entry.so < number), key=lambda entry: entry.so, default=None)
    after = min((entry for entry in numbered if entry.so > number), key=lambda entry: entry.so, default=None)
    if used is None and before is not None and date < before.ngay:
        yield Objection(
            "ngay-lui",
            f"ngày {short_date(date)} trước ngày của số liền trước {before.words()}",
            f"ghi ngày từ {short_date(before.ngay)} trở đi",
        )
    if used is None and after is not None and date > after.ngay:
        yield Objection(
            "ngay-lui",
            f"ngày {short_date(date)} sau ngày của số liền sau {after.words()}",
            f"ghi ngày không sau {short_date(after.ngay)}, hoặc dùng số {free}",
        )
    if date > now.date():
        yield Objection(
            "ngay-tuong-lai",
            f"ngày {short_date(date)} chưa tới (hôm nay {short_date(now.date())})",
            "ghi ngày hôm nay hoặc ngày đã ký; nếu ngày của máy sai thì chỉnh lại đồng hồ",
        )
    last = max((entry.recorded for entry in entries), default=None)
    if last is not None and now < last:
        yield Objection(
            "dong-ho-lui",
            f"đồng hồ máy ({now:%H:%M} ngày {short_date(now.date())}) đi sau lần ghi sổ gần nhất "
            f"({last:%H:%M} ngày {short_date(last.date())})",
            "chỉnh lại đồng hồ của máy rồi chạy lại",
        )


def gaps(entries: Iterable[Entry], series: str, number: int, year: int) -> str:
    """Return the numbers left out below ``number`` in words; empty when there are none."""
    used = {entry.so for entry in _numbered(entries, series, year)}
    start = max((value for value in used if value < number), default=number - 1)
    missing = [padded(value) for value in range(start + 1, number)]
    if len(missing) > 3:
        return f"từ {missing[0]} đến {missing[-1]}"
    return listing(missing)
