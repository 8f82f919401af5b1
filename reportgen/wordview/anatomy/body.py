"""Ô 6 and the appendices: levels of the text, appendix headings."""

from __future__ import annotations

import re

from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import LIKELY, Appendix, Builder, Component
from reportgen.wordview.lines import Line

_LEVELS = (
    (Component.PHAN, re.compile(r"^(phần|chương)\s+(thứ\s+\w+|[ivxlc]+|\d+)\b", re.IGNORECASE)),
    (Component.DIEU, re.compile(r"^điều\s+\d+\w?\s*[.:]", re.IGNORECASE)),
    (Component.MUC, re.compile(r"^[IVXLC]{1,6}\s*[.:)/\-–]\s*\S")),
    (Component.KHOAN, re.compile(r"^\d{1,2}\s*([.):]\s*(?!\d)\S|/\s+\S)")),
    (Component.DIEM, re.compile(r"^[a-zđ]\s*[).]\s*\S")),
)


def read_appendices(builder: Builder, after: int) -> tuple[Appendix, ...]:
    """Name the headings of the appendices that follow the line of order ``after``."""
    found = []
    for line in builder.free(builder.lines[after:]):
        exact = words.APPENDIX.match(line.bare)
        titled = words.APPENDIX_TITLED.match(line.bare) and line.letters.bold and line.aligned == "center"
        if line.place.table or not (exact or titled) or (line.aligned == "both" and not line.letters.bold):
            continue
        builder.add(Component.PHU_LUC, line)
        title, info = _heading(builder, line)
        found.append(Appendix(line, title, info))
    return tuple(found)


def _heading(builder: Builder, line: Line) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    title: list[Line] = []
    info: list[Line] = []
    for following in builder.lines[line.order + 1 : line.order + 10]:
        heading = following.aligned == "center" or following.upper or words.ATTACHED.match(following.bare)
        if following.place.table or not heading or words.is_typed_rule(following):
            break
        if info or words.ATTACHED.match(following.bare):
            if info and not _open(info):
                break
            info.append(following)
        elif words.APPENDIX.match(following.bare):
            break
        else:
            title.append(following)
    for part, lines in ((Component.TEN_PHU_LUC, title), (Component.KEM_THEO, info)):
        for item in lines:
            builder.add(part, item, LIKELY)
    return tuple(title), tuple(info)


def _open(lines: list[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return text.count("(") > text.count(")")


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
        part = next((part for part, pattern in _LEVELS if pattern.match(line.shown)), Component.DOAN)
        if part is Component.MUC and not numbered and not line.shown.startswith("I"):
            part = Component.DOAN  # A, B, C: letters, not a hundred
        numbered = numbered or part is Component.MUC
        if part is Component.PHAN and (len(line.text) > 200 or (line.aligned == "both" and not line.letters.bold)):
            part = Component.DOAN
        follows = chapter is not None and line.order == chapter.order + 1 and not words.DIVISION.match(line.bare)
        heading = line.aligned == "center" or (line.upper and line.letters.bold)
        if part is Component.DOAN and follows and heading:
            part = Component.TEN_PHAN
        builder.add(part, line)
        body.append(line)
        chapter = line if part is Component.PHAN or part is Component.TEN_PHAN else None
    return tuple(body)
