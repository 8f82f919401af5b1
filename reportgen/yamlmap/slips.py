"""What a slip of syntax is, and the lines it stands in: indentation, keys, what lies above and below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field

import yaml

from reportgen.finding import Position
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import without_accents

COLON = "\ufdd0"
"""Stands for a colon that is part of a value (no text has it: see ``vn.signs``)."""
UNREAD = "\ufdd1"
"""Stands for a value that was typed but could not be read; its finding has been recorded."""

BELOW = "viết dấu | sau tên mục, rồi viết nội dung ở dòng dưới, lùi vào sâu hơn tên mục hai dấu cách"
"""What to do about a sign that YAML gives a meaning, in a text that may hold any."""

CODE_LIKE = regex(r"(?:[IVXLC]+\.)+\d+|[A-Z]{2}\d+")


_NOT_FIRST = frozenset(" \t#:\"'[]{},&*!|>%@`-")
"""Signs with which no key of ours begins: YAML gives them a meaning of their own."""


@record
class Names:
    """What a reader of slips knows of a kind of file: bare names of its keys, and which of them hold free text."""

    known: frozenset[str]
    texts: frozenset[str]


@record
class KeyLine:
    """A line that begins an entry: what stands before the key, the key, the value, and their columns from 0."""

    lead: str
    key: str
    key_end: int
    value: str
    value_start: int

    @property
    def opens_block(self) -> bool:
        """Whether the value is ``|`` or ``>``, after which text is to follow on lines below."""
        return self.value.split("#")[0].strip() in ("|", ">", "|-", ">-", "|+", ">+")

    @property
    def is_empty(self) -> bool:
        """Whether nothing but a comment follows the key."""
        return not self.value.split("#")[0].strip()


def entry_of(line: str) -> KeyLine | None:
    """Return the entry that ``line`` begins, None when it begins none; takes time in proportion to its length."""
    start = len(line) - len(line.lstrip(" \t"))
    while line[start : start + 2] in ("- ", "-\t"):
        start += 2
        start += len(line[start:]) - len(line[start:].lstrip(" \t"))
    if line[start : start + 1] in _NOT_FIRST or start >= len(line):
        return None
    colon = line.find(":", start)
    if colon < 0 or line.find("#", start, colon) >= 0 or line[colon + 1 : colon + 2] not in ("", " ", "\t"):
        return None
    key = line[start:colon].rstrip(" \t")
    value_start = colon + 1 + len(line[colon + 1 :]) - len(line[colon + 1 :].lstrip(" \t"))
    return KeyLine(line[:start], key, start + len(key), line[value_start:], value_start)


@record
class Stop:
    """Where and why the parser stopped: line and column from 0, and where the thing it was reading began."""

    line: int
    column: int
    since: tuple[int, int] | None
    problem: str


@record
class Slip:
    """A slip: its place, words (``found``, ``advice``), and what to read instead of the lines it touches.

    One with no ``found`` is read as it was meant; any other becomes a finding, and what it spoils is left out
    so that the rest of the file can still be read. ``lines`` maps indices to new text; ``moved`` tells by how
    much the columns of a line moved (from which column on, and how far); ``lost`` are lines left out whose
    owner is not known. ``proper`` maps indices to what the file should say instead, one line or more, where the slip
    has one meaning.
    """

    place: Position
    found: str
    advice: str
    lines: Mapping[int, str]
    moved: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    lost: tuple[int, ...] = ()
    proper: Mapping[int, str] = field(default_factory=dict)


def stop_of(error: yaml.YAMLError) -> Stop:
    """Return where and why the parser stopped."""
    mark, since = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = mark or since
    problem = f"{getattr(error, 'problem', '') or error} {getattr(error, 'context', '') or ''}"
    begun = (since.line, since.column) if since else None
    return Stop(mark.line, mark.column, begun, problem) if mark else Stop(0, 0, begun, problem)


def readable(words: str) -> str:
    """Return words of a message without the reader's own marks."""
    return words.replace(COLON, ":").replace(UNREAD, "…")


def bare(name: str) -> str:
    """Return a key without accents, capitals and the choice between space, dash and underscore."""
    if name.isidentifier() and name.isascii() and "__" not in name:  # as each of ours is
        return name.lower()
    return re.sub(r"[\s_\-]+", "_", without_accents(name).strip(" \t“”\"'"))


class Reader:
    """The lines of one file, and the names that may begin a line in it."""

    def __init__(self, lines: list[str], names: Names) -> None:
        self.lines = lines
        self.names = names

    def knows(self, name: str) -> bool:
        """Tell whether ``name`` may begin an entry: a key of the format, or a code."""
        return len(name) < 100 and (bare(name) in self.names.known or CODE_LIKE.fullmatch(name.strip()) is not None)

    def begins_entry(self, at: int) -> bool:
        """Tell whether line ``at`` begins an entry that the format knows."""
        entry = entry_of(self.lines[at])
        return entry is not None and self.knows(entry.key)

    def may_be_text(self, at: int) -> bool:
        """Tell whether line ``at`` may belong to a text: it begins no entry, or one with a sentence for its key."""
        entry = entry_of(self.lines[at])
        return entry is None or (not self.knows(entry.key) and (" " in entry.key or not entry.is_empty))

    def holds_text(self, name: str) -> bool:
        """Tell whether the value of key ``name`` is free text, which may be written below ``|``."""
        return bare(name) in self.names.texts

    def indent(self, at: int) -> int:
        """Return the width of the white space before line ``at``."""
        line = self.lines[at]
        return len(line) - len(line.lstrip())

    def below(self, at: int) -> list[int]:
        """Return the lines after ``at`` that stand deeper."""
        inner: list[int] = []
        for index in range(at + 1, len(self.lines)):
            if not self.lines[index].strip():
                continue
            if self.indent(index) <= self.indent(at):
                break
            inner.append(index)
        return inner

    def above(self, at: int) -> int | None:
        """Return the nearest line above ``at`` that is neither empty nor a comment."""
        lines = ((index, self.lines[index].lstrip()) for index in range(at - 1, -1, -1))
        return next((index for index, line in lines if line and not line.startswith("#")), None)

    def entry_above(self, at: int) -> tuple[int, KeyLine] | None:
        """Return the nearest line above ``at`` that begins an entry."""
        for index in range(at - 1, max(-1, at - 500), -1):
            if entry := entry_of(self.lines[index]):
                return index, entry
        return None

    def text_above(self, at: int) -> int:
        """Return where the run of lines without a key just above ``at`` begins, -1 when there is none."""
        begin = -1
        while (above := self.above(at)) is not None and entry_of(self.lines[above]) is None:
            at = begin = above
        return begin

    def owner(self, at: int) -> int | None:
        """Return the nearest line above ``at`` that stands less deep, None where lines between begin entries."""
        for index in range(at - 1, -1, -1):
            if not self.lines[index].strip() or self.lines[index].lstrip().startswith("#"):
                continue
            if self.indent(index) < self.indent(at):
                return index
            if entry_of(self.lines[index]):
                return None
        return None

    def as_text(self, at: int, meant: Callable[[str], str] = str) -> Mapping[int, str]:
        """Return the entry on line ``at`` with its value as a text below ``|``; nothing where it holds no free text.

        ``meant`` gives the text that the value as written is.
        """
        entry = entry_of(self.lines[at])
        if entry is None or not self.holds_text(entry.key) or " #" in entry.value or UNREAD in entry.value:
            return {}
        below = self.below(at)
        width = min((self.indent(index) for index in below), default=self.indent(at) + 2)
        return {at: f"{entry.lead}{entry.key}: |\n{' ' * width}{meant(entry.value.rstrip())}"}

    def unread(
        self,
        at: int,
        found: str,
        advice: str,
        column: int | None = None,
        length: int = 1,
        proper: Mapping[int, str] | None = None,
    ) -> Slip:
        """Return a slip whose value (with all that stands deeper) is left out, or whose line is."""
        entry = entry_of(self.lines[at])
        column = self.indent(at) if column is None else column
        place = Position(at + 1, column + 1, length)
        if entry and entry.value != UNREAD:
            kept = f"{entry.lead}{entry.key}: {UNREAD}"
            left_out = {at: kept, **dict.fromkeys(self.below(at), "")}
            return Slip(place, found, advice, left_out, proper=proper or {})
        return Slip(place, found, advice, {at: ""}, lost=(at,), proper=proper or {})

    def value_at(self, at: int) -> int:
        """Return the column of the value on line ``at``; the first letter's where the line has no key."""
        entry = entry_of(self.lines[at])
        return entry.value_start if entry else self.indent(at)

    def rest(self, at: int) -> int:
        """Return how many characters the value on line ``at`` has."""
        return max(1, len(self.lines[at].rstrip()) - self.value_at(at))
