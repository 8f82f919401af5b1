"""How a task or a target stands, as the program tells it in a cell of a table: no number, and yet of the data."""

from __future__ import annotations

import re
from functools import cache

from reportgen.model.goals.kinds import Verdict
from reportgen.model.snapshot import TaskClass
from reportgen.patterns import regex

_MORE = regex(r"\s*[(,;].*", re.DOTALL)
"""What may be added behind it."""
_IN_TIME = " trong hạn"
"""What is left out of the class of a task that has no date to be late for."""


def standing(text: str) -> str:
    """Return the verdict or class that a cell tells, whatever is added to it; empty for any other text."""
    said = _MORE.sub("", text.casefold()).strip(" .")
    return said if said in _told() else ""


@cache
def _told() -> frozenset[str]:
    labels = [item.label.casefold() for kind in (Verdict, TaskClass) for item in kind]
    return frozenset((*labels, *(label.removesuffix(_IN_TIME) for label in labels)))
