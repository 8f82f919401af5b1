"""What the command ``issue`` was asked, as one value from the command line to the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.record import record

LONGEST_REASON = 500
"""Characters: a sentence."""


@record
class IssueRequest:
    """What ``issue`` was asked.

    ``symbol`` is empty where only a number was given. ``period`` is as typed, ``[PLAN/]PERIOD``; ``plan``: the id of
    the plan that is to be issued itself. ``reasons``: why
    an objection is accepted, by its name. ``now``: the moment of asking, with its offset from UTC. ``copies``
    and ``pages`` are None where they were not said.
    """

    number: int
    date: dt.date
    now: dt.datetime
    period: str | None = None
    plan: str | None = None
    symbol: str = ""
    file: Path | None = None
    signed: Path | None = None
    replaces: str | None = None
    corrects: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    copies: int | None = None
    pages: int | None = None


def as_reason(text: str) -> str:
    """Return why something is accepted as one line. Raises CannotRun for what is too long or cannot be printed."""
    line = " ".join(text.split())
    if not line.isprintable() or len(line) > LONGEST_REASON:
        raise CannotRun(f"Lý do có ký tự không in được, hoặc dài quá {LONGEST_REASON} chữ. Gõ lại lý do bằng một câu.")
    return line
