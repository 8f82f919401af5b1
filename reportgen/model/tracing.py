"""Figures that say where they come from when they are printed.

A context whose figures are traced renders as always, but each figure stands between marks together with
the number of its source. Who reads such a document knows which digits the template wrote, and of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

OPEN, VALUE, CLOSE = "\ue000", "\ue001", "\ue002"
"""Private-use characters: no text of a unit or plan has them."""


def marked(value: str, source: int) -> str:
    """Return ``value`` between marks."""
    return f"{OPEN}{source}{VALUE}{value}{CLOSE}"


class TracedNumber(int):
    """A whole number that prints itself with its source; it counts and compares as always."""

    source: int

    def __new__(cls, value: int, source: int) -> TracedNumber:
        """Return ``value`` with its source."""
        made = super().__new__(cls, value)
        made.source = source
        return made

    def __str__(self) -> str:
        return marked(int.__repr__(self), self.source)

    def __format__(self, form: str) -> str:
        return marked(format(int(self), form), self.source)


class TracedText(str):
    """A printed figure that prints itself with its source; its length and letters are the figure's own."""

    __slots__ = ("source",)
    source: int

    def __new__(cls, value: str, source: int) -> TracedText:
        """Return ``value`` with its source."""
        made = super().__new__(cls, value)
        made.source = source
        return made

    def __str__(self) -> str:
        return marked("".join(self), self.source)


Span = tuple[int, int]
"""Where a figure stands in a text: its first character, and the one behind its last."""


class FiguredText(str):
    """A text in which some passages are figures; ``figures`` says where."""

    __slots__ = ("figures",)
    figures: tuple[Span, ...]

    NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")
    """A number, a share, a date."""

    def __new__(cls, value: str, figures: Sequence[Span] = ()) -> FiguredText:
        """Return ``value``, which has figures at ``figures``, in order."""
        made = super().__new__(cls, value)
        made.figures = tuple(figures)
        return made

    @classmethod
    def quoted(cls, value: str) -> FiguredText:
        """Return ``value`` with every number in it as a figure."""
        return cls(value, [match.span() for match in cls.NUMBER.finditer(value)])


class TracedPassages(str):
    """A text that prints its figures with their sources; its length and letters are its own."""

    __slots__ = ("sources",)
    sources: tuple[tuple[Span, int], ...]

    def __new__(cls, value: str, sources: Iterable[tuple[Span, int]]) -> TracedPassages:
        """Return ``value`` with the source of the figure at each span, in order."""
        made = super().__new__(cls, value)
        made.sources = tuple(sources)
        return made

    def __str__(self) -> str:
        text, done, end = "".join(self), "", 0
        for (start, stop), source in self.sources:
            done += text[end:start] + marked(text[start:stop], source)
            end = stop
        return done + text[end:]


class TracedList(tuple[Any, ...]):
    """A list whose length, asked for by a template, is a figure."""

    source: int

    def __new__(cls, items: Iterable[Any], source: int) -> TracedList:
        """Return ``items`` with the source of their number."""
        made = super().__new__(cls, items)
        made.source = source
        return made

    @property
    def length(self) -> TracedNumber:
        """The number of items, traced."""
        return TracedNumber(len(self), self.source)
