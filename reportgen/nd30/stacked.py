"""Heads that are not laid out in the decree's two columns: in one, or with the columns in each other's place."""

from __future__ import annotations

from reportgen.nd30.base import View
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Twips
from reportgen.wordview.lines import Line

_RIGHT_HALF = Twips(2000)
"""What begins further in than this stands in the right half."""


def swapped(view: View, nation: Line) -> bool:
    """Tell whether something stands right of the Quốc hiệu in its row of a table."""
    row = nation.place[:2]
    return bool(nation.place.table) and any(
        line.place[:2] == row and line.place.cell > nation.place.cell for line in view.anatomy.lines
    )


def stacked(view: View) -> bool:
    """Tell whether the Quốc hiệu stands above or below the agency's name, in one column with it."""
    for line in view.all(Component.QUOC_HIEU)[:1]:
        beside = line.place.cell > 1 or line.column or line.place.box or line.paragraph.layout.left > _RIGHT_HALF
        return not beside and not swapped(view, line) and bool(view.all(Component.CO_QUAN))
    return False
