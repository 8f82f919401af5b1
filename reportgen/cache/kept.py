"""Files of the cache: read only when they are this user's alone, written whole or not at all, cleared away by name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.cache.safe import Folder, opened
from reportgen.temporary import TEMPORARY, letters

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_DAY = 86_400


def read(path: Path, most: int) -> bytes | None:
    """Return the first ``most`` bytes of a file; None when there is none, or not one that is this user's alone."""
    with opened(path.parent) as folder, suppress(OSError):
        if folder is not None and folder.look(path.name):
            with os.fdopen(os.open(folder.at(path.name), _READ, dir_fd=folder.descriptor), "rb") as file:
                return file.read(most)
    return None


def ours(path: Path) -> bool:
    """Tell whether a file lies there that is this user's alone, in a folder to which nobody else can write."""
    with opened(path.parent) as folder:
        return folder is not None and folder.look(path.name) is not None


def keep(path: Path, content: bytes) -> None:
    """Write a file; does nothing where that cannot be."""
    with suppress(OSError), replacing(path) as copy:
        if copy:
            copy.write_bytes(content)


@contextmanager
def replacing(path: Path | None) -> Iterator[Path | None]:
    """Lend an empty file beside ``path``, which takes its name when the block ends without an error.

    Readers see the old file or the new one, never a part. None is lent when nothing can be written, ``path`` is None,
    or others can write there too; where another program holds the old file open (Windows), it stays. Never raises:
    what is kept here can be made again. The file is readable by the user alone, and must be closed when the block ends.
    """
    if path is None:
        yield None
        return
    with opened(path.parent, make=True) as folder:
        name = _new(folder, path.name) if folder else None
        if folder is None or name is None:
            yield None
            return
        try:
            yield folder.path / name
            with suppress(OSError):
                _flush(folder, name)
                by = folder.descriptor
                os.replace(folder.at(name), folder.at(path.name), src_dir_fd=by, dst_dir_fd=by)
        finally:
            _remove(folder, name)


def forget_beyond(folder: Path, name: re.Pattern[str], most: int) -> None:
    """Remove the oldest files whose ``name`` is of that kind beyond ``most``, and what killed runs left of such.

    Nothing else is ever removed, whatever lies there.
    """
    left = re.compile(f"(?:{name.pattern}){re.escape(TEMPORARY)}[0-9a-z_]+")
    with suppress(OSError), opened(folder) as held:
        if held is None:
            return
        found = {item: info.st_mtime for item in held.names() if (info := held.look(item))}
        kept = sorted((item for item in found if name.fullmatch(item)), key=found.__getitem__)
        now = max(found.values(), default=0)  # what was kept just now, by the clock of the file system that keeps it
        old = (item for item in found if left.fullmatch(item) and found[item] < now - _DAY)
        for item in (*kept[:-most], *old):
            _remove(held, item)


def _new(folder: Folder, name: str) -> str | None:
    """Make a new file for ``name`` and clear away what killed runs left of it; None when nothing can be written."""
    made = f"{name}{TEMPORARY}{letters()}"
    try:
        os.close(os.open(folder.at(made), _NEW, 0o600, dir_fd=folder.descriptor))
    except OSError:
        return None
    last = folder.look(name)
    left = re.compile(re.escape(name + TEMPORARY) + "[0-9a-z_]+")
    with suppress(OSError):
        for item in folder.names():
            # A run at work since before the last one ended merely finds that its file is not kept.
            if left.fullmatch(item) and (info := folder.look(item)) and last and info.st_mtime < last.st_mtime:
                _remove(folder, item)
    return made


def _flush(folder: Folder, name: str) -> None:
    descriptor = os.open(folder.at(name), os.O_RDWR | getattr(os, "O_BINARY", 0), dir_fd=folder.descriptor)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(folder: Folder, name: str) -> None:
    with suppress(OSError):
        os.unlink(folder.at(name), dir_fd=folder.descriptor)
