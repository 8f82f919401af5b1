"""What lies in a bag: the payload files that its manifest names, and their bytes."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from reportgen.archive.manifest import MANIFEST, TAG_MANIFEST, parse_manifest
from reportgen.archive.places import PAYLOAD, member_place
from reportgen.errors import CannotRun, reason
from reportgen.files import read_plain


def recorded(bag: Path, folder: str = "") -> list[str]:
    """Return the payload files of a bag that its manifest names, by path below ``data/`` and then ``folder``.

    A file that somebody put beside them is none of them. Nothing for a bag whose manifest cannot be read.
    """
    start = f"{PAYLOAD}/{folder}/" if folder else f"{PAYLOAD}/"
    try:
        names = parse_manifest(read_plain(bag / MANIFEST))
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
    found = (name for name in recorded(bag) if name.endswith(suffix) and "/" not in name)
    return next((member_place(bag, name) for name in found), None)


def issued_file(bag: Path) -> bytes:
    """Return the bytes of the issued .docx. Raises CannotRun when it cannot be read."""
    return read_member(bag, document_of(bag).name)


def read_member(bag: Path, name: str) -> bytes:
    """Return the bytes of one payload file of a bag. Raises CannotRun when it cannot be read."""
    path = member_place(bag, name)
    try:
        return read_plain(path)
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error


def vouched(bag: Path, bag_hash: str, name: str) -> bytes | None:
    """Return the bytes of a payload file that the bag's manifests vouch for; None for what was changed or put there.

    ``bag_hash``: the SHA-256 of the tag manifest, as the register's line says it.
    """
    try:
        tags = _hashed(bag / TAG_MANIFEST, bag_hash)
        payload = _hashed(bag / MANIFEST, parse_manifest(tags)[MANIFEST])
        return _hashed(member_place(bag, name), parse_manifest(payload)[f"{PAYLOAD}/{name}"])
    except (OSError, ValueError, KeyError):
        return None


def _hashed(path: Path, digest: str) -> bytes:
    """Return the bytes of an ordinary file. Raises ValueError when their SHA-256 is another, OSError."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError(path)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(path)
    return content
