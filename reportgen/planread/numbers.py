"""Numbers before headings and tasks: Roman, capital letters, Arabic, dotted, small letters, dashes."""

from __future__ import annotations

import enum
import re
from typing import NamedTuple


class Level(enum.IntEnum):
    """How deep a number of this kind stands; none deepest."""

    LETTER = 0
    ROMAN = 1
    ARABIC = 2
    DOTTED = 3
    SMALL = 4
    DASH = 5
    NONE = 6


class Numbered(NamedTuple):
    """A text behind its number: the number without signs around it, what is left, and the level."""

    number: str
    rest: str
    level: Level


_ROMAN = r"(?=[IVXLC])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_PATTERNS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.ROMAN, re.compile(rf"({_ROMAN})(?:\s*[.:)/\-–]\s*|\s+(?=[A-ZĐÀ-Ỹ])|$)")),
    (Level.LETTER, re.compile(r"([A-HĐ])(?:\s*[.:)/]\s*|$)")),
    (Level.DOTTED, re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})(?:\s*[.:)]\s*(?!\d)|\s+|$)")),
    (Level.ARABIC, re.compile(r"(?:(?:Nhiệm vụ|Mục|Nhóm)\s+)?(\d{1,3})(?:\s*[.:)/](?!\d)\s*|$)")),
    (Level.SMALL, re.compile(r"([a-zđ])\s*[).]\s*")),
    (Level.DASH, re.compile(r"([-–—+•*])\s*")),
)


def numbered(text: str) -> Numbered:
    """Return a text taken apart from its number."""
    for level, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and match[1]:
            return Numbered(match[1], text[match.end() :].strip(), level)
    return Numbered("", text.strip(), Level.NONE)


def number_alone(text: str) -> Numbered:
    """Return the number that a cell holds; a bare Arabic number too."""
    text = text.strip(" .)(:")
    if re.fullmatch(r"[a-zđ]", text):
        return Numbered(text, "", Level.SMALL)
    found = numbered(text)
    return found if not found.rest else Numbered(text, "", Level.NONE)
