"""Collecting findings about one file, each at the place of a key or of its value."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.finding import Finding, Place, Severity
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

    def _add(self, severity: Severity, place: Place, path: Path, code: str, words: tuple[str, str, str]) -> None:
        if self.marks.spoilt(*path):
            return
        self.findings.append(self.marks.finding(place, code, severity, self.marks.subject(path), words))
