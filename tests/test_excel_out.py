"""``draft --xlsx`` and ``status --format xlsx``: the appendices as tables that Excel can sort, filter, print."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.cli.app import app
from reportgen.errors import CannotRun
from reportgen.excel import Column, Percent, Sheet, is_ours, workbook
from reportgen.model.snapshot import Snapshot
from reportgen.vn.signs import visible
from tests.office import convert
from tests.places import ROOT

KHCN, COMMUNE = ROOT / "data" / "so-khcn-hai-phong", ROOT / "data" / "xa-viet-khe"


def run(*words: str) -> str:
    ran = CliRunner().invoke(app, [*words], standalone_mode=False)
    if ran.exception is not None:
        raise ran.exception
    return ran.output


def opened(path: Path) -> dict[str, Any]:
    book = openpyxl.load_workbook(path)
    return {page.title: page for page in book}


def table(page: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of its columns; the header is where the filter begins."""
    rows = list(page[page.auto_filter.ref])
    names = [cell.value for cell in rows[0]]
    return [dict(zip(names, [cell.value for cell in row], strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def annual(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Snapshot]:
    import reportgen

    where = tmp_path_factory.mktemp("xlsx") / "bao-cao.docx"
    drafted = reportgen.draft(reportgen.Workspace(COMMUNE), "nam", where, check_form=False, xlsx=True)
    assert drafted.book is not None
    assert drafted.book.path == where.with_suffix(".xlsx")
    assert drafted.snapshot is not None
    return opened(drafted.book.path), drafted.snapshot


def test_the_appendices_for_excel_say_what_the_report_says(annual: tuple[dict[str, Any], Snapshot]) -> None:
    pages, snapshot = annual
    assert [*pages] == ["Phụ lục I", "Phụ lục II", "Phân loại", "Đơn vị"]
    first = table(pages["Phụ lục I"])
    assert [row["Chỉ tiêu"] for row in first] == [target.name for target in snapshot.targets]
    assert (first[0]["Số đạt"], first[0]["Tổng số"]) == (6450, 6486)
    assert first[0]["Kết quả"] == pytest.approx(0.994)
    tasks = table(pages["Phụ lục II"])
    assert [row["Mã"] for row in tasks] == [task.code for task in snapshot.tasks()]
    assert [row["Tình hình"].lower() for row in tasks] == [task.task_class.label for task in snapshot.tasks()]
    classes = table(pages["Phân loại"])
    assert classes[0]["Tổng số"] == len(tasks) == sum(classes[0][row] for row in [*classes[0]][3:])
    units = table(pages["Đơn vị"])
    assert [row["Ngày gửi"].date() for row in units] == [unit.sent_on for unit in snapshot.units]
    assert [row["Tổng số"] for row in units] == [sum(unit.counts.values()) for unit in snapshot.units]


def test_numbers_are_numbers_days_are_days_and_no_column_is_empty(annual: tuple[dict[str, Any], Snapshot]) -> None:
    pages, _ = annual
    for page in pages.values():
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value.isdecimal()), cell.value
    rows = table(pages["Phụ lục II"])
    assert any(isinstance(row["Tiến độ"], float | int) for row in rows)
    assert any(isinstance(row["Ngày cuối"], dt.datetime) for row in rows)
    assert "Kinh phí" not in rows[0]  # the plan has none


def test_every_sheet_is_ready_for_the_screen_and_the_printer(annual: tuple[dict[str, Any], Snapshot]) -> None:
    pages, _ = annual
    for page in pages.values():
        head = int(page.auto_filter.ref.split(":")[0][1:])
        assert page.freeze_panes == f"B{head + 1}"
        assert page.print_title_rows == f"${head}:${head}"
        assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        last = page.auto_filter.ref.split(":")[1]
        assert page.print_area.replace("$", "") == f"'{page.title}'!A1:{last}"
        assert page["A1"].font.b


def test_status_tells_the_day_and_what_is_left(tmp_path: Path) -> None:
    target = tmp_path / "theo-doi.xlsx"
    said = run("-C", str(KHCN), "status", "6-thang", "--today", "11/5/2026", "--format", "xlsx", "-o", str(target))
    assert said == f"Tệp Excel: {target}\n"
    pages = opened(target)
    rows = {row["Mã"]: row for row in table(pages["Phụ lục II"])}
    assert rows["I.V.1"]["Còn (ngày)"] == 50
    assert rows["I.V.1"]["Ngày cuối"].date() == dt.date(2026, 6, 30)
    assert "theo dõi đến ngày 11/5/2026" in pages["Phụ lục II"]["A4"].value


def test_one_unit_has_its_own_tasks_alone(tmp_path: Path) -> None:
    target = tmp_path / "pc.xlsx"
    run("-C", str(KHCN), "status", "6-thang", "--unit", "Pháp chế", "--format", "xlsx", "-o", str(target))
    pages = opened(target)
    assert [*pages] == ["Phụ lục II", "Đơn vị"]
    assert [row["Đơn vị"] for row in table(pages["Đơn vị"])] == ["Pháp chế Sở"]


def test_the_same_data_gives_the_same_bytes_and_an_edited_file_stays(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    shutil.copytree(COMMUNE, folder)
    first = run("-C", str(folder), "draft", "6-thang", "--no-lint", "--xlsx")
    path = folder / "ban-thao" / "nq02-2026-6-thang.xlsx"
    made = path.read_bytes()
    assert is_ours(made)
    assert first == run("-C", str(folder), "draft", "6-thang", "--no-lint", "--xlsx")
    assert path.read_bytes() == made
    book = openpyxl.load_workbook(path)
    book["Phụ lục II"]["D9"] = "Sửa tay"
    book.save(path)
    edited = path.read_bytes()
    said = run("-C", str(folder), "draft", "6-thang", "--no-lint", "--xlsx")
    assert path.read_bytes() == edited
    assert "nq02-2026-6-thang (2).xlsx" in said
    assert path.with_name("nq02-2026-6-thang (2).xlsx").read_bytes() == made


def test_what_cannot_be_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("-C", str(KHCN), "status", "6-thang")
    with pytest.raises(CannotRun, match=r"đuôi \.xlsx"):
        run(*words, "--format", "xlsx", "-o", str(tmp_path / "a.csv"))
    with pytest.raises(CannotRun, match="-o chỉ dùng với --format xlsx"):
        run(*words, "-o", str(tmp_path / "a.xlsx"))
    with pytest.raises(CannotRun, match="--all không dùng"):
        run("-C", str(ROOT / "data"), "status", "--all", "--format", "xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(CannotRun, match="pip install openpyxl"):
        run(*words, "--format", "xlsx", "-o", str(tmp_path / "a.xlsx"))


# --- any text -----------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.builds(
    str.__add__, st.sampled_from([*"=+-@\t\r\n'", "_x0041_", "=HYPERLINK("]), st.text(max_size=10)
)


def one(*values: Any) -> Sheet:
    return Sheet("A", ("Tên",), tuple(Column(f"Cột {at}", 12) for at in range(len(values))), (values,))


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_is_text(texts: list[str]) -> None:
    content = workbook([one(*texts)], "".join(texts))
    page = openpyxl.load_workbook(io.BytesIO(content))["A"]
    cells = [page.cell(3, at) for at in range(1, len(texts) + 1)]
    assert all(cell.data_type != "f" for cell in cells)
    read = [(cell.value or "").replace("_x005F_x", "_x") for cell in cells]
    assert [text.replace("\r\n", "\n") for text in read] == [visible(text) for text in texts]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([one("a" * 40_000)], "")))["A"]
    assert page["A3"].value.endswith("xem bản thảo Word)")
    assert len(page["A3"].value) < 32_767


def test_a_file_of_another_program_is_not_ours() -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    assert not is_ours(stream.getvalue())
    assert not is_ours(b"PK")
    assert zipfile.is_zipfile(io.BytesIO(workbook([one(Percent(Decimal(5)))], "")))


@pytest.mark.pages
def test_libreoffice_calc_opens_it(calc_required: None, tmp_path: Path) -> None:
    """Calc reads every value as it is meant: written out as CSV, sheet by sheet."""
    target = tmp_path / "a.xlsx"
    run("-C", str(COMMUNE), "status", "nam", "--today", "11/11/2026", "--format", "xlsx", "-o", str(target))
    convert(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", target.name)
    first, second = ((tmp_path / f"a-{name}.csv").read_text(encoding="utf-8") for name in ("Phụ lục I", "Phụ lục II"))
    assert "99.4%" in first
    assert "Thực hiện thường xuyên" in second
    assert not re.search(r"#(?:NAME|REF|VALUE|N/A)|Err:", first + second)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of files are those of Linux")
def test_a_disk_without_room_for_the_librarys_own_files_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    import resource

    full = Sheet("Bảng", ("Bảng",), (Column("Cột", 30),), tuple((f"dòng {number}",) for number in range(200)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
    try:
        with pytest.raises(
            CannotRun, match=r"Không ghi được tệp tạm của tệp Excel vào \S+: tệp vượt quá cỡ cho phép\."
        ):
            workbook([full], "Thử")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "Traceback" not in capsys.readouterr().err
