"""The verdict on a target at the cut-off of a period: by its goal, an interim level, or not yet."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.goals.joining import Figures
from reportgen.model.goals.kinds import NOT_ONE, Verdict
from reportgen.model.plan import InterimLevel, Period, Plan, Target
from reportgen.model.status import Judged, TargetStatus
from reportgen.record import record


@record
class Judgement:
    """The verdict, and the interim level by which it was reached, if by one."""

    verdict: Verdict
    level: InterimLevel | None = None


def judge(
    target: Target, plan: Plan, period: Period, figures: Figures, rows: Sequence[TargetStatus], *, complete: bool
) -> Judgement:
    """Return the verdict; ``rows``: what units gave; ``complete``: no unit's figures are lacking."""
    goal, value = target.goal, figures.value
    if not goal.kinds:
        return Judgement(Verdict.STATISTIC)
    if not goal.kind.counted:
        return Judgement(_by_units(rows, complete=complete))
    if value is None or not complete:
        return Judgement(_without(figures, complete=complete, change=goal.is_change))
    if goal.kind is NOT_ONE and value > 0:
        return Judgement(Verdict.MISSED)  # what has happened is not undone by the year's end
    level = target.level_on(period.cutoff)
    if plan.ends_with(period) or not (target.cumulative or target.levels):
        return Judgement(goal.kind.judge(value, *goal.bounds))
    if level is None:
        return Judgement(Verdict.PENDING)
    interim = goal.at(level.level)
    return Judgement(interim.kind.judge(value, *interim.bounds), level)


def _by_units(rows: Sequence[TargetStatus], *, complete: bool) -> Verdict:
    """Return the verdict of the units on a goal in words: met where all say so, missed where one does."""
    said = [row.judged for row in rows]
    if Judged.MISSED in said:
        return Verdict.MISSED
    if complete and said and None not in said:
        return Verdict.MET
    return Verdict.LACKING if said else Verdict.UNREPORTED


def _without(figures: Figures, *, complete: bool, change: bool) -> Verdict:
    """Return what stands for a verdict where there is none."""
    if figures.value is None and not figures.without and figures.figure is None:
        if complete and figures.numerator is not None and not change:
            return Verdict.NOTHING
        return Verdict.UNREPORTED
    return Verdict.LACKING
