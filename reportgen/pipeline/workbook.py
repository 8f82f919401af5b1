"""The order of ``draft --xlsx`` and ``status --format xlsx``: a period's sheets, written beside nobody else's file."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.excel import Sheet, is_ours, workbook
from reportgen.files import write_free
from reportgen.model.context import BoiCanh
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.choice import Chosen
from reportgen.pipeline.written import Written
from reportgen.sheets import sheets
from reportgen.workspace import Workspace

ENDING = ".xlsx"


def write_report_book(wanted: Path, snapshot: Snapshot, context: BoiCanh) -> Written:
    """Write the sheets of a report under ``wanted``, or the next name that is nobody's work. Raises CannotRun."""
    return _written(wanted, sheets(snapshot, context), f"{context.trich_yeu}: phụ lục")


def write_status_book(workspace: Workspace, what: Chosen, wanted: Path | None) -> Written:
    """Write the sheets of a period as it stands on a day; as :func:`write_report_book` in all else.

    ``wanted``: None for a name among the drafts.
    """
    snapshot = what.tracking.snapshot
    path = wanted or workspace.draft_folder() / f"{snapshot.plan.id}-{snapshot.period_id}-theo-doi{ENDING}"
    tasks = [(tracked.task, words) for tracked, words in what.tasks] if what.narrowed else None
    units = what.units if what.narrowed else None
    found = sheets(snapshot, what.context, what.tracking, tasks, units)
    return _written(path, found, f"{what.context.trich_yeu}: theo dõi")


def _written(wanted: Path, found: tuple[Sheet, ...], title: str) -> Written:
    if wanted.suffix.lower() != ENDING:
        raise CannotRun(f"Tên tệp Excel phải có đuôi {ENDING}: {wanted.name}.")
    path = write_free(wanted, workbook(found, title), is_ours)
    return Written(path, wanted if path != wanted else None)
