"""Putting a document into the archive so that it is there wholly or not at all.

Under the lock: bag built aside, journal written, bag renamed into its place (from here on the document is
issued), line added to the register, journal removed. Whatever moment the machine stops at, the next command
that writes finishes what was issued and clears away what was not.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.bag import build_bag, flush_folder, listed, remove
from reportgen.archive.journal import JOURNAL, LOCK, done, read_journal, unfinished, write_journal
from reportgen.archive.lock import WAIT, locked
from reportgen.archive.names import bag_name, same_name
from reportgen.archive.register import (
    REGISTER,
    Register,
    append_line,
    is_year,
    read_register,
    register_file,
    sound_register,
)
from reportgen.errors import CannotRun, Refused, ReportgenError, reason
from reportgen.formats.bag import Journal
from reportgen.formats.register import LINE_FILE, content_of, seal
from reportgen.model.entry import Entry
from reportgen.temporary import new_name

_TRIES = 5
_NOTHING = "Chưa ghi gì thêm vào lưu trữ."


@dataclass(frozen=True)
class Deposit:
    """What goes into one bag.

    ``entry``: its line, without place, order and hashes. ``payload``, ``info`` and ``tags`` as
    :func:`reportgen.archive.bag.build_bag` takes them.
    """

    entry: Entry
    payload: Mapping[str, bytes]
    info: tuple[tuple[str, str], ...]
    tags: Mapping[str, bytes]


@dataclass(frozen=True)
class Committed:
    """A document that was put into the archive; ``unfinished``: why its line stands in the journal only.

    ``left``: what ``finish`` could not do.
    """

    entry: Entry
    unfinished: str = ""
    left: str = ""


Finish = Callable[[Entry], str]
"""What is still to be done outside the archive once a line stands in the register; returns what could not be done.

It is done again after an interruption, and so finds its work done, or does it.
"""


def nothing(_: Entry) -> str:
    """Leave all else as it is."""
    return ""


def commit(
    root: Path,
    prepare: Callable[[Register], Deposit],
    day: dt.date,
    wait: float = WAIT,
    finish: Finish = nothing,
) -> Committed:
    """Put one document into the archive ``root``.

    ``prepare`` gives the deposit, or raises Refused, for the register as it stands under the lock. ``day``
    is the day of bagging, ``wait`` how many seconds to wait for another writer. ``finish`` is called once the line
    stands in the register, before the journal goes. Raises Refused (what
    ``prepare`` refuses, a damaged register, another command that keeps writing) and CannotRun (disk full,
    folder read-only): then nothing is in the archive.
    """
    with locked(root, wait):
        register = sound_register(root)
        try:
            if recover(root, finish):
                register = read_register(root)
            _no_orphans(root, register)
            deposit = prepare(register)
            return _store(root, register, deposit, day, finish)
        except OSError as error:
            raise CannotRun(f"Không ghi được vào lưu trữ: {reason(error)}. {_NOTHING}") from error


def complete(root: Path, wait: float = WAIT, finish: Finish = nothing) -> None:
    """Finish what an interrupted command left: its line, its unfinished files. Raises Refused, CannotRun."""
    with locked(root, wait):
        sound_register(root)
        try:
            recover(root, finish)
        except OSError as error:
            raise CannotRun(f"Không ghi được vào lưu trữ: {reason(error)}. {_NOTHING}") from error


def _store(root: Path, register: Register, deposit: Deposit, day: dt.date, finish: Finish) -> Committed:
    entry = dataclasses.replace(
        deposit.entry,
        sequence=len(register.entries) + 1,
        previous_hash=register.head,
        bag=bag_name(deposit.entry, _names(root, register)),
    )
    temporary = new_name(root)
    journal = None
    try:
        temporary.mkdir()
        tags = {**deposit.tags, LINE_FILE: content_of(entry)}
        sealed = seal(entry, build_bag(temporary, deposit.payload, deposit.info, tags, day))
        place = root / sealed.bag
        place.parent.mkdir(exist_ok=True)
        journal = Journal(temporary.name, sealed)
        write_journal(root, journal)
        flush_folder(root)  # no bag in its place before the journal is sure to be found
        _rename(temporary, place)
    except BaseException as error:
        issued = journal is not None and done(root, journal)
        if not issued:
            with contextlib.suppress(OSError):  # what is left is cleared by the next command
                if journal is not None:
                    (root / JOURNAL).unlink(missing_ok=True)
                remove(temporary)
        if not issued or not isinstance(error, OSError):
            raise
        # A network drive reported a fault, yet the bag lies in its place: the document is issued.
    flush_folder(root)
    flush_folder(place.parent)
    try:
        append_line(root, sealed)
        flush_folder(place.parent)
        left = finish(sealed)
        (root / JOURNAL).unlink()
    except (OSError, ReportgenError) as error:
        return Committed(sealed, str(error) if isinstance(error, ReportgenError) else reason(error))
    return Committed(sealed, left=left)


def _no_orphans(root: Path, register: Register) -> None:
    """Raise Refused when a bag stands in no line: the register is an older one, and numbers could be given twice."""
    known = {same_name(entry.bag) for entry in register.entries}
    for name in _names(root, register):
        if same_name(name) not in known and (root / name / LINE_FILE).exists():
            raise Refused(
                f"Hồ sơ {name} không có trong sổ đăng ký: sổ có thể là bản cũ. Chưa ghi gì thêm; phục hồi {REGISTER} "
                "mới nhất từ bản sao lưu (không có thì reportgen archive rebuild --register), kiểm tra bằng lệnh "
                "reportgen archive verify, rồi chạy lại."
            )


def _names(root: Path, register: Register) -> list[str]:
    """Return the names of bags in use, on the disk and in the register."""
    found = [entry.bag for entry in register.entries]
    for year in root.iterdir():
        if is_year(year.name) and year.is_dir():
            found += [f"{year.name}/{path.name}" for path in year.iterdir()]
    return found


def _rename(source: Path, target: Path) -> None:
    """Rename a finished bag into its place; on Windows a virus scanner may hold it for a moment."""
    for left in reversed(range(_TRIES)):
        try:
            os.rename(source, target)  # noqa: PTH104 (`_names` has seen that nothing is there: POSIX would replace an empty folder)
        except PermissionError:
            if not left or os.name != "nt":
                raise
            time.sleep(0.2)
        else:
            return


def recover(root: Path, finish: Finish = nothing) -> bool:
    """Finish what was issued and clear away what was not; tell whether there was a write under way.

    Only under the lock. Raises Refused, CannotRun, OSError.
    """
    journal = read_journal(root)
    if journal is not None:
        if read_register(root).pending:
            append_line(root, journal.entry)
            flush_folder(register_file(root, journal.entry.year).parent)
        if any(entry.hash == journal.entry.hash for entry in read_register(root).entries):
            finish(journal.entry)
        (root / JOURNAL).unlink()
    for path in leftovers(root):
        if is_year(path.name):
            with contextlib.suppress(OSError):  # a folder that is not empty after all stays
                path.rmdir()
        else:
            remove(path)
    return journal is not None


def leftovers(root: Path) -> list[Path]:
    """Return what an interrupted command left behind, which the next one that writes clears away.

    Unfinished bags and files, then folders of years that hold nothing else. Raises OSError.
    """
    found: list[Path] = []
    unused: list[Path] = []
    for path in listed(root):
        if unfinished(path.name):
            found.append(path)
        elif is_year(path.name) and path.is_dir() and not path.is_symlink():
            inside = listed(path)
            begun = [inner for inner in inside if unfinished(inner.name)]
            found += begun
            if len(begun) == len(inside):
                unused.append(path)
    return found + unused


OWN_FILES = (JOURNAL, LOCK)
"""Files in the archive's folder that hold no document."""
