"""How many pages a text takes, reckoned from the widths of its letters where no file tells it."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.nd30.base import View
from reportgen.vn.metrics import wrap_lines
from reportgen.wordview.document import Paragraph
from reportgen.wordview.formats import SINGLE
from reportgen.wordview.lengths import Points, Twips, points

_SIZE = Points(13.0)
"""Of a blank paragraph's line, which has no letters."""


def pages_of(view: View) -> float:
    """Return about how many pages the text takes, before appendices and further documents; good to a tenth or so."""
    section = view.main_sections[0]
    room = points(Twips(section.height - section.margins.top - section.margins.bottom))
    behind = [item.heading for item in view.anatomy.appendices]
    behind += [item.anatomy.lines[0] for item in view.anatomy.further if item.anatomy.lines]
    end = min((line.paragraph.number for line in behind), default=len(view.paragraphs) + 1)
    return _height(paragraph for paragraph in view.paragraphs if paragraph.number < end) / room if room > 0 else 0.0


def _height(paragraphs: Iterable[Paragraph]) -> float:
    """Return how high paragraphs stand, in points: a row of a table is as high as its highest cell."""
    plain = 0.0
    cells: dict[tuple[int, int], dict[int, float]] = {}
    for paragraph in paragraphs:
        place = paragraph.place
        if place.box:
            continue
        if not place.table:
            plain += _of_one(paragraph)
            continue
        row = cells.setdefault((place.table, place.row), {})
        row[place.cell] = row.get(place.cell, 0.0) + _of_one(paragraph)
    return plain + sum(max(row.values()) for row in cells.values())


def _of_one(paragraph: Paragraph) -> float:
    layout = paragraph.layout
    letters = next((run.letters for run in paragraph.runs if run.text.strip()), None)
    size = letters.size if letters is not None else _SIZE
    room = paragraph.width - points(Twips(max(layout.left + layout.right, 0)))
    text = " " * max(round(points(layout.first) / size * 4), 0) + paragraph.text
    rows = 1
    if letters is not None and room > size:
        rows = sum(max(len(wrap_lines(line, room, size, letters.bold)), 1) for line in text.split("\n"))
    return rows * size * SINGLE * layout.lines(size) + points(Twips(layout.before + layout.after))
