"""Items of a list whose dash is not followed by a space: ``-Quyết định số 12/QĐ-UBND``."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.finding import Position
from reportgen.patterns import regex
from reportgen.yamlmap.slips import Reader, Slip, Stop, entry_of

_ITEM = regex(r"^\s*[-–•+](?=[^\W\d_])")
"""A dash or a dot, and a letter at once: what begins with a number may be an amount below zero."""
_SPACED = regex(r"^\s*[-–•+*][ \t]+")


def item_without_space(reader: Reader, stop: Stop) -> Slip | None:
    """Beside items that are written well such a line is the next one, no text of that above: it has one meaning."""
    at = stop.since[0] if stop.since and stop.since[0] < len(reader.lines) else stop.line
    span = _around(reader, at) or _around(reader, stop.line)
    owner = reader.entry_above(span[0]) if span else None
    if owner is None or not owner[1].is_empty or owner[0] != reader.above(span[0]):
        return None
    lacking = [i for i in span if _ITEM.match(reader.lines[i])]
    spaced = [i for i in span if i not in lacking]
    if not lacking or not spaced or any(_is_known(reader, i) for i in lacking):
        return None
    lead = reader.lines[spaced[0]][: reader.indent(spaced[0])]
    changed = {i: f"{lead}- {_ITEM.sub('', reader.lines[i], count=1)}" for i in lacking}
    moved = {i: (0, len(changed[i]) - len(reader.lines[i])) for i in lacking}
    return Slip(Position(lacking[0] + 1, len(lead) + 1), "", "", changed, moved, proper=changed)


def _is_known(reader: Reader, at: int) -> bool:
    """Tell whether ``-ma: II.2`` stands at line ``at``: what begins an item of several keys is told, not only read."""
    entry = entry_of(_ITEM.sub("", reader.lines[at], count=1))
    return entry is not None and reader.knows(entry.key)


def _is_item(line: str) -> bool:
    return not line.strip() or _ITEM.match(line) is not None or _SPACED.match(line) is not None


def _around(reader: Reader, at: int) -> list[int]:
    """Return the lines of items around line ``at``; none where it is none itself."""
    lines = reader.lines
    if not lines[at].strip() or not _is_item(lines[at]):
        return []
    first = last = at
    while first and lines[first - 1].strip() and _is_item(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and _is_item(lines[last + 1]):
        last += 1
    return list(range(first, last + 1))


def lines_of_items(lines: Sequence[str], first: int, column: int, last: int) -> str | None:
    """Return the lines from ``first``, ``column`` on to ``last`` as they stand, if each is an item of a list.

    YAML makes one line of them. None where one of them is no item.
    """
    typed = [lines[first][column:], *lines[first + 1 : last + 1]]
    written = [line.strip() for line in typed if line.strip()]
    if len(written) < 2 or not all(map(_is_item, written)):
        return None
    return "\n".join(f"- {without_mark(line)}" for line in written)


def without_mark(item: str) -> str:
    """Return an item of a list without the dash or dot before it."""
    bare = _ITEM.sub("", item, count=1)
    return _SPACED.sub("", bare, count=1).strip()
