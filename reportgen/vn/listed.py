"""Several names typed as one text: ``VP; Phòng CNTT``, ``Phòng Một, Phòng Hai và Văn phòng``."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.patterns import regex
from reportgen.record import record

_BETWEEN = regex(r"\s*(?:[;,\n]|(?<=\s)(?:và|[+&])(?=\s)|(?<=[^\W\d])/(?=[^\W\d]))\s*")
_MOST = 60
"""Pieces of one text that are looked at; a longer text is no list of names."""
_LONGEST = 6
"""Pieces that one name may hold: «Phòng Nông nghiệp, Xây dựng và Môi trường» holds three."""


@record
class Listed:
    """A text taken apart: the names that are ``known``, and the ``others``, each in its order."""

    known: tuple[str, ...]
    others: tuple[str, ...]


def take_apart(text: str, known: Callable[[str], bool]) -> Listed:
    """Return the names in ``text``, parted by ``;``, ``,``, ``/``, «và» or its sign; the longest ``known`` wins."""
    parts = _spans(text)
    found: list[str] = []
    others: list[str] = []
    at = 0
    while at < len(parts):
        name, used = _longest(text, parts, at, known)
        (found if used else others).append(name)
        at += used or 1
    return Listed(tuple(found), tuple(name for name in others if name))


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where each piece between separators begins and ends."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _BETWEEN.finditer(text):
        if len(spans) == _MOST:
            break
        spans.append((begin, match.start()))
        begin = match.end()
    return [*spans, (begin, len(text))]


def _longest(text: str, parts: list[tuple[int, int]], at: int, known: Callable[[str], bool]) -> tuple[str, int]:
    """Return the longest known name that begins with the piece ``at``, and of how many pieces; else that piece, 0."""
    for count in range(min(_LONGEST, len(parts) - at), 0, -1):
        name = text[parts[at][0] : parts[at + count - 1][1]].strip()
        if name and known(name):
            return name, count
    return text[parts[at][0] : parts[at][1]].strip(), 0
