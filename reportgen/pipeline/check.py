"""The order of ``check``: read everything named, hold it against everything else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.checks.ke_hoach import NO_PLAN
from reportgen.errors import CannotRun
from reportgen.finding import Finding, Position, Understood, errors_in
from reportgen.load import Loaded, left_unsent, load_agency, load_status
from reportgen.model.agency import Agency
from reportgen.model.status import UnitStatus
from reportgen.pipeline.base import Base
from reportgen.pipeline.own_templates import faulty_letters, faulty_templates
from reportgen.pipeline.period import merge_chosen
from reportgen.pipeline.sources import check_statuses, choose, judged_agency, read_base, read_period
from reportgen.pipeline.strays import strays
from reportgen.pipeline.words import check_unit_words, load_period_words, load_unit_words, stray_words
from reportgen.workspace import AGENCY_FILE, PLANS, SCHEMA_FILE, STATUSES, WORDS, Still, Workspace


@dataclass(frozen=True)
class Checked:
    """What ``check`` found, and in which files it looked."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    """Warnings that the files acknowledge, with the reason."""
    unsent: frozenset[str] = frozenset()
    """Forms that nobody has sent yet: without a date of making."""
    understood: Mapping[str, tuple[Understood, ...]] = dataclasses.field(default_factory=dict)
    """By file, what was typed otherwise than the form asks and read as it was plainly meant."""


def check(workspace: Workspace, subjects: Sequence[str]) -> Checked:
    """Check periods or files; without ``subjects`` the whole workspace."""
    if not subjects:
        return _check_all(workspace)
    checking = _Checking(workspace)
    for subject in subjects:
        _check_subject(checking, subject)
    return checking.checked()


def _check_all(workspace: Workspace) -> Checked:
    agency, still = load_agency(workspace), Still(workspace.root)
    if not still.plan_ids():
        return _without_plan(agency)
    checking = _Checking(still)
    asked: set[str] = set()
    for plan_id in still.plan_ids():
        base = read_base(still, plan_id, agency)
        checking.plan(base)
        plan = base.plan.value
        asked.update(period.template for period in (plan.periods.values() if plan else ()))
    checking.note(Checked((), tuple(faulty_letters(still, asked))))
    return checking.checked()


def _without_plan(agency: Loaded[Agency]) -> Checked:
    none = NO_PLAN.finding(PLANS, Position(1, 1), NO_PLAN.words())
    findings, accepted = judged_agency(agency)
    return Checked((agency.file,), tuple(sorted([*findings, none])), tuple(accepted))


def _check_subject(checking: _Checking, subject: str) -> None:
    """Check a file, a plan with all its periods, or one period: whichever ``subject`` names."""
    workspace = checking.workspace
    path = _find(workspace, subject)
    if path.is_file():
        checking.note(_check_file(workspace, path))
    elif subject in workspace.plan_ids():
        checking.plan(read_base(workspace, subject))
    elif path.suffix.lower() in (".yaml", ".yml"):
        raise CannotRun(f"Không có tệp {subject}.")
    else:
        base, period_id = choose(workspace, _period_of_folder(workspace, path) or subject)
        checking.periods(base, [period_id])


def _period_of_folder(workspace: Workspace, path: Path) -> str:
    """Return plan and period of a folder ``tinh-hinh/KẾ_HOẠCH/KỲ``, nothing for any other."""
    folders = workspace.name_of(path).split("/")
    is_period = path.is_dir() and len(folders) == 3 and folders[0] == STATUSES
    return "/".join(folders[1:]) if is_period else ""


class _Checking:
    """What is found as one subject after another is checked; each file and finding once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._files: dict[str, None] = {}
        self._findings: set[Finding] = set()
        self._accepted: set[Finding] = set()
        self._unsent: set[str] = set()
        self._understood: dict[str, tuple[Understood, ...]] = {}

    def plan(self, base: Base) -> None:
        """Check a plan and all its periods."""
        self.periods(base, base.plan.value.periods if base.plan.value else ())

    def periods(self, base: Base, names: Iterable[str]) -> None:
        """Check some periods of a plan."""
        self.note(Checked((base.agency.file, base.plan.file), base.findings, base.accepted))
        names = tuple(names)
        self._findings.update([*strays(self.workspace, base), *stray_words(base), *faulty_templates(base, names)])
        for source in [read_period(base.of(name), name) for name in names]:
            files = tuple(loaded.file for loaded in source.statuses)
            asked = [loaded for loaded in source.statuses if not base.of(source.period_id).filed(loaded)]
            of_statuses = (_unsent(source.statuses), _understood(asked))
            self.note(Checked(files, source.findings, source.accepted, *of_statuses))
            self.note(_check_words(base, source.period_id))

    def note(self, checked: Checked) -> None:
        """Add what was found."""
        self._files.update(dict.fromkeys(checked.files))
        self._findings.update(checked.findings)
        self._accepted.update(checked.accepted)
        self._unsent.update(checked.unsent)
        self._understood.update(checked.understood)

    def checked(self) -> Checked:
        """Return what was found, findings sorted."""
        findings, accepted = tuple(sorted(self._findings)), tuple(sorted(self._accepted))
        return Checked(tuple(self._files), findings, accepted, frozenset(self._unsent), self._understood)


def _unsent(statuses: Iterable[Loaded[UnitStatus]]) -> frozenset[str]:
    """Return the files that are forms not sent yet."""
    return frozenset(loaded.file for loaded in statuses if left_unsent(loaded))


def _understood(statuses: Iterable[Loaded[UnitStatus]]) -> Mapping[str, tuple[Understood, ...]]:
    """Return by file what was read as it was plainly meant."""
    return {loaded.file: tuple(loaded.marks.understood) for loaded in statuses if loaded.marks.understood}


def _find(workspace: Workspace, subject: str) -> Path:
    """Return the file or folder that ``subject`` names: from here, from the workspace, or by its bare name."""
    path = Path(subject)
    if path.exists():
        return path
    if (workspace.root / subject).exists():
        return workspace.root / subject
    if path.name == subject and path.suffix:
        found = sorted(item for item in (workspace.root / STATUSES).rglob("*") if item.name == subject)
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
        findings, accepted = judged_agency(load_agency(workspace))
        return Checked((name,), tuple(findings), tuple(accepted))
    if len(folders) == 2 and folders[0] == PLANS and path.suffix == ".yaml":
        base = read_base(workspace, path.stem)
        rest = [] if base.plan.value is None else _unusable_errors(base)
        found = (*rest, *_of(name, base.findings), *faulty_templates(base))
        return Checked((name,), found, _of(name, base.accepted))
    if folders[0] == WORDS and len(folders) in (3, 4):
        base, period_id = choose(workspace, f"{folders[1]}/{path.stem if len(folders) == 3 else folders[2]}")
        words = _check_words(base, period_id)
        return Checked((name,), (*_unusable_errors(base), *_of(name, words.findings)), _of(name, words.accepted))
    if len(folders) == 4 and folders[0] == STATUSES:
        chosen = choose(workspace, f"{folders[1]}/{folders[2]}")
        base, period_id = chosen
        others = [other for other in base.statuses(period_id) if other.file != name]
        return _check_status(chosen, load_status(workspace, path, base.around(period_id)), others)
    if path.name == SCHEMA_FILE:
        raise CannotRun(f"{path.name} là lược đồ cho VS Code, không phải biểu: không cần kiểm tra.")
    return _check_on_its_way(workspace, path)


def _check_words(base: Base, period_id: str) -> Checked:
    """Check the office's words for one period, and those that units have still to hand over."""
    base = base.of(period_id)
    units = load_unit_words(base, period_id)
    checked = Checked(tuple(loaded.file for loaded in units), tuple(check_unit_words(base, period_id, units)))
    words = load_period_words(base, period_id)
    if words.loaded is None:
        return checked
    files = (words.loaded.file, *checked.files)
    if base.untouched(period_id):
        return Checked(files, checked.findings)  # judged when the report was issued
    merged = merge_chosen(base, period_id)
    words = merged.words if merged.snapshot else words
    return Checked(files, (*words.findings, *checked.findings), words.accepted)


def _check_status(
    chosen: tuple[Base, str], loaded: Loaded[UnitStatus], others: Sequence[Loaded[UnitStatus]] = ()
) -> Checked:
    """Check one status file of the ``chosen`` period, beside the ``others`` of it."""
    name = loaded.file
    base, period_id = chosen
    findings, accepted = check_statuses(base, period_id, [*others, loaded])
    found = (*_unusable_errors(base), *_of(name, findings))
    return Checked((name,), found, _of(name, accepted), _unsent([loaded]), _understood([loaded]))


def _check_on_its_way(workspace: Workspace, path: Path) -> Checked:
    """Check a status file that lies elsewhere: its own heading says what it is for."""
    loaded = load_status(workspace, path)
    if loaded.value is None:
        return Checked((loaded.file,), loaded.findings)
    if loaded.value.plan in workspace.plan_ids():
        chosen = choose(workspace, f"{loaded.value.plan}/{loaded.value.period}")
        base, period_id = chosen
        return _check_status(chosen, load_status(workspace, path, base.around(period_id)))
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
