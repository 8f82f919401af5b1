"""``archive rebuild``: a report made again from what was kept."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import DOCUMENT, FORMAT, YEAR
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("document", required=False, metavar=f"[{DOCUMENT}]")
@click.option("--register", is_flag=True, help="Dựng lại sổ đăng ký từ các hồ sơ, khi sổ hỏng mà không có bản sao lưu.")
@YEAR
@FORMAT
@click.pass_obj
def rebuild(folder: Path | None, document: str | None, register: bool, year: int | None, form: str) -> int:
    """Dựng lại một báo cáo từ dữ liệu và mẫu đã lưu, đối chiếu với bản đã ban hành.

    Bằng nhau từng phần: mã thoát 0. Khác: nêu phần khác và phiên bản đã soạn, mã thoát 1.

    Với --register thì dựng lại sổ đăng ký: dòng nào hỏng, mất thì lấy ở hồ sơ của văn bản ấy. Sổ cũ được giữ cạnh thư
    mục lưu trữ (.cu); dòng nào không hồ sơ nào kể lại được thì nêu ra, mã thoát 1.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing

    if register:
        if document or year:
            raise CannotRun("--register dựng lại cả sổ: không ghi văn bản, --year.")
        from reportgen.pipeline.register import restore

        return printing.restored(restore(workspace_here(folder)), as_json=form == "json")
    if document is None:
        raise CannotRun("Chưa ghi văn bản cần dựng lại, ví dụ: reportgen archive rebuild 05/BC-SKHCN")
    from reportgen.pipeline.rebuild import rebuild as run_rebuild

    return printing.rebuilt(run_rebuild(workspace_here(folder), document, year), as_json=form == "json")
