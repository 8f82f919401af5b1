"""What ``draft`` prints: results on stdout, messages for people beside JSON on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.show.form import form
from reportgen.cli.show.left_alone import left_alone
from reportgen.cli.show.terminal import echo, in_folder, print_json, shown
from reportgen.cli.show.words import words
from reportgen.finding import errors_in, warnings_in
from reportgen.pipeline.place import Workspace
from reportgen.pipeline.written import Written

if TYPE_CHECKING:
    from reportgen.model.snapshot import Snapshot
    from reportgen.pipeline.draft import Drafted


def draft(where: Workspace, period: str, drafted: Drafted, pdf: Path | None, *, as_json: bool, strict: bool) -> int:
    """Print the draft's path and summary, or why there is none; return the exit code.

    ``period``: as it was named, for the command that makes the internal document.
    """
    if drafted.path is None or drafted.snapshot is None:
        return _refused(where, drafted, as_json=as_json, strict=strict)
    if as_json:
        from reportgen.cli.show.machine import draft as machine

        print_json(machine.draft(drafted.path, drafted.snapshot, drafted, pdf))
        _kept(where, drafted, pdf)
        _noted(drafted)
        return 0
    for line in _files(drafted.path, drafted, pdf):
        echo(line)
    _kept(where, drafted, pdf)
    for line in (*_lines(drafted.snapshot), *_left_out(where, period, drafted), *_too_long(drafted)):
        echo(line)
    if drafted.words_printed:
        for line in words(drafted.places, f"reportgen{in_folder(where.root)} consolidate {period}"):
            echo(line)
    else:
        echo(
            f"Mẫu {drafted.own_template} không in lời văn theo chỗ nên lời của cơ quan không có trong bản thảo này; "
            "cách thêm: docs/nang-cap.md.",
            err=True,
        )
    _noted(drafted)
    form(drafted.form, drafted.unchecked)
    if drafted.findings:
        _warned(where, drafted)
    return 0


def _files(path: Path, drafted: Drafted, pdf: Path | None) -> Iterator[str]:
    """Yield the files that were made, and the template where it is the agency's own."""
    yield f"Bản thảo: {shown(path)}"
    if pdf:
        yield f"Bản PDF:  {shown(pdf)}"
    if drafted.sources:
        yield f"Bảng đối chiếu (nội bộ, không ban hành): {shown(drafted.sources.path)}"
    if drafted.book:
        yield f"Tệp Excel: {shown(drafted.book.path)}"
    if drafted.own_template:
        yield f"Mẫu:      {drafted.own_template}"


def _noted(drafted: Drafted) -> None:
    for note in drafted.notes:
        echo(f"Lưu ý: {note}.", err=True)


_UNREAD = ("tinh-hinh/chua-gui", "tep/khong-doc")


def _warned(where: Workspace, drafted: Drafted) -> None:
    """Print at once what keeps somebody's work out of the report; count the other warnings."""
    if unread := [finding for finding in drafted.findings if finding.code in _UNREAD]:
        from reportgen.cli.show.findings import findings

        findings(where, unread, err=True)
    if warnings := len(warnings_in(drafted.findings)):
        echo(f"Có {warnings} cảnh báo; xem bằng lệnh: reportgen{in_folder(where.root)} check")


def _left_out(where: Workspace, period: str, drafted: Drafted) -> Iterator[str]:
    """Yield how much stands in the internal document alone, and how to make it where it was not asked for."""
    if not drafted.left_out.texts:
        return
    count, units = drafted.left_out.texts, len(drafted.left_out.units)
    command = "" if drafted.sources else f": reportgen{in_folder(where.root)} draft {period} --sources"
    yield f"{count} ý của {units} đơn vị chỉ có trong bảng đối chiếu{command or '.'}"


_TOLD = 3
"""Places that are named where a report is too long."""


def _too_long(drafted: Drafted) -> Iterator[str]:
    """Yield that the body takes too many pages, and which places take most of them."""
    if drafted.pages is None or not drafted.too_long:
        return
    longest = [
        f"{place.number} ({f'{place.pages:.1f}'.replace('.', ',')} trang)" for place in drafted.pages.longest(_TOLD)
    ]
    told = f"; dài nhất: {', '.join(longest)}" if longest else ""
    yield f"Nội dung khoảng {drafted.pages.whole} trang, quá {drafted.most_pages} trang{told}."


def _kept(where: Workspace, drafted: Drafted, pdf: Path | None) -> None:
    """Print what was left alone because somebody made it, and what became of an older PDF; ``pdf``: the new one."""
    if drafted.path is not None:
        left_alone(Written(drafted.path, drafted.kept, None if pdf else drafted.dropped_pdf, drafted.outdated_pdf))
    if drafted.sources is not None:
        left_alone(drafted.sources)
    if drafted.book is not None:
        left_alone(drafted.book)
    if drafted.unabsorbed and drafted.kept is not None:
        echo(
            f"Lời sửa trong {drafted.kept.name} chưa có ở bản mới: {', '.join(drafted.unabsorbed)}. Đưa vào: "
            f'reportgen{in_folder(where.root)} absorb "{shown(drafted.kept)}", rồi soạn lại.',
            err=True,
        )


def _refused(where: Workspace, drafted: Drafted, *, as_json: bool, strict: bool) -> int:
    from reportgen.cli.show.findings import findings

    errors = errors_in(drafted.findings)
    if as_json:
        from reportgen.cli.show.machine import draft as machine

        print_json(machine.refused(drafted))
    findings(where, drafted.findings, err=True)
    if errors:
        echo(f"Chưa soạn bản thảo: dữ liệu còn {len(errors)} lỗi nêu trên. Sửa rồi chạy lại lệnh.", err=True)
        return 1
    if drafted.snapshot:
        for line in _lacking(drafted.snapshot):
            echo(line, err=True)
    for line in _too_long(drafted):
        echo(line, err=True)
    form(drafted.form, drafted.unchecked, err=True)
    if strict:
        echo("Chưa soạn bản thảo vì có --strict và còn thiếu sót nêu trên.", err=True)
    return 1


def _lines(snapshot: Snapshot) -> list[str]:
    from reportgen.vn.dates import short_date

    total = sum(snapshot.counts.values())
    lines = [f"{snapshot.agency.name}, {snapshot.period.name}: {total} nhiệm vụ"]
    lines += [f"  {number:>4}  {task_class.label}" for task_class, number in snapshot.counts.items() if number]
    lines.append(f"Chỉ tiêu: {_verdicts(snapshot)}.")
    sent = sum(unit.sent for unit in snapshot.units)
    lines.append(f"Đơn vị đã gửi: {sent}/{len(snapshot.units)}.")
    late = [f"{unit.name} ({short_date(unit.sent_on)})" for unit in snapshot.units if unit.late and unit.sent_on]
    if late:
        lines.append(f"Gửi sau hạn ({snapshot.period.unit_deadline.text}): {', '.join(late)}.")
    if snapshot.plan.number is None or snapshot.plan.date is None:
        file = f"ke-hoach/{snapshot.plan.id}.yaml"
        lines.append(f"Kế hoạch chưa có số, ngày nên bản thảo còn chỗ chờ điền: ghi so, ngay vào {file} rồi soạn lại")
        lines.append("trước khi sửa trong Word.")
    return lines + _lacking(snapshot)


def _verdicts(snapshot: Snapshot) -> str:
    """Return how many targets are met and missed, and where there are any: not due, not to be judged, statistics."""
    assigned = [target for target in snapshot.targets if not target.is_statistic]
    met = [target.met for target in assigned if not target.pending]
    told = [f"{met.count(True)} đạt", f"{met.count(False)} chưa đạt"]
    for number, kind in (
        (len(assigned) - len(met), "chưa đến kỳ đánh giá"),
        (met.count(None), "chưa đánh giá được"),
        (len(snapshot.targets) - len(assigned), "số liệu thống kê"),
    ):
        if number:
            told.append(f"{number} {kind}")
    return ", ".join(told)


def _lacking(snapshot: Snapshot) -> list[str]:
    lines = []
    absent = [unit.name for unit in snapshot.units if not unit.sent]
    if absent:
        lines.append(f"Chưa gửi: {', '.join(absent)}.")
    tasks = [task.code for task in snapshot.tasks() if task.missing]
    if tasks:
        lines.append(f"Nhiệm vụ còn thiếu báo cáo của đơn vị chủ trì: {', '.join(tasks)}.")
    targets = [target.code for target in snapshot.targets if not target.complete]
    if targets:
        lines.append(f"Chỉ tiêu chưa đủ số liệu: {', '.join(targets)}.")
    return lines
