"""Documents that the words cite: by number and day as the data has them; others may be cited freely."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.patterns import regex
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.evidence import Evidence
from reportgen.vouch.figure import Figure, Sort
from reportgen.vouch.ground import Ground

_NUMBER = regex(r"(?P<number>\d[\d.]*)(?P<symbol>.*)")


def of_document(ground: Ground, figure: Figure) -> Iterator[Doubt]:
    """Yield the doubt about a document: its day is another in the data, or only a slip parts it from one there."""
    every = [*ground.of_sort(Sort.DOCUMENT), *ground.data.report.of_sort(Sort.DOCUMENT)]
    same = [item for item in every if item.figure.key == figure.key]
    if same:
        days = [item for item in same if item.figure.day]
        if figure.day and days and all(item.figure.day != figure.day for item in days):
            yield Doubt(ground.place, figure, What.OTHER, days[0].figure.written, days[0].where)
        return
    meant = next((item for item in every if _slipped(figure, item)), None)
    if meant is not None:
        yield Doubt(ground.place, figure, What.OTHER, meant.figure.written, meant.where)


def _slipped(figure: Figure, item: Evidence) -> bool:
    """Tell whether only a slip parts what is cited from a document of the data."""
    if figure.day and item.figure.day and figure.day != item.figure.day:  # another document of the same series
        return False
    number, symbol = _parts(figure.key)
    known, other = _parts(item.figure.key)
    if symbol == other:
        return _slip(number, known) or bool(figure.day and figure.day == item.figure.day)
    return number == known and _slip(symbol, other)


def _parts(key: str) -> tuple[str, str]:
    match = _NUMBER.fullmatch(key)
    return (match["number"], match["symbol"]) if match else (key, "")


def _slip(one: str, other: str) -> bool:
    """Tell whether two texts differ by one sign, or two numbers by one."""
    if one.isdigit() and other.isdigit() and abs(int(one) - int(other)) == 1:
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
