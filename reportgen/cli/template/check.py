"""``template check``: everything that is wrong in a template, before anybody drafts with it."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.argument("subject", required=False, metavar="[MẪU hoặc TỆP.docx]")
@click.option(
    "--mark", is_flag=True, help="Ghi một bản sao «… (góp ý).docx» bên cạnh, mỗi chỗ sai có một chú thích của Word."
)
@FORMAT
@click.pass_obj
def check(folder: Path | None, subject: str | None, mark: bool, form: str) -> int:
    """Tìm mọi lỗi trong mẫu Word cùng lúc, kể cả ở chỗ chưa có số liệu nào đi tới.

    Không ghi gì thì kiểm tra mọi mẫu trong mau/. Mẫu không có lỗi được điền thử bằng số liệu các kỳ dùng mẫu ấy.

    Mã thoát: 0 không có lỗi, 1 có lỗi, 2 có tệp không đọc được.
    """
    from reportgen.cli.here import workspace_here, workspace_of
    from reportgen.cli.show import template as printing
    from reportgen.pipeline.templates import check as run_check
    from reportgen.pipeline.templates import chosen
    from reportgen.pipeline.templates import mark as marked

    workspace = workspace_of(folder, Path(subject)) if subject is not None else workspace_here(folder)
    found = [run_check(workspace, path) for path in chosen(workspace, subject)]
    if mark:
        found = [marked(checked) for checked in found]
    return printing.checked(found, as_json=form == "json", offer=not mark)
