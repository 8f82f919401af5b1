"""Checks of the periods of other plans that a plan names: last year's, to be compared with."""

from __future__ import annotations

from reportgen.checks.ky_bao_cao import (
    NO_DATA_BEFORE,
    OF_THIS_YEAR,
    PREVIOUS_NOT_BEFORE,
    UNKNOWN_PREVIOUS,
    UNREADABLE_PREVIOUS,
)
from reportgen.finding import Finding
from reportgen.load import load_plan
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period, Plan
from reportgen.pipeline.kept import standing
from reportgen.validate.report import Report
from reportgen.vn.text import did_you_mean
from reportgen.workspace import STATUSES, Workspace
from reportgen.yamlmap.marks import Marks, Path


def check_periods_named(workspace: Workspace, plan_id: str, plan: Plan, marks: Marks) -> list[Finding]:
    """Return what is wrong with ``ky_truoc`` and ``cung_ky`` of a plan's periods that name another plan."""
    report = Report(marks)
    for period_id, period in plan.periods.items():
        for key, written in (("ky_truoc", period.previous), ("cung_ky", period.year_ago)):
            if written is not None and (key == "cung_ky" or "/" in written):
                named = PeriodId(plan_id, period_id).before(written) or PeriodId(plan_id, period_id)
                _Named(workspace, ("ky_bao_cao", period_id, key), period, written).check(plan_id, plan, named, report)
    return report.findings


class _Named:
    """One period that is named: where, in the words of the file, and by which period."""

    def __init__(self, workspace: Workspace, at: Path, period: Period, written: str) -> None:
        self.workspace = workspace
        self.at = at
        self.period = period
        self.written = written

    def check(self, plan_id: str, plan: Plan, named: PeriodId, report: Report) -> None:
        """Record what keeps the period ``named`` from being compared with."""
        others = [name for name in self.workspace.plan_ids() if name != plan_id]
        if named.plan == plan_id:
            self._unknown(plan, named, report)
        elif named.plan not in others:
            if standing(self.workspace, named).entry is None:  # its report is enough, the plan may have gone
                self._none(named.plan, others, "một kế hoạch khác: ", report)
        else:
            self._of_other(named, report)

    def _unknown(self, plan: Plan, named: PeriodId, report: Report) -> None:
        """Tell of a period of the plan itself: ``ky_truoc`` may name it so, ``cung_ky`` means another year's."""
        if self.at[-1] == "cung_ky":
            report.at_value(self.at, OF_THIS_YEAR, previous=self.written)
        elif named.period not in plan.periods:
            self._none(named.period, [name for name in plan.periods if name != self.at[1]], "một trong: ", report)
        elif plan.periods[named.period].cutoff >= self.period.cutoff:
            report.at_value(self.at, PREVIOUS_NOT_BEFORE, previous=self.written)

    def _none(self, name: str, known: list[str], what: str, report: Report) -> None:
        required = f"{what}{', '.join(known)}" if known else "bỏ trống: không có kế hoạch, kỳ nào khác"
        advice = did_you_mean(name, known)
        report.at_value(self.at, UNKNOWN_PREVIOUS, previous=self.written, required=required, advice=advice)

    def _of_other(self, named: PeriodId, report: Report) -> None:
        other = load_plan(self.workspace, named.plan).value
        if other is None:
            report.at_value(self.at, UNREADABLE_PREVIOUS, previous=self.written, plan=named.plan)
        elif named.period not in other.periods:
            self._none(named.period, list(other.periods), f"kỳ của {named.plan}: ", report)
        elif other.periods[named.period].cutoff >= self.period.cutoff:
            report.at_value(self.at, PREVIOUS_NOT_BEFORE, previous=self.written)
        elif not self.workspace.status_files(*named) and standing(self.workspace, named).entry is None:
            place = f"{STATUSES}/{named.plan}/{named.period}/"
            report.at_value(self.at, NO_DATA_BEFORE, item=self.written, previous=self.written, place=place)
