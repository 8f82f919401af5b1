"""A plan in Excel laid out as the Word document that it would be, so that one reader reads both.

Rows above a table's header are paragraphs, or the two sides of a head; the table keeps its rows, columns and merged
cells; what stands below it is the foot.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from reportgen.excel import Book, Grid, GridCell
from reportgen.planread.columns import Column, kind_of
from reportgen.planread.found import FoundPlan, Unplaced, every_place
from reportgen.planread.reading import read_plan
from reportgen.planread.texts import bare, clean, one_line
from reportgen.wordview.package import open_package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOT = re.compile(r"noi nhan\b")
_PLACE = re.compile(r"bảng (?P<table>\d+)(?:, dòng (?P<row>\d+)(?:, ô (?P<cell>\d+))?)?|đoạn (?P<paragraph>\d+)")

Row = tuple[GridCell, ...]


class Laid(NamedTuple):
    """A workbook as a document, and what the places in it are called in Excel."""

    content: bytes
    where: Callable[[str], str]


def read_book_plan(book: Book, known: Callable[[str], bool]) -> FoundPlan:
    """Read a plan from a workbook; ``known`` as of :func:`read_plan`, which reads it."""
    laid = lay_out(book)
    plan = read_plan(open_package(laid.content), known)
    for each in every_place(plan):
        each.place = laid.where(each.place)
    _not_in_cells(plan, book)
    return plan


def _not_in_cells(plan: FoundPlan, book: Book) -> None:
    """Tell what of a workbook is not read as the plan's text."""
    for grid in book.grids:
        name = _sheet(grid)
        if not grid.shown:
            plan.unplaced += [Unplaced(f"{name} (ẩn)", one_line(cell.text)) for cell in grid.cells if cell.text]
            continue
        if grid.hidden:
            plan.doubt("", name, "", f"{grid.hidden} dòng, cột bị ẩn: vẫn đọc, xem lại có còn dùng không")
        if grid.unreckoned:
            cells = ", ".join(grid.unreckoned[:5])
            said = "ô công thức chưa có giá trị, hoặc báo lỗi (như #N/A), nên chưa đọc: sửa trong Excel, lưu lại"
            plan.doubt("", name, cells, said)
        plan.unplaced += [Unplaced(f"{name}, ghi chú ở ô {at}", one_line(text)) for at, text in grid.notes]
    plan.unplaced += [Unplaced("hộp văn bản", one_line(text)) for text in book.boxes]


def _sheet(grid: Grid) -> str:
    return f"trang tính «{one_line(grid.name)}»"


# --- the document -------------------------------------------------------------------------------


def lay_out(book: Book) -> Laid:
    """Return the workbook's visible sheets as one .docx."""
    writer = _Writer()
    for grid in book.grids:
        if grid.shown:
            writer.grid(grid)
    return Laid(writer.packed(), writer.where)


class _Writer:
    """Writes paragraphs and tables one after the other, and remembers from which cell each came."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._paragraphs = 0
        self._tables = 0
        self._cells: dict[tuple[int, ...], str] = {}

    def grid(self, grid: Grid) -> None:
        """Write a sheet."""
        rows = _rows(grid)
        heads = _heads(rows)
        text_until = 0
        for at, head in enumerate(heads):
            begin = _text_above(rows, head, text_until)
            self._text(grid, rows[begin:head])
            following = heads[at + 1] if at + 1 < len(heads) else len(rows)
            end = _text_above(rows, following, head + 1) if at + 1 < len(heads) else _table_end(rows, head)
            self._table(grid, rows[head:end])
            text_until = end
        self._text(grid, rows[text_until:])

    def _text(self, grid: Grid, rows: Sequence[Row]) -> None:
        """Write rows that are no table: those in two halves beside each other as the two sides of a head or foot."""
        sides: list[tuple[list[GridCell], list[GridCell]]] = []
        middle = _middle(rows)
        pending: list[Row] = []
        for row in rows:
            begins_foot = bool(_FOOT.match(bare(row[0].text)))
            halves = [cell for cell in row if cell.column <= middle], [cell for cell in row if cell.column > middle]
            if all(halves) or begins_foot or (sides and not pending and _beside(row, middle)):
                sides.append(halves)
                continue
            self._sides(grid, sides)
            sides = []
            self._lines(grid, row)
        self._sides(grid, sides)

    def _lines(self, grid: Grid, row: Row) -> None:
        for cell in row:
            for line in clean(cell.text).split("\n"):
                self._paragraphs += 1
                self._cells[0, 0, 0, self._paragraphs] = f"{_sheet(grid)}, {_name(cell)}"
                self._parts.append(_paragraph(line))

    def _sides(self, grid: Grid, sides: Sequence[tuple[list[GridCell], list[GridCell]]]) -> None:
        if not sides:
            return
        self._tables += 1
        columns = []
        for number in (0, 1):
            cells = [cell for pair in sides for cell in pair[number]]
            lines = [line for cell in cells for line in clean(cell.text).split("\n")] or [""]
            self._paragraphs += len(lines)
            self._cells[self._tables, 1, number + 1] = f"{_sheet(grid)}, {_name(cells[0])}" if cells else _sheet(grid)
            columns.append(_cell(lines, 1, ""))
        self._cells[self._tables, 1] = self._cells[self._tables, 1, 1]
        self._cells[(self._tables,)] = _sheet(grid)
        self._parts.append(f"<w:tbl><w:tr>{''.join(columns)}</w:tr></w:tbl>{_paragraph('')}")
        self._paragraphs += 1

    def _table(self, grid: Grid, rows: Sequence[Row]) -> None:
        """Write rows as a table with all the columns of the sheet that are in use, merged cells as Word merges them."""
        used = sorted({cell.column for row in rows for cell in row})
        self._tables += 1
        self._cells[(self._tables,)] = _sheet(grid)
        starts = {(cell.row, cell.column): cell for row in rows for cell in row}
        covered = {
            (row, cell.column): cell for cell in starts.values() for row in range(cell.row + 1, cell.row + cell.rows)
        }
        written = []
        for number, row in enumerate((row[0].row for row in rows), start=1):
            self._cells[self._tables, number] = f"{_sheet(grid)}, dòng {row}"
            written.append(f"<w:tr>{''.join(self._row(grid, row, number, used, starts, covered))}</w:tr>")
        self._parts.append(f"<w:tbl>{''.join(written)}</w:tbl>{_paragraph('')}")
        self._paragraphs += 1

    def _row(
        self,
        grid: Grid,
        row: int,
        number: int,
        used: Sequence[int],
        starts: dict[tuple[int, int], GridCell],
        covered: dict[tuple[int, int], GridCell],
    ) -> Iterator[str]:
        after, count = 0, 0
        for column in used:
            if column <= after:
                continue
            count += 1
            cell = starts.get((row, column)) or covered.get((row, column)) or GridCell(row, column, 1, 1, "")
            after = cell.column + cell.columns - 1
            merge = "" if cell.rows == 1 else "restart" if cell.row == row else "continue"
            lines = clean(cell.text).split("\n") if merge != "continue" else [""]
            self._paragraphs += len(lines)
            self._cells[self._tables, number, count] = f"{_sheet(grid)}, {_name(GridCell(row, column, 1, 1, ''))}"
            yield _cell(lines, sum(cell.column <= each <= after for each in used), merge)

    def where(self, place: str) -> str:
        """Return a place in the document as it is called in Excel."""
        return _PLACE.sub(self._called, place)

    def _called(self, match: re.Match[str]) -> str:
        if match["paragraph"]:
            return self._cells.get((0, 0, 0, int(match["paragraph"])), match[0])
        key = tuple(int(part) for part in (match["table"], match["row"], match["cell"]) if part)
        return self._cells.get(key, match[0])

    def packed(self) -> bytes:
        """Return the .docx."""
        body = f'<w:document xmlns:w="{_W}"><w:body>{"".join(self._parts)}<w:p/></w:body></w:document>'
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("word/document.xml", body)
        return stream.getvalue()


def _paragraph(line: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'


def _cell(lines: Sequence[str], span: int, merge: str) -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{"".join(map(_paragraph, lines))}</w:tc>'


def _name(cell: GridCell) -> str:
    letters, rest = "", cell.column
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"ô {letters}{cell.row}"


# --- which rows are what ------------------------------------------------------------------------


def _rows(grid: Grid) -> list[Row]:
    """Return the rows in which something stands, each with its cells."""
    found: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.text:
            found.setdefault(cell.row, []).append(cell)
    return [tuple(found[number]) for number in sorted(found)]


def _heads(rows: Sequence[Row]) -> list[int]:
    """Return which rows name the columns of a table; one that repeats the header above it is none."""
    heads: list[int] = []
    for at, row in enumerate(rows):
        kinds = {kind for cell in row if (kind := kind_of(cell.text)) is not None}
        if len(kinds) >= 3 and kinds & {Column.TASK, Column.TARGET}:
            same = heads and [bare(cell.text) for cell in rows[heads[-1]]] == [bare(cell.text) for cell in row]
            heads += [] if same else [at]
    return heads


def _text_above(rows: Sequence[Row], head: int, least: int) -> int:
    """Return from which row on what stands above a header is no row of the table before: single cells."""
    begin = head
    while begin > least and (least == 0 or len(rows[begin - 1]) == 1):
        begin -= 1
    return begin


def _table_end(rows: Sequence[Row], head: int) -> int:
    """Return where the last table of a sheet ends: where the recipients or single cells at its end begin."""
    foot = next((at for at in range(head + 1, len(rows)) if _FOOT.match(bare(rows[at][0].text))), len(rows))
    while foot > head + 1 and len(rows[foot - 1]) == 1:
        foot -= 1
    return foot


def _middle(rows: Sequence[Row]) -> int:
    """Return the column up to which a cell stands on the left side."""
    last = max((cell.column + cell.columns - 1 for row in rows for cell in row), default=2)
    rights = [row[-1].column for row in rows if len(row) > 1]
    return (min(rights) - 1) if rights else last // 2


def _beside(row: Row, middle: int) -> bool:
    """Tell whether a row stands on one side only: what reaches over both is a line of its own."""
    return all(cell.column + cell.columns - 1 <= middle or cell.column > middle for cell in row)
