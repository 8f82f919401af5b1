"""Writing files: under a name that is wanted or the next free one, one file while another is out of the way."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.errors import CannotRun, reason
from reportgen.files.exchange import FileState, settled
from reportgen.files.replace import put, replace_unchanged
from reportgen.files.staged import in_use, staged
from reportgen.temporary import new_name

MOST_READ = 64_000_000
"""Bytes; what is larger was not made here, so that it need not be read to be left alone."""


class SavedMeanwhile(Exception):
    """Somebody has saved a file since it was read: what was decided about it has to be decided again."""


def write_atomic(path: Path, content: bytes, *, flushed: bool = True) -> None:
    """Write ``content`` to ``path``, which nobody edits, through a temporary file beside it, flushed and renamed.

    Raises Refused when the file is open in another program, CannotRun when the folder cannot be
    written. A reader sees the old file or the new one, never a part. What people edit is replaced by
    :func:`replace_unchanged`. Not ``flushed``: after a power failure nothing or a part may lie there.
    """
    with staged(path, content, flushed=flushed) as made:
        os.replace(made.temporary, path)


def write_free(wanted: Path, content: bytes, ours: Callable[[bytes], bool] = lambda _: False) -> Path:
    """Write under ``wanted``, or the first of ``name (2)``, ``name (3)``… that is free; return which it was.

    A file is replaced only if its content is ``ours``. Raises Refused for one that is open in another program,
    CannotRun when the folder cannot be written.
    """
    for path in _names(wanted):
        while (was := content_of(path)) is None or ours(was):
            if replace_unchanged(path, was, content):
                return path
    raise AssertionError("numbers never end")


def content_of(path: Path) -> bytes | None:
    """Return what may be replaced at ``path``, None where nothing lies; nothing for what cannot be read whole."""
    if not os.path.lexists(path):
        return None
    content = beginning(path, MOST_READ + 1)
    return content if len(content) <= MOST_READ else b""


def outside(path: Path, folder: Path) -> Path:
    """Return ``path``; raises CannotRun when it lies in ``folder``, the archive: only issued documents go there."""
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise CannotRun(f"{path} nằm trong lưu trữ {folder}; ghi tệp ra chỗ khác bằng -o TỆP.")
    return path


def beginning(path: Path, most: int) -> bytes:
    """Return the first ``most`` bytes of a file; nothing for what is no regular file, or cannot be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""


@contextmanager
def set_aside(path: Path | None, was: bytes = b"") -> Iterator[None]:
    """Take a file, if there is one, out of the way for good; it is back when what is done meanwhile fails.

    Raises SavedMeanwhile when it is not ``was`` any more, Refused when it is open in another program, CannotRun when
    its folder cannot be written.
    """
    if path is None:
        yield
        return
    aside = new_name(path.parent)
    try:
        os.replace(path, aside)
    except FileNotFoundError as error:
        raise SavedMeanwhile from error
    except PermissionError as error:
        raise in_use(path) from error
    except OSError as error:
        raise CannotRun(f"Không thay được {path}: {reason(error)}.") from error
    try:
        _hold(settled(aside, was), path)
        yield
    except BaseException:
        next(name for name in _names(path) if put(aside, name))
        raise
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _hold(state: FileState, path: Path) -> None:
    if state is FileState.OPEN:
        raise in_use(path)
    if state is FileState.CHANGED:
        raise SavedMeanwhile


def free_name(path: Path, may_replace: Callable[[Path], bool]) -> Path:
    """Return ``path``, or the first of ``name (2)``, ``name (3)``… that is free or may be replaced."""
    return next(name for name in _names(path) if not os.path.lexists(name) or may_replace(name))


def numbered(path: Path, number: int) -> Path:
    """Return the name that ``path`` has as number 2, 3…: ``name (2)``."""
    return path.with_name(f"{path.stem} ({number}){path.suffix}")


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (numbered(path, number) for number in itertools.count(2))
