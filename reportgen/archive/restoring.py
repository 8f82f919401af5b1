"""A register made anew from the bags, each of which keeps its own line: for one that is damaged and has no copy.

A bag's line and the hash of its tag manifest give the line of the register to the last byte; the line after it, which
names its hash, proves it. What is proven by nothing is not taken; what no bag tells stays a gap, and is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.bag import flush_folder, listed
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
from reportgen.workspace import KEPT


@dataclass(frozen=True)
class Restored:
    """The register as it stands now.

    ``entries``: all its lines; ``found``: those that only their bags told; ``lost``: the places in the order of
    recording of which nothing sound is left; ``shorter``: years of which the old file had more lines than the new,
    with both numbers. ``kept``: where the files that were replaced lie now.
    """

    entries: tuple[Entry, ...]
    found: tuple[Entry, ...] = ()
    lost: tuple[int, ...] = ()
    shorter: tuple[tuple[int, int, int], ...] = ()
    kept: tuple[Path, ...] = ()

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
            chosen, lost = _chained(sound, list(_told_by_bags(root)))
            return _written(root, sound, chosen, lost)
        except Newer as error:
            raise Refused(f"{error}. Chưa ghi gì; {UPDATE} rồi chạy lại.") from error
        except OSError as error:
            raise CannotRun(f"Không dựng lại được sổ đăng ký: {reason(error)}.") from error


def _told_by_bags(root: Path) -> Iterator[Entry]:
    """Yield the line that each bag tells of itself, while it lies in its place and its own copy is as it was kept."""
    for year in years(root):
        folder = register_file(root, year).parent
        for bag in listed(folder):
            if bag.is_dir() and not bag.is_symlink() and not unfinished(bag.name):
                entry = _of_bag(bag)
                if entry is not None and same_name(entry.bag) == same_name(f"{folder.name}/{bag.name}"):
                    yield entry


def _of_bag(bag: Path) -> Entry | None:
    try:
        tags, line = read_plain(bag / TAG_MANIFEST), read_plain(bag / LINE_FILE)
        if parse_manifest(tags).get(LINE_FILE) != hashlib.sha256(line).hexdigest():
            return None
        return line_kept(line, hashlib.sha256(tags).hexdigest())
    except Newer:
        raise
    except (OSError, ValueError):
        return None


def _chained(sound: Sequence[Entry], told: Iterable[Entry]) -> tuple[list[Entry], list[int]]:
    """Return the lines that follow one another, and the places for which there is none.

    Of several the one that a line after it names; then the register's own, then a bag's if nothing is known after it.
    """
    by_place: dict[int, dict[str, Entry]] = {}
    known = {entry.hash for entry in sound}
    for entry in (*sound, *told):
        by_place.setdefault(entry.sequence, {}).setdefault(entry.hash, entry)
    chosen: list[Entry] = []
    lost: list[int] = []
    before: str | None = ""
    for place in range(1, max(by_place, default=0) + 1):
        named = {entry.previous_hash for entry in by_place.get(place + 1, {}).values()}
        follow = [entry for entry in by_place.get(place, {}).values() if before in (None, entry.previous_hash)]
        sure = [entry for entry in follow if entry.hash in named]
        own = [entry for entry in follow if entry.hash in known]
        best = [*sure, *own, *([] if named else follow)][:1]
        chosen += best
        lost += [] if best else [place]
        before = best[0].hash if best else None
    return chosen, lost


def _written(root: Path, sound: Sequence[Entry], chosen: Sequence[Entry], lost: Sequence[int]) -> Restored:
    """Write the files of the years that change, each after what it was is safe beside the archive. Raises OSError."""
    known = {entry.hash for entry in sound}
    kept: list[Path] = []
    shorter: list[tuple[int, int, int]] = []
    for year in sorted({*years(root), *(entry.year for entry in chosen)}):
        path = register_file(root, year)
        old = read_plain(path) if path.exists() else None
        lines = [line_of(entry) for entry in chosen if entry.year == year]
        new = b"".join(line + b"\n" for line in lines)
        if old == new or (old is None and not new):
            continue
        if old:
            kept.append(_kept_beside(root, year, old))
            before = sum(bool(line) for line in old.split(b"\n"))
            shorter += [(year, before, len(lines))] if before > len(lines) else []
        write_atomic(path, new)
        flush_folder(path.parent)
    found = tuple(entry for entry in chosen if entry.hash not in known)
    return Restored(tuple(chosen), found, tuple(lost), tuple(shorter), tuple(kept))


def _kept_beside(root: Path, year: int, old: bytes) -> Path:
    """Keep a register that is replaced outside the archive, where nothing is odd beside it."""
    name = Path(REGISTER)
    return write_free(root.parent / f"{name.stem}-{year:04d}{name.suffix}{KEPT}", old, lambda was: was == old)
