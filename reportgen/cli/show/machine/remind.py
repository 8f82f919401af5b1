"""``remind`` for machines."""

from __future__ import annotations

from typing import Any

from reportgen.formats.outputs.remind import (
    CALENDAR,
    REMIND,
    CalendarDay,
    CalendarOutput,
    LetterFile,
    OwingUnit,
    RemindOutput,
)
from reportgen.pipeline.remind import CalendarFile, Letter, Reminded, notes_of
from reportgen.pipeline.status import Sending, UnitTrack


def remind(done: Reminded) -> Any:
    """Return the letters and whom they address."""
    tracking = done.tracked.tracking
    return REMIND.write(
        RemindOutput(
            plan_id=tracking.snapshot.plan.id,
            period_id=tracking.snapshot.period_id,
            today=tracking.today,
            overdue=max(-tracking.unit_days, 0),
            send_by=done.send_by if done.letters else None,
            signer=done.signer.name if done.letters else None,
            units=tuple(map(_owing, tracking.owing())),
            letters=tuple(map(_letter, done.letters)),
            notes=tuple(notes_of(done)) if done.letters else (),
        )
    )


def _owing(unit: UnitTrack) -> OwingUnit:
    readable = unit.sending is not Sending.FAULTY
    return OwingUnit(
        id=unit.report.id,
        name=unit.report.name,
        sending=unit.sending,
        errors=unit.faults.errors,
        tasks=tuple(task.code for task in unit.tasks) if readable else (),
        targets=tuple(target.code for target in unit.targets) if readable else (),
    )


def _letter(letter: Letter) -> LetterFile:
    return LetterFile(letter.path, tuple(unit.report.id for unit in letter.units), letter.written, letter.kept)


def calendar(done: CalendarFile) -> Any:
    """Return where the calendar is and what is in it, by day."""
    dues = sorted(done.dues, key=lambda due: due.day)
    return CALENDAR.write(CalendarOutput(done.path, done.kept, tuple(CalendarDay(due.day, due.title) for due in dues)))
