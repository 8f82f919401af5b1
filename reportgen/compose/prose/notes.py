"""Footnotes in texts: ``^[…]``; ``^\\[`` is the two characters, and within a note ``\\]`` a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.patterns import regex

NOTE = regex(r"\^\[(?:\\.|[^\]\\])*\]", re.DOTALL)
"""A whole footnote."""
_OPEN = "^["
_LITERAL = "^\\["
_DATED = regex(
    r"(?P<short>.+ (?P<number>số (?=[^\s/]*\d)[^\s/]{1,40}/\S{1,60})) (?P<date>ngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)


def closed(text: str) -> str:
    """Return ``text`` with every ``^[`` that no bracket closes as the two characters that it then is."""
    if _OPEN not in text:
        return text
    last = max((match.end() for match in NOTE.finditer(text)), default=0)
    return text[:last] + text[last:].replace(_OPEN, _LITERAL)


def without(text: str) -> str:
    """Return ``text`` without its footnotes."""
    return NOTE.sub("", text) if _OPEN in text else text


def hidden(text: str) -> str:
    """Return ``text`` with a letter for each of its footnotes' characters: what stands there ends no sentence."""
    return NOTE.sub(lambda match: "x" * len(match[0]), text) if _OPEN in text else text


def note(documents: Iterable[str]) -> str:
    """Return the footnote that cites ``documents``; nothing where there are none."""
    cited = "; ".join(documents)
    escaped = cited.replace(_OPEN, _LITERAL).replace("]", "\\]")
    return f"^[{escaped}.]" if cited else ""


def tidy(document: str) -> str:
    """Return a cited document on one line, without the signs at its end."""
    return " ".join(document.split()).rstrip(" .;,")


def in_short(document: str) -> tuple[str, str] | None:
    """Return a document without its date, and what tells it apart; None where it has no certain number and date.

    ``Kế hoạch số 17/KH-SKHCN ngày 20/01/2026`` gives ``Kế hoạch số 17/KH-SKHCN``, and itself.
    """
    match = _DATED.fullmatch(document)
    return (match["short"], f"{match['number']} {match['date']}".casefold()) if match else None
