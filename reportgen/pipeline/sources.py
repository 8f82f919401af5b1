"""Choosing and reading what a command works on: agency, plan, the status files of a period."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from reportgen import stock
from reportgen.checks.ke_hoach import CODES_ALIKE, LINKED_TEMPLATE, NO_TEMPLATE, UNFIT_CODE, UNUSABLE_TEMPLATE
from reportgen.errors import CannotRun, Refused
from reportgen.finding import Finding, Position, errors_in
from reportgen.load import (
    Loaded,
    load_agency,
    load_plan,
)
from reportgen.model.agency import Agency
from reportgen.model.goals.joining import given_for
from reportgen.model.owing import taken_over
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Plan
from reportgen.model.status import UnitStatus
from reportgen.pipeline.across_plans import check_periods_named
from reportgen.pipeline.base import Base
from reportgen.pipeline.since_issued import changed_since, damaged_since, lost_since
from reportgen.record import record
from reportgen.validate import (
    acknowledge,
    alike,
    check_agency,
    check_cross,
    check_doubts,
    check_period,
    check_plan,
    check_status,
    unfit,
)
from reportgen.vn.text import did_you_mean, nearest
from reportgen.workspace import AGENCY_FILE, PLANS, Workspace
from reportgen.yamlmap.marks import Marks


@record
class Sources:
    """The status files of one period, read and checked."""

    period_id: str
    statuses: tuple[Loaded[UnitStatus], ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    """Warnings that the units acknowledge."""

    def sent(self) -> list[UnitStatus]:
        """Return the reports that were sent; forms without a date of making are not."""
        return [loaded.value for loaded in self.statuses if loaded.value and loaded.value.sent]


def read_base(workspace: Workspace, plan_id: str, agency: Loaded[Agency] | None = None) -> Base:
    """Read and check the agency and one plan."""
    agency = agency or load_agency(workspace)
    plan = load_plan(workspace, plan_id)
    findings: list[Finding] = list(plan.findings)
    if agency.value and plan.value and not errors_in(agency.findings):
        findings += check_plan(agency.value, plan.value, plan.marks)
        findings += _templates(workspace, plan.value, plan.marks)
        findings += check_periods_named(workspace, plan_id, plan.value, plan.marks)
    if why := unfit(plan_id):
        findings.append(plan.marks.finding(Position(1, 1), UNFIT_CODE, "tên tệp", code=plan_id, why=why))
    if other := alike(plan_id, workspace.plan_ids()):
        findings.append(plan.marks.finding(Position(1, 1), CODES_ALIKE, "tên tệp", code=plan_id, other=other))
    accepted: list[Finding] = []
    if plan.value:
        findings += check_doubts(plan.marks)
        findings, accepted = acknowledge(findings, plan.value.acknowledged, plan.marks)
    of_agency, accepted_of_agency = judged_agency(agency)
    return Base(workspace, plan_id, agency, plan, (*of_agency, *findings), (*accepted_of_agency, *accepted))


def judged_agency(agency: Loaded[Agency]) -> tuple[list[Finding], list[Finding]]:
    """Return what is wrong in the agency's file, and the warnings that it acknowledges."""
    if agency.value is None:
        return list(agency.findings), []
    findings = [*agency.findings, *check_agency(agency.value, agency.marks), *check_doubts(agency.marks)]
    return acknowledge(findings, agency.value.acknowledged, agency.marks)


def _templates(workspace: Workspace, plan: Plan, marks: Marks) -> list[Finding]:
    """Return an error for each period whose template does not exist, leads out of the workspace, or cannot be read."""
    own = workspace.template_folder()
    found: list[Finding] = []
    for period_id, period in plan.periods.items():
        place, subject = marks.at_value("ky_bao_cao", period_id, "mau"), f"{period_id} mau"
        if stock.leads_out(own, period.template):
            found.append(marks.finding(place, LINKED_TEMPLATE, subject, template=period.template))
        elif why := stock.unusable(own, period.template):
            found.append(marks.finding(place, UNUSABLE_TEMPLATE, subject, template=period.template, reason=why))
        elif not _there(own, period.template):
            known = stock.template_names(own)
            advice = did_you_mean(period.template, known, "đặt tệp mẫu .docx vào thư mục mau của cơ quan")
            values = {"template": period.template, "known": ", ".join(known), "advice": advice}
            found.append(marks.finding(place, NO_TEMPLATE, subject, **values))
    return found


def _there(own: Path, template: str) -> bool:
    """Tell whether a template for reports came along with the program, or lies in the folder of the agency's own."""
    name = template.removesuffix(".docx")
    return stock.is_stock(name) or name in stock.template_names(own) or stock.named_before(own, template)


def other_plan(base: Base, plan_id: str) -> Base:
    """Return another plan of the same workspace, read and checked."""
    return read_base(base.workspace, plan_id, base.today.agency)


def choose(workspace: Workspace, text: str, agency: Loaded[Agency] | None = None) -> tuple[Base, str]:
    """Return the plan and period that ``[PLAN/]PERIOD`` means; ``agency`` where its file is read already.

    Raises CannotRun when there is none, or several plans have a period of that name.
    """
    plan_id, slash, period_id = text.rpartition("/")
    plan_ids = workspace.plan_ids()
    if not plan_ids:
        raise CannotRun(f"Chưa có kế hoạch nào trong {workspace.root / PLANS}.")
    if slash and plan_id not in plan_ids:
        raise CannotRun(f"Không có kế hoạch «{plan_id}». Các kế hoạch: {', '.join(plan_ids)}.")
    agency = agency or load_agency(workspace)
    bases = [read_base(workspace, name, agency) for name in ([plan_id] if slash else plan_ids)]
    bases = [_without_a_faulty(base, period_id) for base in bases]
    unreadable = [base for base in bases if base.plan.value is None]
    found = [base for base in bases if base.plan.value and period_id in base.plan.value.periods]
    if len(found) > 1:
        names = ", ".join(f"{base.plan_id}/{period_id}" for base in found)
        raise CannotRun(f"Nhiều kế hoạch có kỳ «{period_id}», hãy ghi rõ một trong: {names}.")
    if found:
        return found[0].of(period_id), period_id
    issued = [base.of(period_id) for base in bases]
    if kept := [base for base in issued if base.kept is not None]:
        return kept[0], period_id  # its period has gone from the plan, or the plan cannot be read
    if unreadable:
        return unreadable[0], period_id  # its findings say why
    known = [name for base in bases if base.plan.value for name in base.plan.value.periods]
    proposal = nearest(period_id, known)
    meant = f" Có phải là «{proposal}»?" if proposal else ""
    raise CannotRun(f"Không có kỳ báo cáo «{period_id}».{meant} Các kỳ: {', '.join(dict.fromkeys(known))}.")


def _without_a_faulty(base: Base, period_id: str) -> Base:
    """Return ``base`` with its plan beyond use when the period is there but could not be read: its findings say why."""
    if base.plan.value is None or not base.plan.marks.spoilt("ky_bao_cao", period_id):
        return base
    return dataclasses.replace(base, plan=dataclasses.replace(base.plan, value=None))


def read_period(base: Base, period_id: str) -> Sources:
    """Read and check every status file of one period."""
    statuses = base.statuses(period_id)
    findings, accepted = check_statuses(base, period_id, statuses)
    return Sources(period_id, statuses, tuple(findings), tuple(accepted))


def load_period(base: Base, period_id: str) -> Sources:
    """Read every status file of one period without checking it: for a period that was looked at when it was due."""
    statuses = base.statuses(period_id)
    return Sources(period_id, statuses, tuple(finding for loaded in statuses for finding in loaded.findings))


def check_statuses(
    base: Base, period_id: str, statuses: Sequence[Loaded[UnitStatus]]
) -> tuple[list[Finding], list[Finding]]:
    """Hold status files against agency, plan, each other and the period before.

    Returns what is wrong, and the warnings that the files acknowledge.
    """
    base = base.of(period_id)
    findings = [finding for loaded in statuses for finding in loaded.findings]
    accepted: list[Finding] = []
    if base.agency.value is None or base.plan.value is None:
        return findings, accepted
    where = PeriodId(base.plan_id, period_id)
    readable = [(status, loaded.marks) for loaded in statuses if (status := _readable(base, where, loaded))]
    read = [status for status, _ in readable]
    targets = base.plan.value.targets
    covered = frozenset(
        code
        for status in read
        for code, row in status.targets.items()
        if status.sent and row.whole_agency and code in targets and given_for(targets[code], row)
    )
    for status, marks in readable:
        findings += check_status(base.agency.value, base.plan.value, where, status, marks, covered)
    findings += check_period(readable)
    findings += check_cross(base.agency.value, base.plan.value, period_id, readable, previous_statuses(base, period_id))
    findings += changed_since(base, period_id, statuses)
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    for status, marks in readable:
        if status.acknowledged:
            by_file[marks.file], given = acknowledge(by_file.get(marks.file, ()), status.acknowledged, marks)
            accepted += given
    filed = {loaded.file for loaded in statuses if base.filed(loaded)}  # nobody is asked to change what was issued
    left = [finding for file, held in by_file.items() if file not in filed for finding in held]
    return [*left, *lost_since(base, period_id), *damaged_since(base, period_id)], accepted


def previous_statuses(base: Base, period_id: str) -> dict[str, UnitStatus]:
    """Return what each unit sent for the period before ``period_id``, as far as it can be read.

    Of a task that it has from another unit (which went into it, or led it before), what that one sent.
    """
    period = base.plan.value.periods.get(period_id) if base.plan.value else None
    if period is None or period.previous is None or base.plan.value is None:
        return {}
    where = PeriodId(base.plan_id, period_id).before(period.previous)
    if where is None or where.plan != base.plan_id:
        return {}  # of another year's plan: its codes mean other tasks
    loaded = base.statuses(where.period)
    sent = {item.value.unit: item.value for item in loaded if item.value and item.value.sent}
    return taken_over(base.agency.value, base.plan.value, period, sent) if base.agency.value else sent


def _readable(base: Base, where: PeriodId, loaded: Loaded[UnitStatus]) -> UnitStatus | None:
    """Return what a file says; where its heading is missing or unreadable, by its folder and its name."""
    status = loaded.value or loaded.partial
    if status is None or base.agency.value is None or loaded.value is not None:
        return status
    named = PurePosixPath(loaded.file).stem
    unit = status.unit or (named if named in base.agency.value.units else None)
    if unit is None:
        return None
    return dataclasses.replace(status, unit=unit, plan=status.plan or where.plan, period=status.period or where.period)


def usable(base: Base) -> tuple[Agency, Plan]:
    """Return agency and plan; raises Refused when either has errors."""
    errors = errors_in(base.findings)
    if errors or base.agency.value is None or base.plan.value is None:
        raise Refused(f"Kế hoạch hoặc {AGENCY_FILE} còn {len(errors)} lỗi. Xem và sửa: reportgen check")
    return base.agency.value, base.plan.value


def unit_named(agency: Agency, unit: str) -> str:
    """Return the id of the unit that ``unit`` names. Raises CannotRun, with the nearest, where there is none."""
    meant = agency.unit_ids(unit)
    if len(meant) == 1:
        return meant[0]
    units = [name for name in agency.known_names() if len(agency.unit_ids(name)) == 1]
    proposal = nearest(unit, units)
    hint = f" Có phải là «{proposal}»?" if proposal else ""
    raise CannotRun(f"Không có đơn vị «{unit}».{hint} Mã đơn vị: {', '.join(agency.units)}.")
