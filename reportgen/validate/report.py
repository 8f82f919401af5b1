"""Collecting findings about one file, each at the place of a key or of its value."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from reportgen.checks import xac_nhan
from reportgen.checks.base import Fault
from reportgen.checks.tep import left_off
from reportgen.finding import MOST_FINDINGS, Finding, Position, Severity
from reportgen.model.acknowledged import Acknowledgement
from reportgen.yamlmap.marks import Marks, Path


class Report:
    """The findings of one file under check."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.findings: list[Finding] = []
        self._counts: Counter[Severity] = Counter()

    @property
    def full(self) -> bool:
        """Whether so many errors are recorded that nothing more is."""
        return self._counts[Severity.ERROR] > MOST_FINDINGS

    def at_value(self, path: Path, fault: Fault, /, *, item: str = "", **values: object) -> None:
        """Record ``fault`` at the value at ``path``; ``item``: by what a doubt is acknowledged."""
        self._add(self.marks.at_value(*path), path, fault, item, values)

    def at_key(self, path: Path, fault: Fault, /, **values: object) -> None:
        """Record ``fault`` at the key at ``path``."""
        self._add(self.marks.at_key(*path), path, fault, "", values)

    def at_words(self, path: Path, fault: Fault, /, *, item: str, words: str, nth: int = 0, **values: object) -> None:
        """Record ``fault`` where ``words`` stand within the value at ``path``, the ``nth`` (from 0) time."""
        self._add(self.marks.at_words(path, words, nth), path, fault, item, {"words": words, **values})

    def _add(self, place: Position, path: Path, fault: Fault, item: str, values: dict[str, object]) -> None:
        severity = fault.severity
        if self._counts[severity] > MOST_FINDINGS or self.marks.spoilt(*path):
            return
        self._counts[severity] += 1
        if self._counts[severity] > MOST_FINDINGS:  # many warnings are no error, and hide none
            self.findings.append(left_off(self.marks.file, place, severity))
            return
        self.findings.append(self.marks.finding(place, fault, self.marks.subject(path), item, **values))


def acknowledge(
    findings: Sequence[Finding], given: Sequence[Acknowledgement], marks: Marks
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of a file that still stand, and the warnings that it acknowledges, with the reason.

    Only what may be right as it stands can be acknowledged (``checks.base.Fault.doubt``). An acknowledgement that
    fits nothing is a warning itself.
    """
    reasons = {(item.warning, item.item): item.reason for item in reversed(given)}
    left: list[Finding] = []
    accepted: list[Finding] = []
    used: set[tuple[str, str]] = set()  # what the program shows for two findings of one item may be pasted twice
    for finding in findings:
        short = finding.code.partition("/")[2]
        fitting = reasons.get((finding.code, finding.item)) or reasons.get((short, finding.item))
        if finding.file != marks.file or not finding.item or fitting is None:
            left.append(finding)
            continue
        used |= {(finding.code, finding.item), (short, finding.item)}
        accepted.append(dataclasses.replace(finding, reason=fitting))
    report = Report(marks)
    for index, item in enumerate(given):
        if (item.warning, item.item) not in used:
            path = ("xac_nhan", index, "canh_bao")
            report.at_value(path, xac_nhan.FITS_NOTHING, code=item.warning, item_given=item.item)
    return [*left, *report.findings], accepted
