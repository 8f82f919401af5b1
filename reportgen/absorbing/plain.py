"""Texts as they are compared: what an editor changes without anybody having typed it makes no difference."""

from __future__ import annotations

from reportgen.vn.text import nfc

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_DASHES = str.maketrans({"\u2011": "-", "\u2010": "-"})


def plain(text: str) -> str:
    """Return a text composed, with single plain spaces, plain hyphens and nothing that is not seen."""
    return " ".join(nfc(text).translate(_UNSEEN).translate(_DASHES).split())
