"""``archive verify``: whether everything is still as it was issued."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from reportgen.cli import values
from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command


@click.command(cls=Command)
@click.option("--since", callback=values.day, metavar="NGÀY", help="Chỉ đọc hết hồ sơ ghi từ ngày này.")
@click.option("--head", metavar="MÃ", help="Mã sổ đã in hoặc chép lại trước đây: sổ nay phải nối tiếp mã ấy.")
@FORMAT
@click.pass_obj
def verify(folder: Path | None, since: dt.date | None, head: str | None, form: str) -> int:
    """Kiểm tra lưu trữ còn nguyên vẹn: đọc từng byte, đối chiếu từng tệp, từng dòng sổ.

    Nêu tên mọi tệp sai, thiếu, thừa và mọi dòng sổ hỏng; có chỗ hỏng: mã thoát 1.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import archive as printing
    from reportgen.pipeline.verify import verify as run_verify

    verified = run_verify(workspace_here(folder), since, head)
    return printing.verified(verified, since, as_json=form == "json")
