"""What the checks of one unit's file hand on to each other."""

from __future__ import annotations

from reportgen.model.agency import Agency
from reportgen.model.plan import Period, Plan
from reportgen.model.status import UnitStatus
from reportgen.record import record
from reportgen.validate.report import Report


@record
class Case:
    """One unit's file, what it is held against, and the report that its faults go into.

    ``status`` names the unit whose file this is, even where its heading is wrong. ``covered``: targets for which
    some unit gives the figure of the whole agency, so that the others need not.
    """

    agency: Agency
    plan: Plan
    period: Period
    status: UnitStatus
    report: Report
    covered: frozenset[str] = frozenset()
