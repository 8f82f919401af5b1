"""Checks across all files of one period."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.checks import doi_chieu
from reportgen.finding import Finding
from reportgen.model.status import UnitStatus
from reportgen.validate.report import Report
from reportgen.yamlmap.marks import Marks


def check_period(statuses: Sequence[tuple[UnitStatus, Marks]]) -> list[Finding]:
    """Return what is wrong between the files: a unit twice, two figures for the whole agency."""
    findings: list[Finding] = []
    first_file: dict[str, str] = {}
    whole: dict[str, str] = {}
    for status, marks in statuses:
        report = Report(marks)
        first = first_file.setdefault(status.unit, marks.file)
        if first != marks.file:
            report.at_value(("don_vi",), doi_chieu.SECOND_FILE, unit=status.unit, first=first)
        for code, row in status.targets.items():
            if row.whole_agency and whole.setdefault(code, marks.file) != marks.file:
                report.at_value(("chi_tieu", code, "toan_co_quan"), doi_chieu.WHOLE_TWICE, first=whole[code])
        findings += report.findings
    return findings
