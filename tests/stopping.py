"""A process that dies at a chosen change of the disk, as when the machine stops.

Run as a program, ``python -m tests.stopping``, it waits to be told what to put into an archive and when to die, and is
forked for each: forking the process that runs thousands of tests takes longer than what the fork is to do.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
from pathlib import Path

from reportgen.model.entry import Entry
from tests.archiving import Disk, fast_folder, line, put, watched
from tests.places import ROOT

KILLED = 137


def flush_nothing(descriptor: int) -> None:
    """Stand in for ``os.fsync``, counted as a change: killing a process loses nothing that was written."""
    opened = Path("/proc/self/fd")
    if opened.is_dir():
        sys.audit("os.fsync", str((opened / str(descriptor)).readlink()))


class Machine:
    """Puts documents into archives, and stops at any change of the disk that it is told."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.stopping"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def stops(self, root: Path, moment: int, entry: Entry) -> bool:
        """Put ``entry`` into an archive, dying at the ``moment``-th change below ``root``; tell whether it died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        pickle.dump((root, moment, entry), self._process.stdin)
        self._process.stdin.flush()
        (code,) = self._process.stdout.read(1)
        assert code in (0, KILLED)
        return code == KILLED

    def __enter__(self) -> Machine:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def _serve() -> None:
    os.fsync = flush_nothing  # type: ignore[assignment]
    with fast_folder() as folder:
        put(folder / "luu-tru", line(1))  # what is only loaded when it is needed is loaded once for all forks
    gc.freeze()
    while True:
        try:
            root, moment, entry = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        child = os.fork()
        if not child:
            _put_until(root, moment, entry)
        sys.stdout.buffer.write(bytes([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]))
        sys.stdout.flush()


def _put_until(root: Path, moment: int, entry: Entry) -> None:
    code = 1
    with contextlib.suppress(BaseException), watched(Disk(root, moment, lambda: os._exit(KILLED))):
        put(root, entry)
        code = 0
    os._exit(code)


if __name__ == "__main__":
    _serve()
