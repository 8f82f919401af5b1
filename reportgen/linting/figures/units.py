"""What is compared of a document: paragraphs, rows of tables cell by cell, notes, headers and footers, charts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.vn.text import nfc
from reportgen.wordview.charts import Bar
from reportgen.wordview.document import Document, Paragraph

TOKEN = re.compile(r"\d[\d.,]*\d|\d|\w+|[^\w\s]")
"""A number, a word, a sign."""


class Figure(NamedTuple):
    """A figure that the template writes: where it stands in its cell's text, which of the known ones it is.

    ``serial``: it is the number of a row or a heading among others, which another row or heading moves.
    """

    start: int
    end: int
    known: int
    serial: bool = False


class Cell(NamedTuple):
    """A cell of a table, or the whole of what stands in none; ``column``: the first that it takes of the table's."""

    text: str
    column: int = 0
    figures: tuple[Figure, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether nothing but figures and signs stands in it."""
        rest, end = "", 0
        for figure in self.figures:
            rest += self.text[end : figure.start]
            end = figure.end
        return bool(self.figures) and not re.search(r"\w", rest + self.text[end:])


class TextUnit(NamedTuple):
    """A paragraph, a row of a table, or a note; ``table`` and ``row`` count from 1, and are 0 outside of tables.

    ``style`` is a paragraph's; ``name`` what a note, a header or a chart is called.
    """

    cells: tuple[Cell, ...]
    table: int = 0
    row: int = 0
    style: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return "\t".join(cell.text for cell in self.cells)

    @property
    def place(self) -> str:
        """Where it stands, in words; empty for a paragraph."""
        return f"bảng {self.table}, dòng {self.row}" if self.table else self.name

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in it, those of the first cell first."""
        return tuple(figure for cell in self.cells for figure in cell.figures)

    @property
    def counted(self) -> bool:
        """Whether a number stands in it."""
        return any(char.isdigit() for char in self.text)


def units(document: Document, charts: Iterable[Iterable[Bar]] = ()) -> tuple[TextUnit, ...]:
    """Return what shows something in ``document``: paragraphs and rows in order, then what stands beside the text."""
    found = [_unit(group) for group in _together(document.paragraphs)]
    found += [_beside(note.text, note.name) for note in document.notes]
    found += [_beside(_line(margin), margin.place.story) for margin in document.margins if margin.page is None]
    drawn = ("; ".join(f"{name}: {value}" for name, value in bars) for bars in charts)
    found += [_beside(text, f"biểu đồ {number}") for number, text in enumerate(drawn, start=1)]
    return tuple(unit for unit in found if unit.text.strip())


def _together(paragraphs: Iterable[Paragraph]) -> Iterable[list[Paragraph]]:
    """Return paragraphs by row of a table, also where a table within a cell comes between; others one by one."""
    groups: dict[tuple[int, int, int], list[Paragraph]] = {}
    for paragraph in paragraphs:
        table, row = paragraph.place.table, paragraph.place.row
        groups.setdefault((table, row, 0 if table else paragraph.number), []).append(paragraph)
    return groups.values()


def _unit(paragraphs: Sequence[Paragraph]) -> TextUnit:
    place = paragraphs[0].place
    if not place.table:
        return TextUnit((Cell(_line(paragraphs[0])),), style=paragraphs[0].style)
    cells: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        cells.setdefault(paragraph.place.cell, []).append(paragraph)
    return TextUnit(
        tuple(Cell(" ".join(filter(None, map(_line, held))), held[0].place.column) for held in cells.values()),
        place.table,
        place.row,
    )


def _line(paragraph: Paragraph) -> str:
    return " ".join(nfc(paragraph.text).split())


def _beside(text: str, name: str) -> TextUnit:
    return TextUnit((Cell(" ".join(nfc(text).split())),), name=name)


Words = frozenset[tuple[str, int]]
"""The words of a text, each with the how-manieth of its kind it is: two such are compared in no time."""


def words(text: str) -> Words:
    """Return the words of a text without its digits: what tells one line of figures from another."""
    counts = Counter(filter(_is_word, map(str.casefold, TOKEN.findall(text))))
    return frozenset((token, number) for token, count in counts.items() for number in range(count))


def vocabulary(text: str) -> set[str]:
    """Return each of the :func:`words` of a text once."""
    return set(filter(_is_word, map(str.casefold, TOKEN.findall(text))))


def _is_word(token: str) -> bool:
    return not token[0].isdigit()


def likeness(old: Words, new: Words) -> float:
    """Return the share of words that two texts have in common; of texts without words, 1 for two such."""
    total = len(old) + len(new)
    return 2 * len(old & new) / total if total else 1.0
