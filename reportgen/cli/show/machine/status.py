"""``status`` for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.cli.show.machine import words
from reportgen.formats.outputs.status import STATUS, StatusOutput, TargetLine, TaskLine, ThroughLine, UnitLine
from reportgen.model.context import ChiTieu, NhiemVu
from reportgen.model.snapshot import TaskClass, TaskResult
from reportgen.pipeline.choice import Chosen
from reportgen.pipeline.status import TaskTrack, UnitTrack


def status(what: Chosen) -> Any:
    """Return everything that is to be read of a period."""
    tracking, total = what.tracking, what.context.tong_hop
    return STATUS.write(
        StatusOutput(
            agency=tracking.snapshot.agency.name,
            plan_id=tracking.snapshot.plan.id,
            period_id=tracking.snapshot.period_id,
            today=tracking.today,
            unit_days=tracking.unit_days,
            office_days=tracking.office_days,
            issued=what.tracked.issued or None,
            notes=what.tracked.notes,
            units=tuple(map(_unit, what.units)),
            total=total.tong_so,
            counts={TaskClass(item.ma): item.so for item in total.loai},
            tasks=tuple(_task(task, said) for task, said in what.tasks),
            targets=tuple(map(_target, what.context.chi_tieu)),
            words=words.lines(what.tracked.places),
        )
    )


def _unit(unit: UnitTrack) -> UnitLine:
    return UnitLine(
        id=unit.report.id,
        name=unit.report.name,
        sending=unit.sending,
        sent_on=unit.report.sent_on,
        errors=unit.faults.errors,
        warnings=unit.faults.warnings,
        days=unit.days,
        tasks=tuple(task.code for task in unit.tasks),
        targets=tuple(target.code for target in unit.targets),
    )


def _task(task: TaskTrack, words: NhiemVu) -> TaskLine:
    return TaskLine(
        code=words.ma,
        text=words.noi_dung,
        leads=task.task.owing,
        deadline=task.deadline,
        last_day=task.last_day,
        days=task.days if task.open else None,
        task_class=task.task.task_class,
        progress=words.tien_do,
        due_soon=task.due_soon,
        overdue=task.overdue,
        missing=task.task.missing,
        previous_class=task.task.previous_class,
        products=task.task.products,
        followers=task.task.followers,
        leaders=task.task.leaders,
        funding=words.kinh_phi,
        parts=tuple(part.day_du for part in words.muc_nho),
        times_done=sum(each.done for each in task.task.occurrences) if task.task.occurrences else None,
        times=len(task.task.occurrences) or None,
        next_time=task.time.name if task.time else "",
        next_time_day=task.time.last_day if task.time else None,
        next_milestone=task.milestone_words,
        through=tuple(_through(task.task)),
    )


def _through(task: TaskResult) -> Iterator[ThroughLine]:
    for row in task.rows:
        numbers = row.status.through
        if numbers and numbers.done is not None and numbers.total is not None:
            yield ThroughLine(row.unit, numbers.done, numbers.total)


def _target(target: ChiTieu) -> TargetLine:
    return TargetLine(
        code=target.ma,
        name=target.ten,
        goal=target.muc,
        result=target.ty_le,
        verdict=target.danh_gia,
        change=target.thay_doi,
    )
