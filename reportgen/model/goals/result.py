"""A target as the snapshot holds it: sums, value, verdict, exact and unrounded."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from reportgen.model.goals.goal import Goal
from reportgen.model.goals.kinds import Verdict
from reportgen.model.goals.target import Joining
from reportgen.model.status import TargetStatus
from reportgen.record import record


@record
class TargetRow:
    """One unit's figures for a target; ``status`` is None when the unit gave none."""

    unit: str
    status: TargetStatus | None


@record
class TargetResult:
    """A target merged: sums of what can be summed, and the names of what is lacking.

    ``value`` is exact: percent for a rate, an amount else; None when nothing can be computed.
    ``uncounted`` units gave figures that cannot be summed: a percentage alone, or an amount under a bound
    that holds for each of them. ``missing`` units gave nothing.

    ``verdict`` is None in data written before it was kept: only what reaches its goal exactly was met then. ``level``
    is the interim level by which it was judged, due on ``level_due``. Of a rise or fall ``value`` is the signed
    change, ``figure`` what was reached and ``base`` what that is compared with. ``last_year``: the figure of the
    year before, of the same months unless ``of_whole_year``; ``previous_said``: what units gave for a goal in words in
    the period before; ``cumulative``: it grows through the year; ``joining``: how units' figures were joined, where the
    plan says so.
    """

    code: str
    name: str
    goal: Goal
    doers: tuple[str, ...]
    monitor: str | None
    rows: tuple[TargetRow, ...]
    numerator: Decimal | None
    denominator: Decimal | None
    value: Fraction | None
    uncounted: tuple[str, ...]
    missing: tuple[str, ...]
    estimate: Fraction | None
    estimate_numerator: Decimal | None
    estimate_denominator: Decimal | None
    estimate_missing: tuple[str, ...]
    previous: Fraction | None
    verdict: Verdict | None = None
    cumulative: bool = False
    level: Decimal | None = None
    level_due: dt.date | None = None
    last_year: Fraction | None = None
    figure: Fraction | None = None
    base: Fraction | None = None
    joining: Joining | None = None
    of_whole_year: bool = False
    previous_said: str | None = None

    @property
    def complete(self) -> bool:
        """Whether every unit's figures are in the sums."""
        return not self.missing and not self.uncounted

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None while figures are lacking, its time has not come, or there is no goal."""
        if self.verdict is not None:
            return self.verdict.met if self.verdict in (Verdict.MET, Verdict.EXCEEDED, Verdict.MISSED) else None
        if self.value is None or not self.complete:
            return None
        return self.goal.met_by(self.value) and not self.exceeded

    @property
    def exceeded(self) -> bool:
        """Whether the value is more than a goal that was to be reached exactly."""
        exactly = self.goal.exactly
        return self.value is not None and exactly is not None and self.value > Fraction(exactly)

    @property
    def is_statistic(self) -> bool:
        """Whether there is no goal: it is told, and never judged."""
        return not self.goal.kinds

    @property
    def pending(self) -> bool:
        """Whether the time to judge it has not come."""
        return self.verdict is Verdict.PENDING

    @property
    def share(self) -> Fraction | None:
        """How much of the year's goal is reached, in percent; None where that says nothing."""
        bound = self.goal.bounds[0] if len(self.goal.bounds) == 1 and not self.goal.is_change else None
        return self.value * 100 / bound if self.value is not None and bound else None

    @property
    def judged_goal(self) -> Goal:
        """The goal by which it is judged: an interim level, or the year's."""
        return self.goal if self.level is None else self.goal.at(self.level)
