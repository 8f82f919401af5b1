"""The automatic text: what units wrote, as prose, place by place.

Deterministic and honest: it joins, orders and trims signs; it adds no fact, and each text is printed once or told to
be left to the internal document.

    Snapshot ── material (texts picked, equal ones merged) ── places (a function for each) ── paragraphs

Nothing of it is imported or made before a template asks for a place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from reportgen.compose.prose.later import later
from reportgen.model.context import Cho, KeHoach, LoiVan
from reportgen.model.snapshot import Snapshot

__all__ = ["BODY_WORDS", "Automatic"]

BODY_WORDS = 4_700
"""Words of eleven pages, headings among them."""


class Automatic:
    """The automatic text of one period, written when it is first asked for.

    ``plan``: how plan and bases are cited; ``most``: how many words the body may have before texts are left to the
    internal document.
    """

    def __init__(self, snapshot: Snapshot, plan: KeHoach, most: int = BODY_WORDS) -> None:
        self._given = snapshot, plan, most

    def whole(self) -> LoiVan:
        """Return the fixed places, and what was left to the internal document."""
        return later(LoiVan, lambda: self._written[0])

    def group(self, code: str) -> Cho:
        """Return the place of the group under ``code``."""
        return later(Cho, lambda: self._written[1][code])

    @cached_property
    def _written(self) -> tuple[LoiVan, Mapping[str, Cho]]:
        from reportgen.compose.prose.places import written

        return written(*self._given)
