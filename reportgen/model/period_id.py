"""The name of a reporting period: of which plan, which period."""

from __future__ import annotations

from typing import NamedTuple


class PeriodId(NamedTuple):
    """A plan's id and the id of one of its periods, as their files and folders are called."""

    plan: str
    period: str

    def __str__(self) -> str:
        """Return ``plan/period``, as it is typed on the command line."""
        return f"{self.plan}/{self.period}"

    def before(self, written: str | None) -> PeriodId | None:
        """Return the period that ``ky_truoc`` of this one means: of this plan, or ``plan/period`` of another one."""
        if written is None:
            return None
        plan, _, period = written.rpartition("/")
        return PeriodId(plan or self.plan, period)

    def seen_from(self, plan: str) -> str:
        """Return the period as a file of ``plan`` names it: with its plan only where that is another one."""
        return self.period if self.plan == plan else str(self)
