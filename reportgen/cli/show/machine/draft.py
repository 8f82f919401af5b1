"""``draft`` and ``batch`` for machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.cli.show.machine import words
from reportgen.cli.show.machine.check import finding
from reportgen.cli.show.machine.lint import form
from reportgen.finding import errors_in, warnings_in
from reportgen.formats.outputs.draft import (
    BATCH,
    DRAFT,
    NO_DRAFT,
    BatchLine,
    BodyPages,
    DraftOutput,
    LeftOutTexts,
    NoDraftOutput,
    PlacePages,
)
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.batch import Done
from reportgen.pipeline.draft import Drafted

_TOLD = 3
"""Places that are named, the longest first."""


def draft(path: Path, snapshot: Snapshot, drafted: Drafted, pdf: Path | None) -> Any:
    """Return where the draft is and what it says in figures."""
    return DRAFT.write(
        DraftOutput(
            path=path,
            pdf=pdf,
            agency=snapshot.agency.name,
            plan_id=snapshot.plan.id,
            period_id=snapshot.period_id,
            total=sum(snapshot.counts.values()),
            counts=snapshot.counts,
            targets={target.code: target.met for target in snapshot.targets},
            absent=_absent(snapshot),
            missing={task.code: task.missing for task in snapshot.tasks() if task.missing},
            warnings=len(warnings_in(drafted.findings)),
            form=form(drafted.form) if drafted.form else None,
            sources=drafted.sources.path if drafted.sources else None,
            book=drafted.book.path if drafted.book else None,
            left_out=LeftOutTexts(drafted.left_out.texts, drafted.left_out.units) if drafted.left_out.texts else None,
            pages=_pages(drafted),
            words=words.lines(drafted.places),
            dropped_pdf=None if pdf else drafted.dropped_pdf,
            unabsorbed=drafted.unabsorbed,
        )
    )


def _pages(drafted: Drafted) -> BodyPages | None:
    if drafted.pages is None:
        return None
    longest = (PlacePages(place.number, place.title, round(place.pages, 1)) for place in drafted.pages.longest(_TOLD))
    return BodyPages(drafted.pages.whole, drafted.most_pages, tuple(longest))


def refused(drafted: Drafted) -> Any:
    """Return why there is no draft."""
    return NO_DRAFT.write(
        NoDraftOutput(
            errors=len(errors_in(drafted.findings)),
            absent=_absent(drafted.snapshot) if drafted.snapshot else (),
            findings=tuple(map(finding, drafted.findings)),
        )
    )


def _absent(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(unit.id for unit in snapshot.units if not unit.sent)


def batch(results: Sequence[Done]) -> Any:
    """Return what came of each workspace."""
    return BATCH.write(map(_line, results))


def _line(done: Done) -> BatchLine:
    return BatchLine(
        root=done.root,
        state=done.state,
        path=done.path,
        kept=done.kept,
        problem=done.problem or None,
        warnings=done.warnings,
        breaches=done.breaches,
        dropped_pdf=done.dropped_pdf,
    )
