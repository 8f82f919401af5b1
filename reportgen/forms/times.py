"""The lines of a form for work that is due several times: a line for each time that is due and not yet done."""

from __future__ import annotations

import datetime as dt

from reportgen.model.occurring import times_of
from reportgen.model.plan import Period, Task
from reportgen.model.status import TaskStatus
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline, Occurrence

DUE = "hạn "
"""How what is said behind the line of each time begins."""
NEXT = "Kỳ tới: "
"""How the line about the time that comes next begins."""
_MOST = 12
"""Times that a form has a line for: a year of months; what is further back is in the earlier forms."""


def about_times(task: Task, deadline: Deadline | None, period: Period) -> list[str]:
    """Return what a form says above a task of its milestones, and of its next time."""
    lines = [f"Mốc {each.words}" for each in task.milestones]
    to_come = [each for each in deadline.occurrences if each.last_day > period.cutoff] if deadline else []
    if to_come:
        lines.append(f"{NEXT}{_due(to_come[0])}; đã xong thì thêm vào ky: {to_come[0].code}: hoan-thanh")
    return lines


def due_times(
    deadline: Deadline | None, period: Period, earlier: TaskStatus | None, cutoff: dt.date | None
) -> list[Occurrence]:
    """Return the times that a form asks for; ``earlier``: the row of the period before, with its ``cutoff``.

    Of work that only says how often in a year, every time can be asked for.
    """
    if deadline is None:
        return []
    done = times_of(earlier, deadline, cutoff).done if earlier and earlier.state and cutoff else frozenset()
    due = [each for each in deadline.occurrences if each.last_day <= period.cutoff or each.code.startswith("lan-")]
    return [each for each in due if each.code not in done][-_MOST:]


def hint(each: Occurrence) -> str:
    """Return what is said behind the line of a time."""
    return f"{DUE}{short_date(each.last_day)} ({each.name})"


def _due(each: Occurrence) -> str:
    return f"{each.name}, {DUE}{short_date(each.last_day)}"
