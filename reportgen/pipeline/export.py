"""Handing a file (hồ sơ) over: its documents as PDF with their metadata as XML, in order of date, in one .zip.

Nghị định 30, Phụ lục VI, phần I, mục III, khoản 4, điểm g.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen import pdf
from reportgen.archive.find import corrected_by, find
from reportgen.archive.members import document_of, signed_of
from reportgen.archive.names import safe_name
from reportgen.archive.places import bag_place
from reportgen.archive.register import Register, sound_register
from reportgen.archive.verify import require_whole
from reportgen.errors import CannotRun, reason
from reportgen.files import outside, read_plain, write_free
from reportgen.formats.metadata import file_xml, read_metadata
from reportgen.issuing.bag_files import METADATA_FILE
from reportgen.model.entry import Entry
from reportgen.workspace import Workspace

_EPOCH = (1980, 1, 1, 0, 0, 0)
FILE_XML = "ho-so.xml"


@dataclass(frozen=True)
class ExportRequest:
    """What ``archive export`` was asked: the documents ``names``, else those of one ``plan``, or of one ``year``.

    The letters that correct them go along, whatever their year: without them nobody knows what the documents say.
    ``output``: None for a name of its own in the working folder.
    """

    names: Sequence[str] = ()
    plan: str | None = None
    year: int | None = None
    output: Path | None = None


@dataclass(frozen=True)
class ExportedFile:
    """A file as one .zip: where. ``converted``: documents whose PDF was made here, for want of a signed copy.

    ``unconverted``: documents that go as .docx because no PDF could be made. ``corrections``: letters that go along
    because they correct what was asked for.
    """

    path: Path
    documents: tuple[Entry, ...]
    converted: tuple[Entry, ...]
    unconverted: tuple[Entry, ...]
    corrections: tuple[Entry, ...] = ()


def write_export(workspace: Workspace, request: ExportRequest) -> ExportedFile:
    """Write the documents that are asked for as one .zip, under a name that is still free.

    Raises CannotRun for a place in the archive, a name with another ending, and when there is nothing to hand
    over; Refused when a bag is damaged: what is handed over must be what was issued.
    """
    root = workspace.archive_folder()
    wanted = request.output or Path(f"ho-so-{request.plan or request.year or 'luu-tru'}.zip")
    outside(wanted, root)
    if wanted.suffix.lower() != ".zip":
        raise CannotRun(f"Tên tệp phải có đuôi .zip: {wanted.name}.")
    convert = _converter()
    register = sound_register(root)
    asked = _chosen(register, request)
    corrections = _corrections(register, asked)
    entries = sorted((*asked, *corrections), key=lambda entry: (entry.date, entry.sequence))
    for item in (item for entry in entries for item in (entry, *_supplements(register, entry))):
        require_whole(root, item)
    width = max(2, len(str(len(entries))))  # names in order are documents in order
    converted: list[Entry] = []
    unconverted: list[Entry] = []
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        described = []
        for ordinal, entry in enumerate(entries, start=1):
            stem = f"{ordinal:0{width}d}-{entry.date.isoformat()}-{safe_name(entry.reference)}"
            bag = bag_place(root, entry.bag)
            fields = read_metadata(bag / METADATA_FILE)
            described.append((stem, fields))
            _put(package, f"{stem}.xml", _read(bag / METADATA_FILE))
            signed = _signed(root, register, entry)
            document = document_of(bag)
            if signed is not None:
                _put(package, f"{stem}.pdf", _read(signed))
            elif convert is not None:
                _put(package, f"{stem}.pdf", convert(document))
                converted.append(entry)
            else:
                unconverted.append(entry)
            _put(package, f"{stem}.docx", _read(document))
        _put(package, FILE_XML, file_xml(described, entries[0].date, entries[-1].date))
    path = write_free(wanted, buffer.getvalue())
    return ExportedFile(path, tuple(entries), tuple(converted), tuple(unconverted), corrections)


def _converter() -> Callable[[Path], bytes] | None:
    """Return what makes a PDF of a .docx; None where LibreOffice is not installed."""
    try:
        program = pdf.converter()
    except CannotRun:
        return None
    return lambda path: pdf.convert(program, path)


def _chosen(register: Register, request: ExportRequest) -> list[Entry]:
    plan, year = request.plan, request.year
    if request.names:
        found = [find(register, name, year) for name in request.names]
        return list({entry.bag: entry for entry in found}.values())
    found = [
        entry
        for entry in register.documents()
        if (plan is None or entry.plan_id == plan) and (year is None or entry.year == year)
    ]
    if not found:
        plans = ", ".join(sorted({entry.plan_id for entry in register.documents() if entry.plan_id}))
        known = f" Các kế hoạch có văn bản: {plans}." if plans else " Lưu trữ chưa có văn bản nào."
        raise CannotRun(f"Không có văn bản nào để xuất.{known}")
    return found


def _corrections(register: Register, asked: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the letters that correct what was asked for, and those that correct these, but for what is there."""
    letters, there = corrected_by(register), {entry.bag for entry in asked}
    found: dict[str, Entry] = {}
    waiting = list(asked)
    while waiting:
        for letter in letters.get(waiting.pop().bag, ()):
            if letter.bag not in there and letter.bag not in found:
                found[letter.bag] = letter
                waiting.append(letter)
    return tuple(found.values())


def _supplements(register: Register, entry: Entry) -> list[Entry]:
    return [other for other in register.entries if other.supplements == entry.bag]


def _signed(root: Path, register: Register, entry: Entry) -> Path | None:
    """Return the newest signed copy of a document; None when there is none."""
    bags = [entry, *_supplements(register, entry)]
    return next((path for bag in reversed(bags) if (path := signed_of(bag_place(root, bag.bag))) is not None), None)


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, content)


def _read(path: Path) -> bytes:
    try:
        return read_plain(path)
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
