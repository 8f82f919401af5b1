"""The order of things: which stage follows which for every command. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen import __version__, carry, pdf, stock
from reportgen.compose import compose
from reportgen.errors import CannotRun, Refused
from reportgen.files import free_name, write_atomic
from reportgen.finding import Finding, Severity, errors_in
from reportgen.forms import form
from reportgen.load import (
    AGENCY_FILE,
    Loaded,
    Workspace,
    load_agency,
    load_plan,
    load_status,
    load_statuses,
)
from reportgen.merge import merge
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Snapshot
from reportgen.model.status import UnitStatus
from reportgen.validate import check_agency, check_period, check_plan, check_status
from reportgen.vn.text import did_you_mean, nearest
from reportgen.yamlmap.bind import Marks


@dataclass(frozen=True)
class Base:
    """The agency's file and one plan, read and checked."""

    workspace: Workspace
    plan_id: str
    agency: Loaded[Agency]
    plan: Loaded[Plan]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Sources:
    """The status files of one period, read and checked."""

    period_id: str
    statuses: tuple[Loaded[UnitStatus], ...]
    findings: tuple[Finding, ...]

    def sent(self) -> list[UnitStatus]:
        """Return the reports that were sent; forms without a date of making are not."""
        return [loaded.value for loaded in self.statuses if loaded.value and loaded.value.sent]


@dataclass(frozen=True)
class Checked:
    """What ``check`` found, and in which files it looked."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Made:
    """One file of ``forms``: where, for whom, and whether it was written now."""

    path: Path
    unit_id: str
    written: bool


@dataclass(frozen=True)
class Drafted:
    """What ``draft`` made. ``path`` is None when it was refused because of ``findings``.

    ``kept`` is a file of the same name that a person had edited and that was left alone.
    """

    path: Path | None
    kept: Path | None
    snapshot: Snapshot | None
    findings: tuple[Finding, ...]


# --- choosing -----------------------------------------------------------------------------------


def read_base(workspace: Workspace, plan_id: str, agency: Loaded[Agency] | None = None) -> Base:
    """Read and check the agency and one plan."""
    agency = agency or load_agency(workspace)
    plan = load_plan(workspace, plan_id)
    findings = [*agency.findings, *plan.findings]
    if agency.value:
        findings += check_agency(agency.value, agency.marks)
        if plan.value and not agency.findings:
            findings += check_plan(agency.value, plan.value, plan.marks)
            findings += _templates(workspace, plan.value, plan.marks)
    return Base(workspace, plan_id, agency, plan, tuple(findings))


def _templates(workspace: Workspace, plan: Plan, marks: Marks) -> list[Finding]:
    """Return an error for each period whose template does not exist."""
    known = stock.template_names(workspace.template_folder())
    return [
        Finding(
            marks.file,
            *marks.at_value("ky_bao_cao", period_id, "mau"),
            "ke-hoach/mau",
            Severity.ERROR,
            f"{period_id} mau",
            f"không có mẫu «{period.template}»",
            f"một trong: {', '.join(known)}",
            did_you_mean(period.template, known, "đặt tệp mẫu .docx vào thư mục mau của cơ quan"),
        )
        for period_id, period in plan.periods.items()
        if period.template.removesuffix(".docx") not in known
    ]


def choose(workspace: Workspace, text: str) -> tuple[Base, str]:
    """Return the plan and period that ``[PLAN/]PERIOD`` means.

    Raises CannotRun when there is none, or several plans have a period of that name.
    """
    plan_id, slash, period_id = text.rpartition("/")
    plan_ids = workspace.plan_ids()
    if not plan_ids:
        raise CannotRun(f"Chưa có kế hoạch nào trong {workspace.root / 'ke-hoach'}.")
    if slash and plan_id not in plan_ids:
        raise CannotRun(f"Không có kế hoạch «{plan_id}». Các kế hoạch: {', '.join(plan_ids)}.")
    agency = load_agency(workspace)
    bases = [read_base(workspace, name, agency) for name in ([plan_id] if slash else plan_ids)]
    unreadable = [base for base in bases if base.plan.value is None]
    found = [base for base in bases if base.plan.value and period_id in base.plan.value.periods]
    if len(found) > 1:
        names = ", ".join(f"{base.plan_id}/{period_id}" for base in found)
        raise CannotRun(f"Nhiều kế hoạch có kỳ «{period_id}», hãy ghi rõ một trong: {names}.")
    if found:
        return found[0], period_id
    if unreadable:
        return unreadable[0], period_id  # its findings say why
    known = [name for base in bases if base.plan.value for name in base.plan.value.periods]
    proposal = nearest(period_id, known)
    meant = f" Có phải là «{proposal}»?" if proposal else ""
    raise CannotRun(f"Không có kỳ báo cáo «{period_id}».{meant} Các kỳ: {', '.join(dict.fromkeys(known))}.")


def _read_period(base: Base, period_id: str) -> Sources:
    statuses = tuple(load_statuses(base.workspace, base.plan_id, period_id))
    return Sources(period_id, statuses, tuple(_check_statuses(base, period_id, statuses)))


def _check_statuses(base: Base, period_id: str, statuses: Sequence[Loaded[UnitStatus]]) -> list[Finding]:
    findings = [finding for loaded in statuses for finding in loaded.findings]
    if base.agency.value is None or base.plan.value is None:
        return findings
    where = (base.plan_id, period_id)
    read = [loaded.value for loaded in statuses if loaded.value]
    covered = frozenset(code for status in read for code, row in status.targets.items() if row.whole_agency)
    for loaded in statuses:
        if loaded.value:
            findings += check_status(base.agency.value, base.plan.value, where, loaded.value, loaded.marks, covered)
    return findings + check_period([(loaded.value, loaded.marks) for loaded in statuses if loaded.value])


# --- check --------------------------------------------------------------------------------------


def check(workspace: Workspace, subjects: Sequence[str]) -> Checked:
    """Check periods or files; without ``subjects`` the whole workspace."""
    files: dict[str, None] = {}
    findings: set[Finding] = set()

    def note(base: Base, sources: Iterable[Sources]) -> None:
        files.update(dict.fromkeys((base.agency.file, base.plan.file)))
        findings.update(base.findings)
        for source in sources:
            files.update(dict.fromkeys(loaded.file for loaded in source.statuses))
            findings.update(source.findings)

    if not subjects:
        agency = load_agency(workspace)
        if not workspace.plan_ids():
            checked = check_agency(agency.value, agency.marks) if agency.value else []
            return Checked((agency.file,), tuple(sorted([*agency.findings, *checked])))
        for plan_id in workspace.plan_ids():
            base = read_base(workspace, plan_id, agency)
            note(base, [_read_period(base, name) for name in (base.plan.value.periods if base.plan.value else ())])
            findings.update(_strays(workspace, base))
    for subject in subjects:
        path = _find(workspace, subject)
        folders = workspace.name_of(path).split("/")
        if path.is_file():
            checked_file = _check_file(workspace, path)
            files.update(dict.fromkeys(checked_file.files))
            findings.update(checked_file.findings)
        elif subject in workspace.plan_ids():
            base = read_base(workspace, subject)
            note(base, [_read_period(base, name) for name in (base.plan.value.periods if base.plan.value else ())])
        elif path.suffix.lower() in (".yaml", ".yml"):
            raise CannotRun(f"Không có tệp {subject}.")
        else:
            inside = path.is_dir() and len(folders) == 3 and folders[0] == "tinh-hinh"
            base, period_id = choose(workspace, f"{folders[1]}/{folders[2]}" if inside else subject)
            note(base, [_read_period(base, period_id)])
    return Checked(tuple(files), tuple(sorted(findings)))


def _find(workspace: Workspace, subject: str) -> Path:
    """Return the file or folder that ``subject`` names: from here, from the workspace, or by its bare name."""
    path = Path(subject)
    if path.exists():
        return path
    if (workspace.root / subject).exists():
        return workspace.root / subject
    if path.name == subject and path.suffix:
        found = sorted((workspace.root / "tinh-hinh").rglob(subject))
        if len(found) > 1:
            raise CannotRun(f"Có nhiều tệp {subject}: {', '.join(workspace.name_of(item) for item in found)}.")
        if found:
            return found[0]
    return path


def _strays(workspace: Workspace, base: Base) -> list[Finding]:
    """Return a warning for each file of a plan's units that no command reads: its name or folder is a slip."""
    if base.plan.value is None:
        return []
    periods = base.plan.value.periods
    places = ", ".join(f"tinh-hinh/{base.plan_id}/{period_id}/" for period_id in periods)
    found = "tệp này không được đọc"
    required = f"tên có đuôi .yaml, đặt trong {places}"
    advice = "sửa tên tệp, hoặc chuyển sang đúng thư mục"
    return [
        Finding(workspace.name_of(path), 1, 1, "tep/khong-doc", Severity.WARNING, "tệp", found, required, advice)
        for path in workspace.stray_files(base.plan_id, periods)
    ]


def _check_file(workspace: Workspace, path: Path) -> Checked:
    """Check one file; what it is follows from where it lies in the workspace."""
    name = workspace.name_of(path)
    folders = name.split("/")
    if name == AGENCY_FILE:
        agency = load_agency(workspace)
        checked = check_agency(agency.value, agency.marks) if agency.value else []
        return Checked((name,), (*agency.findings, *checked))
    if len(folders) == 2 and folders[0] == "ke-hoach":
        base = read_base(workspace, path.stem)
        return Checked((name,), tuple(item for item in base.findings if item.file == name))
    if len(folders) == 4 and folders[0] == "tinh-hinh":
        base, period_id = choose(workspace, f"{folders[1]}/{folders[2]}")
        loaded = load_status(workspace, path)
        others = [other for other in load_statuses(workspace, *folders[1:3]) if other.file != name]
        findings = _check_statuses(base, period_id, [*others, loaded])
        return Checked((name,), tuple(item for item in findings if item.file == name))
    loaded = load_status(workspace, path)
    if loaded.value is None:
        return Checked((name,), loaded.findings)
    if loaded.value.plan in workspace.plan_ids():  # a file on its way: its own heading says what it is for
        base, period_id = choose(workspace, f"{loaded.value.plan}/{loaded.value.period}")
        findings = _check_statuses(base, period_id, [loaded])
        return Checked((name,), tuple(item for item in findings if item.file == name))
    raise CannotRun(
        f"{path} không nằm trong thư mục cơ quan {workspace.root}: tệp tình hình ở tinh-hinh/KẾ_HOẠCH/KỲ/, "
        f"kế hoạch ở ke-hoach/."
    )


# --- forms --------------------------------------------------------------------------------------


def make_forms(workspace: Workspace, period: str, unit: str | None = None) -> list[Made]:
    """Write a form for each unit of a period, or for ``unit`` alone; files that exist stay as they are.

    Raises Refused when the plan or the agency's file has errors.
    """
    base, period_id = choose(workspace, period)
    agency, plan = _usable(base)
    if unit is not None:
        meant = agency.unit_ids(unit)
        if len(meant) != 1:
            units = [name for name in agency.known_names() if len(agency.unit_ids(name)) == 1]
            proposal = nearest(unit, units)
            hint = f" Có phải là «{proposal}»?" if proposal else ""
            raise CannotRun(f"Không có đơn vị «{unit}».{hint} Mã đơn vị: {', '.join(agency.units)}.")
    unit_ids = list(agency.units) if unit is None else list(agency.unit_ids(unit))
    folder = workspace.status_folder(base.plan_id, period_id)
    taken = {
        loaded.value.unit: loaded.file for loaded in load_statuses(workspace, base.plan_id, period_id) if loaded.value
    }
    made = []
    for unit_id in unit_ids:
        path = workspace.root / taken[unit_id] if unit_id in taken else folder / f"{unit_id}.yaml"
        if path.exists():
            made.append(Made(path, unit_id, written=False))
            continue
        write_atomic(path, form(agency, plan, (base.plan_id, period_id), unit_id).encode())
        made.append(Made(path, unit_id, written=True))
    return made


def _usable(base: Base) -> tuple[Agency, Plan]:
    errors = errors_in(base.findings)
    if errors or base.agency.value is None or base.plan.value is None:
        raise Refused(f"Kế hoạch hoặc {AGENCY_FILE} còn {len(errors)} lỗi. Xem và sửa: reportgen check")
    return base.agency.value, base.plan.value


# --- draft --------------------------------------------------------------------------------------


def draft(workspace: Workspace, period: str, output: Path | None = None, *, strict: bool = False) -> Drafted:
    """Merge one period and write the report.

    Nothing is written when the data has errors, or (``strict``) when warnings or missing units
    remain: the result then has no path. Raises CannotRun and TemplateFault.
    """
    base, period_id = choose(workspace, period)
    findings = [*base.findings, *_strays(workspace, base)]
    if errors_in(findings) or base.agency.value is None or base.plan.value is None:
        readable = [_read_period(base, period_id)] if base.plan.value is not None else []
        findings += [finding for source in readable for finding in source.findings]
        return Drafted(None, None, None, tuple(sorted(findings)))
    agency, plan = base.agency.value, base.plan.value
    sources = [_read_period(base, period_id)]
    previous_id = plan.periods[period_id].previous
    if previous_id is not None:
        sources.append(_read_period(base, previous_id))
    for source in sources:
        findings += _blocking(source)
    if errors_in(findings):
        return Drafted(None, None, None, tuple(sorted(findings)))
    previous = None
    if previous_id is not None:
        previous = merge(agency, plan, (base.plan_id, previous_id), sources[1].sent())
    snapshot = merge(agency, plan, (base.plan_id, period_id), sources[0].sent(), previous)
    if strict and (findings or incomplete(snapshot)):
        return Drafted(None, None, snapshot, tuple(sorted(findings)))
    from reportgen.render import render  # docxtpl and python-docx: 200 ms that check and forms never pay

    template_name = plan.periods[period_id].template
    template = stock.find_template(workspace.template_folder(), template_name)
    inputs = {base.agency.file: base.agency.sha256, base.plan.file: base.plan.sha256}
    inputs |= {loaded.file: loaded.sha256 for source in sources for loaded in source.statuses}
    content = render(template.name, template.read_bytes(), compose(snapshot), snapshot, __version__, inputs).content
    wanted = output or workspace.draft_folder() / f"{base.plan_id}-{period_id}.docx"
    path = free_name(wanted, lambda file: carry.untouched(_bytes_of(file)))
    write_atomic(path, content)
    kept = wanted if path != wanted else None
    return Drafted(path, kept, snapshot, tuple(sorted(findings)))


def write_pdf(program: str, drafted: Drafted) -> Path | None:
    """Write a PDF beside a draft through ``program`` (LibreOffice); None when there is no draft."""
    if drafted.path is None:
        return None
    path = drafted.path.with_suffix(".pdf")
    write_atomic(path, pdf.convert(program, drafted.path))
    return path


def incomplete(snapshot: Snapshot) -> bool:
    """Tell whether a unit, or a unit's row or figure, is missing in ``snapshot``."""
    return (
        any(not unit.sent for unit in snapshot.units)
        or any(task.missing for task in snapshot.tasks())
        or any(not target.complete for target in snapshot.targets)
    )


def _blocking(source: Sources) -> list[Finding]:
    """Return the findings that concern the report: faults in a form not yet sent do not."""
    unsent = {
        loaded.file
        for loaded in source.statuses
        if loaded.value and not loaded.value.sent and not loaded.marks.spoilt("ngay_lap")
    }
    return [item for item in source.findings if item.severity is Severity.WARNING or item.file not in unsent]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
