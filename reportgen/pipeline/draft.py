"""The order of ``draft``: read, check, merge, compose, render, write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import stock
from reportgen.compose import compose, left_out, prints_words
from reportgen.finding import Finding, counting
from reportgen.model.context import BoiCanh
from reportgen.model.plan import PAGES
from reportgen.model.snapshot import Snapshot
from reportgen.pins.standing import PlaceStanding
from reportgen.pipeline.formed import Formed, formed
from reportgen.pipeline.originals import keep_original
from reportgen.pipeline.period import Merged, merge_period
from reportgen.pipeline.written import Written, write_document
from reportgen.record import record
from reportgen.version import __version__
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.linting import FormReport
    from reportgen.wordview.pages import Pages


@record
class LeftOut:
    """How many of the units' texts only the internal document has, and whose they are."""

    texts: int = 0
    units: tuple[str, ...] = ()


@record
class Drafted:
    """What ``draft`` made. ``path`` is None when it was refused because of ``findings``.

    ``kept`` is what a person had made of the same name and that was left alone: an edited draft, or a PDF beside it
    that is none of ours. ``form``: what checking the draft itself for form gave; None when there is no draft, it was
    not asked for, or it could not be checked: then ``unchecked`` says why. ``own_template``: the workspace's own
    template that was used, as seen from there; empty for the stock one. ``left_out``: what stands in the internal
    document alone; ``sources``: that document, where it was asked for. ``pages``: about how many the body takes,
    known with ``form``; ``most_pages``: how many it should. ``places``: how each place is worded; empty where the
    office has no words. ``dropped_pdf``: the PDF of the draft before, which went with it; ``outdated_pdf``: the PDF
    beside ``kept``, made before that was edited. ``unabsorbed``: the places that were edited in ``kept`` and stand
    nowhere else yet. ``words_printed``: False where the office has words and the template prints none, as those of 0.1.
    ``notes``: what the workspace has otherwise than an issued period was read. ``book``: the appendices for Excel,
    where they were asked for.
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
    dropped_pdf: Path | None = None
    outdated_pdf: Path | None = None
    unabsorbed: tuple[str, ...] = ()
    words_printed: bool = True
    notes: tuple[str, ...] = ()
    book: Written | None = None

    @property
    def too_long(self) -> bool:
        """Whether the body takes more pages than it should."""
        return _beyond(self.pages, self.most_pages)


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
    pdf: bool = False,
    xlsx: bool = False,
) -> Drafted:
    """Merge one period and write the report; ``sources``: and beside it the internal document with every unit's row.

    ``xlsx``: and its appendices for Excel.

    ``pdf``: whether its PDF is to be written beside it: then a name is taken that is free for both.

    Nothing is written when the data has errors, or (``strict``) when warnings, missing units, faults
    of form or pages too many remain: the result then has no path. Raises CannotRun and TemplateFault.
    """
    merged = merge_period(workspace, period)
    return draft_merged(
        workspace, merged, output, strict=strict, check_form=check_form, sources=sources, pdf=pdf, xlsx=xlsx
    )


def draft_merged(
    workspace: Workspace,
    merged: Merged,
    output: Path | None = None,
    *,
    strict: bool = False,
    check_form: bool = True,
    sources: bool = False,
    pdf: bool = False,
    xlsx: bool = False,
) -> Drafted:
    """Write the report of a period that is merged; as :func:`draft` in all else."""
    snapshot = merged.snapshot
    if snapshot is None or (strict and (counting(merged.findings) or incomplete(snapshot))):
        return Drafted(None, None, snapshot, merged.findings, places=merged.words.places)
    context = compose(snapshot)
    content = _rendered(merged.template, context, snapshot, merged)
    checked = formed(workspace, content, merged.agency) if check_form else Formed()
    most = page_budget(merged)
    if strict and (checked.faulty or _beyond(checked.pages, most)):
        return Drafted(None, None, snapshot, merged.findings, checked.form, pages=checked.pages, most_pages=most)
    wanted = output or workspace.draft_folder() / f"{snapshot.plan.id}-{snapshot.period_id}.docx"
    beside = _rendered(_sources_template(workspace), context, snapshot, merged) if sources else None
    report = write_document(wanted, content, pdf=pdf)
    if report.path.parent == workspace.draft_folder():
        keep_original(workspace, content)
    internal = write_document(_beside(wanted), beside) if beside is not None else None
    book = _book(report.path, snapshot, context) if xlsx else None
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
        report.dropped,
        report.outdated,
        _unabsorbed(workspace, report.kept),
        prints_words(context) or not snapshot.words,
        merged.notes,
        book,
    )


def _book(report: Path, snapshot: Snapshot, context: BoiCanh) -> Written:
    """Write the appendices for Excel beside the report."""
    from reportgen.pipeline.workbook import ENDING, write_report_book  # what most drafts never pay for

    return write_report_book(report.with_suffix(ENDING), snapshot, context)


def _rendered(template: Path, context: BoiCanh, snapshot: Snapshot, merged: Merged) -> bytes:
    from reportgen.render import render

    return render(template.name, template.read_bytes(), context, snapshot, __version__, merged.inputs)


def _sources_template(workspace: Workspace) -> Path:
    """Return the template of the internal document: the agency's own before the stock one."""
    return stock.find_template(workspace.template_folder(), stock.SOURCES)


def _beside(report: Path) -> Path:
    """Return where the internal document of a report goes: ``bao-cao.docx`` has ``bao-cao-doi-chieu.docx``."""
    return report.with_name(f"{report.stem}-doi-chieu.docx")


def _unabsorbed(workspace: Workspace, kept: Path | None) -> tuple[str, ...]:
    """Return the places of an edited draft whose words a new draft does not have."""
    if kept is None or kept.suffix.lower() != ".docx":
        return ()
    from reportgen.pipeline.absorb import unabsorbed  # what most drafts never pay for

    return tuple(edit.place for edit in unabsorbed(workspace, kept))


def _left_out(context: BoiCanh) -> LeftOut:
    texts = left_out(context)
    return LeftOut(len(texts), tuple(dict.fromkeys(text.don_vi for text in texts)))


def pdf_program() -> str:
    """Return the program that makes a PDF of a draft; raises CannotRun, with the other way out, when there is none."""
    from reportgen import pdf

    return pdf.converter()


def incomplete(snapshot: Snapshot) -> bool:
    """Tell whether a unit, or a unit's row or figure, is missing in ``snapshot``."""
    return (
        any(not unit.sent for unit in snapshot.units)
        or any(task.missing for task in snapshot.tasks())
        or any(not target.complete for target in snapshot.targets)
    )
