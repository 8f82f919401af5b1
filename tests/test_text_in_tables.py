"""A text that somebody typed into one cell, or between the rows of head and foot, is read like any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from reportgen.linting import lint
from reportgen.nd30.verdicts import FormReport
from tests.docx_text import W
from tests.paper_docx import build
from tests.papers import paper
from tests.word_edits import changed

FAULTS = {
    "cong-van": {"doan1.size": 12, "luu.text": "- Lưu: VT, VP", "co_quan.bold": False},
    "quyet-dinh": {"khoan1.size": 12, "ho_ten.italic": True, "can_cu3.text": "Theo đề nghị của Giám đốc Sở Nội vụ;"},
}
"""Faults in head, text and foot, to be found wherever these stand."""


def _cell(blocks: list[etree._Element], span: int = 1) -> etree._Element:
    """Return a cell that holds ``blocks``, which are taken from where they stood."""
    cell = etree.Element(f"{W}tc")
    properties = etree.SubElement(cell, f"{W}tcPr")
    etree.SubElement(properties, f"{W}tcW", {f"{W}w": "9354", f"{W}type": "dxa"})
    etree.SubElement(properties, f"{W}gridSpan", {f"{W}val": str(span)})
    cell.extend(blocks)
    etree.SubElement(cell, f"{W}p")
    return cell


def _table(cell: etree._Element) -> etree._Element:
    table = etree.Element(f"{W}tbl")
    etree.SubElement(table, f"{W}tblPr")
    etree.SubElement(table, f"{W}tblGrid")
    etree.SubElement(table, f"{W}tr").append(cell)
    return table


def in_one_cell(body: etree._Element) -> None:
    """The whole document in the one cell of a table."""
    blocks = [block for block in body if block.tag != f"{W}sectPr"]
    body.insert(0, _table(_cell(blocks)))


def between_rows(body: etree._Element) -> None:
    """Head, text and foot in the rows of one table, the text in a cell over its full width."""
    head, foot = body.findall(f"{W}tbl")
    text = [block for block in body if body.index(head) < body.index(block) < body.index(foot)]
    etree.SubElement(head, f"{W}tr").append(_cell(text, 2))
    head.extend(foot.findall(f"{W}tr"))
    body.remove(foot)


def framed_cells(body: etree._Element) -> None:
    """A table of one cell in each cell of the head and the foot."""
    for cell in list(body.iter(f"{W}tc")):
        cell.append(_table(_cell(cell.findall(f"{W}p"))))
        etree.SubElement(cell, f"{W}p")


def _said(report: FormReport) -> tuple[str | None, list[tuple[str, str]], set[str], bool, bool]:
    breaches = sorted((result.rule_id, breach.found) for result, breach in report.breaches())
    return report.kind, breaches, set(report.parts), report.judged == report.total, report.lost


@pytest.mark.parametrize("arranged", [in_one_cell, between_rows, framed_cells])
@pytest.mark.parametrize("base", FAULTS)
def test_a_text_in_tables_is_read_like_any_other(base: str, arranged: Callable[[etree._Element], None]) -> None:
    for faults in ({}, FAULTS[base]):
        docx = build(paper(base, faults))
        plain = _said(lint(docx))
        assert len(plain[1]) == len(faults)
        assert _said(lint(changed(docx, arranged))) == plain


def test_a_heading_over_all_columns_of_a_table_stays_one() -> None:
    merged = {"rows": [[[{"text": "TT"}], [{"text": "Nhiệm vụ"}]], [[{"text": "I. Nhóm thứ nhất", "size": 11}]]]}
    report = lint(build(paper("bao-cao", {"bang1": merged})))
    assert [result.rule_id for result, _ in report.breaches()] == []
