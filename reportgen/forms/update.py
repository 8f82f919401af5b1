"""Bringing a changed plan into a form that somebody has begun to fill in: explanations anew, rows added, nothing lost.

Only blocks of the program (``#:``) and rows that nobody touched are taken out; every other line of the file stays as
it is, in its order. What a person typed into a block of ours is kept as a note below the new block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from reportgen.forms.block import PREFIX, Found, blocks_in
from reportgen.forms.form import EXTRA, HEADING, HELPING, MODELINE, NO_DAY, SETTLED, TARGETS, Parts, Row
from reportgen.model.fields import keys_of
from reportgen.model.status import TargetStatus, TaskStatus
from reportgen.vn.text import nfc

_SECTIONS = {"chi_tieu": "targets", "nhiem_vu": "tasks"}
_ENDING = re.compile(r"\r\n|\n|\r")


@dataclass
class Updated:
    """A form brought up to date: its new text, and what changed in it.

    ``kept`` are rows that the plan no longer asks for but that somebody filled in; ``by_hand`` are rows that could
    not be added because their section is written in braces.
    """

    text: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    notes: int = 0
    changed: bool = False


def update(text: str, pieces: Parts, places: Mapping[tuple[str, ...], int], blank: Set[tuple[str, str]]) -> Updated:
    """Return ``text`` with the explanations and rows of ``pieces``.

    ``places`` tells on which line (from 1) the key at a path stands: ``("nhiem_vu", "I.1")``; ``blank`` are the rows
    in which nothing was typed. Line ends stay as they are; new lines get those of the file.
    """
    ending = "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"
    lines = _ENDING.split(text)
    ends = [*_ENDING.findall(text), ""]
    file = _File(lines, [end or ending for end in ends], places, pieces, blank)
    done = file.updated(ending)
    done.changed = done.text != text
    return done


class _File:
    """One filled form: its lines, and for each what is to stand before it, after it or instead of it."""

    def __init__(
        self,
        lines: list[str],
        ends: list[str],
        places: Mapping[tuple[str, ...], int],
        pieces: Parts,
        blank: Set[tuple[str, str]],
    ) -> None:
        self.lines = lines
        self.ends = ends
        self.places = places
        self.pieces = pieces
        self.blank = blank
        self.found = blocks_in(lines)
        self.gone: set[int] = set()
        self.before: dict[int, list[str]] = {}
        self.after: dict[int, list[str]] = {}
        self.done = Updated("")

    def updated(self, ending: str) -> Updated:
        """Return the file with its blocks and rows brought up to date."""
        self._block(HEADING, self.pieces.heading, self._first_key())
        self._modeline()
        self._block(TARGETS, self.pieces.target_help, self.places.get(("chi_tieu",)))
        self._block(HELPING, self.pieces.helping, self.places.get(("chung",)))
        for section, attribute in _SECTIONS.items():
            self._section(section, getattr(self.pieces, attribute))
        self._orphans()
        out: list[str] = []
        for index, line in enumerate(self.lines):
            out += [new + ending for new in self.before.get(index, ())]
            if index not in self.gone:
                out.append(line + (self.ends[index] if index < len(self.lines) - 1 else ""))
            if new_lines := self.after.get(index):
                if out and not out[-1].endswith(("\n", "\r")):
                    out[-1] += ending
                out += [new + ending for new in new_lines]
        self.done.text = "".join(out)
        return self.done

    def _orphans(self) -> None:
        """Take out blocks whose row somebody has deleted: they would explain the row that follows."""
        owners = {path[1] for path in self.places if len(path) == 2}
        owners |= {HEADING, TARGETS, HELPING, EXTRA, SETTLED, *self.done.added}
        for block in self.found:
            if block.owner not in owners and block.begin not in self.gone:
                self._take_out(block, [])

    def _first_key(self) -> int | None:
        return min((line for path, line in self.places.items() if len(path) == 1), default=None)

    def _modeline(self) -> None:
        first = (self._first_key() or 1) - 1
        if not any(line.startswith(MODELINE.partition("$")[0]) for line in self.lines[:first]):
            self.before.setdefault(first, []).append(MODELINE)

    def _block(self, owner: str, new: Sequence[str], place: int | None) -> None:
        """Put ``new`` where the blocks of ``owner`` stand, else before line ``place`` (from 1)."""
        old = [block for block in self.found if block.owner == owner]
        if old and [self.lines[i] for i in range(old[0].begin, old[0].end)] == list(new) and len(old) == 1:
            return
        if new and (old or place is not None):
            at = old[0].begin if old else (place or 1) - 1
            self.before.setdefault(at, []).extend(new)
        for block in old:
            self._take_out(block, new)

    def _take_out(self, block: Found, new: Sequence[str]) -> None:
        """Take out an old block; what somebody typed into it stays as a note."""
        texts = {" ".join(line.split()) for line in new}
        for index in range(block.begin, block.end):
            self.gone.add(index)
            line = self.lines[index]
            ours = block.untouched or " ".join(nfc(line).split()) in texts or index == block.end - 1
            if not ours:
                self.before.setdefault(index, []).append(line.replace(PREFIX, "# (giữ lại)", 1))
                self.done.notes += 1

    def _section(self, name: str, rows: Sequence[Row]) -> None:
        section = self.places.get((name,))
        here = {path[1]: line for path, line in self.places.items() if len(path) == 2 and path[0] == name}
        wanted = {row.code: row for row in rows}
        for row in rows:
            if row.code in here and self._starts(here[row.code], row.code):
                indent = self._indent(here[row.code] - 1)
                self._block(row.code, _indented(row.about, indent - 2), here[row.code])
        for code, line in here.items():
            if code not in wanted and code not in self.pieces.helped:
                self._drop(name, code, line)
        missing = [row for row in rows if row.code not in here]
        if not missing:
            return
        if section is None:
            self._new_section(name, missing)
        elif any(not self._starts(line, code) for code, line in here.items()) or self._inline(section):
            self.done.by_hand += [row.code for row in missing]
        else:
            self._add(section, here, rows, missing)

    def _starts(self, line: int, code: str) -> bool:
        """Tell whether the key ``code`` begins line ``line``: not so inside braces."""
        return nfc(self.lines[line - 1]).lstrip().startswith(code)

    def _inline(self, line: int) -> bool:
        """Tell whether the section that begins on ``line`` goes on in braces on that line."""
        return bool(self.lines[line - 1].partition(":")[2].split("#")[0].strip())

    def _indent(self, index: int) -> int:
        return len(self.lines[index]) - len(self.lines[index].lstrip())

    def _end(self, line: int) -> int:
        """Return the index of the last line that belongs to the key on ``line``."""
        begin, last = line - 1, line - 1
        for index in range(begin + 1, len(self.lines)):
            if not self.lines[index].strip():
                continue
            if self._indent(index) > self._indent(begin):
                last = index
            elif not self.lines[index].lstrip().startswith("#"):
                break  # a note at the margin stands in the row as well as between two
        while last + 1 < len(self.lines) and last > begin and self.lines[last].rstrip().endswith("|"):
            last += 1  # the empty line that waits for text belongs to its key
        return last

    def _add(self, section: int, here: Mapping[str, int], rows: Sequence[Row], missing: Sequence[Row]) -> None:
        """Add rows behind the one that comes before them in the plan."""
        at = section - 1
        indent = min((self._indent(line - 1) for line in here.values()), default=2)
        for row in rows:
            if row.code in here:
                at = self._end(here[row.code])
            elif row in missing:
                gap = [""] if self.pieces.tasks and row in self.pieces.tasks else []
                for old in self.found:
                    if old.owner == row.code:
                        self._take_out(old, row.about)
                self.after.setdefault(at, []).extend([*gap, *_indented([*row.about, *row.lines], indent - 2)])
                self.done.added.append(row.code)

    def _new_section(self, name: str, rows: Sequence[Row]) -> None:
        following = self.places.get(("nhiem_vu",)) if name == "chi_tieu" else None
        at = following or self.places.get(("chung",))
        lines = [f"{name}:"]
        if name == "chi_tieu":
            lines = [*self.pieces.target_help, f"{name}:"]
        for row in rows:
            lines += [*([""] if name == "nhiem_vu" else []), *row.about, *row.lines]
            self.done.added.append(row.code)
        if at is not None:
            self.before.setdefault(at - 1, []).extend([*lines, ""])
        else:
            self.after.setdefault(len(self.lines) - 1, []).extend(["", *lines])

    def _drop(self, name: str, code: str, line: int) -> None:
        """Take out a row that the plan no longer asks for, if nobody filled it in."""
        begin, end = line - 1, self._end(line)
        body = [nfc(row).strip() for row in self.lines[begin + 1 : end + 1] if row.strip()]
        if (
            (name, code) not in self.blank
            or nfc(self.lines[begin]).strip() != f"{code}:"
            or not all(_untouched(row) for row in body)
        ):
            self.done.kept.append(code)
            return
        self.gone.update(range(begin, end + 1))
        for block in self.found:
            if block.owner == code:
                self._take_out(block, [])
        self.done.removed.append(code)


_HINTS = {NO_DAY, *(key.hint for record in (TargetStatus, TaskStatus) for key in keys_of(record) if key.hint)}


def _untouched(row: str) -> bool:
    """Tell whether a line of a row stands as the form has it: a key, perhaps ``|``, perhaps our hint."""
    match = re.fullmatch(r"\w+:[ \t]*\|?[ \t]*(?:#[ \t]*(?P<hint>.*))?", row)
    return match is not None and (not match["hint"] or match["hint"] in _HINTS or match["hint"].startswith("giá trị ("))


def _indented(lines: Sequence[str], more: int) -> list[str]:
    if more >= 0:
        return [" " * more + line if line else line for line in lines]
    return [line[min(-more, len(line) - len(line.lstrip())) :] for line in lines]
