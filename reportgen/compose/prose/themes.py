"""Texts by theme: what is of no group first, then each subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen.compose.prose.material import Theme
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import Piece, Said, aside, by_units, divided, introduced, run_on


def told(themes: Iterable[Theme], form: Callable[[Said], Piece]) -> Iterator[tuple[str, ...]]:
    """Yield the paragraphs of each theme; ``form`` says how a text names its units."""
    for theme in themes:
        subjects = list(_subjects(theme, form))
        yield from [paragraphs(subjects)] if theme.name else ((written,) for written in paragraphs(subjects))


def together(themes: Iterable[Theme], form: Callable[[Said], Piece]) -> tuple[str, ...]:
    """Return the paragraphs of all themes, short ones joined."""
    return paragraphs(subject for theme in themes for subject in _subjects(theme, form))


def _subjects(theme: Theme, form: Callable[[Said], Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of a subject together, what is of no group piece by piece."""
    pieces = pieces_of(theme, form)
    if theme.name:
        yield introduced(f"Về {theme.name}", pieces)
    else:
        yield from ([piece] for piece in pieces)


def pieces_of(theme: Theme, form: Callable[[Said], Piece]) -> list[Piece]:
    """Return what is written of a theme, that of the same units beside each other."""
    texts = by_units(theme.texts)
    return [form(part) for said in (run_on(texts) if form is aside else texts) for part in divided(said)]
