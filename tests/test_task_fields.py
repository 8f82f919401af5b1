"""What a plan says of a task beside its text: product, who follows it up, its leader, its money, its parts a) and b)."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.formats.snapshot import SNAPSHOT
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, part, plain_text, text_of

Cli = Callable[..., Ran]
PLAN = "ke-hoach/kh.yaml"
OLD = "          - {ma: II.1, noi_dung: Việc của hai phòng, chu_tri: [phong-mot, phong-hai], thoi_han: năm 2026}\n"
FULL = """\
          - ma: II.1
            noi_dung: "Rà soát dự án chậm tiến độ, gồm:"
            muc_nho:
              - {noi_dung: "Lập danh mục dự án;", chu_tri: phong-mot, thoi_han: tháng 3/2026, san_pham: Danh mục}
              - {so: "b)", noi_dung: Thu hồi dự án vi phạm, chu_tri: [phong-hai], phoi_hop: Thanh tra tỉnh, thoi_han: quý IV/2026}
            san_pham: [Báo cáo rà soát, Quyết định thu hồi]
            theo_doi: [van-phong, Phó Chủ tịch phụ trách]
            lanh_dao: Đồng chí Phó Giám đốc
            kinh_phi: 120 triệu đồng, nguồn sự nghiệp
"""
FACTS = (
    "Báo cáo rà soát; Quyết định thu hồi",
    "Văn phòng; Phó Chủ tịch phụ trách",
    "Đồng chí Phó Giám đốc",
    "120 triệu đồng, nguồn sự nghiệp",
    "a) Lập danh mục dự án (chủ trì: Phòng Một; thời hạn: tháng 3/2026; sản phẩm: Danh mục)",
    "b) Thu hồi dự án vi phạm (chủ trì: Phòng Hai; phối hợp: Thanh tra tỉnh; thời hạn: quý IV/2026)",
)


@pytest.fixture
def full(small: Small) -> Small:
    small.replace(PLAN, OLD, FULL)
    return small


def words(path: Path) -> str:
    return text_of(part(path))


def merged(small: Small) -> Any:
    found = merge_period(Workspace(small.root), "6-thang")
    assert found.snapshot is not None, found.findings
    return found.snapshot


def test_everything_is_read_and_who_is_no_unit_is_noted(full: Small, cli: Cli) -> None:
    (note,) = json.loads(cli("check", PLAN, "--format", "json", cwd=full.root).out)["phat_hien"]
    assert (note["muc_do"], note["tim_thay"]) == (
        "lưu ý",
        "1 nơi theo dõi không phải đơn vị của cơ quan: Phó Chủ tịch phụ trách",
    )


def test_parts_are_counted_as_one_task_that_the_leads_of_all_parts_owe(full: Small) -> None:
    snapshot = merged(full)
    task = next(task for task in snapshot.tasks() if task.code == "II.1")
    assert sum(snapshot.counts.values()) == 3
    assert task.owing == ("phong-mot", "phong-hai")
    assert [part.letter for part in task.subtasks] == ["a", "b"]
    assert task.deadline is None
    assert task.deadline_in_force is not None
    assert task.deadline_in_force.text == "quý IV/2026 (ý b)"
    assert SNAPSHOT.read(SNAPSHOT.write(snapshot)) == snapshot


def test_the_forms_say_what_the_plan_says(full: Small, cli: Cli) -> None:
    cli("forms", "6-thang", cwd=full.root)
    form = (full.root / "tinh-hinh/kh/6-thang/phong-hai.yaml").read_text(encoding="utf-8")
    for fact in FACTS:
        assert fact in form.replace("\n  #: ", " ").replace("#:   ", ""), fact


def test_the_reports_print_it(full: Small, cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, "--sources", cwd=full.root).code == 0
    for path in (report, tmp_path / "bao-cao-doi-chieu.docx"):
        told = words(path)
        assert [fact for fact in FACTS if fact not in told] == [], path.name
    assert "Sản phẩm" in words(report)
    assert "Theo dõi" in words(report)


def instead(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new)


def test_a_draft_is_held_against_what_the_plan_says(full: Small, cli: Cli, tmp_path: Path) -> None:
    """Numbers in products, money and parts are the plan's: they are printed as they are, and a change is told."""
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, cwd=full.root).code == 0
    assert cli("lint", report, "--against", "6-thang", cwd=full.root).code == 0
    for old, new in (("120 triệu đồng", "150 triệu đồng"), ("thời hạn: tháng 3/2026", "thời hạn: tháng 5/2026")):
        changed = tmp_path / "sua.docx"
        changed.write_bytes(edited(report, instead(old, new)))
        ran = cli("lint", changed, "--against", "6-thang", cwd=full.root)
        assert (ran.code, new.rpartition(" ")[2] in ran.out or new.split()[0] in ran.out) == (1, True), old


def test_columns_that_nothing_fills_are_not_printed(small: Small, cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "bao-cao.docx"
    assert cli("draft", "6-thang", "-o", report, cwd=small.root).code == 0
    assert "Sản phẩm" not in words(report)
    assert "Theo dõi" not in words(report)


def test_status_tells_it(full: Small, cli: Cli) -> None:
    printed = json.loads(cli("status", "6-thang", "--format", "json", cwd=full.root).out)
    task = next(item for item in printed["nhiem_vu"] if item["ma"] == "II.1")
    assert task["san_pham"] == ["Báo cáo rà soát", "Quyết định thu hồi"]
    assert task["theo_doi"] == ["Văn phòng", "Phó Chủ tịch phụ trách"]
    assert (task["lanh_dao"], task["kinh_phi"]) == (["Đồng chí Phó Giám đốc"], "120 triệu đồng, nguồn sự nghiệp")
    assert task["muc_nho"] == list(FACTS[4:])
    plain = next(item for item in printed["nhiem_vu"] if item["ma"] == "I.1")
    assert "san_pham" not in plain
    assert "muc_nho" not in plain
    table = cli("status", "6-thang", "--format", "csv", cwd=full.root).out.removeprefix("\ufeff")
    row = next(row for row in csv.DictReader(table.splitlines()) if row["ma"] == "II.1")
    assert (row["san_pham"], row["muc_nho"]) == (FACTS[0], "; ".join(FACTS[4:]))


def test_the_page_tells_it(full: Small, cli: Cli, tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    cli("status", "6-thang", "--html", page, cwd=full.root)
    html = page.read_text(encoding="utf-8")
    assert [fact for fact in FACTS if fact not in html] == []


CITED = "Quyết định số 12/QĐ-STN ngày 02/4/2026"


@pytest.mark.parametrize("own", ["", ", ket_qua: Đã mở thêm 02 lớp., van_ban: [Công văn số 30/STN ngày 01/10/2026]"])
def test_documents_of_a_result_that_is_carried_over_are_cited_with_it(own: str, small: Small, cli: Cli) -> None:
    row = f'{{trang_thai: dang-thuc-hien, ket_qua: Đã mở 06 lớp., van_ban: ["{CITED}"]}}'
    small.status("phong-mot", f"nhiem_vu:\n  II.1: {row}\n")
    later = f"{{trang_thai: dang-thuc-hien, nhu_ky_truoc: có{own}}}"
    small.status("phong-mot", f"nhiem_vu:\n  II.1: {later}\n", "nam", "05/11/2026")
    assert cli("draft", "nam", "--no-lint", "--sources", cwd=small.root).code == 0
    files = sorted((small.root / "ban-thao").glob("*nam*.docx"))
    assert len(files) == 2
    for file in files:
        with zipfile.ZipFile(file) as archive:
            cited = "word/footnotes.xml" in archive.namelist()
        text = plain_text(file) + (text_of(part(file, "word/footnotes.xml")) if cited else "")
        assert CITED in text, file.name
        assert ("Công văn số 30/STN ngày 01/10/2026" in text) == bool(own), file.name


def test_a_result_typed_again_beside_the_mark_that_it_stands_is_printed_once(small: Small, cli: Cli) -> None:
    words = "Đã mở 06 lớp cho người cao tuổi."
    small.status("phong-mot", f"nhiem_vu:\n  II.1: {{trang_thai: dang-thuc-hien, ket_qua: {words}}}\n")
    again = f"{{trang_thai: dang-thuc-hien, nhu_ky_truoc: có, ket_qua: {words}}}"
    small.status("phong-mot", f"nhiem_vu:\n  II.1: {again}\n", "nam", "05/11/2026")
    assert cli("draft", "nam", "--no-lint", "-o", "ra.docx", cwd=small.root).code == 0
    assert plain_text(small.root / "ra.docx").count("06 lớp cho người cao tuổi") == 1


PARTS = """\
          - ma: II.1
            noi_dung: "Bình dân học vụ số, gồm:"
            chu_tri: [phong-mot, phong-hai]
            muc_nho:
              - {noi_dung: Mở ít nhất 06 lớp, thoi_han: Trước 30/9/2026}
              - {noi_dung: Duy trì các lớp, thoi_han: Thường xuyên}
"""


def reported(small: Small, row: str) -> None:
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        own = "" if unit == "van-phong" else f"  II.1: {row}\n"
        figures = "chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10}\n"
        rows = f"nhiem_vu:\n  I.1: {{trang_thai: dang-thuc-hien}}\n{own}"
        small.status(unit, figures + rows, "nam", "05/11/2026")


@pytest.mark.parametrize(
    ("row", "task_class"),
    [
        ("{trang_thai: dang-thuc-hien}", "dang-thuc-hien-qua-han"),
        ("{trang_thai: chua-thuc-hien}", "chua-thuc-hien-qua-han"),
        ("{trang_thai: hoan-thanh, ngay_hoan_thanh: 20/9/2026}", "hoan-thanh-dung-han"),
        ("{trang_thai: hoan-thanh, ngay_hoan_thanh: 01/10/2026}", "hoan-thanh-qua-han"),
    ],
)
@pytest.mark.parametrize("own", [", thoi_han: Thường xuyên", ""])
def test_a_part_with_a_day_makes_its_task_late_whatever_recurs_beside_it(
    own: str, row: str, task_class: str, small: Small, cli: Cli
) -> None:
    small.replace(PLAN, OLD, PARTS.replace(", thoi_han: Thường xuyên", own))
    reported(small, row)
    found = json.loads(cli("status", "nam", "--today", "06/11/2026", "--format", "json", cwd=small.root).out)
    assert next(each["loai"] for each in found["nhiem_vu"] if each["ma"] == "II.1") == task_class


def test_the_deadline_of_a_part_is_printed_as_that_of_the_part(small: Small, cli: Cli) -> None:
    small.replace(PLAN, OLD, PARTS)
    reported(small, "{trang_thai: dang-thuc-hien}")
    assert cli("draft", "nam", "--no-lint", "--sources", cwd=small.root).code == 0
    texts = [plain_text(file) for file in sorted((small.root / "ban-thao").glob("*nam*.docx"))]
    report = next(text for text in texts if "quá hạn 32 ngày" in text)
    assert "thời hạn trước 30/9/2026 (ý a), quá hạn 32 ngày" in report
    rows = [line.split(" | ") for text in texts for line in text.splitlines() if "Bình dân học vụ số" in line]
    assert not any(cell.strip() in ("Thường xuyên", "Trước 30/9/2026") for row in rows for cell in row)


def test_a_deadline_of_the_task_goes_before_those_of_its_parts(small: Small) -> None:
    small.replace(PLAN, OLD, FULL)
    small.replace(
        PLAN,
        "            san_pham: [Báo cáo rà soát",
        "            thoi_han: thường xuyên\n            san_pham: [Báo cáo rà soát",
    )
    assert list(merged(small).tasks())[2].deadline_in_force.text == "thường xuyên"
