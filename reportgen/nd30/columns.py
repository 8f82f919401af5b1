"""Where a drawn line ends up: Word anchors it in one cell, and it may lie in the column of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

from reportgen.record import record
from reportgen.wordview.document import Paragraph, Stroke
from reportgen.wordview.lengths import Points

FROM_TEXT = ("column", "character", "text")
"""Frames whose left edge is that of the text a stroke is anchored in."""
_SLACK = Points(10)
"""How far beside its column the middle of a line may lie: where that is is known less well than in its own."""


def middle_of(stroke: Stroke) -> Points | None:
    """Return where a stroke's middle lies, from its frame; None when it is aligned, not placed."""
    return Points(stroke.x + stroke.length / 2) if stroke.x is not None else None


@record
class HeadColumn:
    """A column of the table of a head: where it begins, from the table's left edge, and its room for text."""

    start: Points
    width: Points


def columns_of(row: Iterable[Paragraph]) -> dict[int, HeadColumn]:
    """Return the columns of one row by the number of their cell."""
    widths = {paragraph.place.cell: paragraph.width for paragraph in row}
    cells = sorted(widths)
    starts = accumulate((widths[cell] for cell in cells), initial=0.0)
    return {cell: HeadColumn(Points(start), widths[cell]) for cell, start in zip(cells, starts, strict=False)}


def ends_up_in(wanted: int, stroke: Stroke, cell: int, columns: Mapping[int, HeadColumn]) -> bool:
    """Tell whether a stroke that is anchored in ``cell`` lies in the column of the cell ``wanted``."""
    middle = middle_of(stroke)
    if middle is None:
        return cell == wanted
    anchor = columns.get(cell, _NO_COLUMN).start if stroke.frame in FROM_TEXT else 0.0
    column = columns.get(wanted, _NO_COLUMN)
    return column.start - _SLACK <= anchor + middle <= column.start + column.width + _SLACK


_NO_COLUMN = HeadColumn(Points(0.0), Points(0.0))
