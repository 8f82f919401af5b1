"""What came of each workspace of ``batch``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, print_json, shown
from reportgen.vn.signs import in_command

if TYPE_CHECKING:
    from reportgen.pipeline.batch import Done


def show(results: list[Done], period: str, *, as_json: bool) -> None:
    """Print what came of each workspace, for ``period``."""
    if as_json:
        from reportgen.cli.show.machine import draft as machine

        print_json(machine.batch(results))
    else:
        _summary(results, period)


def _summary(results: list[Done], period: str) -> None:
    states = Counter(done.state for done in results)
    for done in results:
        if done.problem:
            echo(f"hỏng  {shown(done.root)}: {done.problem}")
            echo(f"      xem: reportgen -C {in_command(shown(done.root))} {done.see} {in_command(period)}")
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
