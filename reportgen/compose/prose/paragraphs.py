"""Paragraphs of a readable length, from pieces in their order."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from reportgen.compose.openings import can_follow, lowered
from reportgen.compose.prose.said import FULL, MOST, Piece
from reportgen.vn.text import upper_first

_SHORT = 45
"""Words: a paragraph below this takes the next text in."""
_SENTENCE = 50
"""Words: no sentence is made longer by joining."""


class _Paragraph:
    """A paragraph being written.

    ``who``: the units that its last sentence names; empty for the agency itself. ``named``: its last text has its
    units' names, so that units in brackets behind the next cannot be taken for those of both.
    """

    def __init__(self) -> None:
        self.text = ""
        self.length = 0
        self._who = ""
        self._sentence = 0
        self._named = False

    def add(self, piece: Piece) -> None:
        """Add a piece; its units are named unless it is plain who speaks."""
        bare = piece.who == self._who or (piece.own and not self._who)
        written = piece.bare if bare else piece.named
        in_brackets = not bare and not piece.subject
        if self._joins(piece, written) and (self._named or not in_brackets):
            small = piece.within if piece.subject and not bare else lowered(written)
            self.text = f"{self.text[:-1]}; {small}"
            self._sentence += piece.length
        else:
            begun = upper_first(written)
            self.text = f"{self.text} {begun}" if self.text else begun
            self._sentence = piece.length if piece.single else _SENTENCE
        self.length += piece.length
        self._who = self._who if bare else piece.who
        self._named = not bare

    def _joins(self, piece: Piece, written: str) -> bool:
        """Tell whether a piece goes on in the same sentence: both short, and nothing in the way of its first letter."""
        short = piece.single and not piece.about and self._sentence > 0 and self._sentence + piece.length <= _SENTENCE
        return short and self.text.endswith(".") and (piece.subject or can_follow(written))


def paragraph(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one paragraph."""
    made = _Paragraph()
    for piece in pieces:
        made.add(piece)
    return made.text


def paragraphs(subjects: Iterable[Sequence[Piece]]) -> tuple[str, ...]:
    """Return the paragraphs of several subjects (tasks): each its own, short ones joined, long ones parted."""
    made: list[list[Piece]] = []
    open_ = False
    for pieces in subjects:
        parts = _parted(pieces)
        if open_ and len(parts) == 1 and _fits(made[-1], parts[0]):
            made[-1].extend(parts[0])
        else:
            made.extend(parts)
        open_ = len(parts) == 1
    return tuple(paragraph(pieces) for pieces in made)


def _fits(before: Sequence[Piece], part: Sequence[Piece]) -> bool:
    there, more = _length(before), _length(part)
    mistaken = any(piece.about for piece in before) and not part[0].about
    return there + more <= FULL and (there < _SHORT or more < _SHORT) and not mistaken


def _length(pieces: Iterable[Piece]) -> int:
    return sum(piece.length for piece in pieces)


def _parted(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of one subject in parts of about equal length, none over :data:`MOST` where it can be.

    What the same units say stays together.
    """
    total = _length(pieces)
    if total <= MOST:
        return [list(pieces)]
    share = total / math.ceil(total / FULL)
    parts: list[list[Piece]] = [[]]
    for same in _blocks(pieces):
        if parts[-1] and _length(parts[-1]) + _length(same) / 2 > share:
            parts.append([])
        parts[-1].extend(same)
    return parts


def _blocks(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield what the same units say together, while it fits in a paragraph."""
    for _, group in itertools.groupby(pieces, key=lambda piece: piece.who):
        same = list(group)
        yield from [same] if _length(same) <= MOST else ([piece] for piece in same)
