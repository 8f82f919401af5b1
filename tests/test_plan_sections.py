"""The plan's own text as data: read from Word section by section, written, checked, compared again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document

from reportgen.model.sections import PlanItem, PlanPoint, PlanSection, walked
from reportgen.pipeline.plan_in import import_plan
from reportgen.planread.bases import read_bases
from reportgen.planread.found import FoundPlan
from reportgen.workspace import Workspace
from tests.plan_docx import built
from tests.plan_reading import HEADER, loaded, made

AGENCY = {"dia_danh": "Thử", "don_vi": {}}
PLAN = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": "Cải cách hành chính năm 2026", "nhiem_vu": []}
TEXT = (
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố về cải cách hành chính năm 2026;",
    "Sở Thử ban hành Kế hoạch như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Rút ngắn thời gian giải quyết hồ sơ;",
    "- Không để hồ sơ quá hạn.",
    "2. Việc thực hiện phải đúng quy định của pháp luật.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Các phòng",
    "a) Phòng Một",
    "Gửi báo cáo về Văn phòng.",
    "b) Phòng Hai tổng hợp.",
    "Trong quá trình thực hiện, nếu có vướng mắc, các phòng báo cáo Giám đốc Sở./.",
)
READ = (
    PlanSection(paragraphs=("Sở Thử ban hành Kế hoạch như sau:",)),
    PlanSection(
        "I",
        "MỤC ĐÍCH, YÊU CẦU",
        (),
        (
            PlanItem("1", "Mục đích", ("- Rút ngắn thời gian giải quyết hồ sơ;", "- Không để hồ sơ quá hạn.")),
            PlanItem("2", None, ("Việc thực hiện phải đúng quy định của pháp luật.",)),
        ),
    ),
    PlanSection(
        "II",
        "TỔ CHỨC THỰC HIỆN",
        (),
        (
            PlanItem(
                "1",
                "Các phòng",
                (),
                (
                    PlanPoint("a", "Phòng Một", ("Gửi báo cáo về Văn phòng.",)),
                    PlanPoint("b", None, ("Phòng Hai tổng hợp.",)),
                ),
            ),
        ),
    ),
    PlanSection(
        paragraphs=("Trong quá trình thực hiện, nếu có vướng mắc, các phòng báo cáo Giám đốc Sở./.",),
    ),
)


ROWS = (("1", "Rà soát thủ tục.", "Phòng Một", "", "", "Quý II/2026"),)


def _paper(texts: Sequence[str] = TEXT, rows: Sequence[Sequence[str]] = ROWS, *, within: bool = False) -> bytes:
    """``within``: the table stands below the last of the texts, not behind the signature."""
    document = Document(io.BytesIO(built(AGENCY, PLAN, paragraphs=texts)))
    table = document.add_table(0, len(HEADER))
    for row in (HEADER, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if within:
        last = next(each for each in document.paragraphs if each.text == texts[-1])
        last._p.addnext(table._tbl)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_the_text_is_read_by_sections_items_and_points(tmp_path: Path) -> None:
    done = made(tmp_path, _paper())
    _, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert plan.sections == READ
    assert [(basis.number, basis.subject) for basis in plan.bases] == [
        ("12/KH-UBND", "về cải cách hành chính năm 2026")
    ]  # its line says nothing more, and stands in can_cu
    assert [left.text for left in done.unplaced if left.text in TEXT] == []


@pytest.mark.parametrize("office", ["Ủy ban nhân dân xã", "UBND xã", "Sở"])
@pytest.mark.parametrize(
    ("said", "subject"), [("", ""), (" về cải cách hành chính năm 2026", "về cải cách hành chính năm 2026")]
)
def test_who_makes_the_plan_is_no_abstract_of_what_it_rests_on(office: str, said: str, subject: str) -> None:
    text = f"Thực hiện Kế hoạch số 69/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố{said}, {office} xây dựng kế hoạch như sau:"
    plan = FoundPlan()
    read_bases(plan, [("đoạn 1", text)])
    assert [(basis.number, basis.subject) for basis in plan.bases] == [("69/KH-UBND", subject)]


def test_a_basis_that_says_more_than_its_keys_stays_in_the_text(tmp_path: Path) -> None:
    more = "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố và chỉ đạo của Thành ủy;"
    done = made(tmp_path, _paper((more, *TEXT[1:])))
    _, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert plan.sections[0].paragraphs == (more, READ[0].paragraphs[0])


def test_bold_tells_titles_where_the_plan_sets_any(tmp_path: Path) -> None:
    document = Document(io.BytesIO(_paper()))
    for paragraph in document.paragraphs:
        if paragraph.text == "1. Các phòng":
            paragraph.runs[0].bold = True
    stream = io.BytesIO()
    document.save(stream)
    done = made(tmp_path, stream.getvalue())
    _, plan = loaded(tmp_path / "co-quan", done.plan_id)
    items = [(section.title, section.paragraphs[:1]) for level, section in walked(plan.sections) if level == 2]
    assert items == [
        (None, ("Mục đích",)),
        (None, ("Việc thực hiện phải đúng quy định của pháp luật.",)),
        ("Các phòng", ()),
    ]


def test_what_the_appendix_is_called_is_kept(tmp_path: Path) -> None:
    done = made(tmp_path, _paper())
    _, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert plan.appendices is not None
    assert (plan.appendices.targets, plan.appendices.tasks) == (None, "NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU")


def test_read_again_a_changed_paragraph_is_told_with_its_place(tmp_path: Path) -> None:
    done = made(tmp_path, _paper())
    later = tmp_path / "KH2.docx"
    later.write_bytes(_paper([text.replace("Không để", "Không còn") for text in TEXT]))
    again = import_plan(Workspace(tmp_path / "co-quan"), later, done.plan_id)
    assert [(one.place, one.file, one.word) for one in again.differences] == [
        ("noi_dung I.1 đoạn 2", "- Không để hồ sơ quá hạn.", "- Không còn hồ sơ quá hạn.")
    ]


def test_a_plan_without_a_text_is_told_so_once(tmp_path: Path) -> None:
    done = made(tmp_path, _paper())
    path = tmp_path / "co-quan/ke-hoach" / f"{done.plan_id}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("noi_dung:")] + text[text.index("phu_luc:") :], "utf-8")
    again = import_plan(Workspace(tmp_path / "co-quan"), tmp_path / "KH.docx", done.plan_id)
    assert [(one.place, one.file, one.word[:28]) for one in again.differences] == [
        ("noi_dung", "", "7 đoạn lời của kế hoạch; muố")
    ]


def test_slips_are_proposed_in_the_text_as_well(tmp_path: Path) -> None:
    done = made(tmp_path, _paper([text.replace("Không để", "Phần đầu không để") for text in TEXT]))
    assert [doubt.said for doubt in done.doubts if doubt.key == "doan"] == [
        "có phải là «Phấn đấu»? giữ nguyên như tệp gốc, tự sửa nếu đúng"
    ]


def test_a_table_in_the_text_leaves_its_heading_there_and_who_gathers_is_read(tmp_path: Path) -> None:
    texts = (
        "I. MỤC ĐÍCH",
        "Nâng cao chất lượng phục vụ.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Các phòng thực hiện; báo cáo 6 tháng trước ngày 10/6/2026, báo cáo năm trước ngày 10/11/2026.",
        "2. Giao Phòng Hai là đầu mối theo dõi, tổng hợp.",
        "III. NHIỆM VỤ",
        "Các nhiệm vụ cụ thể tại bảng sau:",
    )
    rows = (("1", "Rà soát.", "Phòng Một", "", "", "Quý II/2026"), ("2", "Công khai.", "Phòng Hai", "", "", ""))
    done = made(tmp_path, _paper(texts, rows, within=True))
    agency, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert (plan.sections[-1].title, plan.sections[-1].paragraphs) == ("NHIỆM VỤ", (texts[-1],))
    assert not any("III" in left.text for left in done.unplaced)
    assert agency.hub == "phong-hai"
    doubts = [(doubt.words, doubt.said) for doubt in done.doubts]
    assert any(words == "NHIỆM VỤ" and "phụ lục" in said for words, said in doubts)
    assert not any("đơn vị nào tổng hợp" in said for _, said in doubts)
    only = [words for words, said in doubts if "một hạn" in said]
    assert only == [
        "báo cáo 6 tháng trước ngày 10/6/2026",
        "báo cáo 6 tháng trước ngày 10/6/2026, báo cáo năm trước ngày 10/11/2026",
    ]


def test_a_unit_that_reports_are_sent_to_gathers_them(tmp_path: Path) -> None:
    texts = ("I. MỤC ĐÍCH", "Nâng cao chất lượng.", "Các phòng gửi báo cáo về Phòng Hai để tổng hợp.")
    rows = (("1", "Rà soát.", "Phòng Một", "", "", "Quý II/2026"), ("2", "Công khai.", "Phòng Hai", "", "", ""))
    done = made(tmp_path, _paper(texts, rows))
    assert loaded(tmp_path / "co-quan", done.plan_id)[0].hub == "phong-hai"
