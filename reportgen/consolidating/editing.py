"""The lines of a file of words: where each place stands, and how its block, its words and its pin are replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reportgen.consolidating.entry import INDENT, words_lines
from reportgen.model.words import LISTED
from reportgen.patching.lines import Lines
from reportgen.patterns import regex
from reportgen.pins.pin import Pin
from reportgen.vn.text import nfc
from reportgen.yamlmap.marks import Marks

_KEY = re.compile(r"(?P<indent>\s*)(?P<key>\w+:)(?P<sign>\s*[|>][+-]?\d?[+-]?)?\s*(?P<note>#.*)?$")
"""The line of a key that waits for text, or opens a block of it."""
_TYPED = regex(
    r"""(?P<indent>\s*)(?P<key>\w+:)(?P<notes>(?:\s+#[^\n]*)*)\s+"""
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'\[\]{}&*!|>%@`#](?:[^\s#]|\s(?!#)|(?<=\S)#)*)"""
    r"""\s*(?P<note>#[^\n]*)?""",
    re.DOTALL,
)
"""A key with its text behind or below it, plain or in quotes, on one line or more, and the comments between."""


class WordsFile(Lines):
    """One file of words: its lines, and what is to stand in their place. ``last``: behind it goes the next place."""

    def __init__(self, text: str, marks: Marks) -> None:
        super().__init__(text, hidden=_texts(marks))
        self.marks = marks
        self.last = self.section()

    def section(self) -> int:
        """Return the line (from 0) behind which the first place goes; the file's last where it has no section yet."""
        if ("loi_van",) in self.marks.keys:
            return self.marks.keys[("loi_van",)].line - 1
        last = len(self.lines) - 1
        self.after.setdefault(last, []).append("loi_van:")
        return last

    def end(self) -> int:
        """Return the last line (from 0) of the last place."""
        places = [(str(path[0]), str(path[1])) for path in self.marks.keys if len(path) == 2 and path[0] == "loi_van"]
        ends = [max(self.last_line(self.marks.keys[path].line - 1), self.value_end(path)) for path in places]
        return max([self.last, *ends])

    def put_seen(self, place: str, new: Sequence[str]) -> None:
        """Put the block of what has changed behind the one of what was read; none where ``new`` is empty."""
        old = [block for block in self.found if block.owner.startswith(f"{place} nay ")]
        if len(old) == 1 and [self.lines[index] for index in range(old[0].begin, old[0].end)] == list(new):
            return
        for block in old:
            self.take_out(block, new)
        if new:
            self.after.setdefault(self.last_block_line(place), []).extend(new)

    def put_block(self, owner: str, new: Sequence[str], behind: int) -> None:
        """Put ``new`` where the block of ``owner`` stands, else behind line ``behind``."""
        old = [block for block in self.found if block.owner == owner]
        if len(old) == 1 and [self.lines[index] for index in range(old[0].begin, old[0].end)] == list(new):
            return
        if old:
            self.before.setdefault(old[0].begin, []).extend(new)
        else:
            self.after.setdefault(behind, []).extend(new)
        for block in old:
            self.take_out(block, new)

    def write(self, place: str, key: str, said: Sequence[str], indent: int) -> bool:
        """Write paragraphs under ``key`` of a place; tell whether its line leaves room for that."""
        path = ("loi_van", place, key)
        if path not in self.marks.keys:
            self.after.setdefault(self.last_block_line(place), []).extend(words_lines(f"{key}:", said, indent))
            return True
        begin = self.marks.keys[path].line - 1
        value = "\n".join(self.lines[begin : self.value_end(path) + 1])
        match = _TYPED.fullmatch(value) or _KEY.match(self.lines[begin])
        if match is None:
            return False
        typed = self._typed(begin + 1, self.value_end(path), len(match["indent"]) + 2)
        lines = words_lines(match["key"], said, len(match["indent"]), typed)
        lines[0] += f"  {match['note']}" if match["note"] else ""
        notes = [match["indent"] + note.strip() for note in (match.groupdict().get("notes") or "").splitlines()]
        self.before.setdefault(begin, []).extend([*filter(str.strip, notes), *lines])
        self.gone.update(range(begin, self.value_end(path) + 1))
        return True

    def _typed(self, begin: int, last: int, indent: int) -> dict[str, list[str]]:
        """Return by paragraph the lines in which somebody typed it, where the lines of a block are indented so far."""
        lines = [line.rstrip() for line in self.lines[begin : last + 1]]
        if any(line and self.indent(begin + at) != indent for at, line in enumerate(lines)):
            return {}
        typed: list[list[str]] = []
        for before, line in pairwise(["", *lines]):
            if line and (not before or LISTED.match(line.strip())):
                typed.append([])
            if line:
                typed[-1].append(line)
        return {nfc(" ".join(" ".join(paragraph).split())): paragraph for paragraph in typed}

    def set_pin(self, place: str, pin: Pin, indent: int) -> None:
        """Write the pin of a place over the one that it has, or behind its words."""
        path = ("loi_van", place, "dau")
        line = f"{' ' * indent}dau: {pin}"
        if path in self.marks.keys:
            begin = self.marks.keys[path].line - 1
            note = self.lines[begin].partition("#")
            self.before.setdefault(begin, []).append(f"{line}  #{note[2]}" if note[1] else line)
            self.gone.add(begin)
            return
        words = ("loi_van", place, "noi_dung")
        last = self.value_end(words) if words in self.marks.keys else self.last_block_line(place)
        self.after.setdefault(last, []).append(line)

    def last_block_line(self, place: str) -> int:
        """Return the line behind which a first key of a place goes: the place's own, or the end of its block."""
        begin = self.marks.keys[("loi_van", place)].line - 1
        return max([begin, *(block.end - 1 for block in self.found if block.owner == place)])

    def value_end(self, path: tuple[str, ...]) -> int:
        """Return the last line (from 0) of the value at ``path`` that is no empty one."""
        end = self.marks.ends.get(path, self.marks.keys[path].line) - 1
        while end > self.marks.keys[path].line - 1 and not self.lines[end].strip():
            end -= 1
        return max(end, self.marks.keys[path].line - 1)

    def inner_indent(self, begin: int, place: str) -> int:
        """Return how far the keys of a place are indented."""
        inner = [
            self.indent(mark.line - 1)
            for path, mark in self.marks.keys.items()
            if len(path) == 3 and path[:2] == ("loi_van", place)
        ]
        return min(inner, default=self.indent(begin) + INDENT)

    def inline(self, begin: int, place: str) -> bool:
        """Tell whether a place is written in braces."""
        line = nfc(self.lines[begin])
        lead, colon, rest = line.partition(":")
        return lead.strip().strip("\"'") != place or not colon or bool(rest.split("#")[0].strip())


def _texts(marks: Marks) -> list[range]:
    """Return the lines (from 0) of what people wrote: no line in there is a block of ours."""
    return [
        range(marks.keys[path].line, marks.ends[path])
        for path in marks.ends
        if path in marks.keys and len(path) == 3 and path[2] == "noi_dung"
    ]
