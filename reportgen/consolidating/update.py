"""Bringing a file of words up to date: sources anew, proposals that follow them, pins; what people typed stays.

Only blocks of the program (``#:``), the line ``dau`` and words that are still the proposal are ever replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.consolidating.editing import WordsFile
from reportgen.consolidating.entry import PlaceEntry, lines_of, read_block, seen_block
from reportgen.consolidating.file import HEADING, heading
from reportgen.pins.pin import Pin, text_mark
from reportgen.pins.standing import Standing
from reportgen.yamlmap.marks import Marks


@dataclass
class Updated:
    """A file brought up to date: its new text, and what was done.

    ``followed``: proposals written anew; ``pinned``: the office's words that got a pin; ``by_hand``: places written in
    braces or quotes, which must be brought up to date by hand; ``notes``: lines typed into blocks of ours that stay.
    """

    text: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)
    pinned: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    notes: int = 0
    changed: bool = False


def update(
    text: str,
    marks: Marks,
    name: str,
    entries: Sequence[PlaceEntry],
    confirm: Collection[str],
    left: Mapping[str, bool],
) -> Updated:
    """Return ``text`` (as ``marks`` tell of it) with ``entries`` up to date.

    ``name``: what the period is called; ``confirm``: places whose words are right although their sources have changed;
    ``left``: the places of the file that the report does not have, and whether somebody wrote anything there.
    """
    file = _File(text, marks, confirm)
    file.explain(name)
    file.places(entries)
    file.strangers(left)
    done = file.done
    done.text, done.notes = file.spliced(), file.notes
    done.changed = done.text != text
    return done


class _File(WordsFile):
    """One file of words that is brought up to date."""

    def __init__(self, text: str, marks: Marks, confirm: Collection[str]) -> None:
        super().__init__(text, marks)
        self.confirm = confirm
        self.done = Updated("")

    def explain(self, name: str) -> None:
        """Bring the block at the head of the file up to date."""
        new = heading(name)
        if any(block.owner == HEADING for block in self.found):
            self.put_block(HEADING, new, 0)
        else:
            first = min((place.line for path, place in self.marks.keys.items() if len(path) == 1), default=1)
            self.before.setdefault(first - 1, []).extend(new)

    def places(self, entries: Sequence[PlaceEntry]) -> None:
        """Bring every place up to date; one that the file lacks goes behind the one before it in the report."""
        for entry in entries:
            path = ("loi_van", entry.place)
            if path not in self.marks.keys:
                self.after.setdefault(self.last, []).extend(["", *lines_of(entry)])
                self.done.added.append(entry.place)
                continue
            begin = self.marks.keys[path].line - 1
            self.last = max(self.last_line(begin), self.value_end(path))
            if self.inline(begin, entry.place):
                self._by_hand(entry)
            else:
                self._place(entry, begin)

    def strangers(self, left: Mapping[str, bool]) -> None:
        """Take out places that the report has not got, where nobody wrote anything; name the others."""
        for name, typed in left.items():
            path = ("loi_van", name)
            begin = self.marks.keys[path].line - 1
            end = max(self.last_line(begin), self.value_end(path))
            if typed or self.inline(begin, name) or self._noted(begin, end):
                self.done.kept.append(name)
            else:
                self.gone.update(range(begin, end + 1))
                self.done.removed.append(name)

    def _noted(self, begin: int, end: int) -> bool:
        """Tell whether a person's comment stands on the lines from ``begin`` to ``end``."""
        ours = {index for block in self.found for index in range(block.begin, block.end)}
        return any("#" in self.lines[index] for index in range(begin, end + 1) if index not in ours)

    # --- one place ------------------------------------------------------------------------------

    def _place(self, entry: PlaceEntry, begin: int) -> None:
        standing = entry.standing
        indent = self.inner_indent(begin, entry.place)
        confirmed = entry.place in self.confirm and standing.standing is Standing.STALE
        if confirmed:
            self.done.confirmed.append(entry.place)
        if standing.standing is Standing.STALE and not confirmed:
            self.put_seen(standing.place, seen_block(standing, indent))
            return
        self.put_seen(standing.place, [])
        self.put_block(standing.place, read_block(standing, indent), begin)
        if standing.standing is Standing.AUTOMATIC:
            self._follow(entry, indent)
        elif standing.standing is Standing.OFFICE or confirmed:
            self._pin(entry, indent)

    def _follow(self, entry: PlaceEntry, indent: int) -> None:
        """Write the proposal anew where its sources, or the program's way of telling them, have changed."""
        standing, pin = entry.standing, entry.fresh_pin
        if pin is None or not standing.proposal or standing.pin == pin:
            return
        if self.write(entry.place, "noi_dung", entry.proposal, indent):
            self.set_pin(entry.place, pin, indent)
            self.done.followed.append(entry.place)
        else:
            self.done.by_hand.append(entry.place)

    def _pin(self, entry: PlaceEntry, indent: int) -> None:
        """Note what the office's words stand on: when first seen, rewritten, confirmed."""
        standing = entry.standing
        text = standing.pin.text if standing.pin else entry.proposed_mark
        pin = Pin(standing.mark, _other_than(text_mark(standing.text), text))
        if standing.pin != pin:
            self.set_pin(entry.place, pin, indent)
            if entry.place not in self.done.confirmed:
                self.done.pinned.append(entry.place)

    def _by_hand(self, entry: PlaceEntry) -> None:
        standing = entry.standing
        if standing.unpinned or standing.standing is Standing.STALE:
            self.done.by_hand.append(entry.place)


def _other_than(own: str, proposal: str) -> str:
    """Return the fingerprint of the proposal, or another where it is by chance that of the office's own words."""
    return proposal if proposal != own else f"{int(own, 16) ^ 1:04x}"
