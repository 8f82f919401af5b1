"""Collecting findings about one file, each at the place of a key or of its value."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.finding import Finding, Place, Severity
from reportgen.model.acknowledged import Acknowledgement
from reportgen.vn.text import fold
from reportgen.yamlmap.marks import Marks, Path


@dataclass
class Report:
    """The findings of one file under check."""

    marks: Marks
    findings: list[Finding] = field(default_factory=list)

    def error(self, path: Path, code: str, found: str, required: str, advice: str = "") -> None:
        """Record an error at the value at ``path``."""
        place = self.marks.at_value(*path)
        self._add(Severity.ERROR, place, path, code, (found, required, advice))

    def key_error(self, path: Path, code: str, found: str, required: str, advice: str = "") -> None:
        """Record an error at the key at ``path``."""
        self._add(Severity.ERROR, self.marks.at_key(*path), path, code, (found, required, advice))

    def warning(self, path: Path, code: str, found: str, required: str, advice: str = "") -> None:
        """Record a warning at the value at ``path``."""
        place = self.marks.at_value(*path)
        self._add(Severity.WARNING, place, path, code, (found, required, advice))

    def doubt(
        self, path: Path, code: str, found: str, required: str, advice: str, *, item: str, words: str = ""
    ) -> None:
        """Record a warning that may be right as it stands: its owner can say so in the file, for ``item``.

        With ``words`` it stands where they are within the value.
        """
        place = self.marks.at_words(path, words) if words else self.marks.at_value(*path)
        settled = f"xac_nhan: [{{canh_bao: {code}, muc: {item}, ly_do: …}}]"
        self._add(Severity.WARNING, place, path, code, (found, required, advice), settled)

    def _add(
        self,
        severity: Severity,
        place: Place,
        path: Path,
        code: str,
        words: tuple[str, str, str],
        settled: str = "",
    ) -> None:
        if self.marks.spoilt(*path):
            return
        finding = self.marks.finding(place, code, severity, self.marks.subject(path), words)
        self.findings.append(dataclasses.replace(finding, settled=settled) if settled else finding)


def acknowledge(
    findings: Sequence[Finding], given: Sequence[Acknowledgement], marks: Marks
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of a file that still stand, and the warnings that it acknowledges, with the reason.

    An acknowledgement that fits no warning is a warning itself; one of an error does not count.
    """
    left, accepted = list(findings), []
    for index, item in enumerate(given):
        fitting = [finding for finding in left if finding.file == marks.file and _fits(item, finding)]
        warnings = [finding for finding in fitting if finding.severity is Severity.WARNING]
        accepted += [dataclasses.replace(finding, reason=item.reason) for finding in warnings]
        left = [finding for finding in left if finding not in warnings]
        if not warnings:
            report = Report(marks)
            found = f"không có cảnh báo {item.warning}" + (f" ở {item.item}" if item.item else "")
            advice = "lỗi thì phải sửa, không xác nhận được" if fitting else "xóa mục này; xem mã ở dòng «đúng thì ghi»"
            report.warning(("xac_nhan", index, "canh_bao"), "xac-nhan/thua", found, "một cảnh báo đang có", advice)
            left += report.findings
    return left, accepted


def _fits(given: Acknowledgement, finding: Finding) -> bool:
    if given.warning not in (finding.code, finding.code.partition("/")[2]):
        return False
    return (
        not given.item or f"muc: {given.item}," in finding.settled or fold(given.item) in fold(finding.subject).split()
    )
