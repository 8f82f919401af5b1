"""The check that a draft makes of itself says what ``lint`` says of the written file, whatever was checked before."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from reportgen.compose import compose
from reportgen.load import load_agency
from reportgen.merge import merge
from reportgen.model.period_id import PeriodId
from reportgen.nd30.verdicts import FormReport
from reportgen.pipeline.draft import draft
from reportgen.pipeline.formed import formed
from reportgen.pipeline.lint import lint_docx, lint_file, profile
from reportgen.render import render
from reportgen.wordview.opened import open_docx
from reportgen.workspace import Workspace
from tests.docx_text import edited
from tests.models import AGENCY, periods
from tests.places import DATA, ROOT

REPORTS = sorted((ROOT / "templates").glob("bao-cao-*.docx"))


def drafted(folder: Path, template: Path) -> tuple[Workspace, Path, FormReport]:
    """Draft with ``template`` as the office's own; return the file and what the draft found in it."""
    (folder / "mau").mkdir(exist_ok=True)
    shutil.copyfile(template, folder / "mau" / "bao-cao-6-thang.docx")
    workspace = Workspace(folder)
    made = draft(workspace, "6-thang", folder / f"{template.parent.name}-{template.name}")
    assert made.path is not None
    assert made.form is not None
    return workspace, made.path, made.form


def broken(report: FormReport) -> list[str]:
    return [result.rule_id for result, _ in report.breaches()]


def test_a_draft_finds_in_itself_what_lint_finds_in_the_file(tmp_path: Path) -> None:
    assert len(REPORTS) == 4
    folder = tmp_path / "xã"
    shutil.copytree(DATA / "xa-viet-khe", folder)
    every = [drafted(folder, template) for template in REPORTS]
    for workspace, path, own in reversed(every):  # not in the order in which they were made
        read = lint_file((path, profile(workspace, force=True))).report
        assert read is not None
        assert own.results
        assert dataclasses.replace(read, notes=own.notes) == own
        assert read.notes[: len(own.notes)] == own.notes


def test_what_is_remembered_of_one_document_is_told_of_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "xã"
    shutil.copytree(DATA / "xa-viet-khe", folder)
    workspace, path, own = drafted(folder, REPORTS[0])
    content = path.read_bytes()
    indented = edited(content, lambda xml: xml.replace("</w:pPr>", '<w:ind w:firstLine="40"/></w:pPr>'))
    drawn = edited(content, lambda xml: xml.replace('"Times New Roman"', '"Arial"'), "word/styles.xml")
    for changed in (indented, drawn, indented):
        other = lint_docx(open_docx(changed), profile(workspace), None)
        assert set(broken(other)) - set(broken(own))
        assert lint_docx(open_docx(content), profile(workspace), None) == own


@given(periods())
@settings(max_examples=12)
def test_read_from_its_parts_a_report_is_the_one_in_the_file(case: Any) -> None:
    snapshot = merge(AGENCY, case[0], PeriodId("kh", "ky"), case[1])
    office = Workspace(DATA / "xa-viet-khe")
    agency = load_agency(office)
    for template in REPORTS[:2]:
        made = render(template.name, template.read_bytes(), compose(snapshot), snapshot, "0", {})
        written = bytes(made)
        assert (type(written), made.parts != ()) == (bytes, True)
        assert formed(office, made, agency) == formed(office, written, agency)
