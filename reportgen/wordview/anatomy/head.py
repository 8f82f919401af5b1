"""Ô 1 to 4, 5b, 10 and 11: Quốc hiệu, Tiêu ngữ, agencies, number, place and date, a letter's abstract, marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import GUESSED, LIKELY, SURE, TYPE_KEYS, Builder, Component
from reportgen.wordview.document import Run
from reportgen.wordview.lines import Line

_HEAD_LINES = 40
_REACH = 14  # lines that a head has at most below its first one, when nothing ends it sooner
_MOST_NAMES = 6
_LONG = 110  # characters: no line of a head is longer
_WIDE = re.compile(r"(?<=\S)\s{3,}(?=cộng\s{1,3}h|độc\s{1,3}lập|[^,\s][^,]{1,40},\s{0,3}ngày)", re.IGNORECASE)


def divided(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with those of the head taken apart where wide spaces stand for a second column."""
    found: list[Line] = []
    for line in lines:
        cut = _WIDE.search(line.raw) if line.order < _HEAD_LINES else None
        halves = [line]
        if cut is not None and line.raw[: cut.start()].strip():
            left, right = _cut(line.runs, cut.end())
            halves = [
                Line(line.paragraph, left, line.column, 0, False),
                Line(line.paragraph, right, line.column + 1, 0, False),
            ]
        found += [
            Line(half.paragraph, half.runs, half.column, len(found) + at, half.whole, half.begins)
            for at, half in enumerate(halves)
        ]
    return tuple(found)


def _cut(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    left: list[Run] = []
    right: list[Run] = []
    for run in runs:
        before, after = run.text[: max(at, 0)], run.text[max(at, 0) :]
        if before:
            left.append(Run(before, run.letters))
        if after:
            right.append(Run(after, run.letters))
        at -= len(run.text)
    return tuple(left), tuple(right)


def read_head(builder: Builder) -> int:
    """Name the parts of the head; return the order of the first line after it."""
    head = builder.lines[:_HEAD_LINES]
    nation = next((line for line in head if words.NATION in line.bare), None)
    motto = next((line for line in head if words.is_motto(line)), None)
    if nation is not None:
        builder.add(Component.QUOC_HIEU, nation)
    if motto is not None:
        builder.add(Component.TIEU_NGU, motto)
    anchor = nation or motto
    if anchor is None:
        return 0
    limit = _limit(head, anchor)
    zone = [line for line in head if line.order < limit]
    left = [line for line in zone if _is_left(line, anchor)]
    _marks(builder, zone)
    number = next((line for line in builder.free(zone) if words.NUMBER.match(line.bare) and len(line.text) < 60), None)
    if number is not None:
        builder.add(Component.SO_KY_HIEU, number)
    date = next((line for line in builder.free(zone) if words.is_dateline(line)), None)
    if date is not None:
        builder.add(Component.DIA_DANH, date)
    _abstract(builder, left, number)
    _agencies(builder, left, number)
    placed = (
        line.order
        for part in (
            Component.QUOC_HIEU,
            Component.TIEU_NGU,
            Component.SO_KY_HIEU,
            Component.DIA_DANH,
            Component.TRICH_YEU_CV,
            Component.CO_QUAN,
        )
        for line in builder.parts.get(part, ())
    )
    same_table = (line.order for line in zone if anchor.place.table and line.place.table == anchor.place.table)
    return max(*placed, *same_table, anchor.order) + 1


def _limit(head: Sequence[Line], anchor: Line) -> int:
    """Return the order of the first line that certainly lies below the head."""
    for line in head:
        inside = anchor.place.table and line.place.table == anchor.place.table
        if line.order <= anchor.order or inside:
            continue
        typed = line.key.rstrip(" :.") in TYPE_KEYS and line.upper
        below = words.ADDRESSED.match(line.bare) or (words.BASIS.match(line.bare) and not line.place.table)
        if typed or below or len(line.text) > _LONG:
            return line.order
    return max(anchor.order + _REACH, max((line.order + 1 for line in head if _beside(line, anchor)), default=0))


def _beside(line: Line, anchor: Line) -> bool:
    return bool(anchor.place.table) and line.place.table == anchor.place.table


def _is_left(line: Line, anchor: Line) -> bool:
    """Tell whether a line of the head stands in its left half."""
    if line.place.table:
        if anchor.place.table == line.place.table:
            return line.place.cell < anchor.place.cell
        return line.place.cell == 1 and line.place.table == anchor.place.table + 1
    if line.place.box and anchor.place.box:
        return line.place.box != anchor.place.box and line.place.x < anchor.place.x
    if anchor.column:
        return line.column < anchor.column and not (line.whole and line.aligned == "center")
    if anchor.place.box:
        return not line.place.box or line.place.x < anchor.place.x
    if line.place.box:
        return line.place.x <= 0
    return line.order < anchor.order and line.column == 0


def _marks(builder: Builder, zone: Sequence[Line]) -> None:
    for line in zone:
        if words.SECRECY.match(line.bare) and line.upper:
            builder.add(Component.DO_MAT, line)
        elif words.URGENCY.match(line.bare):
            builder.add(Component.DO_KHAN, line)
        elif words.CIRCULATION.match(line.bare):
            builder.add(Component.LUU_HANH, line)


def _abstract(builder: Builder, left: Sequence[Line], number: Line | None) -> None:
    """Name the lines of a công văn's abstract: what stands below the number in the left half."""
    free = [line for line in builder.free(left) if not words.is_typed_rule(line)]
    begun = next((line for line in free if words.ABOUT.match(line.bare)), None)
    if begun is None:
        below = [line for line in free if number is not None and line.order > number.order and line.place.table]
        begun = next((line for line in below if not line.upper and not words.DRAFT.match(line.bare)), None)
        if begun is None or begun.key.rstrip(" :.") in TYPE_KEYS:
            return
        confidence = GUESSED
    else:
        confidence = SURE
    builder.add(Component.TRICH_YEU_CV, begun, confidence)
    for line in builder.free(left):
        if line.order <= begun.order:
            continue
        if line.holder != begun.holder or words.ADDRESSED.match(line.bare) or words.is_typed_rule(line):
            break
        if not begun.place.table and line.paragraph.layout.align not in ("center", begun.paragraph.layout.align):
            break
        builder.add(Component.TRICH_YEU_CV, line, confidence)


def _agencies(builder: Builder, left: Sequence[Line], number: Line | None) -> None:
    """Name superior and issuing agency: the lines above the number in the left half."""
    names: list[Line] = []
    for line in builder.free(left):
        if (number is not None and line.order > number.order) or len(names) >= _MOST_NAMES:
            break
        if words.is_typed_rule(line) or words.DRAFT.match(line.bare):
            continue
        if line.key.rstrip(" :.") in TYPE_KEYS or not any(char.isalpha() for char in line.text):
            continue
        names.append(line)
    if not names:
        return
    start, confidence = _issuing_from(names)
    for at, line in enumerate(names):
        builder.add(Component.CO_QUAN if at >= start else Component.CHU_QUAN, line, confidence)


def _issuing_from(names: Sequence[Line]) -> tuple[int, float]:
    """Return the index of the issuing agency's first line among ``names``, and how certain it is.

    Bold letters tell them apart; where they do not, the words with which a name begins.
    """
    bold = [line.letters.bold for line in names]
    if bold[-1] and not all(bold):
        start = len(bold) - next(at for at, is_bold in enumerate(reversed(bold)) if not is_bold)
        return start, SURE
    begins = [
        at for at, line in enumerate(names) if words.AGENCY.match(line.bare) and not words.CONTINUED.match(line.bare)
    ]
    if len(names) == 1 or not begins:
        return 0, SURE if len(names) == 1 else GUESSED
    if all(bold) and not words.SUPERIOR.match(names[0].bare):
        return 0, LIKELY  # one name on several lines
    return begins[-1], LIKELY
