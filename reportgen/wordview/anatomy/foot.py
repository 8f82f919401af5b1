"""Ô 7 and 9b: Nơi nhận, Lưu, and the signature block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.wordview.anatomy import words
from reportgen.wordview.anatomy.parts import GUESSED, LIKELY, SURE, Builder, Component
from reportgen.wordview.lengths import Twips
from reportgen.wordview.lines import Line

_LIST = 60
_CELLS = 3
_NAMES = 3
_NAME = re.compile(r"^[^\d:;()/]+$")
_SIGNED = re.compile(r"^\(?\s*(da ky|ky ten|ky, ghi|chu ky|ky dien tu)\b")
_INDENT = Twips(2800)  # text that begins so far right belongs to the signature


def read_foot(builder: Builder, start: int) -> int:
    """Name Nơi nhận and the signature; return the order of their first line, or one past the last line."""
    word = next((line for line in builder.free(builder.lines[start:]) if words.RECIPIENTS.match(line.bare)), None)
    if word is None:
        return _signature_alone(builder, start)
    builder.add(Component.NOI_NHAN, word)
    if word.place.table:
        inside = [line for line in builder.lines if line.holder == word.holder and line.order > word.order]
        rows = [line for line in builder.lines if line.place.table == word.place.table]
        if max(line.place.cell for line in rows) > _CELLS:
            return min(line.order for line in rows)  # a table of contents: no signature beside it
        below = [line for line in rows if line.place.cell == word.place.cell and line.place.row > word.place.row]
        _recipients(builder, [*inside, *below])
        beside = [line for line in rows if line.place.cell > word.place.cell]
        first = min(line.order for line in rows if line.place.row >= word.place.row)
        if not beside:
            above = [line for line in builder.lines[max(start, first - 8) : first] if _signing(line)]
            beside = above if _office_known(above) else []
    else:
        near = builder.lines[word.order + 1 : word.order + _LIST]
        _recipients(builder, [line for line in near if line.column <= word.column and not _signing(line)])
        around = builder.lines[max(start, word.order - 10) : word.order + _LIST]
        beside = [line for line in around if _signing(line) and not line.place.table]
        first = word.order
    named = _signature(builder, builder.free(beside))
    return min([first, *named])


def _recipients(builder: Builder, lines: Sequence[Line]) -> None:
    kept: Line | None = None
    for line in lines:
        if kept is not None:
            if words.DRAFTER.match(line.text):
                builder.add(Component.KY_HIEU_SOAN, line, LIKELY)
            elif kept.text.endswith(","):
                builder.add(Component.LUU, line)
                kept = line
                continue
            break
        if words.APPENDIX.match(line.bare) or words.AUTHORITY.match(line.text):
            break
        if words.KEPT.match(line.bare):
            builder.add(Component.LUU, line)
            kept = line
        elif not words.is_typed_rule(line):
            builder.add(Component.NOI_NHAN_MUC, line)


def _signing(line: Line) -> bool:
    layout = line.paragraph.layout
    return line.column > 0 or layout.align in ("center", "right") or layout.start > _INDENT or bool(line.place.box)


def _office(line: Line) -> bool:
    if _all_names(line):
        return False  # Trương and Phó are also surnames
    return bool(
        words.AUTHORITY.match(line.text) or (line.upper and len(line.text) < 90) or words.OFFICE.match(line.bare)
    )


def _all_names(line: Line) -> bool:
    """Tell whether every one of three or more words begins with a capital, as in a person's name."""
    parts = line.text.split()
    return not line.upper and len(parts) >= _NAMES and all(part[0].isupper() and part[1:].islower() for part in parts)


def _person(line: Line) -> bool:
    return 2 <= len(line.text.split()) <= 8 and bool(_NAME.match(line.text)) and not _SIGNED.match(line.bare)


def _signature(builder: Builder, lines: Sequence[Line], confidence: float = SURE) -> list[int]:
    """Name office and person among ``lines``; return the orders of the lines named."""
    offices: list[Line] = []
    person: Line | None = None
    for line in lines:
        if words.is_typed_rule(line) or _SIGNED.match(line.bare):
            continue
        if _office(line) and (person is None or words.AUTHORITY.match(line.text)):
            if offices and line.upper and _looks_like_name(line, offices, last=line is lines[-1]):
                person = line
                continue
            offices.append(line)
        elif offices and person is None and _person(line):
            person = line
    for line in offices:
        builder.add(Component.CHUC_VU, line, confidence)
    if person is not None and offices:
        builder.add(Component.HO_TEN, person, confidence if _office_known(offices) else LIKELY)
    return [line.order for line in offices]


def _looks_like_name(line: Line, offices: Sequence[Line], *, last: bool) -> bool:
    """Tell whether a line in capitals below the office is the signer's name, typed in capitals by mistake."""
    apart = line.paragraph.number - offices[-1].paragraph.number > 2 or (last and _office_known(offices))
    return apart and not words.OFFICE.match(line.bare) and not words.AGENCY.match(line.bare) and _person(line)


def _office_known(offices: Sequence[Line]) -> bool:
    return any(words.OFFICE.match(line.bare) or words.AUTHORITY.match(line.text) for line in offices)


def _signature_alone(builder: Builder, start: int) -> int:
    """Look for a signature without Nơi nhận: an office in capitals that stands right of the middle."""
    lines = builder.free(builder.lines[start:])
    for line in lines:
        known = words.AUTHORITY.match(line.text) or (line.upper and words.OFFICE.match(line.bare))
        right = _signing(line) or line.place.table
        if not (known and right and len(line.text) < 90):
            continue
        if any(
            after.aligned == "both" and len(after.text) > 120 for after in builder.lines[line.order : line.order + 6]
        ):
            continue  # who decides, above the text of a decision
        near = []
        for item in builder.lines[line.order : line.order + 10]:
            if words.APPENDIX.match(item.bare):
                break
            if _signing(item) or item.holder == line.holder:
                near.append(item)
        if orders := _signature(builder, near, GUESSED):
            return min(orders)
    return len(builder.lines)
