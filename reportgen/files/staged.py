"""A file's new content, written and flushed beside it, waiting for the name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.errors import CannotRun, Refused, reason
from reportgen.files.leftovers import sweep
from reportgen.temporary import new_name

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Staged:
    """A temporary file beside ``path``. ``ours``: whether it holds nothing that anybody else could miss."""

    def __init__(self, path: Path, temporary: Path) -> None:
        self.path = path
        self.temporary = temporary
        self.ours = True


@contextmanager
def staged(path: Path, content: bytes, *, flushed: bool = True) -> Iterator[Staged]:
    """Lend a temporary file of ``content`` beside ``path``, with the permissions of what lies there.

    It is ``flushed``, so that it is whole also after a power failure; not what is looked at before it is believed.
    What is done with it raises Refused when ``path`` is open in another program, CannotRun when its folder cannot be
    written. It is gone when the block ends, unless it has become something else than what was put in.
    """
    made = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Staged(path, new_name(path.parent))
        _fill(made.temporary, content, _mode(path), flushed=flushed)
        sweep(made.temporary)
        yield made
    except PermissionError as error:
        if path.exists() and os.access(path.parent, os.W_OK):
            raise in_use(path) from error
        raise CannotRun(f"Không ghi được vào {path.parent}: thư mục không cho ghi.") from error
    except OSError as error:
        raise CannotRun(f"Không ghi được {path}: {reason(error)}.") from error
    finally:
        if made is not None and made.ours:
            with suppress(OSError):
                made.temporary.unlink(missing_ok=True)


def in_use(path: Path) -> Refused:
    """Return what is said of a file that another program holds open."""
    return Refused(f"{path} đang mở ở chương trình khác (có thể là Word). Hãy đóng lại rồi chạy lại lệnh.")


def _fill(temporary: Path, content: bytes, mode: int, *, flushed: bool) -> None:
    with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        if flushed:
            os.fsync(file.fileno())
    os.chmod(temporary, mode)


def _mode(path: Path) -> int:
    """Return the permissions of the file at ``path``; of a new one those it gets by default."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
