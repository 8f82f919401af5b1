"""What ``check --fix`` prints: each change as it is in the file, where the old file is kept."""

from __future__ import annotations

from collections.abc import Sequence

import click

from reportgen.cli.show.terminal import echo, shown
from reportgen.pipeline.fixing import Fixed
from reportgen.vn.signs import visible

_COLOURS = {"-": "red", "+": "green"}


def fixed(done: Sequence[Fixed], *, wrote: bool) -> None:
    """Print what was written properly, or would be when not ``wrote``; a sentence where there is nothing to do."""
    for one in done:
        for line in _lines(one, wrote=wrote):
            echo(line)
    if not done:
        echo("Không có chỗ nào sửa được mà chỉ có một nghĩa.")
    elif not wrote:
        echo("Chưa ghi gì. Sửa thật: thêm --fix, bỏ --diff.")
    echo()


def _lines(one: Fixed, *, wrote: bool) -> list[str]:
    lines = [click.style(shown(one.path), bold=True)]
    if one.converted:
        lines.append("  chữ được đổi sang Unicode, mã hóa UTF-8")
    for line in one.diff:
        text = visible(line)
        lines.append("  " + (click.style(text, fg=_COLOURS[line[0]]) if line[:1] in _COLOURS else text))
    if one.trouble:
        return [*lines, f"  {one.trouble}", ""]
    if wrote and one.copy is not None:
        lines.append(f"  Đã sửa. Tệp cũ: {shown(one.copy)}")
    return [*lines, ""]
