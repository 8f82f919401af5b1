"""``import``: a plan in Word or Excel into the workspace, every guess told."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command, name="import")
@click.argument("source", metavar="KẾ_HOẠCH.docx|.xlsx", type=click.Path(path_type=Path))
@click.option(
    "--plan",
    "wanted",
    metavar="MÃ",
    help="Mã kế hoạch, là tên tệp trong ke-hoach; mặc định suy từ căn cứ, như nq02-2026.",
)
@click.pass_obj
def import_plan(folder: Path | None, source: Path, wanted: str | None) -> int:
    """Đọc kế hoạch trong tệp Word, Excel thành tệp ke-hoach/MÃ.yaml; không ghi đè tệp đã có.

    Chỗ phải suy đoán được kể ra (bảng, dòng, ô, nguyên văn) và ghi «# nghi ngờ» ở đúng dòng trong tệp; lời chưa xếp
    được chép ở cuối tệp. Kế hoạch đã có trong thư mục thì chỉ so, nêu chỗ khác nhau.

    Tệp .doc, .odt, .rtf, .pdf, .xls, .ods đọc qua LibreOffice nếu máy có.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import imported as printing
    from reportgen.pipeline.plan_in import import_plan as run

    return printing.imported(run(workspace_here(folder), source, wanted))
