"""Work beyond the plan: what came up, what was done about it; in words, outside the counts."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import Piece, Said, piece
from reportgen.compose.prose.sentences import sentences
from reportgen.record import record


@record
class Extra:
    """One piece of work outside the plan, as a unit wrote it."""

    unit: str
    work: str
    result: str | None = None
    documents: tuple[str, ...] = ()


def beyond_plan(items: Iterable[Extra]) -> tuple[str, ...]:
    """Return the paragraphs; none where nothing came up."""
    return paragraphs([_told(item)] for item in items if item.work.strip())


def _told(item: Extra) -> Piece:
    return piece(Said((item.unit,), (*sentences(item.work), *sentences(item.result)), item.documents))
