"""``check`` and findings for machines."""

from __future__ import annotations

from typing import Any

from reportgen.cli.show import findings as finding_output
from reportgen.cli.show.understood import meant
from reportgen.finding import Finding
from reportgen.formats.outputs.check import CHECK, CheckOutput, FileCount, PrintedFinding, PrintedUnderstood
from reportgen.pipeline.check import Checked


def finding(found: Finding) -> PrintedFinding:
    """Return one finding with the entry that acknowledges it."""
    return PrintedFinding(
        file=found.file,
        line=found.line,
        column=found.column,
        length=found.length,
        code=found.code,
        severity=found.severity,
        subject=found.subject,
        found=found.found,
        required=found.required,
        advice=found.advice,
        acknowledgement=finding_output.acknowledgement(found) if found.item else "",
        reason=found.reason,
    )


def _understood(checked: Checked, name: str) -> tuple[PrintedUnderstood, ...]:
    return tuple(
        PrintedUnderstood(item.place.line, item.place.column, item.subject, item.typed, meant(item))
        for item in checked.understood.get(name, ())
    )


def check(checked: Checked) -> Any:
    """Return everything that was found, counted."""
    count = finding_output.Count.of(checked.findings)
    counts = finding_output.tally(checked.files, checked.findings)
    return CHECK.write(
        CheckOutput(
            file_count=len(checked.files),
            errors=count.errors,
            warnings=count.warnings,
            notes=count.notes,
            files=tuple(FileCount(name, *numbers, _understood(checked, name)) for name, numbers in counts.items()),
            unsent=tuple(sorted(checked.unsent)),
            findings=tuple(map(finding, checked.findings)),
            accepted=tuple(map(finding, checked.accepted)),
        )
    )
