"""A plan's deadlines: years typed wrongly, days that cannot be, words with two readings or without a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportgen.checks import ke_hoach as said
from reportgen.model.plan import Plan, Task
from reportgen.record import record
from reportgen.validate.report import Report
from reportgen.validate.walking import placed
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline, Kind, Years, one_year, read
from reportgen.yamlmap.marks import Path

_MOST_NAMED = 30
"""Codes that one line names."""


@record
class _Written:
    """A deadline where it stands in the plan: by what its warnings are acknowledged, in which years it is read."""

    path: Path
    item: str
    deadline: Deadline
    years: Years


def check_deadlines(plan: Plan, report: Report) -> None:
    """Find what is wrong, or may be, with each deadline of ``plan``, and name those without a date in one line."""
    for written in _of_periods(plan):
        _odd(written, report)
    undated: list[tuple[Path, str]] = []
    for at, task in placed(plan):
        if report.full:
            return
        for written in _of_task(task, at, plan.years):
            _odd(written, report)
        _task_in_years(plan.years, task, at, report)
        if _undated(task, plan.years):
            undated.append(((*at, "thoi_han"), task.code))
    if undated:
        _name(undated, report)


def _of_periods(plan: Plan) -> Iterator[_Written]:
    for code, period in plan.periods.items():
        years = one_year(period.cutoff.year)
        for name, deadline in (("han_don_vi", period.unit_deadline), ("han_tong_hop", period.office_deadline)):
            yield _Written(("ky_bao_cao", code, name), f"{code} {name}", deadline, years)


def _of_task(task: Task, at: Path, years: Years) -> Iterator[_Written]:
    if task.deadline is not None and task.deadline.text and task.count_by is None:
        yield _Written((*at, "thoi_han"), task.code, task.deadline, years)
    for index, extension in enumerate(task.extensions):
        yield _Written((*at, "gia_han", index, "den"), f"{task.code} den", extension.until, years)
    for index, part in enumerate(task.subtasks):
        if part.deadline is not None:
            yield _Written(
                (*at, "muc_nho", index, "thoi_han"), f"{task.code}.{part.letter_of(index + 1)}", part.deadline, years
            )
    for index, milestone in enumerate(task.milestones):
        yield _Written((*at, "moc", index, "den"), f"{task.code} den", milestone.until, years)


def _odd(written: _Written, report: Report) -> None:
    """Find a day that no calendar has, and words that can be understood in two ways."""
    path, deadline = written.path, written.deadline
    reading = read(deadline.text, written.years)
    if reading.fault:
        report.at_value(path, said.NO_SUCH_DEADLINE, item=deadline.text, words=deadline.text, reason=reading.fault)
    elif len(reading.meanings) > 1:
        taken, other, *_ = reading.meanings
        values = {"words": deadline.text, "taken": taken.words, "other": other.words}
        fault = said.NEITHER_READING if reading.kind is Kind.NONE else said.TWO_READINGS
        report.at_value(path, fault, item=written.item, **values, write=taken.write, instead=other.write)


def _task_in_years(years: Years, task: Task, at: Path, report: Report) -> None:
    if task.count_by is not None:
        day = task.count_by
        in_years(years, short_date(day), (day, day), (*at, "han_tinh"), task.code, report)
    elif task.deadline is not None and task.deadline.last_day is not None:
        reading = read(task.deadline.text, years)
        last = task.deadline.last_day
        in_years(years, task.deadline.text, (reading.first or last, last), (*at, "thoi_han"), task.code, report)


def in_years(years: Years, words: str, days: tuple[dt.date, dt.date], path: Path, item: str, report: Report) -> None:
    """Check that ``days``, the first and the last, lie in the plan's time: a year typed wrongly moves them far.

    Work that begins in that time may end after it.
    """
    if not years.meet(*days):
        report.at_value(path, said.OUTSIDE_YEAR, item=item, deadline=words, year=years.words)


def _undated(task: Task, years: Years) -> bool:
    """Tell whether the words of a task's deadline give no date, and nobody has been told so yet."""
    if task.deadline is None or not task.deadline.text or task.count_by is not None or task.extensions:
        return False
    reading = read(task.deadline.text, years)
    return reading.kind is Kind.NONE and not reading.fault and not reading.meanings


def _name(undated: list[tuple[Path, str]], report: Report) -> None:
    codes = [code for _, code in undated]
    named = ", ".join(codes[:_MOST_NAMED])
    more = f" và {len(codes) - _MOST_NAMED} nhiệm vụ khác" if len(codes) > _MOST_NAMED else ""
    item = f"{len(codes)} nhiệm vụ"
    report.at_value(undated[0][0], said.NO_DATE_IN_DEADLINE, item=item, number=item, codes=named + more)
