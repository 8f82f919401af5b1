"""Bringing a changed plan into a form that somebody has begun to fill in: explanations anew, rows added, nothing lost.

Only blocks of the program (``#:``) and rows that nobody touched are taken out; every other line of the file stays as
it is, in its order. What a person typed into a block of ours is kept as a note below the new block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from reportgen.forms.form import EXTRA, HEADING, HELPING, MODELINE, SETTLED, TARGETS, Parts, Row
from reportgen.forms.owed import NO_DAY
from reportgen.forms.times import DUE
from reportgen.model.fields import keys_of
from reportgen.model.status import TargetStatus, TaskStatus
from reportgen.patching.lines import Lines
from reportgen.vn.text import nfc

_SECTIONS = {"chi_tieu": "targets", "nhiem_vu": "tasks"}


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
    done = _File(text, places, pieces, blank).updated()
    done.changed = done.text != text
    return done


class _File(Lines):
    """One filled form: its lines, and for each what is to stand before it, after it or instead of it."""

    def __init__(
        self, text: str, places: Mapping[tuple[str, ...], int], pieces: Parts, blank: Set[tuple[str, str]]
    ) -> None:
        super().__init__(text)
        self.places = places
        self.pieces = pieces
        self.blank = blank
        self.done = Updated("")

    def updated(self) -> Updated:
        """Return the file with its blocks and rows brought up to date."""
        self._block(HEADING, self.pieces.heading, self._first_key())
        self._modeline()
        self._block(TARGETS, self.pieces.target_help, self.places.get(("chi_tieu",)))
        self._block(HELPING, self.pieces.helping, self.places.get(("chung",)))
        for section, attribute in _SECTIONS.items():
            self._section(section, getattr(self.pieces, attribute))
        self._orphans()
        self.done.text, self.done.notes = self.spliced(), self.notes
        return self.done

    def _orphans(self) -> None:
        """Take out blocks whose row somebody has deleted: they would explain the row that follows."""
        owners = {path[1] for path in self.places if len(path) == 2}
        owners |= {HEADING, TARGETS, HELPING, EXTRA, SETTLED, *self.done.added}
        for block in self.found:
            if block.owner not in owners and block.begin not in self.gone:
                self.take_out(block, [])

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
            self.take_out(block, new)

    def _section(self, name: str, rows: Sequence[Row]) -> None:
        section = self.places.get((name,))
        here = {path[1]: line for path, line in self.places.items() if len(path) == 2 and path[0] == name}
        wanted = {row.code: row for row in rows}
        for row in rows:
            if row.code in here and self._starts(here[row.code], row.code):
                indent = self.indent(here[row.code] - 1)
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

    def _add(self, section: int, here: Mapping[str, int], rows: Sequence[Row], missing: Sequence[Row]) -> None:
        """Add rows behind the one that comes before them in the plan."""
        at = section - 1
        indent = min((self.indent(line - 1) for line in here.values()), default=2)
        for row in rows:
            if row.code in here:
                at = self.last_line(here[row.code] - 1)
            elif row in missing:
                gap = [""] if self.pieces.tasks and row in self.pieces.tasks else []
                for old in self.found:
                    if old.owner == row.code:
                        self.take_out(old, row.about)
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
        begin, end = line - 1, self.last_line(line - 1)
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
                self.take_out(block, [])
        self.done.removed.append(code)


_HINTS = {NO_DAY, *(key.hint for record in (TargetStatus, TaskStatus) for key in keys_of(record) if key.hint)}


def _untouched(row: str) -> bool:
    """Tell whether a line of a row stands as the form has it: a key, perhaps ``|``, perhaps our hint."""
    match = re.fullmatch(r"[\w-]+:[ \t]*\|?[ \t]*(?:#[ \t]*(?P<hint>.*))?", row)
    return match is not None and (
        not match["hint"] or match["hint"] in _HINTS or match["hint"].startswith(("giá trị (", DUE))
    )


def _indented(lines: Sequence[str], more: int) -> list[str]:
    if more >= 0:
        return [" " * more + line if line else line for line in lines]
    return [line[min(-more, len(line) - len(line.lstrip())) :] for line in lines]
