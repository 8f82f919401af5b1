"""Checks of what a unit says of each time (*kỳ*) of recurring work, or of work with several dates."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.checks import tung_ky as said
from reportgen.model.occurring import times_of
from reportgen.model.plan import Period, Plan
from reportgen.model.status import OccurrenceStatus, State, TaskStatus, UnitStatus
from reportgen.validate.case import Case
from reportgen.validate.report import Report
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline, Occurrence
from reportgen.vn.text import did_you_mean
from reportgen.yamlmap.marks import Path


def check_times(case: Case, code: str, row: TaskStatus) -> None:
    """Find what is wrong with the times of one row; which are due and untold, ``check_cross`` finds."""
    deadline = _deadline(case.plan, case.period, code)
    at: Path = ("nhiem_vu", code, "ky")
    if deadline is None or not deadline.occurrences:
        if _answered(row) and code in case.plan.tasks_by_code:
            case.report.at_key(at, said.NO_TIMES)
        return
    known = [each.code for each in deadline.occurrences]
    for name, told in _answered(row).items():
        if name not in known:
            case.report.at_key(
                (*at, name), said.UNKNOWN_TIME, code=name, codes=_some(known), advice=did_you_mean(name, known)
            )
        if told.completed and case.status.made_on and told.completed > case.status.made_on:
            days = {"day": short_date(told.completed), "made": short_date(case.status.made_on)}
            case.report.at_value((*at, name, "ngay_hoan_thanh"), said.TIME_AFTER_MAKING, **days)


def _answered(row: TaskStatus) -> dict[str, OccurrenceStatus]:
    """Return what a row says of its times, without those that it leaves blank."""
    return {name: told for name, told in row.occurrences.items() if told.answered}


_MOST_CODES = 12


def _some(codes: Sequence[str]) -> str:
    return ", ".join(codes[:_MOST_CODES]) + (", …" if len(codes) > _MOST_CODES else "")


def check_due(plan: Plan, period: Period, status: UnitStatus, before: UnitStatus | None, report: Report) -> None:
    """Find times that are due and not told, or contradict the state or the period ``before``."""
    previous = plan.periods.get(period.previous or "")
    for code, row in status.tasks.items():
        deadline = _deadline(plan, period, code)
        if deadline is None or not deadline.occurrences or row.state is None:
            continue
        old = before.tasks.get(code) if before else None
        earlier = times_of(old, deadline, previous.cutoff).done if old and old.state and previous else frozenset()
        _row(code, row, deadline, period, earlier, report)


def _row(
    code: str, row: TaskStatus, deadline: Deadline, period: Period, earlier: frozenset[str], report: Report
) -> None:
    at: Path = ("nhiem_vu", code, "ky")
    done = times_of(row, deadline, period.cutoff, earlier).done
    lost = [each for each in deadline.occurrences if each.code in earlier - done]
    lacking = [each for each in deadline.due_by(period.cutoff) if each.code not in done and each not in lost]
    answered = _answered(row)
    untold = [each for each in lacking if each.code not in answered]
    asked = any(each.code in row.occurrences for each in untold)
    if lost:
        report.at_value(at, said.UNDONE_TIME, item=code, names=_names(lost))
    if untold and (answered or asked or (earlier and row.state is State.UNDER_WAY)):
        report.at_value(at, said.DUE_UNTOLD, item=code, names=_names(untold), codes=_codes(untold))
    elif lacking and row.state is State.DONE:
        report.at_value(("nhiem_vu", code, "trang_thai"), said.DONE_WITHOUT_TIMES, item=code, names=_names(lacking))
    to_come = [each for each in deadline.occurrences if each.last_day > period.cutoff]
    if row.state is State.DONE and not deadline.recurring and not answered and to_come:
        where: Path = ("nhiem_vu", code, "trang_thai")
        report.at_value(where, said.MORE_TO_COME, item=code, names=_names(to_come), codes=_codes(to_come))


def _names(times: Sequence[Occurrence]) -> str:
    return ", ".join(each.name for each in times)


def _codes(times: Sequence[Occurrence]) -> str:
    return ", ".join(f"{each.code}: hoan-thanh" for each in times)


def _deadline(plan: Plan, period: Period, code: str) -> Deadline | None:
    task = plan.tasks_by_code.get(code)
    return task.deadline_on(period.cutoff) if task else None
