"""Findings: what is wrong in the data, as values that can be sorted, counted and printed."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import field
from typing import NamedTuple

from reportgen.record import record

MOST_FINDINGS = 200
"""Beyond so many, one file's faults say nothing new; the officer mends the first ones and runs again."""


class Severity(enum.StrEnum):
    """How bad a finding is: an error stops a draft, a warning only with ``--strict``, a note never."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"
    NOTE = "lưu ý"


class Position(NamedTuple):
    """Where something stands in a text: line and column count from 1, ``length`` in characters of that line."""

    line: int
    column: int
    length: int = 1


@record
class Finding:
    """One thing that is wrong: where it stands, what was found, what is allowed, what to type.

    ``file`` is relative to the workspace, with forward slashes; ``line`` and ``column`` count
    from 1. ``code`` is a stable identifier; ``subject`` is the key or name concerned. ``shown`` is the
    line as it stands in the file, of which ``length`` characters from ``column`` on are meant. ``item`` is
    the name by which a warning that may be right as it stands is acknowledged; ``reason`` what its owner wrote.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    subject: str
    found: str
    required: str
    advice: str = ""
    length: int = field(default=1, compare=False)
    shown: str = field(default="", compare=False)
    item: str = field(default="", compare=False)
    reason: str = field(default="", compare=False)

    def __lt__(self, other: Finding) -> bool:
        """Sort findings by place first."""
        return self._order() < other._order()

    def _order(self) -> tuple[object, ...]:
        place = (self.file, self.line, self.column, self.code)
        return (*place, self.severity, self.subject, self.found, self.required, self.advice)


@record
class Understood:
    """A value that was typed otherwise than the form asks, and read as what it plainly means.

    ``meant`` is the value to write instead; where ``under`` is given, as the value of that key of the same record.
    """

    place: Position
    path: tuple[str | int, ...]
    subject: str
    typed: str
    meant: str
    under: str = ""


@record
class Edit:
    """What to write in a text instead of what stands at ``place``; ``text`` may be several lines."""

    place: Position
    text: str


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are errors, in their order."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def warnings_in(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are warnings, in their order."""
    return [finding for finding in findings if finding.severity is Severity.WARNING]


def counting(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that ``--strict`` counts: errors and warnings."""
    return [finding for finding in findings if finding.severity is not Severity.NOTE]
