"""``archive diff``: two issued reports, task by task."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("before", metavar="VĂN_BẢN_CŨ")
@click.argument("after", metavar="VĂN_BẢN_MỚI")
@FORMAT
@click.pass_obj
def diff(folder: Path | None, before: str, after: str, form: str) -> int:
    """So hai báo cáo đã ban hành theo từng nhiệm vụ: chuyển loại, mới có, còn dở dang."""
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.archive import compared

    return printing.difference(compared(workspace_here(folder), before, after), as_json=form == "json")
