"""``stamp``: number and date filled in wherever they belong, in controls and, where these were lost, in the lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.errors import Refused
from reportgen.nd30.base import Unseen, View
from reportgen.nd30.dateline import dateline_of
from reportgen.nd30.symbol import symbol_of
from reportgen.stamp.bits import Scan, Stretch
from reportgen.stamp.controls import Seeker, control_edits
from reportgen.stamp.places import (
    Kind,
    Slot,
    Value,
    around_breaks,
    date_within,
    head_number,
    number_within,
    spaced_change,
    symbol_after,
    told_once,
)
from reportgen.stamp.scan import scan
from reportgen.stamp.splice import Change, Edit, member, repacked, rewrite, spliced
from reportgen.wordview.anatomy import Anatomy, Component
from reportgen.wordview.anatomy.words import ATTACHED
from reportgen.wordview.document import Document, Paragraph
from reportgen.wordview.lines import Line
from reportgen.wordview.opened import Opened, open_docx

_SIGNED = "_xmlsignatures/"
_NUMBER_FORM = "«Số:       /BC-…» (công văn: «Số:       /…-…»)"
_DATE_FORM = "«…, ngày      tháng      năm …»"
_TYPE_IT = "Mở tệp bằng Word, gõ lại dòng ấy, lưu rồi chạy lại lệnh"


def stamp(docx: bytes, number: int, date: dt.date) -> bytes:
    """Return ``docx`` with its number (Nghị định 30, Phụ lục I, II.3c) and date (II.4b) filled in.

    They go into the head and into every ``(Kèm theo …)`` line that has places for them; what is there
    already and says the same stays. All else keeps its bytes. Raises Refused when another number or date is
    there, when a place is not found or cannot be filled safely; Unreadable for what is no .docx.
    """
    return stamp_opened(open_docx(docx), number, date).content


def stamp_opened(draft: Opened, number: int, date: dt.date) -> Opened:
    """Return a draft that is open already with number and date filled in, open as well; as :func:`stamp` in all else.

    ``draft`` itself is returned where it says both already.
    """
    if number < 1:
        raise Refused(f"Số văn bản đếm từ 1, lệnh ghi {number}.")
    value = Value(number, date)
    if any(name.startswith(_SIGNED) for name in draft.package.names):
        raise Refused("Tệp đã ký số, điền thêm sẽ làm mất chữ ký. Dùng bản thảo chưa ký, điền số và ngày rồi mới ký.")
    seen = _look(draft)
    was = _texts(seen)
    filled = _with_edits(seen, control_edits(seen.scan, value))
    if filled is not None:  # else what was just seen is the result
        del seen  # of a large document there is not room for two
        draft.forget()
        seen = _look(open_docx(filled))
    filled = _with_edits(seen, edits := line_edits(seen, value))
    if filled is not None:
        seen.docx.forget()
        del seen
        seen = _look(open_docx(filled))
        edits = line_edits(seen, value)
    if edits or control_edits(seen.scan, value):
        raise Refused(f"Điền chưa đủ mọi chỗ của số và ngày. {_TYPE_IT}: {_NUMBER_FORM}, {_DATE_FORM}.")
    _hold(was, seen, value)
    return seen.docx


class Seen(NamedTuple):
    """A document that is open, and the bytes that hold what a reader sees of it."""

    docx: Opened
    scan: Scan


def _look(docx: Opened) -> Seen:
    """Return what a reader sees, which is read first, so that its tree is gone, and the bytes that hold it."""
    _ = docx.document
    return Seen(docx, scan(member(docx.content, docx.package.main)))


class Texts(NamedTuple):
    """The texts of a document, paragraph by paragraph: as a reader sees them, and as a scan finds them."""

    seen: Sequence[str]
    scanned: Sequence[str]


def _texts(seen: Seen) -> Texts:
    return Texts(
        [paragraph.text for paragraph in seen.docx.document.paragraphs], [found.text for found in seen.scan.stretches]
    )


def _with_edits(seen: Seen, edits: Sequence[Edit]) -> bytes | None:
    """Return the bytes of what ``edits`` make of a document; None where they change nothing."""
    xml = spliced(seen.scan.xml, edits)
    return None if xml == seen.scan.xml else repacked(seen.docx.content, seen.docx.package.main, xml)


# ---- lines ----


class _Region(NamedTuple):
    """Where places are sought: paragraphs one after another, from ``start`` of the first; ``line``: for messages."""

    stretches: tuple[Stretch, ...]
    start: int
    line: str

    @property
    def text(self) -> str:
        return "\n".join(stretch.text for stretch in self.stretches)

    def find(self, seek: Seeker) -> Slot | None:
        """Return the place that ``seek`` finds, counted from the beginning of the first paragraph."""
        place = seek(self.text[self.start :])
        if place is None:
            return None
        return place._replace(start=place.start + self.start, end=place.end + self.start)

    def holder(self, at: int) -> tuple[Stretch, int]:
        """Return the paragraph that holds the character ``at``, and where its text begins."""
        stretch, begin, end = self.stretches[0], 0, 0
        for following in self.stretches:
            if end <= at:
                stretch, begin = following, end
            end += len(following.text) + 1
        return stretch, begin


class _Writer:
    """Collects what is to change in which paragraph."""

    def __init__(self, value: Value) -> None:
        self._value = value
        self._changes: dict[Stretch, set[Change]] = defaultdict(set)

    def write(self, region: _Region, slot: Slot | None) -> None:
        """Write number or date at ``slot``, if there is one. Raises Refused when something else is written there."""
        needed = spaced_change(slot, self._value, region.line) if slot is not None else None
        if needed is None:
            return
        for piece in around_breaks(region.text, needed):
            stretch, begin = region.holder(piece.start)
            self._changes[stretch].add(piece._replace(start=piece.start - begin, end=piece.end - begin))

    def edits(self, xml: bytes) -> list[Edit]:
        """Return the edits that make all changes."""
        return [edit for stretch, wanted in self._changes.items() for edit in rewrite(xml, stretch.bits, wanted)]


def line_edits(seen: Seen, value: Value) -> list[Edit]:
    """Return the edits that fill number and date in the head and in the ``(Kèm theo …)`` lines.

    Raises Refused when the head's places are not found, or something else is written at a place.
    """
    parts = seen.docx.anatomy
    finder = _Finder(seen.docx.document, seen.scan, parts)
    writer = _Writer(value)
    head = _head_line(finder, parts, Component.SO_KY_HIEU, head_number, _NUMBER_FORM)
    dated = _head_line(finder, parts, Component.DIA_DANH, _date_in_words, _DATE_FORM)
    for region, seek, seek_again in ((head, head_number, number_within), (dated, _date_in_words, _date_in_words)):
        writer.write(region, region.find(seek))
        for twin in finder.twins(region):
            writer.write(twin, twin.find(seek_again))
    for region in finder.attached():
        for twin in (region, *finder.twins(region)):
            writer.write(twin, twin.find(number_within))
            writer.write(twin, twin.find(date_within))
    symbol = _symbol(head, head_number)
    for region in finder.attached_elsewhere():
        if symbol and _symbol(region, number_within) == symbol:
            for twin in (region, *finder.twins(region)):
                _write_blanks(writer, twin)
    return writer.edits(seen.scan.xml)


def _symbol(region: _Region, seek: Seeker) -> str:
    """Return the symbol behind the number that ``seek`` finds; empty when there is none."""
    number = region.find(seek)
    return symbol_after(region.text, number) if number is not None else ""


def _write_blanks(writer: _Writer, region: _Region) -> None:
    """Write number and date where nothing was decided yet: another document's stay as they are."""
    for slot in (region.find(number_within), region.find(date_within)):
        if slot is not None and slot.blank:
            writer.write(region, slot)


def _date_in_words(text: str) -> Slot | None:
    return date_within(text, slashes=False)


def _head_line(finder: _Finder, parts: Anatomy, part: Component, seek: Seeker, form: str) -> _Region:
    if not parts.all(Component.QUOC_HIEU) and not parts.all(Component.TIEU_NGU):
        raise Refused(
            "Không nhận ra phần đầu văn bản (Quốc hiệu, Tiêu ngữ) nên không biết điền số và ngày vào đâu. "
            "Mở tệp bằng Word, gõ lại phần đầu theo mẫu của Nghị định 30, lưu rồi chạy lại lệnh."
        )
    lines = parts.all(part)
    if not lines:
        raise Refused(f"Không tìm thấy dòng {part} ở đầu văn bản; dòng ấy có dạng {form}. {_TYPE_IT}.")
    region = finder.region(lines[:1])
    if region.find(seek) is None:
        raise Refused(f"Không tìm thấy chỗ điền ở dòng {part} «{lines[0].text}»; dòng ấy có dạng {form}. {_TYPE_IT}.")
    return region


class _Finder:
    """From the lines that a reader sees to the bytes that hold them."""

    def __init__(self, document: Document, scanned: Scan, parts: Anatomy) -> None:
        self.parts = parts
        self._seen: dict[str, list[int]] = defaultdict(list)
        self._held: dict[str, list[Stretch]] = defaultdict(list)
        self._older: dict[str, list[Stretch]] = defaultdict(list)
        self._twins: dict[int, list[Stretch]] = defaultdict(list)
        self._lines: dict[int, list[Line]] = defaultdict(list)
        for paragraph in document.paragraphs:
            self._seen[paragraph.text].append(paragraph.number)
        for stretch in scanned.stretches:
            (self._older if stretch.older else self._held)[stretch.text].append(stretch)
            if stretch.older and stretch.twin_of:
                self._twins[stretch.twin_of].append(stretch)
        for line in parts.lines:
            self._lines[line.paragraph.number].append(line)

    def region(self, lines: Sequence[Line]) -> _Region:
        """Return the paragraphs of ``lines``, from where the first line begins."""
        paragraphs = {line.paragraph.number: line.paragraph for line in lines}
        stretches = tuple(self._stretch(paragraph) for paragraph in paragraphs.values())
        return _Region(stretches, self._begin(lines[0]), " ".join(line.text for line in lines))

    def _stretch(self, paragraph: Paragraph) -> Stretch:
        """Return the bytes of a paragraph: of those with its text the one in the same order."""
        numbers = self._seen[paragraph.text]
        found = self._held.get(paragraph.text) or self._older.get(paragraph.text, [])
        if len(found) != len(numbers):
            raise Refused(
                f"Không điền được vào dòng «{' '.join(paragraph.text.split())}»: trong dòng có chữ ẩn hoặc ký hiệu lạ. "
                f"{_TYPE_IT}."
            )
        return found[numbers.index(paragraph.number)]

    def _begin(self, line: Line) -> int:
        """Return where a line begins in its paragraph's text, in which tabs may divide it from others."""
        text, at = line.paragraph.text.replace("\t", " "), 0
        for other in self._lines[line.paragraph.number]:
            at = max(text.find(other.raw.strip(), at), at)
            if other is line:
                break
            at += len(other.raw.strip())
        return at

    def twins(self, region: _Region) -> Iterator[_Region]:
        """Yield the paragraphs that older programs read instead of those of ``region``."""
        for choice in dict.fromkeys(stretch.twin_of for stretch in region.stretches):
            for twin in self._twins.get(choice, ()):
                if twin not in region.stretches:
                    yield _Region((twin,), 0, region.line)

    def attached(self) -> Iterator[_Region]:
        """Yield the ``(Kèm theo …)`` lines of the appendices."""
        for appendix in self.parts.appendices:
            if appendix.info:
                yield self.region(appendix.info)

    def attached_elsewhere(self) -> Iterator[_Region]:
        """Yield such lines that stand below no heading of an appendix."""
        known = {line.paragraph.number for appendix in self.parts.appendices for line in appendix.info}
        for line in self.parts.lines:
            if line.bare.startswith("(") and ATTACHED.match(line.bare) and line.paragraph.number not in known:
                yield self.region((line,))


# ---- what must be true afterwards ----


def _hold(was: Texts, seen: Seen, value: Value) -> None:
    """Raise Refused unless number and date read as asked and all other text is the same."""
    _hold_head(seen.docx, value)
    now = _texts(seen)
    filled = {(old, new) for old, new in zip(was.scanned, now.scanned, strict=True) if old != new}
    if not _unchanged(was.seen, now.seen, filled):
        raise Refused(f"Điền số và ngày làm đổi chữ ở chỗ khác nên không ghi tệp. {_TYPE_IT}: dòng số, dòng ngày.")


def _hold_head(docx: Opened, value: Value) -> None:
    """Raise Refused unless the head's own lines read as asked, the whole of each."""
    view = View(docx.document, docx.anatomy)
    try:
        number, date = symbol_of(view), dateline_of(view)
    except Unseen as error:
        raise Refused(f"Điền xong, đọc lại phần đầu văn bản thì {error}. {_TYPE_IT}.") from error
    if not number.number.isdecimal() or int(number.number) != value.number or not told_once(number.notation):
        wanted = f"số {value.words(Kind.SO)} rồi đến ký hiệu"
        raise Refused(f"Điền xong, đọc lại dòng «{number.line.text}» không ra {wanted}. {_TYPE_IT}.")
    given = (date.day, date.month, date.year) if date and date_within(date.place) is None else ()
    if [int(part) for part in given if part.isdecimal()] != [value.date.day, value.date.month, value.date.year]:
        line = view.need(Component.DIA_DANH)[0].text
        raise Refused(f"Dòng «{line}» chưa đúng dạng {_DATE_FORM} để điền {value.words(Kind.NGAY)}. {_TYPE_IT}.")


def _unchanged(was: Sequence[str], now: Sequence[str], filled: set[tuple[str, str]]) -> bool:
    """Tell whether a reader sees the same paragraphs but for the ``filled`` ones."""
    if len(was) != len(now):
        return False
    return all(old == new or (old, new) in filled for old, new in zip(was, now, strict=True))
