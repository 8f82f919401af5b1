"""Documents as people type them: rules made of signs measured in their own column, what stands by itself not lost."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from reportgen.linting.run import lint
from reportgen.nd30.verdicts import FormReport, Verdict
from tests.paper_docx import build
from tests.papers import paper
from tests.unfinished import told

HEAD = {
    "Tab": (
        "\tSỞ TÀI CHÍNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "\tTỈNH BẮC NINH\tĐộc lập - Tự do - Hạnh phúc",
        "\t_______\t_______________________",
        "\tSố: 12/QĐ-STC\tBắc Ninh, ngày 15 tháng 6 năm 2026",
    ),
    "dấu cách": (
        "  SỞ TÀI CHÍNH         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "  TỈNH BẮC NINH             Độc lập - Tự do - Hạnh phúc",
        "     _______             _______________________",
        "  Số: 12/QĐ-STC        Bắc Ninh, ngày 15 tháng 6 năm 2026",
    ),
    "Tab, kẻ bằng dấu cách": (
        "\tSỞ TÀI CHÍNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "\tTỈNH BẮC NINH\tĐộc lập - Tự do - Hạnh phúc",
        "              _______             _______________________",
        "\tSố: 12/QĐ-STC\tBắc Ninh, ngày 15 tháng 6 năm 2026",
    ),
}
REST = (
    "GIÁM ĐỐC SỞ TÀI CHÍNH",
    "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025,",
    "Theo đề nghị của Trưởng phòng Quản lý ngân sách;",
    "QUYẾT ĐỊNH:",
    "Điều 1. Giao dự toán cho các đơn vị thuộc Sở./.",
    "Nơi nhận:\tGIÁM ĐỐC",
    "- Như Điều 1;",
    "- Lưu: VT, NS.\tHọ Tên Người Ký",
)


def judged(head: tuple[str, ...], rule: str = "_______") -> FormReport:
    document = docx.Document()
    for text in (*head, "QUYẾT ĐỊNH", "Về việc giao dự toán năm 2026", *([rule] if rule else []), *REST):
        paragraph = document.add_paragraph(text)
        if text in (rule, "QUYẾT ĐỊNH", "Về việc giao dự toán năm 2026", REST[0], "QUYẾT ĐỊNH:"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file = io.BytesIO()
    document.save(file)
    return lint(file.getvalue())


def broken(report: FormReport) -> set[str]:
    return {result.rule_id for result in report.results if result.verdict is Verdict.LOI}


@pytest.mark.parametrize("head", HEAD.values(), ids=HEAD)
def test_each_column_is_measured_by_its_own_rule(head: tuple[str, ...]) -> None:
    found = {each for each in broken(judged(head)) if "duong-ke" in each}
    assert {each for each in found if each.startswith(("PL1-II-1b", "PL1-II-2b"))} == set()


def test_one_rule_on_the_right_is_the_mottos() -> None:
    head = HEAD["Tab"]
    found = broken(judged((*head[:2], "\t\t_______________________", head[3])))
    assert "PL1-II-2b/co-quan-duong-ke" in found
    assert "PL1-II-1b/tieu-ngu-duong-ke" not in found


@pytest.mark.parametrize("rule", ["", "_______", "-------", "–––––", "*******"])
def test_the_bases_below_a_typed_rule_are_judged(rule: str) -> None:
    assert "PL1-II-6a/can-cu-dau-cau" in broken(judged(HEAD["Tab"], rule))


@pytest.mark.parametrize(("symbol", "wrong"), [("QĐ-STC", False), ("QĐ", True)])
def test_the_code_of_a_type_alone_is_no_symbol(symbol: str, wrong: bool) -> None:
    head = tuple(line.replace("QĐ-STC", symbol) for line in HEAD["Tab"])
    assert ("PL1-II-3b/ky-hieu-co-quan" in broken(judged(head))) == wrong


def test_a_date_without_a_year_is_told_as_what_it_is() -> None:
    head = tuple(line.replace(" năm 2026", "") for line in HEAD["Tab"])
    found = broken(judged(head))
    assert "PL1-II-4b/ngay-thang-nam" in found
    assert "PL1-II-4a/dia-danh-thoi-gian" not in found


def test_addressees_without_a_dash_are_addressees() -> None:
    document = docx.Document()
    for text in (*(line.replace("QĐ-STC", "STC-NS") for line in HEAD["Tab"]), "V/v giao dự toán"):
        document.add_paragraph(text)
    for text, left in (("Kính gửi:", 85), ("Sở Nội vụ,", 130), ("Trung tâm Dịch vụ việc làm tỉnh", 130)):
        document.add_paragraph(text).paragraph_format.left_indent = Pt(left)
    for text in ("Sở Tài chính đề nghị các đơn vị báo cáo./.", *REST[-3:]):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    found = broken(lint(file.getvalue()))
    assert "PL1-II-9d/kinh-gui-danh-sach" in found
    assert not found & {"PL1-II-9d/kinh-gui-mot-noi", "PL1-II-6e/lui-ca-doan"}


@pytest.mark.parametrize("align", ["left", "center"])
def test_a_rule_typed_below_the_abstract_waits_for_no_word(align: str) -> None:
    rule = {"size": 14, "text": "________________________", "align": align}
    assert told(build(paper("bao-cao", {"ke_trich_yeu": rule}))) == []
    assert told(build(paper("bao-cao", {"doan2": rule | {"align": "left"}})))
