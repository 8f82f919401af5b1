"""Checks of one unit's status file against the plan and against itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from reportgen.checks import tinh_hinh as said
from reportgen.finding import Finding
from reportgen.model.agency import Agency
from reportgen.model.owing import owed_tasks, target_owners
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Plan, Target, Task
from reportgen.model.status import General, TargetStatus, TaskStatus, UnitStatus
from reportgen.validate.case import Case
from reportgen.validate.report import Report
from reportgen.validate.target_row import asked_of, check_target
from reportgen.validate.task_row import check_task
from reportgen.vn.dates import short_date
from reportgen.vn.text import did_you_mean, nearest
from reportgen.yamlmap.marks import Marks


def check_status(
    agency: Agency,
    plan: Plan,
    where: PeriodId,
    status: UnitStatus,
    marks: Marks,
    covered: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return what is wrong in one unit's file.

    ``where``: plan and period of its folder; ``covered``: targets for which some unit gives the
    figure of the whole agency, so that the others need not.
    """
    report = Report(marks)
    period = plan.periods.get(where.period)
    whole = agency
    if period is not None:
        agency, plan = agency.on(period.cutoff), plan.on(period.cutoff)
    _heading(agency, whole, where, status, report)
    not_there = status.unit in whole.units and status.unit not in agency.units  # then nothing of its file counts
    status = dataclasses.replace(status, unit=_meant_unit(agency, plan, status, marks))
    if period is None or not_there or status.unit not in agency.units:
        return report.findings
    case = Case(agency, plan, period, status, report, covered)
    for code, row in status.targets.items():
        check_target(case, code, row)
    for code, task_row in status.tasks.items():
        if report.full:
            break
        check_task(case, code, task_row)
    if status.sent:
        _dates(case)
        _missing_targets(case)
        _missing_tasks(case)
    elif _filled(status) and not marks.spoilt("ngay_lap"):
        report.at_value(("ngay_lap",), said.NOT_SENT)
    return report.findings


def _meant_unit(agency: Agency, plan: Plan, status: UnitStatus, marks: Marks) -> str:
    """Return the unit whose file this is although its heading is wrong: by another name, else by the file's name.

    Of two that are both units, the one whose tasks are more nearly those of the file.
    """
    named = PurePosixPath(marks.file).stem
    if status.unit in agency.units and named in agency.units and named != status.unit:
        owed = {unit: {task.code for task in owed_tasks(agency, plan, unit)} for unit in (status.unit, named)}
        return min(owed, key=lambda unit: len(owed[unit] ^ status.tasks.keys()))
    if status.unit in agency.units:
        return status.unit
    meant = agency.unit_ids(status.unit)
    return meant[0] if len(meant) == 1 else PurePosixPath(marks.file).stem


def _filled(status: UnitStatus) -> bool:
    """Tell whether somebody has begun to fill in the form."""
    rows = any(row != TaskStatus() for row in status.tasks.values())
    figures = any(row != TargetStatus() for row in status.targets.values())
    return rows or figures or status.general != General() or bool(status.extra)


def _heading(agency: Agency, whole: Agency, where: PeriodId, status: UnitStatus, report: Report) -> None:
    if status.unit not in agency.units and status.unit in whole.units:
        unit, heirs = whole.units[status.unit], agency.unit_ids(status.unit)
        days = [f"từ {short_date(unit.since)}"] if unit.since else []
        days += [f"đến hết {short_date(unit.until)}"] if unit.until else []
        report.at_value(
            ("don_vi",),
            said.UNIT_NOT_THERE,
            unit=status.unit,
            days=" ".join(days),
            advice=f"gửi nội dung cho {', '.join(heirs)}" if heirs else "ghi nhap_vao của đơn vị ấy trong co-quan.yaml",
        )
    elif status.unit not in agency.units:
        meant = agency.unit_ids(status.unit)
        report.at_value(
            ("don_vi",),
            said.UNKNOWN_UNIT,
            unit=status.unit,
            units=", ".join(agency.units),
            advice=f"có phải là {meant[0]}?" if len(meant) == 1 else did_you_mean(status.unit, agency.units),
        )
    named = PurePosixPath(report.marks.file).stem
    if named != status.unit and named in agency.units and status.unit in agency.units:
        report.at_value(("don_vi",), said.NAMED_FOR_ANOTHER, named=named, unit=status.unit)
    if status.plan != where.plan:
        report.at_value(("ke_hoach",), said.OTHER_PLAN, written=status.plan, expected=where.plan)
    if status.period != where.period:
        report.at_value(("ky_bao_cao",), said.OTHER_PERIOD, written=status.period, expected=where.period)


def _dates(case: Case) -> None:
    """Check the day on which the report was made, and the day on which it was received."""
    made, received, cutoff = case.status.made_on, case.status.received, case.period.cutoff
    if made is None:
        return
    day = short_date(made)
    if made.year > cutoff.year + 1:
        case.report.at_value(("ngay_lap",), said.MADE_IN_LATER_YEAR, item="ngay_lap", day=day, year=cutoff.year + 1)
    if made < cutoff:
        case.report.at_value(
            ("ngay_lap",), said.MADE_BEFORE_CUTOFF, item="ngay_lap", day=day, cutoff=short_date(cutoff)
        )
    if received and received < made:
        case.report.at_value(("ngay_nhan",), said.RECEIVED_BEFORE_MADE, item="ngay_nhan")


_MOST_GUESSED = 30  # codes that a person may have mistyped


def _meant(given: Iterable[str], known: Collection[str]) -> set[str | None]:
    """Return the codes that the unknown ones of a file were probably meant to be: they are not missing."""
    strange = [code for code in given if code not in known][:_MOST_GUESSED]
    used = set(given)
    free = [code for code in known if code not in used] if strange else []
    return {nearest(code, free) for code in strange}


def _missing_targets(case: Case) -> None:
    excused = case.covered | _meant(case.status.targets, case.plan.targets)
    for code, target in case.plan.targets.items():
        if code not in excused and _owes_figures(case, code, target):
            required = asked_of(target.goal)
            case.report.at_value(("chi_tieu", code), said.TARGET_LEFT_OUT, item=code, code=code, required=required)


def _owes_figures(case: Case, code: str, target: Target) -> bool:
    row = case.status.targets.get(code)
    filled = row is not None and (row.numerator, row.rate, row.value, row.judged) != (None,) * 4
    return not filled and case.status.unit in target_owners(case.agency, target)


def _missing_tasks(case: Case) -> None:
    meant = _meant(case.status.tasks, case.plan.tasks_by_code)
    for task in owed_tasks(case.agency, case.plan, case.status.unit):
        if task.code not in meant and _untold(case, task):
            case.report.at_value(("nhiem_vu", task.code), said.TASK_LEFT_OUT, item=task.code, code=task.code)


def _untold(case: Case, task: Task) -> bool:
    if task.ended_by(case.period.cutoff):
        return False
    return case.status.tasks.get(task.code, TaskStatus()) == TaskStatus()
