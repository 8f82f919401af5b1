"""What units' answers amount to."""

from __future__ import annotations

from reportgen.vn.text import fold

_NOTHING = {fold(words) for words in ("không", "không có", "không phát sinh", "chưa có")}
_LONGEST = 40
"""Characters: a longer answer says something."""


def says_nothing(text: str) -> bool:
    """Tell whether an answer only says that there is nothing."""
    return len(text) <= _LONGEST and fold(text).rstrip(" .") in _NOTHING
