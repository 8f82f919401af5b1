"""``archive show``: one document in full."""

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
def show(folder: Path | None, document: str, year: int | None, form: str) -> int:
    """Hiện một văn bản: thông tin, tệp, văn bản thay thế, và còn nguyên vẹn không.

    VĂN_BẢN: số (5), số và ký hiệu (05/BC-SKHCN), kỳ báo cáo (6-thang) hoặc tên thư mục hồ sơ. Hỏng: mã thoát 1.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.archive import shown

    workspace = workspace_here(folder)
    printing.warn(workspace)
    return printing.document(shown(workspace, document, year), as_json=form == "json")
