"""Whether a document says in its text what it does to another: replaces it, corrects it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model.entry import Entry
from reportgen.vn.text import fold

_NEAR = 300
"""Characters between such a word and the number of the other document: a title may stand between."""


def said_of(entry: Entry, text: str, words: Sequence[str]) -> bool:
    """Tell whether ``text`` names a document, by number and symbol, near one of ``words``."""
    text, wanted = fold(text).replace("–", "-"), [fold(word) for word in words]
    symbol = r"\s?".join(map(re.escape, re.split(r"([-/])", fold(entry.symbol).replace("–", "-"))))
    named = rf"(?<!\d)0*{entry.number}\s?/\s?{symbol}(?!\w)"
    for match in re.finditer(named, text):
        around = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        if any(word in around for word in wanted):
            return True
    return False
