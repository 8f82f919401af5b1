"""Tables of plans as offices make them, and tasks in numbered paragraphs: what is read, what is doubted."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.finding import errors_in
from reportgen.model.plan import Plan
from tests.plan_docx import built
from tests.plan_reading import loaded, made, paper, read_paper

# --- tables as offices make them ----------------------------------------------------------------


def test_rows_that_share_a_merged_task_are_its_parts(tmp_path: Path) -> None:
    rows = [
        ("I", "Nhóm một", "", "", "", ""),
        ("1", "Việc một", "Phòng Một", "", "Đề án", "30/6/2026"),
        ("2", "Việc hai", "Phòng Một", "", "Báo cáo", "Quý I/2026"),
        ("2", "Việc hai", "Phòng Hai", "", "Quyết định", "Quý II/2026"),
    ]
    done, plan = read_paper(tmp_path, paper(rows, merges=[(0, 2, 3), (1, 2, 3)]))
    one, two = plan.tasks()
    assert (one.leads, one.products) == (("phong-mot",), ("Đề án",))
    assert [(part.text, part.leads, part.deadline and part.deadline.text) for part in two.subtasks] == [
        ("Báo cáo", ("phong-mot",), "Quý I/2026"),
        ("Quyết định", ("phong-hai",), "Quý II/2026"),
    ]
    assert any(doubt.key == "muc_nho" for doubt in done.doubts)


def test_a_merged_lead_is_that_of_every_row_beside_it(tmp_path: Path) -> None:
    rows = [("1", "Việc một", "Phòng Một", "", "", "Năm 2026"), ("2", "Việc hai", "", "", "", "Năm 2026")]
    _, plan = read_paper(tmp_path, paper(rows, merges=[(2, 0, 1)]))
    assert [task.leads for task in plan.tasks()] == [("phong-mot",), ("phong-mot",)]


def test_a_row_cut_by_the_page_is_put_together_and_doubted(tmp_path: Path) -> None:
    rows = [
        (
            "1",
            "Tăng cường tuyên truyền về quyền và nghĩa vụ, chuyển từ nền hành chính công vụ,",
            "Trung tâm DV sự nghiệp",
            "",
            "",
            "Năm 2026",
        ),
        ("", "quản lý sang phục vụ.", "công", "", "", ""),
        ("2", "Việc hai.", "Phòng Một", "", "", "Năm 2026"),
    ]
    done, plan = read_paper(tmp_path, paper(rows))
    one, _ = plan.tasks()
    assert one.text == (
        "Tăng cường tuyên truyền về quyền và nghĩa vụ, chuyển từ nền hành chính công vụ, quản lý sang phục vụ."
    )
    agency, _ = loaded(tmp_path / "co-quan", done.plan_id)
    assert agency.shown_names(one.leads) == ("Trung tâm DV sự nghiệp công",)
    (doubt,) = (doubt for doubt in done.doubts if "nối tiếp" in doubt.said)
    assert doubt.place == "bảng 3, dòng 3"
    text = (tmp_path / "co-quan" / doubt.file).read_text(encoding="utf-8").splitlines()
    assert text[doubt.line - 1].strip().startswith("# nghi ngờ: bảng 3, dòng 3")


def test_tasks_without_groups_stand_in_one_and_keep_their_numbers(tmp_path: Path) -> None:
    rows = [("1", "Việc một", "Phòng Một", "", "", "Năm 2026"), ("2", "Việc hai", "Phòng Hai", "", "", "Năm 2026")]
    done, plan = read_paper(tmp_path, paper(rows))
    assert [task.code for task in plan.tasks()] == ["I.1", "I.2"]
    assert any("không chia nhóm" in doubt.said for doubt in done.doubts)


def test_a_header_in_two_rows_names_leads_and_helpers(tmp_path: Path) -> None:
    content = paper(
        [
            ("", "", "Chủ trì", "Phối hợp", "", ""),
            ("1", "Việc một", "Phòng Một", "Phòng Hai", "Đề án", "Năm 2026"),
        ],
        header=("TT", "Nội dung công việc", "Cơ quan thực hiện", "", "Sản phẩm", "Thời gian hoàn thành"),
    )
    document = Document(io.BytesIO(content))
    table = document.tables[-1]
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4, 5):
        table.cell(0, column).merge(table.cell(1, column))
    stream = io.BytesIO()
    document.save(stream)
    _, plan = read_paper(tmp_path, stream.getvalue())
    (task,) = plan.tasks()
    assert (task.leads, task.helpers, task.products) == (("phong-mot",), ("Phòng Hai",), ("Đề án",))


def test_a_column_that_nobody_knows_is_told_and_its_words_are_kept(tmp_path: Path) -> None:
    rows = [("1", "Việc một", "Phòng Một", "Mã 77", "", "Năm 2026")]
    header = ("STT", "Nhiệm vụ", "Chủ trì", "Mã định danh", "Sản phẩm", "Thời hạn")
    done, _ = read_paper(tmp_path, paper(rows, header=header))
    assert any(doubt.words == "Mã định danh" for doubt in done.doubts)
    assert any("Mã 77" in doubt.words for doubt in done.doubts)


def test_every_word_of_the_file_stands_in_the_workspace(tmp_path: Path) -> None:
    document = Document(io.BytesIO(paper([("1", "Việc một", "Phòng Một", "Phòng Hai", "Đề án X", "Năm 2026")])))
    document.add_paragraph("Một câu lạc lõng sau bảng.")
    other = document.add_table(2, 2)
    for at, cell in enumerate(cell for row in other.rows for cell in row.cells):
        cell.text = f"ô lạ số {at}"
    stream = io.BytesIO()
    document.save(stream)
    done, _ = read_paper(tmp_path, stream.getvalue())
    text = " ".join(
        (tmp_path / "co-quan" / name).read_text(encoding="utf-8")
        for name in ("co-quan.yaml", f"ke-hoach/{done.plan_id}.yaml")
    )
    whole = re.sub(r"[\s#]+", " ", text)
    for words in (
        "Việc một",
        "Đề án X",
        "Phòng Hai",
        "Một câu lạc lõng sau bảng.",
        *(f"ô lạ số {at}" for at in range(4)),
    ):
        assert words in whole
    assert sum("ô lạ" in left.text for left in done.unplaced) == 4


def test_a_lead_from_outside_and_a_task_of_nobody_are_doubts_not_errors(tmp_path: Path) -> None:
    rows = [
        ("1", "Việc một", "Hội Nông dân", "", "", "Năm 2026"),
        ("2", "Việc hai", "", "Phòng Hai", "", "Năm 2026"),
        ("3", "Việc ba", "Phòng Một", "", "", "Năm 2026"),
    ]
    done, plan = read_paper(tmp_path, paper(rows))
    assert [task.leads for task in plan.tasks()] == [("Hội Nông dân",), ("phong-mot",), ("phong-mot",)]
    assert sum(doubt.key == "chu_tri" for doubt in done.doubts) == 2


def test_a_slip_of_the_scan_is_proposed_and_left_alone(tmp_path: Path) -> None:
    rows = [("1", "Phần đầu đạt 100% doanh ng nghiệp", "Phòng Một", "", "", "Năm 2026")]
    done, plan = read_paper(tmp_path, paper(rows))
    assert next(plan.tasks()).text == "Phần đầu đạt 100% doanh ng nghiệp"
    said = [doubt.said for doubt in done.doubts]
    assert any("Phấn đấu" in words for words in said)
    assert any("«doanh nghiệp»" in words for words in said)


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    document = Document(io.BytesIO(paper([("1", "Việc một cũ", "Phòng Một", "", "", "Năm 2026")])))
    run = document.tables[-1].cell(1, 1).paragraphs[0].runs[0]._r
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    run.addprevious(inserted)
    run.addprevious(deleted)
    deleted.append(run)
    for node in run.iter(qn("w:t")):
        node.tag = qn("w:delText")
    new, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "Việc một mới"
    new.append(text)
    inserted.append(new)
    stream = io.BytesIO()
    document.save(stream)
    done, plan = read_paper(tmp_path, stream.getvalue())
    assert next(plan.tasks()).text == "Việc một mới"
    assert any("vết sửa" in doubt.said for doubt in done.doubts)


def test_tasks_in_numbered_paragraphs_are_read_with_who_and_when(tmp_path: Path) -> None:
    agency = {"dia_danh": "Thử", "don_vi": {}}
    plan = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": "Cải cách hành chính năm 2026", "nhiem_vu": []}
    said = (
        "I. MỤC ĐÍCH",
        "Nâng cao chất lượng phục vụ.",
        "II. NHIỆM VỤ, GIẢI PHÁP",
        "1. Cải cách thể chế",
        "a) Rà soát văn bản.",
        "- Đơn vị chủ trì: Phòng Tư pháp; Đơn vị phối hợp: Phòng Nội vụ.",
        "- Thời gian hoàn thành: Tháng 6/2026.",
        "b) Công khai thủ tục. Chủ trì: Phòng Nội vụ. Thời hạn: Năm 2026.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Nội vụ là đầu mối tổng hợp.",
    )
    done, plan_read = read_paper(tmp_path, built(agency, plan, paragraphs=said))
    assert [(task.text, task.leads, task.deadline and task.deadline.text) for task in plan_read.tasks()] == [
        ("Rà soát văn bản.", ("phong-tu-phap",), "Tháng 6/2026"),
        ("Công khai thủ tục.", ("phong-noi-vu",), "Năm 2026"),
    ]
    assert next(plan_read.tasks()).helpers == ("phong-noi-vu",)
    assert done.tasks == 2


def outline(plan: Plan) -> list[str]:
    """The plan's numbers and names as they nest: part, group, task, parts a), b)."""
    found = []
    for part in plan.parts:
        found += [f"{part.number} {part.name}"] if part.number else []
        for group in part.groups:
            found.append(f"{group.number} {group.name}")
            for task in group.tasks:
                found.append(f"{task.code} {task.text}")
                found += [f"{inner.letter} {inner.text}" for inner in task.subtasks]
    return found


def bare_rows(*rows: tuple[str, str] | tuple[str, str, str]) -> bytes:
    """A paper of rows of number and text; a third word is the lead."""
    return paper([(*row[:2], row[2] if len(row) > 2 else "", "", "", "") for row in rows])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("A", "Phần một"), ("I", "Nhóm một"), ("1", "Việc", "Phòng Một"), ("B", "Phần hai"), ("I", "Nhóm hai"), ("1", "Việc", "Phòng Hai")],
            ["A Phần một", "I Nhóm một", "A.I.1 Việc", "B Phần hai", "I Nhóm hai", "B.I.1 Việc"],
        ),
        (
            [("I", "Phần một"), ("1", "Nhóm"), ("1.1", "Việc", "Phòng Một"), ("II", "Phần hai"), ("2", "Nhóm"), ("2.1", "Việc", "Phòng Hai")],
            ["I Phần một", "1 Nhóm", "I.1.1 Việc", "II Phần hai", "2 Nhóm", "II.2.1 Việc"],
        ),
        (
            [("1", "Nhóm một"), ("1.1", "Việc", "Phòng Một"), ("2", "Nhóm hai"), ("2.1", "Việc", "Phòng Hai")],
            ["1 Nhóm một", "1.1 Việc", "2 Nhóm hai", "2.1 Việc"],
        ),
        (
            [("I", "Nhóm một"), ("1", "Việc", "Phòng Một"), ("II", "Nhóm hai"), ("2", "Việc", "Phòng Hai")],
            ["I Nhóm một", "I.1 Việc", "II Nhóm hai", "II.2 Việc"],
        ),
        (
            [("1", "Việc gồm:", "Phòng Một"), ("a)", "Ý một", "Phòng Hai"), ("b)", "Ý hai"), ("2", "Việc", "Phòng Một")],
            ["I Nhiệm vụ", "I.1 Việc gồm:", "a Ý một", "b Ý hai", "I.2 Việc"],
        ),
    ],
)  # fmt: skip
def test_numbers_are_nested_as_the_plan_nests_them(rows: list[Any], expected: list[str], tmp_path: Path) -> None:
    _, plan = read_paper(tmp_path, bare_rows(*rows))
    assert outline(plan) == expected


def test_a_number_that_comes_twice_is_told_apart_and_doubted(tmp_path: Path) -> None:
    done, plan = read_paper(tmp_path, bare_rows(("1", "Việc một", "Phòng Một"), ("1", "Việc hai", "Phòng Một")))
    assert [task.code for task in plan.tasks()] == ["I.1", "I.1-2"]
    assert any(doubt.key == "ma" for doubt in done.doubts)


def test_names_that_a_page_has_cut_are_whole_again(tmp_path: Path) -> None:
    rows = [
        ("1", "Tuyên truyền qua các hội", "Các phòng,", "- UBND cấp", "", "Thường"),
        ("", "và hiệp hội.", "đơn vị thuộc Sở", "xã;\n- Các Hội, Hiệp hội", "", "xuyên"),
    ]
    done, plan = read_paper(tmp_path, paper(rows))
    agency, _ = loaded(tmp_path / "co-quan", done.plan_id)
    (task,) = plan.tasks()
    assert agency.shown_names(task.leads) == ("Các phòng, đơn vị thuộc Sở",)
    assert task.helpers == ("UBND cấp xã", "Các Hội, Hiệp hội")
    assert task.deadline is not None
    assert task.deadline.text == "Thường xuyên"


def test_a_plan_of_several_years_and_one_of_a_school_year(tmp_path: Path) -> None:
    agency = {"dia_danh": "Thử", "don_vi": {}}
    for subject, key in (
        ("Chuyển đổi số giai đoạn 2026 - 2030", "nam: 2026-2030"),
        ("Nhiệm vụ năm học 2026-2027", "nam_hoc: 2026-2027"),
    ):
        folder = tmp_path / key[:5]
        plan = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": subject, "nhiem_vu": []}
        done = made(folder, built(agency, plan))
        assert key in (folder / "co-quan" / "ke-hoach" / f"{done.plan_id}.yaml").read_text(encoding="utf-8")
        assert not [finding.found for finding in errors_in(done.findings)]
