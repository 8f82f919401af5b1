"""Where words stand in an issued document, as a letter of correction says it: ``khoản 1 mục II``, ``Phụ lục I``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.nd30.base import View
from reportgen.vn.text import nfc, without_accents
from reportgen.wordview.anatomy import Component
from reportgen.wordview.document import Paragraph
from reportgen.wordview.lines import Line
from reportgen.wordview.opened import Opened

_PARTS: Mapping[Component, str] = {
    Component.QUOC_HIEU: "Quốc hiệu",
    Component.TIEU_NGU: "Tiêu ngữ",
    Component.CHU_QUAN: "tên cơ quan ở đầu văn bản",
    Component.CO_QUAN: "tên cơ quan ở đầu văn bản",
    Component.SO_KY_HIEU: "số, ký hiệu",
    Component.DIA_DANH: "dòng địa danh, thời gian",
    Component.TEN_LOAI: "tên loại văn bản",
    Component.TRICH_YEU: "trích yếu",
    Component.TRICH_YEU_CV: "trích yếu",
    Component.KINH_GUI: "phần Kính gửi",
    Component.NOI_KINH_GUI: "phần Kính gửi",
    Component.CAN_CU: "phần căn cứ",
    Component.CHUC_VU: "phần chữ ký",
    Component.HO_TEN: "phần chữ ký",
    Component.NOI_NHAN: "phần Nơi nhận",
    Component.NOI_NHAN_MUC: "phần Nơi nhận",
    Component.LUU: "phần Nơi nhận",
}
"""What the parts outside the text are called in a sentence."""
_LEVELS: Mapping[Component, tuple[str, re.Pattern[str]]] = {
    Component.PHAN: ("", re.compile(r"(?:phần|chương)\s+(?:thứ\s+)?\w+", re.IGNORECASE)),
    Component.DIEU: ("", re.compile(r"điều\s+\w+", re.IGNORECASE)),
    Component.MUC: ("mục ", re.compile(r"[IVXLC]+")),
    Component.KHOAN: ("khoản ", re.compile(r"\d+")),
    Component.DIEM: ("điểm ", re.compile(r"[a-zđ]")),
}
"""The levels of the text from the largest, how one is called, and what of its line is its number."""
_ORDER = tuple(_LEVELS)
_END = "./."
"""Ends the text of a document."""
_APPENDIX = re.compile(r"phụ lục\s*(?:số\s+)?(\w*)", re.IGNORECASE)
_LONGEST_HEADING = 40
_ORDINAL = re.compile(r"(?=.*\d|[ivxlc]+$)[\w.]{1,8}", re.IGNORECASE)
"""What a table's first cell holds where rows are numbered."""
_GROUP = re.compile(r"([IVXLC]+|[A-ZĐ])\s*[.)]\s")
"""How a row begins that heads a group of rows."""


@dataclass(frozen=True)
class Spot:
    """One place in a document: ``where`` in a sentence, ``text``: what of its paragraph, cell or note is meant."""

    where: str
    text: str


def spots_of(docx: Opened, words: str) -> tuple[Spot, ...]:
    """Return where ``words`` stand in a document, just as typed but for spaces; a spot for each time, its text those
    words with a few others around them.

    Part of a word or number is none: «95» stands neither in «1950» nor in «95,5». Raises Unreadable.
    """
    pattern = _standing(words)
    return tuple(
        Spot(spot.where, _around(spot.text, *match.span()))
        for spot in all_spots(docx)
        for match in pattern.finditer(spot.text)
    )


def _around(text: str, start: int, end: int) -> str:
    """Return what stands between two places of a text, with the words nearest to it."""
    before, after = text[:start], text[end:]
    if len(before) > _SHOWN:
        before = "…" + before[-_SHOWN:].partition(" ")[2]
    if len(after) > _SHOWN:
        after = after[:_SHOWN].rpartition(" ")[0] + "…"
    return before + text[start:end] + after


_SHOWN = 30
"""Characters shown before and after words."""


def plain(text: str) -> str:
    """Return ``text`` as words are compared here: in NFC, its spaces single."""
    return " ".join(nfc(text).split())


def _standing(words: str) -> re.Pattern[str]:
    words = plain(words)
    before = r"(?<!\w)(?<!\d[.,])" if words[:1].isdigit() else r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1:].isdigit() else r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(before + re.escape(words) + after)


def nearest_spot(docx: Opened, words: str) -> Spot | None:
    """Return the words of a document that ``words`` were probably meant to be, ``text`` just those; None for none."""
    import difflib  # a slip is what most runs never meet

    wanted = plain(words)
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(without_accents(wanted))
    best, found = _LIKE, None
    for spot in all_spots(docx):
        for text in _windows(spot.text, wanted):
            matcher.set_seq1(without_accents(text))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, found = matcher.ratio(), Spot(spot.where, text)
    return found


_LIKE = 0.6


def _windows(text: str, wanted: str) -> Iterator[str]:
    """Yield runs of words of ``text`` about as many as ``wanted`` has, that share a word with it."""
    words, known = text.split(), set(without_accents(wanted).split())
    bare = [without_accents(word).strip(".,;:") in known for word in words]
    for size in {max(len(wanted.split()) + more, 1) for more in (-1, 0, 1)}:
        for at in range(len(words) - size + 1):
            if any(bare[at : at + size]):
                yield " ".join(words[at : at + size])


def all_spots(docx: Opened) -> Iterator[Spot]:
    """Yield every paragraph, cell and note that shows something, all its text, in order. Raises Unreadable."""
    view = View(docx.document, docx.anatomy)
    walk = _Walk(view, _Tables(docx.document.paragraphs))
    named = [walk.named(line) for line in _first_lines(docx.anatomy.lines)]
    shares = Counter(item.within for item in named if item.paragraph)
    numbers: Counter[str] = Counter()
    leveled = any(item.within for item in named if item.paragraph)
    for item in named:
        numbers[item.within] += item.paragraph
        where = item.where or _paragraph(item, numbers[item.within], shares[item.within], leveled=leveled)
        yield Spot(where, item.text)
    for note in docx.document.notes:
        yield Spot(note.name, plain(note.text))


@dataclass(frozen=True)
class _Named:
    """A paragraph's text: ``where`` it stands, or, of a plain paragraph of the text, ``within`` which level."""

    text: str
    where: str = ""
    within: str = ""
    paragraph: bool = False


def _paragraph(item: _Named, number: int, of: int, *, leveled: bool) -> str:
    """Return where a plain paragraph stands: the ``number``-th of ``of`` in its level."""
    if not item.within:
        opening = "đoạn mở đầu" if of == 1 else f"đoạn mở đầu thứ {_ordinal(number)}"
        return opening if leveled else f"đoạn thứ {_ordinal(number)}"
    return item.within if of == 1 else f"đoạn thứ {_ordinal(number)}, {item.within}"


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)


_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def _first_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the first line of each paragraph: a paragraph stands where it begins."""
    seen: set[int] = set()
    for line in lines:
        if id(line.paragraph) not in seen:
            seen.add(id(line.paragraph))
            yield line


class _Tables:
    """The tables of a document by what a reader calls their rows and columns."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._cells: dict[tuple[int, int], dict[int, str]] = {}
        for paragraph in paragraphs:
            if (place := paragraph.place).table:
                row = self._cells.setdefault((place.table, place.row), {})
                row[place.cell] = plain(f"{row.get(place.cell, '')} {paragraph.text}")
        self._called = {place: self._numbered(place) for place in self._cells}
        self._shared = Counter((table, called) for (table, _), called in self._called.items())

    def cell(self, paragraph: Paragraph) -> str:
        """Return where in its table a paragraph stands: ``dòng số 3 nhóm II, cột Kết quả``.

        A row that has no number of its own is called by its order.
        """
        place = paragraph.place
        called = self._called[place.table, place.row]
        if not called or self._shared[place.table, called] > 1:
            called = f"dòng thứ {place.row} của bảng"
        return f"{called}{self._column(paragraph)}"

    def _numbered(self, place: tuple[int, int]) -> str:
        """Return what a row is called by a number: its own with its group's, or as the head of a group; "" for none."""
        first = self._cells[place].get(1, "")
        if len(self._cells[place]) == 1 and (head := _GROUP.match(first)):
            return f"dòng tên nhóm {head[1]}"
        group = self._group(place)
        return f"dòng số {first}{f' nhóm {group}' if group else ''}" if _ORDINAL.fullmatch(first) else ""

    def _group(self, place: tuple[int, int]) -> str:
        """Return the number of the group of rows that a row stands in: of the last row above that is one cell."""
        table, row = place
        for above in range(row - 1, 0, -1):
            cells = self._cells.get((table, above), {})
            if len(cells) == 1 and (group := _GROUP.match(next(iter(cells.values())))):
                return group[1]
        return ""

    def _column(self, paragraph: Paragraph) -> str:
        """Return the column by its heading in the first row, where that has the same cells; nothing elsewhere."""
        place = paragraph.place
        own, head = self._cells[place.table, place.row], self._cells.get((place.table, 1), {})
        heading = head.get(place.cell, "")
        named = place.row > 1 and len(own) == len(head) and 0 < len(heading) <= _LONGEST_HEADING
        return f", cột {heading}" if named else ""


@dataclass
class _Walk:
    """Goes through a document from its first line to its last and keeps what stands above."""

    view: View
    tables: _Tables
    appendix: str = ""
    levels: dict[Component, str] = field(default_factory=dict)

    def named(self, line: Line) -> _Named:
        """Return where a line's paragraph stands, all that stands there with it."""
        text, part = plain(line.paragraph.text), self.view.part(line)
        if part is Component.PHU_LUC:
            self._open_appendix(line)
            return _Named(text, self.appendix)
        if part is not None and part in _LEVELS:
            self._open_level(part, line)
            return _Named(text, self._within())
        if part is Component.DOAN and text.endswith(_END):
            return _Named(text, "đoạn cuối của phần nội dung")
        if part is Component.DOAN:
            return _Named(text, within=self._within(), paragraph=True)
        return _Named(text, _PARTS[part] if part is not None and part in _PARTS else self._beside(line))

    def _beside(self, line: Line) -> str:
        """Return where a line stands that is no part of its own: in a table, an appendix, the head."""
        context = self.appendix or self._within() or "phần đầu văn bản"
        return f"{self.tables.cell(line.paragraph)}, {context}" if line.place.table else context

    def _open_appendix(self, line: Line) -> None:
        match = _APPENDIX.match(line.text)
        self.appendix = f"Phụ lục {match[1].upper() if match else ''}".strip()
        self.levels.clear()

    def _open_level(self, level: Component, line: Line) -> None:
        called, number = _LEVELS[level]
        found = number.search(line.shown)
        for lower in _ORDER[_ORDER.index(level) :]:
            self.levels.pop(lower, None)
        self.levels[level] = called + (found[0] if found else "")

    def _within(self) -> str:
        """Return the levels that are open, from the smallest: ``điểm a khoản 1 mục II``."""
        return " ".join(self.levels[level] for level in reversed(_ORDER) if level in self.levels)
