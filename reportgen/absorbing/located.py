"""Which place each paragraph of an edited draft belongs to: by what marks it, else by the text as it was made."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.absorbing.align import aligned
from reportgen.absorbing.plain import plain
from reportgen.formats.places import PlaceAsMade, place_of_bookmark, place_of_tag
from reportgen.record import record
from reportgen.wordview.markup import Marked, Markup


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


class Original(NamedTuple):
    """A paragraph as it was made: its text as it is compared, its place."""

    text: str
    place: str


def as_made(made: Markup, places: Sequence[PlaceAsMade]) -> list[Original]:
    """Return the paragraphs of the draft as it was made."""
    marks = _Marks(places)
    return [Original(plain(item.text), marks.read(item).place) for item in body(made)]


def of_places(places: Iterable[PlaceAsMade]) -> list[Original]:
    """Return the paragraphs of the places alone, where the draft as it was made cannot be had."""
    return [Original(plain(text), place.place) for place in places for text in place.paragraphs]


def located(markup: Markup, original: Sequence[Original], places: Sequence[PlaceAsMade]) -> list[Located]:
    """Return the paragraphs of the body in which something stands, each with its place.

    ``original``: those of the draft as it was made; ``places``: what it was made with. Tables and text boxes are no
    places.
    """
    marks = _Marks(places)
    edited = _surest([marks.read(item) for item in body(markup)])
    lost = marks.known - {item.place for item in edited}
    pairs = aligned([item.text for item in original], [plain(item.marked.text) for item in edited])
    owned = [_owner(item, original, pairs.get(at), lost) for at, item in enumerate(edited)]
    return list(_between(owned, original, pairs, lost))


def body(markup: Markup) -> Iterator[Marked]:
    """Yield the paragraphs outside tables and text boxes in which something stands."""
    for item in markup.paragraphs:
        place = item.paragraph.place
        if not place.table and not place.box and (item.text.strip() or item.paragraph.references):
            yield item


class _Marks:
    """Reads which place a paragraph's controls or bookmarks name."""

    def __init__(self, places: Sequence[PlaceAsMade]) -> None:
        self.known = {place.place for place in places}
        self._titles = {place.title: place.place for place in places}

    def read(self, item: Marked) -> Located:
        """Return a paragraph with its place: by tag, by title, by bookmark, the innermost first."""
        for how, place in self._named(item):
            if place in self.known:
                return Located(item, place, how)
        return Located(item, "", None)

    def _named(self, item: Marked) -> Iterator[tuple[How, str]]:
        for control in reversed(item.controls):
            yield How.TAG, place_of_tag(control.tag)
        for control in reversed(item.controls):
            yield How.TITLE, self._titles.get(control.title, "")
        for name in sorted(item.bookmarks):
            yield How.BOOKMARK, place_of_bookmark(name)


def _surest(items: Sequence[Located]) -> list[Located]:
    """Return the paragraphs, those taken out of it that only a bookmark puts into a place whose control is there."""
    controlled = {item.place for item in items if item.how in (How.TAG, How.TITLE)}
    return [
        Located(item.marked, "", None) if item.how is How.BOOKMARK and item.place in controlled else item
        for item in items
    ]


def _owner(item: Located, original: Sequence[Original], source: int | None, lost: set[str]) -> Located:
    """Return a paragraph with the place of what it came from, where the marks of that place are gone."""
    place = original[source].place if source is not None else ""
    return Located(item.marked, place, How.TEXT) if not item.place and place in lost else item


def _between(
    owned: Sequence[Located], original: Sequence[Original], pairs: Mapping[int, int], lost: set[str]
) -> Iterator[Located]:
    """Yield the paragraphs, new ones with the place of their neighbours."""
    told = {item.place for item in owned}
    before = ""
    for at, item in enumerate(owned):
        if item.place or at in pairs:
            before = item.place
            yield item
            continue
        place = _of_neighbours(at, owned, original, pairs, lost - told, before)
        before = place
        yield Located(item.marked, place, How.TEXT if place else None)


def _of_neighbours(
    at: int,
    owned: Sequence[Located],
    original: Sequence[Original],
    pairs: Mapping[int, int],
    silent: set[str],
    before: str,
) -> str:
    """Return the place of a new paragraph: the one rewritten as a whole between its neighbours, else the one before.

    A heading is of no place. Where a heading stands before it, it belongs to the place that follows.
    """
    if _is_heading(owned[at].marked):
        return ""
    earlier = max((pairs[there] for there in pairs if there < at), default=-1)
    later = min((pairs[there] for there in pairs if there > at), default=len(original))
    rewritten = {item.place for item in original[earlier + 1 : later]} & silent
    if len(rewritten) == 1:
        return rewritten.pop()
    if before:
        return before
    following = next((item for there, item in enumerate(owned[at + 1 :], at + 1) if item.place or there in pairs), None)
    return following.place if following is not None else ""


def _is_heading(item: Marked) -> bool:
    return item.paragraph.style.lower().startswith(("heading", "nd30 đề mục", "đề mục"))
