"""The page budget: what a report has no room for stays in the internal document, counted and told."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.prose.material import DIRECTION, NEXT_STEPS, Field, Material
from reportgen.model.context import DeLai

LEAVABLE: tuple[tuple[Field, str], ...] = ((NEXT_STEPS, "phuong-huong"), (DIRECTION, "chi-dao-dieu-hanh"))
"""Fields that may stay behind, the first to go first, and their places.

Results, shortcomings, difficulties, causes and proposals never do.
"""


def left_behind(material: Material) -> Iterator[DeLai]:
    """Yield every text that only the internal document has."""
    for field, place in LEAVABLE:
        if field.key in material.internal:
            for written in material.texts(field):
                yield DeLai(place, written.unit, written.code, field.key, written.sentences)
