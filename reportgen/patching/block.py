"""Blocks of explanation that the program writes into a form, and recognises when it comes back.

Every line begins with ``#:``, the last one names what the block explains and carries a mark of its text. So a
block that nobody touched can be replaced when the plan changes, and one that somebody typed into cannot be
mistaken for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import nfc

WIDTH = 100
PREFIX = "#:"
_ITEM, _MORE = "- ", "  "
"""How an item begins, and how its further lines do."""
_LAST = regex(r"\s*#: \(dành cho máy, không sửa: bản (?P<mark>[0-9a-f]{6}) của (?P<owner>[^()]+)\)(?P<rest>.*)$")

_IN_LAST = " cho m"
"""What of it is the same in every form of Unicode."""


@record
class Found:
    """A block in a file: its lines from ``begin`` up to ``end`` (from 0), whose it is, whether it is as made."""

    begin: int
    end: int
    owner: str
    untouched: bool


def block(owner: str, paragraphs: Iterable[str], indent: int = 0, items: Iterable[str] = ()) -> list[str]:
    """Return the lines of a block about ``owner``, wrapped and indented; ``items`` are listed below, as they are."""
    prefix = f"{' ' * indent}{PREFIX} "
    lines: list[str] = []
    for paragraph in paragraphs:
        lead = paragraph[: len(paragraph) - len(paragraph.lstrip())]
        lines += _wrapped(prefix, paragraph.lstrip(), lead)
    for item in items:
        lines += _wrapped(prefix, item, _ITEM, _MORE)
    return [*lines, f"{prefix}(dành cho máy, không sửa: bản {_mark(lines)} của {owner})"]


def _wrapped(prefix: str, text: str, lead: str, more: str = "") -> list[str]:
    import textwrap  # for whoever writes a block, not for whoever reads it

    wrapped = textwrap.wrap(
        text,
        WIDTH - len(prefix),
        initial_indent=lead,
        subsequent_indent=more,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [(prefix + line).rstrip() for line in wrapped or [""]]


def items_in(lines: Sequence[str], found: Found) -> tuple[str, ...]:
    """Return the items that an untouched block lists, each as one line."""
    items: list[list[str]] = []
    for line in nfc("\n".join(lines[found.begin : found.end - 1])).split("\n"):
        text = line.lstrip().removeprefix(PREFIX).removeprefix(" ")
        if text.startswith(_ITEM):
            items.append([text.removeprefix(_ITEM).strip()])
        elif items and text.startswith(_MORE):
            items[-1].append(text.strip())
    return tuple(" ".join(parts) for parts in items)


def blocks_in(lines: Sequence[str]) -> list[Found]:
    """Return the blocks that stand in a file, in their order."""
    found: list[Found] = []
    begin = None
    for index, line in enumerate(lines):
        if not line.lstrip().startswith(PREFIX):
            begin = None
            continue
        begin = index if begin is None else begin
        if _IN_LAST in line and (match := _LAST.match(nfc(line))):
            untouched = _mark(lines[begin:index]) == match["mark"] and not match["rest"].strip()
            found.append(Found(begin, index + 1, match["owner"], untouched))
            begin = None
    return found


def is_ours(line: str) -> bool:
    """Tell whether a line was written by the program, or wants to look so."""
    return line.lstrip().startswith(PREFIX)


def _mark(lines: Sequence[str]) -> str:
    text = " ".join(nfc("\n".join(lines)).replace(PREFIX, "").split())
    return hashlib.sha256(text.encode()).hexdigest()[:6]
