"""``lint``: what a Word file has against the decree's rules of form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.options import SCHEDULER
from reportgen.cli.vietnamese import Command
from reportgen.errors import CannotRun

if TYPE_CHECKING:
    from reportgen.cli.show.lint import Tally
    from reportgen.pipeline.copies import Wish
    from reportgen.pipeline.lint import Linted, Profile


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="TỆP.docx…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="Dạng kết quả: text để đọc; json, sarif cho máy.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="MÃ",
    help="Chỉ xét quy tắc này; ghi mã, điều khoản (PL1-II-9d) hoặc mục (PL1-II).",
)
@click.option("--ignore", multiple=True, metavar="MÃ", help="Bỏ qua quy tắc này; ghi như --select.")
@click.option("--explain", metavar="MÃ", help="Giải thích một quy tắc: điều khoản, nội dung, mức.")
@click.option("--against", "period", metavar="KỲ", help="So số trong bản thảo với số liệu của kỳ này.")
@click.option("--all", "every_place", is_flag=True, help="Kể mọi chỗ của một phát hiện, mọi mã không đánh giá được.")
@click.option("--pages", is_flag=True, help="Ghi thêm số trang của mỗi chỗ sai; cần LibreOffice, chậm hơn.")
@click.option("--fix", is_flag=True, help="Ghi bản đã sửa bên cạnh tệp: chỉ những chỗ chắc chắn, không đổi lời văn.")
@click.option(
    "--fix-unsafe",
    is_flag=True,
    help="Như --fix, sửa thêm: kiểu chữ, phông, canh lề, chữ in hoa, lề trang; đọc lại bản đã sửa.",
)
@click.option("--track", is_flag=True, help="Với --fix: ghi mỗi chỗ sửa thành vết sửa (Track Changes) của Word.")
@click.option("--mark", is_flag=True, help="Ghi bản góp ý bên cạnh tệp: mỗi phát hiện một ghi chú (Comments) của Word.")
@click.option("--strict", is_flag=True, help="Coi khuyến nghị, tệp không xét như lỗi: mã thoát 1.")
@click.option(
    "--force", is_flag=True, help="Xét cả văn bản không thuộc Nghị định 30: của Đảng, hợp đồng, đơn, biểu mẫu."
)
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="SỐ", help="Số tiến trình; mặc định bằng số lõi máy.")
@SCHEDULER
@click.pass_obj
def lint(
    folder: Path | None,
    files: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    explain: str | None,
    period: str | None,
    every_place: bool,
    pages: bool,
    fix: bool,
    fix_unsafe: bool,
    track: bool,
    mark: bool,
    strict: bool,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
) -> int:
    """Kiểm tra thể thức văn bản Word theo Nghị định 30/2020/NĐ-CP.

    Mỗi phát hiện ghi rõ chỗ sai, tìm thấy gì, quy định thế nào, sửa ra sao và mã quy tắc theo điều khoản.
    TỆP có thể là thư mục: xét mọi tệp .docx trong đó, trừ các bản «(đã sửa)», «(góp ý)» do chính lệnh này ghi.

    Văn bản mà Nghị định không điều chỉnh (của Đảng, quy phạm pháp luật, hợp đồng, đơn, biểu mẫu, bài phát biểu,
    tiếng nước ngoài) thì nói một dòng và không xét. Tệp có văn bản thứ hai, phần bản sao, biểu mẫu, phần chưa đọc
    được thì nói trước.

    Mã thoát: 0 không có lỗi (có thể có khuyến nghị), 1 có lỗi hoặc không tìm thấy nội dung văn bản, 2 có tệp không
    đọc được.
    """
    if explain is not None:
        return _explain(explain)
    from reportgen.cli.here import workspace_of
    from reportgen.cli.show import lint as printing
    from reportgen.cli.show.sarif import as_sarif
    from reportgen.pipeline.documents import placed, profiles
    from reportgen.pipeline.workers import cores

    if not files or not all(name.strip() for name in files):
        raise CannotRun("Chưa ghi tệp cần kiểm tra. Ví dụ: reportgen lint ban-thao/bao-cao.docx")
    if scheduler and (fix or fix_unsafe or mark):
        raise CannotRun("--scheduler không dùng cùng --fix, --fix-unsafe, --mark: cụm máy chỉ xét, không ghi bản sao.")
    wish = _wish(mend=fix or fix_unsafe, asked=fix_unsafe, track=track, mark=mark)
    given = [placed(Path(name), folder) for name in files]
    paths = _paths(given)
    workspaces = (workspace_of(folder, path) for path in paths)
    against = printing.told(profiles(workspaces, select, ignore, period, force=force))
    if scheduler:
        results = _there(scheduler, paths, against, drawn=form == "text")
    else:
        results = _here(paths, against, wish, jobs or cores())
    if pages:
        results = _with_pages(results)
    ways: dict[str, Callable[[Iterable[Linted]], Tally]] = {
        "text": partial(printing.text, every_place=every_place, asked=fix_unsafe),
        "json": printing.as_json,
        "sarif": as_sarif,
    }
    tally = ways[form](results)
    if tally.unread:
        return 2
    return int(tally.faulty > 0 or (strict and tally.advised + tally.beyond > 0))


def _paths(given: Sequence[Path]) -> list[Path]:
    """Return the files that are to be checked, having said which are left out. Raises CannotRun where none is left."""
    from reportgen.cli.show.lint import copies_left_out
    from reportgen.cli.show.terminal import echo, shown
    from reportgen.pipeline.documents import documents_of

    paths, copies = documents_of(given)
    left_out = copies_left_out(copies)
    if not paths:
        there = f"Không có tệp .docx nào để xét trong {', '.join(shown(path) for path in given)}."
        raise CannotRun(" ".join(filter(None, (there, left_out))))
    if left_out:
        echo(left_out, err=True)
    return paths


def _with_pages(results: Iterator[Linted]) -> Iterator[Linted]:
    """Return the results with page numbers; as they are, with a word on why, where nothing lays documents out."""
    from reportgen.cli.show.terminal import echo
    from reportgen.pipeline.pages import layouter, paged

    program = layouter()
    if program is None:
        echo("Lưu ý: máy này chưa có LibreOffice nên không ghi được số trang.", err=True)
        return results
    return (paged(linted, program) for linted in results)


def _wish(*, mend: bool, asked: bool, track: bool, mark: bool) -> Wish | None:
    """Return what copies are wanted; None for none. Raises CannotRun for what does not go together."""
    if mend and mark:
        raise CannotRun("--fix và --mark mỗi lần dùng một: sửa xong rồi ghi góp ý vào bản đã sửa.")
    if track and not mend:
        raise CannotRun("--track đi cùng --fix hoặc --fix-unsafe.")
    if not mend and not mark:
        return None
    from reportgen.cli.values import moment
    from reportgen.pipeline.copies import Wish

    return Wish(mend, asked, f"{moment():%Y-%m-%dT%H:%M:00Z}" if track else "")


def _here(paths: Sequence[Path], against: Sequence[Profile], wish: Wish | None, jobs: int) -> Iterator[Linted]:
    """Check the files on this machine, and write the copies that are wanted."""
    from reportgen.pipeline.lint import lint_files

    if wish is None:
        return lint_files(paths, against, jobs)
    from reportgen.pipeline.copies import copy_files

    return copy_files(paths, against, wish, jobs)


def _there(address: str, paths: Sequence[Path], against: Sequence[Profile], *, drawn: bool) -> Iterator[Linted]:
    """Check the files on a cluster; ``drawn``: how far it has come is shown."""
    from reportgen.cli.show.progress import Progress, counted
    from reportgen.pipeline.errands import lint_there

    results = lint_there(address, paths, against)
    return counted(results, Progress(len(paths), "tệp"), lambda one: one.report is None) if drawn else results


def _explain(name: str) -> int:
    """Print what the rules that ``name`` means are; return the exit code."""
    from reportgen.cli.show import lint as printing
    from reportgen.pipeline.explain import explain_rules

    return printing.explained(explain_rules(name))
