"""A plan in Excel becomes a workspace as one in Word does; odd and hostile workbooks are answered."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from openpyxl.comments import Comment

from reportgen.cli.app import app
from reportgen.errors import CannotRun, Refused
from reportgen.excel import UnreadableBook, read_book
from reportgen.pipeline import plan_in
from reportgen.pipeline.plan_in import Imported, make_workspace
from tests.office import convert
from tests.plan_books import EXCEL
from tests.plan_reading import HEADER, loaded, paper, read_found
from tests.plan_truth import truth
from tests.test_plan_any import any_tables


def book(*rows: list[Any], change: Callable[[Any, Any], None] | None = None, head: int = 1) -> bytes:
    """A workbook with the header at row ``head`` and rows below it."""
    made = openpyxl.Workbook()
    page = made.active
    for at, row in enumerate((list(HEADER), *rows), start=head):
        for column, value in enumerate(row, start=1):
            page.cell(at, column, value if value != "" else None)
    if change:
        change(made, page)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def made(folder: Path, content: bytes, name: str = "KH.xlsx") -> Imported:
    (folder / name).write_bytes(content)
    return make_workspace(folder / "co-quan", folder / name, 2026)


# --- cells --------------------------------------------------------------------------------------


def test_days_numbers_lines_and_merged_cells_are_read_as_they_are_shown() -> None:
    def change(book: Any, page: Any) -> None:
        page["F2"], page["F2"].number_format = dt.date(2026, 9, 1), "mm/yyyy"
        page["F3"] = dt.date(2026, 6, 30)
        page.merge_cells("C2:C3")

    rows: list[list[Any]] = [
        [1, "Việc một", "Phòng Một", "Phòng Hai\nPhòng Ba", "", ""],
        [2, "Việc hai", "", "", "", ""],
    ]
    one, two = read_found(book(*rows, change=change), ".xlsx").tasks()
    assert [one.number, two.number] == ["1", "2"]
    assert [task.leads for task in (one, two)] == [["Phòng Một"]] * 2
    assert one.helpers == ["Phòng Hai", "Phòng Ba"]
    assert [task.deadline for task in (one, two)] == ["tháng 9/2026", "30/6/2026"]


def test_places_are_told_as_excel_calls_them(tmp_path: Path) -> None:
    done = made(tmp_path, book([1, "Tổ chức phần đầu làm tốt", "Phòng Một", "", "", "khi rảnh"], head=4))
    text = (tmp_path / "co-quan" / "ke-hoach" / f"{done.plan_id}.yaml").read_text(encoding="utf-8")
    assert "# nghi ngờ: trang tính «Sheet», dòng 5: «phần đầu» có phải là «phấn đấu»?" in text


def test_what_is_hidden_noted_or_unreckoned_is_told(tmp_path: Path) -> None:
    def change(book: Any, page: Any) -> None:
        page["B2"].comment = Comment("hỏi Phòng Một", "A")
        page["E2"] = "=A2+1"
        page.row_dimensions[2].hidden = True
        other = book.create_sheet("Cũ")
        other.sheet_state = "hidden"
        other["A1"] = "Bản cũ"

    done = made(tmp_path, book([1, "Việc một", "Phòng Một", "", "", "Năm 2026"], change=change))
    said = [(doubt.place, doubt.words) for doubt in done.doubts] + [(each.place, each.text) for each in done.unplaced]
    assert ("trang tính «Sheet», ghi chú ở ô B2", "hỏi Phòng Một") in said
    assert ("trang tính «Sheet»", "E2") in said
    assert ("trang tính «Cũ» (ẩn)", "Bản cũ") in said
    assert any("bị ẩn" in doubt.said for doubt in done.doubts)


def test_a_formula_that_failed_is_told_and_is_no_word_of_the_plan() -> None:
    plan = read_found(book([1, "Việc một", "#DIV/0!", "#REF!", "", "#N/A"]), ".xlsx")
    (task,) = plan.tasks()
    assert (task.text, task.leads, task.helpers, task.deadline) == ("Việc một", [], [], "")
    assert {doubt.words for doubt in plan.doubts if "báo lỗi (như #N/A)" in doubt.said} == {"C2, D2, F2"}


def test_a_whole_plan_in_a_sheet_has_head_and_foot(tmp_path: Path) -> None:
    make, kind = EXCEL["cả văn bản, ô gộp"]
    done = made(tmp_path, make(truth(1, **kind)))
    agency, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert (agency.name, agency.place) == ("Ủy ban nhân dân phường Thử Nghiệm", "Thử Nghiệm")
    assert (plan.number, plan.symbol, plan.date, plan.subject) == (
        "12",
        "KH-UBND",
        dt.date(2026, 1, 5),
        "Cải cách hành chính năm 2026",
    )
    assert plan.recipients == ("Sở Nội vụ",)
    assert [signer.name for signer in agency.signers.values()] == ["Nguyễn Văn Mẫu"]


def test_an_appendix_alone_says_whose_plan_it_is() -> None:
    make, kind = EXCEL["thường"]
    plan = read_found(make(truth(1, groups=2, **kind)), ".xlsx")
    assert (plan.number, plan.symbol, plan.date) == ("12", "KH-UBND", "05/01/2026")
    assert (plan.agency.name, plan.agency.place) == ("Ủy ban nhân dân phường Thử Nghiệm", "Thử Nghiệm")
    assert plan.subject == "Nhiệm vụ cải cách hành chính năm 2026"
    assert {doubt.key for doubt in (*plan.doubts, *plan.agency.doubts)} >= {"so", "ten", "dia_danh", "trich_yeu"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=any_tables())
def test_no_word_of_any_sheet_is_lost(
    table: tuple[tuple[str, ...], list[list[str]], list[tuple[int, int, int]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    header, rows, merges = table

    def change(book: Any, page: Any) -> None:
        for column, name in enumerate(header, start=1):
            page.cell(1, column, name)
        for column, first, last in merges:
            page.merge_cells(start_row=first + 2, end_row=last + 2, start_column=column + 1, end_column=column + 1)

    folder = tmp_path_factory.mktemp("moi")
    made(folder, book(*rows, change=change))
    text = "".join(path.read_text(encoding="utf-8") for path in (folder / "co-quan").rglob("*.yaml"))
    lost = [word for row in rows for cell in row for word in cell.split() if word.startswith("x") and word not in text]
    assert not lost, text


# --- files --------------------------------------------------------------------------------------


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book([1, "Việc", "Phòng Một", "", "", ""]))) as was,
        zipfile.ZipFile(stream, "w") as to,
    ):
        for part in was.namelist():
            content = was.read(part)
            to.writestr(part, content.replace(old, new) if part == name else content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BAD = {
    "rỗng": b"",
    "chữ": "Kế hoạch".encode(),
    "zip khác": paper([]),
    ".xls cũ": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "cụt": book([1, "Việc", "Phòng Một", "", "", ""])[:-200],
    "XML hỏng": with_part(SHEET, b"<sheetData>", b"<sheetData"),
    "gộp cả trang": with_part(
        SHEET, b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "gộp cả trang, nháy đơn": with_part(
        SHEET, b"</sheetData>", b"</sheetData><mergeCells count='1'><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    ),
    "thực thể": with_part(SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "ccc">]><worksheet'),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_answered(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(BAD[name])
    ran = CliRunner().invoke(app, ["init", str(tmp_path / "moi"), "--from", str(path)], standalone_mode=False)
    assert ran.exception is None or isinstance(ran.exception, CannotRun), ran.exception


@pytest.mark.parametrize("name", ["gộp cả trang", "gộp cả trang, nháy đơn"])
def test_a_merged_range_over_a_whole_sheet_is_refused_before_it_is_unfolded(name: str) -> None:
    with pytest.raises(UnreadableBook, match="quá nhiều ô"):
        read_book(BAD[name])


@pytest.mark.parametrize("cell", [b"<x:c/>", b"<c/>", b"<c\n/>"])
def test_cells_are_counted_however_they_are_written(cell: bytes) -> None:
    name = b'<sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    content = with_part(SHEET, b"<sheetData>", name + b"<row>" + cell * 400_001 + b"</row>")
    with pytest.raises(UnreadableBook, match="quá nhiều ô"):
        read_book(content)


def test_cells_at_the_far_end_of_a_sheet_cost_nothing() -> None:
    def change(book: Any, page: Any) -> None:
        page["XFD1"].number_format = "0.0"
        page["A1048576"] = " "

    start = time.process_time()
    plan = read_found(book([1, "Việc một", "Phòng Một", "", "", "Năm 2026"], change=change), ".xlsx")
    assert [task.text for task in plan.tasks()] == ["Việc một"]
    assert time.process_time() - start < 2


def test_a_file_whose_table_libreoffice_lost_is_refused_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ra.docx").write_bytes(paper([]))
    monkeypatch.setattr(plan_in, "into_office", lambda *_: tmp_path / "ra.docx")
    with pytest.raises(Refused, match=r"ke\.pdf qua LibreOffice không ra nhiệm vụ nào.*Word \(\.docx\)"):
        make_workspace(tmp_path / "moi", tmp_path / "ke.pdf", 2026)
    assert not (tmp_path / "moi").exists()


@pytest.mark.pages
def test_an_old_workbook_comes_through_calc(
    calc_required: None, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("starts LibreOffice twice: --long")
    (tmp_path / "KH.xlsx").write_bytes(book([1, "Việc một", "Phòng Một", "", "", dt.date(2026, 6, 30)]))
    convert(tmp_path, "ods", "KH.xlsx")
    assert make_workspace(tmp_path / "co-quan", tmp_path / "KH.ods", 2026).tasks == 1
