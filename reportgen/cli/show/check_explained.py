"""What ``check --explain`` prints: what a check means, why, how it is mended, how it is acknowledged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.cli.show.findings import acknowledging
from reportgen.cli.show.terminal import echo
from reportgen.pipeline.checks import Check, checks_named


def explained(name: str) -> int:
    """Print what the checks that ``name`` means are; return the exit code."""
    for at, check in enumerate(checks_named(name)):
        if at:
            echo()
        for line in lines(check):
            echo(line)
    return 0


def lines(check: Check) -> Iterator[str]:
    """Yield a check's code and title, severity, meaning, the faults as they are told, remedy, acknowledgement."""
    yield f"{check.code} · {check.title}"
    yield f"Mức: {' hoặc '.join(check.severities)}"
    yield f"Ý nghĩa: {check.meaning}"
    told = [(_severity(fault.severity, fault.doubt), shown(fault.found)) for fault in check.faults]
    told = [(severity, found) for severity, found in told if re.search(r"\w", found)]
    if told:
        yield "Báo:"
        yield from (f"  {severity}: {found}" for severity, found in told)
    yield f"Cách sửa: {check.remedy}"
    if check.item is None:
        yield "Xác nhận: không xác nhận được, phải sửa."
        return
    yield f"Đúng như vậy thì xác nhận, muc là {check.item.what}; ghi ở cuối tệp, sát lề:"
    yield "  xac_nhan:"
    yield f"    {acknowledging(check.code, check.item.example)}"


def shown(words: str) -> str:
    """Return a fault's words with dots where a value goes."""
    return re.sub(r"\{\w+\}", "…", words)


def _severity(severity: str, doubt: bool) -> str:
    return f"{severity}, xác nhận được" if doubt else severity
