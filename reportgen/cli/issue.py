"""``issue``: number and date on a draft, its checks, the register and the archive."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from reportgen.cli import values
from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("period", metavar="[KỲ]", required=False)
@click.option(
    "--plan",
    "plan",
    metavar="KẾ_HOẠCH",
    help="Ban hành chính kế hoạch này (lệnh plan in ra): so, ngay được ghi vào tệp kế hoạch.",
)
@click.option("--so", "number", required=True, metavar="SỐ", help="Số văn bản: 5, 05, hoặc cả ký hiệu 05/BC-SKHCN.")
@click.option(
    "--ngay", "date", required=True, callback=values.day, metavar="NGÀY", help="Ngày ban hành, ví dụ 14/5/2026."
)
@click.option(
    "--file",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Tệp cần ban hành; mặc định là bản thảo mới nhất của kỳ. Dùng cả cho công văn, tờ trình…",
)
@click.option(
    "--signed",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.pdf",
    help="Bản đã ký, lưu cùng; chưa có thì thêm sau bằng archive add.",
)
@click.option("--replaces", metavar="SỐ/KÝ_HIỆU", help="Văn bản đã ban hành mà bản này thay thế.")
@click.option(
    "--corrects",
    metavar="SỐ/KÝ_HIỆU",
    help="Văn bản đã ban hành mà công văn này đính chính; không ghi thì nhận theo trích yếu «đính chính …».",
)
@click.option("--accept", multiple=True, metavar="MÃ", help="Vẫn ban hành dù có lý do mang mã này; kèm --reason.")
@click.option("--reason", multiple=True, metavar='"LÝ DO"', help="Vì sao chấp nhận; được lưu cùng văn bản.")
@click.option("--copies", type=click.IntRange(1), metavar="SỐ", help="Số lượng bản phát hành, ghi vào sổ.")
@click.option("--pages", type=click.IntRange(1), metavar="SỐ", help="Số trang, ghi vào dữ liệu lưu trữ.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Ghi thêm một bản sao của văn bản đã có số, để in và ký.",
)
@FORMAT
@click.pass_obj
def issue(
    folder: Path | None,
    period: str | None,
    plan: str | None,
    number: str,
    date: dt.date,
    file: Path | None,
    signed: Path | None,
    replaces: str | None,
    corrects: str | None,
    accept: tuple[str, ...],
    reason: tuple[str, ...],
    copies: int | None,
    pages: int | None,
    output: Path | None,
    form: str,
) -> int:
    """Ban hành: điền số và ngày vào bản thảo, kiểm tra, vào sổ và lưu trữ.

    Còn lỗi thể thức, số liệu không khớp, thiếu đơn vị, trùng số, sai ngày… thì từ chối, nêu mọi lý do và không
    ghi gì. Bản thảo giữ nguyên; văn bản đã ban hành nằm trong luu-tru/ và không sửa được nữa.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import issue as printing
    from reportgen.cli.values import moment
    from reportgen.model.issue_request import IssueRequest
    from reportgen.pipeline.issue import issue as run_issue
    from reportgen.pipeline.issued import outside_archive

    if output is not None and output.suffix.lower() != ".docx":
        raise CannotRun(f"Tên bản sao phải có đuôi .docx: {output.name}.")
    value, symbol = values.number_and_symbol(number)
    request = IssueRequest(
        number=value,
        symbol=symbol,
        date=date,
        now=moment(),
        period=period,
        plan=plan,
        file=file,
        signed=signed,
        replaces=replaces,
        corrects=corrects,
        reasons=values.reasons(accept, reason),
        copies=copies,
        pages=pages,
    )
    workspace = workspace_here(folder, [str(file)] if file else [])
    if output is not None:
        outside_archive(workspace, output)
    return printing.show(run_issue(workspace, request), output, as_json=form == "json")
