"""``batch``: the drafts of many workspaces, how far it has come, what came of it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.options import FORMAT
from reportgen.cli.terminal import print_json, shown
from reportgen.cli.vietnamese import Command

if TYPE_CHECKING:
    from reportgen.pipeline.batch import Done

_OFTEN = 0.2
"""Seconds between two pictures of the progress."""


@click.command(cls=Command)
@click.argument("root", metavar="THƯ_MỤC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("period", metavar="KỲ")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="SỐ", help="Số tiến trình; mặc định bằng số lõi máy.")
@click.option("--again", is_flag=True, help="Soạn lại cả những cơ quan không có gì thay đổi.")
@click.option("--no-lint", is_flag=True, help="Không kiểm tra thể thức của các bản thảo.")
@click.option("--scheduler", metavar="ĐỊA_CHỈ", help="Giao cho cụm máy Dask ở địa chỉ này, ví dụ tcp://10.0.0.5:8786.")
@FORMAT
def batch(
    root: Path, period: str, jobs: int | None, again: bool, no_lint: bool, scheduler: str | None, form: str
) -> int:
    """Soạn bản thảo một kỳ cho mọi cơ quan trong THƯ_MỤC.

    Một cơ quan hỏng không làm dừng các cơ quan khác; chạy lại thì bỏ qua những cơ quan không có gì thay đổi.
    Có cơ quan hỏng: mã thoát 1.
    """
    from reportgen.pipeline import batch as steps
    from reportgen.pipeline.overview import workspaces
    from reportgen.pipeline.workers import cores

    todo = [steps.Job(folder, period, again, not no_lint) for folder in workspaces(root)]
    work = steps.run_there(scheduler, todo) if scheduler else steps.run_here(todo, jobs or cores())
    progress = _Progress(len(todo))
    results: list[Done] = []
    try:
        for done in work:
            results.append(done)
            progress.step(failed=done.state == steps.FAILED)
    except KeyboardInterrupt:
        progress.end()
        click.echo(f"Đã xong {len(results)}/{len(todo)} cơ quan; chạy lại lệnh để làm tiếp.", err=True)
        raise
    progress.end()
    results.sort(key=lambda done: done.root)
    if form == "json":
        print_json([_record(done) for done in results])
    else:
        _summary(results)
    return int(any(done.state == steps.FAILED for done in results))


class _Progress:
    """How far it has come, on one line of the terminal; nothing where there is none."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = self.failed = 0
        self.begun = time.monotonic()
        self.drawn = 0.0
        self.on = sys.stderr is not None and sys.stderr.isatty()

    def step(self, *, failed: bool) -> None:
        """Count one job; draw the line anew when it is time."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if self.on and (now - self.drawn >= _OFTEN or self.done == self.total):
            self.drawn = now
            click.echo(f"\r{self.line(now - self.begun):<78}", nl=False, err=True)

    def line(self, seconds: float) -> str:
        """Return the line after ``seconds``: how many, how fast, how long still, how many failed."""
        rate = self.done / seconds if seconds else 0.0
        left = (self.total - self.done) / rate if rate else 0.0
        speed = f"{rate:.1f}".replace(".", ",")
        trouble = f", hỏng {self.failed}" if self.failed else ""
        return f"{self.done}/{self.total} cơ quan, {speed} cơ quan/giây, còn {_duration(left)}{trouble}"

    def end(self) -> None:
        """Leave the line."""
        if self.on and self.done:
            click.echo(err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest:02d} giây" if minutes else f"{rest} giây"


def _summary(results: list[Done]) -> None:
    states = Counter(done.state for done in results)
    for done in results:
        if done.problem:
            click.echo(f"hỏng  {shown(done.root)}: {done.problem}")
        if done.kept and done.path:
            names = f"{done.kept.name} đã được sửa nên giữ nguyên; bản mới là {done.path.name}"
            click.echo(f"lưu ý {shown(done.root)}: {names}")
        if done.breaches:
            click.echo(f"lưu ý {shown(done.root)}: bản thảo có {done.breaches} phát hiện về thể thức")
    words = f"Đã soạn {states['da-soan']}, bỏ qua {states['bo-qua']} không đổi"
    click.echo(f"{words}, hỏng {states['hong']}; tổng số {len(results)} cơ quan.")


def _record(done: Done) -> dict[str, object]:
    return {
        "thu_muc": str(done.root),
        "trang_thai": done.state,
        "tep": str(done.path) if done.path else None,
        "giu_nguyen": str(done.kept) if done.kept else None,
        "loi": done.problem or None,
        "canh_bao": done.warnings,
        "the_thuc": done.breaches,
    }
