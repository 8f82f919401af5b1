"""Checks of a plan against itself and its agency."""

from __future__ import annotations

from reportgen.checks import ke_hoach as said
from reportgen.checks import ky_bao_cao
from reportgen.finding import Finding
from reportgen.model.agency import Agency
from reportgen.model.places import group_place
from reportgen.model.plan import Period, Plan, Task, TaskGroup
from reportgen.validate.deadlines import check_deadlines, in_years
from reportgen.validate.lifetimes import check_plan_through_time
from reportgen.validate.numbering import check_numbering
from reportgen.validate.owners import check_followers, check_leads, check_outside, check_owner
from reportgen.validate.portable import check_apart, check_codes
from reportgen.validate.report import Report
from reportgen.validate.sections import check_sections
from reportgen.validate.targets import check_goals
from reportgen.validate.walking import grouped
from reportgen.validate.wording import check_wording
from reportgen.vn.dates import short_date
from reportgen.vn.text import did_you_mean, fold
from reportgen.yamlmap.marks import Marks, Path


def check_plan(agency: Agency, plan: Plan, marks: Marks) -> list[Finding]:
    """Return what is wrong in ``plan``; a task without a deadline is a warning."""
    report = Report(marks)
    _recipients(plan, report)
    if plan.signer is not None:
        _signer(agency, plan.signer, (), report)
    check_codes(plan.periods, ("ky_bao_cao",), said.UNFIT_CODE, report)
    check_apart(plan.periods, ("ky_bao_cao",), said.CODES_ALIKE, report)
    for period_id, period in plan.periods.items():
        _period(agency, plan, period_id, period, report)
    for code, target in plan.targets.items():
        for index, name in enumerate(target.doers):
            check_owner(agency, name, ("chi_tieu", code, "thuc_hien", index), report)
        if target.monitor:
            check_owner(agency, target.monitor, ("chi_tieu", code, "theo_doi"), report)
    check_goals(plan, report)
    for index, part in enumerate(plan.parts):
        if len(plan.parts) > 1 and not part.name:
            report.at_value(("nhiem_vu", index), said.NAMELESS_PART, number=index + 1)
    _tasks(agency, plan, report)
    check_plan_through_time(agency, plan, report)
    check_outside(agency, plan, report)
    check_followers(agency, plan, report)
    _codes(plan, report)
    check_deadlines(plan, report)
    check_numbering(plan, report)
    check_wording(agency, plan, report)
    check_sections(plan.sections, report)
    return report.findings


def _recipients(plan: Plan, report: Report) -> None:
    if not plan.addressees:
        report.at_value(("kinh_gui",), said.NO_ADDRESSEE)
    if not plan.recipients:
        report.at_value(("noi_nhan",), said.NO_RECIPIENT)
    if plan.number is not None and ("/" in plan.number or "-" in plan.number):
        number = plan.number.split("/")[0]
        report.at_value(("so",), said.NUMBER_WITH_SYMBOL, written=plan.number, number=number)
    for index, name in enumerate(plan.recipients):
        for beginning, fault in (("Như trên", said.AS_ABOVE), ("Lưu", said.FILED)):
            if fold(name).startswith(fold(beginning)):
                report.at_value(("noi_nhan", index), fault, name=name)


def _period(agency: Agency, plan: Plan, period_id: str, period: Period, report: Report) -> None:
    at: Path = ("ky_bao_cao", period_id)
    for name, day in (("tu_ngay", period.start), ("den_ngay", period.cutoff)):
        in_years(plan.years, short_date(day), (day, day), (*at, name), f"{period_id} {name}", report)
    if period.start > period.cutoff:
        report.at_value((*at, "den_ngay"), ky_bao_cao.ENDS_BEFORE_START)
    _signer(agency, period.signer, at, report)
    if period.pages < 1:
        report.at_value((*at, "so_trang"), said.NO_PAGES)
    _due(period, at, report)
    if period.previous is not None:
        _previous(plan, period_id, period, period.previous, report)


def _signer(agency: Agency, signer: str, at: Path, report: Report) -> None:
    """Check that who signs, named at ``nguoi_ky`` of ``at``, stands in the agency's file."""
    if signer not in agency.signers:
        advice = did_you_mean(signer, agency.signers)
        values = {"signer": signer, "signers": ", ".join(agency.signers), "advice": advice}
        report.at_value((*at, "nguoi_ky"), ky_bao_cao.UNKNOWN_SIGNER, **values)


def _due(period: Period, at: Path, report: Report) -> None:
    """Check the days by which units send and the office drafts."""
    for name, deadline in (("han_don_vi", period.unit_deadline), ("han_tong_hop", period.office_deadline)):
        if deadline.last_day is None:
            report.at_value((*at, name), ky_bao_cao.NO_DAY, deadline=deadline.text)
    unit_day, office_day = period.unit_deadline.last_day, period.office_deadline.last_day
    if unit_day is None:
        return
    if office_day and unit_day > office_day:
        report.at_value((*at, "han_tong_hop"), ky_bao_cao.OFFICE_BEFORE_UNITS)
    if unit_day < period.cutoff:
        due, cutoff = short_date(unit_day), short_date(period.cutoff)
        report.at_value((*at, "han_don_vi"), ky_bao_cao.DUE_BEFORE_CUTOFF, due=due, cutoff=cutoff)


def _previous(plan: Plan, period_id: str, period: Period, previous: str, report: Report) -> None:
    """Check that the period before is one of the plan, with an earlier cut-off."""
    at: Path = ("ky_bao_cao", period_id, "ky_truoc")
    if previous in plan.periods:
        if plan.periods[previous].cutoff >= period.cutoff:
            report.at_value(at, ky_bao_cao.PREVIOUS_NOT_BEFORE, previous=previous)
        return
    if "/" in previous:
        return  # of another plan: looked up by who has the workspace
    if report.marks.spoilt("ky_bao_cao", previous):
        return  # it is there, with a fault of its own
    others = [name for name in plan.periods if name != period_id]
    report.at_value(
        at,
        ky_bao_cao.UNKNOWN_PREVIOUS,
        previous=previous,
        required=f"một trong: {', '.join(others)}" if others else "bỏ trống: kế hoạch chỉ có một kỳ",
        advice=did_you_mean(previous, others),
    )


def _tasks(agency: Agency, plan: Plan, report: Report) -> None:
    seen: dict[str, tuple[int, Path]] = {}
    for path, group in grouped(plan):
        if group.monitor:
            check_owner(agency, group.monitor, (*path, "theo_doi"), report)
        for task_index, task in enumerate(group.tasks):
            at: Path = (*path, "nhiem_vu", task_index)
            if task.code in seen:
                line, first = seen[task.code]
                advice = _own_code(plan, path, group, task.code) if first != path else _COUNTED_AGAIN
                report.at_value((*at, "ma"), said.CODE_TWICE, code=task.code, line=line, advice=advice)
            seen.setdefault(task.code, (report.marks.at_value(*at, "ma").line, path))
            _extended(task, at, report)
            check_leads(agency, plan, task, at, report)
            if _endless(task) and task.all_leads and not report.marks.spoilt(*at, "thoi_han"):
                report.at_value((*at, "ma"), said.NO_DEADLINE, item=task.code, code=task.code)


_COUNTED_AGAIN = "đánh lại mã theo số thứ tự của kế hoạch"


def _own_code(plan: Plan, path: Path, group: TaskGroup, code: str) -> str:
    """Return what to type for a task of a group, or part, that counts anew: its number behind the group's."""
    part = plan.parts[int(path[1])].number or ""
    for number in (group.number, part, f"{part}.{group.number}"):
        own = f"{number.strip(' .')}.{code}"
        if number.strip(" .") and not code.startswith(f"{number}.") and own not in plan.tasks_by_code:
            return f"ghi {own}: số của nhóm, của phần đứng trước"
    return _COUNTED_AGAIN


def _endless(task: Task) -> bool:
    """Tell whether nothing says when ``task`` has to be done."""
    return task.own_deadline is None and not task.extensions and task.ending is None


def _extended(task: Task, at: Path, report: Report) -> None:
    """Check that extensions lead forward."""
    last = task.own_deadline.last_day if task.own_deadline else None
    for index, extension in enumerate(task.extensions):
        day = extension.until.last_day
        if last and day and day <= last:
            path = (*at, "gia_han", index, "den")
            report.at_value(path, said.NOT_EXTENDED, item=task.code, day=short_date(day), last=short_date(last))
        last = day or last


def _codes(plan: Plan, report: Report) -> None:
    """Find codes of another group, in a plan whose codes begin with the numbers of part and group."""
    odd: list[tuple[Path, str, str]] = []
    tasks = 0
    for part_index, part in enumerate(plan.parts):
        for group_index, group in enumerate(part.groups):
            place = group_place(part.number, group.number)
            for index, task in enumerate(group.tasks):
                tasks += 1
                if not task.code.startswith(f"{place}."):
                    path: Path = ("nhiem_vu", part_index, "nhom", group_index, "nhiem_vu", index, "ma")
                    odd.append((path, task.code, place))
    for path, code, place in odd if len(odd) * 2 < tasks else ():
        report.at_value(path, said.CODE_OF_OTHER_GROUP, item=code, code=code, group=place, prefix=f"{place}.")
