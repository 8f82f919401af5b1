"""``archive search``: words in what has been issued."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(context_settings={"ignore_unknown_options": True}, cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="TỪ…")
@click.option("--limit", type=click.IntRange(1), default=20, metavar="SỐ", help="Hiện nhiều nhất bấy nhiêu văn bản.")
@FORMAT
@click.pass_obj
def search(folder: Path | None, words: tuple[str, ...], limit: int, form: str) -> int:
    """Tìm trong nội dung mọi văn bản; gõ có dấu hay không dấu đều được.

    «cat giam ho so» tìm thấy «cắt giảm hồ sơ». Đặt trong ngoặc kép để tìm đúng cụm từ; dấu trừ trước một từ để
    bỏ văn bản có từ ấy.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.search import searched

    if slip := next((word for word in words if word.startswith("--")), None):  # a single dash leaves a word out
        raise CannotRun(f"Không có tùy chọn {slip}. Xem hướng dẫn: reportgen archive search --help")
    workspace = workspace_here(folder)
    printing.warn(workspace)
    return printing.hits(searched(workspace, _query(words), limit), as_json=form == "json")


def _query(words: tuple[str, ...]) -> str:
    """Return the words as one query; the console takes quotes off a phrase, so one with spaces is a phrase again."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
