"""Findings on one line each, as the cases are written."""

from __future__ import annotations

import json
from typing import Any

from reportgen.finding import Finding


def told(finding: Finding) -> str:
    """Return place, severity, subject, what was found, what is required and what to do."""
    place = f"{finding.file}:{finding.line}:{finding.column}"
    words = (finding.subject, finding.found, finding.required, finding.advice)
    return " · ".join(part for part in (place, finding.severity.value, *words) if part)


def told_in_json(out: str) -> list[str]:
    """Return the findings of a JSON document of ``check``, a line each."""
    return [_line(record) for record in json.loads(out)["phat_hien"]]


def told_with_codes(out: str) -> list[str]:
    """Return the findings of a JSON document of ``check``, a line each, the check's code at its end."""
    return [f"{_line(record)} · {record['ma']}" for record in json.loads(out)["phat_hien"]]


def _line(record: dict[str, Any]) -> str:
    place = f"{record['tep']}:{record['dong']}:{record['cot']}"
    words = [record[name] for name in ("muc_do", "muc", "tim_thay", "yeu_cau", "cach_sua")]
    return " · ".join(part for part in (place, *words) if part)
