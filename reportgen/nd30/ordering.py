"""Numbers of the levels of a text: what a line's number is, and whether each follows the one before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reportgen.nd30.base import Breach, View
from reportgen.vn.text import from_roman
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

QUOTES = ("“", '"', "«")
"""A line that begins with one of them is quoted from another document."""
_WORDED = (Component.DIEU, Component.PHAN)
"""Levels whose number stands behind a word: «Điều 3», «Chương II»."""


def in_order(
    view: View,
    lines: Sequence[Line],
    part: Component,
    number_of: Callable[[Line], int | None],
    anew: tuple[Component, ...],
) -> Iterator[Breach]:
    """Yield a breach for the first number that does not follow the one before; it may begin anew at 1."""
    last = 0
    for line in lines:
        named = view.part_of.get(line.order)
        if named in anew:
            last = 0
        number = number_of(line) if named is part else None
        if number is None:
            continue
        if last and number not in (last + 1, 1):
            shown = line.shown.split()
            mark = " ".join(shown[: 1 + (part in _WORDED)])
            yield Breach(view.where(line), f"«{mark}» sau số {last}", f"số {last + 1}", "đánh lại số thứ tự")
            return
        last = number


def roman_of(line: Line) -> int | None:
    """Return the Roman number with which a line begins; None for none."""
    match = re.match(r"[IVXLC]+", line.shown)
    return from_roman(match[0]) if match else None


def article_of(line: Line) -> int | None:
    """Return the number of an article; None for «Điều 3a» and what is no article."""
    match = re.match(r"Điều\s+(\d+)(?!\w)", line.shown, re.IGNORECASE)
    return int(match[1]) if match else None


def number_of(line: Line) -> int | None:
    """Return the Arabic number with which a line begins; None for none, and in a quotation."""
    match = re.match(r"\d{1,2}(?!\d)", line.shown)
    return int(match[0]) if match and not line.text.startswith(QUOTES) else None


def chapter_of(word: str, line: Line) -> int | None:
    """Return the Roman number of a Phần or Chương, as ``word`` says; None for what is not one."""
    match = re.match(rf"{word}\s+([IVXLC]+)\b", line.shown, re.IGNORECASE)
    return from_roman(match[1].upper()) if match else None
