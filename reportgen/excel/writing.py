"""Writing a workbook: text stays text, numbers and days are numbers and days, each sheet is ready for the printer."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import hashlib
import io
import math
import re
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from reportgen.errors import CannotRun, reason
from reportgen.excel.book import Column, Percent, Sheet, Value, library
from reportgen.vn.metrics import text_width
from reportgen.vn.signs import visible

_LONGEST = 32_000
"""Characters of a text; Excel holds 32,767 in a cell."""
_CUT = "… (còn nữa: xem bản thảo Word)"
_FONT = "Times New Roman"
_SIZE = 11
_MARGIN = 0.4
"""Inches at the sides, above and below; the foot takes the page number."""
_LETTER = 5.4
"""Points that a letter of a column's width takes."""
_LINE = 13.8
_HIGHEST = 409.0
"""Points of a line of text, and of the highest row that Excel has."""
_RAGGED = 1.06
"""How much more room lines take that end between words."""
_A4 = 9
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can say: the same sheets give the same bytes."""
_CORE = "docProps/core.xml"
_MARK = re.compile(rb"<dc:identifier>reportgen:([0-9a-f]{64})</dc:identifier>")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""How Excel writes a sign by its number within a text; typed by somebody, it is text."""


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return the .xlsx of ``sheets``. Raises CannotRun where the library for it is missing, or the disk is full."""
    openpyxl = library()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), _without_empty(sheet))
    return _packed(_saved(book), title)


def _saved(book: Any) -> bytes:
    """Return the workbook as the library saves it, through temporary files. Raises CannotRun."""
    stream, hook = io.BytesIO(), sys.unraisablehook
    sys.unraisablehook = lambda _: None  # a sheet that was half written says so once more when it is let go
    try:
        if hindered := _hindered(book, stream):
            gc.collect()
    finally:
        sys.unraisablehook = hook
    if hindered:
        raise CannotRun(f"Không ghi được tệp tạm của tệp Excel vào {tempfile.gettempdir()}: {hindered}.")
    return stream.getvalue()


def _hindered(book: Any, stream: io.BytesIO) -> str:
    """Save a workbook; return what hinders, which lxml says in its own way, empty for nothing."""
    from lxml.etree import SerialisationError

    try:
        book.save(stream)
    except SerialisationError as error:
        return reason(OSError(getattr(errno, str(error).removeprefix("IO_"), 0), str(error)))
    return ""


def is_ours(content: bytes) -> bool:
    """Tell whether ``content`` is a workbook as this program wrote it, which nobody has changed since."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            core = archive.read(_CORE)
            found = _MARK.search(core)
            parts = {name: archive.read(name) for name in archive.namelist() if name != _CORE}
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False
    return found is not None and found[1].decode() == _digest(parts)


def _without_empty(sheet: Sheet) -> Sheet:
    """Return the sheet without its optional columns in which nothing stands."""
    kept = [
        at
        for at, column in enumerate(sheet.columns)
        if not column.optional or any(row[at] not in ("", None) for row in sheet.rows)
    ]
    rows = tuple([row[at] for at in kept] for row in sheet.rows)
    return Sheet(sheet.name, sheet.title, tuple(sheet.columns[at] for at in kept), rows)


# --- one sheet ----------------------------------------------------------------------------------


def _fill(page: Any, sheet: Sheet) -> None:
    for number, line in enumerate(sheet.title, start=1):
        _styled(_put(page, number, 1, line), bold=number < 3, wrap=False)
    head = len(sheet.title) + 1
    for number, row in enumerate(([column.heading for column in sheet.columns], *sheet.rows), start=head):
        for at, value in enumerate(row, start=1):
            _styled(_put(page, number, at, value), bold=number == head, boxed=True, shaded=number == head)
        page.row_dimensions[number].height = _height(row, sheet.columns)
    _laid_out(page, sheet.columns, head, head + len(sheet.rows))


def _put(page: Any, row: int, column: int, value: Value) -> Any:
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = text = _text(value)
        if text:
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.quotePrefix = text[0] in "=+-@"  # nor when somebody edits the cell
    elif isinstance(value, Percent):
        cell.value, cell.number_format = value.value / 100, "0.0%" if _decimals(value.value) else "0%"
    elif isinstance(value, dt.date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif value is not None:
        cell.value, cell.number_format = value, "#,##0" if value == int(value) else "#,##0.0#####"
    return cell


def _decimals(number: Decimal) -> bool:
    """Tell whether a number is written with decimals, 100.0 as well as 98.3."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Return the height in points that the texts of a row take; no program reckons it before the file is changed."""
    lines = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str):
            widths = (text_width(line, _SIZE) * _RAGGED for line in value[:_LONGEST].split("\n"))
            lines = max(lines, sum(max(1, math.ceil(width / (column.width * _LETTER))) for width in widths))
    return min(lines * _LINE + 1, _HIGHEST)


def _text(text: str) -> str:
    """Return a text as a cell can hold it: no sign that is none, none that Excel would read as another."""
    text = _ESCAPE.sub("_x005F_", visible(text))
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + _CUT


def _styled(cell: Any, *, bold: bool = False, boxed: bool = False, shaded: bool = False, wrap: bool = True) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="808080")
    cell.font = Font(name=_FONT, size=_SIZE, bold=bold)
    across = "center" if shaded or not isinstance(cell.value, str) else "left"
    cell.alignment = Alignment(horizontal=across, vertical="center" if shaded else "top", wrap_text=wrap)
    if boxed:
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if shaded:
        cell.fill = PatternFill("solid", start_color="E7E6E6")


def _laid_out(page: Any, columns: Sequence[Column], head: int, last: int) -> None:
    """Freeze and filter the header, and fit the table to pages of A4 across."""
    from openpyxl.utils import get_column_letter

    end = get_column_letter(len(columns))
    for at, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.freeze_panes = f"B{head + 1}"
    page.auto_filter.ref = f"A{head}:{end}{last}"
    page.print_area = f"A1:{end}{last}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN
    page.oddFooter.center.text = "Trang &P/&N"


# --- the file -----------------------------------------------------------------------------------


def _packed(content: bytes, title: str) -> bytes:
    """Return the workbook with fixed dates, marked as made here."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(_CORE)
    parts[_CORE] = _core(title, _digest(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part)
    return stream.getvalue()


def _digest(parts: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(parts):
        digest.update(f"{name}\0{len(parts[name])}\0".encode() + parts[name])
    return digest.hexdigest()


def _core(title: str, digest: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(visible(title))}</dc:title><dc:identifier>reportgen:{digest}</dc:identifier>"
        "</cp:coreProperties>"
    ).encode()
