"""A .docx as a checker sees it: paragraphs with places and formats, sections, headers, drawn lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportgen.record import record
from reportgen.wordview.formats import Layout, Letters
from reportgen.wordview.lengths import Points, Twips

FOOTNOTE, ENDNOTE = "footnote", "endnote"
"""The kinds of notes."""
HEADER, FOOTER = "đầu trang", "cuối trang"
"""What headers and footers are called."""


class Location(NamedTuple):
    """Where a paragraph stands: table, row and cell count from 1, 0 outside tables; ``box`` likewise.

    ``x``: where a text box begins across the page, from the text's left edge; 0 elsewhere. ``story``: what a note,
    header or footer is called, ``chú thích 3``, ``đầu trang``; empty in the document itself. ``column``: the first of
    the table's columns that the cell takes, from 1 on, which differs from ``cell`` behind cells that take several.
    """

    table: int = 0
    row: int = 0
    cell: int = 0
    box: int = 0
    x: Points = Points(0.0)
    story: str = ""
    column: int = 0

    def words(self) -> str:
        """The place in Vietnamese; empty in the plain body."""
        if self.story:
            return self.story
        if self.box:
            return "hộp văn bản"
        return f"bảng {self.table}, dòng {self.row}, ô {self.cell}" if self.table else ""


class Run(NamedTuple):
    """A stretch of text in one format; a line break is ``\\n``, a tab ``\\t``."""

    text: str
    letters: Letters


@record
class Stroke:
    """A horizontal line drawn in a paragraph: its length, and where it begins.

    ``x`` counts from ``frame``: ``column``, ``margin``, ``page`` …; None when it is aligned, not placed. ``y`` counts
    from ``level`` likewise: ``paragraph``, ``line``, ``page`` … ``broken``: it is of dashes or dots.
    """

    length: Points
    x: Points | None
    frame: str
    y: Points | None = None
    level: str = "paragraph"
    broken: bool = False


@record
class Edges:
    """The lines that a cell of a table asks for along its upper and lower edge, and their length: its width."""

    over: bool
    under: bool
    width: Points


class Reference(NamedTuple):
    """The number of a note in the text: before which character it stands, the note's kind and id."""

    at: int
    kind: str
    note: str


class Paragraph(NamedTuple):
    """A paragraph, numbered from 1 in its part.

    ``width``: room for its text. ``label``: its automatic number. ``page``: letters of a page
    number field in it. ``pictured``: it holds a picture or group, in which anything may be drawn.
    ``breaks``: a page break stands in it or before it. ``references``: the numbers of notes in it, which are no text.
    ``hidden``: text in it that Word does not show. ``edged``: its table may have a line along its upper edge.
    ``edges``: the lines that its cell has above or below it, None for none and for a cell with a frame.
    ``named``: the letters of an automatic number that is all of a heading, «Phụ lục I»; None where it is not.
    """

    number: int
    runs: tuple[Run, ...]
    layout: Layout
    style: str
    label: str
    place: Location
    section: int
    width: Points
    strokes: tuple[Stroke, ...] = ()
    page: Letters | None = None
    pictured: bool = False
    breaks: bool = False
    references: tuple[Reference, ...] = ()
    hidden: str = ""
    edged: bool = False
    edges: Edges | None = None
    named: Letters | None = None

    @property
    def text(self) -> str:
        """The text as typed, without automatic numbers."""
        return "".join([run.text for run in self.runs])

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.label and not any(run.text.strip() for run in self.runs)


@record
class Margins:
    """What a section leaves free at the edges of its page (``w:pgMar``), and where header and footer stand."""

    top: Twips
    right: Twips
    bottom: Twips
    left: Twips
    header: Twips
    footer: Twips
    gutter: Twips


@record
class Section:
    """A section: page size and margins, page numbering, the paragraphs of headers and footers.

    ``headers`` and ``footers`` are
    by type: ``default``, ``first``, ``even``; those of the section before where it gives none itself. ``continuous``:
    it begins on the page where the one before ends.
    """

    width: Twips
    height: Twips
    margins: Margins
    title_page: bool
    start: int | None
    number_format: str
    headers: Mapping[str, tuple[Paragraph, ...]]
    footers: Mapping[str, tuple[Paragraph, ...]]
    continuous: bool = False

    @property
    def room(self) -> Twips:
        """The width between the margins; 0 when these take all of the page."""
        return max(Twips(self.width - self.margins.left - self.margins.right), Twips(0))

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height


@record
class Note:
    """A footnote or endnote: the number that the reader sees, its paragraphs, that of the body which refers to it."""

    kind: str
    number: int
    id: str
    paragraphs: tuple[Paragraph, ...]
    referred: Paragraph

    @property
    def name(self) -> str:
        """What it is called: ``chú thích 3``."""
        return note_name(self.kind, self.number)

    @property
    def text(self) -> str:
        """The whole note on one line."""
        return " ".join(" ".join(paragraph.text for paragraph in self.paragraphs).split())


def note_name(kind: str, number: int) -> str:
    """Return what a note is called in a finding."""
    return f"chú thích {number}" if kind == FOOTNOTE else f"chú thích cuối văn bản {number}"


@record
class Document:
    """Everything a rule may look at.

    ``pages``: as the last program to save the file counted them. ``notes``: the footnotes and endnotes that the text
    refers to, in its order. ``drawn``: the texts of charts and diagrams in which a tag of a template may be left.
    """

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    pages: int | None = None
    notes: tuple[Note, ...] = ()
    drawn: tuple[str, ...] = ()

    @property
    def margins(self) -> tuple[Paragraph, ...]:
        """The paragraphs of headers and footers, those of a part that several sections share once."""
        parts = {
            id(part): part
            for section in self.sections
            for part in (*section.headers.values(), *section.footers.values())
        }
        return tuple(paragraph for part in parts.values() for paragraph in part)
