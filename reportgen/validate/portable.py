"""Codes that become names of files and folders: what Windows does not take, or takes for another one."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.checks.base import Fault
from reportgen.validate.report import Report
from reportgen.vn.text import nfc
from reportgen.yamlmap.marks import Path

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)


def unfit(code: str) -> str:
    """Return in words why Windows makes no file or folder called ``code``; empty where it does."""
    if nfc(code).split(".", 1)[0].casefold() in _DEVICES:
        return "Windows dành tên này cho thiết bị"
    return "Windows bỏ dấu chấm ở cuối tên" if code.endswith(".") else ""


def check_codes(codes: Iterable[str], at: Path, fault: Fault, report: Report) -> None:
    """Find codes under ``at`` that Windows does not take as names."""
    for code in codes:
        if why := unfit(code):
            report.at_key((*at, code), fault, code=code, why=why)


def alike(code: str, codes: Iterable[str]) -> str:
    """Return the first of ``codes`` that Windows takes for ``code``; empty where that is itself, or there is none."""
    first = next((other for other in codes if _same(other) == _same(code)), code)
    return "" if first == code else first


def check_apart(codes: Iterable[str], at: Path, fault: Fault, report: Report) -> None:
    """Find codes under ``at`` that Windows takes for one name: case and normal form aside."""
    owners: dict[str, str] = {}
    for code in codes:
        other = owners.setdefault(_same(code), code)
        if other != code:
            report.at_key((*at, code), fault, code=code, other=other)


def _same(code: str) -> str:
    return nfc(code).casefold()
