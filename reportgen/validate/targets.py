"""Checks of the targets of a plan: one goal each, read in one way, with what goes with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from reportgen.checks import chi_tieu as goals
from reportgen.checks import ke_hoach as said
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.measures import in_thousands, in_whole_pieces, may_be_thousands
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
        _commas(target, code, report)
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


def _commas(target: Target, code: str, report: Report) -> None:
    """Ask about counts whose comma may part thousands, where the goal is no text: levels, figures of last year."""
    given, at = target.given, ("chi_tieu", code)
    if not given.typed and (other := in_thousands(given, target.name)):
        _ask((*at, "muc", given.kind.key), code, (given, other), report)
    if target.goal.is_rate or not in_whole_pieces(target.goal.figure_measure, target.name):
        return
    figures: dict[Path, Decimal] = {(*at, "moc", index, "muc"): each.level for index, each in enumerate(target.levels)}
    for period, figure in target.last_year.items():
        if isinstance(figure, Decimal):
            figures[(*at, "cung_ky", period) if period else (*at, "cung_ky")] = figure
    for place, figure in figures.items():
        if may_be_thousands(figure):
            from reportgen.model.goals.reading import as_typed

            both = (figure, figure * 1000)
            shown = (format_number(both[0]), format_number(both[1]))
            _two(place, code, str(figure).replace(".", ","), shown, (as_typed(both[0]), as_typed(both[1])), report)


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
        _ask(at, code, found[:2], report, typed)
    elif not found[0].kind.counted and not is_plain(found[0]):
        report.at_value(at, goals.READ_AS_WORDS, item=code, words=typed, write=how_to_write(found[0]))


def _ask(at: Path, code: str, found: Sequence[Goal], report: Report, typed: str = "") -> None:
    """Tell two readings of a goal; ``typed``: its words, where it was written as a text."""
    from reportgen.model.goals.reading import how_to_write

    first, second = found
    given = first.between or (getattr(first, first.kind.attribute),)
    words = typed or ", ".join(str(bound).replace(".", ",") for bound in given)
    _two(at, code, words, (_meaning(first), _meaning(second)), (how_to_write(first), how_to_write(second)), report)


def _two(at: Path, code: str, words: str, said_so: tuple[str, str], written: tuple[str, str], report: Report) -> None:
    values = {"first": said_so[0], "second": said_so[1], "write_first": written[0], "write_second": written[1]}
    report.at_value(at, goals.TWO_READINGS, item=code, words=words, **values)


def _meaning(goal: Goal) -> str:
    """Return a reading in words of its own, not in the plan's."""
    if not goal.kind.counted:
        return "lời văn, đơn vị tự đánh giá"
    words = lower_first(dataclasses.replace(goal, typed=None).words)
    if goal.is_change and goal.measure == "%":
        return f"{words} của số trước"
    return words if goal.measure else f"{words} (số lượng)"
