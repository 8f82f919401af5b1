"""Work that is due several times, and milestones, in words."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.snapshot import OccurrenceResult, Snapshot, TaskClass, TaskResult
from reportgen.vn.text import lower_first


def told(snapshot: Snapshot, task: TaskResult) -> str:
    """Return how many times are done: ``đã thực hiện 3 trên 4 kỳ; kỳ quá hạn: quý II``; "" while that is not known."""
    if not task.occurrences:
        return ""
    done = sum(each.done for each in task.occurrences)
    unit = "lần" if task.occurrences[0].code.startswith("lan-") else "kỳ"
    said = f"đã thực hiện {done} trên {len(task.occurrences)} {unit}"
    late = ", ".join(each.name for each in overdue(snapshot, task))
    return f"{said}; {unit} quá hạn: {late}" if late else said


def overdue(snapshot: Snapshot, task: TaskResult) -> Iterator[OccurrenceResult]:
    """Yield the times that were due by the cut-off and are not done."""
    return (each for each in task.occurrences if not each.done and each.last_day <= snapshot.period.cutoff)


def milestones(task: TaskResult) -> Iterator[str]:
    """Yield each milestone: ``Mốc Quý II/2026: trình dự thảo``."""
    return (f"Mốc {each.until.text}: {lower_first(each.work)}" for each in task.milestones)


def became(task: TaskResult) -> str:
    """Return what a task that was of another class became: work that goes on is never said to be under way again."""
    deadline = task.deadline_in_force
    goes_on = deadline is not None and deadline.recurring and task.previous_class is TaskClass.RECURRING
    late = task.task_class in (TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE)
    return "có kỳ quá hạn" if goes_on and late else task.task_class.label
