"""Direction and management: what units did, then how the plan's tasks stand."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.prose.classes import plan_sentence
from reportgen.compose.prose.fields import DIRECTION
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import divided, piece


def direction(material: Material) -> tuple[str, ...]:
    """Return the units' texts with the units as subjects, and the counted sentence on the plan."""
    said = [[piece(part) for part in divided(text)] for theme in material.themes(DIRECTION) for text in theme.texts]
    return (*paragraphs(said), *_standing(material))


def _standing(material: Material) -> Iterator[str]:
    if sentence := plan_sentence(material):
        yield sentence
