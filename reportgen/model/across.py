"""Plans of different years side by side: what of last year's can be compared with this year's, though codes differ.

Targets and tasks are known by their words, years left out; a code means something else in another plan.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from reportgen.model.goals.goal import Goal
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Snapshot, TargetResult, TaskClass, TaskResult
from reportgen.patterns import regex
from reportgen.vn.text import fold

_YEAR = regex(r"\b20\d\d\b")


def same_words(text: str) -> str:
    """Return what two plans' texts are compared by: case, spaces and the years in it make no difference."""
    return _YEAR.sub("", fold(text))


def beside(previous: Snapshot, plan: Plan, day: dt.date) -> Snapshot:
    """Return a period of another plan as one before a period of ``plan``, with the codes of ``plan``.

    Targets that both plans have; of tasks that both have, those that were still open then: what was done last year, or
    recurs, begins anew. Deadlines are those of ``plan`` on ``day``: a new year's is no extension.
    """
    codes = _unique((same_words(task.text), task.code) for task in plan.tasks())
    groups = [
        dataclasses.replace(group, tasks=tuple(_tasks(group.tasks, codes, plan, day)))
        for part in previous.parts
        for group in part.groups
    ]
    part = dataclasses.replace(previous.parts[0], groups=tuple(groups)) if previous.parts else None
    return dataclasses.replace(
        previous,
        targets=tuple(_targets(previous, plan, lambda goal: goal.measure)),
        parts=(part,) if part is not None else (),
        gone=(),
    )


def with_last_year(plan: Plan, period_id: str, year_ago: Snapshot) -> Plan:
    """Return ``plan`` with the figures of the year before a period, where it gives none itself."""
    figures = {target.code: _figure(target) for target in _targets(year_ago, plan, lambda goal: goal.figure_measure)}
    targets = {}
    for code, target in plan.targets.items():
        figure = figures.get(code)
        if target.last_year_in(period_id) is None and figure is not None:
            target = dataclasses.replace(target, last_year={**target.last_year, period_id: figure})
        targets[code] = target
    return dataclasses.replace(plan, targets=targets)


def _figure(then: TargetResult) -> Fraction | None:
    """Return what units reported of a target, of a rise or fall not the change itself; None where some is lacking."""
    if not then.complete:
        return None
    return then.figure if then.goal.is_change else then.value


def _targets(previous: Snapshot, plan: Plan, measure: Callable[[Goal], str]) -> list[TargetResult]:
    """Return the targets that both plans have, in the same ``measure``, with the codes of ``plan``."""
    codes = _unique((same_words(target.name), code) for code, target in plan.targets.items())
    found = []
    for target in previous.targets:
        code = codes.get(same_words(target.name))
        if code is not None and measure(plan.targets[code].goal) == measure(target.goal):
            found.append(dataclasses.replace(target, code=code))
    return found


def _tasks(tasks: tuple[TaskResult, ...], codes: dict[str, str], plan: Plan, day: dt.date) -> list[TaskResult]:
    found = []
    for task in tasks:
        code = codes.get(same_words(task.text))
        if code is None or not task.task_class.open or task.task_class is TaskClass.RECURRING:
            continue
        deadline = plan.tasks_by_code[code].deadline_on(day)
        found.append(dataclasses.replace(task, code=code, deadline=deadline, extensions=()))
    return found


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the codes by words, without words that several have."""
    listed = list(pairs)
    many = Counter(words for words, _ in listed)
    return {words: code for words, code in listed if many[words] == 1}
