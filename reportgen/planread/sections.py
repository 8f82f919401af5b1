"""The plan's own text, section by section: opening, numbered sections with titles, items and points, close."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.planread.found import FoundPassage
from reportgen.planread.numbers import Depth, numbered
from reportgen.planread.texts import one_line
from reportgen.wordview.markup import Marked

_LEVELS = 3
"""Levels that the file has: section, item, point; what stands deeper is a paragraph with its number."""
_HEADING_STYLE = re.compile(r"heading \d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:,…]$")
_LONGEST_TITLE = 160
"""Characters: what is longer is a paragraph with a number, not a title."""
_CLOSE = "./."


class _Line(NamedTuple):
    """A paragraph of the text: its number, what stands behind it, the depth, whether it is set as a title.

    ``styled``: it has one of Word's own styles for headings.
    """

    number: str
    text: str
    depth: Depth
    titled: bool
    styled: bool = False


def read_sections(paragraphs: Sequence[Marked]) -> list[FoundPassage]:
    """Return the text of ``paragraphs``, those of the body in order; nothing of it is left out."""
    lines = [_line(marked) for marked in paragraphs]
    depths = sorted({line.depth for line in lines if line.depth < Depth.DASH})[:_LEVELS]
    titled = {line.depth for line in lines if line.titled}
    if any(line.styled for line in lines):
        titled.update(Depth)  # who sets one title as such sets all
    reader = _Reader()
    for at, line in enumerate(lines):
        if line.depth not in depths:
            reader.paragraph(_whole(line), last=at == len(lines) - 1)
        elif _is_title(line, titled):
            reader.begin(depths.index(line.depth), FoundPassage(line.number, line.text))
        else:
            reader.begin(depths.index(line.depth), FoundPassage(line.number, paragraphs=[line.text]))
    return reader.found


def _line(marked: Marked) -> _Line:
    text = one_line(marked.numbered)
    found = numbered(text)
    if not found.rest:
        found = found._replace(number="", rest=text, depth=Depth.NONE)
    letters = [run.letters for run in marked.paragraph.runs if run.text.strip()]
    bold = bool(letters) and all(letter.bold for letter in letters)
    styled = bool(_HEADING_STYLE.fullmatch(marked.paragraph.style or ""))
    if found.depth is Depth.DASH:
        return _Line("", text, found.depth, titled=False)
    return _Line(found.number, found.rest, found.depth, bold or styled, styled and bool(found.number))


def _whole(line: _Line) -> str:
    """Return a paragraph that begins no section, with the number that it has all the same."""
    if not line.number:
        return line.text
    return f"{line.number}{')' if line.depth is Depth.SMALL else '.'} {line.text}"


def _is_title(line: _Line, titled: set[Depth]) -> bool:
    """Tell whether what stands behind a number is a title: as set; where none of its depth is, by its words."""
    if line.depth in titled:
        return line.titled
    return len(line.text) <= _LONGEST_TITLE and not _SENTENCE_END.search(line.text)


class _Reader:
    """Sections as their lines come; ``_open`` are those that a line may stand in, the outermost first."""

    def __init__(self) -> None:
        self.found: list[FoundPassage] = []
        self._open: list[tuple[int, FoundPassage]] = []

    def begin(self, level: int, passage: FoundPassage) -> None:
        """Begin a section of a level, in the nearest that is open above it."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        (self._open[-1][1].inner if self._open else self.found).append(passage)
        self._open.append((level, passage))

    def paragraph(self, text: str, *, last: bool) -> None:
        """Take a paragraph; the last one of the text, by its sign, is the close of all."""
        if last and text.endswith(_CLOSE) and any(passage.number for passage in self.found):
            self.found.append(FoundPassage(paragraphs=[text]))
        elif self._open:
            self._open[-1][1].paragraphs.append(text)
        elif self.found:
            self.found[-1].paragraphs.append(text)
        else:
            self.found.append(FoundPassage(paragraphs=[text]))


def passages(found: Sequence[FoundPassage]) -> Iterator[FoundPassage]:
    """Yield every section, item and point in order."""
    for passage in found:
        yield passage
        yield from passages(passage.inner)
