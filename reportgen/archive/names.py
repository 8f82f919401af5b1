"""Names of bags: readable, and the same on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reportgen.model.entry import Entry
from reportgen.vn.numbers import padded
from reportgen.vn.text import nfc

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s\ud800-\udfff]+')
"""What Windows does not allow in a name, spaces, and what has no UTF-8 form."""
_LONGEST = 60


def same_name(name: str) -> str:
    """Return a key that is equal for names that some file system takes for one: case and normal form aside."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def safe_name(text: str) -> str:
    """Return ``text`` as a file name that every system accepts; empty when nothing of it can be kept."""
    return _FORBIDDEN.sub("-", nfc(text))[:_LONGEST].strip("-. ")


def bag_name(entry: Entry, taken: Iterable[str]) -> str:
    """Return ``year/name`` for the bag of ``entry``: ``2026/05-BC-SKHCN``, ``2026/12-SKHCN-VP``.

    ``taken`` are the names in use. A bag that supplements another is called after it:
    ``2026/05-BC-SKHCN.bo-sung-1``.
    """
    used = {same_name(name) for name in taken}
    if entry.supplements:
        number = 1
        while same_name(name := f"{entry.supplements}.bo-sung-{number}") in used:
            number += 1
        return name
    base = f"{entry.year:04d}/{safe_name(f'{padded(entry.number)}-{entry.symbol}')}"
    name, number = base, 1
    while same_name(name) in used:
        number += 1
        name = f"{base}.{number}"
    return name
