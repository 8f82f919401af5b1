"""The order of ``check``: read everything named, hold it against everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.checks.ke_hoach import NO_PLAN
from reportgen.errors import CannotRun
from reportgen.finding import Finding, Position, errors_in
from reportgen.load import load_agency, load_status, load_statuses
from reportgen.pipeline.sources import Base, Sources, check_statuses, choose, read_base, read_period, strays
from reportgen.validate import check_agency
from reportgen.workspace import AGENCY_FILE, SCHEMA_FILE, Workspace


@dataclass(frozen=True)
class Checked:
    """What ``check`` found, and in which files it looked."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    """Warnings that the files acknowledge, with the reason."""
    unsent: frozenset[str] = frozenset()
    """Forms that nobody has sent yet: without a date of making."""


def check(workspace: Workspace, subjects: Sequence[str]) -> Checked:
    """Check periods or files; without ``subjects`` the whole workspace."""
    files: dict[str, None] = {}
    findings: set[Finding] = set()
    accepted: set[Finding] = set()
    unsent: set[str] = set()

    def note(base: Base, sources: Iterable[Sources]) -> None:
        files.update(dict.fromkeys((base.agency.file, base.plan.file)))
        findings.update(base.findings)
        accepted.update(base.accepted)
        findings.update(strays(workspace, base))
        for source in sources:
            files.update(dict.fromkeys(loaded.file for loaded in source.statuses))
            findings.update(source.findings)
            accepted.update(source.accepted)
            unsent.update(loaded.file for loaded in source.statuses if loaded.value and not loaded.value.sent)

    if not subjects:
        agency = load_agency(workspace)
        if not workspace.plan_ids():
            checked = check_agency(agency.value, agency.marks) if agency.value else []
            none = NO_PLAN.finding("ke-hoach", Position(1, 1), NO_PLAN.words())
            return Checked((agency.file,), tuple(sorted([*agency.findings, *checked, none])))
        for plan_id in workspace.plan_ids():
            base = read_base(workspace, plan_id, agency)
            note(base, [read_period(base, name) for name in (base.plan.value.periods if base.plan.value else ())])
    for subject in subjects:
        path = _find(workspace, subject)
        folders = workspace.name_of(path).split("/")
        if path.is_file():
            checked_file = _check_file(workspace, path)
            files.update(dict.fromkeys(checked_file.files))
            findings.update(checked_file.findings)
            accepted.update(checked_file.accepted)
            unsent.update(checked_file.unsent)
        elif subject in workspace.plan_ids():
            base = read_base(workspace, subject)
            note(base, [read_period(base, name) for name in (base.plan.value.periods if base.plan.value else ())])
        elif path.suffix.lower() in (".yaml", ".yml"):
            raise CannotRun(f"Không có tệp {subject}.")
        else:
            inside = path.is_dir() and len(folders) == 3 and folders[0] == "tinh-hinh"
            base, period_id = choose(workspace, f"{folders[1]}/{folders[2]}" if inside else subject)
            note(base, [read_period(base, period_id)])
    return Checked(tuple(files), tuple(sorted(findings)), tuple(sorted(accepted)), frozenset(unsent))


def _find(workspace: Workspace, subject: str) -> Path:
    """Return the file or folder that ``subject`` names: from here, from the workspace, or by its bare name."""
    path = Path(subject)
    if path.exists():
        return path
    if (workspace.root / subject).exists():
        return workspace.root / subject
    if path.name == subject and path.suffix:
        found = sorted(item for item in (workspace.root / "tinh-hinh").rglob("*") if item.name == subject)
        if len(found) > 1:
            names = [workspace.name_of(item) for item in found]
            raise CannotRun(f"Có nhiều tệp {subject}: {', '.join(names)}. Ghi cả đường dẫn: reportgen check {names[0]}")
        if found:
            return found[0]
    return path


def _check_file(workspace: Workspace, path: Path) -> Checked:
    """Check one file; what it is follows from where it lies in the workspace."""
    name = workspace.name_of(path)
    folders = name.split("/")
    if name == AGENCY_FILE:
        agency = load_agency(workspace)
        checked = check_agency(agency.value, agency.marks) if agency.value else []
        return Checked((name,), (*agency.findings, *checked))
    if len(folders) == 2 and folders[0] == "ke-hoach" and path.suffix == ".yaml":
        base = read_base(workspace, path.stem)
        rest = [] if base.plan.value is None else _unusable_errors(base)
        return Checked((name,), (*rest, *_of(name, base.findings)), base.accepted)
    if len(folders) == 4 and folders[0] == "tinh-hinh":
        base, period_id = choose(workspace, f"{folders[1]}/{folders[2]}")
        loaded = load_status(workspace, path)
        unsent = frozenset({name}) if loaded.value and not loaded.value.sent else frozenset()
        others = [other for other in load_statuses(workspace, *folders[1:3]) if other.file != name]
        findings, accepted = check_statuses(base, period_id, [*others, loaded])
        return Checked((name,), (*_unusable_errors(base), *_of(name, findings)), _of(name, accepted), unsent)
    if path.name == SCHEMA_FILE:
        raise CannotRun(f"{path.name} là lược đồ cho VS Code, không phải biểu: không cần kiểm tra.")
    loaded = load_status(workspace, path)
    if loaded.value is None:
        return Checked((name,), loaded.findings)
    unsent = frozenset() if loaded.value.sent else frozenset({name})
    if loaded.value.plan in workspace.plan_ids():  # a file on its way: its own heading says what it is for
        base, period_id = choose(workspace, f"{loaded.value.plan}/{loaded.value.period}")
        findings, accepted = check_statuses(base, period_id, [loaded])
        return Checked((name,), (*_unusable_errors(base), *_of(name, findings)), _of(name, accepted), unsent)
    raise CannotRun(
        f"{path} không nằm trong thư mục cơ quan {workspace.root}: tệp tình hình ở tinh-hinh/KẾ_HOẠCH/KỲ/, "
        f"kế hoạch ở ke-hoach/."
    )


def _of(name: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.file == name)


def _unusable_errors(base: Base) -> list[Finding]:
    """Return the errors of agency and plan when they are beyond use: a file could not be held against them."""
    beyond_use = base.agency.value is None or base.plan.value is None
    return errors_in(base.findings) if beyond_use else []
