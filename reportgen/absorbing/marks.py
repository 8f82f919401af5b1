"""Which place the marks of a paragraph name: the control around it first, then a bookmark over it."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportgen.absorbing.plain import plain
from reportgen.formats.places import PlaceAsMade, place_of_bookmark, place_of_tag
from reportgen.record import record
from reportgen.wordview.markup import Control, Marked


class How(enum.StrEnum):
    """By what a place was found."""

    TAG = "thẻ của ô nội dung"
    TITLE = "tên của ô nội dung"
    BOOKMARK = "dấu trang"
    TEXT = "so với lời lúc soạn"


@record
class Located:
    """A paragraph of the body and the place that it belongs to; ``place`` is empty for what is of none."""

    marked: Marked
    place: str
    how: How | None


class _Copy(NamedTuple):
    """One of the controls of a place: what stands last before it and is of no place, the texts in it."""

    head: str
    texts: list[str]


NO_HEADS: Mapping[str, str] = {}


class Marks:
    """The places of a report, found by their controls and bookmarks in one document."""

    def __init__(
        self, paragraphs: Sequence[Marked], places: Sequence[PlaceAsMade], heads: Mapping[str, str] = NO_HEADS
    ) -> None:
        """``heads``: by place, the text of what stood last before it and is of no place, as it is compared."""
        self._heads = heads
        self._places = {place.place: place for place in places}
        self._titles = {place.title: place.place for place in places}
        self._copies = self._copied(paragraphs)
        self.controlled = {place for item in paragraphs if (place := self._control(item)[0])}
        """Places whose control is there, whatever stands in it."""

    def read(self, item: Marked) -> Located:
        """Return a paragraph with the place that its marks name.

        The outermost control of a place counts: one within another was put there by a person, into the other's words.
        A bookmark counts only where the control is gone: editors let it run on.
        """
        place, how = self._control(item)
        if place:
            return Located(item, place, how)
        for name in sorted(item.bookmarks):
            place = place_of_bookmark(name)
            if place in self._places and place not in self.controlled:
                return Located(item, place, How.BOOKMARK)
        return Located(item, "", None)

    def _control(self, item: Marked) -> tuple[str, How | None]:
        for control in item.controls:
            place, how = self._named(control)
            if place and control.number not in self._copies:
                return place, how
        return "", None

    def _named(self, control: Control) -> tuple[str, How | None]:
        place = place_of_tag(control.tag)
        if place in self._places:
            return place, How.TAG
        place = self._titles.get(control.title, "")
        return place, How.TITLE if place else None

    def _copied(self, paragraphs: Sequence[Marked]) -> frozenset[int]:
        """Return the controls that are copies: of those of one place, all but the one that is most like the place."""
        found: defaultdict[str, dict[int, _Copy]] = defaultdict(dict)
        head = ""
        for item in paragraphs:
            named = ((control.number, self._named(control)[0]) for control in item.controls)
            number, place = next((pair for pair in named if pair[1]), (0, ""))
            if place:
                found[place].setdefault(number, _Copy(head, [])).texts.append(plain(item.numbered))
            elif not item.blank and not item.paragraph.place.table:
                head = plain(item.numbered)
        own = {place: self._own(place, copies) for place, copies in found.items()}
        return frozenset(number for place, copies in found.items() for number in copies if number != own[place])

    def _own(self, place: str, copies: Mapping[int, _Copy]) -> int:
        """Return the control of a place itself: under its heading, with most of its words, the first."""
        if len(copies) == 1:
            return next(iter(copies))
        made = Counter(map(plain, self._places[place].paragraphs))
        return max(
            copies,
            key=lambda number: (
                copies[number].head == self._heads.get(place),
                (Counter(copies[number].texts) & made).total(),
                -number,
            ),
        )
