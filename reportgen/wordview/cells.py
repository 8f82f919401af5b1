"""Which cells of a table are none to a reader: they only hold a text together."""

from __future__ import annotations

from lxml import etree

from reportgen.wordview.document import Location
from reportgen.wordview.ooxml import W, through

_TEXT = 5
"""Paragraphs in one cell that make it a text's, not a heading's."""


def frames(cell: etree._Element, outer: Location, *, first: bool, only: bool) -> bool:
    """Tell whether a cell that is alone in its row is no cell to a reader: it only holds a text together.

    So it is where tables lie in it, where it is the one cell of a table in a cell, and, in the ``first`` table of a
    document, where many paragraphs stand in it, as a text does that somebody typed between the rows of head and foot.
    ``only``: its table has no other row.
    """
    if outer.table:
        return only
    if next(through(cell, f"{W}tbl"), None) is not None:
        return True
    filled = (paragraph for paragraph in through(cell, f"{W}p") if next(paragraph.iter(f"{W}t"), None) is not None)
    return first and sum(1 for _ in filled) >= _TEXT
