"""Checks across all files of one period."""

from __future__ import annotations

from collections.abc import Sequence

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
            report.error(
                ("don_vi",),
                "tinh-hinh/hai-tep",
                f"{status.unit} đã có tệp {first}",
                "mỗi đơn vị một tệp",
                "gộp hai tệp, hoặc sửa don_vi cho đúng",
            )
        for code, row in status.targets.items():
            if row.whole_agency and whole.setdefault(code, marks.file) != marks.file:
                report.error(
                    ("chi_tieu", code, "toan_co_quan"),
                    "tinh-hinh/toan-co-quan",
                    f"{whole[code]} đã báo cáo số toàn cơ quan",
                    "một đơn vị cho mỗi chỉ tiêu",
                    "bỏ toan_co_quan ở một trong hai tệp",
                )
        findings += report.findings
    return findings
