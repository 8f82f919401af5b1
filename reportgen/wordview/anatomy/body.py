"""Ô 6: levels of the text."""

from __future__ import annotations

import re

from reportgen.patterns import regex
from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import Builder, Component
from reportgen.wordview.lines import Line

_CHAPTER_LONGEST = 200  # characters: a chapter's line of more is a paragraph
_LEVELS = (
    (Component.PHAN, regex(r"^(phần|chương)\s+(thứ\s+\w+|[ivxlc]+|\d+)\b", re.IGNORECASE)),
    (Component.PHAN, regex(r"^mục\s+([ivxlc]+|\d+)\s*[.:]?$", re.IGNORECASE)),
    (Component.DIEU, regex(r"^điều\s+\d+\w?\s*[.:]", re.IGNORECASE)),
    (Component.MUC, regex(r"^[IVXLC]{1,6}\s*[.:)/\-–]\s*\S")),
    (Component.KHOAN, regex(r"^\d{1,2}\s*([.):]\s*(?!\d)\S|[.)]\s+\d(?!\d?\.\s)|/\s+\S)")),
    (Component.DIEM, regex(r"^[a-zđ]\s*([).]\s*\S|/\s+\S)")),
)


def read_body(builder: Builder, start: int, end: int) -> tuple[Line, ...]:
    """Name the levels of the text between two orders; return its lines outside tables."""
    body: list[Line] = []
    chapter: Line | None = None
    numbered = False
    for line in builder.free(builder.lines[start:end]):
        if words.is_typed_rule(line):
            continue
        if line.place.table or line.place.box:
            builder.add(Component.O_BANG, line)
            continue
        level = _level(line, numbered=numbered)
        if level is Component.DOAN and chapter is not None and _titles_chapter(line, chapter):
            level = Component.TEN_PHAN
        numbered = numbered or level is Component.MUC
        builder.add(level, line)
        body.append(line)
        chapter = line if level in (Component.PHAN, Component.TEN_PHAN) else None
    return tuple(body)


def _level(line: Line, *, numbered: bool) -> Component:
    """Return the level of a line of the text; ``numbered``: there was a Roman numeral before it."""
    level = next((level for level, pattern in _LEVELS if pattern.match(line.shown)), Component.DOAN)
    if level is Component.MUC and not numbered and not line.shown.startswith("I"):
        return Component.DOAN  # A, B, C: letters, not a hundred
    if level is Component.PHAN and _is_paragraph(line):
        return Component.DOAN
    return level


def _is_paragraph(line: Line) -> bool:
    """Tell whether what begins like a chapter's line is a sentence about one."""
    return len(line.text) > _CHAPTER_LONGEST or (line.aligned == "both" and not line.letters.bold)


def _titles_chapter(line: Line, chapter: Line) -> bool:
    """Tell whether a line right below that of a chapter is its title."""
    if line.order != chapter.order + 1 or words.DIVISION.match(line.bare):
        return False
    return line.aligned == "center" or (line.upper and line.letters.bold)
