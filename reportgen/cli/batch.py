"""``batch``: the drafts of many workspaces, how far it has come, what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.options import FORMAT, SCHEDULER
from reportgen.cli.show.terminal import echo
from reportgen.cli.vietnamese import Command

if TYPE_CHECKING:
    from reportgen.pipeline.batch import Done


@click.command(cls=Command)
@click.argument("root", metavar="THƯ_MỤC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("period", metavar="KỲ")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="SỐ", help="Số tiến trình; mặc định bằng số lõi máy.")
@click.option(
    "--timeout",
    type=click.IntRange(1),
    metavar="GIÂY",
    help="Bỏ dở cơ quan nào soạn lâu hơn từng ấy giây; mặc định 300. Không dùng với --scheduler.",
)
@click.option("--again", is_flag=True, help="Soạn lại cả những cơ quan không có gì thay đổi.")
@click.option("--no-lint", is_flag=True, help="Không kiểm tra thể thức của các bản thảo.")
@SCHEDULER
@FORMAT
def batch(
    root: Path,
    period: str,
    jobs: int | None,
    timeout: int | None,
    again: bool,
    no_lint: bool,
    scheduler: str | None,
    form: str,
) -> int:
    """Soạn bản thảo một kỳ cho mọi cơ quan trong THƯ_MỤC.

    Một cơ quan hỏng không làm dừng các cơ quan khác; chạy lại thì bỏ qua những cơ quan không có gì thay đổi.
    Có cơ quan hỏng: mã thoát 1.
    """
    from reportgen.cli.show import batch as printing
    from reportgen.cli.show.progress import Progress
    from reportgen.pipeline import batch as steps
    from reportgen.pipeline.overview import workspaces
    from reportgen.pipeline.workers import cores

    todo = [steps.Job(folder, period, again, not no_lint) for folder in workspaces(root)]
    if scheduler and timeout:
        raise click.UsageError("--timeout không dùng với --scheduler: cụm máy tự lo việc của nó.")
    if scheduler:
        from reportgen.pipeline.errands import drafts_there

        work = drafts_there(scheduler, todo)
    else:
        work = steps.run_here(todo, jobs or cores(), seconds=timeout or steps.LONGEST)
    progress = Progress(len(todo))
    progress.begin()
    results: list[Done] = []
    try:
        for done in work:
            results.append(done)
            progress.step(failed=done.state == steps.FAILED)
    except KeyboardInterrupt:
        progress.end()
        echo(f"Đã xong {len(results)}/{len(todo)} cơ quan; chạy lại lệnh để làm tiếp.", err=True)
        raise
    finally:
        progress.end()
    results.sort(key=lambda done: done.root)
    printing.show(results, period, as_json=form == "json")
    return int(any(done.state == steps.FAILED for done in results))
