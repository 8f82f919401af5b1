"""Texts as they are kept, and as they are compared: what an editor changes unasked makes no difference."""

from __future__ import annotations

from reportgen.vn.signs import on_paper
from reportgen.vn.text import nfc

_AS_TYPED: dict[int, str] = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032"), "'"),
    0x2026: "...",
}
"""Signs that word processors put in place of those on the keyboard."""


def tidy(text: str) -> str:
    """Return a text composed, with single plain spaces and nothing that is not seen."""
    return " ".join(nfc(on_paper(text)).split())


def plain(text: str) -> str:
    """Return a text as it is compared: tidy, and with the quotes, dashes and dots of a keyboard."""
    return tidy(text).translate(_AS_TYPED)
