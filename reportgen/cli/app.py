"""The program and the list of its commands, each in a file of its own, imported when it is asked for.

A command is a thin face over ``pipeline``: options in, printed result and exit code out. What it needs beyond click
it imports when it runs: help pages and usage errors do not pay for it.
"""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Group
from reportgen.version import __version__

COMMANDS = (
    "init",
    "import",
    "plan",
    "forms",
    "check",
    "consolidate",
    "draft",
    "absorb",
    "lint",
    "issue",
    "archive",
    "status",
    "remind",
    "template",
    "batch",
)
"""The commands in the order of a day's work, each in the file of its name."""
_FILES = {"import": "import_plan"}
"""Commands whose name is a word of the language."""


@click.group(
    cls=Group,
    members={name: f"reportgen.cli.{_FILES.get(name, name)}:{_FILES.get(name, name)}" for name in COMMANDS},
    context_settings={"max_content_width": 100},
)
@click.option(
    "-C",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="THƯ_MỤC",
    help="Thư mục của cơ quan; mặc định là thư mục gần nhất phía trên có co-quan.yaml.",
)
@click.version_option(__version__, "--version", message="reportgen %(version)s", help="Hiện phiên bản.")
@click.pass_context
def app(ctx: click.Context, folder: Path | None) -> None:
    """Soạn báo cáo định kỳ của cơ quan nhà nước theo thể thức Nghị định 30/2020/NĐ-CP.

    Các đơn vị điền tệp YAML; reportgen kiểm tra, tổng hợp với kế hoạch và soạn bản thảo Word.
    """
    ctx.obj = folder
