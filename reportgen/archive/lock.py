"""One writer at a time: a lock of the operating system on a file, which ends with the process that holds it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reportgen.archive.journal import LOCK
from reportgen.errors import CannotRun, Refused, reason

WAIT = 30.0
"""Seconds that a command waits for another one that is writing."""
_STEP = 0.05
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextlib.contextmanager
def locked(root: Path, seconds: float = WAIT) -> Iterator[None]:
    """Hold the archive's lock; waits up to ``seconds`` for another command to finish.

    The file stays when the lock is given back, and means nothing by itself: what a dead process leaves
    behind locks nobody out. Raises Refused when another command keeps writing, CannotRun when the folder
    cannot be written or locked.
    """
    descriptor = _taken(root, time.monotonic() + seconds)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            _release(descriptor)
        os.close(descriptor)


def _taken(root: Path, until: float) -> int:
    """Return the lock's open file once it is ours: that which lies there now, should somebody have removed it."""
    path = root / LOCK
    while True:
        try:
            root.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise CannotRun(f"Không ghi được vào thư mục lưu trữ {root}: {reason(error)}.") from error
        try:
            _wait(descriptor, root, until)
            if _lies_there(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lies_there(descriptor: int, path: Path) -> bool:
    """Tell whether others who open ``path`` get the file that ``descriptor`` holds."""
    if sys.platform == "win32":
        return True  # a file that is open cannot be removed there
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _wait(descriptor: int, root: Path, until: float) -> None:
    while True:
        try:
            _take(descriptor)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise CannotRun(f"Ổ đĩa chứa {root} không cho khóa tệp: {reason(error)}.") from error
            if time.monotonic() > until:
                raise Refused(
                    "Một lệnh khác đang ghi vào lưu trữ. Chờ lệnh ấy xong rồi chạy lại; chưa có gì được ghi."
                ) from error
            time.sleep(_STEP)
        else:
            return
