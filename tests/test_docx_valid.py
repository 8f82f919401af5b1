"""Reports and templates are sound .docx files, hygienic, and laid out by the decree's figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.conftest import Ran, Small
from tests.docx_reports import REPORTS, bytes_of, each_file, each_report
from tests.docx_text import (
    R,
    W,
    blanks,
    cell_text,
    controls,
    edited,
    example_report,
    letters,
    members,
    part,
    relations,
    sections,
    style_names,
    text_of,
    texts,
    told_by,
    value,
)
from tests.places import DATA, ROOT
from tests.small import fill

"""Letters of a row that takes a quarter of a landscape page, and may therefore break."""


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
