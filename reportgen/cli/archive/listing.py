"""``archive list``: the documents that have been issued."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import FORMAT, YEAR
from reportgen.cli.vietnamese import Command


@click.command("list", cls=Command)
@YEAR
@FORMAT
@click.pass_obj
def listing(folder: Path | None, year: int | None, form: str) -> int:
    """Liệt kê văn bản đã ban hành, theo thứ tự vào sổ."""
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.archive import listed

    workspace = workspace_here(folder)
    printing.warn(workspace)
    return printing.listing(listed(workspace, year), as_json=form == "json")
