"""Which documents are numbered together, and whether a number and a date fit into their series.

Nghị định 30, Điều 15 khoản 2: numbers run through the year, from 01 on 1 January; which types share a series
is for the agency to say (``day_so``). What was issued before the agency said it is counted by what it says now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.model.agency import ALL_TYPES, Agency
from reportgen.model.entry import Entry
from reportgen.model.objection import Objection
from reportgen.nd30.types import type_named
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import fold, listing

_FAR = 1000
"""Numbers left out at once that are rather a slip of the finger."""


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


@dataclass(frozen=True)
class Series:
    """The documents of one year: ``numbered`` together in this series, ``others`` in series of their own."""

    name: str
    year: int
    numbered: tuple[Entry, ...]
    others: tuple[Entry, ...]

    @property
    def next_number(self) -> int:
        """The number after the highest one used."""
        return max((entry.number for entry in self.numbered), default=0) + 1

    def gaps(self, number: int) -> str:
        """Return the numbers left out just below ``number`` in words; empty when there are none."""
        start = max((entry.number for entry in self.numbered if entry.number < number), default=number - 1)
        missing = [padded(value) for value in range(start + 1, min(number, start + 4))]
        if number - start > 4:
            return f"từ {missing[0]} đến {padded(number - 1)}"
        return listing(missing)


def series_in(entries: Iterable[Entry], agency: Agency, kind: str, year: int) -> Series:
    """Return the series of the type ``kind`` in ``year``, of what is in ``entries``."""
    name = series_of(agency, kind)
    of_year = [entry for entry in entries if entry.year == year and not entry.supplements]
    kinds = {entry.type_name for entry in of_year}  # a year has many documents of few types
    same = {kind for kind in kinds if series_of(agency, type_named(kind) or kind) == name}
    numbered = tuple(entry for entry in of_year if entry.type_name in same)
    return Series(name, year, numbered, tuple(entry for entry in of_year if entry.type_name not in same))


def objections(series: Series, number: int, symbol: str, date: dt.date) -> Iterator[Objection]:
    """Yield what speaks against giving ``number``, with ``symbol`` and ``date``, in ``series``."""
    free = padded(series.next_number)
    used = next((entry for entry in series.numbered if entry.number == number), None)
    used = used or next((e for e in series.others if e.number == number and fold(e.symbol) == fold(symbol)), None)
    if used is not None:
        yield Objection(
            "so-trung",
            f"số {padded(number)} của dãy «{series.name}» năm {series.year} đã cấp cho {used.words()} ({used.title})",
            f"dùng số tiếp theo: --so {free}; bản thay thế cũng lấy số mới và ghi --replaces {used.reference}",
            acceptable=False,
        )
        return
    if number - series.next_number >= _FAR:
        yield Objection(
            "so-nhay",
            f"số {padded(number)} cách xa số tiếp theo của dãy «{series.name}» năm {series.year} là {free}",
            "xem lại số đã gõ",
        )
    before = max(
        (entry for entry in series.numbered if entry.number < number), key=lambda entry: entry.number, default=None
    )
    after = min(
        (entry for entry in series.numbered if entry.number > number), key=lambda entry: entry.number, default=None
    )
    if before is not None and date < before.date:
        yield Objection(
            "ngay-lui",
            f"ngày {short_date(date)} trước ngày của số liền trước {before.words()}",
            f"ghi ngày từ {short_date(before.date)} trở đi",
        )
    if after is not None and date > after.date:
        yield Objection(
            "ngay-lui",
            f"ngày {short_date(date)} sau ngày của số liền sau {after.words()}",
            f"ghi ngày không sau {short_date(after.date)}, hoặc dùng số {free}",
        )


def of_clock(entries: Iterable[Entry], date: dt.date, now: dt.datetime) -> Iterator[Objection]:
    """Yield what speaks against ``date`` and against the machine's clock, which says ``now``."""
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
