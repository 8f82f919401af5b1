"""Checks of the targets of a plan: one goal each, read in one way, with what goes with it."""

from __future__ import annotations

import dataclasses

from reportgen.checks import chi_tieu as goals
from reportgen.checks import ke_hoach as said
from reportgen.model.goals.goal import Goal
from reportgen.model.plan import Joining, Plan, Target
from reportgen.validate.report import Report
from reportgen.vn.numbers import format_number
from reportgen.vn.text import did_you_mean, lower_first
from reportgen.yamlmap.marks import Path


def check_goals(plan: Plan, report: Report) -> None:
    """Find what is wrong with the goals of ``plan``."""
    for code, target in plan.targets.items():
        at: Path = ("chi_tieu", code)
        _goal(target, code, report)
        if target.levels and target.goal.kinds and not target.goal.bounds:
            report.at_value((*at, "moc"), said.LEVEL_OF_NOTHING)
        for period in target.last_year:
            if period and period not in plan.periods:
                advice, known = did_you_mean(period, list(plan.periods)), ", ".join(plan.periods)
                report.at_key((*at, "cung_ky", period), goals.UNKNOWN_PERIOD, period=period, known=known, advice=advice)
        if target.joining is Joining.MEAN and target.goal.is_rate:
            report.at_value((*at, "gop"), goals.MEAN_OF_RATES)


def _goal(target: Target, code: str, report: Report) -> None:
    at: Path = ("chi_tieu", code, "muc")
    given = target.given
    if given.typed:
        _typed(target, code, given.typed, report)
        return
    if at in report.marks.keys and len(given.kinds) != 1:
        if given.kinds:
            report.at_value(at, said.SEVERAL_GOALS, advice=_one_of(given))
        else:
            report.at_value(at, said.NO_GOAL)
    if given.between and (len(given.between) != 2 or given.between[0] >= given.between[1]):
        report.at_value((*at, "khoang"), said.NO_RANGE, written=", ".join(map(str, given.between)))
    if given.base and not given.is_change:
        report.at_value((*at, "so_voi"), said.BASE_OF_NOTHING)


def _one_of(given: Goal) -> str:
    """Return what to write for several goals: a lower and an upper one are a range."""
    if given.minimum is None or given.maximum is None or len(given.kinds) != 2 or given.minimum >= given.maximum:
        return "giữ một mức, mức kia là một chỉ tiêu riêng"
    low, high = (format_number(level).replace(".", "") for level in (given.minimum, given.maximum))
    levels = ", ".join(f'"{level}"' if "," in level else level for level in (low, high))
    return f"thay hai mức bằng khoang: [{levels}]"


def _typed(target: Target, code: str, typed: str, report: Report) -> None:
    """Say where the words of a goal have two readings, or none that is a figure."""
    from reportgen.model.goals.reading import how_to_write, is_plain, readings

    found = readings(typed, target.measure or "", target.name)
    at: Path = ("chi_tieu", code, "muc")
    if len(found) > 1:
        first, second = found[:2]
        report.at_value(
            at,
            goals.TWO_READINGS,
            item=code,
            words=typed,
            first=_meaning(first),
            second=_meaning(second),
            write_first=how_to_write(first),
            write_second=how_to_write(second),
        )
    elif not found[0].kind.counted and not is_plain(found[0]):
        report.at_value(at, goals.READ_AS_WORDS, item=code, words=typed, write=how_to_write(found[0]))


def _meaning(goal: Goal) -> str:
    """Return a reading in words of its own, not in the plan's."""
    if not goal.kind.counted:
        return "lời văn, đơn vị tự đánh giá"
    words = lower_first(dataclasses.replace(goal, typed=None).words)
    if goal.is_change and goal.measure == "%":
        return f"{words} của số trước"
    return words if goal.measure else f"{words} (số lượng)"
