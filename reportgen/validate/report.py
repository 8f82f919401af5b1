"""Collecting findings about one file, each at the place of a key or of its value."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.finding import MOST_FINDINGS, Finding, Position, Severity, left_off
from reportgen.model.acknowledged import Acknowledgement
from reportgen.yamlmap.marks import Marks, Path


@dataclass
class Report:
    """The findings of one file under check."""

    marks: Marks
    findings: list[Finding] = field(default_factory=list)
    _counts: Counter[Severity] = field(default_factory=Counter)

    @property
    def full(self) -> bool:
        """Whether so many errors are recorded that nothing more is."""
        return self._counts[Severity.ERROR] > MOST_FINDINGS

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
        self._add(Severity.WARNING, place, path, code, (found, required, advice), item)

    def _add(
        self,
        severity: Severity,
        place: Position,
        path: Path,
        code: str,
        words: tuple[str, str, str],
        item: str = "",
    ) -> None:
        if self._counts[severity] > MOST_FINDINGS or self.marks.spoilt(*path):
            return
        self._counts[severity] += 1
        if self._counts[severity] > MOST_FINDINGS:  # many warnings are no error, and hide none
            self.findings.append(left_off(self.marks.file, place, severity))
            return
        finding = self.marks.finding(place, code, severity, self.marks.subject(path), words)
        self.findings.append(dataclasses.replace(finding, item=item) if item else finding)


def acknowledge(
    findings: Sequence[Finding], given: Sequence[Acknowledgement], marks: Marks
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of a file that still stand, and the warnings that it acknowledges, with the reason.

    Only what may be right as it stands can be acknowledged (:meth:`Report.doubt`). An acknowledgement that fits
    nothing is a warning itself.
    """
    reasons = {(item.warning, item.item): (index, item.reason) for index, item in reversed(list(enumerate(given)))}
    left: list[Finding] = []
    accepted: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        short = finding.code.partition("/")[2]
        fitting = reasons.get((finding.code, finding.item)) or reasons.get((short, finding.item))
        if finding.file != marks.file or not finding.item or fitting is None:
            left.append(finding)
            continue
        used.add(fitting[0])
        accepted.append(dataclasses.replace(finding, reason=fitting[1]))
    report = Report(marks)
    for index, item in enumerate(given):
        if index not in used:
            report.warning(
                ("xac_nhan", index, "canh_bao"),
                "xac-nhan/thua",
                f"không có cảnh báo {item.warning} nào ở {item.item} cần xác nhận",
                "",
                "xóa mục này; xem mã ở dòng «đúng thì ghi»",
            )
    return [*left, *report.findings], accepted
