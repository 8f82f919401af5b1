"""Work beyond the plan: what came up, what was done about it; in words, outside the counts."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.prose import notes
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import Said, divided, merged, piece
from reportgen.compose.prose.sentences import sentences

PLACE = "phat-sinh"
"""The place that tells it."""


def beyond_plan(material: Material) -> tuple[str, ...]:
    """Return the paragraphs; none where nothing came up."""
    return paragraphs([piece(part) for part in divided(said)] for said in merged(works(material)))


def works(material: Material) -> Iterator[Said]:
    """Yield each piece of work as its unit tells it."""
    for unit in material.snapshot.units:
        for item in unit.extra:
            if said := (*sentences(item.work), *sentences(item.result)):
                documents = dict.fromkeys(filter(None, map(notes.tidy, item.documents)))
                yield Said((unit.name,), said, tuple(documents))
