"""What the figures of targets vouch for: counts, rates, what is lacking, how far from the goal, what came since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.model.snapshot import Snapshot, TargetResult
from reportgen.patterns import regex
from reportgen.pins.facts import Reading
from reportgen.record import kept, record
from reportgen.vn.sums import rounded, rounds_to
from reportgen.vouch.derived import made
from reportgen.vouch.evidence import Evidence, Reach, Reckoned
from reportgen.vouch.figure import Figure, words_of


@record
class Count:
    """A numerator and its denominator; ``unit``: whose they are, empty for the agency's."""

    where: str
    part: Decimal
    whole: Decimal
    unit: str = ""

    @kept
    def rate(self) -> Fraction:
        """The rate in percent; 0 where nothing was counted."""
        return 100 * Fraction(self.part) / Fraction(self.whole) if self.whole else Fraction(0)

    @property
    def lacking(self) -> Decimal:
        """How many of the denominator are not in the numerator."""
        return self.whole - self.part


@record
class Result:
    """A result or a goal, and what it is, in words."""

    where: str
    value: Fraction


@record
class KnownTarget:
    """What is known of one target: ``words`` of its name, its counts and those of its units, its results, its goals.

    ``goals``: the bounds of the year's goal and of an interim level. ``percent``: results and goals are percentages;
    ``shares``: other percentages, as of the year's goal, and changes. ``measure``: words of what an amount is in.
    """

    words: frozenset[str]
    counts: tuple[Count, ...]
    results: tuple[Result, ...]
    goals: tuple[Result, ...]
    percent: bool
    shares: tuple[Fraction, ...] = ()
    measure: tuple[str, ...] = ()

    def rates(self) -> Iterator[Fraction]:
        """Yield every percentage: counted, given, to be reached."""
        if self.percent:
            yield from (result.value for result in (*self.results, *self.goals))
            yield from (count.rate for count in self.counts)
        yield from self.shares

    def gaps(self) -> Iterator[Fraction]:
        """Yield differences in percentage points: between its own rates, and of each count from the goal."""
        own = [result.value for result in (*self.results, *self.goals)]
        own += [Fraction(rounded(value, "0,0")) for value in own]  # people subtract what is printed
        yield from (abs(one - other) for one in own for other in own)
        yield from (abs(count.rate - goal.value) for count in self.counts for goal in self.goals)

    def amounts(self) -> Iterator[Reckoned]:
        """Yield its numerators and denominators, what is lacking, and results that are no percentages."""
        for count in self.counts:
            for amount in (count.part, count.whole, count.lacking):
                yield self._reckoned(amount, count.where, count.unit)
        lower_ends = self.goals[:-1]  # «từ 75 đến 80%»: the first has no sign of its own
        for result in lower_ends if self.percent else (*self.results, *self.goals):
            yield self._reckoned(Decimal(result.value.numerator) / result.value.denominator, result.where)

    def _reckoned(self, amount: Decimal, where: str, unit: str = "") -> Reckoned:
        return Reckoned(where, amount, lambda: self._evidence(amount, where, unit))

    def _evidence(self, amount: Decimal, where: str, unit: str) -> Evidence:
        figure = made(amount, where, (*words_of(unit), *self.measure, *self.words))
        return Evidence(figure, where, Reach.REPORT, 1, unit=unit)


def known_targets(reading: Reading) -> tuple[KnownTarget, ...]:
    """Return what this period's targets, and those of the periods before, vouch for."""
    found = [_known(reading.snapshot, target, reading.earlier) for target in reading.snapshot.targets]
    for period, snapshot in reading.earlier.items():
        found += [_known(snapshot, target, {}, f"{period}/") for target in snapshot.targets]
    return tuple(found)


def concerned(targets: Sequence[KnownTarget], figure: Figure) -> list[KnownTarget]:
    """Return the targets that the sentence of ``figure`` is about; all where it names none."""
    named = [(len(target.words & figure.around) / len(target.words), target) for target in targets if target.words]
    best = max((share for share, _ in named), default=0.0)
    return [target for share, target in named if best < _NAMED or share >= _NEARLY * best]


_NAMED = 0.5
"""Least share of its words by which a target is named."""
_NEARLY = 0.7


def stands_for(value: Fraction, figure: Figure) -> bool:
    """Tell whether ``figure`` says ``value``: with the decimals that it has; a whole one only where that is exact.

    Exact to the one decimal that reports give, unless «khoảng», «hơn» or the like stands before it.
    """
    if not rounds_to(value, figure.written):
        return False
    whole = figure.written.rstrip("% ")
    return "," in whole or bool(_ABOUT.search(figure.paragraph[: figure.begin])) or rounds_to(value, f"{whole},0")


_ABOUT = regex(r"(?:khoảng|gần|hơn|trên|xấp xỉ) $")


def _known(snapshot: Snapshot, target: TargetResult, earlier: Mapping[str, Snapshot], prefix: str = "") -> KnownTarget:
    code = f"{prefix}{target.code}"
    goal, change = target.goal, target.goal.is_change
    given: list[tuple[str, Fraction | None]] = [
        (code, target.figure if change else target.value),
        (f"{code}, cùng kỳ", target.last_year),
        (f"{code}, so với", target.base),
    ]
    if not change:
        given += [(f"{code}, ước", target.estimate), (f"{code}, kỳ trước", target.previous)]
    results = tuple(Result(where, value) for where, value in given if value is not None)
    counts = (*_counts(snapshot, target, code), *_since(target, earlier))
    bounds = () if change else (*goal.bounds, *(target.judged_goal.bounds if target.level is not None else ()))
    goals = tuple(Result(f"{code}, mức giao", bound) for bound in bounds)
    measure = words_of("đến" if goal.is_rate else goal.figure_measure)
    return KnownTarget(
        frozenset(words_of(target.name)), counts, results, goals, goal.is_rate, tuple(_shares(target)), measure
    )


def _shares(target: TargetResult) -> Iterator[Fraction]:
    """Yield the percentages that are told of a target beside its own: of the year's goal, since last year, changes."""
    if target.share is not None:
        yield target.share
    if target.goal.is_change:
        yield from (abs(amount) for amount in (target.value, *target.goal.bounds) if amount is not None)
    elif target.last_year and target.value is not None:
        yield abs(target.value - target.last_year) * 100 / target.last_year
        yield target.value * 100 / target.last_year


def _counts(snapshot: Snapshot, target: TargetResult, code: str) -> Iterator[Count]:
    yield from _count(code, target.numerator, target.denominator)
    yield from _count(f"{code}, ước", target.estimate_numerator, target.estimate_denominator)
    names = {unit.id: unit.name for unit in snapshot.units}
    for row in target.rows:
        if row.status:
            unit = names[row.unit]
            yield from _count(f"{code}, {unit}", row.status.numerator, row.status.denominator, unit)


def _count(where: str, part: Decimal | None, whole: Decimal | None, unit: str = "") -> Iterator[Count]:
    if part is not None and whole is not None:
        yield Count(where, part, whole, unit)


def _since(target: TargetResult, earlier: Mapping[str, Snapshot]) -> Iterator[Count]:
    """Yield what was counted since each period before."""
    for period, snapshot in earlier.items():
        old = next((other for other in snapshot.targets if other.code == target.code), None)
        amounts = (target.numerator, target.denominator, old.numerator, old.denominator) if old else (None,) * 4
        if all(amount is not None for amount in amounts):
            part, whole, old_part, old_whole = (amount or Decimal() for amount in amounts)
            yield Count(f"{target.code} trừ {period}/{target.code}", part - old_part, whole - old_whole)
