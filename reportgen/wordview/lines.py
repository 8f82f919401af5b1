"""Lines: what a reader takes for one line of a heading, whatever holds it.

Quốc hiệu and agency name may share a paragraph with a tab between, Quốc hiệu and Tiêu ngữ one with a
line break: both are taken apart here, so that whoever names the parts need not care.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.patterns import regex
from reportgen.record import kept, record
from reportgen.vn.text import bare_words, fold, nfc
from reportgen.wordview.document import Location, Paragraph, Run
from reportgen.wordview.formats import Letters

_KNOWN_BY = 160
_PARTED = regex(r"([\n\t])")
_REMEMBERED = 20
_ENUMERATOR = regex(r"^(\w{0,4}[.):/]?|[^\w\s])$|\b(ngày|tháng|năm)$")
"""After these a tab divides nothing: «1.», «a)», «-», and the blanks of a date."""
_MOVED = " " * 4
"""Spaces at a line's beginning that put it somewhere; fewer are slips."""


@record
class Line:
    """One line: its paragraph, its runs, its column (0 before the first tab), its order in the part.

    ``whole``: nothing else stands in its paragraph. ``begins``: it is the paragraph's first, and nothing
    stands beside it after a tab.
    """

    paragraph: Paragraph
    runs: tuple[Run, ...]
    column: int
    order: int
    whole: bool
    begins: bool = False

    __eq__ = object.__eq__  # what two lines say is compared, never the lines
    __hash__ = object.__hash__

    def at(self, order: int) -> Line:
        """Return the line as one of another ``order``; itself, with all that is known of it, where that is its own."""
        if order == self.order:
            return self
        return Line(self.paragraph, self.runs, self.column, order, self.whole, self.begins)

    @kept
    def raw(self) -> str:
        """The text as typed, spaces at the ends kept."""
        return "".join([run.text for run in self.runs])

    @kept
    def text(self) -> str:
        """The text as drawn: capitals as Word draws them, in NFC, spaces at the ends removed."""
        return nfc("".join([run.text.upper() if run.letters.caps else run.text for run in self.runs])).strip()

    @kept
    def shown(self) -> str:
        """The text with its automatic number before it."""
        label = self.paragraph.label
        beside = label and self.column == 0 and self.paragraph.named is None
        return f"{label} {self.text}" if beside else self.text

    @kept
    def key(self) -> str:
        """The text folded for comparing (case, tone place, spaces)."""
        return fold(self.text)

    @kept
    def bare(self) -> str:
        """The text's beginning in lower case without any mark, spaces single: enough to know a line by."""
        return bare_words(self.text[:_KNOWN_BY])

    @kept
    def inked(self) -> tuple[Run, ...]:
        """The runs that show letters or digits; all that show something when none does."""
        if len(self.runs) == 1 and self.text:
            return self.runs
        shown = tuple(run for run in self.runs if run.text.strip())
        return tuple(run for run in shown if any(map(str.isalnum, run.text))) or shown

    @kept
    def letters(self) -> Letters:
        """The format that most of the text has."""
        weights: dict[Letters, int] = {}
        for run in self.inked:
            weights[run.letters] = weights.get(run.letters, 0) + len(run.text.strip())
        return max(weights, key=weights.__getitem__)

    @kept
    def upper(self) -> bool:
        """Whether every letter is a capital."""
        return self.text.isupper()

    @property
    def place(self) -> Location:
        """Where its paragraph stands."""
        return self.paragraph.place

    @property
    def holder(self) -> tuple[int, int, int, int]:
        """What holds it: table, row and cell, text box; zeros in the plain body."""
        return self.paragraph.place[:4]

    @kept
    def aligned(self) -> str:
        """How it stands: its paragraph's alignment; ``tab`` after a tab."""
        return "tab" if self.column else self.paragraph.layout.frame or self.paragraph.layout.align

    @property
    def spaced(self) -> bool:
        """Whether it was moved to where it stands by spaces, as heads are that were set on a typewriter's model."""
        return self.aligned in ("left", "both") and self.raw.startswith(_MOVED)


def lines_of(paragraphs: Iterable[Paragraph]) -> tuple[Line, ...]:
    """Return the lines of ``paragraphs`` that show something, in order."""
    found: list[Line] = []
    for paragraph in paragraphs:
        text = paragraph.text
        if not text.strip():
            if paragraph.named is not None:  # «Phụ lục I», all of it an automatic number
                label = (Run(paragraph.label, paragraph.named),)
                found.append(Line(paragraph, label, 0, len(found), True, True))
            continue
        if "\n" not in text and "\t" not in text:
            found.append(Line(paragraph, paragraph.runs, 0, len(found), True, True))
            continue
        pieces = [piece for piece in _pieces(paragraph) if _shows(piece[1])]
        beside = any(column > pieces[0][0] for column, _ in pieces)
        found += [
            Line(paragraph, runs, column, len(found) + at, len(pieces) == 1, at == 0 and not beside)
            for at, (column, runs) in enumerate(pieces)
        ]
    return tuple(found)


def _shows(runs: tuple[Run, ...]) -> bool:
    """Tell whether something but spaces stands in ``runs``."""
    return any(run.text.strip() for run in runs)


def counted(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines of a file as those of a document of their own: counted from 0."""
    for order, line in enumerate(lines):
        yield line.at(order)


def _pieces(paragraph: Paragraph) -> list[tuple[int, tuple[Run, ...]]]:
    """Split the runs at line breaks and, where text stands on both sides, at tabs."""
    divider = _Divider()
    for run in paragraph.runs:
        for text in _PARTED.split(run.text):
            divider.take(text, run.letters)
    return [(column, tuple(runs)) for column, runs in divider.pieces]


class _Divider:
    """Takes a paragraph's text, sign by sign, and begins a new piece where a reader sees another line or column."""

    def __init__(self) -> None:
        self.pieces: list[tuple[int, list[Run]]] = [(0, [])]
        self._begun = ""  # the end of what the last piece shows so far, spaces at its ends removed

    def take(self, text: str, letters: Letters) -> None:
        if text == "\n":
            self._begin(0)
        elif text == "\t":
            self._tab(letters)
        elif text:
            self._write(text, letters)

    def _begin(self, column: int) -> None:
        self.pieces.append((column, []))
        self._begun = ""

    def _tab(self, letters: Letters) -> None:
        column, runs = self.pieces[-1]
        if not self._begun:
            self.pieces[-1] = (column + 1, runs)
        elif _ENUMERATOR.search(self._begun.rstrip()):
            runs.append(Run(" ", letters))
            self._begun += " "
        else:
            self._begin(column + 1)

    def _write(self, text: str, letters: Letters) -> None:
        _, runs = self.pieces[-1]
        runs.append(Run(text, letters))
        if shown := text.strip():
            self._begun = (self._begun + shown)[-_REMEMBERED:]
