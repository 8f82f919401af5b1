"""From paths to Agency, Plan and UnitStatus: reading the files of a workspace."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from pathlib import Path
from typing import Generic, TypeVar

from reportgen.checks import tep
from reportgen.errors import reason
from reportgen.files import read_plain
from reportgen.finding import Finding
from reportgen.model.agency import Agency
from reportgen.model.dating import dated
from reportgen.model.plain import NO_PLAN, Surroundings
from reportgen.model.plan import Plan
from reportgen.model.status import OccurrenceStatus, State, UnitStatus
from reportgen.model.words import Words
from reportgen.record import record
from reportgen.workspace import AGENCY_FILE, Workspace
from reportgen.yamlmap.bind import Arranged, bind
from reportgen.yamlmap.marks import Marks
from reportgen.yamlmap.source import MAX_BYTES, Source, decode, fault
from reportgen.yamlmap.ungrouped import with_groups

T = TypeVar("T")
_ARRANGED: dict[type, Arranged] = {Plan: with_groups}


@record
class Loaded(Generic[T]):
    """A file as read: the record (None where it is beyond use), places, faults, and its hash."""

    file: str
    value: T | None
    marks: Marks
    findings: tuple[Finding, ...]
    sha256: str
    partial: T | None = None
    """The record with None for required keys that are missing; what else it says can still be checked."""


def load_agency(workspace: Workspace) -> Loaded[Agency]:
    """Read ``co-quan.yaml``."""
    return _load(Agency, workspace, workspace.root / AGENCY_FILE)


def load_plan(workspace: Workspace, plan_id: str) -> Loaded[Plan]:
    """Read the plan ``plan_id``, its deadlines in its own years."""
    return _in_its_years(_load(Plan, workspace, workspace.plan_file(plan_id)))


def _in_its_years(loaded: Loaded[Plan]) -> Loaded[Plan]:
    value = dated(loaded.value).followed_up() if loaded.value else None
    partial = value or (dated(loaded.partial) if loaded.partial else None)
    return dataclasses.replace(loaded, value=value, partial=partial)


def load_status(workspace: Workspace, path: Path, around: Surroundings = NO_PLAN) -> Loaded[UnitStatus]:
    """Read one unit's status file; ``around``: what the plan says beside its values."""
    return _with_times_asked(_load(UnitStatus, workspace, path, around))


def _with_times_asked(loaded: Loaded[UnitStatus]) -> Loaded[UnitStatus]:
    """Return a file with the times that it names and leaves blank in tasks under way: asked for and not answered."""
    status, asked = loaded.value, _blank_times(loaded.marks)
    rows = status.tasks.items() if status and asked else ()
    under_way = {code: row for code, row in rows if code in asked and row.state is State.UNDER_WAY}
    if status is None or not under_way:
        return loaded
    tasks = {
        code: dataclasses.replace(row, occurrences={**asked[code], **row.occurrences})
        for code, row in under_way.items()
    }
    return dataclasses.replace(loaded, value=dataclasses.replace(status, tasks={**status.tasks, **tasks}))


def _blank_times(marks: Marks) -> dict[str, dict[str, OccurrenceStatus]]:
    """Return the times that a file names, by the code of their task, without those that could not be read."""
    found: dict[str, dict[str, OccurrenceStatus]] = {}
    for path in marks.keys:
        match path:
            case ("nhiem_vu", str(code), "ky", str(name)) if not marks.spoilt(*path):
                found.setdefault(code, {})[name] = OccurrenceStatus()
    return found


def load_statuses(
    workspace: Workspace, plan_id: str, period_id: str, around: Surroundings = NO_PLAN
) -> list[Loaded[UnitStatus]]:
    """Read every status file of one period, in order of file name."""
    return [load_status(workspace, path, around) for path in workspace.status_files(plan_id, period_id)]


def left_unsent(loaded: Loaded[UnitStatus]) -> bool:
    """Tell whether a file is a form that nobody sent: nothing stands at the margin that could not be read."""
    sent_or_unread = loaded.value is None or loaded.value.sent or any(len(path) == 1 for path in loaded.marks.unread)
    return not sent_or_unread


def load_words(workspace: Workspace, path: Path) -> Loaded[Words]:
    """Read a file of the office's own words."""
    return _load(Words, workspace, path)


def read_words(workspace: Workspace, path: Path, content: bytes) -> Loaded[Words]:
    """Read a file of the office's own words from ``content``, as if it stood at ``path``."""
    return _read(Words, workspace.name_of(path), content)


def read_agency(content: bytes) -> Loaded[Agency]:
    """Read ``co-quan.yaml`` from ``content``."""
    return _read(Agency, AGENCY_FILE, content)


def read_plan(workspace: Workspace, plan_id: str, content: bytes) -> Loaded[Plan]:
    """Read the plan ``plan_id`` from ``content``."""
    return _in_its_years(_read(Plan, workspace.name_of(workspace.plan_file(plan_id)), content))


def read_status(workspace: Workspace, path: Path, content: bytes, around: Surroundings = NO_PLAN) -> Loaded[UnitStatus]:
    """Read one unit's status file from ``content``, as if it stood at ``path``."""
    return _with_times_asked(_read(UnitStatus, workspace.name_of(path), content, around))


def read_as(record: type[T], file: str, text: str, around: Surroundings = NO_PLAN) -> Loaded[T]:
    """Read ``text`` (``\\n`` line ends) as a file that holds a ``record``."""
    bound = bind(record, Source(file, text), around, _ARRANGED.get(record))
    return Loaded(file, bound.value, bound.marks, bound.findings, "", bound.partial)


def _load(record: type[T], workspace: Workspace, path: Path, around: Surroundings = NO_PLAN) -> Loaded[T]:
    file = workspace.name_of(path)
    nowhere = Marks(file)
    try:
        if leads_out(workspace, path):
            return Loaded(file, None, nowhere, (fault(file, 1, 1, tep.LEADS_OUT),), "")
        content = read_plain(path, MAX_BYTES + 1)
    except OSError as error:
        return Loaded(file, None, nowhere, (fault(file, 1, 1, tep.UNREADABLE, reason=reason(error)),), "")
    return _read(record, file, content, around)


def leads_out(workspace: Workspace, path: Path) -> bool:
    """Tell whether a file that lies in the workspace is a link to one outside: it would not travel with the folder."""
    whole, real = os.path.abspath(path), os.path.realpath(path)  # noqa: PTH100
    if whole == real:
        return False  # no link on the way, as with nearly every file
    root = os.path.abspath(workspace.root)  # noqa: PTH100
    if not Path(whole).is_relative_to(root):
        return False  # a file named by the user, wherever it is
    return not Path(real).is_relative_to(os.path.realpath(root))


def _read(record: type[T], file: str, content: bytes, around: Surroundings = NO_PLAN) -> Loaded[T]:
    digest = hashlib.sha256(content).hexdigest()
    source = decode(file, content)
    if isinstance(source, Finding):
        return Loaded(file, None, Marks(file), (source,), digest)
    bound = bind(record, source, around, _ARRANGED.get(record))
    return Loaded(file, bound.value, bound.marks, bound.findings, digest, bound.partial)
