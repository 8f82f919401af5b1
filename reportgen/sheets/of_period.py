"""The four sheets of a period: its two appendices, how tasks are classed, how units stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.excel import Column, Percent, Sheet, Value
from reportgen.model.context import BoiCanh, ChiTieu, KetQua, NhiemVu
from reportgen.model.goals import shown
from reportgen.model.places import group_places
from reportgen.model.snapshot import Counts, Snapshot, TargetResult, TaskClass, TaskResult, UnitReport
from reportgen.track import Tracking, UnitTrack
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import parse_number, round_percent
from reportgen.vn.text import upper_first

Tasks = Sequence[tuple[TaskResult, NhiemVu]]


def sheets(
    snapshot: Snapshot,
    context: BoiCanh,
    tracking: Tracking | None = None,
    tasks: Tasks | None = None,
    units: Sequence[UnitTrack] | None = None,
) -> tuple[Sheet, ...]:
    """Return the sheets of a period, as the report tells it; with ``tracking`` as it stands on that day.

    ``tasks``, ``units``: those that are asked for, of a tracked period; then there are only these, and their sheets.
    """
    head = _head(snapshot, tracking)
    told = {task.ma: task for part in context.phan for group in part.nhom for task in group.nhiem_vu}
    chosen = [(task, told[task.code]) for task in snapshot.tasks()] if tasks is None else tasks
    found = []
    if tasks is None and snapshot.targets:
        found.append(_targets(snapshot, context, head))
    found.append(_tasks(snapshot, context, chosen, head, tracking))
    if tasks is None:
        found.append(_classes(snapshot, head))
    found.append(_units(snapshot, head, tracking, units))
    return tuple(found)


def _head(snapshot: Snapshot, tracking: Tracking | None) -> tuple[str, ...]:
    """Return the lines below a sheet's title: whose, of which plan and period, as of when."""
    on = f"; theo dõi đến ngày {short_date(tracking.today)}" if tracking else ""
    return (
        f"{snapshot.agency.name}: {upper_first(snapshot.period.name)}",
        f"Kế hoạch: {snapshot.plan.subject}",
        f"Số liệu đến ngày {short_date(snapshot.period.cutoff)}{on}",
    )


# --- Phụ lục I ----------------------------------------------------------------------------------


def _targets(snapshot: Snapshot, context: BoiCanh, head: Sequence[str]) -> Sheet:
    year = f"{context.ke_hoach.goi_nam} {context.ke_hoach.nam}"
    columns = (
        Column("STT", 5),
        Column("Mã", 6),
        Column("Chỉ tiêu", 34),
        Column("Đơn vị thực hiện", 18),
        Column("Đơn vị theo dõi", 14, optional=True),
        Column(f"Mức giao {year}", 12),
        Column("Số đạt", 9, optional=True),
        Column("Tổng số", 9, optional=True),
        Column("Kết quả", 10),
        Column("Đơn vị tính", 8, optional=True),
        Column("Đánh giá", 11),
        Column(f"Ước đến hết {snapshot.period.name}", 12, optional=True),
        Column(upper_first(snapshot.previous_period or "Kỳ trước"), 11, optional=True),
        Column("Thay đổi", 11, optional=True),
        Column("Ghi chú", 26, optional=True),
    )
    pairs = zip(context.chi_tieu, snapshot.targets, strict=True)
    title = f"{context.phu_luc.chi_tieu}. Kết quả thực hiện các chỉ tiêu"
    return Sheet(context.phu_luc.chi_tieu, (title, *head), columns, tuple(_target(*pair) for pair in pairs))


def _target(words: ChiTieu, result: TargetResult) -> tuple[Value, ...]:
    amount = _amount(result)
    return (
        words.so,
        words.ma,
        words.ten,
        words.thuc_hien,
        words.theo_doi,
        words.muc,
        result.numerator,
        result.denominator,
        words.ty_le if amount is None else amount,
        "" if isinstance(amount, Percent) or amount is None else result.goal.measure,
        upper_first(words.danh_gia),
        words.uoc,
        words.ky_truoc,
        words.thay_doi,
        words.ghi_chu_chung,
    )


def _amount(result: TargetResult) -> Percent | Decimal | None:
    """Return the value as the number that is printed, a rate as a share; None where it takes words."""
    if result.value is None or result.goal.is_change:
        return None
    number = shown.printed(result.value, result.goal.measure, shown.beside(result))
    return Percent(number) if result.goal.measure == "%" else number


# --- Phụ lục II ---------------------------------------------------------------------------------


def _tasks(snapshot: Snapshot, context: BoiCanh, tasks: Tasks, head: Sequence[str], tracking: Tracking | None) -> Sheet:
    columns = (
        Column("Mã", 8),
        Column("Nhóm", 18),
        Column("Nhiệm vụ", 36),
        Column("Chủ trì", 15),
        Column("Phối hợp", 15, optional=True),
        Column("Thời hạn", 11),
        Column("Ngày cuối", 11, optional=True),
        Column("Còn (ngày)", 7, optional=True),
        Column("Sản phẩm", 15, optional=True),
        Column("Theo dõi", 13, optional=True),
        Column("Lãnh đạo phụ trách", 13, optional=True),
        Column("Kinh phí", 11, optional=True),
        Column(upper_first(snapshot.previous_period or "Kỳ trước"), 11, optional=True),
        Column("Tình hình", 11),
        Column("Tiến độ", 10, optional=True),
        Column("Ngày hoàn thành", 11, optional=True),
        Column("Kết quả", 46, optional=True),
        Column("Chưa báo cáo", 13, optional=True),
        Column("Ghi chú", 18, optional=True),
    )
    groups = dict(_groups(snapshot))
    days = {each.task.code: each for each in tracking.tasks} if tracking else {}
    rows = []
    for task, words in tasks:
        tracked = days.get(task.code)
        deadline = task.deadline_in_force
        last = tracked.last_day if tracked else deadline.last_day if deadline else None
        left = tracked.days if tracked and tracked.open else None
        rows.append(_task(task, words, groups[task.code], last, left))
    name = context.phu_luc.nhiem_vu
    return Sheet(name, (f"{name}. Kết quả thực hiện các nhiệm vụ", *head), columns, tuple(rows))


def _groups(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield for each task, by code, its group by place and name."""
    for place, group in snapshot.groups():
        name = f"{place}. {group.short_name or group.name}"
        yield from ((task.code, name) for task in group.tasks)


def _task(task: TaskResult, words: NhiemVu, group: str, last: dt.date | None, left: int | None) -> tuple[Value, ...]:
    return (
        words.ma,
        group,
        "\n".join((words.noi_dung, *(part.day_du for part in words.muc_nho))),
        words.chu_tri,
        words.phoi_hop,
        words.han_hien_nay or words.thoi_han,
        last,
        left,
        words.san_pham,
        words.theo_doi,
        words.lanh_dao,
        words.kinh_phi,
        upper_first(words.ten_loai_truoc),
        upper_first(words.ten_loai),
        _progress(words.tien_do),
        task.completed,
        words.ket_qua_chung or "\n".join(_results(words.ket_qua)),
        "; ".join(words.thieu),
        "; ".join(words.ghi_chu),
    )


def _progress(told: str) -> Value:
    """Return the progress as a figure where it is one for all who lead."""
    try:
        return Percent(parse_number(told.removesuffix("%"))) if told.endswith("%") else told
    except ValueError:  # «VP 40%; PC 60%»
        return told


def _results(rows: Sequence[KetQua]) -> Iterator[str]:
    """Yield what the units wrote, each behind its abbreviation where there are several."""
    for row in rows:
        text = "\n".join(row.doan)
        documents = f"({row.van_ban})" if row.van_ban else ""
        if said := " ".join(piece for piece in (text, documents) if piece):
            yield f"{row.viet_tat}: {said}" if len(rows) > 1 else said


# --- classes and units --------------------------------------------------------------------------


def _class_columns() -> tuple[Column, ...]:
    return (Column("Tổng số", 9), *(Column(upper_first(each.label), 12) for each in TaskClass))


def _counts(counts: Counts) -> tuple[Value, ...]:
    return (sum(counts.values()), *(counts[each] for each in TaskClass))


def _classes(snapshot: Snapshot, head: Sequence[str]) -> Sheet:
    """Return how many tasks are of each class, in all, by part and by group."""
    total = sum(snapshot.counts.values())
    rows: list[tuple[Value, ...]] = [("", "Cả kế hoạch", *_counts(snapshot.counts))]
    shares = [Percent(_share(snapshot.counts[each], total)) for each in TaskClass] if total else [None] * len(TaskClass)
    rows.append(("", "Tỷ lệ trên tổng số", Percent(_share(total, total)) if total else None, *shares))
    if snapshot.previous_counts:
        rows.append(("", upper_first(snapshot.previous_period or "Kỳ trước"), *_counts(snapshot.previous_counts)))
    for part, places in zip(snapshot.parts, group_places(snapshot.parts), strict=True):
        if part.name:
            rows.append((part.number or "", f"Phần {part.number or ''}. {part.name}", *_counts(part.counts)))
        rows += [(place, group.name, *_counts(group.counts)) for place, group in zip(places, part.groups, strict=True)]
    columns = (Column("Mã", 9), Column("Nhóm nhiệm vụ", 46), *_class_columns())
    return Sheet("Phân loại", ("Phân loại nhiệm vụ", *head), columns, tuple(rows))


def _share(number: int, total: int) -> Decimal:
    return round_percent(Fraction(number, total))


def _units(
    snapshot: Snapshot, head: Sequence[str], tracking: Tracking | None, chosen: Sequence[UnitTrack] | None
) -> Sheet:
    columns = (
        Column("STT", 6),
        Column("Đơn vị", 38),
        Column("Viết tắt", 11),
        Column("Tình trạng", 14),
        Column("Ngày gửi", 12),
        Column("Lỗi trong tệp", 9, optional=True),
        Column("Thiếu nhiệm vụ", 10, optional=True),
        Column("Thiếu chỉ tiêu", 10, optional=True),
        *_class_columns(),
    )
    tracked = {each.report.id: each for each in chosen or (tracking.units if tracking else ())}
    reports = [unit for unit in snapshot.units if chosen is None or unit.id in tracked]
    rows = tuple(
        (number, *_unit(snapshot, unit, tracked.get(unit.id)), *_counts(unit.counts))
        for number, unit in enumerate(reports, start=1)
    )
    return Sheet("Đơn vị", ("Các đơn vị báo cáo; nhiệm vụ đơn vị chủ trì theo loại", *head), columns, rows)


def _unit(snapshot: Snapshot, unit: UnitReport, tracked: UnitTrack | None) -> tuple[Value, ...]:
    if tracked is not None:
        state, errors = tracked.sending.label, tracked.faults.errors
        tasks, targets = len(tracked.tasks), len(tracked.targets)
    else:
        state, errors = ("gửi muộn" if unit.late else "đã gửi") if unit.sent else "chưa gửi", 0
        tasks = sum(unit.id in task.missing for task in snapshot.tasks())
        targets = sum(unit.id in target.missing for target in snapshot.targets)
    missing = (number or None for number in (errors, tasks, targets))
    return unit.name, unit.abbreviation, upper_first(state), unit.sent_on, *missing
