"""Two reports held against each other, task by task: what moved, what is new, what is still open."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model.classing import reclassed
from reportgen.model.moving import document_or_day
from reportgen.model.snapshot import Snapshot, TargetResult, TaskResult


@dataclass(frozen=True)
class TaskChange:
    """One task in two reports; a side is None where the report does not have the task."""

    code: str
    text: str
    before: TaskResult | None
    after: TaskResult | None

    @property
    def moved(self) -> bool:
        """Whether the task is in both and in another class."""
        return self.before is not None and self.after is not None and self.before.task_class != self.after.task_class

    @property
    def open(self) -> bool:
        """Whether the task is in both and in neither done or ended."""
        return all(task is not None and task.task_class.open for task in (self.before, self.after))

    @property
    def told(self) -> bool:
        """Whether the units wrote something else of it: results, progress, documents, difficulties."""
        if self.before is None or self.after is None:
            return False
        return [(row.unit, row.status) for row in self.before.rows] != [
            (row.unit, row.status) for row in self.after.rows
        ]

    @property
    def extended(self) -> bool:
        """Whether the deadline in force is another."""
        return self.before is not None and self.after is not None and _words(self.before) != _words(self.after)

    @property
    def handed_over(self) -> bool:
        """Whether others lead the task: it was moved, or its units went into others."""
        if self.before is None or self.after is None or self.before.leads == self.after.leads:
            return False
        return self.before.owing != self.after.owing

    @property
    def by(self) -> tuple[str, ...]:
        """What has moved the task to other leads since the older report: documents, or days where none is named."""
        if self.before is None or self.after is None:
            return ()
        moves = self.after.moves[len(self.before.moves) :]
        return tuple(map(document_or_day, moves))


@dataclass(frozen=True)
class TargetChange:
    """One target in two reports; a side is None where the report does not have it."""

    code: str
    name: str
    before: TargetResult | None
    after: TargetResult | None


@dataclass(frozen=True)
class Difference:
    """All tasks and targets of two reports, in the order of the newer one; those gone from it come last."""

    tasks: tuple[TaskChange, ...]
    targets: tuple[TargetChange, ...]

    def moved(self) -> list[TaskChange]:
        """Return tasks in both reports whose class is another."""
        return [task for task in self.tasks if task.moved]

    def handed_over(self) -> list[TaskChange]:
        """Return tasks in both reports that others lead."""
        return [task for task in self.tasks if task.handed_over]

    def new(self) -> list[TaskChange]:
        """Return tasks only in the newer report."""
        return [task for task in self.tasks if task.before is None]

    def gone(self) -> list[TaskChange]:
        """Return tasks only in the older report."""
        return [task for task in self.tasks if task.after is None]

    def open(self) -> list[TaskChange]:
        """Return tasks that are open in both reports."""
        return [task for task in self.tasks if task.open]


def _words(task: TaskResult) -> str:
    deadline = task.deadline_in_force
    return deadline.text if deadline else ""


def compare(before: Snapshot, after: Snapshot) -> Difference:
    """Return how ``after`` differs from ``before``; tasks and targets are known by their codes.

    Two reports classed by the same rules are compared as they were made, else both by today's.
    """
    if before.classing != after.classing:
        before, after = reclassed(before), reclassed(after)
    old_tasks = {task.code: task for task in before.tasks()}
    new_tasks = {task.code: task for task in after.tasks()}
    tasks = [TaskChange(code, task.text, old_tasks.get(code), task) for code, task in new_tasks.items()]
    tasks += [TaskChange(code, task.text, task, None) for code, task in old_tasks.items() if code not in new_tasks]
    old = {target.code: target for target in before.targets}
    new = {target.code: target for target in after.targets}
    targets = [TargetChange(code, target.name, old.get(code), target) for code, target in new.items()]
    targets += [TargetChange(code, target.name, target, None) for code, target in old.items() if code not in new]
    return Difference(tuple(tasks), tuple(targets))
