"""The order of ``status`` and ``remind``: choose the period, read its files, merge those without errors, track."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.archive.register import Register, read_register
from reportgen.errors import CannotRun
from reportgen.finding import Finding, Severity, errors_in
from reportgen.load import Loaded, left_unsent, load_agency
from reportgen.model.agency import Agency
from reportgen.model.entry import Entry
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period, Plan
from reportgen.model.snapshot import Snapshot
from reportgen.model.status import UnitStatus
from reportgen.pins.standing import PlaceStanding, Standing
from reportgen.pipeline import since_issued
from reportgen.pipeline.base import Base
from reportgen.pipeline.period import by_name, gather_with_last_year, merge_chain
from reportgen.pipeline.sources import Sources, choose, load_period, read_base, usable
from reportgen.pipeline.strays import strays
from reportgen.pipeline.words import OfficeWords, load_period_words, placed
from reportgen.track import SOON, Faults, Sending, TaskTrack, Tracking, UnitTrack, track
from reportgen.vn.signs import visible_name
from reportgen.workspace import PLANS, Workspace

__all__ = [
    "GRACE",
    "SOON",
    "Faults",
    "PlaceStanding",
    "Sending",
    "Standing",
    "TaskTrack",
    "Tracked",
    "Tracking",
    "UnitTrack",
    "due",
    "track_period",
]

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
    notes: tuple[str, ...] = ()
    """What the reader should know: files that were not read, an archive that is damaged, other periods due."""
    places: tuple[PlaceStanding, ...] = ()
    """How each place of the report stands; empty where the office has no words of its own for the period."""
    office: Agency | None = None
    """The agency as it is on the day looked at, where that is another than the one the period was read with."""
    unread: tuple[str, ...] = ()
    """What units may have sent for the period that no command has read yet, one sentence a file; in ``notes``, too."""

    @property
    def now(self) -> Agency:
        """The agency as it is on the day looked at: who writes and signs letters today."""
        return self.office or self.agency


def track_period(workspace: Workspace, period: str | None, today: dt.date) -> Tracked:
    """Return how a period stands on ``today``; without ``period``, the one that is due.

    Units' files with errors are counted and left out of the figures. Raises CannotRun when there is no such
    period, Refused when the plan or ``co-quan.yaml`` has errors.
    """
    register = read_register(workspace.archive_folder())
    base, period_id, others = (*choose(workspace, period), ()) if period else due(workspace, today, register)
    agency, plan = usable(base)
    today_plan = base.today.plan.value or plan
    gathered = gather_with_last_year(base, plan, period_id, before=load_period)
    sources = gathered.sources
    chain = merge_chain(agency, plan, base.plan_id, gathered, lambda source: _sound(agency, source))
    tracking = track(chain[-1], _faults(agency, sources[0]), today, today_plan)
    words = _words(base, chain)
    report = _issued(register, plan, PeriodId(base.plan_id, period_id))
    notes = [*since_issued.notes(base, period_id)]
    lost = strays(workspace, base)
    notes += [f"{visible_name(finding.file)}: {finding.found}; cần {finding.required}" for finding in lost]
    notes += [
        f"{visible_name(item.file)}: không rõ là của đơn vị nào, nên chưa tính"
        for item in sources[0].statuses
        if _unit_of(agency, item) is None
    ]
    there = {unit.id for unit in chain[-1].units}
    notes += [
        f"{item.file}: đơn vị {unit} không có tại ngày chốt của kỳ, nên chưa tính"
        for item in sources[0].statuses
        if (unit := _unit_of(agency, item)) is not None and unit not in there
    ]
    notes += _of_words(words, tracking)
    if register.faults:
        notes.append("lưu trữ có chỗ hỏng, xem bằng lệnh reportgen archive verify")
    if others:
        notes.append(f"cũng đang đến hạn: {', '.join(others)}")
    places = words.places if tracking.sound else _unjudged(words.places)
    office = base.today.agency.value if not errors_in(base.today.findings) else None
    now = (office or agency).on(today)
    unread = _unread(workspace.status_folder(base.plan_id, period_id), workspace, lost)
    issued = report.words() if report else ""
    return Tracked(agency, today_plan, tracking, issued, tuple(notes), places, now, unread)


def _unread(folder: Path, workspace: Workspace, lost: Sequence[Finding]) -> tuple[str, ...]:
    """Return what is told of files in a period's folder that may be somebody's report."""
    sent = [each for each in lost if (workspace.root / each.file).parent == folder]
    return tuple(f"{visible_name(each.file)}: {each.found}" for each in sent)


def _words(base: Base, chain: Sequence[Snapshot]) -> OfficeWords:
    """Return the office's words for the last period of ``chain``, held against all of it."""
    *before, snapshot = chain
    earlier = by_name(base.plan_id, before)
    return placed(load_period_words(base, snapshot.period_id), snapshot, earlier)


def _of_words(words: OfficeWords, tracking: Tracking) -> list[str]:
    """Return why nothing, or not everything, is known of the words."""
    if words.unread:
        return [f"{words.unread} còn lỗi nên chưa biết lời văn thế nào, xem bằng lệnh reportgen check"]
    if words.places and not tracking.sound:
        return ["có tệp của đơn vị còn lỗi nên chưa biết nguồn của lời văn có đổi hay không"]
    return []


def _unjudged(places: Iterable[PlaceStanding]) -> tuple[PlaceStanding, ...]:
    """Return the places with none called stale: where a unit's file has errors its rows only seem to be gone."""
    return tuple(
        replace(place, standing=Standing.OFFICE) if place.standing is Standing.STALE else place for place in places
    )


def due(workspace: Workspace, today: dt.date, register: Register) -> tuple[Base, str, tuple[str, ...]]:
    """Return the plan and period that are due on ``today``, and the other plans' that are due as well.

    Of the periods that are not issued: the one whose office deadline comes first, those that are past by no
    more than :data:`GRACE` days included; when all are past, the last one. Raises CannotRun when there is none.
    """
    agency = load_agency(workspace)
    bases = [read_base(workspace, name, agency) for name in workspace.plan_ids()]
    plans = [(base, base.plan.value) for base in bases if base.plan.value]
    known = [(base, name, period) for base, plan in plans for name, period in plan.periods.items()]
    if not known:
        if bases:
            return bases[0], "", ()  # its findings say why
        raise CannotRun(f"Chưa có kế hoạch nào trong {workspace.root / PLANS}.")
    periods = [(base.plan_id, plan, name) for base, plan in plans for name in plan.periods]
    issued = {(plan_id, name) for plan_id, plan, name in periods if _issued(register, plan, PeriodId(plan_id, name))}
    waiting = [item for item in known if (item[0].plan_id, item[1]) not in issued] or known
    since = today - dt.timedelta(days=GRACE)
    coming = sorted((item for item in waiting if item[2].last_office_day >= since), key=_order)
    base, name, period = coming[0] if coming else max(waiting, key=_order)
    near = period.last_office_day + dt.timedelta(days=GRACE)
    others = [item for item in coming if item[0] is not base and item[2].last_office_day <= near]
    return base.of(name), name, tuple(dict.fromkeys(f"{item[0].plan_id}/{item[1]}" for item in others))


def _order(item: tuple[Base, str, Period]) -> tuple[dt.date, str, str]:
    return (item[2].last_office_day, item[0].plan_id, item[1])


def _sound(agency: Agency, source: Sources) -> list[UnitStatus]:
    """Return the reports that were sent by units none of whose files has errors."""
    faults = _faults(agency, source)
    sent = [(item.value, _unit_of(agency, item)) for item in source.statuses if item.value and item.value.sent]
    return [status for status, unit in sent if unit is not None and not faults.get(unit, Faults()).errors]


def _faults(agency: Agency, source: Sources) -> dict[str, Faults]:
    """Return the faults of each unit's file, by unit id; those of a form that was not sent do not count."""
    errors = _by_file(source.findings, Severity.ERROR)
    warnings = _by_file(source.findings, Severity.WARNING)
    found: dict[str, Faults] = {}
    for item in source.statuses:
        unit = _unit_of(agency, item)
        if unit is not None and not left_unsent(item):
            before = found.get(unit, Faults())
            found[unit] = Faults(before.errors + errors[item.file], before.warnings + warnings[item.file])
    return found


def _by_file(findings: Iterable[Finding], severity: Severity) -> Counter[str]:
    return Counter(finding.file for finding in findings if finding.severity is severity)


def _unit_of(agency: Agency, item: Loaded[UnitStatus]) -> str | None:
    """Return the unit that a file is from: by what it says, else by its name."""
    status = item.value or item.partial
    named = item.file.rpartition("/")[2].rpartition(".")[0]
    if status is not None and status.unit in agency.units:
        return status.unit
    meant = agency.unit_ids(named)
    return meant[0] if len(meant) == 1 else None


def _issued(register: Register, plan: Plan, period: PeriodId) -> Entry | None:
    """Return the period's newest report in the archive; none of a plan of another year that had the same name."""
    start = plan.periods[period.period].start
    found = [entry for entry in register.documents() if entry.period == period]
    return next((entry for entry in reversed(found) if entry.date >= start), None)
