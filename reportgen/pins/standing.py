"""How each place of a report stands: told by the automatic text, in the office's words, in words that became stale."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.model.snapshot import Snapshot
from reportgen.model.words import BEFORE_GROUPS, PLACES, Wording, Words, paragraphs
from reportgen.patching.block import blocks_in, items_in
from reportgen.patterns import regex
from reportgen.pins.facts import Reading, Source, facts_of
from reportgen.pins.pin import Pin, facts_mark, parse_pin, text_mark
from reportgen.record import record

if TYPE_CHECKING:
    from reportgen.pins.changes import Change


class Standing(enum.StrEnum):
    """Whose words a place has, and whether they still fit what they stand on."""

    AUTOMATIC = "tu-dong"
    OFFICE = "co-quan"
    STALE = "cu"
    LEFT_OUT = "bo"

    @property
    def label(self) -> str:
        """The standing in full Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Standing.AUTOMATIC: "lời tự động",
    Standing.OFFICE: "lời của cơ quan",
    Standing.STALE: "lời của cơ quan, nguồn đã đổi",
    Standing.LEFT_OUT: "không in",
}


@record
class Shown:
    """What a file of words shows of its sources.

    ``read``: by place, the lines that were read when the words were written; only blocks that nobody typed into.
    ``seen``: by place, the facts that were shown anew after they had changed, and the text as it stood then.
    """

    read: Mapping[str, tuple[str, ...]]
    seen: Mapping[str, Pin]


_SEEN = regex(r"(?P<place>\S+) nay (?P<pin>\S+)")
NOTHING_SHOWN = Shown({}, {})


def seen_owner(place: str, pin: Pin) -> str:
    """Return the owner of the block that shows what has changed under the words of ``place``."""
    return f"{place} nay {pin}"


def shown_in(lines: Sequence[str]) -> Shown:
    """Return what the lines of a file of words show of its sources."""
    read: dict[str, tuple[str, ...]] = {}
    seen: dict[str, Pin] = {}
    for block in blocks_in(lines):
        later = _SEEN.fullmatch(block.owner)
        if later is None:
            if block.untouched:
                read[block.owner] = items_in(lines, block)
        elif pin := parse_pin(later["pin"]):
            seen[later["place"]] = pin
    return Shown(read, seen)


LEFT_TO_PROGRAM = ("mo-dau", "ket")
"""The places that are best left to the automatic text: they carry the plan's number and date."""


@record
class PlaceStanding:
    """A place: its heading, how it stands, what the file says of it, what it stands on today.

    ``text``: the office's words as typed, empty for the automatic text. ``mark``: the fingerprint of today's facts;
    ``pin``: the one in the file, None where the words were never pinned. ``read``: the lines that were read then.
    ``proposal``: the file holds the program's own proposal, which follows its sources. ``owner``: id of the unit that
    writes the place; None for the office.
    """

    place: str
    heading: str
    standing: Standing
    wording: Wording
    sources: tuple[Source, ...]
    mark: str
    pin: Pin | None
    read: tuple[str, ...] | None
    proposal: bool
    owner: str | None

    @property
    def text(self) -> str:
        """The office's own words; empty where the automatic text stands."""
        words = self.standing in (Standing.OFFICE, Standing.STALE)
        return (self.wording.text or "") if words else ""

    @property
    def unpinned(self) -> bool:
        """Whether somebody wrote the words and the program has not yet noted what they stand on."""
        return bool(self.text) and self.pin is None

    @property
    def unwritten(self) -> bool:
        """Whether nobody has written words for what the units reported here; opening and close need none."""
        told = self.sources and self.wording.within is None and self.place not in LEFT_TO_PROGRAM
        return self.standing is Standing.AUTOMATIC and bool(told)

    @property
    def lines(self) -> tuple[str, ...]:
        """What the place stands on today, as the file shows it."""
        return tuple(source.line for source in self.sources if source.line)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has changed since stale words were written; empty where the file no longer shows what was read."""
        if self.standing is not Standing.STALE or self.read is None:
            return ()
        from reportgen.pins.changes import changes

        return changes(self.read, self.lines)


def places_of(snapshot: Snapshot) -> Iterator[tuple[str, str, str | None]]:
    """Yield every place in the order of the report, with its heading and the unit that writes it.

    A group without tasks leaves itself out.
    """
    for place in BEFORE_GROUPS:
        yield place, PLACES[place], None
    for place, group in snapshot.groups():
        if group.tasks:
            yield place, group.short_name or group.name, group.monitor
    for place, heading in PLACES.items():
        if place not in BEFORE_GROUPS:
            yield place, heading, None


_BLANK = Wording()


def standings(reading: Reading, words: Words | None, shown: Shown = NOTHING_SHOWN) -> tuple[PlaceStanding, ...]:
    """Return how each place of the report stands today."""
    said = words.places if words else {}
    return tuple(
        _standing(reading, place, heading, owner, said, shown) for place, heading, owner in places_of(reading.snapshot)
    )


def _standing(
    reading: Reading, place: str, heading: str, owner: str | None, said: Mapping[str, Wording], shown: Shown
) -> PlaceStanding:
    wording = said.get(place, _BLANK)
    sources = tuple(facts_of(reading, place, wording.based_on, _covered(said, place)))
    mark = facts_mark(sources)
    pin = parse_pin(wording.pin) if wording.pin else None
    proposal = pin is not None and text_mark(wording.text or "") == pin.text
    office = bool(wording.text and paragraphs(wording.text)) and not proposal
    return PlaceStanding(
        place=place,
        heading=wording.heading or heading,
        standing=_of(wording, mark, pin, shown.seen.get(place), office=office),
        wording=wording,
        sources=sources,
        mark=mark,
        pin=pin,
        read=shown.read.get(place),
        proposal=proposal,
        owner=owner,
    )


def _of(wording: Wording, mark: str, pin: Pin | None, seen: Pin | None, *, office: bool) -> Standing:
    if wording.left_out:
        return Standing.LEFT_OUT
    if not office:
        return Standing.AUTOMATIC
    if pin is None or pin.facts == mark or _rewritten(wording.text or "", mark, seen):
        return Standing.OFFICE
    return Standing.STALE


def _rewritten(text: str, mark: str, seen: Pin | None) -> bool:
    """Tell whether the words were changed after today's facts had been shown beside them."""
    return seen is not None and seen.facts == mark and seen.text != text_mark(text)


def _covered(said: Mapping[str, Wording], place: str) -> Iterable[str]:
    """Return the groups that ``place`` tells as well: without words of their own."""
    return [
        other
        for other, wording in said.items()
        if wording.within == place and not wording.text and not wording.left_out
    ]
