"""The order of ``status --all``: every workspace below a folder, side by side, one line each."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import CannotRun, ReportgenError
from reportgen.pipeline.status import track_period
from reportgen.pipeline.workers import side_by_side
from reportgen.track import Sending
from reportgen.workspace import AGENCY_FILE, PLANS, STATUSES, Workspace

_DEEP = 4
"""Folders below the one named in which workspaces are looked for."""


@dataclass(frozen=True)
class Overview:
    """One workspace on one line; ``problem``: why there is nothing to say of it."""

    folder: Path
    agency: str = ""
    plan: str = ""
    period: str = ""
    units: int = 0
    sent: int = 0
    late: int = 0
    faulty: int = 0
    days: int = 0
    tasks: int = 0
    done: int = 0
    overdue: int = 0
    met: int = 0
    targets: int = 0
    issued: str = ""
    problem: str = ""


def workspaces(root: Path) -> list[Path]:
    """Return the workspaces at and below ``root``, in order of name. Raises CannotRun when there is none."""
    found = sorted(_below(root, _DEEP))
    if not found:
        raise CannotRun(f"Không thấy thư mục cơ quan nào (có {AGENCY_FILE}) trong {root}.")
    return found


def _below(folder: Path, deep: int) -> Iterator[Path]:
    try:
        # one that has lost its agency's file is no less a workspace: reading it says what is missing
        if (folder / AGENCY_FILE).is_file() or any((folder / name).is_dir() for name in (PLANS, STATUSES)):
            yield folder
            return
        with os.scandir(folder) as entries:
            inner = [entry.path for entry in entries if _inner(entry)]
    except OSError:  # reading it as a workspace says why, on its own line
        yield folder
        return
    for path in inner if deep else ():
        yield from _below(Path(path), deep - 1)


def _inner(entry: os.DirEntry[str]) -> bool:
    """Tell whether a folder is to be looked into; a link is not: what it leads to would count twice."""
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "~"))


def overviews(roots: Sequence[Path], period: str | None, today: dt.date, jobs: int = 1) -> Iterator[Overview]:
    """Yield a line for each workspace, in order; ``jobs`` worker processes where there is enough to do."""
    return side_by_side(overview, [(root, period, today) for root in roots], jobs)


def overview(asked: tuple[Path, str | None, dt.date]) -> Overview:
    """Return the line of one workspace; what cannot be read is said, not raised: the others are shown all the same."""
    root, period, today = asked
    try:
        tracked = track_period(Workspace(root), period, today)
    except (ReportgenError, OSError) as error:
        return Overview(root, problem=str(error))
    tracking = tracked.tracking
    snapshot = tracking.snapshot
    states = [unit.sending for unit in tracking.units]
    return Overview(
        folder=root,
        agency=snapshot.agency.name,
        plan=snapshot.plan.id,
        period=snapshot.period_id,
        units=len(states),
        sent=states.count(Sending.SENT) + states.count(Sending.LATE),
        late=states.count(Sending.LATE),
        faulty=states.count(Sending.FAULTY),
        days=tracking.office_days,
        tasks=sum(snapshot.counts.values()),
        done=sum(number for task_class, number in snapshot.counts.items() if task_class.done),
        overdue=sum(task.overdue for task in tracking.tasks),
        met=sum(target.met is True for target in snapshot.targets),
        targets=sum(not target.is_statistic for target in snapshot.targets),
        issued=tracked.issued,
    )
