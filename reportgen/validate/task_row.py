"""Checks of what a unit's file says of one task: whose it is, its state, progress, documents and day of completion."""

from __future__ import annotations

from decimal import Decimal

from reportgen.checks import tinh_hinh as said
from reportgen.model.owing import helpers_of, owing_units
from reportgen.model.plan import Task
from reportgen.model.status import STATE, State, TaskStatus, Through
from reportgen.validate.case import Case
from reportgen.validate.report import Report
from reportgen.validate.target_row import STRANGE
from reportgen.validate.times import check_times
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import format_number
from reportgen.vn.text import did_you_mean
from reportgen.yamlmap.marks import Path


def check_task(case: Case, code: str, row: TaskStatus) -> None:
    """Find what is wrong with the row of the task ``code``."""
    at: Path = ("nhiem_vu", code)
    task = case.plan.tasks_by_code.get(code)
    if task is None:
        _unknown(case, code)
    elif not _concerns(case, task):
        leads = ", ".join(case.agency.shown_names(task.all_leads))
        follows = case.status.unit in case.agency.reporting_of(task.followers)
        fault = said.TASK_ONLY_FOLLOWED if follows else said.TASK_OF_OTHERS
        case.report.at_key(at, fault, unit=case.status.unit, code=code, leads=leads)
    if row.state is None and row != TaskStatus():
        case.report.at_key((*at, "trang_thai"), said.NO_STATE, states=STATE.accepts)
    for index, document in enumerate(row.documents):
        if document[:1].islower():
            case.report.at_value((*at, "van_ban", index), said.CUT_BY_COMMA, item=code, document=document)
    if row.progress is not None and row.state is not None:
        _progress(row.progress, row.state, code, case.report)
    _through(row.through or Through(), row.state, code, case.report)
    _completion(case, code, row)
    check_times(case, code, row)
    if row.carried_over and case.period.previous is None:
        case.report.at_value((*at, "nhu_ky_truoc"), said.NOTHING_TO_CARRY)


def _unknown(case: Case, code: str) -> None:
    tasks = case.plan.tasks_by_code
    free = [other for other, task in tasks.items() if other not in case.status.tasks and _concerns(case, task)]
    case.report.at_key(("nhiem_vu", code), said.UNKNOWN_TASK, code=code, advice=did_you_mean(code, free, STRANGE))


def _concerns(case: Case, task: Task) -> bool:
    """Tell whether the unit leads the task or helps with it."""
    unit = case.status.unit
    return unit in owing_units(case.agency, task) or unit in helpers_of(case.agency, task)


def _through(through: Through, state: State | None, code: str, report: Report) -> None:
    """Check how many units are through: both numbers, none above the total, all of them where the task is done."""
    at: Path = ("nhiem_vu", code, "so_don_vi")
    done, total = through.done, through.total
    if done is None and total is None:
        return
    if done is None or total is None:
        if done is not None or state is not None:  # the total may stand in the form
            report.at_value(at, said.HALF_THROUGH)
    elif done > total or total < 1:
        report.at_value(at, said.MORE_THAN_ALL, done=done, total=total)
    elif state is State.DONE and done < total:
        report.at_value(at, said.DONE_BUT_NOT_ALL, item=code, done=done, total=total)


_PROGRESS = {State.DONE: 100, State.NOT_STARTED: 0}
"""The one progress that a state admits; under way admits any."""


def _progress(progress: Decimal, state: State, code: str, report: Report) -> None:
    at: Path = ("nhiem_vu", code, "tien_do")
    if state is State.UNDER_WAY:
        if progress == 100 or 0 < progress < 1:
            meant = "hoan-thanh" if progress == 100 else f"tien_do: {format_number(progress * 100)}"
            report.at_value(at, said.ODD_PROGRESS, item=code, progress=format_number(progress), meant=meant)
    elif progress != _PROGRESS[state]:
        needed = f"tien_do: {_PROGRESS[state]}"
        names = {"state": state.value, "under_way": State.UNDER_WAY.value}
        report.at_value(at, said.OTHER_PROGRESS, progress=format_number(progress), needed=needed, **names)


def _completion(case: Case, code: str, row: TaskStatus) -> None:
    """Check that a task has a day of completion exactly when it is done, and a day that can be.

    Recurring work needs none: done means done for this period.
    """
    at: Path = ("nhiem_vu", code, "ngay_hoan_thanh")
    if row.completed is None:
        if row.state is State.DONE and not _goes_on(case, code):
            case.report.at_key(at, said.DONE_UNDATED)
        return
    if row.state in (State.NOT_STARTED, State.UNDER_WAY):
        case.report.at_value(at, said.DATED_UNDONE, state=row.state.value)
    done, made, period = row.completed, case.status.made_on, case.period
    if made and done > made:
        case.report.at_value(at, said.DONE_AFTER_MAKING, day=short_date(done), made=short_date(made))
    elif done.year < period.start.year:
        case.report.at_value(at, said.DONE_BEFORE_YEAR, item=code, day=short_date(done))
    elif done > period.cutoff:
        days = {"day": short_date(done), "cutoff": short_date(period.cutoff)}
        case.report.at_value(at, said.DONE_AFTER_CUTOFF, item=code, **days)


def _goes_on(case: Case, code: str) -> bool:
    """Tell whether the task is recurring work, or due several times, so that done needs no day."""
    task = case.plan.tasks_by_code.get(code)
    deadline = task.deadline_on(case.period.cutoff) if task else None
    return deadline is not None and (deadline.recurring or bool(deadline.occurrences))
