"""What a value that cannot be read is certain to mean: not read so, but written so by ``check --fix``.

A proposal (see ``guesses``) may be one of two meanings; nothing here is.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from reportgen.model.guesses import LONGEST_GUESSED
from reportgen.patterns import regex
from reportgen.vn.numbers import format_number, parse_number

_TICKED = regex(r"\[[xX✓✔]\]\s*")
_PAIRS = (("**", "**"), ("__", "__"), ("*", "*"), ("`", "`"), ("<", ">"), ("[", "]"), ("«", "»"))
"""What mail programs, chats and templates put around one value."""
_ESTIMATE = regex(r"(?:[~≈]|khoảng)\s*(?P<number>\d[\d.,]*)\s*%?", re.IGNORECASE)
_SHARES = regex(r"(\d{1,4})\s*[/⁄]\s*(\d{1,4})")


def bared(text: str) -> str:
    """Return one value without the marks that stand around it: ``**60**``, ``<hoan-thanh>``, ``[x] hoan-thanh``."""
    if len(text) > LONGEST_GUESSED:
        return text
    bare = text.replace("&nbsp;", " ").strip()
    ticked = _TICKED.match(bare)
    if ticked:
        bare = bare[ticked.end() :]
    for opening, closing in _PAIRS:
        inner = bare[len(opening) : -len(closing)].strip()
        if inner and bare.startswith(opening) and bare.endswith(closing) and not set(inner) & set(opening + closing):
            return inner
    return bare


def sure_percent(text: str) -> str | None:
    """Return the percentage of ``~60``, ``khoảng 60%``, ``½`` or ``3/4``; None where it would have to be rounded.

    Progress is an estimate itself, so a word that says so says nothing more.
    """
    if len(text) > LONGEST_GUESSED:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if shares := _SHARES.fullmatch(plain):
        return _in_hundredths(int(shares[1]), int(shares[2]))
    found = _ESTIMATE.fullmatch(plain)
    try:
        return found["number"] if found and parse_number(found["number"]) <= 100 else None
    except ValueError:
        return None


def _in_hundredths(part: int, whole: int) -> str | None:
    if not 0 <= part <= whole or whole == 0 or (1000 * part) % whole:
        return None
    return format_number(Decimal(100 * part) / whole)
