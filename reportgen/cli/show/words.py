"""How the office's words stand, as ``status`` and ``draft`` print it: counts, and what has changed under stale ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.pipeline.words import PlaceStanding, Standing

_WIDTH = 80
_MOST = 4
"""Changes that are told of one place."""


def words(places: Sequence[PlaceStanding], command: str) -> Iterator[str]:
    """Yield how the places of a report stand, old beside new for the stale ones.

    ``command``: ``consolidate`` with the period, as it is typed here.
    """
    if not places:
        yield from _wrapped(f"Lời văn: tự động. Viết lời của cơ quan: {command}")
        return
    stale = [place for place in places if place.standing is Standing.STALE]
    yield from _wrapped(f"Lời văn: {_counts(places)}.")
    if unwritten := [place.place for place in places if place.unwritten]:
        yield from _wrapped(f"Chưa viết: {', '.join(unwritten)}.")
    if unpinned := [place.place for place in places if place.unpinned]:
        yield from _wrapped(f"Chưa ghi dấu nguồn ({', '.join(unpinned)}): {command}")
    if not stale:
        return
    yield "Nguồn đã đổi từ khi viết:"
    for place in stale:
        yield from _changes(place, command)
    yield from _wrapped(f"Sửa lời văn; vẫn đúng thì: {command} --confirm {stale[0].place}")


def _changes(place: PlaceStanding, command: str) -> Iterator[str]:
    """Yield what has changed under the words of a place, the first few of it."""
    yield from _wrapped(f"{place.place}: {place.heading}", "  ")
    for change in place.changes[:_MOST]:
        yield from _wrapped(change.words(), "    - ")
    if len(place.changes) > _MOST:
        yield from _wrapped(f"và {len(place.changes) - _MOST} chỗ khác; kể đủ: {command}", "    - ")
    if not place.changes:
        yield "    - không còn phần ghi nguồn cũ để so"


def _counts(places: Sequence[PlaceStanding]) -> str:
    """Return how many places stand so, ``12 chỗ của cơ quan (1 chỗ nguồn đã đổi), 4 chỗ tự động``."""
    numbers = {standing: sum(place.standing is standing for place in places) for standing in Standing}
    office = numbers[Standing.OFFICE] + numbers[Standing.STALE]
    stale = f" ({numbers[Standing.STALE]} chỗ nguồn đã đổi)" if numbers[Standing.STALE] else ""
    said = [f"{office} chỗ của cơ quan{stale}"]
    said += [f"{numbers[Standing.AUTOMATIC]} chỗ tự động"] if numbers[Standing.AUTOMATIC] else []
    said += [f"{numbers[Standing.LEFT_OUT]} chỗ không in"] if numbers[Standing.LEFT_OUT] else []
    return ", ".join(said)


def _wrapped(text: str, indent: str = "") -> list[str]:
    if len(indent) + len(text) <= _WIDTH and text.isprintable():
        return [indent + text]
    import textwrap  # the line that is always printed needs none

    after = " " * len(indent)
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False)
