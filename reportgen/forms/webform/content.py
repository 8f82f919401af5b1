"""What one unit's form in a browser is made of: its rows, what is known beside them, and the YAML it writes into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from reportgen.forms.owed import (
    Owed,
    data_span,
    deadline_in_words,
    target_hints,
    target_keys,
    task_hint,
)
from reportgen.forms.webform.words import words
from reportgen.model.fields import keys_of
from reportgen.model.goals.joining import base_of
from reportgen.model.goals.measures import in_whole_pieces
from reportgen.model.occurring import times_of
from reportgen.model.plain import LATEST
from reportgen.model.plan import Target, Task
from reportgen.model.status import TargetStatus, TaskStatus
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline


def content(owed: Owed, filled: str, blank: str, name: str) -> dict[str, Any]:
    """Return the data of a form's page.

    ``filled``: the unit's YAML as it is now; ``blank``: as ``forms`` writes it; ``name``: that of its file.
    """
    lines: dict[str, int] = {}
    return {
        **words(),
        "file": name,
        "store": ":".join(("reportgen", owed.agency.symbol, owed.where.plan, owed.where.period, owed.unit_id)),
        "identity": {"don_vi": owed.unit_id, "ke_hoach": owed.where.plan, "ky_bao_cao": owed.where.period},
        "head": _head(owed),
        "period": _period(owed),
        "targets": [_target(owed, code, target) for code, target in owed.targets],
        "groups": owed.grouped(),
        "tasks": [_task(owed, task) for task in owed.tasks],
        "helped": [_task(owed, task) for task in owed.helped],
        "filled": _lines(filled, lines),
        "blank": _lines(blank, lines),
        "lines": list(lines),
    }


def _lines(text: str, known: dict[str, int]) -> list[int]:
    """Return a text as numbers of its lines: a form has each of its hints as often as it has tasks."""
    return [known.setdefault(line, len(known)) for line in text.split("\n")]


def _head(owed: Owed) -> dict[str, str]:
    return {
        "agency": owed.agency.name,
        "unit": owed.agency.units[owed.unit_id].name,
        "plan": owed.plan.subject,
        "period": owed.period.name,
        "span": data_span(owed.period),
        "due": deadline_in_words(owed.period.unit_deadline),
    }


def _period(owed: Owed) -> dict[str, Any]:
    period, previous = owed.period, owed.previous
    return {
        "begin": _day(period.start),
        "cutoff": _day(period.cutoff),
        "latest": _day(period.cutoff + LATEST),
        "cutoffWords": short_date(period.cutoff),
        "previous": period.previous,
        "grows": previous is not None and previous.start == period.start,
        "last": owed.plan.ends_with(period),
    }


def _day(day: dt.date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


# --- targets ---------------------------------------------------------------------------------------


def _target(owed: Owed, code: str, target: Target) -> dict[str, Any]:
    goal, period = target.goal, owed.where.period
    hints = target_hints(target)
    names = {key.attribute: key.name for key in keys_of(TargetStatus)}
    level = target.level_on(owed.period.cutoff)
    judged = goal if level is None or owed.plan.ends_with(owed.period) else goal.at(level.level)
    base = base_of(target, period)
    last_year = [Fraction(figure) for figure in target.last_year.values()]
    return {
        "code": code,
        "name": target.name,
        "about": owed.about_target(code, target),
        "keys": [key.name for key in target_keys(target, period)],
        "hints": {names[attribute]: said for attribute, said in hints.items()},
        "counted": goal.kind.counted,
        "statistic": not goal.kinds,
        "rate": goal.is_rate,
        "whole": in_whole_pieces("" if goal.is_rate else goal.figure_measure, target.name),
        "change": goal.is_change,
        "points": goal.is_change and goal.measure != "%",
        "direction": goal.kind.direction,
        "measure": goal.figure_measure,
        "goalMeasure": goal.measure,
        "words": goal.words,
        "judgedWords": judged.words,
        "kind": judged.kind.key,
        "bounds": _fractions(judged.bounds),
        "goalBounds": _fractions(goal.bounds),
        "exactly": goal.exactly is not None,
        "pending": _is_pending(owed, target),
        "cumulative": target.cumulative,
        "base": str(base) if base is not None else None,
        "allowed": _fractions([*goal.bounds, *(Fraction(each.level) for each in target.levels), *last_year]),
        "before": _figures(owed, code),
    }


def _fractions(numbers: Sequence[Fraction]) -> list[str]:
    return [str(number) for number in numbers]


def _is_pending(owed: Owed, target: Target) -> bool:
    """Tell whether the time to judge a target has not come: it grows through the year, and no level is due."""
    if owed.plan.ends_with(owed.period) or not (target.cumulative or target.levels):
        return False
    return target.level_on(owed.period.cutoff) is None


def _figures(owed: Owed, code: str) -> dict[str, str] | None:
    """Return what the unit counted in the period before."""
    row = owed.earlier.targets.get(code) if owed.earlier else None
    if row is None:
        return None
    given = {"tu_so": row.numerator, "mau_so": row.denominator, "ty_le": row.rate}
    return {key: str(Fraction(figure)) for key, figure in given.items() if figure is not None}


# --- tasks -----------------------------------------------------------------------------------------


def _task(owed: Owed, task: Task) -> dict[str, Any]:
    deadline = task.deadline_on(owed.period.cutoff)
    earlier = owed.earlier.tasks.get(task.code) if owed.earlier else None
    asked = [key for key in keys_of(TaskStatus) if owed.asks(key, task)]
    hint = next((said for key in asked if (said := task_hint(key, deadline))), None)
    text, *about = owed.about_task(task)
    return {
        "code": task.code,
        "text": text,
        "about": about,
        "keys": [key.name for key in asked],
        "dateHint": hint,
        "recurring": deadline is not None and deadline.recurring,
        "times": _times(owed, deadline),
        "asked": [each.code for each in owed.times(task)],
        "done": earlier is not None and earlier.state is not None and earlier.state.value == "hoan-thanh",
        "doneTimes": _done_times(owed, earlier, deadline),
    }


def _times(owed: Owed, deadline: Deadline | None) -> list[list[Any]]:
    """Return every time of a task: code, name, last day, whether it is due by the cut-off."""
    if deadline is None:
        return []
    due = {each.code for each in deadline.due_by(owed.period.cutoff)}
    return [
        [each.code, each.name, _day(each.last_day), each.code in due, short_date(each.last_day)]
        for each in deadline.occurrences
    ]


def _done_times(owed: Owed, earlier: TaskStatus | None, deadline: Deadline | None) -> list[str]:
    """Return the codes of the times that the unit had done in the period before."""
    if earlier is None or earlier.state is None or owed.previous is None:
        return []
    return sorted(times_of(earlier, deadline, owed.previous.cutoff).done)
