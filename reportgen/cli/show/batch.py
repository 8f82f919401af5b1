"""How far ``batch`` has come, on the terminal, and what came of it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, print_json, put, shown

if TYPE_CHECKING:
    from reportgen.pipeline.batch import Done

_OFTEN = 0.2
"""Seconds between two pictures of the progress."""


class Progress:
    """How far it has come, on one line of the terminal; nothing where there is none."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = self.failed = 0
        self.begun = time.monotonic()
        self.drawn = 0.0
        self.drawing = False
        self.on = sys.stderr is not None and sys.stderr.isatty()

    def begin(self) -> None:
        """Draw the line before anything is done: a cluster takes its time for the first."""
        self._draw(f"0/{self.total} cơ quan")

    def step(self, *, failed: bool) -> None:
        """Count one job; draw the line anew when it is time."""
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
        return f"{self.done}/{self.total} cơ quan, {speed} cơ quan/giây, còn {_duration(left)}{trouble}"

    def end(self) -> None:
        """Leave the line."""
        if self.drawing:
            self.drawing = False
            echo(err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest:02d} giây" if minutes else f"{rest} giây"


def show(results: list[Done], *, as_json: bool) -> None:
    """Print what came of each workspace."""
    if as_json:
        from reportgen.cli.show.machine import draft as machine

        print_json(machine.batch(results))
    else:
        _summary(results)


def _summary(results: list[Done]) -> None:
    states = Counter(done.state for done in results)
    for done in results:
        if done.problem:
            echo(f"hỏng  {shown(done.root)}: {done.problem}")
        if done.kept and done.path:
            edited = done.kept.suffix.lower() == ".docx"
            why = "đã được sửa" if edited else "không phải do reportgen tạo (có thể là bản đã ký)"
            echo(f"lưu ý {shown(done.root)}: {done.kept.name} {why} nên giữ nguyên; bản mới là {done.path.name}")
        if done.dropped_pdf:
            echo(f"lưu ý {shown(done.root)}: đã bỏ {done.dropped_pdf.name}, PDF của bản thảo trước")
        if done.breaches:
            echo(f"lưu ý {shown(done.root)}: bản thảo có {done.breaches} phát hiện về thể thức")
    words = f"Đã soạn {states['da-soan']}, bỏ qua {states['bo-qua']} không đổi"
    echo(f"{words}, hỏng {states['hong']}; tổng số {len(results)} cơ quan.")
