"""Tables whose columns follow what stands in them: an empty one vanishes, the others share the width.

A table of the style «ND30 Bảng theo nội dung» is written in the template with every column it may ever have. Here,
with the text in it, a column that is empty in every row below the headings leaves the table, and the width of the
table is shared so that its rows come out low. A row taller than a quarter of a page may break
across pages: kept whole it would leave the page before it half empty. So may the row right below a group's heading.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.patterns import regex
from reportgen.vn.metrics import text_and_word_width
from reportgen.vn.text import Remembered

MARK = "<?nd30-columns {}?>"
"""Stands before such a table in a template; a processing instruction, so that nobody takes it for text."""
_OPENING = "<?nd30-columns "
_CLOSED = "</w:tbl>"
_MARKED = regex(r"<\?nd30-columns (\d+)\?>")
_TABLE = regex(r"<w:tbl[ >]")
_GRID = regex(r"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_GRID_COLUMN = regex(r'<w:gridCol w:w="(\d+)"/>')
_ROW = regex(r"<w:tr[ >]")
_ROW_END, _CELL, _CELL_END, _PARAGRAPH_END = "</w:tr>", "<w:tc>", "</w:tc>", "</w:p>"
_PARAGRAPH, _PARAGRAPH_OF_ITS_OWN = "<w:p>", "<w:p "
"""Where rows, cells and paragraphs begin and end: a plain text is found ten times faster than a pattern."""
_CELL_WIDTH = regex(r'<w:tcW\b[^>]*? w:w="(\d+)"')
_SPANNED = "<w:gridSpan "
_SPAN = regex(r'<w:gridSpan w:val="(\d+)"/>')
_STYLE = regex(r'<w:pStyle w:val="([^"]+)"')
_TEXT = regex(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TABLES = "<w:tbl>", "<w:tbl "
_HEADER = "<w:tblHeader/>"
_KEPT_WHOLE = "<w:cantSplit/>"
_TWIPS = 20
_PADDING = 2 * 50 + 30
"""Twips: the cells' own margins, and what a word processor's rounding may take."""
_LINE = 1.15
"""Height of a line over the size of its letters, Times New Roman."""
_MEASURED = 60
"""Rows whose texts are measured for the widths, from all over the table."""
_STEPS = 60
"""Of a table's width: what a column takes from another at a time."""
_ROUNDS = 40
_FILLED = 0.9
"""Of a line: words do not end where it does."""
_TALL = 0.25
"""Of a page's height: a row above it may break."""
_WIDEST_WORD = 0.3
"""Of the table's width: a longer word (an address, a code) is broken by the word processor."""

Letters = tuple[float, bool]


class _Size(NamedTuple):
    """How large what stands in a cell is: its length in twips, set on one line, its widest word's, its paragraphs."""

    length: float
    word: float
    paragraphs: int


_NOTHING = _Size(0.0, 0.0, 1)


class Frame(NamedTuple):
    """What a marked table stands in: height of a page's text in points; size and weight of letters by style."""

    height: float
    letters: tuple[tuple[str, Letters], ...]


class _Content:
    """What stands in a cell, and in every cell that is alike: how many columns it takes, its paragraphs.

    ``begin``, ``end``: where in its XML the width stands, both 0 where it gives none; ``spanned``: whether it says how
    many columns it takes.
    """

    __slots__ = ("begin", "empty", "end", "paragraphs", "span", "spanned")

    def __init__(self, cell: str, letters: Mapping[str, Letters]) -> None:
        width = _CELL_WIDTH.search(cell)
        self.begin, self.end = width.span(1) if width else (0, 0)
        span = _SPAN.search(cell) if _SPANNED in cell else None
        self.spanned, self.span = span is not None, int(span[1]) if span else 1
        self.paragraphs = tuple(_paragraphs(cell, letters))
        self.empty = not "".join([text for text, _ in self.paragraphs]).strip()

    def as_wide(self, cell: str, columns: Sequence[int]) -> str:
        """Return the XML of a cell that has these columns, by their widths, where it gives width and columns."""
        if self.end:
            cell = f"{cell[: self.begin]}{sum(columns)}{cell[self.end :]}"
        if self.spanned:
            cell = _SPAN.sub(f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else "", cell, count=1)
        return cell


def _paragraphs(cell: str, letters: Mapping[str, Letters]) -> Iterator[tuple[str, Letters]]:
    """Yield the text of each paragraph in a cell, and its letters."""
    for xml in cell.split(_PARAGRAPH_END)[:-1]:
        if _PARAGRAPH in xml or _PARAGRAPH_OF_ITS_OWN in xml:
            style = _STYLE.search(xml)
            yield "".join(_TEXT.findall(xml)), letters.get(style[1] if style else "", (11.0, False))


class _Alike(Remembered[_Content]):
    """Contents by the XML of cells: half the cells of a table have what others have."""

    _LONG, _MOST = 4_000, 1_000


class _Cell(NamedTuple):
    """One cell: where its XML begins and ends, the grid column it begins at, what stands in it."""

    begin: int
    end: int
    start: int
    content: _Content

    def left(self, widths: Mapping[int, int]) -> Sequence[int]:
        """Return the widths of those of its columns that are left."""
        if self.content.span == 1:  # as nearly all
            return (widths[self.start],) if self.start in widths else ()
        return [widths[column] for column in range(self.start, self.start + self.content.span) if column in widths]


class _Row(NamedTuple):
    """One row: where its XML begins and ends, whether it is one of the headings, whether a cell is a wide one."""

    begin: int
    end: int
    heading: bool
    spanned: bool
    cells: tuple[_Cell, ...]


class ColumnFitter:
    """Fits the marked tables of one document, given in pieces from first to last."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        """``frames``: what each mark's number means."""
        self._frames = frames

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` fitted as far as it goes, and its end that waits for the next piece."""
        at = text.rfind(_OPENING)
        rest = ""
        if at >= 0 and not last and text.find(_CLOSED, at) < 0:
            text, rest = text[:at], text[at:]
        return "".join(self._pieces(text)), rest

    def _pieces(self, text: str) -> Iterator[str]:
        end = 0
        while match := _MARKED.search(text, end):
            yield text[end : match.start()]
            end = match.end()
            closed = text.find(_CLOSED, end) if _TABLE.match(text, end) else -1
            if closed >= 0:
                begin, end = end, closed + len(_CLOSED)
                yield from _Table(text, (begin, end), self._frames[int(match[1])]).fitted()
        yield text[end:]


class _Table:
    """One table in a text. What is known of its rows are places in it: of thousands of rows each copy takes as much."""

    def __init__(self, text: str, span: tuple[int, int], frame: Frame) -> None:
        self._text = text
        self._begin, self._end = span
        self._height = frame.height
        letters = dict(frame.letters)
        self._contents = _Alike(lambda cell: _Content(cell, letters))

    def fitted(self) -> Iterator[str]:
        """Yield the table, in pieces, with the columns it needs; as it is where its make is not the plain one."""
        grid = _GRID.search(self._text, self._begin, self._end)
        given = [int(width) for width in _GRID_COLUMN.findall(grid[0])] if grid else []
        if grid is None or not given or sum(self._text.count(sign, self._begin, self._end) for sign in _TABLES) != 1:
            yield self._text[self._begin : self._end]
            return
        rows = [self._row(*span) for span in self._rows(grid.end())]
        kept = _kept(rows, len(given))
        widths = _shared(rows, kept, sum(given))
        columns = "".join(f'<w:gridCol w:w="{widths[column]}"/>' for column in kept)
        yield f"{self._text[self._begin : grid.start()]}<w:tblGrid>{columns}</w:tblGrid>"
        end = grid.end()
        for row, breaking in self._breaking(rows, widths):
            yield self._text[end : row.begin]
            yield from self._rewritten(row, widths, breaking=breaking)
            end = row.end
        yield self._text[end : self._end]

    def _rows(self, begin: int) -> Iterator[tuple[int, int]]:
        """Yield where the rows begin and end."""
        while (row := _ROW.search(self._text, begin, self._end)) and (
            end := self._text.find(_ROW_END, row.end(), self._end)
        ) >= 0:
            begin = end + len(_ROW_END)
            yield row.start(), begin

    def _row(self, begin: int, end: int) -> _Row:
        cells: list[_Cell] = []
        at, start = begin, 0
        for xml in self._text[begin:end].split(_CELL_END)[:-1]:
            first, at = at, at + len(xml) + len(_CELL_END)
            if (opening := xml.find(_CELL)) >= 0:
                content = self._contents[xml[opening:]]
                cells.append(_Cell(first + opening, at, start, content))
                start += content.span
        heading = self._text.find(_HEADER, begin, end) >= 0
        spanned = any(cell.content.span > 1 for cell in cells)
        return _Row(begin, end, heading, spanned, tuple(cells))

    def _breaking(self, rows: Sequence[_Row], widths: Mapping[int, int]) -> Iterator[tuple[_Row, bool]]:
        """Yield each row and whether it may break: where it is tall, and right below a group's heading.

        LibreOffice does not keep a row with the next on a table's later pages: a heading would be left alone at the
        foot of a page if all of its first row went over.
        """
        below_heading = False
        height = functools.cache(_content_height)
        for row in rows:
            heights = [height(cell.content, sum(cell.left(widths))) for cell in row.cells]
            tall = max(heights, default=0.0) > self._height * _TALL
            yield row, (tall or below_heading) and not row.heading
            below_heading = row.spanned and not row.heading

    def _rewritten(self, row: _Row, widths: Mapping[int, int], *, breaking: bool) -> Iterator[str]:
        """Yield a row with its cells as wide as those of their columns that are left; without those that have none."""
        first, last = (row.cells[0].begin, row.cells[-1].end) if row.cells else (row.end, row.end)
        opening = self._text[row.begin : first]
        yield opening.replace(_KEPT_WHOLE, "") if breaking else opening
        for cell in row.cells:
            if left := cell.left(widths):
                yield cell.content.as_wide(self._text[cell.begin : cell.end], left)
        yield self._text[last : row.end]


def _kept(rows: Sequence[_Row], count: int) -> list[int]:
    """Return the columns in which something stands below the headings; all where nothing does in any."""
    below = [cell for row in rows if not row.heading for cell in row.cells]
    filled = {cell.start for cell in below if cell.content.span == 1 and not cell.content.empty}
    return [column for column in range(count) if column in filled] or list(range(count))


def _shared(rows: Sequence[_Row], kept: Sequence[int], total: int) -> dict[int, int]:
    """Share ``total`` twips among the ``kept`` columns so that the rows come out low; no word is broken.

    From a share as large as its text, a column that makes rows tall takes from any other as long as that lowers all
    rows together.
    """
    plain = _spread([row for row in rows if not row.spanned and not row.heading])
    headed = [row for row in rows if row.heading and not row.spanned]
    contents = [{cell.start: cell.content for cell in reversed(row.cells)} for row in plain]
    size = functools.cache(_size)
    sizes = {column: [size(row[column]) if column in row else _NOTHING for row in contents] for column in kept}
    headings = ((cell.start, size(cell.content)) for row in headed for cell in row.cells)
    least = _least(sizes, headings, total)
    wanted = {column: sum(size.length for size in sizes[column]) + 1.0 for column in kept}
    widths = _portions(least, wanted, max(0, total - sum(least.values())))
    lines: Mapping[int, Sequence[int]] = {column: _lines(sizes[column], widths[column]) for column in kept}
    for _ in range(_ROUNDS):
        better = _best_move(sizes, least, widths, lines, total / _STEPS)
        if better is None:
            break
        widths, lines = better
    return _rounded(widths, total)


def _spread(rows: Sequence[_Row]) -> Sequence[_Row]:
    """Return rows from all over the table, as many as are measured."""
    return rows[:: max(1, -(-len(rows) // _MEASURED))]


def _best_move(
    sizes: Mapping[int, Sequence[_Size]],
    least: Mapping[int, float],
    widths: Mapping[int, float],
    lines: Mapping[int, Sequence[int]],
    step: float,
) -> tuple[dict[int, float], dict[int, Sequence[int]]] | None:
    """Return widths and lines once the tallest column has taken ``step`` from another; None where none can spare it."""
    tallest = _tallest(lines)
    lowest, found = _together(lines), None
    wider = _lines(sizes[tallest], widths[tallest] + step)
    for donor in widths:
        if donor == tallest or widths[donor] - step < least[donor]:
            continue
        narrower = _lines(sizes[donor], widths[donor] - step)
        tried = {**lines, tallest: wider, donor: narrower}
        if (height := _together(tried)) < lowest:
            moved = {**widths, tallest: widths[tallest] + step, donor: widths[donor] - step}
            lowest, found = height, (moved, tried)
    return found


def _together(lines: Mapping[int, Sequence[int]]) -> int:
    """Return how many lines all rows take together: each is as tall as its tallest cell."""
    return sum(map(max, zip(*lines.values(), strict=True)))


def _tallest(lines: Mapping[int, Sequence[int]]) -> int:
    """Return the column that alone makes most rows as tall as they are, by the lines that it adds."""
    columns = list(lines)
    added = dict.fromkeys(columns, 0)
    for row in zip(*lines.values(), strict=True):
        highest, second = sorted(row, reverse=True)[:2] if len(row) > 1 else (row[0], 0)
        added[columns[row.index(highest)]] += highest - second
    return max(columns, key=lambda column: added[column])


def _portions(least: Mapping[int, float], wanted: Mapping[int, float], spare: float) -> dict[int, float]:
    """Give each column its least width and, of what is spare, a portion as large as its text."""
    whole = sum(wanted.values()) or 1.0
    return {column: width + spare * wanted[column] / whole for column, width in least.items()}


def _rounded(widths: Mapping[int, float], total: int) -> dict[int, int]:
    """Return whole twips that add up to ``total``; what rounding leaves goes to the widest column."""
    whole = {column: int(width) for column, width in widths.items()}
    widest = max(whole, key=lambda column: whole[column])
    whole[widest] += total - sum(whole.values())
    return whole


def _size(content: _Content) -> _Size:
    """Return how large what stands in a cell is."""
    sizes = [text_and_word_width(text, *letters) for text, letters in content.paragraphs]
    length, word = sum(width for width, _ in sizes), max((word for _, word in sizes), default=0.0)
    return _Size(length * _TWIPS, word * _TWIPS, len(sizes))


def _least(sizes: Mapping[int, Sequence[_Size]], headings: Iterable[tuple[int, _Size]], total: int) -> dict[int, float]:
    """Return the widths in twips of the widest word of each column, headings included, within reason."""
    widest = {column: max((size.word for size in below), default=0.0) for column, below in sizes.items()}
    for column, size in headings:
        if column in widest:
            widest[column] = max(widest[column], size.word)
    return {column: min(word + _PADDING, total * _WIDEST_WORD) for column, word in widest.items()}


def _lines(sizes: Sequence[_Size], width: float) -> list[int]:
    """Return how many lines each cell of a column takes at a width."""
    room = max((width - _PADDING) * _FILLED, 1.0)
    return [max(size.paragraphs, math.ceil(size.length / room)) for size in sizes]


def _content_height(content: _Content, width: int) -> float:
    """Return about how tall a cell of a width in twips is, in points."""
    room = max((width - _PADDING) / _TWIPS, 1.0)
    height = 0.0
    for text, (size, _) in content.paragraphs:
        height += max(1, math.ceil(len(text) * size * 0.47 / room)) * size * _LINE + 4
    return height
