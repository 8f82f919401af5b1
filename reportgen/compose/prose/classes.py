"""How tasks stand, counted in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.compose import standings
from reportgen.compose.computed import count, plain
from reportgen.compose.prose import names
from reportgen.compose.prose.material import Material
from reportgen.model import classing
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
            parts.append(f"{count(number)} nhiệm vụ {said(task_class.label)}{brackets}")
    return ", ".join(parts)


def counted_tasks(tasks: Sequence[TaskResult]) -> str:
    """Return ``trong 03 nhiệm vụ, có 02 nhiệm vụ đang thực hiện, …``; ``cả 03 nhiệm vụ đều …`` of those alike."""
    found = standings.counted(tasks)
    if len(found) == 1:
        return f"cả {count(len(tasks))} nhiệm vụ đều {said(next(iter(found)))}"
    told = ", ".join(f"{count(number)} nhiệm vụ {said(standing)}" for standing, number in found.items())
    return f"trong {count(len(tasks))} nhiệm vụ, có {told}"


_NO_DAY = "không ấn định ngày cụ thể"
_AS_SAID = {
    TaskClass.NOT_STARTED.label: "chưa thực hiện nhưng còn trong hạn",
    TaskClass.NOT_STARTED_LATE.label: "chưa thực hiện và đã quá hạn",
    TaskClass.NOT_REPORTED.label: "chưa có báo cáo",
    "hoàn thành": "đã hoàn thành",
}
"""Names of classes that fit a table and mislead in a sentence: «chưa thực hiện trong hạn» reads as late."""
_WITH_OCCURRENCES = {
    TaskClass.UNDER_WAY_LATE: "đang thực hiện, có kỳ quá hạn",
    TaskClass.NOT_STARTED_LATE: "chưa thực hiện, có kỳ quá hạn",
}
"""What is said of recurring work of which an occurrence is late."""


def said(standing: str) -> str:
    """Return how a task stands as a sentence says it."""
    bare = standing.removesuffix(standings.APART)
    return f"{bare} ({_NO_DAY})" if bare != standing else _AS_SAID.get(standing, standing)


def plan_sentence(material: Material) -> str:
    """Return the counted sentence on the whole plan, which adds up to its total; nothing without tasks."""
    snapshot = material.snapshot
    total = sum(snapshot.counts.values())
    if not total:
        return ""
    standing = _standing(material, total)
    return names.referring(standing, names.task_appendix(snapshot))


def _standing(material: Material, total: int) -> str:
    tasks_of = list(material.snapshot.tasks())
    only = standings.counted(tasks_of)
    if len(only) == 1:
        tasks = f"Cả {count(total)} nhiệm vụ của Kế hoạch đều" if total > 1 else "Nhiệm vụ của Kế hoạch"
        return f"{tasks} {said(next(iter(only)))}"
    opening = f"Trong {count(total)} nhiệm vụ của Kế hoạch, có"
    if all(map(_dated, tasks_of)):
        return f"{opening} {counted(material.snapshot.counts, _alone(tasks_of))}"
    return ". ".join(_apart(opening, tasks_of))


def _apart(opening: str, tasks: Sequence[TaskResult]) -> Iterator[str]:
    """Yield the sentences that tell what recurs, or has no deadline, apart from what has one."""
    dated = [task for task in tasks if _dated(task)]
    recurring = [task for task in tasks if _recurring(task)]
    other = [task for task in tasks if not _dated(task) and not _recurring(task)]
    under_way = [task for task in recurring if task.task_class is TaskClass.RECURRING]
    idle = [task for task in recurring if task.task_class is not TaskClass.RECURRING]
    told = [f"{count(len(under_way))} nhiệm vụ {TaskClass.RECURRING.label}"] if under_way else []
    told += _kind([task for task in idle if task.task_class not in _WITH_OCCURRENCES], "thường xuyên ")
    told += _kind([task for task in idle if task.task_class in _WITH_OCCURRENCES], "định kỳ ")
    told += _kind([task for task in other if task.deadline_in_force is None], "không ghi thời hạn ")
    told += _kind([task for task in other if task.deadline_in_force], f"{_NO_DAY} ")
    if len(dated) == 1:
        told += _kind(dated, "có thời hạn ", in_time=True)
    yield f"{opening} {', '.join(told)}"
    if len(dated) > 1:
        yield _of_dated(dated)


def _of_dated(dated: Sequence[TaskResult]) -> str:
    found = classing.count(task.task_class for task in dated)
    alike = [task_class for task_class, number in found.items() if number]
    if len(alike) == 1:
        return f"Cả {count(len(dated))} nhiệm vụ có thời hạn đều {said(alike[0].label)}"
    return f"Trong {count(len(dated))} nhiệm vụ có thời hạn, có {counted(found, _alone(dated))}"


def _dated(task: TaskResult) -> bool:
    return bool(task.deadline_in_force and task.deadline_in_force.last_day)


def _recurring(task: TaskResult) -> bool:
    return bool(task.deadline_in_force and task.deadline_in_force.recurring)


def _kind(tasks: Sequence[TaskResult], kind: str, *, in_time: bool = False) -> Iterator[str]:
    """Yield ``01 nhiệm vụ thường xuyên chưa thực hiện (…)`` for each class; without a deadline nothing is in time."""
    named = _alone(tasks)
    for task_class, number in classing.count(task.task_class for task in tasks).items():
        if number:
            label = said(standings.in_words(task_class, dated=in_time))
            if kind == "định kỳ ":
                label = _WITH_OCCURRENCES[task_class]
            brackets = f" ({named[task_class]})" if task_class in named else ""
            yield f"{count(number)} nhiệm vụ {kind}{label}{brackets}"


def _alone(tasks: Sequence[TaskResult]) -> dict[TaskClass, str]:
    """Return the name of the only task of a class, where it is brief."""
    counts = classing.count(task.task_class for task in tasks)
    brief = {task.task_class: names.task_name(task) for task in tasks if counts[task.task_class] == 1}
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
