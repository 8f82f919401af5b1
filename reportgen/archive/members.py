"""What lies in a bag: the payload files that its manifest names, and their bytes."""

from __future__ import annotations

from pathlib import Path

from reportgen.archive.manifest import MANIFEST, parse_manifest
from reportgen.errors import CannotRun, reason

PAYLOAD = "data"
"""The folder of a bag that holds its payload (RFC 8493, 2.1.2)."""


def recorded(bag: Path, folder: str = "") -> list[str]:
    """Return the payload files of a bag that its manifest names, by path below ``data/`` and then ``folder``.

    A file that somebody put beside them is none of them. Nothing for a bag whose manifest cannot be read.
    """
    start = f"{PAYLOAD}/{folder}/" if folder else f"{PAYLOAD}/"
    try:
        names = parse_manifest((bag / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return []
    return sorted(name.removeprefix(start) for name in names if name.startswith(start))


def document_of(bag: Path) -> Path:
    """Return the issued .docx in a bag. Raises CannotRun when its manifest names none."""
    found = _with_suffix(bag, ".docx")
    if found is None:
        raise CannotRun(f"Hồ sơ {bag} thiếu tệp .docx. Xem mọi chỗ hỏng bằng lệnh: reportgen archive verify")
    return found


def signed_of(bag: Path) -> Path | None:
    """Return the signed copy in a bag; None when it has none."""
    return _with_suffix(bag, ".pdf")


def _with_suffix(bag: Path, suffix: str) -> Path | None:
    return next((bag / PAYLOAD / name for name in recorded(bag) if name.endswith(suffix) and "/" not in name), None)


def issued_file(bag: Path) -> bytes:
    """Return the bytes of the issued .docx. Raises CannotRun when it cannot be read."""
    return read_member(bag, document_of(bag).name)


def read_member(bag: Path, name: str) -> bytes:
    """Return the bytes of one payload file of a bag. Raises CannotRun when it cannot be read."""
    try:
        return (bag / PAYLOAD / name).read_bytes()
    except OSError as error:
        raise CannotRun(f"Không đọc được {bag / PAYLOAD / name}: {reason(error)}.") from error
