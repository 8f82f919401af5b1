"""The order of ``draft``: read, check, merge, compose, render, write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import __version__, carry, pdf, stock
from reportgen.compose import compose
from reportgen.files import free_name, write_atomic
from reportgen.finding import Finding, Severity, errors_in
from reportgen.merge import merge
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.sources import Sources, choose, read_period, strays
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.lint import FormReport


@dataclass(frozen=True)
class Drafted:
    """What ``draft`` made. ``path`` is None when it was refused because of ``findings``.

    ``kept`` is a file of the same name that a person had edited and that was left alone. ``form``: what
    checking the draft itself for form gave; None when there is no draft, or it was not asked for.
    """

    path: Path | None
    kept: Path | None
    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    form: FormReport | None = None


def draft(
    workspace: Workspace, period: str, output: Path | None = None, *, strict: bool = False, check_form: bool = True
) -> Drafted:
    """Merge one period and write the report.

    Nothing is written when the data has errors, or (``strict``) when warnings, missing units or faults
    of form remain: the result then has no path. Raises CannotRun and TemplateFault.
    """
    merged = merge_period(workspace, period)
    snapshot = merged.snapshot
    if snapshot is None or (strict and (merged.findings or incomplete(snapshot))):
        return Drafted(None, None, snapshot, merged.findings)
    from reportgen.render import render  # docxtpl and python-docx: 200 ms that check and forms never pay

    template = merged.template
    content = render(template.name, template.read_bytes(), compose(snapshot), snapshot, __version__, merged.inputs)
    form = _form(workspace, content) if check_form else None
    if strict and form is not None and any(form.breaches()):
        return Drafted(None, None, snapshot, merged.findings, form)
    wanted = output or workspace.draft_folder() / f"{snapshot.plan.id}-{snapshot.period_id}.docx"
    path = free_name(wanted, lambda file: carry.untouched(_bytes_of(file)))
    write_atomic(path, content)
    kept = wanted if path != wanted else None
    return Drafted(path, kept, snapshot, merged.findings, form)


@dataclass(frozen=True)
class Merged:
    """A period as its data stands today; ``snapshot`` is None when ``findings`` has errors."""

    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    template_name: str = ""
    template_folder: Path = Path()
    inputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def template(self) -> Path:
        """The period's template. Raises CannotRun when there is none."""
        return stock.find_template(self.template_folder, self.template_name)


def merge_period(workspace: Workspace, period: str) -> Merged:
    """Read, check and merge one period. Raises CannotRun when there is no such period."""
    base, period_id = choose(workspace, period)
    findings = [*base.findings, *strays(workspace, base)]
    if errors_in(findings) or base.agency.value is None or base.plan.value is None:
        readable = [read_period(base, period_id)] if base.plan.value is not None else []
        findings += [finding for source in readable for finding in source.findings]
        return Merged(None, tuple(sorted(findings)))
    agency, plan = base.agency.value, base.plan.value
    sources = [read_period(base, name) for name in _chain(plan, period_id)]
    for source in sources:
        findings += _blocking(source)
    if errors_in(findings):
        return Merged(None, tuple(sorted(findings)))
    snapshot: Snapshot | None = None
    for source in reversed(sources):
        snapshot = merge(agency, plan, (base.plan_id, source.period_id), source.sent(), snapshot)
    inputs = {base.agency.file: base.agency.sha256, base.plan.file: base.plan.sha256}
    inputs |= {loaded.file: loaded.sha256 for source in sources for loaded in source.statuses}
    template_name = plan.periods[period_id].template
    return Merged(snapshot, tuple(sorted(findings)), template_name, workspace.template_folder(), inputs)


def _form(workspace: Workspace, content: bytes) -> FormReport:
    from reportgen.pipeline.lint import lint_bytes, profile  # the rules: 40 ms that check and forms never pay

    return lint_bytes(content, profile(workspace))


def _chain(plan: Plan, period_id: str) -> list[str]:
    """Return a period and those before it: a carried-over result may come from further back.

    Ends because ``check`` holds that each cut-off lies before the next.
    """
    chain = [period_id]
    while (before := plan.periods[chain[-1]].previous) is not None:
        chain.append(before)
    return chain


def write_pdf(program: str, drafted: Drafted) -> Path | None:
    """Write a PDF beside a draft through ``program`` (LibreOffice); None when there is no draft."""
    if drafted.path is None:
        return None
    path = free_name(drafted.path.with_suffix(".pdf"), lambda _: False)  # it may be a signed copy
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
        if loaded.value and not loaded.value.sent and not any(len(path) == 1 for path in loaded.marks.unread)
    }
    return [item for item in source.findings if item.severity is Severity.WARNING or item.file not in unsent]


def _bytes_of(path: Path) -> bytes:
    """Return a file's bytes; nothing for what cannot be a report of ours."""
    try:
        regular = path.is_file() and path.stat().st_size <= carry.MAX_REPORT
        return path.read_bytes() if regular else b""
    except OSError:
        return b""
