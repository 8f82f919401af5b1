"""About how many pages the body of a document takes, and its places each: from letters and spacing, without a program.

How many lines a text takes is told by its width (:mod:`reportgen.vn.metrics`), which comes out right where there are
many paragraphs.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence

from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.metrics import text_width
from reportgen.wordview.document import Paragraph, Section
from reportgen.wordview.formats import SINGLE
from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.ooxml import W, attribute
from reportgen.wordview.opened import Opened

_HEADING = regex(r"heading ([1-9])$")
_NUMBER = regex(r"([IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s*(.*)", re.DOTALL)
_LEFT_OPEN = 0.7
"""Of the letter size: what a line has open at its end, on average, for the next word not to fit in it."""
_KEPT_TOGETHER = 1.025
"""Pages for each page of text: what is kept together leaves feet of pages open."""
_NOTE_SIZE = Points(10.0)
"""Of a note's letters: Word's own, the decree gives none."""
_NOTE_MARK = "10 "
"""Stands for the number before a note."""
_SEPARATOR = Points(6.0)
"""Height of the line above a page's notes."""
_NOTES_A_PAGE = 3
"""How many notes share a line above them."""


@record
class PlaceLength:
    """How much of the body stands under a heading, in pages; ``number`` with those above it: ``II.2.b``."""

    number: str
    title: str
    pages: float


@record
class Pages:
    """The length of a body in pages, and of the places under its headings, in their order."""

    length: float
    places: tuple[PlaceLength, ...]

    @property
    def whole(self) -> int:
        """How many pages it takes; at least one."""
        return max(1, math.ceil(self.length))

    def longest(self, most: int) -> tuple[PlaceLength, ...]:
        """Return the ``most`` longest places, the longest first."""
        return tuple(sorted(self.places, key=lambda place: -place.pages)[:most])


def pages(docx: Opened) -> Pages | None:
    """Return the length of a document's body; None where its page has no room for text.

    The body ends where an appendix begins: with a landscape page, or with page numbers that start anew. Raises
    Unreadable for parts that are damaged or too large.
    """
    document = docx.document
    page = _page_height(document.sections[0]) / _KEPT_TOGETHER
    if page <= 0:
        return None
    last = _last_section(document.sections)
    body = list(itertools.takewhile(lambda paragraph: paragraph.section <= last, document.paragraphs))
    places = [PlaceLength(number, title, sum(_heights(part)) / page) for number, title, part in _by_heading(body)]
    notes = sum(_note_heights(docx, points(document.sections[0].room))) / page
    return Pages(sum(place.pages for place in places) + notes, tuple(place for place in places if place.number))


def _page_height(section: Section) -> Points:
    return points(Twips(section.height - section.margins.top - section.margins.bottom))


def _last_section(sections: Sequence[Section]) -> int:
    """Return the number of the last section of the body."""
    new = (at for at, section in enumerate(sections) if at and (section.landscape or section.start is not None))
    return next(new, len(sections)) - 1


def _by_heading(body: Iterable[Paragraph]) -> Iterator[tuple[str, str, list[Paragraph]]]:
    """Yield number and title of each heading with what stands under it, itself included; both empty for the head."""
    numbers: dict[int, str] = {}
    found: tuple[str, str, list[Paragraph]] = ("", "", [])
    for paragraph in body:
        heading = _HEADING.match(paragraph.style)
        if heading:
            yield found
            level = int(heading[1])
            number, title = _numbered(paragraph)
            numbers = {other: above for other, above in numbers.items() if other < level} | {level: number}
            found = (".".join(filter(None, numbers.values())), title, [])
        found[2].append(paragraph)
    yield found


def _numbered(heading: Paragraph) -> tuple[str, str]:
    """Return a heading's own number and its title."""
    text = f"{heading.label} {heading.text}".strip()
    typed = _NUMBER.match(text)
    return (typed[1], typed[2].strip()) if typed else ("", text)


def _heights(paragraphs: Sequence[Paragraph]) -> Iterator[float]:
    """Yield the heights in points of paragraphs and of the rows of tables."""
    for place, group in itertools.groupby(paragraphs, key=lambda paragraph: paragraph.place[:2]):
        if place[0]:
            cells = itertools.groupby(group, key=lambda paragraph: paragraph.place.cell)
            yield max(sum(map(_height, cell)) for _, cell in cells)
        else:
            yield from map(_height, group)


def _height(paragraph: Paragraph) -> float:
    """Return the height in points of a paragraph with its spacing."""
    if paragraph.place.box:
        return 0.0
    layout = paragraph.layout
    letters = paragraph.runs[0].letters if paragraph.runs else None
    size = letters.size if letters else Points(14.0)
    room = paragraph.width - points(layout.left) - points(layout.right)
    count = 1
    if letters and room > 0:
        count = _lines(paragraph.text, room, points(layout.first), size, bold=letters.bold)
    line = size * SINGLE * layout.lines(size)
    return count * line + points(layout.before) + points(layout.after)


def _lines(text: str, room: float, first: float, size: float, *, bold: bool) -> int:
    """Return how many lines a text takes; ``first``: how far its first line is indented."""
    filled = max(room - _LEFT_OPEN * size, size)
    lengths = [text_width(line, size, bold) for line in text.split("\n")]
    lengths[0] += first
    return sum(max(1, math.ceil(length / filled)) for length in lengths)


def _note_heights(docx: Opened, room: Points) -> Iterator[float]:
    """Yield the heights in points of the footnotes, and of the lines that stand above them."""
    root = docx.package.related("footnotes")
    notes = (
        [note for note in root.iterfind(f"{W}footnote") if attribute(note, "type") is None] if root is not None else []
    )
    for note in notes:
        text = _NOTE_MARK + "".join(node.text or "" for node in note.iter(f"{W}t"))
        yield _lines(text, room, 0.0, _NOTE_SIZE, bold=False) * _NOTE_SIZE * SINGLE
    yield -(-len(notes) // _NOTES_A_PAGE) * _SEPARATOR
