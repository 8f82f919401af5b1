"""Days, months, quarters, years and turns: whether a source says the same of the same."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.vouch.alike import alike
from reportgen.vouch.doubt import Doubt, What
from reportgen.vouch.evidence import Evidence
from reportgen.vouch.figure import Figure, Sort
from reportgen.vouch.fit import LITTLE, MARGIN, STRONG, SURE, Fit
from reportgen.vouch.ground import Ground

MOMENTS = (Sort.DAY, Sort.MONTH, Sort.QUARTER, Sort.YEAR, Sort.TURN)
_PAST, _AHEAD = 40, 10
"""Years before and after the plan's that anybody may name."""


def of_moment(ground: Ground, figure: Figure) -> Iterator[Doubt]:
    """Yield the doubt about a day, a month, a quarter, a year or a turn."""
    if figure.sort is Sort.DAY and figure.key in ground.data.days:
        return
    said = [item for item in _of_sort(ground, figure.sort) if _same(figure, item.figure)]
    same = max([alike(figure, item.figure) for item in said], default=0.0)
    if same > 1 - MARGIN:
        return  # nothing else can fit so much better
    same = max(same, SURE) if _planned(ground, figure) else same
    other = _best_other(ground, figure)
    needed = STRONG if same else LITTLE
    if other.evidence and other.score >= needed and other.score - same >= MARGIN:
        yield Doubt(ground.place, figure, What.OTHER, other.evidence.figure.written, other.evidence.where)
    elif not said and not same and _needs_source(ground, figure):
        yield Doubt(ground.place, figure, What.NO_SOURCE)


def _of_sort(ground: Ground, sort: Sort) -> Iterator[Evidence]:
    """Yield what may say a moment: for a month, days within it as well; for a day, those of documents."""
    yield from ground.of_sort(sort)
    if sort is Sort.MONTH:
        yield from ground.of_sort(Sort.DAY)
    if sort is Sort.DAY:
        yield from ground.of_sort(Sort.DOCUMENT)


def _same(figure: Figure, other: Figure) -> bool:
    """Tell whether a source says the moment, also where the words leave out the year."""
    if other.sort is Sort.DOCUMENT:
        return other.day == figure.key
    if figure.sort is Sort.TURN or figure.sort is Sort.YEAR:
        return figure.key == other.key
    key = other.key.partition("/")[2] if figure.sort is Sort.MONTH and other.sort is Sort.DAY else other.key
    return key == figure.key or (key.startswith(f"{figure.key}/") and key.count("/") > figure.key.count("/"))


def _best_other(ground: Ground, figure: Figure) -> Fit:
    found = (
        Fit(alike(figure, item.figure), item)
        for item in ground.of_sort(figure.sort)
        if not _same(figure, item.figure) and not _same(item.figure, figure)
    )
    return max(found, key=lambda fit: fit.score, default=Fit())


def _planned(ground: Ground, figure: Figure) -> bool:
    """Tell whether the plan names a moment: its own year, the month of a task's deadline."""
    snapshot = ground.data.reading.snapshot
    if figure.sort is Sort.YEAR:
        return snapshot.plan.years.first <= int(figure.key) <= snapshot.plan.years.last
    if figure.sort is not Sort.MONTH:
        return False
    deadlines = (task.deadline_in_force for task in snapshot.tasks())
    last_days = (deadline.last_day for deadline in deadlines if deadline and deadline.last_day)
    return any(figure.key in (f"{day.month}/{day.year}", str(day.month)) for day in last_days)


def _needs_source(ground: Ground, figure: Figure) -> bool:
    """Tell whether nobody names such a moment without a source: a month by its year, a year far away."""
    if figure.sort is Sort.YEAR:
        years = ground.data.reading.snapshot.plan.years
        return not years.first - _PAST <= int(figure.key) <= years.last + _AHEAD
    return figure.sort is Sort.DAY or (figure.sort in (Sort.MONTH, Sort.QUARTER) and "/" in figure.key)
