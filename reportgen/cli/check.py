"""``check``: what is wrong in the data; again whenever a file changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun

if TYPE_CHECKING:
    from reportgen.pipeline.place import Workspace


@click.command(cls=Command)
@click.argument("subjects", nargs=-1, metavar="[KỲ hoặc TỆP…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Dạng kết quả: text để đọc; json, github cho máy.",
)
@click.option("--strict", is_flag=True, help="Coi cảnh báo như lỗi: mã thoát 1.")
@click.option("--all", "every", is_flag=True, help="In hết, cả những chỗ giống nhau.")
@click.option(
    "--fix", is_flag=True, help="Viết lại cho đúng mẫu những chỗ chỉ có một nghĩa; tệp cũ được giữ bên cạnh (.cu)."
)
@click.option("--diff", is_flag=True, help="Chỉ xem --fix sẽ sửa gì, không ghi.")
@click.option("--reply", is_flag=True, help="Thay vào đó in lời nhắn cho từng đơn vị có chỗ sai, để chép vào thư.")
@click.option("--watch", is_flag=True, help="Kiểm tra lại mỗi khi lưu tệp, cho đến khi bấm Ctrl+C.")
@click.option("--explain", metavar="MÃ", help="Giải thích một kiểm tra: ý nghĩa, cách sửa, cách xác nhận.")
@click.pass_obj
def check(
    folder: Path | None,
    subjects: tuple[str, ...],
    form: str,
    strict: bool,
    every: bool,
    fix: bool,
    diff: bool,
    reply: bool,
    watch: bool,
    explain: str | None,
) -> int:
    """Kiểm tra kế hoạch và tệp tình hình, báo mọi chỗ sai cùng lúc.

    Không ghi gì thì kiểm tra cả thư mục cơ quan. Có lỗi: mã thoát 1.
    """
    if explain is not None:
        from reportgen.cli.show.check_explained import explained

        return explained(explain)
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import check as printing
    from reportgen.pipeline.check import check as run_check

    workspace = workspace_here(folder, subjects)
    if fix or diff:
        _fix(workspace, subjects, write=not diff, alone=not watch and form == "text")
        if diff:
            return 0
    if reply:
        from reportgen.cli.replying import reply as print_replies

        return print_replies(workspace, subjects, alone=not watch and form == "text", strict=strict)

    def run() -> int:
        return printing.check(workspace, run_check(workspace, subjects), form=form, strict=strict, every=every)

    if not watch:
        return run()
    if form != "text":
        raise CannotRun("--watch chỉ dùng với dạng text: mỗi lần kiểm tra in một kết quả.")
    from reportgen.cli.watch import watch as keep_watching

    return keep_watching(workspace, tuple(path for path in map(Path, subjects) if path.is_file()), run)


def _fix(workspace: Workspace, subjects: tuple[str, ...], *, write: bool, alone: bool) -> None:
    """Write properly what can be, or show it. Raises CannotRun beside ``--watch`` or ``--format``."""
    if not alone:
        raise CannotRun("--fix, --diff không dùng cùng --watch hay --format: sửa xong rồi kiểm tra lại.")
    from reportgen.cli.show.fixing import fixed
    from reportgen.pipeline.check import check as run_check
    from reportgen.pipeline.fixing import fix as run_fix

    fixed(run_fix(workspace, run_check(workspace, subjects).files, write=write), wrote=write)
