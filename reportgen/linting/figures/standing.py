"""How a task or a target stands, as the program tells it in a cell of a table: no number, and yet of the data."""

from __future__ import annotations

import re
from functools import cache

from reportgen.model.goals.kinds import Verdict
from reportgen.model.snapshot import TaskClass
from reportgen.patterns import regex

_MORE = regex(r"\s*[(,;].*", re.DOTALL)
"""What may be added behind it."""
_IN_TIME = regex(r" (?:trong|đúng) hạn$")
"""What is left out of the class of a task that has no date to be late for, or is not late."""
_OTHER_WORDS = regex(r"^đã | (?:mức|chỉ tiêu|mục tiêu|yêu cầu|kế hoạch)(?: được giao| giao| đề ra)?$")
"""What people add that says no more: «Đạt chỉ tiêu giao», «Đã hoàn thành»."""
_NOT = regex(r"^không (?=đạt|hoàn thành|thực hiện)")


def standing(text: str) -> str:
    """Return the verdict or class that a cell tells, however it is worded; empty for what tells none of them."""
    said = _plain(_MORE.sub("", text.casefold()).strip(" ."))
    return said if said in _told() else ""


def _plain(said: str) -> str:
    return _IN_TIME.sub("", _OTHER_WORDS.sub("", _NOT.sub("chưa ", said)))


@cache
def _told() -> frozenset[str]:
    return frozenset(_plain(item.label.casefold()) for kind in (Verdict, TaskClass) for item in kind)
