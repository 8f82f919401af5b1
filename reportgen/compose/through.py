"""How many of the units that one unit reports for are through, in words."""

from __future__ import annotations

from reportgen.compose.computed import count, finished
from reportgen.model.status import Through


def through(numbers: Through | None) -> str:
    """Return ``12 trên 19 đơn vị đã hoàn thành``; empty where a number is lacking."""
    return finished(in_a_sentence(numbers))


def in_a_sentence(numbers: Through | None) -> str:
    """Return the same with its figures marked, for a sentence that is still being put together."""
    if numbers is None or numbers.done is None or numbers.total is None:
        return ""
    return f"{count(numbers.done)} trên {count(numbers.total)} đơn vị đã hoàn thành"
