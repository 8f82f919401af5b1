"""The order of the ``archive`` commands: find the document, read its bag, say what is asked."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.archive.commit import Committed, Deposit, commit
from reportgen.archive.diff import Difference, TaskChange, compare
from reportgen.archive.find import corrected_by, find, replaced_by
from reportgen.archive.members import read_member, signed_of
from reportgen.archive.names import safe_name
from reportgen.archive.places import PAYLOAD, bag_place, member_place
from reportgen.archive.register import Damage, Register, read_register, sound_register
from reportgen.archive.verify import require_whole, verify_bag
from reportgen.errors import CannotRun, Refused
from reportgen.formats.bag import CHECKS
from reportgen.formats.bag_info import DESCRIPTION, IDENTIFIER
from reportgen.formats.metadata import MetadataText, read_metadata
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.wire import Newer, Unfit
from reportgen.issuing.bag_files import CHECKS_FILE, METADATA_FILE, SNAPSHOT_FILE
from reportgen.model.entry import Entry
from reportgen.model.objection import Accepted
from reportgen.model.snapshot import Snapshot
from reportgen.workspace import Workspace

__all__ = [
    "Compared",
    "Listed",
    "Shown",
    "TaskChange",
    "add_signed",
    "compared",
    "has_copy",
    "latest_year",
    "listed",
    "listed_in",
    "shown",
    "snapshot_of",
]


@dataclass(frozen=True)
class Listed:
    """One document of the archive as lists show it.

    ``replaced``: the one that replaces it. ``corrections``: the letters that correct it; ``corrects``: the document
    that it corrects itself.
    """

    entry: Entry
    replaced: Entry | None
    signed: bool
    corrections: tuple[Entry, ...] = ()
    corrects: Entry | None = None

    @property
    def standing(self) -> tuple[str, ...]:
        """What became of it since it was issued, in words: replaced, corrected."""
        replaced = (f"được {self.replaced.words()} thay thế",) if self.replaced else ()
        return (*replaced, *(f"được đính chính bằng {letter.cited()}" for letter in self.corrections))

    @property
    def correcting(self) -> str:
        """What it corrects, in words; empty for nothing."""
        return f"đính chính cho {self.corrects.cited()}" if self.corrects else ""

    @property
    def remarks(self) -> str:
        """What the book's last column says."""
        return "; ".join(([self.entry.note] if self.entry.note else []) + list(self.standing))


@dataclass(frozen=True)
class Shown:
    """One document in full: its line, its fields, its files by path, its supplements, what was accepted, its faults.

    ``notes``: what cannot be told of it and is no damage.
    """

    listed: Listed
    replaces: Entry | None
    place: Path
    fields: MetadataText
    files: tuple[tuple[str, int], ...]
    supplements: tuple[Entry, ...]
    accepted: tuple[Accepted, ...]
    faults: tuple[Damage, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Two reports and how they differ."""

    before: Entry
    after: Entry
    difference: Difference
    targets: tuple[tuple[str, str, tuple[str, str], tuple[str, str]], ...]
    """Code and name of each target, its value and verdict in words before and after; empty where it has none."""


def listed(workspace: Workspace, year: int | None = None) -> tuple[Listed, ...]:
    """Return the documents of the archive, or of one year, in the order of recording."""
    register = read_register(workspace.archive_folder())
    return tuple(listed_in(workspace, register, year))


def listed_in(
    workspace: Workspace, register: Register, year: int | None = None, bags: Container[str] | None = None
) -> Iterator[Listed]:
    """Yield the documents of ``register``, or of one year of it, or of ``bags``; for each its bag is looked at."""
    replaced, corrections = replaced_by(register), corrected_by(register)
    supplemented = {entry.supplements for entry in register.entries}
    by_bag = {entry.bag: entry for entry in register.documents()}
    for entry in register.documents():
        if (year is None or entry.year == year) and (bags is None or entry.bag in bags):
            signed = (
                entry.bag in supplemented or signed_of(bag_place(workspace.archive_folder(), entry.bag)) is not None
            )
            corrected = by_bag.get(entry.corrects)
            yield Listed(entry, replaced.get(entry.bag), signed, corrections.get(entry.bag, ()), corrected)


def shown(workspace: Workspace, text: str, year: int | None = None) -> Shown:
    """Return one document in full, its bag verified. Raises CannotRun when there is none such."""
    root = workspace.archive_folder()
    register = read_register(root)
    entry = find(register, text, year)
    place = bag_place(root, entry.bag)
    supplements = tuple(other for other in register.entries if other.supplements == entry.bag)
    faults = tuple(fault for item in (entry, *supplements) for fault in verify_bag(root, item))
    item = next(item for item in listed_in(workspace, register, bags=(entry.bag,)) if item.entry == entry)
    accepted, notes = _accepted(place)
    return Shown(
        item,
        next((other for other in register.entries if entry.replaces and other.bag == entry.replaces), None),
        place,
        read_metadata(place / METADATA_FILE),
        tuple(_files(place)) + tuple(file for other in supplements for file in _files(bag_place(root, other.bag))),
        supplements,
        accepted,
        faults,
        notes,
    )


def _files(place: Path) -> Iterator[tuple[str, int]]:
    for path in sorted((place / PAYLOAD).rglob("*")):
        if path.is_file():
            yield f"{place.name}/{path.relative_to(place).as_posix()}", path.stat().st_size


def _accepted(place: Path) -> tuple[tuple[Accepted, ...], tuple[str, ...]]:
    """Return what was accepted when the document was issued, and why that cannot be told, if it cannot."""
    try:
        return CHECKS.load(read_member(place, CHECKS_FILE)).accepted, ()
    except Newer as error:
        return (), (f"{CHECKS_FILE} {error}; cập nhật reportgen để xem lý do nào đã được chấp nhận",)
    except (Unfit, CannotRun):
        return (), ()  # the faults of the bag say so


def add_signed(workspace: Workspace, text: str, content: bytes, now: dt.datetime, year: int | None = None) -> Committed:
    """Add a signed copy (a PDF's bytes) to an issued document, in a bag of its own: what is issued is never changed.

    Raises Refused when the very same copy is there already; CannotRun.
    """
    root = workspace.archive_folder()
    find(read_register(root), text, year)  # a slip is told before the folder is touched

    def prepare(register: Register) -> Deposit:
        entry = find(register, text, year)
        if there := has_copy(root, register, entry, content):
            raise Refused(f"Bản ký này đã có trong hồ sơ {there}; không ghi thêm gì.")
        line = Entry(
            number=entry.number,
            symbol=entry.symbol,
            date=entry.date,
            type_name=entry.type_name,
            subject=entry.subject,
            signer=entry.signer,
            series=entry.series,
            recorded_at=max([now, *(item.recorded for item in register.entries)]).isoformat(timespec="seconds"),
            plan_id=entry.plan_id,
            period_id=entry.period_id,
            supplements=entry.bag,
            source_hash=hashlib.sha256(content).hexdigest(),
            note="bản ký",
        )
        info = ((IDENTIFIER.name, entry.reference), (DESCRIPTION.name, f"Bản ký của {entry.words()}"))
        return Deposit(line, {f"{safe_name(entry.reference)}.pdf": content}, info, {})

    from reportgen.pipeline.plan_number import record_in_plan  # reading plans, which no other command here does

    return commit(root, prepare, now.date(), finish=partial(record_in_plan, workspace))


def has_copy(root: Path, register: Register, entry: Entry, content: bytes) -> str:
    """Return the bag of a document that holds this very signed copy; empty when none does."""
    for other in (entry, *(item for item in register.entries if item.supplements == entry.bag)):
        there = signed_of(bag_place(root, other.bag))
        if there is not None and there.read_bytes() == content:
            return other.bag
    return ""


def snapshot_of(root: Path, entry: Entry) -> Snapshot:
    """Return the data of an issued report. Raises CannotRun when it has none that this version reads."""
    place = bag_place(root, entry.bag)
    if not member_place(place, SNAPSHOT_FILE).is_file():
        raise CannotRun(f"{entry.words()} không có số liệu kèm theo (không phải báo cáo định kỳ).")
    try:
        return SNAPSHOT.load(read_member(place, SNAPSHOT_FILE))
    except Newer as error:
        raise CannotRun(f"Số liệu của {entry.words()} {error}. Cập nhật reportgen rồi chạy lại.") from error
    except Unfit as error:
        raise CannotRun(f"Số liệu của {entry.words()} hỏng. Kiểm tra: reportgen archive verify") from error


def compared(workspace: Workspace, before: str, after: str) -> Compared:
    """Return how two issued reports differ. Raises CannotRun."""
    root = workspace.archive_folder()
    register = sound_register(root)
    old, new = find(register, before), find(register, after)
    for entry in (old, new):
        require_whole(root, entry)
    first, second = snapshot_of(root, old), snapshot_of(root, new)
    found = compare(first, second)
    was, now = _target_words(first), _target_words(second)
    none = ("", "")
    targets = ((item.code, item.name, was.get(item.code, none), now.get(item.code, none)) for item in found.targets)
    return Compared(old, new, found, tuple(targets))


def latest_year(workspace: Workspace, today: dt.date) -> int:
    """Return the year of the last line; this year while there is none."""
    entries = read_register(workspace.archive_folder()).entries
    return entries[-1].year if entries else today.year


def _target_words(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Return the value and the verdict of each target in words, by code."""
    from reportgen.compose import compose

    return {target.ma: (target.ty_le, target.danh_gia) for target in compose(snapshot).chi_tieu}
