"""A register made anew from the bags, each of which keeps its own line: for one that is damaged and has no copy.

A bag's line and the hash of its tag manifest give the line of the register to the last byte; ``chaining`` chooses. What
no bag tells stays a gap, and is told, as is every bag that has come into no line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.bag import flush_folder, listed
from reportgen.archive.chaining import Chained, chained
from reportgen.archive.journal import unfinished
from reportgen.archive.lock import locked
from reportgen.archive.manifest import TAG_MANIFEST, parse_manifest
from reportgen.archive.names import same_name
from reportgen.archive.register import REGISTER, UPDATE, read_register, register_file, years
from reportgen.errors import CannotRun, Refused, reason
from reportgen.files import read_plain, write_atomic, write_free
from reportgen.formats.register import LINE_FILE, line_kept, line_of
from reportgen.formats.wire import Newer
from reportgen.model.entry import Entry
from reportgen.vn.signs import visible_name
from reportgen.workspace import KEPT


@dataclass(frozen=True)
class Restored:
    """The register as it stands now.

    ``entries``: all its lines; ``found``: those that only their bags told; ``lost``: the places in the order of
    recording of which nothing sound is left; ``shorter``: years of which the old file had more lines than the new,
    with both numbers. ``kept``: where the files that were replaced lie now. ``unproven``: of ``found`` those that no
    line of the old register comes after; ``dropped``: lines of the old register that fit nowhere; ``strangers``:
    bags, as ``year/name``, that are in no line.
    """

    entries: tuple[Entry, ...]
    found: tuple[Entry, ...] = ()
    lost: tuple[int, ...] = ()
    shorter: tuple[tuple[int, int, int], ...] = ()
    kept: tuple[Path, ...] = ()
    unproven: tuple[Entry, ...] = ()
    dropped: tuple[Entry, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something is left that a person must look at."""
        return bool(self.lost or self.shorter or self.dropped or self.strangers)

    @property
    def head(self) -> str:
        """The hash of the last line; empty while there is none."""
        return self.entries[-1].hash if self.entries else ""


def restore_register(root: Path) -> Restored:
    """Make the register anew from its own sound lines and the bags; what is replaced is kept beside the archive.

    Raises Refused for an archive that a later version wrote, CannotRun for one that cannot be read or written.
    """
    if not root.is_dir():
        raise CannotRun(f"Chưa có lưu trữ: không thấy thư mục {root}.")
    with locked(root):
        register = read_register(root)
        if later := next((fault for fault in register.faults if fault.newer), None):
            raise Refused(f"{later.where}: {later.what}. Chưa ghi gì; {UPDATE} rồi chạy lại.")
        sound = register.entries[:-1] if register.pending else register.entries
        try:
            bags = dict(_told_by_bags(root))
            told = [entry for entry in bags.values() if entry is not None]
            return _written(root, sound, chained(sound, told, whole=not register.faults), bags)
        except OSError as error:
            raise CannotRun(f"Không dựng lại được sổ đăng ký: {reason(error)}.") from error


def _told_by_bags(root: Path) -> Iterator[tuple[str, Entry | None]]:
    """Yield each bag as ``year/name`` and the line it tells of itself, while that and its place are as they were."""
    for year in years(root):
        folder = register_file(root, year).parent
        for bag in listed(folder):
            if (
                bag.is_dir()
                and not unfinished(bag.name)
                and ((bag / TAG_MANIFEST).exists() or (bag / LINE_FILE).exists())
            ):
                place = f"{folder.name}/{bag.name}"
                entry = None if bag.is_symlink() else _of_bag(bag)
                yield place, entry if entry is not None and same_name(entry.bag) == same_name(place) else None


def _of_bag(bag: Path) -> Entry | None:
    try:
        tags, line = read_plain(bag / TAG_MANIFEST), read_plain(bag / LINE_FILE)
        if parse_manifest(tags).get(LINE_FILE) != hashlib.sha256(line).hexdigest():
            return None
        return line_kept(line, hashlib.sha256(tags).hexdigest())
    except Newer as error:
        where = f"{bag.parent.name}/{visible_name(bag.name)}"
        raise Refused(f"{where}: {error}. Chưa ghi gì; {UPDATE} rồi chạy lại.") from error
    except (OSError, ValueError):
        return None


def _written(root: Path, sound: Sequence[Entry], chosen: Chained, bags: Iterable[str]) -> Restored:
    """Write the files of the years that change, each after what it was is safe beside the archive. Raises OSError."""
    known = {entry.hash for entry in sound}
    kept: list[Path] = []
    shorter: list[tuple[int, int, int]] = []
    for year in sorted({*years(root), *(entry.year for entry in chosen.entries)}):
        path = register_file(root, year)
        old = read_plain(path) if path.exists() else None
        lines = [line_of(entry) for entry in chosen.entries if entry.year == year]
        new = b"".join(line + b"\n" for line in lines)
        if old == new or (old is None and not new):
            continue
        if old:
            kept.append(_kept_beside(root, year, old))
            before = sum(bool(line) for line in old.split(b"\n"))
            shorter += [(year, before, len(lines))] if before > len(lines) else []
        write_atomic(path, new)
        flush_folder(path.parent)
    found = tuple(entry for entry in chosen.entries if entry.hash not in known)
    recorded = {same_name(entry.bag) for entry in chosen.entries}
    strangers = tuple(place for place in bags if same_name(place) not in recorded)
    kept_at, less = tuple(kept), tuple(shorter)
    return Restored(chosen.entries, found, chosen.lost, less, kept_at, chosen.unproven, chosen.dropped, strangers)


def _kept_beside(root: Path, year: int, old: bytes) -> Path:
    """Keep a register that is replaced outside the archive, where nothing is odd beside it."""
    name = Path(REGISTER)
    return write_free(root.parent / f"{name.stem}-{year:04d}{name.suffix}{KEPT}", old, lambda was: was == old)
