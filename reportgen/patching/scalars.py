"""One-line YAML values as this house writes them: bare where nothing else could be read, else in quotes."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[^\W_](?:[\w /.%()+\-–…“”]|,(?= )|;(?= )|:(?=\S))*")
_PLAIN_ITEM = re.compile(r"[^\W_][\w /.()%+\-–]*")
_WORD = re.compile(r"true|false|yes|no|on|off|null|y|n|~", re.IGNORECASE)


def scalar(text: str) -> str:
    """Return a text on one line, in quotes where it would be read as anything else without."""
    return text if _is_plain(text, _PLAIN) else json.dumps(text, ensure_ascii=False)


def item(text: str) -> str:
    """Return a text as an item of a list in brackets."""
    return text if _is_plain(text, _PLAIN_ITEM) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.fullmatch(text)) and not text.endswith((" ", ":")) and not _WORD.fullmatch(text)
