"""What gave a task to other leads, in words: by a document, or from a day where none is named."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from reportgen.vn.dates import short_date


class Moved(Protocol):
    """A move as a plan or a report has it."""

    @property
    def since(self) -> dt.date:
        """The day from which others lead."""

    @property
    def document(self) -> str | None:
        """What says so."""


def document_or_day(move: Moved) -> str:
    """Return ``Quyết định số 5/QĐ-STN``, or ``từ ngày 01/7/2026``."""
    return move.document or _since(move)


def by_document_or_day(move: Moved) -> str:
    """Return ``theo Quyết định số 5/QĐ-STN``, or ``từ ngày 01/7/2026``."""
    return _by(move) or _since(move)


def day_and_document(move: Moved) -> str:
    """Return ``từ ngày 01/7/2026 theo Quyết định số 5/QĐ-STN``, the document where one is named."""
    return " ".join(filter(None, (_since(move), _by(move))))


def _since(move: Moved) -> str:
    return f"từ ngày {short_date(move.since)}"


def _by(move: Moved) -> str:
    return f"theo {move.document}" if move.document else ""
