"""Writing files so that nothing is lost: temporary file, flush, rename; names that are still free."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import CannotRun, Refused, reason


def write_atomic(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` through a temporary file beside it, flushed and then renamed.

    Raises Refused when the file is open in another program, CannotRun when the folder cannot be
    written. A reader sees the old file or the new one, never a part.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".tam-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode())
        os.replace(temporary, path)
        temporary = None
    except PermissionError as error:
        if path.exists() and os.access(path.parent, os.W_OK):
            raise Refused(
                f"{path} đang mở ở chương trình khác (có thể là Word). Hãy đóng lại rồi chạy lại lệnh."
            ) from error
        raise CannotRun(f"Không ghi được vào {path.parent}: thư mục không cho ghi.") from error
    except OSError as error:
        raise CannotRun(f"Không ghi được {path}: {reason(error)}.") from error
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)


def _mode() -> int:
    """Return the permissions that a new file gets by default (a temporary one is private)."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


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
def set_aside(path: Path | None) -> Iterator[None]:
    """Take a file, if there is one, out of the way for good; it is back when what is done meanwhile fails.

    Raises Refused when it is open in another program, CannotRun when its folder cannot be written.
    """
    if path is None or not path.exists():
        yield
        return
    aside = path.with_name(f".tam-{path.name}")
    try:
        os.replace(path, aside)
    except PermissionError as error:
        raise Refused(f"{path} đang mở ở chương trình khác. Hãy đóng lại rồi chạy lại lệnh.") from error
    except OSError as error:
        raise CannotRun(f"Không thay được {path}: {reason(error)}.") from error
    try:
        yield
    except BaseException:
        os.replace(aside, path)
        raise
    aside.unlink(missing_ok=True)


def free_name(path: Path, may_replace: Callable[[Path], bool]) -> Path:
    """Return ``path``, or the first of ``name (2)``, ``name (3)``… that is free or may be replaced."""
    return first_name(path, lambda candidate: not candidate.exists() or may_replace(candidate))


def first_name(path: Path, usable: Callable[[Path], bool]) -> Path:
    """Return ``path``, or the first of ``name (2)``, ``name (3)``… that is ``usable``."""
    candidate, number = path, 1
    while not usable(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return candidate
