"""``template list``: which templates there are, and which period uses which."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@FORMAT
@click.pass_obj
def listing(folder: Path | None, form: str) -> int:
    """Liệt kê các mẫu: của cơ quan hay kèm theo chương trình, kỳ nào dùng, tệp nào trong mau/ không được dùng.

    Mã thoát: 0, hoặc 2 khi có mẫu của cơ quan không dùng được.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import template as printing
    from reportgen.pipeline.templates import templates

    workspace = workspace_here(folder)
    return printing.listed(workspace, templates(workspace), as_json=form == "json")
