"""The pin of a place: what was read when its words were written, and whether the words are still the proposal.

Its form in the file is ``3f9a7c21.b04e``: eight digits of the facts, four of the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from reportgen.model.words import paragraphs
from reportgen.patterns import regex
from reportgen.pins.facts import Source
from reportgen.record import record
from reportgen.vn.text import nfc

_FORM = regex(r"([0-9a-f]{8})\.([0-9a-f]{4})")


@record
class Pin:
    """Fingerprints: of the facts that were read, of the text that the program proposed (or handed out)."""

    facts: str
    text: str

    def __str__(self) -> str:
        return f"{self.facts}.{self.text}"


def parse_pin(typed: str) -> Pin | None:
    """Return the pin that ``typed`` is; None for what the program did not write."""
    match = _FORM.fullmatch(typed.strip())
    return Pin(match[1], match[2]) if match else None


def facts_mark(sources: Iterable[Source]) -> str:
    """Return the fingerprint of what was read: by wire names and values, whatever its order, codes and names."""
    told = sorted([sorted([fact.unit, fact.key, fact.value] for fact in source.facts) for source in sources])
    return _digest(json.dumps(told, ensure_ascii=False))[:8]


def text_mark(text: str) -> str:
    """Return the fingerprint of a text: of its words and paragraphs, however its lines are broken."""
    return _digest("\n".join(paragraphs(nfc(text))))[:4]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
