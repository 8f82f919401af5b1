"""A plan's deadlines read with its years: «Tháng 9» is that of the plan's own year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.record import changed
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline, Years, one_year, parse_deadline

if TYPE_CHECKING:
    from reportgen.model.plan import Part, Period, Plan, Task, TaskGroup


def dated(plan: Plan) -> Plan:
    """Return ``plan`` with the dates of its deadlines; records that may lack what is required are read as they are."""
    years: Years | None = plan.years
    if years is None:
        return plan
    return changed(
        plan,
        periods={code: _period(period) for code, period in (plan.periods or {}).items()},
        parts=tuple(_part(part, years) for part in plan.parts or ()),
    )


def _period(period: Period) -> Period:
    """Return a period with its deadlines in the year of its cut-off, or the next where that is past by then."""
    return changed(
        period,
        unit_deadline=_after(period.unit_deadline, period),
        office_deadline=_after(period.office_deadline, period),
    )


def _after(deadline: Deadline, period: Period) -> Deadline:
    found = parse_deadline(deadline.text, one_year(period.cutoff.year))
    if deadline.last_day is None and found.last_day is not None and found.last_day < period.cutoff:
        return parse_deadline(deadline.text, one_year(period.cutoff.year + 1))
    return found


def _part(part: Part, years: Years) -> Part:
    return changed(part, groups=tuple(_group(group, years) for group in part.groups))


def _group(group: TaskGroup, years: Years) -> TaskGroup:
    return changed(group, tasks=tuple(_task(task, years) for task in group.tasks))


def _task(task: Task, years: Years) -> Task:
    """Return a task with its dates; itself where they say their years themselves, as most do."""
    deadline = _deadline(task, years)
    if deadline == task.deadline and not (task.extensions or task.milestones or task.subtasks):
        return task
    return changed(
        task,
        deadline=deadline,
        extensions=tuple(changed(given, until=parse_deadline(given.until.text, years)) for given in task.extensions),
        milestones=tuple(changed(each, until=parse_deadline(each.until.text, years)) for each in task.milestones),
        subtasks=tuple(
            changed(each, deadline=parse_deadline(each.deadline.text, years)) if each.deadline else each
            for each in task.subtasks
        ),
    )


def _deadline(task: Task, years: Years) -> Deadline | None:
    """Return a task's deadline: what ``han_tinh`` says goes before what is computed, the plan's words stay."""
    if task.count_by is not None:
        return Deadline(task.deadline.text if task.deadline else short_date(task.count_by), task.count_by)
    return parse_deadline(task.deadline.text, years) if task.deadline else None
