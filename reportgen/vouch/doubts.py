"""All figures of a report's words, place by place: which of them the data does not vouch for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reportgen.pins.facts import Reading
from reportgen.pins.standing import PlaceStanding
from reportgen.record import record
from reportgen.vn.numbers import parse_number
from reportgen.vn.sums import parts, rounds_to
from reportgen.vouch.alike import alike, same_noun
from reportgen.vouch.cited import of_document
from reportgen.vouch.counted import counts_units, is_count, of_count
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.figure import Figure, Sort, figures_in
from reportgen.vouch.ground import Data, Ground
from reportgen.vouch.moments import MOMENTS, of_moment
from reportgen.vouch.numbers import of_number
from reportgen.vouch.pairs import of_pair
from reportgen.vouch.rates import of_rate

_AS_ELSEWHERE = 0.75
"""From here on, two places of the words say a figure of the same."""
_FREE = frozenset(map(Decimal, (1, 100, 1000)))
"""Numbers that a sum may use without a source."""


@record
class UnknownPart:
    """A number of a sum that stands nowhere in what its place tells of; ``figure``: what the sum makes."""

    place: str
    figure: str
    part: str


@record
class Examined:
    """What the data does not vouch for: figures of the words, and numbers of their sums."""

    doubts: tuple[Doubt, ...] = ()
    parts: tuple[UnknownPart, ...] = ()


def examined(reading: Reading, places: Iterable[PlaceStanding]) -> Examined:
    """Return what the data does not vouch for in the office's words, place by place."""
    worded = [place for place in places if place.text]
    if not worded:
        return Examined()
    data = Data(reading)
    grounds = [(Ground(data, place), place) for place in worded]
    found = [doubt for ground, place in grounds for doubt in _of_place(ground, place)]
    told = tuple(_with_other_place(doubt, worded, found) for doubt in found)
    return Examined(told, tuple(part for ground, place in grounds for part in _unknown(ground, place)))


def _of_place(ground: Ground, place: PlaceStanding) -> Iterator[Doubt]:
    figures = figures_in(place.text)
    yield from _items(ground, figures)
    for at, figure in enumerate(figures):
        if figure.written.rstrip("% ") not in ground.sums:
            yield from _of_figure(ground, figure, figures[at + 1 :])


def _of_figure(ground: Ground, figure: Figure, others: Sequence[Figure]) -> Iterator[Doubt]:
    if is_count(figure):
        yield from of_count(ground.data.reading, ground.place, figure)
    elif figure.sort is Sort.NUMBER and not counts_units(ground, figure):
        yield from of_number(ground, figure, figure.amounts[0], others)
    elif figure.sort is Sort.PAIR:
        yield from of_pair(ground, figure, others)
    elif figure.sort is Sort.RATE:
        yield from of_rate(ground, figure, others)
    elif figure.sort is Sort.DOCUMENT:
        yield from of_document(ground, figure)
    elif figure.sort in MOMENTS:
        yield from of_moment(ground, figure)


def _items(ground: Ground, figures: Iterable[Figure]) -> Iterator[Doubt]:
    """Yield the numbers of a typed list that do not follow one another; a list may begin anew."""
    last = 0
    for figure in figures:
        if figure.sort is not Sort.ITEM:
            continue
        number = int(figure.key)
        if number != last + 1 and not (number == 1 and last > 1):
            yield Doubt(ground.place, figure, What.ITEM, str(last + 1))
        last = number


def _with_other_place(doubt: Doubt, places: Sequence[PlaceStanding], found: Sequence[Doubt]) -> Doubt:
    """Return a doubt of no known source with what another place of the words says of the same, if that is sound."""
    if doubt.what is not What.NO_SOURCE or doubt.figure.sort is not Sort.NUMBER:
        return doubt
    doubted = {(other.place, other.figure) for other in found}
    for place in places:
        for figure in figures_in(place.text) if place.place != doubt.place else ():
            if _says_other(doubt.figure, figure) and (place.place, figure) not in doubted:
                return dataclasses.replace(doubt, what=What.OTHER, known=figure.written, where=f"chỗ {place.place}")
    return doubt


def _says_other(figure: Figure, other: Figure) -> bool:
    if other.sort is not Sort.NUMBER or other.key == figure.key or not same_noun(figure, other):
        return False
    return alike(figure, other) >= _AS_ELSEWHERE


def _unknown(ground: Ground, place: PlaceStanding) -> Iterator[UnknownPart]:
    reckoned = {parse_number(figure.rstrip("% ")) for figure in place.wording.sums}
    for figure, text in place.wording.sums.items():
        for part in _parts(text):
            amount = parse_number(part)
            if amount not in reckoned and amount not in _FREE and not _known(ground, part, amount):
                yield UnknownPart(place.place, figure, part)


def _known(ground: Ground, part: str, amount: Decimal) -> bool:
    return ground.knows(amount) or any(rounds_to(rate, part) for rate in ground.data.rates)


def _parts(text: str) -> tuple[str, ...]:
    """Return the numbers of a sum; none where it is no sum, which is told elsewhere."""
    try:
        return parts(text)
    except ValueError:
        return ()
