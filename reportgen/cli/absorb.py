"""``absorb``: what was edited in Word, back into the office's words."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("subject", metavar="[KỲ hoặc TỆP.docx]", required=False)
@click.option("--diff", "show_only", is_flag=True, help="Chỉ xem, không ghi gì.")
@click.option(
    "--take",
    type=click.Choice(["word", "yaml"]),
    help="Chỗ mà cả Word và tệp lời văn cùng sửa: lấy bên nào. Mặc định nêu cả hai, không ghi bên nào.",
)
@click.pass_obj
def absorb(folder: Path | None, subject: str | None, show_only: bool, take: str | None) -> int:
    """Đưa phần đã sửa trong Word vào tệp lời văn của cơ quan (tong-hop), để bản thảo sau vẫn còn.

    Mỗi chỗ của báo cáo nằm trong một ô nội dung; lời sửa trong ô được ghi vào tệp, chú thích thành ^[…]. Những thay đổi
    khác (đề mục, bảng, Nơi nhận, định dạng) được kể ra kèm cách làm. Chạy lại lần nữa không đổi gì.

    KỲ là tên kỳ báo cáo: lấy bản thảo đã sửa mới nhất trong ban-thao/. Chỉ một kỳ có bản thảo đã sửa thì không cần ghi.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import absorb as printing
    from reportgen.pipeline.absorb import absorb as run

    subjects = (subject,) if subject else ()
    return printing.absorbed(run(workspace_here(folder, subjects), subject, show_only=show_only, take=take or ""))
