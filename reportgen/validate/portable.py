"""Codes that become names of files and folders: what Windows does not take, or takes for another one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.checks.base import Fault
from reportgen.validate.report import Report
from reportgen.vn.signs import visible_name
from reportgen.vn.text import nfc
from reportgen.yamlmap.marks import Path

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")
_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
_NOT_TAKEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


def unfit(code: str) -> str:
    """Return in words why Windows makes no file or folder called ``code``; empty where it does."""
    if nfc(code).split(".", 1)[0].rstrip(" ").casefold() in _DEVICES:
        return "Windows dành tên này cho thiết bị"
    if refused := _NOT_TAKEN.search(code):
        return f"Windows không nhận «{visible_name(refused[0])}» trong tên"
    ends = {".": "dấu chấm", " ": "dấu cách"}.get(code[-1:])
    return f"Windows bỏ {ends} ở cuối tên" if ends else ""


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
