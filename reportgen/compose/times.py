"""Work that is due several times, and milestones, in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from reportgen.compose.openings import lowered
from reportgen.model.snapshot import OccurrenceResult, Role, Snapshot, TaskClass, TaskResult
from reportgen.vn.numbers import padded

_RUN = 4
"""Times: so many, one behind the other, are told by the first and the last."""


def told(snapshot: Snapshot, task: TaskResult) -> str:
    """Return how many times are done: ``đã thực hiện 3 trên 4 kỳ; quý III chậm 02 ngày; kỳ quá hạn: quý II``.

    "" while that is not known. Late are those of which a lead gives a later day, in this period.
    """
    if not task.occurrences:
        return ""
    done = sum(each.done for each in task.occurrences)
    said = [f"đã thực hiện {done} trên {len(task.occurrences)} {_unit(task)}", *_done_late(task)]
    return "; ".join(filter(None, (*said, which_overdue(snapshot, task))))


def which_overdue(snapshot: Snapshot, task: TaskResult) -> str:
    """Return which times are overdue: ``kỳ quá hạn: quý II, quý III``, ``kỳ quá hạn: từ tháng 6 đến tháng 11``.

    "" where none is, or it is not known.
    """
    late = list(overdue(snapshot, task))
    if len(late) >= _RUN and task.occurrences.index(late[-1]) - task.occurrences.index(late[0]) == len(late) - 1:
        return f"{_unit(task)} quá hạn: từ {late[0].name} đến {late[-1].name}"
    return f"{_unit(task)} quá hạn: {', '.join(each.name for each in late)}" if late else ""


def _unit(task: TaskResult) -> str:
    return "lần" if task.occurrences[0].code.startswith("lan-") else "kỳ"


def _done_late(task: TaskResult) -> Iterator[str]:
    """Yield each time that is done, but was done after its last day: ``quý III chậm 02 ngày``."""
    said = [row.status.occurrences for row in task.rows if row.role is Role.LEAD]
    for each in task.occurrences:
        days = [told[each.code].completed for told in said if each.code in told]
        latest = max((day for day in days if day), default=None)
        if each.done and latest and latest > each.last_day:
            yield f"{each.name} chậm {padded((latest - each.last_day).days)} ngày"


def overdue(snapshot: Snapshot, task: TaskResult) -> Iterator[OccurrenceResult]:
    """Yield the times whose last day was before the cut-off and that are not done."""
    return (each for each in task.occurrences if not each.done and each.last_day < snapshot.period.cutoff)


def milestones(task: TaskResult) -> Iterator[str]:
    """Yield each milestone: ``Mốc Quý II/2026: trình dự thảo``."""
    return (f"Mốc {dataclasses.replace(each, work=lowered(each.work)).words}" for each in task.milestones)


def became(task: TaskResult) -> str:
    """Return what a task that was of another class became: work that goes on is never said to be under way again."""
    deadline = task.deadline_in_force
    goes_on = deadline is not None and deadline.recurring and task.previous_class is TaskClass.RECURRING
    late = task.task_class in (TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE)
    return "có kỳ quá hạn" if goes_on and late else task.task_class.label
