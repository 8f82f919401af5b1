"""Words that say a document is a draft, and words about the draft of another document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.docx_text import edited
from tests.paper_docx import build
from tests.papers import CENTRED, paper
from tests.stamping import boxed, run
from tests.unfinished import letter, told, with_part

RIGHT = {"align": "right", "size": 14}


def report(after: str, text: str, block: dict[str, Any] | None = None) -> bytes:
    """A report with one line more, after a named one."""
    return build(paper("bao-cao", add={after: [{"text": text, **(block or RIGHT)}]}))


LINES = (
    "DỰ THẢO",
    "DỰ THẢO LẦN 2",
    "Dự thảo lần thứ hai",
    "(Dự thảo)",
    "DỰ THẢO 3",
    "Dự thảo ngày 12/5/2026",
    "Dự thảo lần 2, ngày 12 tháng 5 năm 2026",
    "D Ự  T H Ả O",
    "Bản dự thảo",
    "BẢN NHÁP",
    "DRAFT 1",
)


@pytest.mark.parametrize("text", LINES)
def test_a_line_that_says_so_is_found_in_the_head_and_by_itself_in_the_text(text: str) -> None:
    for after in ("so", "dia_danh", "trich_yeu", "kinh_gui", "doan1"):
        assert [item[0] for item in told(report(after, text, CENTRED))] == ["du-thao"], after


@pytest.mark.parametrize("text", ["Dự thảo trình Ban Giám đốc", "Dự thảo xin ý kiến các phòng"])
def test_more_words_are_a_draft_in_the_head_alone(text: str) -> None:
    assert told(report("so", text)) == [("du-thao", text, "")]
    assert told(report("doan1", text)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"doan1.text": "Dự thảo Nghị quyết đã được gửi lấy ý kiến các cơ quan, đơn vị; tổng hợp 12 ý kiến góp ý."},
        {"trich_yeu.text": "Kết quả góp ý dự thảo Nghị quyết"},
        {"bang1.table": [["TT", "Tình trạng"], ["1", "Dự thảo"], ["2", "Bản thảo"]]},
        {"nhu_tren.text": "- Nhập kho lưu trữ;"},
    ],
    ids=["text", "abstract", "table", "other words"],
)
def test_a_report_may_speak_of_a_draft(change: dict[str, Any]) -> None:
    assert told(build(paper("bao-cao", change))) == []


def test_a_letter_may_be_about_a_draft() -> None:
    assert told(build(paper("cong-van", {"v_v.text": "V/v góp ý\ndự thảo Nghị định"}))) == []
    assert told(letter(change={"v_v.text": "V/v góp ý dự thảo Nghị định"})) == []


def test_what_follows_the_signature_is_another_document() -> None:
    assert told(report("ho_ten", "DỰ THẢO")) == []
    assert told(report("ten_phu_luc1", "(Dự thảo)")) == []


def test_a_header_and_a_box_in_it_are_looked_at() -> None:
    line = f"<w:p>{run('Dự thảo báo cáo trình ngày 12/5/2026')}</w:p>"
    assert told(with_part(letter(), "header", line)) == [
        ("du-thao", "Dự thảo báo cáo trình ngày 12/5/2026", "đầu trang")
    ]
    boxes = with_part(letter(), "footer", boxed(f"<w:p>{run('DỰ THẢO')}</w:p>", "<w:p/>"))
    assert told(boxes) == [("du-thao", "DỰ THẢO", "cuối trang")]


WATERMARK = '<w:p><w:r><w:pict><v:shape type="#_x0000_t136"><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'


@pytest.mark.parametrize("text", ["DỰ THẢO", "BẢN NHÁP 1", "DRAFT", "Dự thảo lần 2"])
def test_a_watermark_that_says_so_is_found(text: str) -> None:
    assert told(with_part(letter(), "header", WATERMARK.format(text))) == [("du-thao", text, "hình mờ")]


@pytest.mark.parametrize("text", ["MẬT", "SỞ THỬ NGHIỆM", "BẢN CHÍNH"])
def test_another_watermark_is_none(text: str) -> None:
    assert told(with_part(letter(), "header", WATERMARK.format(text))) == []


def test_a_watermark_is_found_in_the_text_too() -> None:
    docx = edited(letter(), lambda xml: xml.replace("<w:p/>", WATERMARK.format("DRAFT"), 1))
    assert told(docx) == [("du-thao", "DRAFT", "hình mờ")]
