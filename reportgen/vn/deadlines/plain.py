"""The words of a deadline as its recognisers compare them."""

from __future__ import annotations

import re

from reportgen.vn.text import nfc, without_accents

_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), "\u200b": " ", "“": '"', "”": '"'})
_NUMBERS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "chín": "9", "mười hai": "12"}
_COUNTED = re.compile(rf"\b({'|'.join(_NUMBERS)})\s+(?=(?:tháng|lần)\b)")  # with accents: «sau tháng 6» is after June
_ROUND_SIGNS = re.compile(r" ?([/.]) ?(?=\d)")
_ROUND_ROMANS = re.compile(r"(?<=[ivx\d]) ?/ ?(?=\d)")
_ROUND_DASHES = re.compile(r" ?- ?")
_YEAR_BEHIND = re.compile(r"((?<!\d{3})\d|\bq?(?:i{1,3}|iv))(?:,| cua)? nam (?=\d{4}\b)")
_LIST_MARK = re.compile(r"^[-+*•] ?")
_FINAL = " .,;:"


def plain(text: str) -> str:
    """Return ``text`` in lower case without accents, one kind of dash and space, numbers as figures."""
    counted = _COUNTED.sub(lambda match: _NUMBERS[match[1]] + " ", nfc(text).casefold())
    words = " ".join(without_accents(counted).translate(_DASHES).replace('"', " ").split())
    words = _LIST_MARK.sub("", words).strip(_FINAL)
    words = _ROUND_ROMANS.sub("/", _ROUND_SIGNS.sub(r"\1", words))
    return _YEAR_BEHIND.sub(r"\1/", _ROUND_DASHES.sub("-", words))
