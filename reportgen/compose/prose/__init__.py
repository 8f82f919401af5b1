"""The automatic text: what units wrote, as prose, place by place.

Deterministic and honest: it joins, orders and trims signs; it adds no fact, and each text is printed once or told to
be left to the internal document.

    Snapshot ── material (texts picked, equal ones merged) ── places (a function for each) ── paragraphs

Nothing of it is imported or made before a template asks for a place.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.compose.arrangement import arranged
from reportgen.compose.later import later
from reportgen.model.context import Cho, KeHoach, LoiVan
from reportgen.model.snapshot import Snapshot

if TYPE_CHECKING:
    from reportgen.compose.prose.places import Told

__all__ = ["Prose", "room"]

_PAGE_WORDS = 460
"""Words of a page of the body, headings among them; measured on reports of ten pages."""


def room(pages: int) -> int:
    """Return how many words a body of ``pages`` pages has room for."""
    return pages * _PAGE_WORDS


class Prose:
    """What one period's report says in words, written when it is first asked for.

    ``plan``: how plan and bases are cited; ``most``: how many words the body may have before texts are left to the
    internal document; as many as the pages of the period have room for where it is not given.
    """

    def __init__(self, snapshot: Snapshot, plan: KeHoach, most: int | None = None) -> None:
        self._given = snapshot, plan, room(snapshot.period.pages) if most is None else most
        self.arrangement = arranged(snapshot)

    def whole(self) -> LoiVan:
        """Return the fixed places, and what was left to the internal document."""
        return later(LoiVan, lambda: self._written.whole)

    def highlights(self) -> Cho:
        """Return what units call outstanding, as prose."""
        return later(Cho, lambda: self._written.highlights)

    def section(self, group: str) -> Cho:
        """Return all that the section of a group prints: its place and those told within it."""
        return later(Cho, lambda: self._written.sections[group])

    def places(self, group: str) -> tuple[Cho, ...]:
        """Return the same place by place; none for a group without a section."""
        told = self.arrangement.sections.get(group, ())
        return tuple(self._place(place) for place in told if place not in self.arrangement.silent)

    def _place(self, place: str) -> Cho:
        return later(Cho, lambda: self._written.places[place])

    def result(self, group: str, task: str) -> str:
        """Return the result of a task for the appendix; nothing where the place of its group prints it."""
        return "" if self.arrangement.is_automatic(group) else self._written.results[task]

    @cached_property
    def _written(self) -> Told:
        from reportgen.compose.prose.places import written

        return written(*self._given)
