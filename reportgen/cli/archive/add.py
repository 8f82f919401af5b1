"""``archive add``: the signed copy of a document."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import DOCUMENT, FORMAT, YEAR
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("document", metavar=DOCUMENT)
@click.option(
    "--signed",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.pdf",
    help="Bản đã ký: PDF ký số, hoặc bản giấy quét thành PDF.",
)
@YEAR
@FORMAT
@click.pass_obj
def add(folder: Path | None, document: str, signed: Path, year: int | None, form: str) -> int:
    """Thêm bản đã ký vào hồ sơ của một văn bản; văn bản đã lưu không thay đổi.

    VĂN_BẢN: số (5), số và ký hiệu (05/BC-SKHCN), kỳ báo cáo (6-thang) hoặc tên thư mục hồ sơ.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline.issued import add_signed_file

    workspace = workspace_here(folder)
    done = add_signed_file(workspace, document, signed, moment(), year)
    return printing.added(workspace, done, as_json=form == "json")
