"""Numbers that count rows and headings: they are right when they count on, whatever was taken out before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.linting.figures.units import TextUnit
from reportgen.vn.text import fold

LEADING = re.compile(r"(\d{1,3})[.)]\s")
"""The number of a heading or of a paragraph in a list."""
_ALONE = re.compile(r"(\d{1,4})\.?")
_HEADINGS = frozenset(map(fold, ("STT", "TT", "Số TT", "Số thứ tự", "Thứ tự")))


def is_serial(heading: str) -> bool:
    """Tell whether a column headed so numbers the rows of its table."""
    return fold(heading) in _HEADINGS


def counts_on(draft: Sequence[TextUnit], there: int, cell: int) -> bool:
    """Tell whether the number of a row or heading is the next after the one before, or the first of its own."""
    unit = draft[there]
    shown = _number(unit, cell)
    before = next(_rows_above(draft, there, cell) if unit.table else _headings_above(draft, there), 0)
    return shown == before + 1


def _number(unit: TextUnit, cell: int) -> int:
    """Return the number in a cell, or at the head of a paragraph; 0 where there is none."""
    text = unit.cells[cell].text if cell < len(unit.cells) else ""
    found = _ALONE.fullmatch(text) if unit.table else LEADING.match(text)
    return int(found[1]) if found else 0


def _rows_above(draft: Sequence[TextUnit], there: int, cell: int) -> Iterator[int]:
    """Yield the numbers of the rows above, the nearest first, up to a row that is another kind of row."""
    row = draft[there]
    for unit in reversed(draft[:there]):
        if unit.table != row.table or len(unit.cells) != len(row.cells):
            return
        if number := _number(unit, cell):
            yield number


def _headings_above(draft: Sequence[TextUnit], there: int) -> Iterator[int]:
    """Yield the numbers of the headings above in the same style, the nearest first, up to a higher heading."""
    style = draft[there].style
    for unit in reversed(draft[:there]):
        if unit.style.casefold().startswith("heading") and unit.style < style:
            return
        if unit.style == style and (number := _number(unit, 0)):
            yield number
