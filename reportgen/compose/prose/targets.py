"""Targets in prose: those met, those missed, those that cannot be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.compose.prose import names
from reportgen.compose.prose.computed import count, figures
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.names import target_name
from reportgen.model.plan import Goal
from reportgen.model.snapshot import TargetResult
from reportgen.vn.numbers import format_number, format_percent, round_percent
from reportgen.vn.text import listing, lower_first

TABLE_FROM = 9
"""Targets: from this many on they stand in a table, and the text only counts them."""


def targets(material: Material) -> tuple[str, ...]:
    """Return the paragraphs on targets: the met, the missed, the undecided."""
    given = material.snapshot.targets
    if not given:
        return ()
    told = [_counted(given)] if len(given) >= TABLE_FROM else list(_paragraphs(material, given))
    return (*(f"{paragraph}." for paragraph in told[:-1]), names.referring(told[-1], names.target_appendix()))


def verdicts(given: Iterable[TargetResult]) -> tuple[list[TargetResult], list[TargetResult], list[TargetResult]]:
    """Return the targets met, those missed, and those that cannot be judged."""
    by_verdict: dict[bool | None, list[TargetResult]] = {True: [], False: [], None: []}
    for target in given:
        by_verdict[target.met].append(target)
    return by_verdict[True], by_verdict[False], by_verdict[None]


def gap(target: TargetResult) -> str:
    """Return how far a missed target is from its goal, from the printed figures: ``thấp hơn mức giao 4,0 điểm …``."""
    value, bound = target.value or Fraction(0), _bound(target.goal)
    side = "thấp hơn" if value < bound else "cao hơn"
    if not target.goal.is_rate:
        return f"{side} mức giao {figures(target.goal.with_measure(_amount(abs(value - bound))))}"
    points = abs(Fraction(round_percent(value / 100)) - bound)
    amount = format_percent(points / 100).removesuffix("%") if points else "dưới 0,1"
    return f"{side} mức giao {figures(amount)} điểm phần trăm"


def _bound(goal: Goal) -> Fraction:
    bounds = (goal.minimum, goal.exactly, goal.maximum)
    return Fraction(next((bound for bound in bounds if bound is not None), Decimal(0)))


# --- the paragraphs -----------------------------------------------------------------------------


def _counted(given: Sequence[TargetResult]) -> str:
    met, missed, undecided = verdicts(given)
    parts = ((met, "đạt mức giao"), (missed, "chưa đạt mức giao"), (undecided, "chưa đánh giá được"))
    told = ", ".join(f"{count(len(some))} chỉ tiêu {words}" for some, words in parts if some)
    return f"Trong {count(len(given))} chỉ tiêu của Kế hoạch, có {told}"


def _paragraphs(material: Material, given: Sequence[TargetResult]) -> Iterator[str]:
    met, missed, undecided = verdicts(given)
    before = 0
    for some, words, tell in (
        (met, "đạt mức giao", _judged),
        (missed, "chưa đạt mức giao", _judged),
        (undecided, "chưa đánh giá được", _undecided),
    ):
        if some:
            told = "; ".join(tell(material, target) for target in some)
            yield f"{_opening(len(some), len(given), before)} {words}: {told}"
            before += len(some)


def _opening(some: int, given: int, before: int) -> str:
    """Return ``Trong 04 chỉ tiêu của Kế hoạch, có 02 chỉ tiêu``; ``before``: how many were told already."""
    if before:
        return f"Có {count(some)} chỉ tiêu"
    if some < given:
        return f"Trong {count(given)} chỉ tiêu của Kế hoạch, có {count(some)} chỉ tiêu"
    return f"Cả {count(given)} chỉ tiêu của Kế hoạch" if given > 1 else "Chỉ tiêu của Kế hoạch"


def _judged(material: Material, target: TargetResult) -> str:
    """Return ``tỷ lệ … đạt 93,0% (943/1.014), mức giao tối thiểu 90%``; a goal just reached is not told twice."""
    verb = "đạt" if target.met else "là" if target.goal.maximum is not None else "mới đạt"
    reached = _value(target.value, target.goal)
    goal = _goal(target)
    told = f"{target_name(target)} {verb} {reached}{_counts(target.numerator, target.denominator)}"
    if goal != reached:
        told += f", mức giao {goal}"
    return told + ("" if target.met else _estimate(material, target))


def _estimate(material: Material, target: TargetResult) -> str:
    if target.estimate is None:
        return ""
    expected = _value(target.estimate, target.goal)
    counts = _counts(target.estimate_numerator, target.estimate_denominator)
    return f", ước đến hết {lower_first(material.snapshot.period.name)} đạt {expected}{counts}"


def _undecided(material: Material, target: TargetResult) -> str:
    """Say of a target without verdict what is known, and whose figures are lacking."""
    name = target_name(target)
    known = ""
    if target.value is not None:
        counts = _counts(target.numerator, target.denominator)
        known = f" theo số liệu đã có là {_value(target.value, target.goal)}{counts}, mức giao {_goal(target)}"
    elif target.complete:
        return f"{name} (không phát sinh trong kỳ)"
    elif len(target.missing) == len(target.rows):
        return f"{name} (chưa có số liệu)"
    return name + known + "".join(_lacking(material, target))


def _lacking(material: Material, target: TargetResult) -> Iterator[str]:
    if target.missing:
        yield f", chưa có số liệu của {_units(material, target.missing)}"
    if target.uncounted:
        why = "chỉ báo cáo tỷ lệ" if target.goal.is_rate else "vì mức tối đa tính cho từng đơn vị"
        yield f", chưa cộng được số liệu của {_units(material, target.uncounted)} {why}"


def _units(material: Material, units: Sequence[str]) -> str:
    if len(units) == len(material.names) > 1:
        return "tất cả các đơn vị"
    return listing([material.names[unit] for unit in units])


def _goal(target: TargetResult) -> str:
    return figures(lower_first(target.goal.words))


def _counts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return f" ({figures(format_number(numerator))}/{figures(format_number(denominator))})"


def _value(value: Fraction | None, goal: Goal) -> str:
    """Return a value as it is told: a rate with one decimal, a whole hundred without."""
    if value is None:
        return ""
    if not goal.is_rate:
        return figures(goal.with_measure(_amount(value)))
    return figures("100%" if value == 100 else format_percent(value / 100))


def _amount(value: Fraction) -> str:
    return format_number(Decimal(value.numerator) / Decimal(value.denominator))
