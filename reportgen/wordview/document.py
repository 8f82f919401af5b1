"""A .docx as a checker sees it: paragraphs with places and formats, sections, headers, drawn lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.wordview.formats import Layout, Letters
from reportgen.wordview.lengths import Points, Twips


class Location(NamedTuple):
    """Where a paragraph stands: table, row and cell count from 1, 0 outside tables; ``box`` likewise.

    ``x``: where a text box begins across the page, from the text's left edge; 0 elsewhere.
    """

    table: int = 0
    row: int = 0
    cell: int = 0
    box: int = 0
    x: Points = Points(0.0)

    def words(self) -> str:
        """The place in Vietnamese; empty in the plain body."""
        if self.box:
            return "hộp văn bản"
        return f"bảng {self.table}, dòng {self.row}, ô {self.cell}" if self.table else ""


class Run(NamedTuple):
    """A stretch of text in one format; a line break is ``\\n``, a tab ``\\t``."""

    text: str
    letters: Letters


class Stroke(NamedTuple):
    """A horizontal line drawn in a paragraph: its length, and where it begins.

    ``x`` counts from ``frame``: ``column``, ``margin``, ``page`` …; None when it is aligned, not placed.
    """

    length: Points
    x: Points | None
    frame: str


class Paragraph(NamedTuple):
    """A paragraph, numbered from 1 in its part.

    ``width``: room for its text. ``label``: its automatic number. ``page``: letters of a page
    number field in it. ``pictured``: it holds a picture or group, in which anything may be drawn.
    ``breaks``: a page break stands in it or before it.
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

    @property
    def text(self) -> str:
        """The text as typed, without automatic numbers."""
        return "".join(run.text for run in self.runs)

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.label and not any(run.text.strip() for run in self.runs)


class Margins(NamedTuple):
    """What a section leaves free at the edges of its page (``w:pgMar``), and where header and footer stand."""

    top: Twips
    right: Twips
    bottom: Twips
    left: Twips
    header: Twips
    footer: Twips
    gutter: Twips


@dataclass(frozen=True)
class Section:
    """A section: page size and margins, page numbering, the paragraphs of headers and footers.

    ``headers`` and ``footers`` are
    by type: ``default``, ``first``, ``even``; those of the section before where it gives none itself.
    """

    width: Twips
    height: Twips
    margins: Margins
    title_page: bool
    start: int | None
    number_format: str
    headers: Mapping[str, tuple[Paragraph, ...]]
    footers: Mapping[str, tuple[Paragraph, ...]]

    @property
    def room(self) -> Twips:
        """The width between the margins; 0 when these take all of the page."""
        return max(Twips(self.width - self.margins.left - self.margins.right), Twips(0))

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height


@dataclass(frozen=True)
class Document:
    """Everything a rule may look at. ``pages``: as the last program to save the file counted them."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    macros: bool = False
    external: tuple[str, ...] = ()
    pages: int | None = None
