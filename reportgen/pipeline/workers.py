"""Worker processes: how many there may be, and one piece of work done on many things in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

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
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, things, chunksize=_CHUNK)
