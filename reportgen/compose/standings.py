"""How tasks stand, in words: «đúng hạn» and «trong hạn» are said only of a deadline that is a day."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.compose.counts import has_a_last_day
from reportgen.model.snapshot import TaskClass, TaskResult
from reportgen.patterns import regex

_IN_TIME = regex(" (?:trong|đúng) hạn$")
APART = " không tính hạn"
"""Tells what has no day from what stands alike and is within its time."""


def in_words(task_class: TaskClass, *, dated: bool) -> str:
    """Return the name of a class, without «đúng hạn», «trong hạn» where no day says so."""
    return task_class.label if dated else _IN_TIME.sub("", task_class.label)


def standing(task: TaskResult) -> str:
    """Return how a task stands."""
    return in_words(task.task_class, dated=has_a_last_day(task))


def standing_before(task: TaskResult) -> str:
    """Return how a task stood in the period before; nothing where there is none."""
    if task.previous_class is None:
        return ""
    deadline = task.before.deadline if task.before else task.deadline_in_force
    return in_words(task.previous_class, dated=deadline is not None and deadline.last_day is not None)


def counted(tasks: Iterable[TaskResult]) -> dict[str, int]:
    """Return how many of ``tasks`` stand in each way, in the order of the classes; those with a day come first.

    «đang thực hiện» beside «đang thực hiện trong hạn» says why it is told apart: ``đang thực hiện không tính hạn``.
    """
    order = [in_words(task_class, dated=dated) for task_class in TaskClass for dated in (True, False)]
    found = dict.fromkeys(order, 0)
    for task in tasks:
        found[standing(task)] += 1
    present = {words: number for words, number in found.items() if number}
    both = {short for words in present if (short := _IN_TIME.sub("", words)) != words}
    return {f"{words}{APART}" if words in both else words: number for words, number in present.items()}


def divided(tasks: Iterable[TaskResult]) -> str:
    """Return what follows the number of all tasks: ``, gồm 3 hoàn thành, 2 đang thực hiện``; `` đều hoàn thành``.

    Nothing where there are none.
    """
    found = counted(tasks)
    if len(found) == 1:
        ((words, number),) = found.items()
        return f" đều {words}" if number > 1 else f" {words}"
    listed = ", ".join(f"{number} {words}" for words, number in found.items())
    return f", gồm {listed}" if listed else ""
