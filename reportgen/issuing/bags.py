"""What goes into the bag of an issued document, and how it is described."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.errors import CannotRun, Refused, reason
from reportgen.formats import bag_info
from reportgen.formats.bag import CHECKS, ChecksFile, readable
from reportgen.formats.metadata import FileCode, Metadata, as_xml, bag_fields
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.issuing.bag_files import CHECKS_FILE, INPUTS, METADATA_FILE, SNAPSHOT_FILE, TEMPLATES, TEXT_FILE
from reportgen.issuing.candidate import Candidate, Recorded
from reportgen.issuing.objections import words_of
from reportgen.issuing.series import series_of
from reportgen.model.entry import Entry
from reportgen.model.objection import Accepted
from reportgen.version import __version__
from reportgen.vn.text import fold
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Bagged:
    """The files of one bag: ``payload`` by path below ``data/``, the fields ``info`` of ``bag-info.txt``, ``tags``."""

    payload: Mapping[str, bytes]
    info: tuple[tuple[str, str], ...]
    tags: Mapping[str, bytes]


def read_inputs(
    workspace: Workspace, hashes: Mapping[str, str], kept: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the files that a document's data was read from, by name; ``hashes`` says what they were then.

    ``kept``: those that were not read from the workspace.

    Raises CannotRun when one cannot be read, Refused when one has changed since.
    """
    inputs: dict[str, bytes] = {}
    for name, digest in hashes.items():
        try:
            content = kept[name] if kept and name in kept else (workspace.root / name).read_bytes()
        except OSError as error:
            raise CannotRun(f"Không đọc được {name}: {reason(error)}.") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise Refused(f"{name} vừa bị sửa trong lúc kiểm tra. Chạy lại lệnh.")
        inputs[name] = content
    return inputs


def line_of(candidate: Candidate, accepted: Iterable[Accepted], recorded: Recorded) -> Entry:
    """Return the line of the register for an issued document, without place, order and hashes."""
    request, printed, snapshot = candidate.request, candidate.printed, candidate.snapshot
    replaced, corrected = recorded.replaced, recorded.corrected
    remarks = [f"thay thế {replaced.words()}"] if replaced else []
    remarks += [f"đính chính cho {corrected.cited()}"] if corrected else []
    remarks += words_of(accepted)
    now = max([request.now, *(entry.recorded for entry in recorded.entries)])  # another command may just have
    return Entry(
        number=request.number,
        symbol=printed.symbol,
        date=request.date,
        type_name=printed.type_name,
        subject=printed.subject,
        signer=printed.signer or (snapshot.signer.name if snapshot else ""),
        series=series_of(candidate.agency, printed.kind),
        recorded_at=now.isoformat(timespec="seconds"),
        recipients=printed.to,
        kept_by=printed.kept,
        copies=request.copies,
        note="; ".join(remarks),
        plan_id=candidate.plan_id,
        period_id=candidate.period_id,
        replaces=replaced.bag if replaced else "",
        corrects=corrected.bag if corrected else "",
        source_hash=candidate.draft.sha256,
    )


@dataclass(frozen=True)
class Kept:
    """What is kept of a document beside itself: its signed copy, its inputs by name."""

    signed: bytes | None
    inputs: Mapping[str, bytes]


def bagged(
    name: str, entry: Entry, candidate: Candidate, kept: Kept, accepted: Iterable[Accepted], recorded: Recorded
) -> Bagged:
    """Return the files of an issued document's bag; ``name``: what its document is called, without suffix."""
    docx, snapshot = candidate.stamped.content, candidate.snapshot
    text = "\n".join(candidate.printed.lines) + "\n"
    checks = ChecksFile(__version__, candidate.form, tuple(accepted))
    payload = {f"{name}.docx": docx, TEXT_FILE: text.encode(), CHECKS_FILE: readable(CHECKS.write(checks))}
    if kept.signed is not None:
        payload[f"{name}.pdf"] = kept.signed
    if snapshot is not None:
        payload[SNAPSHOT_FILE] = f"{SNAPSHOT.dump(snapshot)}\n".encode()
    payload |= {f"{INPUTS}/{path}": content for path, content in kept.inputs.items()}
    made = [
        (bag_info.PROGRAM.name, f"reportgen {__version__}"),
        (bag_info.DOCUMENT_HASH.name, hashlib.sha256(docx).hexdigest()),
    ]
    if candidate.today is not None:
        template, content = candidate.today.template
        payload[f"{TEMPLATES}/{template}"] = content
        made += [(bag_info.TEMPLATE.name, template), (bag_info.TEMPLATE_HASH.name, hashlib.sha256(content).hexdigest())]
    metadata = _metadata(entry, candidate, recorded)
    info = (
        (bag_info.ORGANIZATION.name, candidate.agency.name),
        (bag_info.IDENTIFIER.name, entry.reference),
        (bag_info.DESCRIPTION.name, entry.title),
        *bag_fields(metadata),
        *made,
    )
    return Bagged(payload, info, {METADATA_FILE: as_xml(metadata)})


def _metadata(entry: Entry, candidate: Candidate, recorded: Recorded) -> Metadata:
    """Return the decree's fields of an issued document."""
    request, printed = candidate.request, candidate.printed
    return Metadata(
        file=_file_code(candidate, entry.year),
        ordinal=_ordinal(recorded, entry),
        type_name=entry.type_name,
        number=entry.padded_number,
        notation=entry.symbol,
        issued=entry.date,
        organ_name=candidate.agency.name,
        subject=entry.subject,
        position=_position(candidate),
        full_name=entry.signer,
        to=entry.recipients,
        pages=request.pages or printed.pages,
        description=entry.note,
        priority=printed.priority,
        copies=entry.copies,
    )


def _position(candidate: Candidate) -> str:
    """Return the signer's position, in the data's letters where they are the same words as the printed ones."""
    printed, snapshot = candidate.printed.position, candidate.snapshot
    if snapshot is not None and fold(snapshot.signer.position) == fold(printed):
        return snapshot.signer.position
    return printed


def _file_code(candidate: Candidate, year: int) -> FileCode:
    """Return the file that a document belongs to; the agency's code alone where the plan names none."""
    code = FileCode(organ_id=candidate.agency.identifier or "", catalog=year)
    file = candidate.file
    if file is None:
        return code
    return dataclasses.replace(code, notation=file.notation, title=file.title or "", retention=file.retention or "")


def _ordinal(recorded: Recorded, entry: Entry) -> int:
    """Return the place of a document in its file: reports of one plan, other documents of one year."""
    same = [
        other
        for other in recorded.entries
        if not other.supplements and other.plan_id == entry.plan_id and (entry.plan_id or other.year == entry.year)
    ]
    return len(same) + 1
