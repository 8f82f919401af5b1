"""Which times (*kỳ*) of recurring work, or of work with several dates, are done; and the class that gives.

A lead says so time by time (``ky``); what it said in the period before stands. Where it says nothing of them, its
state speaks for all that are due: done is done with them, not begun with none; under way says nothing, but a due time
that the form names and the lead leaves blank is not done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from reportgen.model.snapshot import OccurrenceResult, TaskClass
from reportgen.model.status import OccurrenceStatus, State, TaskStatus
from reportgen.record import record
from reportgen.vn.deadlines import Deadline, Occurrence


@record
class Times:
    """What one lead has done of the times: the codes of those done by the cut-off.

    ``known``: whether it can be told which are not. ``days``: on which days, where the lead says so.
    """

    done: frozenset[str]
    known: bool
    days: tuple[dt.date, ...] = ()


_NO_TIMES = Times(frozenset(), known=False)


def times_of(row: TaskStatus, deadline: Deadline | None, cutoff: dt.date, earlier: Collection[str] = ()) -> Times:
    """Return which times of ``deadline`` a lead has done by ``cutoff``; ``earlier``: those done in periods before."""
    if deadline is None or not deadline.occurrences:
        return _NO_TIMES
    told = bool(earlier) or any(_tells(row.occurrences, each, cutoff) for each in deadline.occurrences)
    done: list[str] = []
    for each in deadline.occurrences:
        said = row.occurrences.get(each.code)
        if _done(said, each, row, cutoff, each.code in earlier):
            done.append(each.code)
    days = (said.completed for said in row.occurrences.values() if said.completed)
    known = told or row.state is not State.UNDER_WAY
    return Times(frozenset(done), known, tuple(day for day in days if day <= cutoff))


def _tells(said: Mapping[str, OccurrenceStatus], each: Occurrence, cutoff: dt.date) -> bool:
    """Tell whether a row speaks of a time: answers it, or leaves it blank where the form names it and it is due."""
    return each.code in said and (said[each.code].answered or each.last_day <= cutoff)


def _done(said: OccurrenceStatus | None, each: Occurrence, row: TaskStatus, cutoff: dt.date, earlier: bool) -> bool:
    if said is not None and said.answered:
        return said.done and (said.completed is None or said.completed <= cutoff)
    return earlier or (row.state is State.DONE and each.last_day <= cutoff)


def results(deadline: Deadline | None, times: Sequence[Times], owed: int) -> tuple[OccurrenceResult, ...]:
    """Return how each time stands; nothing while some lead has not said, or not reported at all."""
    if deadline is None or len(times) != owed or not all(one.known for one in times):
        return ()
    return tuple(
        OccurrenceResult(each.code, each.name, each.last_day, all(each.code in one.done for one in times))
        for each in deadline.occurrences
    )


def standing(
    deadline: Deadline, rows: Sequence[TaskStatus], times: Sequence[Times], owed: int, cutoff: dt.date
) -> tuple[TaskClass, dt.date | None] | None:
    """Return the class that the times give the task, and its completion date; None where they say nothing of it."""
    if not any(one.known for one in times):
        return None
    begun = any(row.state is not State.NOT_STARTED for row in rows) or any(one.done for one in times)
    open_ = [each for each in deadline.due_by(cutoff) if any(one.known and each.code not in one.done for one in times)]
    if any(each.last_day < cutoff for each in open_):  # on its last day a time is due, and not yet late
        return (TaskClass.UNDER_WAY_LATE if begun else TaskClass.NOT_STARTED_LATE), None
    if not begun:
        return TaskClass.NOT_STARTED, None
    if deadline.recurring and open_:
        return TaskClass.UNDER_WAY, None
    if deadline.recurring:
        return TaskClass.RECURRING, None
    every = {each.code for each in deadline.occurrences}
    if len(times) != owed or any(every - one.done for one in times):
        return TaskClass.UNDER_WAY, None
    days = [*(day for one in times for day in one.days), *(row.completed for row in rows if row.completed)]
    completed = max((day for day in days if day <= cutoff), default=None)
    late = completed is not None and deadline.overdue(completed)
    return (TaskClass.DONE_LATE if late else TaskClass.DONE_ON_TIME), completed
