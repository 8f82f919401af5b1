"""``template fields``: every variable with its meaning and its value of today, to copy from."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("period", required=False, metavar="[KỲ]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["docx", "md"]),
    default="docx",
    help="docx: tệp Word để chép từ đó; md: in ra màn hình.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi tệp Word ra đây; mặc định ban-thao/danh-muc-bien.docx.",
)
@click.pass_obj
def fields(folder: Path | None, period: str | None, form: str, output: Path | None) -> int:
    """Mọi biến của mẫu báo cáo: chữ để chép vào mẫu, nghĩa, và giá trị trong số liệu hiện nay.

    KỲ là kỳ lấy giá trị; không ghi thì là kỳ đầu tiên đã có đơn vị gửi.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import template as printing
    from reportgen.pipeline.template_fields import as_markdown, listed, write

    workspace = workspace_here(folder)
    told = listed(workspace, period)
    if form == "md":
        return printing.fields_as_text(as_markdown(told))
    return printing.fields_written(write(workspace, told, output), told.nguon)
