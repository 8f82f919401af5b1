"""``init``: a workspace for an agency, of its plan in Word or Excel where there is one."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("target", metavar="THƯ_MỤC", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="KẾ_HOẠCH.docx|.xlsx",
    type=click.Path(path_type=Path),
    help="Tệp Word, Excel của kế hoạch: cơ quan, đơn vị, người ký, nhiệm vụ, chỉ tiêu, kỳ báo cáo đọc từ đó.",
)
def init(target: Path, source: Path | None) -> int:
    """Tạo thư mục làm việc cho một cơ quan: co-quan.yaml, kế hoạch, các thư mục con.

    Có tệp Word, Excel của kế hoạch thì đọc từ đó; chỗ suy đoán ghi «# nghi ngờ» trong tệp. Không ghi đè gì đã có.
    """
    from reportgen.cli.show import imported as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline.plan_in import make_workspace

    return printing.imported(make_workspace(target, source, moment().year))
