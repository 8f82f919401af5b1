"""Numbers before headings and tasks: Roman, capital letters, Arabic, dotted, small letters, dashes."""

from __future__ import annotations

import enum
import re
from typing import NamedTuple


class Depth(enum.IntEnum):
    """How deep a number of this kind stands; none deepest."""

    LETTER = 0
    ROMAN = 1
    ARABIC = 2
    DOTTED = 3
    SMALL = 4
    DASH = 5
    NONE = 6


class NumberedText(NamedTuple):
    """A text behind its number: the number without signs around it, what is left, and the depth."""

    number: str
    rest: str
    depth: Depth


_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_PATTERNS: tuple[tuple[Depth, re.Pattern[str]], ...] = (
    (Depth.ROMAN, re.compile(rf"({_ROMAN})(?:\s*[.:)/\-–]\s*|\s+(?=[A-ZĐÀ-Ỹ])|$)")),
    (Depth.LETTER, re.compile(r"([A-HĐ])(?:\s*[.:)/]\s*|$)")),
    (Depth.DOTTED, re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})(?:\s*[.:)]\s*(?!\d)|\s+|$)")),
    (Depth.ARABIC, re.compile(r"(?:(?:Nhiệm vụ|Mục|Nhóm)\s+)?(\d{1,3})(?:\s*[.:)/](?!\d)\s*|$)")),
    (Depth.SMALL, re.compile(r"([a-zđ])\s*[).]\s*")),
    (Depth.DASH, re.compile(r"([-–—+•*])\s*")),
)


def numbered(text: str) -> NumberedText:
    """Return a text taken apart from its number."""
    for depth, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and match[1]:
            return NumberedText(match[1], text[match.end() :].strip(), depth)
    return NumberedText("", text.strip(), Depth.NONE)


def number_alone(text: str) -> NumberedText:
    """Return the number that a cell holds; a bare Arabic number too."""
    text = text.strip(" .)(:")
    if re.fullmatch(r"[a-zđ]", text):
        return NumberedText(text, "", Depth.SMALL)
    found = numbered(text)
    return found if not found.rest else NumberedText(text, "", Depth.NONE)
