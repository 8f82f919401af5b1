"""What is still to be supplied within a text: a number that the plan has not got yet, a unit's missing figures."""

from __future__ import annotations

OPEN, CLOSE = "\ue020", "\ue021"
"""Private-use characters: no text of a unit or plan has them; render makes yellow letters of what is between."""


def needed(text: str) -> str:
    """Return ``text`` as something that somebody must supply before the report is issued."""
    return f"{OPEN}{text}{CLOSE}" if text else ""


def without_marks(text: str) -> str:
    """Return ``text`` for a place that has no letters of its own: a property of a file, a page."""
    return text.replace(OPEN, "").replace(CLOSE, "")
