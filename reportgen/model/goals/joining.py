"""How the figures of units join into one value: summed, of which a rate is made, or as the plan says (``gop``)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from reportgen.model.goals.goal import Goal
from reportgen.model.goals.target import Joining, Target
from reportgen.model.plain import number_of
from reportgen.model.status import TargetStatus
from reportgen.record import record
from reportgen.vn.numbers import parse_number

Row = TypeVar("Row")
Rows = Mapping[str, TargetStatus]


@record
class Figures:
    """The sums of a target, the value they give, and the units without which they stand.

    Of a rise or fall ``value`` is the signed change from ``base`` to ``figure``.
    """

    numerator: Decimal | None
    denominator: Decimal | None
    value: Fraction | None
    without: tuple[str, ...] = ()
    figure: Fraction | None = None
    base: Fraction | None = None


NOTHING = Figures(None, None, None)


def given_for(target: Target, row: TargetStatus) -> TargetStatus | None:
    """Return what a unit gave for a target; None where it gave no result. A figure typed as ``gia_tri`` is one."""
    goal = target.goal
    if not goal.kind.counted:
        return row if row.judged is not None or row.value is not None else None
    if row.numerator is None and row.rate is None and row.value is not None:
        number = _number(row.value, target)
        if number is None:
            return None
        return replace(row, rate=number) if goal.is_rate else replace(row, numerator=number)
    return row if row.numerator is not None or row.rate is not None else None


def _number(text: str, target: Target) -> Decimal | None:
    """Return the figure that a text is, with its measure or what is counted; things counted are no rate of them."""
    measure = target.goal.figure_measure
    said = number_of(text, measure, "" if target.goal.is_rate else target.name)
    try:
        return parse_number(said or text.strip().removesuffix(measure or " ").strip())
    except ValueError:
        return None


def reached(target: Target, period: str, needed: Sequence[str], used: Rows) -> Figures:
    """Return what the rows ``used`` come to in a period; ``needed``: all units that are to give figures."""
    goal = target.goal
    if not goal.kind.counted:
        return NOTHING
    uncounted = tuple(unit for unit, row in used.items() if row.numerator is None)
    if len(needed) == 1 and uncounted:
        return _as_typed(goal, used[uncounted[0]].rate)
    level = _level(target, used, uncounted)
    return _changed(target, period, used, level) if goal.is_change else level


def _as_typed(goal: Goal, rate: Decimal | None) -> Figures:
    """Return the rate of the only unit, which gave no counts; of a change it is how far it went the right way."""
    value = Fraction(rate) if rate is not None else None
    return Figures(None, None, value * goal.kind.direction if goal.is_change and value is not None else value)


def _level(target: Target, used: Rows, uncounted: tuple[str, ...]) -> Figures:
    """Return what was reached, before it is compared with anything."""
    is_rate = target.goal.is_rate
    if target.joining in (Joining.MEAN, Joining.LARGEST):
        return _joined(target.joining, used, is_rate=is_rate)
    numerator, denominator = sums(used.values(), is_rate, lambda row: (row.numerator, row.denominator))
    if holds_for_each(target, used):
        return Figures(None, denominator, None, tuple(used))
    return Figures(numerator, denominator, value_of(numerator, denominator, is_rate), uncounted)


def _joined(joining: Joining, used: Rows, *, is_rate: bool) -> Figures:
    """Return the mean or the largest of the units' own values, and who has none."""
    values = {unit: _own(row, is_rate=is_rate) for unit, row in used.items()}
    known = [value for value in values.values() if value is not None]
    without = tuple(unit for unit, value in values.items() if value is None)
    if not known:
        return Figures(None, None, None, without)
    value = max(known) if joining is Joining.LARGEST else sum(known, Fraction(0)) / len(known)
    return Figures(None, None, value, without)


def _own(row: TargetStatus, *, is_rate: bool) -> Fraction | None:
    if row.numerator is None:
        return Fraction(row.rate) if row.rate is not None and is_rate else None
    return value_of(row.numerator, row.denominator, is_rate)


def _changed(target: Target, period: str, used: Rows, level: Figures) -> Figures:
    """Return the change from the plan's figure, or from those that units gave beside theirs."""
    goal, figure, base = target.goal, level.value, base_of(target, period)
    if base is None and not goal.is_rate and used:
        bases = [row.denominator for row in used.values() if row.denominator is not None]
        base = Fraction(sum(bases, Decimal(0))) if len(bases) == len(used) else None
    if figure is None or base is None:
        return dataclasses.replace(level, value=None, figure=figure, base=base)
    value: Fraction | None = figure - base
    if goal.measure == "%":
        value = (figure - base) * 100 / base if base else None
    return dataclasses.replace(level, value=value, figure=figure, base=base)


def base_of(target: Target, period: str) -> Fraction | None:
    """Return the figure that the plan gives to compare with."""
    if target.goal.base_figure is not None:
        return target.goal.base_figure
    return target.last_year_in(period)


def holds_for_each(target: Target, used: Rows) -> bool:
    """Tell whether the goal binds every unit alone: «tối đa 5 ngày» is not 9 days for three units of 3 days."""
    goal = target.goal
    bounded = goal.kind.direction < 0 and not goal.is_change
    return bounded and not goal.is_rate and len(used) > 1 and target.joining is None


def sums(
    rows: Iterable[Row], is_rate: bool, figures: Callable[[Row], tuple[Decimal | None, Decimal | None]]
) -> tuple[Decimal | None, Decimal | None]:
    """Return the sums of numerators and (for a rate) denominators; None where nothing was counted."""
    pairs = [pair for pair in map(figures, rows) if pair[0] is not None]
    if not pairs:
        return None, None
    numerator = sum((pair[0] or Decimal(0) for pair in pairs), Decimal(0))
    if not is_rate:
        return numerator, None
    return numerator, sum((pair[1] or Decimal(0) for pair in pairs), Decimal(0))


def value_of(numerator: Decimal | None, denominator: Decimal | None, is_rate: bool) -> Fraction | None:
    """Return a rate in percent, or an amount; None where nothing was counted."""
    if numerator is None:
        return None
    if not is_rate:
        return Fraction(numerator)
    return Fraction(numerator) * 100 / Fraction(denominator) if denominator else None


# --- estimates ----------------------------------------------------------------------------------


def expected(target: Target, period: str, needed: Sequence[str], used: Rows) -> Figures:
    """Return what the rows ``used`` expect at the end of the period, and who of those needed expects nothing."""
    is_rate = target.goal.is_rate
    estimates = {unit: row.estimate for unit, row in used.items() if _estimated(row, is_rate)}
    if not estimates:
        return NOTHING
    numerator, denominator = sums(
        estimates.values(), is_rate, lambda row: (row.numerator, row.denominator) if row else (None, None)
    )
    lacking = tuple(unit for unit in needed if unit not in estimates)
    unknown = lacking or holds_for_each(target, used) or target.joining in (Joining.MEAN, Joining.LARGEST)
    value = None if unknown else value_of(numerator, denominator, is_rate)
    figures = Figures(numerator, denominator, value, lacking)
    return _changed(target, period, {}, figures) if target.goal.is_change else figures


def _estimated(row: TargetStatus, is_rate: bool) -> bool:
    estimate = row.estimate
    if estimate is None or estimate.numerator is None:
        return False
    return estimate.denominator is not None or not is_rate
