"""Which lines make a register again, out of those that it still has and those that only bags tell.

A line names the hash of the one before it. What the register itself holds is the anchor: what leads back from its
lines is proven by them, and no bag puts one of them aside. Bags may go on after its last line; nothing of the
register vouches for that, and it is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.entry import Entry

_WIDEST = 1000
"""Lines missing in a row, beyond which a line is not this register's (and a list of them tells nobody anything)."""


@dataclass(frozen=True)
class Chained:
    """The lines that were chosen, in order.

    ``lost``: places in the order of recording for which there is none; ``unproven``: chosen lines that only bags
    tell and no line of the register comes after; ``dropped``: lines of the register that could not be kept.
    """

    entries: tuple[Entry, ...]
    lost: tuple[int, ...]
    unproven: tuple[Entry, ...]
    dropped: tuple[Entry, ...]


def chained(own: Sequence[Entry], told: Sequence[Entry], *, whole: bool) -> Chained:
    """Choose among the register's ``own`` lines and those that bags have ``told``.

    ``whole``: nothing is wrong with the register, which then gets no line that does not follow its last one.
    """
    known = {entry.hash for entry in own}
    by_place = _by_place((*own, *told))
    last = max((place for place in by_place if _has(by_place[place], known)), default=0)
    chosen = [*_back(by_place, known, last)][::-1]
    chosen += _onward(by_place, chosen[-1] if chosen else None, gaps=not whole)
    places = {entry.sequence for entry in chosen}
    lost = tuple(place for place in range(1, max(places, default=0) + 1) if place not in places)
    taken = {entry.hash for entry in chosen}
    dropped = tuple({entry.hash: entry for entry in own if entry.hash not in taken}.values())
    return Chained(tuple(chosen), lost, tuple(_unproven(chosen, known)), dropped)


def _by_place(entries: Iterable[Entry]) -> dict[int, dict[str, Entry]]:
    """Return the lines by place, the register's own first; without what lies beyond all that could be missing."""
    found: dict[int, dict[str, Entry]] = {}
    for entry in entries:
        found.setdefault(entry.sequence, {}).setdefault(entry.hash, entry)
    near: dict[int, dict[str, Entry]] = {}
    last = 0
    for place in sorted(place for place in found if place > 0):
        if place - last > _WIDEST:
            break
        near[place] = found[place]
        last = place
    return near


def _has(entries: Iterable[str], known: set[str]) -> bool:
    return not known.isdisjoint(entries)


def _back(by_place: dict[int, dict[str, Entry]], known: set[str], last: int) -> Iterator[Entry]:
    """Yield the lines from the register's ``last`` to the first: each the one that the line after it names."""
    wanted: str | None = None
    for place in range(last, 0, -1):
        here = by_place.get(place, {})
        if wanted is not None:
            best = here.get(wanted)
        else:
            before = by_place.get(place - 1, {})
            joined = [entry for entry in here.values() if _joins(entry, before)]
            best = next((entry for entry in (*joined, *here.values()) if entry.hash in known), None)
            best = best or (joined[0] if len(joined) == 1 else None)
        if best is not None:
            yield best
        wanted = best.previous_hash if best is not None else None


def _joins(entry: Entry, before: dict[str, Entry]) -> bool:
    """Tell whether a line may come after one of those ``before`` it, or nothing is known of that place."""
    if entry.sequence == 1:
        return not entry.previous_hash
    return not before or entry.previous_hash in before


def _onward(by_place: dict[int, dict[str, Entry]], last: Entry | None, *, gaps: bool) -> Iterator[Entry]:
    """Yield what bags tell after the register's ``last`` line; nothing that the next one contradicts.

    Beyond a gap, where there may be ``gaps``, a line is taken unless it follows one that was not: another archive's.
    """
    refused: set[str] = set()
    start = last.sequence if last else 0
    refused.update(hash_ for hash_ in by_place.get(start, {}) if last is None or hash_ != last.hash)
    for place in sorted(place for place in by_place if place > start):
        here = by_place[place]
        due = last.sequence + 1 if last else 1
        fit = [entry for entry in here.values() if (gaps or place == due) and _follows(entry, last, refused)]
        named = {entry.previous_hash for entry in by_place.get(place + 1, {}).values()}
        if named or len(fit) > 1:
            fit = [entry for entry in fit if entry.hash in named]
        best = fit[0] if len(fit) == 1 else None
        refused.update(hash_ for hash_ in here if best is None or hash_ != best.hash)
        if best is not None:
            last = best
            yield best


def _follows(entry: Entry, last: Entry | None, refused: set[str]) -> bool:
    place, before = (last.sequence, last.hash) if last else (0, "")
    if entry.sequence == place + 1:
        return entry.previous_hash == before
    return bool(entry.previous_hash) and entry.previous_hash not in refused


def _unproven(chosen: Sequence[Entry], known: set[str]) -> Iterator[Entry]:
    """Yield the lines to which no line of the register leads back."""
    found: list[Entry] = []
    vouched = ""
    for entry in reversed(chosen):
        if entry.hash in known or entry.hash == vouched:
            vouched = entry.previous_hash
        else:
            vouched = ""
            found.append(entry)
    yield from reversed(found)
