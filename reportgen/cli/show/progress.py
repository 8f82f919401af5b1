"""How far work on many things has come, on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reportgen.cli.show.terminal import echo, put

R = TypeVar("R")

_OFTEN = 0.2
"""Seconds between two pictures of the progress."""


class Progress:
    """How far it has come, on one line of the terminal; nothing where there is none."""

    def __init__(self, total: int, unit: str = "cơ quan") -> None:
        """``unit``: what one of them is called."""
        self.total, self.unit = total, unit
        self.done = self.failed = 0
        self.begun = time.monotonic()
        self.drawn = 0.0
        self.drawing = False
        self.on = sys.stderr is not None and sys.stderr.isatty()

    def begin(self) -> None:
        """Draw the line before anything is done: a cluster takes its time for the first."""
        self._draw(f"0/{self.total} {self.unit}")

    def step(self, *, failed: bool) -> None:
        """Count one; draw the line anew when it is time."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if now - self.drawn >= _OFTEN or self.done == self.total:
            self.drawn = now
            self._draw(self.line(now - self.begun))

    def _draw(self, line: str) -> None:
        if self.on:
            self.drawing = True
            put(f"\r{line:<78}", err=True)

    def line(self, seconds: float) -> str:
        """Return the line after ``seconds``: how many, how fast, how long still, how many failed."""
        rate = self.done / seconds if seconds else 0.0
        left = (self.total - self.done) / rate if rate else 0.0
        speed = f"{rate:.1f}".replace(".", ",")
        trouble = f", hỏng {self.failed}" if self.failed else ""
        return f"{self.done}/{self.total} {self.unit}, {speed} {self.unit}/giây, còn {_duration(left)}{trouble}"

    def end(self) -> None:
        """Leave the line."""
        if self.drawing:
            self.drawing = False
            echo(err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest:02d} giây" if minutes else f"{rest} giây"


def counted(results: Iterable[R], progress: Progress, failed: Callable[[R], bool]) -> Iterator[R]:
    """Yield ``results``, drawing meanwhile how many there are."""
    progress.begin()
    try:
        for result in results:
            progress.step(failed=failed(result))
            yield result
    finally:
        progress.end()
