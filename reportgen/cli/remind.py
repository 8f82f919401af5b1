"""``remind``: the reminder letter, or the plan's deadlines for a calendar."""

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
@click.option("--today", callback=values.day, metavar="NGÀY", help="Xem như hôm nay là ngày này; mặc định theo máy.")
@click.option("--each", is_flag=True, help="Mỗi đơn vị một công văn; mặc định một công văn cho tất cả.")
@click.option(
    "--new-date",
    "new_date",
    callback=values.day,
    metavar="NGÀY",
    help="Ngày cuối cùng đề nghị gửi. Mặc định: còn hạn thì đúng hạn của kế hoạch; quá hạn thì sau 3 ngày làm việc "
    "(bỏ thứ Bảy, Chủ nhật, không biết ngày lễ) và không sau hạn tổng hợp.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.docx",
    help="Ghi công văn ra tệp này; mặc định trong ban-thao/.",
)
@click.option(
    "--ics",
    "calendar",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.ics",
    help="Không soạn công văn; ghi các hạn của kế hoạch thành lịch cho Outlook, điện thoại.",
)
@FORMAT
@click.pass_obj
def remind(
    folder: Path | None,
    period: str | None,
    today: dt.date | None,
    each: bool,
    new_date: dt.date | None,
    output: Path | None,
    calendar: Path | None,
    form: str,
) -> int:
    """Soạn công văn đôn đốc các đơn vị chưa gửi, gửi còn lỗi hoặc còn thiếu; hoặc xuất lịch các hạn.

    Công văn chỉ kính gửi đơn vị còn nợ, nêu từng đơn vị còn thiếu gì. Xem lại bằng Word rồi ban hành bằng lệnh issue.

    KỲ bỏ trống thì lấy kỳ đang đến hạn: kỳ chưa ban hành có hạn tổng hợp gần nhất, kể cả vừa quá hạn trong 30 ngày.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import remind as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline import remind as run

    _usable(each, new_date, output, calendar)
    day = today or moment("--today").date()
    workspace = workspace_here(folder)
    if calendar is not None:
        return printing.exported(run.export(workspace, period, day, calendar), as_json=form == "json")
    request = run.RemindRequest(day, period, each, new_date, output)
    return printing.reminded(run.remind(workspace, request), as_json=form == "json")


def _usable(each: bool, new_date: dt.date | None, output: Path | None, calendar: Path | None) -> None:
    """Raise CannotRun for options that do not go together and names with another ending."""
    if calendar is not None and (each or new_date or output):
        raise CannotRun("--ics không dùng cùng --each, --new-date, -o: khi xuất lịch thì không soạn công văn.")
    if each and output:
        raise CannotRun("--each ghi nhiều tệp vào ban-thao/, không dùng cùng -o.")
    for path, suffix in ((output, ".docx"), (calendar, ".ics")):
        if path is not None and path.suffix.lower() != suffix:
            raise CannotRun(f"Tên tệp phải có đuôi {suffix}: {path.name}.")
