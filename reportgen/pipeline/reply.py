"""What to send back to whom: the findings of each unit's file in words that its officer understands, for an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from reportgen.checks.tinh_hinh import CHUA_GUI
from reportgen.errors import CannotRun, Refused
from reportgen.finding import Finding, Severity
from reportgen.model.agency import Agency
from reportgen.model.fields import keys_of
from reportgen.model.plan import Period, Plan
from reportgen.model.status import ExtraWork, General, OccurrenceStatus, TargetStatus, TaskStatus, UnitStatus
from reportgen.pipeline.check import Checked
from reportgen.pipeline.sources import choose, usable
from reportgen.vn.text import shorten
from reportgen.workspace import AGENCY_FILE, PLANS, STATUSES, Workspace


@dataclass(frozen=True)
class Fault:
    """One thing that a unit is asked to look at: where, in its form's own words, what is wrong, what to do."""

    where: str
    found: str
    advice: str
    line: int
    must: bool
    """Whether the report cannot be used before it is mended: an error, or no date that says it is sent."""


@dataclass(frozen=True)
class Reply:
    """What one unit is told of its file; ``due``: the deadline of units, as the plan writes it."""

    unit: str
    office: str
    file: str
    period: str
    due: str
    faults: tuple[Fault, ...]


def replies(workspace: Workspace, checked: Checked) -> list[Reply]:
    """Return a reply for each unit's file in which something is wrong, in the order of the files.

    Raises Refused where the plan or the agency's file has errors: what is said of a unit's file may then be theirs.
    """
    ours = [each for each in checked.findings if each.severity is Severity.ERROR and _is_ours(each.file)]
    if ours:
        raise Refused(
            f"{ours[0].file} dòng {ours[0].line} còn lỗi ({len(ours)} lỗi ở kế hoạch, {AGENCY_FILE}) nên chưa in lời "
            "nhắn: chỗ sai nêu cho đơn vị có thể do lỗi ấy. Xem và sửa trước: reportgen check"
        )
    by_file: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        if finding.file.startswith(f"{STATUSES}/"):
            by_file.setdefault(finding.file, []).append(finding)
    found = (_reply(workspace, file, findings) for file, findings in sorted(by_file.items()))
    return [reply for reply in found if reply is not None]


def _is_ours(file: str) -> bool:
    """Tell whether a file is the plan or the agency's: what units' files are read by."""
    return file == AGENCY_FILE or file.startswith(f"{PLANS}/")


def _reply(workspace: Workspace, file: str, findings: list[Finding]) -> Reply | None:
    folders = PurePosixPath(file).parts
    if len(folders) != 4:
        return None  # no unit's file: a slip of its folder, which the office mends itself
    try:
        base, period_id = choose(workspace, f"{folders[1]}/{folders[2]}")
    except CannotRun:
        return None
    agency, plan = usable(base)
    period = plan.periods[period_id]
    agency, plan = agency.on(period.cutoff), plan.on(period.cutoff)
    loaded = next((item for item in base.statuses(period_id) if item.file == file), None)
    status = (loaded.value or loaded.partial) if loaded else None
    unit_id = status.unit if status and status.unit in agency.units else PurePosixPath(file).stem
    unit = agency.units.get(unit_id)
    return _of(agency, plan, period, unit.name if unit else unit_id, file, findings)


def _of(agency: Agency, plan: Plan, period: Period, unit: str, file: str, findings: list[Finding]) -> Reply:
    ordered = sorted(findings, key=lambda each: (list(Severity).index(each.severity), each.line))
    faults = tuple(
        Fault(
            _where(plan, each.subject),
            each.found,
            each.advice or (f"cần: {each.required}" if each.required else ""),
            each.line,
            each.severity is Severity.ERROR or each.code == CHUA_GUI.code,
        )
        for each in ordered
    )
    return Reply(unit, agency.units[agency.hub].name, file, period.name, period.unit_deadline.text, faults)


def _where(plan: Plan, subject: str) -> str:
    """Return what a message calls ``I.1 tien_do`` in words: ``Nhiệm vụ I.1 (Rà soát …), Tiến độ, phần trăm``."""
    first, _, rest = subject.partition(" ")
    if first in plan.tasks_by_code:
        row = f"Nhiệm vụ {first} ({shorten(plan.tasks_by_code[first].text, 60)})"
        return _with(row, rest, (TaskStatus, OccurrenceStatus))
    if first in plan.targets:
        return _with(f"Chỉ tiêu {first} ({shorten(plan.targets[first].name, 60)})", rest, (TargetStatus,))
    return _with("", subject, (UnitStatus, General, ExtraWork, OccurrenceStatus))


def _with(row: str, key: str, records: tuple[type, ...]) -> str:
    names = _names(records)
    told = ", ".join(part for part in (names.get(key.partition(",")[0], key), key.partition(",")[2].strip()) if part)
    return ", ".join(part for part in (row, told) if part)


def _names(records: tuple[type, ...]) -> Mapping[str, str]:
    """Return what each key is called: what its line says before it explains."""
    return {name: re.split("[;:]", about)[0] for record in reversed(records) for name, about in _declared(record)}


def _declared(record: type) -> Iterator[tuple[str, str]]:
    for key in keys_of(record):
        yield key.name, key.about
