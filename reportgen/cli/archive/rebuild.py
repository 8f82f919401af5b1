"""``archive rebuild``: a report made again from what was kept."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import DOCUMENT, FORMAT, YEAR
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("document", metavar=DOCUMENT)
@YEAR
@FORMAT
@click.pass_obj
def rebuild(folder: Path | None, document: str, year: int | None, form: str) -> int:
    """Dựng lại một báo cáo từ dữ liệu và mẫu đã lưu, đối chiếu với bản đã ban hành.

    Bằng nhau từng phần: mã thoát 0. Khác: nêu phần khác và phiên bản đã soạn, mã thoát 1.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.rebuild import rebuild as run_rebuild

    return printing.rebuilt(run_rebuild(workspace_here(folder), document, year), as_json=form == "json")
