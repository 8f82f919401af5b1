"""``issue`` for machines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportgen.formats.outputs.issue import ISSUE, REFUSAL, IssueOutput, RefusalOutput
from reportgen.pipeline.issue import Issued, Objected
from reportgen.pipeline.issued import document_path


def issue(issued: Issued, copy: Path | None) -> Any:
    """Return what was issued and where it lies."""
    entry = issued.entry
    return ISSUE.write(
        IssueOutput(
            already=issued.already,
            source=issued.source,
            reference=entry.reference,
            date=entry.date,
            bag=issued.place,
            document=document_path(issued),
            copy=copy,
            hash=entry.hash,
            replaces=entry.replaces or None,
            corrects=entry.corrects or None,
            accepted=issued.accepted,
            notes=(*issued.notes, *([issued.unfinished] if issued.unfinished else [])),
        )
    )


def refusal(refused: Objected) -> Any:
    """Return everything that speaks against a document."""
    return REFUSAL.write(RefusalOutput(refused.source, refused.objections))
