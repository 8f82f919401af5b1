"""Tasks in words: class, progress, results by unit, notes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.compose.counts import summary
from reportgen.model.context import KetQua, NhiemVu, Nhom, Phan
from reportgen.model.snapshot import PartResult, Role, Snapshot, TaskClass, TaskResult, TaskRow, UnitReport
from reportgen.model.status import State
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_number
from reportgen.vn.text import point_letter, shorten

Units = Mapping[str, UnitReport]


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the lines of ``text`` that hold something; each becomes a paragraph of the report."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def parts(snapshot: Snapshot, units: Units) -> tuple[Phan, ...]:
    """Return what templates see of parts, groups and tasks."""
    return tuple(_part(snapshot, part, units) for part in snapshot.parts)


def _part(snapshot: Snapshot, part: PartResult, units: Units) -> Phan:
    groups = tuple(
        Nhom(
            so=group.number,
            chu=point_letter(number),
            ten=group.name,
            tong_hop=summary(group.counts),
            nhiem_vu=tuple(_task(snapshot, task, units) for task in group.tasks),
        )
        for number, group in enumerate(part.groups, start=1)
    )
    return Phan(part.number or "", part.name or "", summary(part.counts), groups)


def _task(snapshot: Snapshot, task: TaskResult, units: Units) -> NhiemVu:
    before = task.previous_class
    return NhiemVu(
        ma=task.code,
        noi_dung=task.text,
        tom_tat=shorten(task.text),
        chu_tri="; ".join(task.leads),
        phoi_hop="; ".join(task.helpers),
        thoi_han=task.deadline.text if task.deadline else "",
        lop=task.task_class.value,
        phan_loai=task.task_class.label,
        tien_do=_progress(task, units),
        chua_bao_cao=task.task_class is TaskClass.NOT_REPORTED,
        ket_qua=tuple(_row(snapshot, row, units[row.unit]) for row in task.rows),
        thieu=tuple(units[unit].name for unit in task.missing),
        ghi_chu=_notes(snapshot, task, units),
        phan_loai_truoc=before.label if before else "",
        co_thay_doi=before is not None and before is not task.task_class,
    )


def _progress(task: TaskResult, units: Units) -> str:
    """Return the leads' progress: one figure, or one for each where they differ; never a mean.

    Nothing for a task that is done: its class says so.
    """
    if task.task_class.done:
        return ""
    leads = [row for row in task.rows if row.role is Role.LEAD]
    shown = [(units[row.unit].abbreviation, _figure(row)) for row in leads]
    if len({figure for _, figure in shown}) == 1 and not task.missing:
        return shown[0][1]
    return "; ".join(f"{unit} {figure}" for unit, figure in shown)


def _figure(row: TaskRow) -> str:
    status = row.status
    if status.state is State.DONE and not row.task_class.done:
        return "hoàn thành sau ngày chốt"
    implied = {State.DONE: Decimal(100), State.NOT_STARTED: Decimal(0)}
    progress = status.progress if status.progress is not None or status.state is None else implied.get(status.state)
    return f"{format_number(progress)}%" if progress is not None else "chưa ghi tiến độ"


def _row(snapshot: Snapshot, row: TaskRow, unit: UnitReport) -> KetQua:
    status = row.status
    carried = list(paragraphs(row.carried))
    if carried:
        carried[0] = f"(Kết quả {snapshot.previous_period}) {carried[0]}"
    return KetQua(
        don_vi=unit.name,
        viet_tat=unit.abbreviation,
        phoi_hop=row.role is Role.HELPER,
        phan_loai=row.task_class.label,
        tien_do=f"{format_number(status.progress)}%" if status.progress is not None else "",
        doan=(*carried, *paragraphs(status.result)),
        van_ban="; ".join(status.documents),
    )


def _notes(snapshot: Snapshot, task: TaskResult, units: Units) -> tuple[str, ...]:
    notes = []
    for extension in task.extensions:
        by = f" theo {extension.document}" if extension.document else ""
        notes.append(f"Gia hạn đến {extension.until.text}{by}")
    if task.ending:
        by = f" theo {task.ending.document}" if task.ending.document else ""
        notes.append(f"Thôi thực hiện từ {short_date(task.ending.since)}{by}")
    if task.completed:
        notes.append(f"Hoàn thành ngày {short_date(task.completed)}")
    for row in task.rows:
        done_on = row.status.completed
        if done_on and row.role is Role.LEAD and task.completed is None:
            after = ", sau ngày chốt số liệu" if done_on > snapshot.period.cutoff else ""
            notes.append(f"{units[row.unit].abbreviation} hoàn thành ngày {short_date(done_on)}{after}")
    return tuple(notes)
