"""What ``status`` prints: a table of 80 columns, a wide one, JSON, CSV; the page for a browser."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.cli.show import status_data
from reportgen.cli.show.left_alone import left_alone
from reportgen.cli.show.terminal import echo, print_json, put, shown
from reportgen.cli.show.words import words
from reportgen.model.context import BoiCanh, NhiemVu
from reportgen.pipeline.choice import Chosen
from reportgen.pipeline.status import SOON, Sending, TaskTrack, UnitTrack
from reportgen.pipeline.written import Written
from reportgen.vn.dates import day_words, short_date
from reportgen.vn.text import shorten


def show(what: Chosen, form: str, *, wide: bool) -> int:
    """Print where a period stands; return the exit code."""
    if form == "json":
        from reportgen.cli.show.machine import status as machine

        print_json(machine.status(what))
    elif form == "csv":
        put(status_data.tasks_csv(what))
    else:
        for line in _lines(what, wide=wide):
            echo(line.rstrip())
    return 0


def page(path: Path) -> int:
    """Print where the page for a browser is; return the exit code."""
    echo(f"Trang theo dõi: {shown(path)}")
    return 0


def book(written: Written) -> int:
    """Print where the workbook is, and what was left alone; return the exit code."""
    echo(f"Tệp Excel: {shown(written.path)}")
    left_alone(written)
    return 0


def _lines(what: Chosen, *, wide: bool) -> Iterator[str]:
    tracking = what.tracking
    period = tracking.snapshot.period
    plan = tracking.snapshot.plan
    yield f"{tracking.snapshot.agency.name}: {period.name} ({plan.id}/{tracking.snapshot.period_id}), "
    yield (
        f"tính đến ngày {short_date(tracking.today)}. Đơn vị gửi {period.unit_deadline.text} "
        f"({'đã gửi đủ' if tracking.all_sent else day_words(tracking.unit_days)});"
    )
    office = "đã ban hành" if what.tracked.issued else day_words(tracking.office_days)
    yield f"tổng hợp {period.office_deadline.text} ({office})."
    if what.tracked.issued:
        yield f"Đã ban hành: Báo cáo số {what.tracked.issued}."
    for note in what.tracked.notes:
        yield f"Lưu ý: {note}."
    yield ""
    yield from _units(what.units)
    yield ""
    if not what.narrowed:
        yield f"Nhiệm vụ: {what.context.tong_hop.tong_so}"
        for item in what.context.tong_hop.loai_co:
            yield f"  {item.so:>4}  {item.ten} ({item.ty_le})"
        yield ""
    yield from _tasks(what, wide=wide)
    if not what.narrowed:
        yield from _targets(what.context, wide=wide)
        yield ""
        yield from words(what.tracked.places, f"reportgen consolidate {tracking.snapshot.period_id}")


def _units(units: Sequence[UnitTrack]) -> Iterator[str]:
    yield from table(
        ("Đơn vị", "Tình trạng", "Ngày gửi", "Lỗi", "Còn thiếu"), (34, 12, 10, 4, 12), map(_unit_cells, units)
    )
    arrived = [unit for unit in units if unit.sending is not Sending.NOT_SENT]
    faulty = sum(unit.sending is Sending.FAULTY for unit in units)
    yield f"Đã gửi {len(arrived)}/{len(units)}" + (f", trong đó {faulty} còn lỗi." if faulty else ".")


def _unit_cells(unit: UnitTrack) -> tuple[str, ...]:
    date = short_date(unit.report.sent_on) if unit.report.sent_on else ""
    lacking = [f"{len(unit.tasks)} NV"] if unit.tasks else []
    lacking += [f"{len(unit.targets)} CT"] if unit.targets else []
    faults = str(unit.faults.errors) if unit.faults.errors else ""
    return unit.report.name, unit.sending.label, date, faults, ", ".join(lacking)


def _tasks(what: Chosen, *, wide: bool) -> Iterator[str]:
    if wide or what.narrowed:
        yield f"Nhiệm vụ ({len(what.tasks)})"
        tasks = what.tasks
    else:
        tasks = tuple(item for item in what.tasks if item[0].overdue or item[0].due_soon)
        if not tasks:
            yield f"Không có nhiệm vụ quá hạn hay đến hạn trong {SOON} ngày tới."
            yield ""
            return
        yield f"Quá hạn, hoặc đến hạn trong {SOON} ngày tới ({len(tasks)})"
    columns, widths, cells = (_WIDE_COLUMNS, _WIDE_WIDTHS, _wide) if wide else (_COLUMNS, _WIDTHS, _narrow)
    rows = [cells(task, words) for task, words in tasks]
    yield from table(columns, widths, rows)
    yield ""


_COLUMNS, _WIDTHS = ("Mã", "Nội dung", "Thời hạn", "Loại khi chốt, tiến độ"), (9, 30, 15, 20)
_WIDE_COLUMNS = ("Mã", "Nội dung", "Chủ trì", "Thời hạn", "Còn", "Loại", "Tiến độ")
_WIDE_WIDTHS = (9, 50, 28, 14, 16, 27, 10)


def _narrow(task: TaskTrack, words: NhiemVu) -> tuple[str, ...]:
    when = f"{task.deadline} {_left(task)}".strip()
    return (
        words.ma,
        shorten(words.noi_dung, 60),
        when,
        ", ".join(piece for piece in (words.ten_loai, words.tien_do) if piece),
    )


def _wide(task: TaskTrack, words: NhiemVu) -> tuple[str, ...]:
    when = task.deadline
    return words.ma, words.tom_tat, words.chu_tri, when, _left(task), words.ten_loai, words.tien_do


def _left(task: TaskTrack) -> str:
    """Return the days left to the last day, or to the next time that work is due, and the next milestone."""
    said = [day_words(task.days)] if task.open and task.days is not None else []
    if said and task.time:
        said = [f"{task.time.name} {said[0]}"]
    if task.open and task.milestone:
        said.append(f"mốc {task.milestone.until.text}")
    return "; ".join(said)


def _targets(context: BoiCanh, *, wide: bool) -> Iterator[str]:
    if not context.chi_tieu:
        return
    widths = (5, 90, 16, 14, 14, 21) if wide else (5, 26, 12, 8, 9, 10)
    rows = [(item.ma, item.ten, item.muc, item.ty_le, item.danh_gia, item.thay_doi) for item in context.chi_tieu]
    yield from table(("Mã", "Chỉ tiêu", "Mức giao", "Kết quả", "Đánh giá", "Thay đổi"), widths, rows)


def table(
    columns: Sequence[str], widths: Sequence[int], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield the lines of a table; a cell longer than its column goes on below."""
    for at, cells in enumerate((columns, *rows)):
        wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            pieces = [cell[line] if line < len(cell) else "" for cell in wrapped]
            yield "  ".join(f"{piece:<{width}}" for piece, width in zip(pieces, widths, strict=True))
        if at == 0:
            yield "  ".join("-" * width for width in widths)
