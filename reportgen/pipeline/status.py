"""The order of ``status`` and ``remind``: choose the period, read its files, merge those without errors, track."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.archive.register import read_register
from reportgen.errors import CannotRun
from reportgen.finding import Finding, Severity
from reportgen.load import Loaded, load_agency
from reportgen.model.agency import Agency
from reportgen.model.plan import Period, Plan
from reportgen.model.status import UnitStatus
from reportgen.pipeline.period import gather, merge_chain
from reportgen.pipeline.sources import Base, Sources, choose, read_base, usable
from reportgen.track import Faults, Tracking, track
from reportgen.workspace import Workspace

GRACE = 30
"""Days after the office's deadline in which a period that was not issued is still the one that is due."""


@dataclass(frozen=True)
class Tracked:
    """A period as it stands, with the records it was made from."""

    agency: Agency
    plan: Plan
    tracking: Tracking
    issued: str = ""
    """Number and symbol of the period's report when it is in the archive."""


def track_period(workspace: Workspace, period: str | None, today: dt.date) -> Tracked:
    """Return how a period stands on ``today``; without ``period``, the one that is due.

    Units' files with errors are counted and left out of the figures. Raises CannotRun when there is no such
    period, Refused when the plan or ``co-quan.yaml`` has errors.
    """
    base, period_id = choose(workspace, period) if period else due(workspace, today)
    agency, plan = usable(base)
    sources, issued = gather(base, plan, period_id)
    snapshot = merge_chain(agency, plan, base.plan_id, (sources, issued), _sound)
    tracking = track(snapshot, _faults(agency, sources[0]), today)
    return Tracked(agency, plan, tracking, _issued(workspace, (base.plan_id, period_id)))


def due(workspace: Workspace, today: dt.date) -> tuple[Base, str]:
    """Return the plan and period that are due on ``today``.

    Of the periods that are not issued: the one whose office deadline comes first, those that are past by no
    more than :data:`GRACE` days included; when all are past, the last one. Raises CannotRun when there is none.
    """
    agency = load_agency(workspace)
    bases = [read_base(workspace, name, agency) for name in workspace.plan_ids()]
    known = [
        (base, name, period) for base in bases if base.plan.value for name, period in base.plan.value.periods.items()
    ]
    if not known:
        if bases:
            return bases[0], ""  # its findings say why
        raise CannotRun(f"Chưa có kế hoạch nào trong {workspace.root / 'ke-hoach'}.")
    issued = {(entry.ke_hoach, entry.ky_bao_cao) for entry in read_register(workspace.archive_folder()).documents()}
    waiting = [item for item in known if (item[0].plan_id, item[1]) not in issued] or known
    coming = [item for item in waiting if _last_day(item[2]) >= today - dt.timedelta(days=GRACE)]
    base, name, _ = min(coming, key=_order) if coming else max(waiting, key=_order)
    return base, name


def _order(item: tuple[Base, str, Period]) -> tuple[dt.date, str, str]:
    return (_last_day(item[2]), item[0].plan_id, item[1])


def _last_day(period: Period) -> dt.date:
    return period.office_deadline.last_day or period.cutoff


def _sound(source: Sources) -> list[UnitStatus]:
    """Return the reports that were sent and have no errors."""
    faulty = {finding.file for finding in source.findings if finding.severity is Severity.ERROR}
    return [item.value for item in source.statuses if item.value and item.value.sent and item.file not in faulty]


def _faults(agency: Agency, source: Sources) -> dict[str, Faults]:
    """Return the faults of each unit's file, by unit id; those of a form that was not sent do not count."""
    errors = _by_file(source.findings, Severity.ERROR)
    warnings = _by_file(source.findings, Severity.WARNING)
    found: dict[str, Faults] = {}
    for item in source.statuses:
        unit = _unit_of(agency, item)
        if unit is not None and not (item.value and not item.value.sent):
            before = found.get(unit, Faults())
            found[unit] = Faults(before.errors + errors[item.file], before.warnings + warnings[item.file])
    return found


def _by_file(findings: Iterable[Finding], severity: Severity) -> Counter[str]:
    return Counter(finding.file for finding in findings if finding.severity is severity)


def _unit_of(agency: Agency, item: Loaded[UnitStatus]) -> str | None:
    """Return the unit that a file is from: by what it says, else by its name."""
    status = item.value or item.partial
    named = item.file.rpartition("/")[2].rpartition(".")[0]
    said = status.unit if status is not None else None
    return next((name for name in (said, named) if name in agency.units), None)


def _issued(workspace: Workspace, period: tuple[str, str]) -> str:
    documents = read_register(workspace.archive_folder()).documents()
    last = [entry for entry in documents if (entry.ke_hoach, entry.ky_bao_cao) == period][-1:]
    return last[0].words() if last else ""
