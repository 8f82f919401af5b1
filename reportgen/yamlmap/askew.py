"""Entries that stand some columns beside where their neighbours do: which column is theirs."""

from __future__ import annotations

import itertools

from reportgen.finding import Position
from reportgen.yamlmap.shifting import STEP
from reportgen.yamlmap.slips import CODE_LIKE, KeyLine, Reader, Slip, Stop, entry_of

_FAR = 200  # lines above that are looked at


def first_too_deep(reader: Reader, stop: Stop) -> Slip | None:
    """The first entry below a code stands deeper than its neighbours, which the parser blames instead."""
    at, here = stop.line, reader.indent(stop.line)
    if not reader.begins_entry(at):
        return None
    parent = _parent(reader, at)
    if parent is None or here - reader.indent(parent) != STEP:
        return None
    inner = [i for i in range(parent + 1, at) if _is_written(reader, i)]
    if not inner or not reader.begins_entry(inner[0]):
        return None
    if any(reader.indent(i) <= here for i in inner):
        return None
    return _moved(reader, inner, here - reader.indent(inner[0]), certain=True)


def _parent(reader: Reader, at: int) -> int | None:
    """Return the line of the entry that line ``at`` stands below, when it has nothing of its own."""
    here = reader.indent(at)
    above = range(at - 1, max(-1, at - _FAR), -1)
    parent = next((i for i in above if _is_written(reader, i) and reader.indent(i) < here), None)
    opened = entry_of(reader.lines[parent]) if parent is not None else None
    return parent if opened is not None and opened.is_empty else None


def _is_written(reader: Reader, at: int) -> bool:
    """Tell whether line ``at`` is neither empty nor a comment."""
    return bool(reader.lines[at].strip()) and not reader.lines[at].lstrip().startswith("#")


def _moved(reader: Reader, lines: list[int], shift: int, *, certain: bool) -> Slip:
    """Read ``lines`` by ``shift`` columns further right, and say so of the first."""
    at, here = lines[0], reader.indent(lines[0])
    entry = entry_of(reader.lines[at])
    changed = {i: " " * max(0, reader.indent(i) + shift) + reader.lines[i].lstrip() for i in lines}
    found = f"dòng lùi vào {here} dấu cách, lệch cột với các mục cùng cấp"
    advice = f"lùi vào {here + shift} dấu cách cho thẳng cột" if here + shift else "đưa dòng này ra sát lề"
    place = Position(at + 1, here + 1, len(entry.key) if entry else 1)
    return Slip(place, found, advice, changed, dict.fromkeys(lines, (0, shift)), proper=changed if certain else {})


def beside_its_neighbours(reader: Reader, stop: Stop) -> Slip | None:
    """An entry that stands some columns beside its neighbours."""
    at, entry = stop.line, entry_of(reader.lines[stop.line])
    owner = reader.above(at)
    if entry is None or owner is None or stop.column > entry.key_end:
        return None
    here, beside = reader.indent(at), reader.indent(owner)
    levels = _levels_of_neighbours(reader, at, entry) | _level_below(reader, owner)
    wanted = min(levels - {here}, key=lambda level: (abs(level - here), level != beside), default=None)
    if wanted is None:
        return None
    below = _its_own(reader, at, entry, wanted) if entry.is_empty or entry.opens_block else ()
    return _moved(reader, [at, *below], wanted - here, certain=abs(wanted - here) < STEP)


def _its_own(reader: Reader, at: int, entry: KeyLine, wanted: int) -> list[int]:
    """Return the lines below ``entry`` on line ``at`` that move with it to the level ``wanted``.

    What stands deep enough there stays, and what stands on that level is the next entry.
    """
    below = reader.below(at)
    if wanted < reader.indent(at) or entry.opens_block:
        return below
    own = list(itertools.takewhile(lambda index: reader.indent(index) > wanted, below))
    return own if any(reader.indent(index) < wanted + STEP for index in own) else []


def _levels_of_neighbours(reader: Reader, at: int, entry: KeyLine) -> set[int]:
    """Return where entries above ``at`` begin that are codes, or names, as ``entry`` is.

    What stands behind the dash of a list begins where its key does, unless ``entry`` has a dash of its own.
    """
    is_code, dashed = CODE_LIKE.fullmatch(entry.key) is not None, bool(entry.lead.strip())
    above = ((index, entry_of(reader.lines[index])) for index in range(max(0, at - _FAR), at))
    return {
        reader.indent(index) if dashed else len(other.lead)
        for index, other in above
        if other and (CODE_LIKE.fullmatch(other.key) is not None) == is_code and (not dashed or other.lead.strip())
    }


def _level_below(reader: Reader, at: int) -> set[int]:
    """Return where entries below line ``at`` would begin, if it opens any."""
    entry = entry_of(reader.lines[at])
    return {reader.indent(at) + STEP} if entry is not None and entry.is_empty else set()
