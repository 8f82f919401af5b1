"""``status``: options in, where the plan stands out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from reportgen.cli import values
from reportgen.cli.options import address
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun


@click.command(cls=Command)
@click.argument("period", metavar="[KỲ]", required=False)
@click.option("--today", callback=values.day, metavar="NGÀY", help="Xem như hôm nay là ngày này; mặc định theo máy.")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ một đơn vị: mã, tên hoặc tên khác.")
@click.option(
    "--class", "classes", multiple=True, metavar="LOẠI", help="Chỉ nhiệm vụ loại này, ví dụ dang-thuc-hien-qua-han."
)
@click.option("--wide", is_flag=True, help="Bảng rộng: mọi nhiệm vụ, đủ cột.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP.html", help="Ghi một trang HTML để xem, in."
)
@click.option("--all", "every", is_flag=True, help="Mọi cơ quan trong thư mục, mỗi cơ quan một dòng.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="SỐ", help="Với --all: số tiến trình; mặc định bằng số lõi máy."
)
@click.option(
    "--scheduler",
    metavar="ĐỊA_CHỈ",
    callback=address,
    help="Với --all: giao cho cụm máy Dask ở địa chỉ này, như của lệnh batch.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "xlsx"]),
    default="text",
    help="Dạng kết quả: text để đọc; json, csv cho máy và bảng tính; xlsx ghi một tệp Excel.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.xlsx",
    help="Với --format xlsx: ghi ra tệp này; mặc định trong ban-thao/.",
)
@click.pass_obj
def status(
    folder: Path | None,
    period: str | None,
    today: dt.date | None,
    unit: str | None,
    classes: tuple[str, ...],
    wide: bool,
    html: Path | None,
    every: bool,
    jobs: int | None,
    scheduler: str | None,
    form: str,
    output: Path | None,
) -> int:
    """Theo dõi: đơn vị nào đã gửi, nhiệm vụ đến đâu, chỉ tiêu đạt chưa, việc gì sắp đến hạn.

    KỲ bỏ trống thì lấy kỳ đang đến hạn: kỳ chưa ban hành có hạn tổng hợp gần nhất, kể cả vừa quá hạn trong 30 ngày.
    """
    from reportgen.cli.here import workspace_here
    from reportgen.cli.show import status as printing
    from reportgen.cli.values import moment
    from reportgen.pipeline.choice import chosen

    day = today or moment("--today").date()
    if every:
        if unit or classes or html or wide or form == "xlsx":
            raise CannotRun("--all không dùng cùng --unit, --class, --wide, --html, xlsx: mỗi cơ quan chỉ một dòng.")
        return _overview(folder or Path(), period, day, jobs, scheduler, form)
    if scheduler:
        raise CannotRun("--scheduler chỉ dùng với --all: một cơ quan thì máy này làm được ngay.")
    _refuse_clashes(html, output, form, wide=wide)
    from reportgen.pipeline.status import track_period

    workspace = workspace_here(folder)
    tracked = track_period(workspace, period, day)
    what = chosen(tracked, unit, classes)
    if html is not None:
        from reportgen.pipeline.status_page import write_page

        return printing.page(write_page(workspace, what, html))
    if form == "xlsx":
        from reportgen.pipeline.workbook import write_status_book

        return printing.book(write_status_book(workspace, what, output))
    return printing.show(what, form, wide=wide)


def _overview(
    folder: Path, period: str | None, day: dt.date, jobs: int | None, scheduler: str | None, form: str
) -> int:
    """Print a line for each workspace below ``folder``; return the exit code."""
    from reportgen.cli.show.overview import overview
    from reportgen.pipeline.overview import overviews, workspaces
    from reportgen.pipeline.workers import cores

    roots = workspaces(folder)
    if not scheduler:
        return overview(list(overviews(roots, period, day, jobs or cores())), form)
    from reportgen.cli.show.progress import Progress, counted
    from reportgen.pipeline.errands import overviews_there

    lines = overviews_there(scheduler, roots, period, day)
    return overview(list(counted(lines, Progress(len(roots)), lambda line: bool(line.problem))), form)


def _refuse_clashes(html: Path | None, output: Path | None, form: str, *, wide: bool) -> None:
    """Raise CannotRun for options that say two things."""
    if html is not None and (wide or form != "text"):
        raise CannotRun("--html không dùng cùng --wide, --format: trang có đủ mọi thứ.")
    if wide and form != "text":
        raise CannotRun("--wide chỉ dùng với dạng text; json, csv và xlsx luôn đủ cột.")
    if output is not None and form != "xlsx":
        raise CannotRun("-o chỉ dùng với --format xlsx; dạng khác thì chuyển ra tệp bằng dấu >.")
