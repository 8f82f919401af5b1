"""The order of ``draft``: read, check, merge, compose, render, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import stock
from reportgen.compose import compose, left_out
from reportgen.files import beginning, free_name, write_atomic
from reportgen.finding import Finding
from reportgen.formats import carry
from reportgen.model.context import BoiCanh
from reportgen.model.plan import PAGES
from reportgen.model.snapshot import Snapshot
from reportgen.pins.standing import PlaceStanding
from reportgen.pipeline.period import Merged, merge_period
from reportgen.version import __version__
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.linting import FormReport
    from reportgen.wordview.pages import Pages


@dataclass(frozen=True)
class Written:
    """A file that was written; ``kept`` is one of the same name that a person had edited and that was left alone."""

    path: Path
    kept: Path | None = None


@dataclass(frozen=True)
class LeftOut:
    """How many of the units' texts only the internal document has, and whose they are."""

    texts: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drafted:
    """What ``draft`` made. ``path`` is None when it was refused because of ``findings``.

    ``kept`` is a file of the same name that a person had edited and that was left alone. ``form``: what
    checking the draft itself for form gave; None when there is no draft, it was not asked for, or it could
    not be checked: then ``unchecked`` says why. ``own_template``: the workspace's own template that was used,
    as seen from there; empty for the stock one. ``left_out``: what stands in the internal document alone;
    ``sources``: that document, where it was asked for. ``pages``: about how many the body takes, known with ``form``;
    ``most_pages``: how many it should. ``places``: how each place is worded; empty where the office has no words.
    """

    path: Path | None
    kept: Path | None
    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    form: FormReport | None = None
    unchecked: str = ""
    own_template: str = ""
    left_out: LeftOut = LeftOut()
    sources: Written | None = None
    pages: Pages | None = None
    most_pages: int = PAGES
    places: tuple[PlaceStanding, ...] = ()

    @property
    def too_long(self) -> bool:
        """Whether the body takes more pages than it should."""
        return _beyond(self.pages, self.most_pages)


@dataclass(frozen=True)
class _Checked:
    """What checking a draft gave."""

    form: FormReport | None = None
    unchecked: str = ""
    pages: Pages | None = None

    @property
    def faulty(self) -> bool:
        return self.form is not None and any(self.form.breaches())


def _beyond(pages: Pages | None, most: int) -> bool:
    return pages is not None and pages.whole > most


def page_budget(merged: Merged) -> int:
    """Return how many pages the body of a period's report should keep within (``so_trang`` of the period)."""
    return merged.snapshot.period.pages if merged.snapshot else PAGES


def draft(
    workspace: Workspace,
    period: str,
    output: Path | None = None,
    *,
    strict: bool = False,
    check_form: bool = True,
    sources: bool = False,
) -> Drafted:
    """Merge one period and write the report; ``sources``: and beside it the internal document with every unit's row.

    Nothing is written when the data has errors, or (``strict``) when warnings, missing units, faults
    of form or pages too many remain: the result then has no path. Raises CannotRun and TemplateFault.
    """
    merged = merge_period(workspace, period)
    return draft_merged(workspace, merged, output, strict=strict, check_form=check_form, sources=sources)


def draft_merged(
    workspace: Workspace,
    merged: Merged,
    output: Path | None = None,
    *,
    strict: bool = False,
    check_form: bool = True,
    sources: bool = False,
) -> Drafted:
    """Write the report of a period that is merged; as :func:`draft` in all else."""
    snapshot = merged.snapshot
    if snapshot is None or (strict and (merged.findings or incomplete(snapshot))):
        return Drafted(None, None, snapshot, merged.findings, places=merged.words.places)
    context = compose(snapshot)
    content = _rendered(merged.template, context, snapshot, merged)
    checked = _checked(workspace, content) if check_form else _Checked()
    most = page_budget(merged)
    if strict and (checked.faulty or _beyond(checked.pages, most)):
        return Drafted(None, None, snapshot, merged.findings, checked.form, pages=checked.pages, most_pages=most)
    wanted = output or workspace.draft_folder() / f"{snapshot.plan.id}-{snapshot.period_id}.docx"
    beside = _rendered(_sources_template(workspace), context, snapshot, merged) if sources else None
    report = _written(wanted, content)
    internal = _written(_beside(wanted), beside) if beside is not None else None
    own = workspace.name_of(merged.template) if merged.template.is_relative_to(workspace.root) else ""
    return Drafted(
        report.path,
        report.kept,
        snapshot,
        merged.findings,
        checked.form,
        checked.unchecked,
        own,
        _left_out(context),
        internal,
        checked.pages,
        most,
        merged.words.places,
    )


def _rendered(template: Path, context: BoiCanh, snapshot: Snapshot, merged: Merged) -> bytes:
    from reportgen.render import render

    return render(template.name, template.read_bytes(), context, snapshot, __version__, merged.inputs)


def _sources_template(workspace: Workspace) -> Path:
    """Return the template of the internal document: the agency's own before the stock one."""
    return stock.find_template(workspace.template_folder(), stock.SOURCES)


def _beside(report: Path) -> Path:
    """Return where the internal document of a report goes: ``bao-cao.docx`` has ``bao-cao-doi-chieu.docx``."""
    return report.with_name(f"{report.stem}-doi-chieu.docx")


def _written(wanted: Path, content: bytes) -> Written:
    """Write a document under the name that is ``wanted``, or the next free one where somebody has edited that."""
    path = free_name(wanted, lambda file: _replaceable(file, content))
    write_atomic(path, content)
    return Written(path, wanted if path != wanted else None)


def _left_out(context: BoiCanh) -> LeftOut:
    texts = left_out(context)
    return LeftOut(len(texts), tuple(dict.fromkeys(text.don_vi for text in texts)))


def _checked(workspace: Workspace, content: bytes) -> _Checked:
    from reportgen.pipeline.lint import lint_docx, profile  # the rules: 40 ms that check and forms never pay
    from reportgen.wordview.opened import open_docx
    from reportgen.wordview.package import Unreadable
    from reportgen.wordview.pages import pages

    try:
        docx = open_docx(content)
        return _Checked(lint_docx(docx, profile(workspace), None), pages=pages(docx))
    except Unreadable as error:  # larger than a check may read: the draft stands, and says that it was not looked at
        return _Checked(unchecked=str(error))


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
