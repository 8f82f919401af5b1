"""Figures of targets, put into words only where somebody reads them.

Every check takes the fingerprints of all places; few ever print what they stand on.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reportgen.model.plan import Goal
from reportgen.record import record
from reportgen.vn.numbers import format_number, format_percent
from reportgen.vn.text import lower_first


@record
class Assigned:
    """What a plan asks for, ``mức giao tối thiểu 80%``."""

    goal: Goal

    def __str__(self) -> str:
        return f"mức giao {lower_first(self.goal.words)}"


@record
class Reached:
    """An amount in percent or in the goal's measure, ``98,6% (2.526/2.562)``; ``lead`` stands before it."""

    goal: Goal
    value: Fraction
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lead: str = ""

    def __str__(self) -> str:
        said = f"{self.lead}{self._amount()}"
        if self.numerator is None or self.denominator is None:
            return said
        return f"{said} ({format_number(self.numerator)}/{format_number(self.denominator)})"

    def _amount(self) -> str:
        if self.goal.is_rate:
            return format_percent(self.value / 100)
        return self.goal.with_measure(format_number(Decimal(self.value.numerator) / Decimal(self.value.denominator)))
