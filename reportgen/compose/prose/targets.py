"""Targets in prose: those met, exceeded, missed, those whose time has not come or that cannot be judged; statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.compose.computed import count, day, figures, plain
from reportgen.compose.prose import names
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.names import target_name
from reportgen.model.goals import shown
from reportgen.model.goals.goal import POINTS, Goal
from reportgen.model.goals.kinds import Verdict
from reportgen.model.goals.result import TargetResult
from reportgen.record import record
from reportgen.vn.numbers import format_number, format_percent, round_percent
from reportgen.vn.text import listing, lower_first

_NO_FIGURES = " (chưa có số liệu)"
_WHOLE = 100
TABLE_FROM = 9
"""Targets: from this many on they stand in a table, and the text only counts them."""


def targets(material: Material) -> tuple[str, ...]:
    """Return the paragraphs on targets: by verdict, then the statistics."""
    given = material.snapshot.targets
    if not given:
        return ()
    assigned, statistics = apart(given)
    table = len(given) >= TABLE_FROM
    whose = "được giao" if statistics else "của Kế hoạch"
    told = [_counted(assigned, whose)] if table and assigned else list(_paragraphs(material, assigned, whose))
    if not (table and assigned):
        told += _statistics(material, statistics, counted=table)
    if assigned and statistics:
        told[0] = f"{_both(assigned, statistics)}. {told[0]}"
    return (
        *(f"{paragraph}." for paragraph in told[:-1]),
        names.referring(told[-1], names.target_appendix(material.snapshot)),
    )


def apart(given: Iterable[TargetResult]) -> tuple[list[TargetResult], list[TargetResult]]:
    """Return the targets that have a goal, and the statistics."""
    assigned: list[TargetResult] = []
    statistics: list[TargetResult] = []
    for target in given:
        (statistics if target.is_statistic else assigned).append(target)
    return assigned, statistics


def verdicts(given: Iterable[TargetResult]) -> tuple[list[TargetResult], list[TargetResult], list[TargetResult]]:
    """Return the targets met, those missed, and those that cannot be judged; statistics are none of them."""
    by_verdict: dict[bool | None, list[TargetResult]] = {True: [], False: [], None: []}
    for target in apart(given)[0]:
        if not target.pending:
            by_verdict[target.met].append(target)
    return by_verdict[True], by_verdict[False], by_verdict[None]


def gap(target: TargetResult, names: Mapping[str, str]) -> str:
    """Return how far a missed target is from its goal, from the printed figures: ``thấp hơn mức giao 4,0 điểm …``.

    ``names``: those of units by their ids.
    """
    goal, value = target.judged_goal, target.value
    if value is None:
        return _gap_in_words(target, names)
    if goal.is_change:
        return f"{figures(shown.value(value, goal, shown.beside(target)))}, {_goal(target)}"
    side, bound = _side(goal, value)
    level = "mức giao" if target.level is None else "mốc trong năm"
    if value == bound:
        return f"bằng {level} {figures(goal.with_measure(_amount(bound)))}, {side}"
    if not goal.is_rate:
        return f"{side} {level} {figures(goal.with_measure(_amount(abs(value - bound))))}"
    printed = round_percent(value / 100) if target.verdict is None else shown.printed(value, "%", shown.beside(target))
    points = abs(Fraction(printed) - bound)
    return f"{side} {level} {figures(_points(points))} điểm phần trăm"


def _gap_in_words(target: TargetResult, units: Mapping[str, str]) -> str:
    """Return what was reached of a goal in words and the goal, both by their first clause: the whole is told before."""
    goal = f"mức giao {figures(names.short_name(plain(_bare(target.goal))))}"
    return f"{_in_words(target, units, names.short_name)}, {goal}"


def _points(points: Fraction) -> str:
    if not points:
        return "dưới 0,1"
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return (
        format_number(exact)
        if Fraction(round_percent(points / 100)) != points
        else (format_percent(points / 100).removesuffix("%"))
    )


def _side(goal: Goal, value: Fraction) -> tuple[str, Fraction]:
    """Return on which side of which bound a value lies."""
    low, high = goal.bounds[0], goal.bounds[-1]
    if value == low:
        return ("chưa trên mức ấy" if goal.kind.direction > 0 else "chưa dưới mức ấy"), low
    return ("thấp hơn", low) if value < low else ("cao hơn", high)


# --- the paragraphs -----------------------------------------------------------------------------


@record
class _Told:
    """How the targets of some verdicts are told: what is said of all, and of each."""

    holds: Callable[[TargetResult], bool]
    words: str
    each: Callable[[Material, TargetResult], str]


def _counted(given: Sequence[TargetResult], whose: str) -> str:
    told = ", ".join(f"{count(len(some))} chỉ tiêu {how.words}" for how, some in _groups(given))
    return f"Trong {count(len(given))} chỉ tiêu {whose}, có {told}"


def _groups(given: Sequence[TargetResult]) -> Iterator[tuple[_Told, list[TargetResult]]]:
    for how in _TOLD:
        if some := [target for target in given if how.holds(target)]:
            yield how, some


def _paragraphs(material: Material, given: Sequence[TargetResult], whose: str) -> Iterator[str]:
    before = 0
    for how, some in _groups(given):
        why, told = _once([how.each(material, target) for target in some])
        yield f"{_opening(len(some), len(given), before, whose)} {how.words}{why}: {'; '.join(told)}"
        before += len(some)


def _once(told: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return what is said of several targets with what all of them lack said once, before them."""
    if len(told) < 2 or not all(each.endswith(_NO_FIGURES) for each in told):
        return "", told
    return " do chưa có số liệu", [each.removesuffix(_NO_FIGURES) for each in told]


def _both(assigned: Sequence[TargetResult], statistics: Sequence[TargetResult]) -> str:
    return f"Kế hoạch giao {count(len(assigned))} chỉ tiêu, theo dõi {count(len(statistics))} số liệu thống kê"


def _statistics(material: Material, given: Sequence[TargetResult], *, counted: bool) -> Iterator[str]:
    """Yield what is only told and never judged."""
    if not given:
        return
    if counted:
        yield f"Kế hoạch theo dõi {count(len(given))} số liệu thống kê"
    else:
        yield f"Số liệu thống kê: {'; '.join(_statistic(material, target) for target in given)}"


def _opening(some: int, given: int, before: int, whose: str) -> str:
    """Return ``Trong 04 chỉ tiêu của Kế hoạch, có 02 chỉ tiêu``; ``before``: how many were told already."""
    if before:
        return f"Có {count(some)} chỉ tiêu"
    if some < given:
        return f"Trong {count(given)} chỉ tiêu {whose}, có {count(some)} chỉ tiêu"
    return f"Cả {count(given)} chỉ tiêu {whose} đều" if given > 1 else f"Chỉ tiêu {whose}"


def _judged(material: Material, target: TargetResult) -> str:
    """Return ``tỷ lệ … đạt 93,0% (943/1.014), mức giao tối thiểu 90%``; a goal just reached is not told twice."""
    reached = _reached(material, target)
    told = f"{target_name(target)}{_verb(target)} {reached}{_parts(target)}"
    if _bare(target.goal) != reached or target.level is not None:
        told += f", {_goal(target)}"
    if target.level is not None and (share := shown.of_the_plan(target, material.snapshot.plan.years.term)):
        told += f", {figures(share)}"
    return told + _last_year(target) + ("" if target.met else _estimate(material, target))


def _verb(target: TargetResult) -> str:
    """Return the verb between a target's name and its value; a change brings its own. No «mô hình mới mới đạt»."""
    if not target.goal.kind.counted:
        return ":"
    if target.goal.is_change:
        return ""
    if target.met is None:
        return " là"
    if target.met:
        return f" {target.goal.kind.reached}"
    missed = target.goal.kind.missed
    return f" {missed.removeprefix('mới ') if target_name(target).endswith(' mới') else missed}"


def _reached(material: Material, target: TargetResult) -> str:
    """Return what was reached: a value, or the units' words."""
    if not target.goal.kind.counted:
        return _in_words(target, material.names)
    return _value(target.value, target.goal, shown.beside(target))


def _in_words(target: TargetResult, names: Mapping[str, str], told: Callable[[str], str] = str) -> str:
    """Return what units give as result of a goal in words, each with its name where they differ; else the verdict.

    ``told``: how each text is told, as it stands or short.
    """
    texts_of = [(names[unit], told(text)) for unit, text in shown.said(target)]
    said = [(name, text if text[1:2].isupper() else lower_first(text)) for name, text in texts_of]
    texts = {text.rstrip(" .;") for _, text in said}
    if len(texts) > 1:
        return ", ".join(f"{text.rstrip(' .;')} ({name})" for name, text in said)
    if texts:
        return texts.pop()
    return Verdict.MISSED.label if target.met is False else Verdict.MET.label


def _parts(target: TargetResult) -> str:
    """Return in brackets of what a value is made: counts, or the two figures of a change."""
    if target.goal.is_change:
        told = shown.from_to(target)
        return f" ({figures(told)})" if told else ""
    return _counts(target.numerator, target.denominator)


def _last_year(target: TargetResult) -> str:
    told = shown.since_last_year(target)
    return f", {figures(told)}" if told else ""


def _exceeded(material: Material, target: TargetResult) -> str:
    """Return ``tỷ lệ … đạt 85,0% (85/100), cao hơn mức giao 80% là 5,0 điểm phần trăm``; of what is counted in things
    ``số mô hình đạt 6 mô hình, vượt 1 mô hình so với mức giao từ 3 - 5 mô hình``.
    """
    goal, value = target.judged_goal, target.value or Fraction(0)
    over = shown.change(value - goal.bounds[-1], POINTS[0] if goal.is_rate else goal.measure)
    amount = figures(over.split(" ", 1)[1])
    above = f"cao hơn {_goal(target)} là {amount}" if goal.is_rate else f"vượt {amount} so với {_goal(target)}"
    return f"{target_name(target)} đạt {_reached(material, target)}{_parts(target)}, {above}{_last_year(target)}"


def _pending(material: Material, target: TargetResult) -> str:
    """Return what is reached in mid-year, as a share of the year's goal where it grows through the year.

    A rate of which the goal is the whole is that share itself.
    """
    told = f"{target_name(target)}{_verb(target)} {_reached(material, target)}{_parts(target)}"
    term = material.snapshot.plan.years.term
    of_itself = target.goal.is_rate and target.goal.bounds[0] == _WHOLE
    reached = "" if of_itself else figures(shown.of_the_plan(target, term))
    told += f", {reached}{_aside(target.goal)}" if reached else f", mức giao cả {term} {_bare(target.goal)}"
    return told + _last_year(target) + _estimate(material, target)


def _statistic(material: Material, target: TargetResult) -> str:
    if target.value is None:
        return _undecided(material, target)
    lacking = "".join(_lacking(material, target))
    return f"{target_name(target)} là {_reached(material, target)}{_parts(target)}{_last_year(target)}{lacking}"


def _estimate(material: Material, target: TargetResult) -> str:
    if target.estimate is None:
        return ""
    expected = _value(target.estimate, target.goal)
    counts = _counts(target.estimate_numerator, target.estimate_denominator)
    verb = "" if target.goal.is_change else f" {target.goal.kind.reached}"
    return f", ước đến hết {lower_first(material.snapshot.period.name)}{verb} {expected}{counts}"


def _undecided(material: Material, target: TargetResult) -> str:
    """Say of a target without verdict what is known, and whose figures are lacking."""
    known = _known(material, target)
    return f"{target_name(target)}{known}" + ("".join(_lacking(material, target)) if known[:2] != " (" else "")


def _known(material: Material, target: TargetResult) -> str:
    """Say what is known of a target without verdict: a value so far, a figure with nothing to compare, nothing."""
    if target.value is not None:
        counts = _counts(target.numerator, target.denominator)
        goal = "" if target.is_statistic else f", {_goal(target)}"
        return f" theo số liệu đã có là {_value(target.value, target.goal)}{counts}{goal}"
    if target.goal.is_change and target.figure is not None:
        return f" là {figures(shown.figure(target.figure, target.goal))}, chưa có số để so sánh, {_goal(target)}"
    if not target.goal.kind.counted and shown.said(target):
        return f": {_in_words(target, material.names)}, {_unjudged(material, target)}, {_goal(target)}"
    if target.complete:
        return " (không phát sinh trong kỳ)"
    return _NO_FIGURES if len(target.missing) == len(target.rows) else ""


def _unjudged(material: Material, target: TargetResult) -> str:
    """Say whose judgement on a goal in words is lacking; of units that gave nothing that is told apart."""
    silent = [row.unit for row in target.rows if row.status and row.status.judged is None]
    if target.missing or not silent:
        return "chưa đủ đánh giá của các đơn vị"
    return f"{_units(material, silent)} chưa đánh giá"


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
    """Return ``mức giao tối thiểu 80%``, or the interim level that is due."""
    if target.level is None or target.level_due is None:
        return f"mức giao {_bare(target.goal)}"
    interim = lower_first(target.judged_goal.words)
    return f"mốc đến {day(target.level_due)} là {figures(interim)}{_aside(target.goal, 'mức giao của Kế hoạch ')}"


def _aside(goal: Goal, lead: str = "") -> str:
    """Return a goal in brackets, ``lead`` before it; behind a comma where it has brackets of its own."""
    bare = _bare(goal)
    return f", {lead or 'mức giao '}{bare}" if "(" in bare else f" ({lead}{bare})"


def _bare(goal: Goal) -> str:
    """Return a goal as it stands within a sentence, without the verb that plans put before it."""
    words = goal.words
    for verb in ("phấn đấu đạt ", "phấn đấu ", "đạt "):
        if words.casefold().startswith(verb):
            words = words[len(verb) :]
            break
    return figures(words if words[1:2].isupper() else lower_first(words))


def _counts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return f" ({figures(format_number(numerator))}/{figures(format_number(denominator))})"


def _value(value: Fraction | None, goal: Goal, apart: Iterable[Fraction] = ()) -> str:
    """Return a value as it is told: a rate with one decimal, a whole hundred without."""
    if value == 100 and goal.is_rate and not goal.is_change:
        return figures("100%")
    return figures(shown.value(value, goal, apart))


def _amount(value: Fraction) -> str:
    return format_number(shown.printed(value, ""))


_TOLD = (
    _Told(lambda target: target.met is True and target.verdict is not Verdict.EXCEEDED, "đạt mức giao", _judged),
    _Told(lambda target: target.verdict is Verdict.EXCEEDED, "vượt mức giao", _exceeded),
    _Told(lambda target: target.met is False, "chưa đạt mức giao", _judged),
    _Told(lambda target: target.pending, "chưa đến kỳ đánh giá", _pending),
    _Told(lambda target: target.met is None and not target.pending, "chưa đánh giá được", _undecided),
)
