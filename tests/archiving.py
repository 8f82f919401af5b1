"""A small archive for tests: deposits of tiny files, a store over two years, and a disk that fails on demand.

Run as a program, ``python -m tests.archiving ROOT FIRST COUNT``, it puts documents into an archive, so that tests
can have several writers at once, or one that is killed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import stat
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bagit  # before any fork, and before a disk that fails is counted

from reportgen.archive.bag import remove
from reportgen.archive.commit import Committed, Deposit, commit
from reportgen.archive.journal import JOURNAL
from reportgen.archive.register import Register, read_register
from reportgen.archive.verify import Verified, verify
from reportgen.errors import CannotRun, Refused
from reportgen.model.entry import Entry
from reportgen.temporary import TEMPORARY
from tests.folders import everything
from tests.places import memory

SYMBOL = "BC-SKHCN"


def line(so: int, day: dt.date = dt.date(2026, 5, 14), **columns: Any) -> Entry:
    """Return a line that is not recorded yet."""
    given: dict[str, Any] = {
        "number": so,
        "symbol": SYMBOL,
        "date": day,
        "type_name": "Báo cáo",
        "subject": f"Kết quả thực hiện nhiệm vụ thứ {so}",
        "signer": "Nguyễn Thị Mẫu",
        "series": "chung",
        "recorded_at": f"{day.isoformat()}T09:{so % 60:02d}:00+07:00",
        "recipients": ("Ủy ban nhân dân thành phố", "Các phòng, đơn vị"),
        "kept_by": "VT, VP",
        "source_hash": f"{so:064x}",
    }
    return Entry(**(given | columns))


def deposit(entry: Entry) -> Deposit:
    """Return a deposit of a handful of small files, no two alike."""
    words = entry.words()
    payload = {
        "văn bản.docx": f"PK {words}".encode(),
        "van-ban.txt": f"{entry.title}\n".encode(),
        "dau-vao/tình hình/phòng Kế hoạch – Tài chính.yaml": f"don_vi: khtc # {words}\n".encode(),
    }
    info = (
        ("Source-Organization", "Sở Khoa học và Công nghệ"),
        ("External-Identifier", entry.reference),
        ("Subject", entry.subject),
        *(("To", name) for name in entry.recipients),
    )
    return Deposit(entry, payload, info, {"van-ban.xml": f"<Document>{words}</Document>\n".encode()})


def put(root: Path, entry: Entry, wait: float = 30.0) -> Committed:
    """Put one document into the archive."""
    return commit(root, lambda _: deposit(entry), entry.date, wait)


def small_store(root: Path) -> Register:
    """Make an archive of two years: three reports, a signed copy added later, a document that replaces another.

    The signed copy is recorded in 2026 and stands in the register of 2025, so that neither year ends the chain
    for the other.
    """
    put(root, line(11, dt.date(2025, 12, 20)))
    decided = put(root, line(12, dt.date(2025, 12, 26), symbol="QĐ-SKHCN", type_name="Quyết định")).entry
    first = put(root, line(1, dt.date(2026, 1, 12))).entry
    signed = line(12, decided.date, symbol="QĐ-SKHCN", type_name="Quyết định", supplements=decided.bag)
    put(root, dataclasses.replace(signed, recorded_at="2026-02-03T08:00:00+07:00"))
    put(root, line(2, dt.date(2026, 3, 2), replaces=first.bag, note=f"thay thế {first.words()}"))
    return read_register(root)


def bags(root: Path) -> list[Path]:
    """Return the folders of all bags."""
    return sorted(path for path in root.glob("[0-9][0-9][0-9][0-9]/*") if path.is_dir())


def told(verified: Verified) -> list[str]:
    """Return the faults as one line each."""
    return [f"{fault.where}: {fault.what}" for fault in verified.faults]


def assert_whole(root: Path, *, tidy: bool = True) -> Register:
    """Hold the archive against everything that must be true of it; return its register.

    ``tidy``: nothing unfinished may lie about either.
    """
    verified = verify(root)
    assert told(verified) == []
    register = read_register(root)
    assert [entry.sequence for entry in register.entries] == list(range(1, len(register.entries) + 1))
    assert [path.relative_to(root).as_posix() for path in bags(root) if not path.name.startswith(TEMPORARY)] == sorted(
        entry.bag for entry in register.entries
    )
    for entry in register.entries:
        _prove(root / entry.bag)
    if tidy:
        assert verified.notes == ()
        assert not list(root.rglob(f"{TEMPORARY}*"))
        assert not (root / JOURNAL).exists()
    return register


_proven: set[frozenset[tuple[str, bytes]]] = set()


def _prove(bag: Path) -> None:
    """Let the bag library look at a bag, unless it has passed one of the same files: most moments leave the same bags."""
    files = frozenset(everything(bag).items())
    if files not in _proven:
        bagit.Bag(str(bag)).validate()
        _proven.add(files)


@contextmanager
def fast_folder() -> Iterator[Path]:
    """Give a folder, in memory where there is such a thing: thousands of small files are made and removed."""
    with tempfile.TemporaryDirectory(dir=memory(), prefix="luu-tru-") as made:
        yield Path(made).resolve()


def clear(path: Path) -> None:
    """Remove a folder that may not be there, read-only files included."""
    if path.exists():
        remove(path)


def decomposed(text: str) -> str:
    """Return ``text`` in normal form D, as a Mac writes names."""
    return unicodedata.normalize("NFD", text)


def writable(path: Path) -> Path:
    """Let a file of a bag be changed, as somebody who tampers would; return it."""
    path.chmod(path.stat().st_mode | stat.S_IWRITE)
    return path


# A disk that fails on demand

WRITES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink")
READS = ("os.listdir", "os.scandir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass
class Disk:
    """What happens below ``root``: ``strike`` is called at the ``at``-th change, with ``always`` at later ones too.

    ``reads``: opening for reading and listing folders count as well.
    """

    root: Path
    at: int
    strike: Callable[[], None]
    always: bool = False
    reads: bool = False
    count: int = field(default=0, init=False)

    def event(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Look at an audit event."""
        if not self._counts(name, arguments):
            return
        self.count += 1
        if self.count == self.at or (self.always and self.count > self.at):
            self.strike()

    def _counts(self, name: str, arguments: tuple[Any, ...]) -> bool:
        if name == "open":
            _, mode, flags = arguments
            writes = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool((flags or 0) & _WRITING)
            if not writes and not self.reads:
                return False
        elif not (name.startswith(("os.fsync", "shutil.")) or name in WRITES or (self.reads and name in READS)):
            return False
        return any(self._below(path) for path in arguments[: 2 if name == "os.rename" else 1])

    def _below(self, path: Any) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return Path(os.fsdecode(path)).absolute().is_relative_to(self.root)  # the bag library changes into its folder


_disk: Disk | None = None
_hooked = False


def _hook(name: str, arguments: tuple[Any, ...]) -> None:
    if _disk is not None and (name == "open" or name.startswith(("os.", "shutil."))):
        _disk.event(name, arguments)


@contextmanager
def watched(disk: Disk) -> Iterator[Disk]:
    """Let ``disk`` see every change while the block runs. Audit hooks stay for good; this one then does nothing."""
    global _disk, _hooked
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked = True
    _disk = disk
    try:
        yield disk
    finally:
        _disk = None


def failing(number: int) -> Callable[[], None]:
    """Return what raises the system's error ``number``."""

    def strike() -> None:
        raise OSError(number, os.strerror(number))

    return strike


def _main(root: str, first: str, count: str) -> None:
    _say("sẵn sàng")
    for number in range(int(first), int(first) + int(count)):
        try:
            done = put(Path(root), line(number))
        except (Refused, CannotRun) as error:
            _say(str(error))
            raise SystemExit(error.exit_code) from error
        _say(str(done.entry.sequence))


def _say(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()


if __name__ == "__main__":
    _main(*sys.argv[1:])
