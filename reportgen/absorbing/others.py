"""What else was changed in Word: everything that does not go back into the office's words, and what to do about it."""

from __future__ import annotations

import difflib
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reportgen.absorbing.align import LEAST, likeness
from reportgen.absorbing.located import Located
from reportgen.absorbing.plain import plain
from reportgen.record import record
from reportgen.wordview.document import Document, Paragraph, Run
from reportgen.wordview.markup import Markup


class Kind(enum.StrEnum):
    """What was changed, by where it comes from: so that one knows where to change it for the next draft."""

    HEADING = "de-muc"
    STANDING = "cau-san"
    TABLE = "bang"
    RECIPIENTS = "noi-nhan"
    HEAD = "the-thuc"
    HEADER = "dau-trang"
    PICTURE = "hinh"
    FORMAT = "dinh-dang"
    ORDER = "thu-tu"


@record
class Other:
    """A change: what of, where, the text as made and as it is now; either is empty where there is none."""

    kind: Kind
    where: str
    made: str
    now: str


class _Unit(NamedTuple):
    """What is compared as a whole: a paragraph, or a table's row cell by cell; the kind and text of each."""

    kinds: tuple[Kind, ...]
    where: str
    texts: tuple[str, ...]

    @property
    def nothing(self) -> _Unit:
        """The same without its texts."""
        return _Unit(self.kinds, self.where, ("",) * len(self.texts))


def others(found: Sequence[Located], made_found: Sequence[Located], edited: Markup, made: Markup) -> list[Other]:
    """Return what was changed outside the words of places, in order.

    ``found`` and ``made_found``: the paragraphs of the body with their places, as edited and as made.
    """
    changes = list(_outside(found, made_found))
    changes += _compared(_rows(made.document), _rows(edited.document))
    changes += _compared(_headers(made.document), _headers(edited.document))
    changes += _moved(found, made_found)
    changes += _formats(found, made_found)
    changes += _pictures(edited.document, made.document)
    return changes


# --- texts --------------------------------------------------------------------------------------


def _outside(found: Sequence[Located], made: Sequence[Located]) -> Iterator[Other]:
    old = [_unit(item.marked.paragraph, item.marked.text) for item in made if not item.place]
    new = [_unit(item.marked.paragraph, item.marked.text) for item in found if not item.place]
    yield from _compared(old, new)


def _unit(paragraph: Paragraph, text: str) -> _Unit:
    return _Unit((_kind(paragraph),), "", (plain(text),))


_HEADS = ("nd30 quốc hiệu", "nd30 tiêu ngữ", "nd30 cơ quan", "nd30 số", "nd30 địa danh", "nd30 tên loại", "nd30 trích")
_FEET = ("nd30 nơi nhận", "nd30 từ nơi nhận", "nd30 kính gửi")


def _kind(paragraph: Paragraph) -> Kind:
    style = paragraph.style.lower()
    if style.startswith(("heading", "nd30 phụ lục", "nd30 tên phụ lục")):
        return Kind.HEADING
    if style.startswith(_FEET) or plain(paragraph.text).startswith(("Kính gửi:", "Nơi nhận:")):
        return Kind.RECIPIENTS
    if style.startswith((*_HEADS, "nd30 quyền hạn", "nd30 họ tên")):
        return Kind.HEAD
    return Kind.STANDING


def _rows(document: Document) -> list[_Unit]:
    """Return the rows of every table, each cell's text by itself."""
    tables = [item for item in document.paragraphs if item.place.table and not item.place.box]
    rows: list[_Unit] = []
    for (table, row), items in groupby(tables, lambda item: (item.place.table, item.place.row)):
        cells = [list(cell) for _, cell in groupby(items, lambda item: item.place.cell)]
        texts = tuple(plain(" ".join(paragraph.text for paragraph in cell)) for cell in cells)
        rows.append(_Unit(tuple(map(_kind_of_cell, cells)), f"bảng {table}, dòng {row}", texts))
    return rows


def _kind_of_cell(paragraphs: Sequence[Paragraph]) -> Kind:
    kinds = [kind for kind in map(_kind, paragraphs) if kind is not Kind.STANDING]
    return kinds[0] if kinds else Kind.TABLE


def _headers(document: Document) -> list[_Unit]:
    parts = [
        paragraph
        for section in document.sections
        for part in (*section.headers.values(), *section.footers.values())
        for paragraph in part
        if not paragraph.blank and paragraph.page is None
    ]
    return [_Unit((Kind.HEADER,), "đầu, cuối trang", (plain(paragraph.text),)) for paragraph in parts]


def _compared(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Other]:
    """Yield what differs between two sequences of units: changed ones side by side, then what is gone and new."""
    matcher = difflib.SequenceMatcher(None, [unit.texts for unit in old], [unit.texts for unit in new], autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        left = list(old[first:last])
        for unit in new[begin:end]:
            source = next((other for other in left if _same_source(other, unit)), None)
            if source is None:
                yield from _told(unit.nothing, unit)
            else:
                left.remove(source)
                yield from _told(source, unit)
        for unit in left:
            yield from _told(unit, unit.nothing)


def _same_source(old: _Unit, new: _Unit) -> bool:
    if len(old.texts) != len(new.texts):
        return False
    if len(old.texts) > 1:
        return sum(one == other for one, other in zip(old.texts, new.texts, strict=True)) * 2 >= len(old.texts)
    return likeness(old.texts[0], new.texts[0]) >= LEAST


def _told(old: _Unit, new: _Unit) -> Iterator[Other]:
    for number, (kind, made, now) in enumerate(zip(old.kinds, old.texts, new.texts, strict=True), start=1):
        if made != now:
            where = f"{new.where}, ô {number}" if len(new.texts) > 1 else new.where
            yield Other(kind, where, made, now)


# --- order, format, pictures --------------------------------------------------------------------


def _moved(found: Sequence[Located], made: Sequence[Located]) -> Iterator[Other]:
    """Yield the first place that stands elsewhere than where it was made."""
    then, now = ([key for key, _ in groupby(item.place for item in items if item.place)] for items in (made, found))
    common = [place for place in now if place in then]
    expected = [place for place in then if place in common]
    if common != expected:
        place = next(one for one, other in zip(common, expected, strict=False) if one != other)
        yield Other(Kind.ORDER, place, ", ".join(expected), ", ".join(common))


def _formats(found: Sequence[Located], made: Sequence[Located]) -> Iterator[Other]:
    """Yield the paragraphs whose words are as made and whose letters or layout are not."""
    before: dict[str, Paragraph] = {plain(item.marked.text): item.marked.paragraph for item in made}
    for item in found:
        paragraph = item.marked.paragraph
        old = before.get(plain(item.marked.text))
        if old is not None and (said := "; ".join(_differences(old, paragraph))):
            yield Other(Kind.FORMAT, item.place, plain(item.marked.text), said)


_LETTERS: tuple[tuple[str, Callable[[Run], object]], ...] = (
    ("chữ đậm", lambda run: run.letters.bold),
    ("chữ nghiêng", lambda run: run.letters.italic),
    ("gạch chân", lambda run: run.letters.underline),
    ("cỡ chữ", lambda run: run.letters.size),
    ("màu chữ", lambda run: run.letters.color),
    ("phông chữ", lambda run: run.letters.other),
)
_LAYOUT = (("căn lề", "align"), ("lùi dòng đầu", "first"), ("lùi lề trái", "left"), ("cách đoạn", "before"))


def _differences(old: Paragraph, new: Paragraph) -> Iterator[str]:
    for name, pick in _LETTERS:
        if _by_letter(old, pick) != _by_letter(new, pick):
            yield name
    for name, attribute in _LAYOUT:
        if getattr(old.layout, attribute) != getattr(new.layout, attribute):
            yield name


def _by_letter(paragraph: Paragraph, pick: Callable[[Run], object]) -> list[object]:
    """Return what ``pick`` says of each word, however the text is cut into runs."""
    return [
        key for key, _ in groupby(value for run in paragraph.runs for value in [pick(run)] * bool(run.text.strip()))
    ]


def _pictures(edited: Document, made: Document) -> Iterator[Other]:
    """Yield pictures and text boxes that were put in."""
    for what, count in (("hình", _pictured), ("hộp văn bản", _boxed)):
        more = count(edited.paragraphs) - count(made.paragraphs)
        if more > 0:
            yield Other(Kind.PICTURE, "", "", f"{more} {what}")


def _pictured(paragraphs: Iterable[Paragraph]) -> int:
    return sum(paragraph.pictured for paragraph in paragraphs)


def _boxed(paragraphs: Iterable[Paragraph]) -> int:
    return len({paragraph.place.box for paragraph in paragraphs if paragraph.place.box})
