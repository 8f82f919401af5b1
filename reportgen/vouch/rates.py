"""Percentages: reckoned from the fraction beside them, or known of a target, or said in a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.vn.numbers import format_number
from reportgen.vn.sums import rounded
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.figure import Figure, Sort, figures_in, words_of
from reportgen.vouch.ground import Ground
from reportgen.vouch.targets import concerned, stands_for

_GOALS = frozenset(words_of("giao tối thiểu đa"))
"""Words before a percentage that say it is what is to be reached."""
_BRACKET = regex(r"\s*\(")


def of_rate(ground: Ground, figure: Figure, others: Sequence[Figure]) -> Iterator[Doubt]:
    """Yield the doubt about a percentage; ``others``: the figures that follow it in the words."""
    pair = _beside(figure, others)
    if pair is not None:
        rate = 100 * Fraction(pair.amounts[0]) / Fraction(pair.amounts[1])
        if not stands_for(rate, figure):
            known = f"{rounded(rate, _with_decimal(figure))}%".replace(".", ",")
            yield Doubt(ground.place, figure, What.RECKONED, known, pair.written)
    elif _GOALS & {*figure.before[-4:]}:
        yield from _goal(ground, figure)
    elif not _known(ground, figure) and not _reckoned(ground, figure):
        yield Doubt(ground.place, figure, What.NO_SOURCE)


def _beside(figure: Figure, others: Sequence[Figure]) -> Figure | None:
    """Return the fraction that stands in brackets behind a percentage."""
    after = others[0] if others else None
    if after is None or after.sort is not Sort.PAIR or after.paragraph != figure.paragraph or not after.amounts[1]:
        return None
    return after if _BRACKET.fullmatch(figure.paragraph[figure.end : after.begin]) else None


def _with_decimal(figure: Figure) -> str:
    """Return a number with as many decimals as the percentage has, one at least."""
    written = figure.written.rstrip("% ")
    return written if "," in written else f"{written},0"


def _goal(ground: Ground, figure: Figure) -> Iterator[Doubt]:
    goals = [goal for target in ground.data.targets if target.percent for goal in target.goals]
    shares = (share for target in ground.data.targets for share in target.shares)
    if any(stands_for(value, figure) for value in (*(goal.value for goal in goals), *shares)):
        return
    about = (target for target in concerned(ground.data.targets, figure) if target.percent)
    goal = next((goal for target in about for goal in target.goals), None)
    if goal is None:
        yield Doubt(ground.place, figure, What.NO_SOURCE)
    else:
        known = f"{format_number(rounded(goal.value, '0,0').normalize())}%"
        yield Doubt(ground.place, figure, What.OTHER, known, goal.where)


def _known(ground: Ground, figure: Figure) -> bool:
    if any(stands_for(rate, figure) for rate in ground.data.rates):
        return True
    return any(item.figure.key == figure.key for item in ground.of_sort(Sort.RATE))


def _reckoned(ground: Ground, figure: Figure) -> bool:
    """Tell whether a percentage is a share of two numbers of its sentence, of a source's fraction, of all there is."""
    snapshot = ground.data.reading.snapshot
    said = {amount for other in figures_in(figure.paragraph) if _beside_it(other, figure) for amount in other.amounts}
    totals = {Decimal(len(list(snapshot.tasks()))), Decimal(len(snapshot.targets))}
    shares = [(part, whole) for part in said for whole in (said | totals) if 0 < part <= whole]
    pairs = [item.figure.amounts for item in ground.of_sort(Sort.PAIR)]
    shares += [(part, whole) for part, whole in pairs if whole]
    return any(stands_for(100 * Fraction(part) / Fraction(whole), figure) for part, whole in shares)


def _beside_it(other: Figure, figure: Figure) -> bool:
    return other.sentence == figure.sentence and other.sort in (Sort.NUMBER, Sort.PAIR)
