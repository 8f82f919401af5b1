"""What else was changed in Word: everything that does not go back into the office's words."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from reportgen.absorbing.align import aligned, gaps
from reportgen.absorbing.looks import differences, novelties
from reportgen.absorbing.marks import Located
from reportgen.absorbing.plain import plain, tidy
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.wordview.document import Document, Paragraph
from reportgen.wordview.markup import Marked, Markup
from reportgen.wordview.ooxml import A


class Kind(enum.StrEnum):
    """What was changed, by where it comes from: so that one knows where to change it for the next draft."""

    HEADING = "de-muc"
    STANDING = "cau-san"
    TABLE = "bang"
    RECIPIENTS = "noi-nhan"
    HEAD = "the-thuc"
    HEADER = "dau-trang"
    PICTURE = "hinh"
    NEW_TABLE = "bang-moi"
    FORMAT = "dinh-dang"
    SIGNS = "dau-nhay"
    ORDER = "thu-tu"


@record
class Other:
    """A change: what of, where, the text as made and as it is now; either is empty where there is none.

    Both are the same text of what stands elsewhere than where it was made.

    ``where``: of a heading, what to change for another, empty for a place's own and the template's. ``place``: of a
    heading, the place that it heads; of a format, the place in which it stands.
    """

    kind: Kind
    where: str
    made: str
    now: str
    place: str = ""


class _Unit(NamedTuple):
    """What is compared as a whole: a paragraph, or a table's row cell by cell; the kind and text of each."""

    kinds: tuple[Kind, ...]
    where: str
    texts: tuple[str, ...]
    columns: tuple[str, ...] = ()
    place: str = ""
    table: int = 0

    @property
    def key(self) -> str:
        """The texts as they are compared."""
        return plain(" | ".join(self.texts))

    def named(self, cell: int) -> str:
        """Return where a cell stands, counted from 0; a paragraph stands where it stands."""
        if len(self.texts) == 1:
            return self.where
        if not any(self.columns):
            return f"{self.where}, ô {cell + 1}"
        column = self.columns[cell] or f"ô {cell + 1}"
        label = next((text for text in self.texts[:cell] if len(text) > _LEAST_LABEL), "")
        return f"{self.where}{f' ({label[:_LABEL].rstrip()}…)' if label else ''}, cột {column}"


def others(found: Sequence[Located], made_found: Sequence[Located], edited: Markup, made: Markup) -> list[Other]:
    """Return what was changed outside the words of places, in order.

    ``found`` and ``made_found``: the paragraphs of the body with their places, as edited and as made.
    """
    changes = list(_with_moves(_compared(_outside(made_found), _outside(found))))
    changes += _with_moves(_of_tables(list(_rows(made, made_found)), list(_rows(edited, found))))
    changes += _compared(_margins(made.document), _margins(edited.document))
    changes += _compared(_boxes(made), _boxes(edited))
    changes += _moved(found, made_found)
    changes += _signs(found, made_found)
    changes += _formats(found, made_found)
    changes += _formats_of_cells(_in_tables(edited, found), _in_tables(made, made_found))
    changes += _pictures(edited, made)
    return changes


# --- texts --------------------------------------------------------------------------------------

_HEADS = ("nd30 quốc hiệu", "nd30 tiêu ngữ", "nd30 cơ quan", "nd30 số", "nd30 địa danh", "nd30 tên loại", "nd30 trích")
_FEET = ("nd30 nơi nhận", "nd30 từ nơi nhận", "nd30 kính gửi")


def _outside(found: Sequence[Located]) -> list[_Unit]:
    """Return the paragraphs of no place, each with the place that it heads."""
    following = [item.place for item in found[1:]] + [""]
    units: list[_Unit] = []
    for item, place in zip(found, following, strict=True):
        if not item.place:
            text, kind = tidy(item.marked.numbered), _kind(item.marked.paragraph)
            if text.startswith("-") and units and units[-1].kinds == (Kind.RECIPIENTS,):
                kind = Kind.RECIPIENTS
            units.append(_Unit((kind,), "", (text,), place=place))
    return units


def _kind(paragraph: Paragraph) -> Kind:
    style = paragraph.style.lower()
    if style.startswith(("heading", "nd30 phụ lục", "nd30 tên phụ lục")):
        return Kind.HEADING
    if style.startswith(_FEET) or plain(paragraph.text).startswith(("Kính gửi:", "Nơi nhận:")):
        return Kind.RECIPIENTS
    if style.startswith((*_HEADS, "nd30 quyền hạn", "nd30 họ tên")):
        return Kind.HEAD
    return Kind.STANDING


def _rows(markup: Markup, found: Iterable[Located]) -> Iterator[_Unit]:
    """Yield the rows of every table, each cell's text by itself; what is of a place is left out."""
    cells = _in_tables(markup, found)
    for table, of_table in groupby(cells, lambda item: item.paragraph.place.table):
        rows = [list(row) for _, row in groupby(of_table, lambda item: item.paragraph.place.row)]
        columns = _columns(rows)
        for row in rows:
            yield _row(table, row, columns)


def _in_tables(markup: Markup, found: Iterable[Located]) -> list[Marked]:
    """Return the paragraphs of tables that are of no place."""
    placed = {item.marked.paragraph.number for item in found if item.place}
    return [
        item
        for item in markup.paragraphs
        if item.paragraph.place.table and not item.paragraph.place.box and item.paragraph.number not in placed
    ]


_LEAST_LABEL, _LABEL = 8, 40
"""Characters of a cell that tells which row it is, and those of it that are shown."""
_LEAST_ROWS = 3
"""Rows of a table whose first row heads its columns; what is smaller only holds texts side by side."""


def _columns(rows: Sequence[Sequence[Marked]]) -> tuple[str, ...]:
    return _texts(rows[0]) if len(rows) >= _LEAST_ROWS else ()


def _row(table: int, row: Sequence[Marked], columns: tuple[str, ...]) -> _Unit:
    texts = _texts(row)
    kinds = tuple(_kind_of_cell(cell) for cell in _cells(row))
    where = f"bảng {table}, dòng {row[0].paragraph.place.row}"
    return _Unit(kinds, where, texts, columns if len(columns) == len(texts) else (), table=table)


def _texts(row: Sequence[Marked]) -> tuple[str, ...]:
    return tuple(tidy(" ".join(item.numbered for item in cell)) for cell in _cells(row))


def _cells(row: Sequence[Marked]) -> list[list[Marked]]:
    return [list(cell) for _, cell in groupby(row, lambda item: item.paragraph.place.cell)]


def _kind_of_cell(cell: Sequence[Marked]) -> Kind:
    kinds = [kind for kind in (_kind(item.paragraph) for item in cell) if kind is not Kind.STANDING]
    return kinds[0] if kinds else Kind.TABLE


def _margins(document: Document) -> list[_Unit]:
    return [
        _Unit((Kind.HEADER,), paragraph.place.words(), (tidy(paragraph.text),))
        for paragraph in document.margins
        if not paragraph.blank and paragraph.page is None
    ]


def _boxes(markup: Markup) -> list[_Unit]:
    return [
        _Unit((Kind.PICTURE,), "hộp văn bản", (tidy(item.numbered),))
        for item in markup.paragraphs
        if item.paragraph.place.box and not item.blank
    ]


def _of_tables(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Other]:
    """Yield what differs between the rows of tables; of a table that was put in, its rows."""
    pairs = _paired([unit.key for unit in old], [unit.key for unit in new])
    known = {new[at].table for at in pairs}
    for unit in new:
        if unit.table not in known and any(unit.texts):
            yield Other(Kind.NEW_TABLE, unit.where, "", " | ".join(filter(None, unit.texts)))
    yield from _compared(old, [unit for unit in new if unit.table in known])


def _paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return for each new text that has one the old one it came from; what is left of a gap one for one."""
    pairs = aligned(old, new)
    for gap in list(gaps(pairs, len(old), len(new))):
        if gap.last - gap.first == gap.end - gap.begin:
            pairs |= dict(zip(range(gap.begin, gap.end), range(gap.first, gap.last), strict=True))
    return pairs


def _compared(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Other]:
    """Yield what differs between two sequences of units, each beside what it came from; then what is gone."""
    pairs = _paired([unit.key for unit in old], [unit.key for unit in new])
    for at, unit in enumerate(new):
        source = old[pairs[at]] if at in pairs else None
        if source is None:
            yield from _whole(unit, "", " | ".join(filter(None, unit.texts)))
        elif len(source.texts) != len(unit.texts):
            yield from _by_column(source, unit)
        else:
            yield from _by_cell(source, unit)
    kept = set(pairs.values())
    for there, unit in enumerate(old):
        if there not in kept:
            yield from _whole(unit, " | ".join(filter(None, unit.texts)), "")


def _whole(unit: _Unit, made: str, now: str) -> Iterator[Other]:
    if made or now:
        yield Other(unit.kinds[0], unit.where, made, now, unit.place if made else "")


def _by_cell(old: _Unit, new: _Unit) -> Iterator[Other]:
    for cell, (kind, made, now) in enumerate(zip(old.kinds, old.texts, new.texts, strict=True)):
        if plain(made) != plain(now):
            yield Other(kind, new.named(cell), made, now, old.place)


_CHARTS = ("/chart", "/chartex", "/diagram")
"""How the names end of what is drawn from a part of its own."""


def _by_column(old: _Unit, new: _Unit) -> Iterator[Other]:
    """Yield what differs between two rows that do not have the same columns."""
    pairs = _paired([plain(text) for text in old.texts], [plain(text) for text in new.texts])
    if list(filter(None, map(plain, old.texts))) == list(filter(None, map(plain, new.texts))):
        yield Other(Kind.TABLE, new.where, f"{len(old.texts)} ô", f"{len(new.texts)} ô")
    for cell, (kind, now) in enumerate(zip(new.kinds, new.texts, strict=True)):
        made = old.texts[pairs[cell]] if cell in pairs else ""
        if plain(made) != plain(now):
            yield Other(kind, new.named(cell), made, now, old.place)
    kept = set(pairs.values())
    for cell, (kind, made) in enumerate(zip(old.kinds, old.texts, strict=True)):
        if cell not in kept and made:
            yield Other(kind, old.named(cell), made, "", old.place)


_NUMBER = regex(r"\d+ \| ")
"""The number of a row."""


def _with_moves(changes: Iterable[Other]) -> Iterator[Other]:
    """Yield changes; of what was taken out in one place and put in in another, only that it stands there now."""
    told = list(changes)
    gone: defaultdict[tuple[Kind, str], list[int]] = defaultdict(list)
    for at, change in enumerate(told):
        if not change.now:
            gone[_moving(change.kind, change.made)].append(at)
    moved: dict[int, int] = {}
    for at, change in enumerate(told):
        if not change.made and (before := gone.get(_moving(change.kind, change.now))):
            moved[at] = before.pop(0)
    left = set(moved.values())
    for at, change in enumerate(told):
        if at in moved:
            yield replace(change, made=change.now, place=told[moved[at]].place)
        elif at not in left:
            yield change


def _moving(kind: Kind, text: str) -> tuple[Kind, str]:
    return kind, _NUMBER.sub("", plain(text), count=1)


# --- order, signs, format, pictures -------------------------------------------------------------


def _moved(found: Sequence[Located], made: Sequence[Located]) -> Iterator[Other]:
    """Yield the first place that stands elsewhere than where it was made."""
    then, now = ([key for key, _ in groupby(item.place for item in items if item.place)] for items in (made, found))
    common = [place for place in now if place in then]
    expected = [place for place in then if place in common]
    if common != expected:
        place = next((one for one, other in zip(common, expected, strict=False) if one != other), common[-1])
        yield Other(Kind.ORDER, place, ", ".join(expected), ", ".join(common))


def _signs(found: Sequence[Located], made: Sequence[Located]) -> Iterator[Other]:
    """Yield the paragraphs of places that differ in the form of quotes and dashes alone."""
    typed = {tidy(item.marked.numbered) for item in made if item.place}
    before = {plain(text): text for text in typed}
    for item in found:
        text = tidy(item.marked.numbered)
        old = before.get(plain(text)) if item.place else None
        if old is not None and text not in typed:
            yield Other(Kind.SIGNS, "", old, text, item.place)


def _formats(found: Sequence[Located], made: Sequence[Located]) -> Iterator[Other]:
    """Yield the paragraphs whose letters or layout are not as made, once for each difference.

    New words in a place are held against all that stood there: what looks as none of it is told.
    """
    before = {plain(item.marked.numbered): item.marked.paragraph for item in made}
    by_place: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for item in made:
        by_place[item.place].append(item.marked.paragraph)
    for item in found:
        text, now = plain(item.marked.numbered), item.marked.paragraph
        beside = by_place.get(item.place) if item.place else None
        for what in differences(before[text], now) if text in before else novelties(beside, now) if beside else ():
            yield Other(Kind.FORMAT, what, tidy(item.marked.numbered), what, item.place)


def _formats_of_cells(edited: Iterable[Marked], made: Iterable[Marked]) -> Iterator[Other]:
    """Yield the cells whose words are as made somewhere in a table, and whose letters or layout are nowhere so."""
    before: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for item in made:
        before[plain(item.numbered)].append(item.paragraph)
    for item in edited:
        alike = before.get(plain(item.numbered), ())
        for what in novelties(alike, item.paragraph) if alike else ():
            place = f"bảng {item.paragraph.place.table}"
            yield Other(Kind.FORMAT, what, tidy(item.numbered), what, place)


def _pictures(edited: Markup, made: Markup) -> Iterator[Other]:
    """Yield pictures, charts, formulas, embedded files and hidden words that were put in."""
    for what, count in (("hình", _pictured), ("biểu đồ, sơ đồ", _charted)):
        if (more := count(edited) - count(made)) > 0:
            yield Other(Kind.PICTURE, "", "", f"{more} {what}")
    for where, texts, before in (
        ("công thức hoặc tệp nhúng", edited.more, made.more),
        ("chữ ẩn", _hidden(edited), _hidden(made)),
    ):
        for text in (Counter(texts) - Counter(before)).elements():
            yield Other(Kind.PICTURE, where, "", text)


def _pictured(markup: Markup) -> int:
    """Return in how many paragraphs a picture stands, those of page margins included."""
    body = sum(item.paragraph.pictured for item in markup.paragraphs)
    return body + sum(paragraph.pictured for paragraph in markup.document.margins)


def _charted(markup: Markup) -> int:
    """Return how many charts and diagrams stand in a document: all that is drawn of them is in parts of their own."""
    shown = (data.get("uri", "") for node in markup.nodes for data in node.iter(f"{A}graphicData"))
    return sum(uri.endswith(_CHARTS) for uri in shown)


def _hidden(markup: Markup) -> list[str]:
    return [tidy(item.paragraph.hidden) for item in markup.paragraphs if item.paragraph.hidden.strip()]
