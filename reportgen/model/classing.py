"""In which class a task stands: the rules of today, and how data classed by older rules is read by them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import operator
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from reportgen.model.occurring import Times, standing
from reportgen.model.plan import Task
from reportgen.model.snapshot import (
    CLASSING,
    Counts,
    GoneTask,
    GroupResult,
    PartResult,
    Role,
    Share,
    Snapshot,
    TaskBefore,
    TaskClass,
    TaskResult,
    TaskRow,
)
from reportgen.model.status import State, TaskStatus
from reportgen.record import changed
from reportgen.vn.deadlines import Deadline

T = TypeVar("T")
_NO_DEADLINE = Deadline("", None)


def classify(
    task: Task, rows: Sequence[TaskStatus], owed: int, cutoff: dt.date, times: Sequence[Times] = ()
) -> tuple[TaskClass, dt.date | None]:
    """Return the class that ``rows`` of the ``owed`` leads give the task, and its completion date.

    Everything is seen as of the cut-off: what was completed after it was still under way then. ``times``: which times
    of recurring work each of ``rows`` has done.
    """
    if task.ended_by(cutoff):
        return TaskClass.ENDED, None
    if not rows:
        return TaskClass.NOT_REPORTED, None
    deadline = task.deadline_on(cutoff) or _NO_DEADLINE
    if deadline.occurrences and (found := standing(deadline, rows, times, owed, cutoff)):
        return found
    idle = all(row.state is State.NOT_STARTED for row in rows)
    if deadline.recurring:
        return (TaskClass.NOT_STARTED if idle else TaskClass.RECURRING), None
    completed = _completed(rows, owed, cutoff)
    if completed is not None:
        return (TaskClass.DONE_LATE if deadline.overdue(completed) else TaskClass.DONE_ON_TIME), completed
    late = deadline.overdue(cutoff)
    if idle:
        return (TaskClass.NOT_STARTED_LATE if late else TaskClass.NOT_STARTED), None
    return (TaskClass.UNDER_WAY_LATE if late else TaskClass.UNDER_WAY), None


def _completed(rows: Sequence[TaskStatus], owed: int, cutoff: dt.date) -> dt.date | None:
    """Return the day on which the last of the ``owed`` leads was done; None while one of them was not."""
    done = [row.completed for row in rows if row.state is State.DONE and row.completed and row.completed <= cutoff]
    return max(done) if len(done) == len(rows) == owed else None


# --- counts ---------------------------------------------------------------------------------------


def count(classes: Iterable[TaskClass]) -> Counts:
    """Return how many of ``classes`` are of each class, those of which there is none among them."""
    counts = dict.fromkeys(TaskClass, 0)
    for task_class in classes:
        counts[task_class] += 1
    return counts


def sum_counts(many: Iterable[Counts]) -> Counts:
    """Return the sums of ``many`` counts, class by class."""
    total = dict.fromkeys(TaskClass, 0)
    for counts in many:
        for task_class, number in counts.items():
            total[task_class] += number
    return total


def own_classes(tasks: Iterable[TaskResult]) -> dict[str, list[TaskClass]]:
    """Return the classes of what each unit owes, by its id: its own share, not the task as a whole."""
    own: dict[str, list[TaskClass]] = {}
    for task in tasks:
        given = {row.unit: row.task_class for row in task.rows if row.role is Role.LEAD}
        absent = TaskClass.ENDED if task.task_class is TaskClass.ENDED else TaskClass.NOT_REPORTED
        for unit_id in task.owing:
            own.setdefault(unit_id, []).append(given.get(unit_id, absent))
    return own


# --- one set of rules and the other ---------------------------------------------------------------


def reclassed(snapshot: Snapshot) -> Snapshot:
    """Return ``snapshot`` by today's rules, to be compared with what is classed by them; itself where it is."""
    return snapshot if snapshot.classing == CLASSING else _by(_Today(), snapshot, CLASSING)


def by_first_rules(snapshot: Snapshot) -> Snapshot:
    """Return ``snapshot`` by the rules of version 1: recurring work among what is done, or under way within its time.

    Of the period before, a share that was done after its cut-off does not count as done by it, and the documents of
    a result that is carried over are not cited with it.
    """
    return snapshot if snapshot.classing == 1 else _by(_First(snapshot.period.cutoff), snapshot, 1)


class _Today:
    """From version 1 to today: recurring work that has been begun is of a class of its own."""

    def task(self, task: TaskResult) -> tuple[TaskClass, dt.date | None]:
        """Return the class of a task, and its completion date."""
        now = _recurring(task.task_class, task.deadline_in_force)
        return now, None if now is TaskClass.RECURRING else task.completed

    def row(self, row: TaskRow, deadline: Deadline | None) -> TaskRow:
        """Return a unit's share in its class."""
        return _with(row, task_class=_recurring(row.task_class, deadline))

    def share(self, share: Share, deadline: Deadline | None) -> TaskClass:
        """Return the class of a share in the period before."""
        return _recurring(share.task_class, deadline)

    def previous(self, task: TaskResult) -> TaskClass | None:
        """Return the class in the period before."""
        if task.previous_class is None:
            return None
        return _recurring(task.previous_class, task.before.deadline if task.before else task.deadline_in_force)


_GOES_ON = (TaskClass.DONE_ON_TIME, TaskClass.UNDER_WAY)
"""The classes in which version 1 has recurring work that has been begun."""


def _recurring(task_class: TaskClass, deadline: Deadline | None) -> TaskClass:
    goes_on = deadline is not None and deadline.recurring and task_class in _GOES_ON
    return TaskClass.RECURRING if goes_on else task_class


class _First:
    """From today to version 1: recurring work is done where every lead is done on a day up to the cut-off."""

    def __init__(self, cutoff: dt.date) -> None:
        self.cutoff = cutoff

    def task(self, task: TaskResult) -> tuple[TaskClass, dt.date | None]:
        """Return the class of a task, and its completion date."""
        if task.task_class is not TaskClass.RECURRING:
            return task.task_class, task.completed
        leads = [row.status for row in task.rows if row.role is Role.LEAD]
        completed = _completed(leads, len(task.owing), self.cutoff)
        return _first(completed is not None), completed

    def row(self, row: TaskRow, _: Deadline | None) -> TaskRow:
        """Return a unit's share in its class."""
        task_class = row.task_class
        if task_class is TaskClass.RECURRING:
            task_class = _first(_completed([row.status], 1, self.cutoff) is not None)
        return _with(row, task_class=task_class, carried_documents=())

    def share(self, share: Share, _: Deadline | None) -> TaskClass:
        """Return the class of a share in the period before."""
        return _first(_done_before(share)) if share.task_class is TaskClass.RECURRING else share.task_class

    def previous(self, task: TaskResult) -> TaskClass | None:
        """Return the class in the period before."""
        if task.previous_class is not TaskClass.RECURRING:
            return task.previous_class
        shares = task.before.shares if task.before else ()
        return _first(bool(shares) and all(map(_done_before, shares)))


def _done_before(share: Share) -> bool:
    return share.state is State.DONE and not share.after_cutoff


def _first(done: bool) -> TaskClass:
    return TaskClass.DONE_ON_TIME if done else TaskClass.UNDER_WAY


def _by(rules: _Today | _First, snapshot: Snapshot, classing: int) -> Snapshot:
    parts = tuple(_part(rules, part) for part in snapshot.parts)
    own = own_classes(task for part in parts for group in part.groups for task in group.tasks)
    tasks = zip(
        snapshot.tasks(), (task for part in parts for group in part.groups for task in group.tasks), strict=True
    )
    moved = [(old.previous_class, new.previous_class) for old, new in tasks]
    return dataclasses.replace(
        snapshot,
        classing=classing,
        parts=parts,
        counts=sum_counts(part.counts for part in parts),
        units=tuple(_with(unit, counts=count(own.get(unit.id, ()))) for unit in snapshot.units),
        previous_counts=_moved(snapshot.previous_counts, moved, classing) if snapshot.previous_counts else None,
        gone=tuple(_gone(task, classing) for task in snapshot.gone),
    )


def _part(rules: _Today | _First, part: PartResult) -> PartResult:
    groups = tuple(_group(rules, group) for group in part.groups)
    return _with(part, groups=groups, counts=sum_counts(group.counts for group in groups))


def _group(rules: _Today | _First, group: GroupResult) -> GroupResult:
    tasks = tuple(_task(rules, task) for task in group.tasks)
    return _with(group, tasks=tasks, counts=count(task.task_class for task in tasks))


def _task(rules: _Today | _First, task: TaskResult) -> TaskResult:
    deadline, before = task.deadline_in_force, task.before
    task_class, completed = rules.task(task)
    return _with(
        task,
        task_class=task_class,
        completed=completed,
        rows=tuple(rules.row(row, deadline) for row in task.rows),
        previous_class=rules.previous(task),
        before=_before(rules, before) if before else None,
    )


def _before(rules: _Today | _First, before: TaskBefore) -> TaskBefore:
    shares = (_with(share, task_class=rules.share(share, before.deadline)) for share in before.shares)
    return _with(before, shares=tuple(shares))


def _with(record: T, **values: Any) -> T:
    """Return a record with these values: itself where it has them. Most are of one class by all rules."""
    if all(_is_same(getattr(record, name), value) for name, value in values.items()):
        return record
    return changed(record, **values)


def _is_same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same; of lists, whether their records are, of which none is made in vain."""
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(operator.is_, one, other))
    return bool(one == other)


def _moved(counts: Counts, moved: Iterable[tuple[TaskClass | None, TaskClass | None]], classing: int) -> Counts:
    """Return the counts of the period before, with each task that is now in another class moved there.

    Tasks that only that period has are not known one by one: recurring ones count as under way in version 1.
    """
    found = dict(counts)
    for old, new in moved:
        if old is not None and new is not None and old is not new:
            found[old] -= 1
            found[new] += 1
    if classing == 1:
        found[TaskClass.UNDER_WAY] += found[TaskClass.RECURRING]
        found[TaskClass.RECURRING] = 0
    return found


def _gone(task: GoneTask, classing: int) -> GoneTask:
    recurring = task.task_class is TaskClass.RECURRING and classing == 1
    return dataclasses.replace(task, task_class=TaskClass.UNDER_WAY) if recurring else task
