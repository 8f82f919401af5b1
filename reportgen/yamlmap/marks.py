"""Where things stand in a file: the place of every key and value, and what could not be understood there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportgen.checks.base import Fault
from reportgen.finding import Edit, Finding, Position, Understood
from reportgen.record import record
from reportgen.yamlmap.slips import readable

Path = tuple[str | int, ...]
NOWHERE = Position(1, 1, 0)
"""The place of what is absent from the file as a whole: no line of it is meant."""
_WORDS = "loi_van"
"""Under it stand places of a report, each with sums by their figures: a figure is told with its place."""


@record
class Marks:
    """The places of a file's keys and values, by path; and its lines as they stand in the file."""

    file: str
    lines: Sequence[str] = ()
    keys: dict[Path, Position] = dataclasses.field(default_factory=dict)
    values: dict[Path, Position] = dataclasses.field(default_factory=dict)
    ends: dict[Path, int] = dataclasses.field(default_factory=dict)
    unread: set[Path] = dataclasses.field(default_factory=set)
    above_unread: set[Path] = dataclasses.field(default_factory=set)
    holes: set[Path] = dataclasses.field(default_factory=set)
    labels: dict[Path, str] = dataclasses.field(default_factory=dict)
    understood: list[Understood] = dataclasses.field(default_factory=list)
    """What was read as it was plainly meant, in the order of the file."""
    edits: list[Edit] = dataclasses.field(default_factory=list)
    """What the file should say instead, where what it says has one meaning: slips of syntax first."""
    kept: dict[Path, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    """Of lists with items that could not be read: which of the items written are those of the record."""

    def finding(self, place: Position, fault: Fault, subject: str, item: str = "", /, **values: object) -> Finding:
        """Return the finding of ``fault`` at ``place``; ``values`` go into its words."""
        shown = self.lines[place.line - 1] if place.length and place.line <= len(self.lines) else ""
        if shown:  # what was read in its place may be longer
            place = Position(place.line, min(place.column, len(shown) + 1), place.length)
        item = item or (subject if fault.doubt else "")
        found, required, advice = (readable(text) for text in fault.words(**values))
        return fault.finding(self.file, place, (found, required, advice), readable(subject), shown, item)

    def subject(self, path: Path) -> str:
        """Return how a message calls the thing at ``path``: ``I.1 tien_do``, ``I.1 van_ban, mục 2``.

        A record of a list goes by its own name (a task by its code), one of a mapping by its key.
        """
        path = self._written(path)
        start = next((cut for cut in range(len(path), 0, -1) if path[:cut] in self.labels), 0)
        names = [str(step) for step in path[start:] if not isinstance(step, int)]
        last = 3 if names[:1] == [_WORDS] and len(names) > 3 else 2
        names = [self.labels[path[:start]], *names[-1:]] if start else names[-last:]
        item = f", mục {path[-1] + 1}" if path and isinstance(path[-1], int) and len(path) > start else ""
        return (" ".join(names) or "tệp") + item

    def spoil(self, path: Path) -> None:
        """Note that what stands at ``path`` was typed but not understood."""
        self.unread.add(path)
        self.above_unread.update(path[:cut] for cut in range(len(path)))

    def spoilt(self, *path: str | int) -> bool:
        """Tell whether the value at ``path``, one above it or one inside it was typed but not understood.

        So may be what is absent where a line was left out.
        """
        path = self._written(path)
        if path in self.above_unread:
            return True
        if any(path[:cut] in self.unread for cut in range(len(path) + 1)):
            return True
        return path not in self.keys and any(path[:cut] in self.holes for cut in range(len(path)))

    def kept_at(self, path: Path) -> tuple[int, ...] | None:
        """Return which of the items written in the list at ``path`` could be read; None where all could."""
        return self.kept.get(self._written(path))

    def at_key(self, *path: str | int) -> Position:
        """Return the place of the key at ``path``, or of the nearest key above it."""
        path = self._written(path)
        while path and path not in self.keys:
            path = path[:-1]
        return self.keys[path] if path else NOWHERE

    def at_value(self, *path: str | int) -> Position:
        """Return the place of the value at ``path``; where there is none, of the nearest key above it."""
        written = self._written(path)
        return self.values[written] if written in self.values else self.at_key(*path)

    def at_words(self, path: Path, words: str, nth: int = 0) -> Position:
        """Return the place of ``words`` within the value at ``path``; of the value when a line break parts them.

        ``nth``: how often they stand in the value before.
        """
        place = self.at_value(*path)
        end = self.ends.get(self._written(path), place.line)
        for number in range(place.line, min(end, len(self.lines)) + 1):
            column = place.column - 1 if number == place.line else 0
            while (column := self.lines[number - 1].find(words, column)) >= 0:
                if not nth:
                    return Position(number, column + 1, len(words))
                nth -= 1
                column += len(words)
        return place

    def _written(self, path: Path) -> Path:
        """Return ``path``, whose positions count the items of the record, with those of the file."""
        if not self.kept:
            return path
        for cut, step in enumerate(path):
            if isinstance(step, int) and (kept := self.kept.get(path[:cut])):
                path = (*path[:cut], kept[step], *path[cut + 1 :])
        return path
