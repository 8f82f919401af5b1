"""How values of targets are printed: with their measure, and never rounded to a goal that they do not reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from reportgen.model.goals.goal import POINTS, Goal, with_measure
from reportgen.model.goals.kinds import Verdict
from reportgen.model.goals.result import TargetResult
from reportgen.vn.numbers import format_decimals, format_number, round_apart, round_half_up


def beside(result: TargetResult) -> tuple[Fraction, ...]:
    """Return the figures that a result must not look like unless it is one: the bounds by which it is judged.

    Data written before verdicts were kept is printed as it was.
    """
    if result.verdict is None:
        return ()
    bounds = (*result.judged_goal.bounds, *result.goal.bounds)
    return tuple(bound * (result.goal.kind.direction if result.goal.is_change else 1) for bound in bounds)


def verdict(result: TargetResult) -> Verdict:
    """Return how a target stands; of data written before verdicts were kept, what it was said to be."""
    if result.verdict is not None:
        return result.verdict
    if result.met is not None:
        return Verdict.MET if result.met else Verdict.MISSED
    if result.value is None and not result.uncounted:
        return Verdict.NOTHING if result.complete and result.numerator is not None else Verdict.UNREPORTED
    return Verdict.LACKING


def value(amount: Fraction | None, goal: Goal, apart: Iterable[Fraction] = ()) -> str:
    """Return a value in the goal's measure, a change with its direction; empty where there is none."""
    if amount is None:
        return ""
    return change(amount, goal.measure, apart) if goal.is_change else figure(amount, goal, apart)


def figure(amount: Fraction, goal: Goal, apart: Iterable[Fraction] = ()) -> str:
    """Return what units report, in its own measure: ``98,3%``, ``2.526 hồ sơ``."""
    return measured(printed(amount, goal.figure_measure, apart), goal.figure_measure)


def printed(amount: Fraction, measure: str, apart: Iterable[Fraction] = ()) -> Decimal:
    """Return an amount as it is printed: a percentage with a decimal, others as exact as two decimals are."""
    if measure == "%":
        return round_apart(amount, apart)
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    if Fraction(exact) == amount:
        return exact
    return round_apart(amount, apart, 2)


def measured(number: Decimal, measure: str) -> str:
    """Return a number that was rounded, with its measure."""
    return with_measure(format_decimals(number) if measure == "%" else format_number(number), measure)


def change(amount: Fraction, measure: str, apart: Iterable[Fraction] = ()) -> str:
    """Return ``tăng 12,5%``, ``giảm 2,0 điểm phần trăm``, ``giảm 3 vụ``, ``không thay đổi``."""
    if not amount:
        return "không thay đổi"
    least = 1 if measure == "%" or measure in POINTS else 0
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    whole = not least and Fraction(exact) == amount
    number = abs(exact) if whole else abs(round_apart(amount, (*apart, Fraction(0)), max(least, 0) or 2))
    told = format_number(number) if whole else format_decimals(number)
    return f"{'tăng' if amount > 0 else 'giảm'} {with_measure(told, measure)}"


def share(percent: Fraction) -> str:
    """Return a share of the year's goal: ``45%``, ``71,7%``; never the whole before it is."""
    number = round_apart(percent, (Fraction(100),))
    return f"{format_decimals(number.to_integral_value() if number == number.to_integral_value() else number)}%"


def of_the_plan(result: TargetResult, term: str) -> str:
    """Return ``đạt 45% kế hoạch năm``, ``bằng 45% mức giao cả năm`` of what is kept low; empty where neither fits.

    ``term``: the time of the plan, «năm», «năm học» or «giai đoạn».
    """
    if not result.cumulative or result.share is None:
        return ""
    if result.goal.kind.direction < 0:
        return f"bằng {share(result.share)} mức giao cả {term}"
    return f"đạt {share(result.share)} kế hoạch {term}"


def against(now: Fraction, then: Fraction, goal: Goal) -> str:
    """Return how a figure stands to an earlier one: ``tăng 4,2%``; percentages differ by points."""
    if now == then:
        return "bằng"
    if goal.figure_measure == "%":
        points = Fraction(round_half_up(now, 1)) - Fraction(round_half_up(then, 1))
        return change(points or now - then, POINTS[0])
    if not then:
        return "tăng" if now > then else "giảm"
    return change((now - then) * 100 / then, "%")


def since_last_year(result: TargetResult) -> str:
    """Return ``tăng 4,2% so với cùng kỳ năm trước (1.200 hồ sơ)``; empty where there is nothing to compare."""
    now = result.figure if result.goal.is_change else result.value
    if result.last_year is None or now is None or result.goal.is_change:
        return ""
    if result.of_whole_year:
        return _of_last_year(now, result.last_year, result.goal)
    told = against(now, result.last_year, result.goal)
    before = f"cùng kỳ năm trước ({figure(result.last_year, result.goal)})"
    return f"bằng {before}" if told == "bằng" else f"{told} so với {before}"


def _of_last_year(now: Fraction, year: Fraction, goal: Goal) -> str:
    """Return how much of the whole year before is reached in a part of this one."""
    if not year:
        return ""
    return f"bằng {share(now * 100 / year)} số thực hiện cả năm trước ({figure(year, goal)})"


def from_to(result: TargetResult) -> str:
    """Return the two figures of a change: ``từ 120 vụ xuống 105 vụ``; empty where they are not known."""
    if result.figure is None or result.base is None:
        return ""
    then, now = figure(result.base, result.goal), figure(result.figure, result.goal)
    if result.figure == result.base:
        return f"đều là {now}"
    return f"từ {then} {'xuống' if result.figure < result.base else 'lên'} {now}"


def said(result: TargetResult) -> tuple[tuple[str, str], ...]:
    """Return what units give as result of a goal in words, with their ids."""
    return tuple(
        (row.unit, " ".join(row.status.value.split())) for row in result.rows if row.status and row.status.value
    )


def in_words(result: TargetResult, abbreviations: Mapping[str, str]) -> str:
    """Return what units give as result of a goal in words: once where all give the same, else each behind its unit.

    ``abbreviations``: those of units by their ids. A text with a semicolon stands in quotation marks: it is no list.
    """
    given = said(result)
    if len({text for _, text in given}) == 1:
        return given[0][1]
    return "; ".join(f"{abbreviations.get(unit, unit)}: {f'«{text}»' if ';' in text else text}" for unit, text in given)
