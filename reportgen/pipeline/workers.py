"""Worker processes: how many there may be, and one piece of work done on many things in order."""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from reportgen.errors import Notice

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MOST_WORKERS = 60
"""Windows waits for no more than 61."""
_CHUNK = 8
"""Things handed to a worker at once: fewer would be spent on handing over."""

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Return how many processes may run side by side."""
    return os.cpu_count() or 1


def side_by_side(work: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield what ``work`` makes of each thing, in order; ``jobs`` worker processes where there is enough to do."""
    workers = min(jobs, len(things) // _CHUNK, MOST_WORKERS)
    if workers < 2:
        yield from map(work, things)
        return
    with processes(workers) as pool:
        yield from pool.map(work, things, chunksize=_CHUNK)


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
