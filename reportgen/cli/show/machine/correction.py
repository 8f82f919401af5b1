"""``archive correct`` for machines."""

from __future__ import annotations

from typing import Any

from reportgen.formats.outputs.archive import PrintedLine, cells
from reportgen.formats.outputs.correction import CORRECT, CorrectOutput
from reportgen.pipeline.correct import Corrected


def corrected(done: Corrected) -> Any:
    """Return the letter and what it corrects."""
    return CORRECT.write(
        CorrectOutput(
            path=done.put.path,
            written=done.put.written,
            kept=done.put.kept,
            document=PrintedLine(*cells(done.correction.entry)),
            errata=done.correction.errata,
            addressed=done.addressed,
            recipients=done.recipients,
            signer=done.signer.name,
            before=tuple(letter.reference for letter in done.before),
        )
    )
