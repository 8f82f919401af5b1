"""What a rule is: where it stands in the law, how it looks at a document, what it says.

A rule's ``check`` yields a Breach for each thing that is wrong. It raises :class:`Unseen` for what it
cannot judge in this document, :class:`Inapplicable` when the clause does not concern it: the result of
a rule is never «đạt» unless it was looked at.
"""

from __future__ import annotations

import bisect
import enum
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.record import kept, record
from reportgen.vn.text import fold, upper_first
from reportgen.wordview.anatomy import Anatomy, Appendix, Component
from reportgen.wordview.anatomy.parts import COPIES, LIKELY, NORMATIVE, SURE
from reportgen.wordview.anatomy.words import PLACEHOLDER
from reportgen.wordview.changes import Change
from reportgen.wordview.document import Document, Paragraph, Section
from reportgen.wordview.formats import Letters
from reportgen.wordview.lengths import Twips
from reportgen.wordview.lines import Line, lines_of

if TYPE_CHECKING:
    from reportgen.model.agency import Agency

TWIP = Twips(1)
"""Tolerance for lengths: Word keeps twips (1/20 point), a clause gives millimetres or points."""
SURE_ENOUGH = 0.5
"""A part found with less confidence is not judged."""
_OF_PLACEHOLDERS = ("<", "{", "«", "[", "#", "99/99/9999")
"""Signs of which a place that a template leaves open has one."""
_PROSE = (Component.DOAN, Component.KHOAN, Component.DIEM, Component.DIEU)


class Level(enum.StrEnum):
    """How bad a breach is: against the decree's own words (lỗi), or only advice (khuyến nghị).

    Advice is what only the decree's templates show, or what had to be guessed from the text.
    """

    LOI = "lỗi"
    KHUYEN_NGHI = "khuyến nghị"


class Unseen(Exception):
    """The rule cannot judge this document; the text says why, in Vietnamese."""


class Inapplicable(Exception):
    """The clause does not concern this document; the text says why, in Vietnamese."""


@record
class Where:
    """Where a breach stands: part of the document, text of the paragraph, table and row.

    ``paragraph``: its number in the document part, from 1; 0 for what is in no paragraph of it. ``certainty``: from 0
    to 1, how surely this is that part. ``page``: on which page it stands, where somebody has laid the document out.
    """

    part: str
    text: str = ""
    place: str = ""
    paragraph: int = 0
    certainty: float = SURE
    page: int = 0

    def words(self) -> str:
        """The place on one line, and how sure that is where the part was only guessed."""
        quoted = f"«{_cut(self.text)}»" if self.text else ""
        guessed = f"đoán là {self.part}, chắc khoảng {self.certainty:.0%}" if self.certainty < LIKELY else ""
        page = f"trang {self.page}" if self.page else ""
        return ", ".join(piece for piece in (f"{self.part} {quoted}".strip(), self.place, page, guessed) if piece)


_QUOTED = 70
_BEFORE = 25


def _cut(text: str) -> str:
    """Return the beginning of a text, whole words, enough to know it by."""
    text = " ".join(text[: 3 * _QUOTED].split())
    return text if len(text) <= _QUOTED else text[: _QUOTED + 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _around(text: str, start: int) -> str:
    """Return a text from a little before ``start`` on."""
    if start <= _BEFORE:
        return text
    return "…" + text[start - _BEFORE :].split(" ", 1)[-1]


@record
class Breach:
    """One thing that is wrong: where, what was found, what the clause requires, what to do.

    ``others``: the further places where the same was found, which ``found`` only counts.
    """

    where: Where
    found: str
    required: str
    advice: str
    others: tuple[Where, ...] = ()


@record
class Clause:
    """A clause: its address in the decree and what it says, in our words."""

    address: str
    text: str

    @classmethod
    def of(cls, docstring: str | None) -> Clause:
        """Read the docstring of a rule file: the clause in our words, then a line ``Căn cứ: …``."""
        text, _, address = (docstring or "").partition("Căn cứ:")
        return cls(" ".join(address.split()).rstrip("."), " ".join(text.split()))


@record
class Rule:
    """One testable thing of a clause. ``id`` is the law's address and a name, and is never renumbered.

    ``each``: its breaches are told one by one, for each is of another thing, also where the same was found.
    ``mends``: the changes that make good what it finds, where they are certain; None where a person has to. ``asked``:
    they are made only when asked for by name (``--fix-unsafe``): a reader may have wanted it as it is.
    """

    id: str
    title: str
    clause: Clause
    check: Callable[[View], Iterable[Breach]]
    severity: Level = Level.LOI
    each: bool = False
    mends: Callable[[View], Iterable[Change]] | None = None
    asked: bool = False


@record
class Disagreements:
    """Figures of a draft that do not agree with the data: changed by hand, left behind by the data, not comparable.

    ``seen`` of ``total`` numbers that the template writes were compared; ``left_out`` are not in the draft any more,
    and ``gone`` names them. The others are ``unclear``. ``added``: the rows that a person added to its tables.
    """

    edited: tuple[Breach, ...]
    stale: tuple[Breach, ...]
    unclear: tuple[Breach, ...]
    seen: int
    total: int
    gone: tuple[str, ...] = ()
    left_out: int = 0
    added: tuple[str, ...] = ()


@record
class View:
    """A document as rules see it.

    ``agency``: the workspace's, when the document is checked inside one. ``figures``: how its figures
    agree with the data, when they were compared. ``attached``: it is attached to a document, and has no head.
    """

    document: Document
    anatomy: Anatomy
    agency: Agency | None = None
    figures: Disagreements | None = None
    attached: bool = False

    @property
    def kind(self) -> str | None:
        """The name of the document's type, ``báo cáo`` …; None when it is not known."""
        return self.anatomy.kind

    def all(self, part: Component) -> tuple[Line, ...]:
        """Return the lines of a part; none when it was not found."""
        return self.anatomy.all(part)

    def need(self, part: Component) -> tuple[Line, ...]:
        """Return the lines of a part; raises Unseen when it was not found, or only guessed."""
        lines = self.anatomy.all(part)
        if not lines:
            raise Unseen(f"không tìm thấy phần {part}")
        if self.anatomy.confidence[part] < SURE_ENOUGH:
            raise Unseen(f"không nhận chắc được phần {part}")
        if not self.unfilled.isdisjoint(lines):
            raise Unseen(f"phần {part} còn chỗ của mẫu chưa điền")
        return lines

    def optional(self, part: Component) -> tuple[Line, ...]:
        """Return the lines of a part that a document need not have; raises Inapplicable when it has none."""
        lines = self.anatomy.all(part)
        if not lines:
            raise Inapplicable(f"văn bản không có phần {part}")
        return lines

    def appendices(self) -> Sequence[Appendix]:
        """Return the appendices; raises Inapplicable when there are none."""
        if not self.anatomy.appendices:
            raise Inapplicable("văn bản không có phụ lục")
        return self.anatomy.appendices

    def headed(self) -> None:
        """Raise Unseen when the document has nothing of the head by which its parts are known."""
        if not self.attached and not any(self.all(part) for part in (Component.QUOC_HIEU, Component.TIEU_NGU)):
            raise Unseen("không nhận ra đây là văn bản hành chính: không có Quốc hiệu, Tiêu ngữ")

    def administrative(self) -> str:
        """Return the document's type; raises Unseen when it is not recognisably an administrative document."""
        self.own_head()
        self.headed()
        if self.kind is None:
            raise Unseen("không rõ loại văn bản")
        if self.kind in NORMATIVE:
            raise Inapplicable(f"{self.kind} là văn bản quy phạm pháp luật, thể thức theo quy định riêng")
        return self.kind

    def own_head(self) -> None:
        """Raise Inapplicable for what needs no head of a document: a copy, what is attached to a document."""
        if self.copied:
            raise Inapplicable("bản sao, trình bày theo Phần II của Phụ lục I")
        if self.attached:
            raise Inapplicable("phụ lục hoặc văn bản kèm theo, không có phần đầu riêng")

    @property
    def copied(self) -> bool:
        """Whether it is the head of a copy (SAO Y, SAO LỤC, TRÍCH SAO), not a document."""
        return self.kind in COPIES.values()

    @kept
    def agency_name(self) -> str:
        """The issuing agency's name as printed, on one line."""
        return " ".join(line.text for line in self.all(Component.CO_QUAN))

    @kept
    def unfilled(self) -> frozenset[Line]:
        """The lines in which a template's value is left to be filled in."""
        return frozenset(line for line in self.holding(*_OF_PLACEHOLDERS) if PLACEHOLDER.search(line.text))

    @kept
    def prose(self) -> tuple[Line, ...]:
        """The ordinary paragraphs of the text: what is centred or set right is a heading, a caption or a formula."""
        text = (line for line in self.anatomy.body if self.part_of[line.order] in _PROSE)
        return tuple(line for line in text if line.begins and line.paragraph.layout.align in ("left", "both"))

    def own_agency(self) -> Agency:
        """Return the workspace's agency when it issued this document; raises Inapplicable otherwise."""
        if self.agency is None:
            raise Inapplicable("văn bản không kiểm tra trong thư mục của một cơ quan")
        if not self.issued_by(self.agency):
            raise Inapplicable("văn bản của cơ quan khác")
        return self.agency

    def issued_by(self, agency: Agency) -> bool:
        """Tell whether the agency's name stands in the head."""
        return fold(agency.name) in fold(self.agency_name)

    @kept
    def part_of(self) -> dict[int, Component]:
        """The part of each line, by its order."""
        return {line.order: part for part, lines in self.anatomy.parts.items() for line in lines}

    @kept
    def whole_text(self) -> str:
        """The text of all lines, those of notes too: where a sign is not in it, no line has to be looked at."""
        return "\n".join(line.text for line in (*self.anatomy.lines, *self.notes))

    def holding(self, *signs: str) -> list[Line]:
        """Return the lines in which one of ``signs`` stands, notes apart: those worth a search by a slow pattern."""
        text = self.whole_text
        return self._lines_of({at for sign in signs for at in self._numbers(functools.partial(text.find, sign))})

    def matching(self, pattern: re.Pattern[str]) -> list[Line]:
        """Return the lines that ``pattern`` matches in, notes apart; it takes the end of a line for that of a text."""

        def find(start: int) -> int:
            match = pattern.search(self.whole_text, start)
            return match.start() if match else -1

        return self._lines_of(set(self._numbers(find)))

    def _numbers(self, find: Callable[[int], int]) -> Iterator[int]:
        """Yield the number of each line in which ``find`` finds something; it tells where, from a place on.

        It is asked about the whole text at once: what is found costs something, not what is looked through.
        """
        ends = self._ends
        at = find(0)
        while at >= 0 and (number := bisect.bisect_left(ends, at)) < len(ends):
            yield number
            at = find(ends[number])

    def _lines_of(self, numbers: Iterable[int]) -> list[Line]:
        return [self.anatomy.lines[number] for number in sorted(numbers)]

    @kept
    def _ends(self) -> Sequence[int]:
        """Where each line ends in the whole text."""
        return tuple(
            itertools.accumulate((len(line.text) for line in self.anatomy.lines), lambda at, new: at + 1 + new)
        )

    @kept
    def formats(self) -> frozenset[Letters]:
        """The formats of all that is drawn in the lines, each once: a document has few."""
        runs = (run for line in self.anatomy.lines for run in line.inked)
        return frozenset({id(run.letters): run.letters for run in runs}.values())  # those shared are hashed once

    @kept
    def notes(self) -> tuple[Line, ...]:
        """The lines of footnotes and endnotes; ``order`` counts them apart from those of the text."""
        return lines_of(paragraph for note in self.document.notes for paragraph in note.paragraphs)

    @kept
    def margins(self) -> tuple[Line, ...]:
        """The lines of headers and footers, each part's once; ``order`` counts them apart from those of the text."""
        return lines_of(self.document.margins)

    def part(self, line: Line) -> Component | None:
        """Return the part that a line belongs to; None for one of a note or header, and where it is not known."""
        return None if line.place.story else self.part_of.get(line.order)

    def where(self, line: Line, match: re.Match[str] | None = None) -> Where:
        """Return the place of a line, or of a match in its text, in a reader's words."""
        text = line.shown if match is None else _around(line.text, match.start())
        if line.place.story:
            return Where(upper_first(line.place.story), text)
        part = self.part(line)
        certainty = self.anatomy.confidence[part] if part is not None else SURE
        return Where(part or "Văn bản", text, line.place.words(), line.paragraph.number, certainty)

    def breach(self, lines: Sequence[Line], found: str, required: str, advice: str, unit: str = "chỗ") -> Breach:
        """Return the breach of all ``lines``, told at the first of them; ``unit``: what each is counted as."""
        return _told_at(list(map(self.where, lines)), found, required, advice, unit)

    def breach_at(
        self, matches: Sequence[tuple[Line, re.Match[str]]], found: str, required: str, advice: str, unit: str = "chỗ"
    ) -> Breach:
        """Return the breach of all ``matches``, each in a line, as :meth:`breach` does."""
        return _told_at([self.where(line, match) for line, match in matches], found, required, advice, unit)

    @kept
    def main_sections(self) -> tuple[Section, ...]:
        """The sections of the main text: those before the first appendix's, at least one."""
        appendices = self.anatomy.appendices
        last = appendices[0].section if appendices else len(self.document.sections)
        return self.document.sections[: max(last, 1)]

    def page_parts(self, kind: str, sections: Sequence[Section]) -> list[tuple[str, tuple[Paragraph, ...]]]:
        """Return the different headers (``kind`` ``headers``) or footers of ``sections``, with their types."""
        found: dict[tuple[str, int], tuple[str, tuple[Paragraph, ...]]] = {}
        for section in sections:
            for name, part in getattr(section, kind).items():
                found[(name, id(part))] = (name, part)
        return list(found.values())

    @kept
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs of the document part, blank ones too."""
        return self.document.paragraphs

    @kept
    def tables(self) -> Mapping[int, Sequence[Paragraph]]:
        """The paragraphs of each table of the document part, in order, by its number."""
        found: dict[int, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            if table := paragraph.place.table:
                found.setdefault(table, []).append(paragraph)
        return found


def _told_at(places: Sequence[Where], found: str, required: str, advice: str, unit: str) -> Breach:
    return Breach(places[0], found + many(len(places), unit), required, advice, tuple(places[1:]))


def millimetres(length: Twips) -> str:
    """Return a length as millimetres, ``17,5 mm``."""
    return f"{decimal(round(length * 25.4 / 1440, 1))} mm"


def indent_words(indent: Twips) -> str:
    """Return an indent as Word shows it, ``1,25 cm``."""
    return f"{decimal(round(indent * 2.54 / 1440, 2))} cm"


def decimal(value: float) -> str:
    """Return a number as Vietnamese write it, without needless decimals: ``13``, ``12,5``."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def span(low: float, high: float) -> str:
    """Return a range in words: ``từ 13 đến 14``; one figure when both ends are the same."""
    return decimal(low) if low == high else f"từ {decimal(low)} đến {decimal(high)}"


def many(count: int, unit: str = "chỗ") -> str:
    """Return ``(và 3 chỗ khác)`` for the places beyond the first; empty for one."""
    return f" (và {count - 1} {unit} khác)" if count > 1 else ""
