"""Figures that say where they come from when they are printed.

A context whose figures are traced renders as always, but each figure stands between marks together with
the number of its source, and the digits of a plan's or unit's own words are in disguise. Who reads such a document
knows which digits the template wrote, and of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self, SupportsIndex

from reportgen.patterns import regex

OPEN, VALUE, CLOSE = "\ue000", "\ue001", "\ue002"
"""Private-use characters: no text of a unit or plan has them."""
_HIDDEN = {ord("0") + digit: chr(0xE030 + digit) for digit in range(10)}
_SHOWN = {0xE030 + digit: str(digit) for digit in range(10)}


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

    NUMBER = regex(r"\d+(?:[.,/]\d+)*%?")
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


class OwnText(str):
    """Words of a plan or a unit: they print their digits in disguise, whatever a template makes of them.

    So each digit of the printed text that is in no disguise and between no marks was written by the template, or
    reckoned by it. To a template that compares or replaces, the words are as written.
    """

    __slots__ = ("plain",)
    plain: str

    def __new__(cls, value: str) -> OwnText:
        """Return ``value`` with its digits in disguise."""
        return cls._made(value, value.translate(_HIDDEN))

    @classmethod
    def _made(cls, plain: str, printed: str) -> Self:
        made = super().__new__(cls, printed)
        made.plain = plain
        return made

    def __eq__(self, other: object) -> bool:
        return self.plain == (other.plain if isinstance(other, OwnText) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.plain)

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and _plain(part) in self.plain

    def __int__(self) -> int:
        return int(self.plain)

    def __float__(self) -> float:
        return float(self.plain)

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> str:
        """Return the words with ``old`` replaced; what is put in are a template's words, and in no disguise."""
        return _plain(new).join(map(OwnText, self.plain.split(_plain(old), count))) if old else self


def _plain(text: str) -> str:
    return text.plain if isinstance(text, OwnText) else text


def revealed(text: str) -> str:
    """Return a printed text with all its digits out of their disguise."""
    return text.translate(_SHOWN)


class TracedPassages(OwnText):
    """A text that prints its figures with their sources; its length and letters are its own."""

    __slots__ = ("sources",)
    sources: tuple[tuple[Span, int], ...]

    def __new__(cls, value: str, sources: Iterable[tuple[Span, int]]) -> TracedPassages:
        """Return ``value`` with the source of the figure at each span, in order; other digits are in disguise."""
        found = tuple(sources)
        printed, end = "", 0
        for (start, stop), _ in found:
            printed += value[end:start].translate(_HIDDEN) + value[start:stop]
            end = stop
        made = cls._made(value, printed + value[end:].translate(_HIDDEN))
        made.sources = found
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
