"""Worker processes: how many there may be, and one piece of work done on many things.

``side_by_side`` does small things in order. ``apart`` does large ones, each of which may take its time, die or never
end without harm to the others.
"""

from __future__ import annotations

import enum
import os
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from reportgen.errors import Notice

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

MOST_WORKERS = 60
"""Windows waits for no more than 61."""
_CHUNK = 8
"""Things handed to a worker at once, at most: fewer would be spent on handing over."""
_TURNS = 8
"""How often a worker is handed something, at least: some things take ten times as long as others, and the last of
many handed over at once would be waited for."""
_WORTH = 4
"""So few things are done before another process has begun."""

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Return how many processes may run side by side."""
    return os.cpu_count() or 1


def side_by_side(work: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield what ``work`` makes of each thing, in order; ``jobs`` worker processes where there is enough to do."""
    workers = min(jobs, len(things) // _WORTH, MOST_WORKERS)
    if workers < 2:
        yield from map(work, things)
        return
    with processes(workers) as pool:
        yield from pool.map(work, things, chunksize=min(max(len(things) // (workers * _TURNS), 1), _CHUNK))


@contextmanager
def processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Lend worker processes. When the block is left early (Ctrl+C), what has not begun is not begun any more."""
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl+C and notices to the process that has started this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore", Notice)  # given once, by the process that has started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


# --- large things, each in a process that may be ended ------------------------------------------

_MERCY = 1.0
"""Seconds that a process is given to tidy up when it is told to end."""


class Ended(enum.Enum):
    """How a piece of work ended."""

    DONE = enum.auto()
    DIED = enum.auto()
    """Its process was ended by the system, or by a fault of Python's own."""
    LATE = enum.auto()
    """It took longer than it may, and was ended."""


class Outcome(NamedTuple, Generic[T, R]):
    """What came of one thing; ``result`` only where it is DONE."""

    thing: T
    ended: Ended
    result: R | None = None


def apart(work: Callable[[T], R], things: Sequence[T], workers: int, seconds: float) -> Iterator[Outcome[T, R]]:
    """Yield what ``work`` makes of each thing as it ends, in worker processes; ``seconds``: how long each may take.

    A process that dies, or is ended because it takes too long, takes nothing with it but the thing it was at work on.
    When the iteration is left early (Ctrl+C), all processes end at once. Things and results are small: each process
    has its next thing before it asks for one, and nobody reads meanwhile what the other writes.
    """
    waiting = deque(things)
    crew: list[_Worker[T, R]] = []
    try:
        while waiting or crew:
            while waiting and len(crew) < min(workers, MOST_WORKERS):
                crew.append(_Worker(work, seconds))
                crew[-1].hand(waiting.popleft())
            _hand_ahead(crew, waiting)
            for worker in _ready(crew):
                outcome = worker.outcome()
                if outcome.ended is not Ended.DONE:
                    waiting.extendleft(reversed(worker.things))  # not begun: another process does it
                    worker.things.clear()
                elif waiting and not worker.things:
                    worker.hand(waiting.popleft())
                if not worker.things:
                    crew.remove(worker)
                    worker.end()
                yield outcome
    finally:
        _end_all(crew)


def _hand_ahead(crew: Sequence[_Worker[T, R]], waiting: deque[T]) -> None:
    """Hand each of ``crew`` its next thing while it is at work: it would stand idle until that is sent.

    The last things are left to whoever is free first.
    """
    for worker in crew:
        if len(worker.things) < _AHEAD and len(waiting) > len(crew):
            worker.hand(waiting.popleft())


_AHEAD = 2
"""Things that a process has at most: one it is at work on, one that waits."""


class _Worker(Generic[T, R]):
    """A process, the things handed to it, and until when it may be at work on the first of them."""

    def __init__(self, work: Callable[[T], R], seconds: float) -> None:
        import multiprocessing

        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()  # so that its end is heard when the process ends
        self.things: deque[T] = deque()
        self._seconds = seconds
        self.until = 0.0

    def hand(self, thing: T) -> None:
        """Hand a thing over; it is begun at once, or when the one before it is done."""
        if not self.things:
            self.until = time.monotonic() + self._seconds
        self.things.append(thing)
        with suppress(OSError):  # it has ended: that is heard next
            self.pipe.send(thing)

    def outcome(self) -> Outcome[T, R]:
        """Return what came of the first thing; unless it is done, the process has ended or is to be ended."""
        thing = self.things.popleft()
        if not self.pipe.poll():
            return Outcome(thing, Ended.LATE)
        try:
            result: R = self.pipe.recv()
        except (EOFError, OSError):
            return Outcome(thing, Ended.DIED)
        self.until = time.monotonic() + self._seconds  # the next one has been begun
        return Outcome(thing, Ended.DONE, result)

    def end(self) -> None:
        """End the process, whatever it does."""
        _end_all([self])


def _ready(crew: Sequence[_Worker[T, R]]) -> list[_Worker[T, R]]:
    """Wait until some are done, have died or are late, and return them."""
    from multiprocessing.connection import wait

    left = min(worker.until for worker in crew) - time.monotonic()
    heard = wait([worker.pipe for worker in crew], max(left, 0.0))
    now = time.monotonic()
    return [worker for worker in crew if worker.pipe in heard or worker.until <= now]


def _end_all(crew: Sequence[_Worker[Any, Any]]) -> None:
    """End processes: told first, so that they take their temporary files along; then, or at Ctrl+C again, by force."""
    try:
        for worker in crew:
            worker.process.terminate()
        until = time.monotonic() + _MERCY
        for worker in crew:
            worker.process.join(max(until - time.monotonic(), 0.0))
    finally:
        for worker in crew:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()


def _serve(pipe: Connection[Any, Any], work: Callable[[Any], Any]) -> None:
    """Do one thing after the other, until told to end."""
    _begin()
    _keep_freed_memory()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


_FREED = 4_000_000
"""Bytes: what one thing takes, were it ten times as large as a commune's report."""


def _keep_freed_memory() -> None:
    """Keep what one thing has freed for the next, instead of giving it back to the system and asking for it again.

    The C library of Linux keeps up to twice as much as the largest block that was ever freed (mallopt(3), «dynamic
    mmap threshold»); others do as they do.
    """
    bytearray(_FREED)
