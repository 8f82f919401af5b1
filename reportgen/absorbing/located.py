"""Which place each paragraph of an edited draft belongs to: by what marks it, else by the text as it was made.

A paragraph without marks comes from the one as made beside which it is laid. One that is new belongs to what stands
before it: to that place, or to the place whose heading that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from reportgen.absorbing.align import Gap, aligned, gaps
from reportgen.absorbing.marks import How, Located, Marks
from reportgen.absorbing.plain import plain
from reportgen.formats.places import PlaceAsMade
from reportgen.wordview.markup import Marked, Markup
from reportgen.wordview.ooxml import W, attribute

_HEADINGS = ("heading", "nd30 đề mục", "đề mục")
"""How the styles of headings begin, in any document."""
_CONTENTS = ("toc ", "contents ")
"""How the styles of a table of contents begin."""
_ADDRESSED = "Kính gửi"
"""How the line begins below which further addressees stand, a line each."""
_Stretch = tuple[int, ...]
"""What no table cuts through: a cell, or the paragraphs between two tables."""


class Original(NamedTuple):
    """A paragraph as it was made: its text as it is compared, its place, its style, whether it stands in a cell.

    ``style``: None where only the places are known, and not what stands around them.
    """

    text: str
    place: str
    style: str | None = None
    cell: bool = False


def as_made(found: Iterable[Located]) -> list[Original]:
    """Return the paragraphs of the draft as it was made, given with their places."""
    return [
        Original(
            plain(item.marked.numbered),
            item.place,
            item.marked.paragraph.style,
            bool(item.marked.paragraph.place.table),
        )
        for item in found
    ]


def of_places(places: Iterable[PlaceAsMade]) -> list[Original]:
    """Return the paragraphs of the places alone, where the draft as it was made cannot be had."""
    return [Original(plain(text), place.place) for place in places for text in place.paragraphs]


def marked_places(markup: Markup, places: Sequence[PlaceAsMade]) -> list[Located]:
    """Return the paragraphs in which something stands with the places that their marks name, as in an unedited draft.

    Of tables, only what a mark puts into a place is among them.
    """
    marks = Marks(markup.paragraphs, places)
    return [item for item in _read(markup, marks) if item.place or not item.marked.paragraph.place.table]


def located(markup: Markup, original: Sequence[Original], places: Sequence[PlaceAsMade]) -> list[Located]:
    """Return the paragraphs in which something stands, each with its place; of tables, only those of a place.

    ``original``: those of the draft as it was made; ``places``: what it was made with. What stands in a cell is of a
    place only where one was made in a cell.
    """
    marks = Marks(markup.paragraphs, places, _heads(original))
    cells = any(item.cell for item in original)
    items = [item for item in _read(markup, marks) if cells or not item.marked.paragraph.place.table]
    found = _Locating(items, original, marks.controlled, _stretches(markup), _contents(markup)).located()
    return [item for item in found if item.place or not item.marked.paragraph.place.table]


def tracked_places(markup: Markup, found: Iterable[Located], places: Sequence[PlaceAsMade]) -> Iterator[str]:
    """Yield the place of each paragraph in which a change waits to be accepted, also where that leaves nothing in it.

    ``found``: those in which something stands, located; empty for what stands in no place.
    """
    located_ones = {item.marked.paragraph.number: item.place for item in found}
    marks = Marks(markup.paragraphs, places)
    for item in markup.paragraphs:
        if item.tracked:
            number = item.paragraph.number
            yield located_ones[number] if number in located_ones else marks.read(item).place


def _heads(original: Iterable[Original]) -> dict[str, str]:
    """Return by place what stood last before it and is of no place."""
    heads: dict[str, str] = {}
    head = ""
    for item in original:
        if item.place:
            heads.setdefault(item.place, head)
        else:
            head = item.text
    return heads


def _read(markup: Markup, marks: Marks) -> Iterator[Located]:
    for item in markup.paragraphs:
        if not item.blank and not item.paragraph.place.box:
            yield marks.read(item)


def _stretches(markup: Markup) -> dict[int, _Stretch]:
    """Return the stretch of each paragraph by its number."""
    found: dict[int, _Stretch] = {}
    tables = 0
    for item in markup.paragraphs:
        table, row, cell, *_ = item.paragraph.place
        tables = max(tables, table)
        found[item.paragraph.number] = (table, row, cell) if table else (tables,)
    return found


def _contents(markup: Markup) -> set[int]:
    """Return the numbers of the paragraphs of a table of contents: what stands in it, Word writes of the headings."""
    return {
        item.paragraph.number
        for item, node in zip(markup.paragraphs, markup.nodes, strict=True)
        if item.paragraph.style.lower().startswith(_CONTENTS)
        or any((attribute(link, "anchor") or "").startswith("_Toc") for link in node.iter(f"{W}hyperlink"))
        or any(attribute(kind, "val") == "Table of Contents" for kind in _galleries(node))
    }


def _galleries(node: etree._Element) -> Iterator[etree._Element]:
    """Yield of what kinds of ready-made pieces a paragraph is part."""
    for control in node.iterancestors(f"{W}sdt"):
        yield from control.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")


class _Locating:
    """Lays the paragraphs of one document beside those of the draft as it was made."""

    def __init__(
        self,
        items: Sequence[Located],
        original: Sequence[Original],
        controlled: set[str],
        stretches: Mapping[int, _Stretch],
        contents: set[int],
    ) -> None:
        """``controlled``: the places whose control is there. ``contents``: the numbers of a table of contents."""
        self.items = items
        self.original = original
        self.controlled = controlled
        self.contents = contents
        self.whole = all(item.style is not None for item in original)
        self.structure = {item.style for item in original if not item.place} - {
            item.style for item in original if item.place
        }
        """Styles in which no place's words stand."""
        self.pairs = aligned([item.text for item in original], [plain(item.marked.numbered) for item in items])
        for gap in list(gaps(self.pairs, len(original), len(items))):
            self.pairs |= self._replaced(gap)
        self.stretches = [stretches[item.marked.paragraph.number] for item in items]

    def located(self) -> list[Located]:
        """Return the paragraphs with their places."""
        found = [self._settled(at) for at in range(len(self.items))]
        silent = self._silent({item.place for item in found if item is not None})
        for at, item in enumerate(found):
            if item is None:
                place = silent[at] or (self._beside(at, found) if self.whole else self._between(at, found))
                found[at] = Located(self.items[at].marked, place, How.TEXT if place else None)
        return [item for item in found if item is not None]

    def _settled(self, at: int) -> Located | None:
        """Return a paragraph with the place that its marks or its source give it; None where neither says."""
        item = self.items[at]
        source = self.original[self.pairs[at]] if at in self.pairs else None
        if item.marked.paragraph.number in self.contents:
            return Located(item.marked, "", None)
        if source is not None and self._is_heading_as_made(source, item):
            return Located(item.marked, "", None)
        if item.place:
            return item
        if source is not None and source.place not in self.controlled:
            return Located(item.marked, source.place, How.TEXT if source.place else None)
        return Located(item.marked, "", None) if self._is_structure(item.marked) or self._is_addressee(at) else None

    def _is_addressee(self, at: int) -> bool:
        """Tell whether a paragraph is one of the addressees that somebody named below «Kính gửi:», a line each."""
        above = at
        while above and plain(self.items[above].marked.text).startswith("-"):
            above -= 1
        return above < at and plain(self.items[above].marked.text).startswith(_ADDRESSED)

    def _is_heading_as_made(self, source: Original, item: Located) -> bool:
        """Tell whether this is a heading as it was made, wherever an editor let a control or a bookmark run on."""
        return not source.place and source.style in self.structure and source.text == plain(item.marked.numbered)

    def _is_structure(self, item: Marked) -> bool:
        return item.paragraph.style in self.structure or item.paragraph.style.lower().startswith(_HEADINGS)

    def _replaced(self, gap: Gap) -> dict[int, int]:
        """Return the headings and standing sentences of a gap that were written anew: one for one, in order."""
        olds = [at for at in range(gap.first, gap.last) if not self.original[at].place]
        news = [at for at in range(gap.begin, gap.end) if not self.items[at].place]
        headings = [at for at in news if self._is_structure(self.items[at].marked)]
        if len(headings) == len(olds):
            return dict(zip(headings, olds, strict=True))
        lost = any(item.place and item.place not in self.controlled for item in self.original[gap.first : gap.last])
        return dict(zip(news, olds, strict=True)) if len(news) == len(olds) and not lost else {}

    # --- new paragraphs -------------------------------------------------------------------------

    def _silent(self, told: set[str]) -> list[str]:
        """Return for each paragraph the place that stood between its neighbours as made, of which nothing is found.

        Empty where there is none such, or more than one.
        """
        gone = ["" if item.cell or item.place in told | self.controlled else item.place for item in self.original]
        ends = [-1, *sorted(self.pairs.values()), len(self.original)]
        between = {first: {place for place in gone[first + 1 : last] if place} for first, last in pairwise(ends)}
        found: list[str] = []
        before = -1
        for at, item in enumerate(self.items):
            before = self.pairs.get(at, before)
            places = between[before] if not item.marked.paragraph.place.table else ()
            found.append(next(iter(places)) if len(places) == 1 else "")
        return found

    def _beside(self, at: int, found: Sequence[Located | None]) -> str:
        """Return the place of what stands before a paragraph, of a heading the place that it heads.

        Behind a table only where the place goes on: what stands behind the signature belongs to nothing before it.
        """
        before = self._before(at, found)
        if before is None:
            return self._going_on(at, found) or self._between(at, found)
        if before.place:
            return before.place
        source = self.pairs.get(at - 1, len(self.original))
        following = self.original[source + 1] if source + 1 < len(self.original) else None
        return following.place if following is not None and not following.cell else ""

    def _going_on(self, at: int, found: Sequence[Located | None]) -> str:
        """Return the place above a table that was put into it, of a paragraph that was made in that place."""
        above = found[at - 1] if at else None
        source = self.original[self.pairs[at]] if at in self.pairs else None
        return above.place if above is not None and source is not None and source.place == above.place else ""

    def _between(self, at: int, found: Sequence[Located | None]) -> str:
        """Return the place that stands on both sides of a paragraph."""
        before = found[at - 1] if at else None
        after = next((found[later] for later in range(at + 1, len(found)) if found[later] is not None), None)
        return before.place if before is not None and after is not None and before.place == after.place else ""

    def _before(self, at: int, found: Sequence[Located | None]) -> Located | None:
        """Return what stands before a paragraph, no table between."""
        return found[at - 1] if at and self.stretches[at - 1] == self.stretches[at] else None
