"""Two names of files exchanged in one step, and whether anybody is still writing: what Linux has beyond POSIX."""

from __future__ import annotations

import enum
import errno
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_NOREPLACE, _EXCHANGE = 1, 2
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM)
"""How a system, or a file system, says that it has no such renaming."""
_PATIENCE, _STEP = 1.0, 0.005
"""Seconds that a program is given to close what it has begun to write; seconds between two looks."""
_QUIET = 0.02
"""Seconds in which a file must not change where nobody can say whether it is open."""


class NotHere(OSError):
    """This system, or this file system, cannot do that."""


def exchange(first: Path, second: Path) -> None:
    """Exchange the files of two names: neither name is ever without one. Raises NotHere, FileNotFoundError."""
    _rename(first, second, _EXCHANGE)


def rename_new(old: Path, new: Path) -> None:
    """Rename ``old`` to ``new``, where nothing may lie. Raises NotHere, FileExistsError."""
    _rename(old, new, _NOREPLACE)


def _rename(old: Path, new: Path, flags: int) -> None:
    if sys.platform != "linux":
        raise NotHere
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    try:
        renameat2 = library.renameat2
    except AttributeError as error:  # a C library older than 2018
        raise NotHere from error
    if renameat2(_AT_FDCWD, os.fsencode(old), _AT_FDCWD, os.fsencode(new), flags) == 0:
        return
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        raise NotHere(number, os.strerror(number))
    raise OSError(number, os.strerror(number), str(old), None, str(new))


class FileState(enum.Enum):
    """How a file stands that has lost its name."""

    SAME = enum.auto()
    CHANGED = enum.auto()
    OPEN = enum.auto()
    """A program has it open for writing: what it writes must not be lost."""


def settled(path: Path, expected: bytes) -> FileState:
    """Tell whether ``path`` holds ``expected`` and nobody who had opened it before is going to write to it.

    An editor that saves in place has the file open while it writes, whatever name the file has by now. Waits a second
    for it to end.
    """
    with path.open("rb") as file:
        for _ in range(int(_PATIENCE / _STEP)):
            free = _lease(file.fileno())
            if free is not False:
                break
            time.sleep(_STEP)
        else:
            return FileState.OPEN
        if file.read(len(expected) + 1) != expected:
            return FileState.CHANGED
        if free:
            return FileState.SAME if _lease_holds(file.fileno()) else FileState.OPEN
        time.sleep(_QUIET)
        file.seek(0)
        return FileState.SAME if file.read(len(expected) + 1) == expected else FileState.CHANGED


def _lease(descriptor: int) -> bool | None:
    """Take a lease on an open file: who then opens it to write waits. False: somebody has; None: cannot be known."""
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)  # the default signal would end the process
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return False
    except OSError:  # another user's file, a network drive
        return None
    return True


def _lease_holds(descriptor: int) -> bool:
    """Tell whether nobody waits for the lease to end, so as to write."""
    if sys.platform != "linux":
        return False
    import fcntl

    with suppress(OSError):
        return fcntl.fcntl(descriptor, fcntl.F_GETLEASE) == fcntl.F_RDLCK
    return False
