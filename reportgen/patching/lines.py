"""A text as lines, of which some are taken out and others put in between; all the rest stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.patching.block import PREFIX, Found, blocks_in, is_ours
from reportgen.vn.text import nfc

_ENDING = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a file (from 0), what is to stand before or after each, and which go.

    ``notes`` counts the lines that a person typed into a block of ours and that stay as notes.
    """

    def __init__(self, text: str, hidden: Sequence[range] = ()) -> None:
        """``hidden``: lines that are somebody's text, in which nothing is a block of ours."""
        self.lines = _ENDING.split(text)
        self.ends = [*_ENDING.findall(text), ""]
        self.ending = "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"
        self.gone: set[int] = set()
        self.before: dict[int, list[str]] = {}
        self.after: dict[int, list[str]] = {}
        self.notes = 0
        within = {index for lines in hidden for index in lines}
        self.found = [block for block in blocks_in(self.lines) if block.begin not in within]

    def spliced(self) -> str:
        """Return the text with all that was put in and taken out; new lines get the file's line ends."""
        out: list[str] = []
        for index, line in enumerate(self.lines):
            out += [new + self.ending for new in self.before.get(index, ())]
            if index not in self.gone:
                out.append(line + ((self.ends[index] or self.ending) if index < len(self.lines) - 1 else ""))
            if new_lines := self.after.get(index):
                if out and not out[-1].endswith(("\n", "\r")):
                    out[-1] += self.ending
                out += [new + self.ending for new in new_lines]
        return "".join(out)

    def indent(self, index: int) -> int:
        """Return how many columns line ``index`` is indented."""
        return len(self.lines[index]) - len(self.lines[index].lstrip())

    def take_out(self, block: Found, new: Sequence[str]) -> None:
        """Take out an old block; what somebody typed into it stays as a note. ``new`` takes its place."""
        texts = {" ".join(line.split()) for line in new}
        for index in range(block.begin, block.end):
            self.gone.add(index)
            line = self.lines[index]
            ours = block.untouched or " ".join(nfc(line).split()) in texts or index == block.end - 1
            if not ours:
                self.before.setdefault(index, []).append(line.replace(PREFIX, "# (giữ lại)", 1))
                self.notes += 1

    def last_line(self, begin: int) -> int:
        """Return the last line (from 0) that belongs to the key on line ``begin``: what is indented more."""
        last = begin
        for index in range(begin + 1, len(self.lines)):
            if not self.lines[index].strip():
                continue
            if self.indent(index) > self.indent(begin):
                last = index
            elif not self.lines[index].lstrip().startswith("#"):
                break  # a note at the margin stands in the row as well as between two
        while last + 1 < len(self.lines) and last > begin and self.lines[last].rstrip().endswith("|"):
            last += 1  # the empty line that waits for text belongs to its key
        return last


def comments_kept(old: str, new: str) -> bool:
    """Tell whether each comment that a person wrote on a line of its own still stands in the new text."""
    notes = [line.strip() for line in nfc(old).splitlines() if line.strip().startswith("#") and not is_ours(line)]
    left = [line.strip() for line in nfc(new).splitlines()]
    return all(left.count(note) >= notes.count(note) for note in set(notes))
