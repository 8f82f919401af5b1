"""What goes into the bag of an issued document, and how it is described."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.archive.commit import Deposit
from reportgen.archive.entry import canonical
from reportgen.archive.manifest import MANIFEST, parse_manifest
from reportgen.archive.metadata import FileCode, Metadata, as_xml, bag_fields
from reportgen.archive.names import safe_name
from reportgen.archive.objection import Accepted
from reportgen.archive.printed import Printed
from reportgen.archive.register import Register
from reportgen.errors import CannotRun, Refused, reason
from reportgen.linting.verdicts import FormReport
from reportgen.model.agency import Agency
from reportgen.model.codec import to_json
from reportgen.model.entry import Entry
from reportgen.model.plan import FileRecord
from reportgen.model.snapshot import Snapshot
from reportgen.workspace import Workspace

METADATA_FILE = "van-ban.xml"
TEXT_FILE = "van-ban.txt"
SNAPSHOT_FILE = "so-lieu.json"
CHECKS_FILE = "kiem-tra.json"
INPUTS, TEMPLATES = "dau-vao", "mau"
PAYLOAD = "data"
MAX_SIGNED = 200_000_000
"""Bytes of a signed copy: a scan of some hundred pages in colour."""


@dataclass(frozen=True)
class Contents:
    """The files of one document: the .docx itself, its text, the signed copy, inputs and template by name."""

    docx: bytes
    text: bytes
    signed: bytes | None
    inputs: Mapping[str, bytes]
    template: tuple[str, bytes] | None


def contents(
    workspace: Workspace,
    hashes: Mapping[str, str],
    template: tuple[str, bytes] | None,
    docx: bytes,
    printed: Printed,
    signed: bytes | None,
) -> Contents:
    """Return what is to be kept of a document: it, its text, its signed copy, ``template``, and its inputs.

    ``hashes``: those of the inputs by name, as they were checked. Raises Refused when one has changed since.
    """
    inputs: dict[str, bytes] = {}
    for name, digest in hashes.items():
        try:
            content = (workspace.root / name).read_bytes()
        except OSError as error:
            raise CannotRun(f"Không đọc được {name}: {reason(error)}.") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise Refused(f"{name} vừa bị sửa trong lúc kiểm tra. Chạy lại lệnh.")
        inputs[name] = content
    return Contents(docx, ("\n".join(printed.lines) + "\n").encode(), signed, inputs, template)


def signed_copy(path: Path) -> bytes:
    """Return a signed copy. Raises CannotRun when it cannot be read, Refused when it is no whole PDF."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise CannotRun(f"{path} không phải là tệp thường.")
        if path.stat().st_size > MAX_SIGNED:
            raise Refused(f"{path} lớn hơn {MAX_SIGNED // 1_000_000} MB; quét lại ở độ phân giải thấp hơn.")
        content = path.read_bytes()
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
    if not content.startswith(b"%PDF-"):
        raise Refused(f"{path} không phải tệp PDF. Bản ký lưu ở dạng PDF (PDF đã ký số, hoặc bản giấy quét thành PDF).")
    if b"%%EOF" not in content[-2048:]:
        raise Refused(f"{path} là tệp PDF bị cắt cụt. Chép lại từ bản gốc.")
    return content


@dataclass(frozen=True)
class Described:
    """What the fields say of a document beside its line of the register."""

    agency: Agency
    file: FileRecord | None
    position: str
    priority: int
    pages: int | None


@dataclass(frozen=True)
class Checks:
    """How a document was found when it was issued: its form, and what was accepted all the same."""

    form: FormReport
    accepted: tuple[Accepted, ...]


def deposit(
    entry: Entry, kept: Contents, described: Described, checks: Checks, snapshot: Snapshot | None, register: Register
) -> Deposit:
    """Return the deposit of an issued document: its files, its fields, its line."""
    name = safe_name(entry.reference)
    found: dict[str, Any] = {
        "chuong_trinh": __version__,
        "the_thuc": to_json(checks.form),
        "chap_nhan": [to_json(item) for item in checks.accepted],
    }
    payload = {f"{name}.docx": kept.docx, TEXT_FILE: kept.text, CHECKS_FILE: _readable(found)}
    if kept.signed is not None:
        payload[f"{name}.pdf"] = kept.signed
    if snapshot is not None:
        payload[SNAPSHOT_FILE] = canonical(snapshot) + b"\n"
    payload |= {f"{INPUTS}/{path}": content for path, content in kept.inputs.items()}
    made = [("Program", f"reportgen {__version__}"), ("Document-SHA256", hashlib.sha256(kept.docx).hexdigest())]
    if kept.template is not None:
        template, content = kept.template
        payload[f"{TEMPLATES}/{template}"] = content
        made += [("Template", template), ("Template-SHA256", hashlib.sha256(content).hexdigest())]
    agency = described.agency
    metadata = Metadata(
        file=_file_code(agency, described.file, entry.year),
        ordinal=_ordinal(register, entry),
        type_name=entry.type_name,
        number=entry.padded_number,
        notation=entry.symbol,
        issued=entry.date,
        organ_name=agency.name,
        subject=entry.subject,
        position=described.position,
        full_name=entry.signer,
        to=entry.recipients,
        pages=described.pages,
        description=entry.note,
        priority=described.priority,
        copies=entry.copies,
    )
    info = (
        ("Source-Organization", agency.name),
        ("External-Identifier", entry.reference),
        ("External-Description", entry.title),
        *bag_fields(metadata),
        *made,
    )
    return Deposit(entry, payload, info, {METADATA_FILE: as_xml(metadata)})


def _file_code(agency: Agency, file: FileRecord | None, year: int) -> FileCode:
    return FileCode(
        organ_id=agency.identifier or "",
        catalog=year,
        notation=file.notation if file else "",
        title=(file.title or "") if file else "",
        retention=(file.retention or "") if file else "",
    )


def _ordinal(register: Register, entry: Entry) -> int:
    """Return the place of a document in its file: reports of one plan, other documents of one year."""
    same = [
        other
        for other in register.documents()
        if other.plan_id == entry.plan_id and (entry.plan_id or other.year == entry.year)
    ]
    return len(same) + 1


def _readable(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


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
