"""Who has sent, what is due: one period of one plan as it stands on a day."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.model.plan import Milestone, Plan
from reportgen.model.snapshot import Role, Snapshot, TargetResult, TaskClass, TaskResult, UnitReport
from reportgen.model.status import State
from reportgen.vn.deadlines import Deadline, Occurrence

SOON = 30
"""Days ahead in which a task counts as due soon."""


class Sending(enum.StrEnum):
    """Where a unit stands with its report."""

    SENT = "da-gui"
    LATE = "gui-muon"
    FAULTY = "con-loi"
    NOT_SENT = "chua-gui"

    @property
    def label(self) -> str:
        """The state in full Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Sending.SENT: "đã gửi",
    Sending.LATE: "gửi muộn",
    Sending.FAULTY: "gửi còn lỗi",
    Sending.NOT_SENT: "chưa gửi",
}


@dataclass(frozen=True)
class Faults:
    """How many errors and warnings a unit's file has. A file with errors counts as one to mend, not as sent."""

    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True)
class UnitTrack:
    """One unit: how it stands, how many days are left, what it still owes.

    ``days`` counts from the day looked at to the unit's last good day: 0 on that day, negative when it is
    past. ``tasks`` and ``targets`` are those whose row or figures the report lacks from this unit.
    """

    report: UnitReport
    sending: Sending
    faults: Faults
    days: int
    tasks: tuple[TaskResult, ...]
    targets: tuple[TargetResult, ...]

    @property
    def owing(self) -> bool:
        """Whether the unit must still do something: send, mend its file, or fill in what is missing."""
        return self.sending in (Sending.NOT_SENT, Sending.FAULTY) or bool(self.tasks or self.targets)


@dataclass(frozen=True)
class TaskTrack:
    """One task on a day, which may lie before or after the cut-off that its class is of.

    ``deadline``: the one in force on the day, as it was written; empty when there is none. ``days`` to its last
    good day, negative when past, None for work without end. ``open``: whether there is still something to do.
    ``time``: the next time (*kỳ*) that recurring work is due, or the first that is not done; ``days`` are left to it.
    ``milestone``: the next on the way.
    """

    task: TaskResult
    deadline: str
    last_day: dt.date | None
    days: int | None
    open: bool
    time: Occurrence | None = None
    milestone: Milestone | None = None
    times: tuple[Occurrence, ...] = ()

    def times_to_come(self, today: dt.date) -> tuple[Occurrence, ...]:
        """Return the times that are due from ``today`` on, and before them the first that is not done."""
        return tuple(each for each in self.times if each == self.time or each.last_day >= today)

    @property
    def milestone_words(self) -> str:
        """The next milestone: ``Quý II/2026: Trình dự thảo``; nothing where there is none."""
        return self.milestone.words if self.milestone else ""

    @property
    def due_soon(self) -> bool:
        """Whether an open task ends within :data:`SOON` days."""
        return self.open and self.days is not None and 0 <= self.days <= SOON

    @property
    def overdue(self) -> bool:
        """Whether an open task's last good day is past."""
        return self.open and self.days is not None and self.days < 0


@dataclass(frozen=True)
class Tracking:
    """A period on a day. ``unit_days`` and ``office_days``: days left to the two deadlines, negative when past."""

    today: dt.date
    snapshot: Snapshot
    units: tuple[UnitTrack, ...]
    tasks: tuple[TaskTrack, ...]
    unit_days: int
    office_days: int

    @property
    def all_sent(self) -> bool:
        """Whether every unit's report is there and without errors."""
        return all(unit.sending in (Sending.SENT, Sending.LATE) for unit in self.units)

    @property
    def sound(self) -> bool:
        """Whether no unit's file has errors: those that have are not in the figures."""
        return all(unit.sending is not Sending.FAULTY for unit in self.units)

    def owing(self) -> tuple[UnitTrack, ...]:
        """Return the units that still owe something, in the agency's order."""
        return tuple(unit for unit in self.units if unit.owing)


def track(snapshot: Snapshot, faults: Mapping[str, Faults], today: dt.date, plan: Plan | None = None) -> Tracking:
    """Return how the period of ``snapshot`` stands on ``today``.

    ``snapshot`` is merged from the files without errors; ``faults`` are those of each unit's file, by unit id.
    ``plan``: as it stands today, for deadlines moved and tasks ended since the cut-off.
    """
    period = snapshot.period
    unit_days = _days(period.last_unit_day, today)
    units = tuple(_unit(snapshot, report, faults.get(report.id), unit_days) for report in snapshot.units)
    tasks = tuple(_task(task, plan, today) for task in snapshot.tasks())
    office = _days(period.last_office_day, today)
    return Tracking(today, snapshot, units, tasks, unit_days, office)


def _days(last_day: dt.date, today: dt.date) -> int:
    return (last_day - today).days


def _unit(snapshot: Snapshot, report: UnitReport, faults: Faults | None, days: int) -> UnitTrack:
    faults = faults or Faults()
    if faults.errors:
        sending = Sending.FAULTY
    elif report.sent:
        sending = Sending.LATE if report.late else Sending.SENT
    else:
        sending = Sending.NOT_SENT
    return UnitTrack(
        report=report,
        sending=sending,
        faults=faults,
        days=days,
        tasks=tuple(task for task in snapshot.tasks() if report.id in task.missing),
        targets=tuple(target for target in snapshot.targets if report.id in target.missing),
    )


def _task(task: TaskResult, plan: Plan | None, today: dt.date) -> TaskTrack:
    planned = plan.tasks_by_code.get(task.code) if plan else None
    deadline = planned.deadline_on(today) if planned else task.deadline_in_force
    last_day = deadline.last_day if deadline else None
    ended = planned is not None and planned.ended_by(today)
    time = None if ended or not task.task_class.open else _time(task, deadline, today)
    next_day = time.last_day if time else last_day
    days = _days(next_day, today) if next_day else None
    is_open = task.task_class.open and not ended and (time is not None or not _finished(task, today))
    times = deadline.occurrences if deadline else ()
    milestone = _milestone(planned.milestones if planned else task.milestones, today)
    return TaskTrack(task, deadline.text if deadline else "", last_day, days, is_open, time, milestone, times)


def _time(task: TaskResult, deadline: Deadline | None, today: dt.date) -> Occurrence | None:
    """Return the first time that is not done, as far as the leads have said; else the next after ``today``."""
    if deadline is None:
        return None
    if task.occurrences:
        done = {each.code for each in task.occurrences if each.done}
        return next((each for each in deadline.occurrences if each.code not in done), None)
    return next((each for each in deadline.occurrences if each.last_day >= today), None)


def _milestone(milestones: Iterable[Milestone], today: dt.date) -> Milestone | None:
    """Return the next milestone whose day is known."""
    to_come = [each for each in milestones if each.until.last_day and each.until.last_day >= today]
    return min(to_come, key=lambda each: each.until.last_day or dt.date.max, default=None)


def _finished(task: TaskResult, today: dt.date) -> bool:
    """Tell whether every lead says that it is done by ``today``, or nobody has reported since it was."""
    if task.task_class is TaskClass.NOT_REPORTED:
        return task.previous_class is not None and not task.previous_class.open
    leads = [row.status for row in task.rows if row.role is Role.LEAD]
    done = [row for row in leads if row.state is State.DONE and (row.completed is None or row.completed <= today)]
    return bool(leads) and len(done) == len(leads) and not task.missing
