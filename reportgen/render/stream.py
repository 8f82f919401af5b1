"""What is done to a part's text while it streams by, one thing after the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from reportgen.model.needed import without_marks
from reportgen.record import record
from reportgen.render.footnotes import BOX, NoteTaker, without_notes
from reportgen.render.needed import NeededMarker
from reportgen.render.placing import CONTROL, PlaceMarker, no_places
from reportgen.render.sections import MARK, SectionEnds

SIGNS = (CONTROL, BOX, MARK)
"""What no value prints: where a template has it not, nothing it belongs to has to be looked for in a document."""


class Feeder(Protocol):
    """Something done to a text that comes in pieces."""

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` done as far as it goes, and its end that waits for the next piece."""


class Stream:
    """Passes a text through several feeders, each of which may hold back an end of its own."""

    def __init__(self, feeders: Sequence[Feeder]) -> None:
        """``feeders``: in the order in which the text passes them."""
        self._feeders = feeders
        self._waiting = [""] * len(feeders)

    def feed(self, text: str, *, last: bool) -> str:
        """Return what of the text is done."""
        for at, feeder in enumerate(self._feeders):
            text = self._taken(at) + text
            text, self._waiting[at] = feeder.feed(text, last=last)
        return text

    def _taken(self, at: int) -> str:
        """Return what waits before a feeder and let go of it: of a long table it takes as much as the table."""
        waiting, self._waiting[at] = self._waiting[at], ""
        return waiting


def plain_text(text: str) -> str:
    """Return ``text`` for a place without footnotes and without letters of its own."""
    return without_marks(without_notes(text))


class PlainText:
    """Puts notes into brackets and marks nothing: headers, footers, the notes themselves."""

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:  # noqa: ARG002 (nothing waits)
        """Return ``text`` as :func:`plain_text`; a note never stands in two pieces, for a value is printed at once."""
        return plain_text(text), ""


@record
class Inline:
    """What sees to the document's own text, before anything is measured: places, footnotes, what is needed.

    ``signs``: those of :data:`SIGNS` that may stand in the text.
    """

    placer: PlaceMarker
    taker: NoteTaker
    marker: NeededMarker
    signs: Collection[str] = SIGNS


def body_stream(others: Sequence[Feeder], inline: Inline, *, mended: bool) -> Stream:
    """Return what the text of the document passes: notes and marks leave it before anything is measured.

    ``mended``: whether something in it may have come out empty.
    """
    placer = (inline.placer,) if CONTROL in inline.signs else ()
    sections = (SectionEnds(),) if MARK in inline.signs else ()
    return Stream((*placer, inline.taker, inline.marker, *_mender(mended), *sections, *others))


def plain_stream(*, mended: bool) -> Stream:
    """Return what the text of any other part passes: it has neither places nor notes."""
    return Stream((PlaceMarker(no_places), PlainText(), *_mender(mended)))


def _mender(mended: bool) -> Sequence[Feeder]:
    if not mended:
        return ()
    from reportgen.render.mending import Mender  # most templates never need it

    return (Mender(),)
