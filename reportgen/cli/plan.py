"""``plan``: the plan itself as a Word document."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("name", metavar="[KẾ_HOẠCH]", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Ghi văn bản ra tệp này; mặc định trong ban-thao/.",
)
@click.pass_obj
def plan(folder: Path | None, name: str | None, output: Path | None) -> int:
    """In chính kế hoạch thành văn bản Word, từ tệp ke-hoach/MÃ.yaml.

    Có lời của kế hoạch (noi_dung), căn cứ, chú thích, nơi nhận, khối chữ ký, Phụ lục chỉ tiêu và Phụ lục nhiệm vụ khổ
    ngang; chưa có noi_dung thì in lời mẫu. Văn bản đã sửa trong Word không bị ghi đè. Ban hành: issue --plan.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import plan as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline.plan_out import draft_plan

    if output is not None and output.suffix.lower() != ".docx":
        raise CannotRun(f"Tên văn bản phải có đuôi .docx: {output.name}.")
    return printing.drafted(draft_plan(workspace_here(folder), name, moment().date(), output))
