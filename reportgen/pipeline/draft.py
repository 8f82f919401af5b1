"""The order of ``draft``: read, check, merge, compose, render, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.compose import compose
from reportgen.files import beginning, free_name, write_atomic
from reportgen.finding import Finding
from reportgen.formats import carry
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.period import Merged, merge_period
from reportgen.version import __version__
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.linting import FormReport


@dataclass(frozen=True)
class Drafted:
    """What ``draft`` made. ``path`` is None when it was refused because of ``findings``.

    ``kept`` is a file of the same name that a person had edited and that was left alone. ``form``: what
    checking the draft itself for form gave; None when there is no draft, it was not asked for, or it could
    not be checked: then ``unchecked`` says why. ``own_template``: the workspace's own template that was used,
    as seen from there; empty for the stock one.
    """

    path: Path | None
    kept: Path | None
    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    form: FormReport | None = None
    unchecked: str = ""
    own_template: str = ""


def draft(
    workspace: Workspace, period: str, output: Path | None = None, *, strict: bool = False, check_form: bool = True
) -> Drafted:
    """Merge one period and write the report.

    Nothing is written when the data has errors, or (``strict``) when warnings, missing units or faults
    of form remain: the result then has no path. Raises CannotRun and TemplateFault.
    """
    return draft_merged(workspace, merge_period(workspace, period), output, strict=strict, check_form=check_form)


def draft_merged(
    workspace: Workspace, merged: Merged, output: Path | None = None, *, strict: bool = False, check_form: bool = True
) -> Drafted:
    """Write the report of a period that is merged; as :func:`draft` in all else."""
    snapshot = merged.snapshot
    if snapshot is None or (strict and (merged.findings or incomplete(snapshot))):
        return Drafted(None, None, snapshot, merged.findings)
    from reportgen.render import render

    template = merged.template
    content = render(template.name, template.read_bytes(), compose(snapshot), snapshot, __version__, merged.inputs)
    form, unchecked = _form(workspace, content) if check_form else (None, "")
    if strict and form is not None and any(form.breaches()):
        return Drafted(None, None, snapshot, merged.findings, form)
    wanted = output or workspace.draft_folder() / f"{snapshot.plan.id}-{snapshot.period_id}.docx"
    path = free_name(wanted, lambda file: _replaceable(file, content))
    write_atomic(path, content)
    kept = wanted if path != wanted else None
    own = workspace.name_of(template) if template.is_relative_to(workspace.root) else ""
    return Drafted(path, kept, snapshot, merged.findings, form, unchecked, own)


def _form(workspace: Workspace, content: bytes) -> tuple[FormReport | None, str]:
    from reportgen.pipeline.lint import lint_bytes, profile  # the rules: 40 ms that check and forms never pay
    from reportgen.wordview.package import Unreadable

    try:
        return lint_bytes(content, profile(workspace)), ""
    except Unreadable as error:  # larger than a check may read: the draft stands, and says that it was not looked at
        return None, str(error)


def pdf_program() -> str:
    """Return the program that makes a PDF of a draft; raises CannotRun, with the other way out, when there is none."""
    from reportgen import pdf

    return pdf.converter()


def write_pdf(program: str, drafted: Drafted) -> Path | None:
    """Write a PDF beside a draft through ``program`` (LibreOffice); None when there is no draft."""
    if drafted.path is None:
        return None
    from reportgen import pdf

    path = free_name(drafted.path.with_suffix(".pdf"), lambda _: False)  # it may be a signed copy
    write_atomic(path, pdf.convert(program, drafted.path))
    return path


def _replaceable(path: Path, content: bytes) -> bool:
    """Tell whether a file holds just ``content``, or a report that nobody has touched since it was made."""
    there = beginning(path, carry.MAX_REPORT + 1)
    return there == content or carry.untouched(there)


def incomplete(snapshot: Snapshot) -> bool:
    """Tell whether a unit, or a unit's row or figure, is missing in ``snapshot``."""
    return (
        any(not unit.sent for unit in snapshot.units)
        or any(task.missing for task in snapshot.tasks())
        or any(not target.complete for target in snapshot.targets)
    )
