"""Figures that the report itself writes within its sentences, told apart from those that units wrote.

They stand between marks while a paragraph is put together; a finished paragraph is plain and knows where they are, so
that ``lint --against`` can tell a count that was changed by hand from a unit's words that were only rewritten.
"""

from __future__ import annotations

import datetime as dt

from reportgen.model.tracing import FiguredText
from reportgen.patterns import regex
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded

OPEN, CLOSE = "\ue010", "\ue011"
"""Private-use characters: no text of a unit or plan has them."""
_MARKED = regex(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_NUMBER = regex(f"{_MARKED.pattern}|{FiguredText.NUMBER.pattern}", FiguredText.NUMBER.flags)


def count(number: int) -> str:
    """Return a number of things, with a leading zero below 10."""
    return f"{OPEN}{padded(number)}{CLOSE}"


def day(date: dt.date) -> str:
    """Return a date as it stands within a sentence."""
    return f"{OPEN}{short_date(date)}{CLOSE}"


def figures(text: str) -> str:
    """Return ``text`` with every number in it as a figure; what is one already, as a number in a name, stays it."""
    return _NUMBER.sub(lambda found: found[0] if found[0][0] == OPEN else f"{OPEN}{found[0]}{CLOSE}", text)


def plain(text: str) -> str:
    """Return ``text`` without marks."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def finished(text: str) -> str:
    """Return a paragraph without marks; it knows where its figures stand."""
    spans: list[tuple[int, int]] = []
    written, end = "", 0
    for match in _MARKED.finditer(text):
        written += text[end : match.start()]
        spans.append((len(written), len(written) + len(match[1])))
        written += match[1]
        end = match.end()
    return FiguredText(written + text[end:], tuple(spans)) if spans else text
