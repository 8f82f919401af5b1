"""Lengths with their units: a number that has no unit in its type is no length.

Word keeps twips, letters and drawn lines are measured in points, the decree speaks of millimetres. The types
exist for whoever reads and for the type checker; at run time they are plain numbers.
"""

from __future__ import annotations

from typing import NewType

Twips = NewType("Twips", int)
"""Twentieths of a point: pages, margins, indents and spacing, as Word keeps them."""
Points = NewType("Points", float)
"""Seventy-seconds of an inch: letter sizes, drawn lines, the room for text."""
Mm = NewType("Mm", float)
"""Millimetres, as clauses and readers measure."""

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4
AS_SHOWN = Twips(6)
"""By how much a length may miss its millimetres and still be what Word shows: inches are typed and shown in hundredths
(1.18" for 3 cm, 0.39" for 1 cm, 0.79" for 2 cm), and kept as whole twips."""


def points(length: Twips) -> Points:
    """Return a length in points."""
    return Points(length / TWIPS_PER_POINT)


def twips(length: Points) -> Twips:
    """Return a length in whole twips."""
    return Twips(round(length * TWIPS_PER_POINT))


def near(length: Twips, wanted: Mm, tolerance: Twips) -> bool:
    """Tell whether a length misses ``wanted`` by no more than ``tolerance``."""
    return abs(length - wanted * TWIPS_PER_MM) <= tolerance


def between(length: Twips, low: Mm, high: Mm, tolerance: Twips) -> bool:
    """Tell whether a length lies from ``low`` to ``high``, or misses them by no more than ``tolerance``."""
    return low * TWIPS_PER_MM - tolerance <= length <= high * TWIPS_PER_MM + tolerance
