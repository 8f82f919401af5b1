"""The page budget: what a report has no room for stays in the internal document, counted and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.compose.prose.material import DIRECTION, NEXT_STEPS, Field, Material
from reportgen.compose.prose.sentences import sentences
from reportgen.model.context import DeLai

BODY_WORDS = 4_700
"""Words of eleven pages, headings among them."""
LEAVABLE: tuple[tuple[Field, str], ...] = ((NEXT_STEPS, "phuong-huong"), (DIRECTION, "chi-dao-dieu-hanh"))
"""Fields that may stay behind, the first to go first, and their places.

Results, shortcomings, difficulties, causes and proposals never do.
"""


def within(material: Material, words: Callable[[Material], int], most: int = BODY_WORDS) -> Material:
    """Return the material with as much left to the internal document as brings its ``words`` down to ``most``."""
    left: frozenset[str] = frozenset()
    for field, _ in LEAVABLE:
        if words(material) <= most:
            break
        left |= {field.key}
        material = material.leaving(left)
    return material


def left_behind(material: Material) -> Iterator[DeLai]:
    """Yield every text that only the internal document has; the units' notes on their figures always do."""
    for field, place in LEAVABLE:
        if field.key in material.internal:
            for _, code, _, said, unit in material.texts(field):
                yield DeLai(place, unit, code, field.key, said)
    for target in material.snapshot.targets:
        for row in target.rows:
            if row.status and row.status.note:
                yield DeLai("chi-tieu", material.names[row.unit], target.code, "ghi_chu", sentences(row.status.note))
