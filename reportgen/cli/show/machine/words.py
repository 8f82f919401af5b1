"""How the office's words stand, for machines."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.formats.outputs.words import PlaceLine, SourceChange
from reportgen.pipeline.status import PlaceStanding


def lines(places: Iterable[PlaceStanding]) -> tuple[PlaceLine, ...]:
    """Return each place of a report and how it is worded."""
    return tuple(PlaceLine(place.place, place.heading, place.standing, _changes(place)) for place in places)


def _changes(place: PlaceStanding) -> tuple[SourceChange, ...]:
    return tuple(SourceChange(change.was, change.now) for change in place.changes)
