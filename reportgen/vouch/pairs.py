"""Fractions: a target's, a source's, or two numbers that each have a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.patterns import regex
from reportgen.vn.numbers import format_number
from reportgen.vouch.alike import same_noun
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.evidence import Evidence, Reach
from reportgen.vouch.figure import Figure, Sort
from reportgen.vouch.ground import Ground
from reportgen.vouch.numbers import of_number
from reportgen.vouch.targets import Count

_BETWEEN = regex(r"/| trong | trên ")


def of_pair(ground: Ground, figure: Figure, others: Sequence[Figure]) -> Iterator[Doubt]:
    """Yield the doubts about a fraction; ``others``: the figures that follow it in the words."""
    counts = [count for target in ground.data.targets for count in target.counts]
    if _counted(counts, figure) or any(item.figure.key == figure.key for item in ground.of_sort(Sort.PAIR)):
        return
    if not figure.after:
        yield from _bare(ground, figure, counts)
    elif near := _near(ground, figure):
        yield Doubt(ground.place, figure, What.OTHER, near.figure.written, near.where)
    else:
        for amount in _unreckoned(ground, figure):
            yield from of_number(ground, figure, amount, others)


def _bare(ground: Ground, figure: Figure, counts: Sequence[Count]) -> Iterator[Doubt]:
    """Yield the doubt about a fraction in brackets, which says nothing of what it counts."""
    left = _unreckoned(ground, figure)
    if all(any(item.reach is Reach.OWN for item in ground.with_amount(amount)) for amount in left):
        return
    part, whole = figure.amounts
    near = next((count for count in counts if part == count.part or whole == count.whole), None)
    if near is None:
        yield Doubt(ground.place, figure, What.NO_SOURCE)
    else:
        known = f"{format_number(near.part)}/{format_number(near.whole)}"
        yield Doubt(ground.place, figure, What.OTHER, known, near.where)


def _unreckoned(ground: Ground, figure: Figure) -> list[Decimal]:
    """Return the numbers of a fraction that the file does not reckon."""
    written = _BETWEEN.split(figure.written)
    halves = zip(figure.amounts, (written[0], written[-1]), strict=True)
    return [amount for amount, text in halves if text not in ground.sums]


def _counted(counts: Sequence[Count], figure: Figure) -> bool:
    """Tell whether a target's figures make a fraction: of what it counts, of what is lacking."""
    part, whole = figure.amounts
    if any((count.part, count.whole) == (part, whole) for count in counts):
        return True
    lacking = {count.lacking for count in counts}
    return part in lacking and (whole in lacking or any(count.whole == whole for count in counts))


def _near(ground: Ground, figure: Figure) -> Evidence | None:
    """Return a source's fraction of the same noun that differs in one of its numbers."""
    for item in ground.of_sort(Sort.PAIR):
        halves = zip(figure.amounts, item.figure.amounts, strict=True)
        if any(one == other for one, other in halves) and same_noun(figure, item.figure):
            return item
    return None
