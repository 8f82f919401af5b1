"""Figures that say where they come from when they are printed.

A context whose figures are traced renders as always, but each figure stands between marks together with
the number of its source. Who reads such a document knows which digits the template wrote, and of what.
"""

from __future__ import annotations

from collections.abc import Iterable
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
