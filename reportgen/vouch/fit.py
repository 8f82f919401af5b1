"""How well evidence fits a number: that which has it, that which counts the same and has another."""

from __future__ import annotations

from decimal import Decimal

from reportgen.record import record
from reportgen.vouch.alike import alike, same_noun
from reportgen.vouch.evidence import Evidence, Reach
from reportgen.vouch.figure import Figure, Sort
from reportgen.vouch.ground import Ground

SURE = 0.5
"""From here on, a source that says the same number says it of the same."""
LITTLE = 0.35
"""From here on, it may."""
STRONG = 0.6
"""From here on, a source that says another number says it of the same."""
PLAIN = 0.8
"""From here on, it does so in so many words that little else is looked for."""
MARGIN = 0.25
"""How much better a source with another number must fit than one with the same."""
NEARLY = 0.15
"""The same where no source that has the number fits at all."""
_NOUN = 0.15
"""What it adds that both count what begins with the same word."""
_FARTHER = 0.95
"""How much evidence counts that is not among what the words stand on."""


@record
class Fit:
    """How well the best evidence fits; none does with 0."""

    score: float = 0.0
    evidence: Evidence | None = None

    @property
    def beyond_doubt(self) -> bool:
        """Whether nothing else can fit so much better that it would be believed."""
        return self.score > 1 - MARGIN


def best_same(ground: Ground, figure: Figure, amount: Decimal) -> Fit:
    """Return the evidence with this amount that fits best, or the first that fits beyond doubt.

    Only what the place may tell of.
    """
    best = Fit()
    for item in ground.with_amount(amount):
        if ground.may_tell(item):
            best = _better(best, _same(figure, item))
        if best.beyond_doubt:
            break
    return best


def best_outside(ground: Ground, figure: Figure, amount: Decimal) -> Fit:
    """Return the evidence with this amount that fits best among what the place does not tell of."""
    best = Fit()
    for item in ground.with_amount(amount):
        best = best if ground.may_tell(item) else _better(best, _same(figure, item))
    return best


def best_other(ground: Ground, figure: Figure, amount: Decimal) -> Fit:
    """Return the evidence that counts the same noun with another amount and fits best."""
    best = Fit()
    for item in ground.of_noun(figure):
        if amount not in item.figure.amounts and not _other_half(figure, item.figure):
            best = _better(best, Fit(alike(figure, item.figure), item))
    return best


def _better(one: Fit, other: Fit) -> Fit:
    return other if other.score > one.score else one


def _same(figure: Figure, item: Evidence) -> Fit:
    score = alike(figure, item.figure) + (_NOUN if same_noun(figure, item.figure) else 0.0)
    return Fit(score if item.reach is Reach.OWN else _FARTHER * score, item)


def _other_half(figure: Figure, other: Figure) -> bool:
    """Tell whether a number is only the other half of the fraction that ``figure`` is."""
    return figure.sort is Sort.PAIR and bool({*figure.amounts} & {*other.amounts})
