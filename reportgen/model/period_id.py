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
