"""The register as a book for one year (sổ đăng ký văn bản đi): for a spreadsheet, and printed."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen import stock
from reportgen.archive.register import grouped, sound_register
from reportgen.errors import CannotRun
from reportgen.files import outside, write_free
from reportgen.pipeline.agency import agency_of
from reportgen.pipeline.archive import Listed, latest_year, listed_in
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.signs import cell
from reportgen.workspace import Workspace

COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
"""The columns of the book, in order (Nghị định 30, Phụ lục IV)."""


@dataclass(frozen=True)
class BookRequest:
    """What ``archive register`` was asked.

    ``form``: csv or docx. ``year``: None for the newest in the register. ``delimiter``: what stands between the
    columns of csv. ``output``: None for a name of its own in the working folder.
    """

    today: dt.date
    form: str
    year: int | None = None
    delimiter: str = ","
    output: Path | None = None


@dataclass(frozen=True)
class BookFile:
    """A year's book that was written: where."""

    path: Path
    year: int


def write_book(workspace: Workspace, request: BookRequest) -> BookFile:
    """Write one year's book under a name that is still free.

    Raises CannotRun for a place in the archive or a name with another ending, Refused, TemplateFault.
    """
    year = request.year or latest_year(workspace, request.today)
    wanted = request.output or Path(f"so-dang-ky-{year}.{request.form}")
    outside(wanted, workspace.archive_folder())
    if wanted.suffix.lower() != f".{request.form}":
        raise CannotRun(f"Tên tệp phải có đuôi .{request.form}: {wanted.name}.")
    content = book_csv(workspace, year, request.delimiter) if request.form == "csv" else book_docx(workspace, year)
    return BookFile(write_free(wanted, content), year)


def book_rows(items: Iterable[Listed]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the book, a text for each of :data:`COLUMNS`."""
    for item in items:
        entry = item.entry
        yield (
            entry.reference,
            short_date(entry.date),
            entry.title,
            entry.signer,
            "; ".join(entry.recipients),
            entry.kept_by,
            str(entry.copies or ""),
            "",
            "",
            item.remarks,
        )


def book_csv(workspace: Workspace, year: int, delimiter: str) -> bytes:
    """Return one year's book as CSV that a spreadsheet opens with its accents right (UTF-8 with its mark)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    register = sound_register(workspace.archive_folder())
    for row in book_rows(listed_in(workspace, register, year)):
        writer.writerow([cell(text) for text in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def book_docx(workspace: Workspace, year: int) -> bytes:
    """Return one year's book as a Word document. Raises CannotRun, TemplateFault."""
    from reportgen.compose.parties import agency as shown_agency
    from reportgen.model.book import DongSo, SoDangKy
    from reportgen.model.snapshot import AgencyHead
    from reportgen.render import render_plain

    agency = agency_of(workspace)
    register = sound_register(workspace.archive_folder())
    items = list(listed_in(workspace, register, year))
    series = {item.entry.series for item in items}
    numbers = [item.entry.number for item in items] if len(series) == 1 else []  # several series have no first and last
    head = AgencyHead(agency.name, agency.parent, agency.symbol, agency.place, "")
    book = SoDangKy(
        co_quan=shown_agency(head),
        nam=year,
        tu_so=padded(min(numbers)) if numbers else "",
        den_so=padded(max(numbers)) if numbers else "",
        dong=tuple(
            DongSo(row[0], item.entry.date, *row[2:]) for row, item in zip(book_rows(items), items, strict=True)
        ),
        ma_so=grouped(register.head),
    )
    template = stock.find_template(workspace.template_folder(), stock.REGISTER_BOOK)
    return render_plain(template.name, template.read_bytes(), book)
