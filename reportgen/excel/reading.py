"""Reading a workbook: sheets as grids of texts, as Excel shows them, with merged cells; safe of whatever file it is."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lxml import etree

from reportgen.excel.book import library
from reportgen.record import record
from reportgen.unpacking import is_bomb
from reportgen.vn.dates import short_date

_MOST_UNPACKED = 200_000_000
_SMALL_MEMBER = 8_000_000
"""Bytes of a workbook, and of a member that may be packed however well."""
_MOST_MEMBERS = 5_000
_MOST_CELLS = 400_000
"""Cells of all sheets, those of merged ranges included: twenty columns of twenty thousand rows."""
_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']", re.I
)
_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s/>]")
"""Where a cell begins, whatever prefix the program gave the names."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}sp"
_LETTERS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class UnreadableBook(Exception):
    """The file is not a workbook that can be read; the text says why and what to do, in Vietnamese."""


class GridCell(NamedTuple):
    """A cell that begins at ``row`` and ``column`` (from 1) and takes so many of both; its text as it is shown."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@record
class Grid:
    """A sheet: its cells in which something stands, row by row; ``hidden`` rows and columns are among them.

    ``notes``: where something stands that is no cell (comments, ``B5``), and its text. ``unreckoned``: formulas whose
    value the file does not hold, and those that failed (``#N/A``).
    """

    name: str
    shown: bool
    cells: tuple[GridCell, ...]
    hidden: int
    notes: tuple[tuple[str, str], ...]
    unreckoned: tuple[str, ...]


@record
class Book:
    """A workbook: its sheets, and the texts of boxes drawn in it."""

    grids: tuple[Grid, ...]
    boxes: tuple[str, ...]


def read_book(content: bytes) -> Book:
    """Read the bytes of an .xlsx. Raises UnreadableBook, and CannotRun where the library for it is missing."""
    _refuse_old(content)
    formulas = _refuse_unsafe(content)
    openpyxl = library()
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        typed = openpyxl.load_workbook(io.BytesIO(content)) if formulas else None
        grids = tuple(_grid(page, typed[page.title] if typed else None) for page in book.worksheets)
    except UnreadableBook:
        raise
    except Exception as error:  # of a damaged workbook the library raises whatever it stumbles over
        raise UnreadableBook("bảng tính bị hỏng; mở bằng Excel, Lưu thành (Save As) dạng .xlsx") from error
    return Book(grids, tuple(_boxes(content)))


def _refuse_old(content: bytes) -> None:
    """Raise UnreadableBook for a file of Excel 97-2003, and one with a password, which looks like one."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableBook("tệp đặt mật khẩu mở; mở bằng Excel, bỏ mật khẩu rồi lưu lại")
        raise UnreadableBook("tệp .xls kiểu cũ; mở bằng Excel, Lưu thành (Save As) dạng .xlsx")


def _refuse_unsafe(content: bytes) -> bool:
    """Raise UnreadableBook for what is no workbook or unsafe to unpack; tell whether there are formulas in it."""
    formulas, cells = False, 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            whole = sum(info.file_size for info in infos)
            if len(infos) > _MOST_MEMBERS or whole > _MOST_UNPACKED:
                raise UnreadableBook("tệp quá lớn, không phải bảng tính thông thường")
            for info in infos:
                if is_bomb(info, _SMALL_MEMBER):
                    raise UnreadableBook(
                        f"phần {info.filename} nén không như chữ người viết; không mở để bảo đảm an toàn"
                    )
                if info.filename.lower().endswith(".xml"):
                    part = archive.read(info)
                    formulas, cells = formulas or b"<f" in part, cells + _count(part)
                if cells > _MOST_CELLS:
                    raise UnreadableBook("bảng tính có quá nhiều ô; xóa dòng, cột, trang tính thừa rồi lưu lại")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise UnreadableBook("không phải tệp .xlsx, hoặc tệp bị hỏng; mở bằng Excel rồi lưu lại") from error
    return formulas


def _count(part: bytes) -> int:
    """Return how many cells a part has, those of merged ranges included. Raises UnreadableBook for one in UTF-16."""
    from openpyxl.utils import column_index_from_string as index

    if part.startswith((b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")):
        raise UnreadableBook("bảng tính ghi bằng bảng mã lạ; mở bằng Excel rồi lưu lại")
    cells = sum(1 for _ in _CELL.finditer(part))
    for first, top, last, bottom in _RANGE.findall(part):
        cells += (index(last.decode()) - index(first.decode()) + 1) * (int(bottom) - int(top) + 1)
    return cells


# --- a sheet ------------------------------------------------------------------------------------


def _grid(page: Any, typed: Any) -> Grid:
    spans = {(area.min_row, area.min_col): area for area in page.merged_cells.ranges}
    cells, notes, unreckoned = [], [], []
    for (row, column), cell in sorted(page._cells.items()):  # a walk over rows and columns goes past a million blanks
        if getattr(cell, "comment", None) is not None:
            notes.append((cell.coordinate, cell.comment.text or ""))
        failed = getattr(cell, "data_type", "") == "e"
        text = "" if failed else shown_text(cell.value, getattr(cell, "number_format", ""))
        if failed or (not text and typed is not None and typed.cell(row, column).data_type == "f"):
            unreckoned.append(cell.coordinate)
        area = spans.get((row, column))
        if text or area is not None:
            rows = area.max_row - area.min_row + 1 if area else 1
            columns = area.max_col - area.min_col + 1 if area else 1
            cells.append(GridCell(row, column, rows, columns, text))
    hidden = sum(each.hidden for each in (*page.row_dimensions.values(), *page.column_dimensions.values()))
    return Grid(page.title, page.sheet_state == "visible", tuple(cells), hidden, tuple(notes), tuple(unreckoned))


def shown_text(value: Any, number_format: str) -> str:
    """Return a value as the cell shows it to a Vietnamese reader."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return _day(value, number_format)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _day(value: dt.date, number_format: str) -> str:
    """Return a day; only its month and year where the format shows no day."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    if "d" in shown or not shown:
        return short_date(value)
    return f"tháng {value.month}/{value.year}" if "m" in shown else str(value.year)


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{_plain(Decimal(str(value)) * 100)}%"
    return _plain(Decimal(str(value)))


def _plain(number: Decimal) -> str:
    text = format(number.normalize(), "f") if number.is_finite() else ""
    return text.replace(".", ",")


def _boxes(content: bytes) -> Iterator[str]:
    """Yield what is written in boxes drawn over the sheets."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in filter(_DRAWING.fullmatch, archive.namelist()):
            try:
                root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            except (etree.XMLSyntaxError, zipfile.BadZipFile):
                continue
            for shape in root.iter(_SHAPE):
                lines = ("".join(t.text or "" for t in p.iter(f"{_LETTERS}t")) for p in shape.iter(f"{_LETTERS}p"))
                if text := "\n".join(filter(None, lines)):
                    yield text
