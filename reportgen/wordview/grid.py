"""The tables of a document as a reader sees them: rows of cells with the columns that they take, and merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from reportgen.wordview.document import Location
from reportgen.wordview.markup import Marked, Markup
from reportgen.wordview.ooxml import W, attribute, integer, on

RESTART, CONTINUE = "restart", "continue"
"""How a cell takes part in one that is merged downward: it begins it, or goes on with it."""


class Cell(NamedTuple):
    """A cell: the first of the table's columns that it takes, from 1 on, how many, how it is merged downward."""

    place: Location
    column: int
    span: int
    merge: str
    paragraphs: tuple[Marked, ...]

    @property
    def text(self) -> str:
        """Its paragraphs, automatic numbers included, a line each; those without a word left out."""
        return "\n".join(paragraph.numbered for paragraph in self.paragraphs if paragraph.numbered.strip())


class Row(NamedTuple):
    """A row; ``header``: Word repeats it on each page."""

    number: int
    cells: tuple[Cell, ...]
    header: bool

    @property
    def columns(self) -> int:
        """How many columns its cells take."""
        return sum(cell.span for cell in self.cells)


class Table(NamedTuple):
    """A table by its number in the document; ``first``: the number of its first paragraph."""

    number: int
    first: int
    rows: tuple[Row, ...]


def tables(markup: Markup) -> tuple[Table, ...]:
    """Return the tables of the document, in order: with what boxes drawn in their cells say, without those of notes."""
    inside = [
        (marked, node)
        for marked, node in zip(markup.paragraphs, markup.nodes, strict=True)
        if marked.paragraph.place.table and not marked.paragraph.place.story
    ]
    by_table: dict[int, list[tuple[Marked, etree._Element]]] = {}
    for pair in inside:
        by_table.setdefault(pair[0].paragraph.place.table, []).append(pair)
    return tuple(
        Table(number, pairs[0][0].paragraph.number, tuple(_rows(pairs))) for number, pairs in sorted(by_table.items())
    )


def _rows(pairs: list[tuple[Marked, etree._Element]]) -> Iterator[Row]:
    for number, of_row in groupby(pairs, key=lambda pair: pair[0].paragraph.place.row):
        row = list(of_row)
        cells = [list(of_cell) for _, of_cell in groupby(row, key=lambda pair: pair[0].paragraph.place.cell)]
        yield Row(number, tuple(map(_cell, cells)), _repeats(row[0][1]))


def _cell(pairs: list[tuple[Marked, etree._Element]]) -> Cell:
    place = pairs[0][0].paragraph.place
    holder = next(pairs[0][1].iterancestors(f"{W}tc"), None)
    properties = holder.find(f"{W}tcPr") if holder is not None else None
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    given = properties.find(f"{W}gridSpan") if properties is not None else None
    span = integer(attribute(given, "val"), 1) if given is not None else 1
    kind = "" if merge is None else attribute(merge, "val") or CONTINUE
    return Cell(place, place.column, min(max(span, 1), 100), kind, tuple(marked for marked, _ in pairs))


def _repeats(node: etree._Element) -> bool:
    row = next(node.iterancestors(f"{W}tr"), None)
    return row is not None and bool(on(row.find(f"{W}trPr/{W}tblHeader")))
