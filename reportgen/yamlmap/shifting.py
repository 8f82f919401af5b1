"""Lines that stand too deep or not deep enough, where one place is theirs: the edits that put them there."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from reportgen.finding import Edit, Position
from reportgen.yamlmap.slips import CODE_LIKE, entry_of

STEP = 2
"""Columns by which our forms indent."""


def shifted(lines: Sequence[str], at: int, by: int) -> list[Edit]:
    """Return the edits that move line ``at`` (from 0), with all that stands deeper below it, ``by`` columns right."""
    here = _indent(lines[at])
    block = [at]
    for index in range(at + 1, len(lines)):
        if lines[index].strip():
            if _indent(lines[index]) <= here:
                break
            block.append(index)
    if by > 0:
        return [Edit(Position(index + 1, 1, 0), " " * by) for index in block]
    return [Edit(Position(index + 1, 1, -by), "") for index in block]


def indented_again(lines: Sequence[str], groups: Collection[str], inner: Container[str]) -> list[Edit]:
    """Return the edits that indent a form whose lines all stand at the margin; none where one is no entry on a line.

    ``groups``: the keys of the margin under which others stand; ``inner``: those others.
    """
    found: list[Edit] = []
    group = code = False
    for at, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        entry = entry_of(line)
        if entry is None or line[0].isspace() or entry.opens_block:
            return []
        if entry.key in inner and group:
            found.append(_inwards(at, 2 if code else 1))
        elif CODE_LIKE.fullmatch(entry.key) and group:
            code = entry.is_empty
            found.append(_inwards(at, 1))
        else:
            group, code = entry.key in groups and entry.is_empty, False
    return found


def is_before_code(lines: Sequence[str], at: int) -> bool:
    """Tell whether line ``at`` (from 0) stands right above a code at its own depth."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    entry = entry_of(below)
    return entry is not None and CODE_LIKE.fullmatch(entry.key) is not None and _indent(below) == _indent(lines[at])


def _inwards(at: int, steps: int) -> Edit:
    return Edit(Position(at + 1, 1, 0), " " * (STEP * steps))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
