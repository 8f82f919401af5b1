"""Who has sent, what is due: one period of one plan as it stands on a day."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.model.snapshot import Snapshot, TargetResult, TaskResult, UnitReport

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
    """One task; ``days`` to the last good day of its deadline, negative when past, None for work without end."""

    task: TaskResult
    last_day: dt.date | None
    days: int | None

    @property
    def deadline(self) -> str:
        """The deadline in force as it was written; empty when there is none."""
        deadline = self.task.deadline_in_force
        return deadline.text if deadline else ""

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.task.task_class.open

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

    def owing(self) -> tuple[UnitTrack, ...]:
        """Return the units that still owe something, in the agency's order."""
        return tuple(unit for unit in self.units if unit.owing)


def track(snapshot: Snapshot, faults: Mapping[str, Faults], today: dt.date) -> Tracking:
    """Return how the period of ``snapshot`` stands on ``today``.

    ``snapshot`` is merged from the files without errors; ``faults`` are those of each unit's file, by unit id.
    """
    period = snapshot.period
    unit_days = _days(period.unit_deadline.last_day or period.cutoff, today)
    units = tuple(_unit(snapshot, report, faults.get(report.id), unit_days) for report in snapshot.units)
    tasks = tuple(_task(task, today) for task in snapshot.tasks())
    office = _days(period.office_deadline.last_day or period.cutoff, today)
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


def _task(task: TaskResult, today: dt.date) -> TaskTrack:
    deadline = task.deadline_in_force
    last_day = deadline.last_day if deadline else None
    return TaskTrack(task, last_day, _days(last_day, today) if last_day else None)
