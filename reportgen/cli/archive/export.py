"""``archive export``: documents handed over in one .zip."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import YEAR
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("documents", nargs=-1, metavar="[VĂN_BẢN…]")
@click.option("--plan", metavar="KẾ_HOẠCH", help="Mọi văn bản của kế hoạch này.")
@YEAR
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP.zip", help="Ghi ra tệp này."
)
@click.pass_obj
def export(
    folder: Path | None, documents: tuple[str, ...], plan: str | None, year: int | None, output: Path | None
) -> int:
    """Xuất hồ sơ thành một tệp .zip: từng văn bản dạng PDF kèm XML, theo thứ tự ngày.

    Không ghi gì thì xuất mọi văn bản. Công văn đính chính đi kèm văn bản được đính chính. PDF là bản đã ký nếu có;
    không thì tạo từ tệp Word (cần LibreOffice).
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.export import ExportRequest, write_export

    request = ExportRequest(documents, plan, year, output)
    return printing.exported(write_export(workspace_here(folder), request))
