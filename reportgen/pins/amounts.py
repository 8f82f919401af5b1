"""Figures of targets, put into words only where somebody reads them: writing numbers loads Babel, which takes 20 ms.

Every check takes the fingerprints of all places; few ever print what they stand on.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reportgen.model.goals import shown
from reportgen.model.goals.goal import Goal
from reportgen.record import record
from reportgen.vn.numbers import format_number
from reportgen.vn.text import lower_first


@record
class Assigned:
    """What a plan asks for, ``mức giao tối thiểu 80%``."""

    goal: Goal

    def __str__(self) -> str:
        return f"mức giao {lower_first(self.goal.words)}" if self.goal.kinds else "số liệu thống kê"


@record
class Compared:
    """A figure of the kind that units report, ``cùng kỳ 120 vụ``; ``lead`` stands before it."""

    goal: Goal
    figure: Fraction
    lead: str

    def __str__(self) -> str:
        return f"{self.lead}{shown.figure(self.figure, self.goal)}"


@record
class Reached:
    """An amount in percent or in the goal's measure, ``98,6% (2.526/2.562)``; ``lead`` stands before it.

    ``apart``: figures that it must not look like unless it is one.
    """

    goal: Goal
    value: Fraction
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lead: str = ""
    apart: tuple[Fraction, ...] = ()

    def __str__(self) -> str:
        said = f"{self.lead}{self._amount()}"
        if self.numerator is None or self.denominator is None:
            return said
        return f"{said} ({format_number(self.numerator)}/{format_number(self.denominator)})"

    def _amount(self) -> str:
        return shown.value(self.value, self.goal, self.apart)
