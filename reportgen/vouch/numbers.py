"""Numbers: whether a source says the same of the same, whether they follow from what sources say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.patterns import regex
from reportgen.pins.facts import named
from reportgen.vn.sums import rounds_to
from reportgen.vouch.alike import share
from reportgen.vouch.derived import counted_noun
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.evidence import Evidence, Reach
from reportgen.vouch.figure import Figure, Sort, words_of
from reportgen.vouch.fit import (
    LITTLE,
    MARGIN,
    NEARLY,
    PLAIN,
    STRONG,
    SURE,
    Fit,
    best_other,
    best_outside,
    best_same,
)
from reportgen.vouch.ground import Ground
from reportgen.vouch.targets import concerned

_HALF = 0.5
"""Least share of words by which something that was reckoned is known."""
_FEW = 10
"""Things that anybody counts without a source."""
_MANY, _SOME = 100, 0.3
"""A target's number of this size is no other's by chance: fewer of its words will do."""
_MONTHS = words_of("tháng")
_HALVES = (words_of("đầu"), words_of("cuối"))
_POINTS = words_of("điểm phần trăm")
_LIST = regex(r"[^.;]*(?:\b(?:gồm|trong đó)\b|[(:])")


def of_number(ground: Ground, figure: Figure, amount: Decimal, others: Sequence[Figure]) -> Iterator[Doubt]:
    """Yield the doubt about one number; ``others``: the figures that follow it in the words."""
    if figure.after[:1] == _MONTHS:
        yield from _months(ground, figure, amount)
    elif figure.after[:3] == _POINTS:
        yield from _points(ground, figure)
    else:
        yield from _weighed(ground, figure, amount, others)


def _months(ground: Ground, figure: Figure, amount: Decimal) -> Iterator[Doubt]:
    """Yield the doubt about how many months a period has; in letters it is one only of a part of the year."""
    if amount in ground.data.spans or best_same(ground, figure, amount).score >= SURE:
        return
    if not figure.in_letters or figure.after[1:2] in _HALVES:
        yield Doubt(ground.place, figure, What.NO_SOURCE)


def _points(ground: Ground, figure: Figure) -> Iterator[Doubt]:
    """Yield the doubt about a difference of percentages."""
    targets = concerned(ground.data.targets, figure)
    if any(rounds_to(gap, figure.written) for target in targets for gap in target.gaps()):
        return
    if best_same(ground, figure, figure.amounts[0]).score < SURE:
        yield Doubt(ground.place, figure, What.NO_SOURCE)


def _weighed(ground: Ground, figure: Figure, amount: Decimal, others: Sequence[Figure]) -> Iterator[Doubt]:
    same = best_same(ground, figure, amount)
    if same.beyond_doubt:
        return
    other = best_other(ground, figure, amount)
    against = other.score - same.score if other.score >= STRONG else 0.0
    if same.score >= SURE and against < MARGIN:
        return
    if _follows(ground, figure, amount, other.score) or (other.score < PLAIN and _listed(figure, amount, others)):
        return
    if other.evidence and against >= (MARGIN if same.score >= LITTLE else NEARLY):
        yield Doubt(ground.place, figure, What.OTHER, other.evidence.figure.written, other.evidence.where)
    elif not _may_be(ground, figure, amount, same, other):
        yield _sourceless(ground, figure, amount)


def _may_be(ground: Ground, figure: Figure, amount: Decimal, same: Fit, other: Fit) -> bool:
    """Tell whether a number may be right though no source says just that.

    In letters it may be idiom; 0 and 1 count what others only name, and few things that no source counts the office may
    have counted; what is worded quite otherwise may still be a source's.
    """
    if figure.in_letters or amount <= 1 or same.score >= LITTLE:
        return True
    if not figure.after:
        return ground.knows(amount)
    if amount <= _FEW and other.evidence is None:
        return True
    return other.score < _HALF and any(item.reach is Reach.OWN for item in ground.with_amount(amount))


def _sourceless(ground: Ground, figure: Figure, amount: Decimal) -> Doubt:
    """Return the doubt about a number that no source of the place has; another source may."""
    outside = best_outside(ground, figure, amount)
    if outside.evidence and outside.score >= SURE:
        source = outside.evidence.where.partition(",")[0]
        if named(ground.data.reading, source):
            return Doubt(ground.place, figure, What.OUTSIDE, source, outside.evidence.where)
    return Doubt(ground.place, figure, What.NO_SOURCE)


def _follows(ground: Ground, figure: Figure, amount: Decimal, other: float) -> bool:
    """Tell whether a number follows from what sources say; ``other``: how well a source fits that says another."""
    return any(_fits(item, figure, other) for item in ground.following(amount))


def _fits(item: Evidence, figure: Figure, other: float) -> bool:
    if item.reach is not Reach.OWN:
        return _of_target(item, figure, other)
    if item.partial and other >= PLAIN:
        return False
    beside = " ".join((*figure.before[-3:], *figure.after[:5]))
    if item.cue is not None and not item.cue.search(beside):
        return False
    same = counted_noun(figure) in item.figure.before
    worded = (share(figure.after, {*item.figure.after}) or 0.0) >= _HALF
    return (same and (worded or item.parts > 1)) or (worded and item.parts > 2)


def _of_target(item: Evidence, figure: Figure, other: float) -> bool:
    """Tell whether a number is a target's: by the words of its name, and a unit's by the unit before it."""
    after = 0.0 if item.unit else share(figure.after, item.figure.around) or 0.0
    if after >= _SOME and item.figure.amounts[0] >= _MANY:
        return True
    before = share(figure.before[::-1], item.figure.around) or 0.0
    return other < PLAIN and max(after, before) >= _HALF


def _listed(figure: Figure, amount: Decimal, others: Sequence[Figure]) -> bool:
    """Tell whether the figures listed behind a number in its sentence make it: «gồm …», «(18 cơ sở, 02 trường)»."""
    if not _LIST.match(figure.paragraph[figure.end :]):
        return False
    total = Decimal()
    for other in others:
        if other.sentence != figure.sentence or other.sort is not Sort.NUMBER:
            break
        total += other.amounts[0]
        if total == amount:
            return True
    return False
