"""How tasks stand, counted in words."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.compose.prose import names
from reportgen.compose.prose.computed import count, plain
from reportgen.compose.prose.material import Material
from reportgen.model.snapshot import Counts, TaskClass, TaskResult

_BRIEF = 70
"""Characters: a task of its own in a class is named in brackets when its name is no longer."""


def counted(counts: Counts, named: Mapping[TaskClass, str] | None = None) -> str:
    """Return ``24 nhiệm vụ đang thực hiện trong hạn, 02 nhiệm vụ chưa báo cáo``: every class that has tasks.

    ``named``: what stands in brackets behind a class.
    """
    named = named or {}
    parts = []
    for task_class in TaskClass:  # counts that were carried in a file have another order
        if number := counts[task_class]:
            brackets = f" ({named[task_class]})" if task_class in named else ""
            parts.append(f"{count(number)} nhiệm vụ {task_class.label}{brackets}")
    return ", ".join(parts)


def plan_sentence(material: Material) -> str:
    """Return the counted sentence on the whole plan, which adds up to its total; nothing without tasks."""
    snapshot = material.snapshot
    total = sum(snapshot.counts.values())
    if not total:
        return ""
    standing = _standing(material, total)
    return names.referring(standing, names.task_appendix(snapshot))


def _standing(material: Material, total: int) -> str:
    counts = material.snapshot.counts
    only = [task_class for task_class, number in counts.items() if number == total]
    if only:
        tasks = f"Cả {count(total)} nhiệm vụ của Kế hoạch đều" if total > 1 else "Nhiệm vụ của Kế hoạch"
        return f"{tasks} {only[0].label}"
    return f"Trong {count(total)} nhiệm vụ của Kế hoạch, có {counted(counts, _alone(material))}"


def _alone(material: Material) -> dict[TaskClass, str]:
    """Return the name of the only task of a class, where it is brief."""
    counts = material.snapshot.counts
    alone = (task for task in material.snapshot.tasks() if counts[task.task_class] == 1)
    brief = {task.task_class: names.task_name(task) for task in alone}
    return {task_class: name for task_class, name in brief.items() if len(plain(name)) <= _BRIEF and "…" not in name}


def begun(counts: Counts) -> int:
    """Return how many tasks have been begun: done or under way."""
    idle = (TaskClass.NOT_STARTED, TaskClass.NOT_STARTED_LATE, TaskClass.NOT_REPORTED, TaskClass.ENDED)
    return sum(number for task_class, number in counts.items() if task_class not in idle)


def overdue(task: TaskResult) -> bool:
    """Tell whether a task is past its deadline and not done."""
    return task.task_class in (TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE)


def overdue_count(counts: Counts) -> int:
    """Return how many tasks are past their deadline and not done."""
    return counts[TaskClass.UNDER_WAY_LATE] + counts[TaskClass.NOT_STARTED_LATE]
