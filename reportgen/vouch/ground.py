"""What the figures of one place may stand on: its own sources before all, the rest of the report, what follows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.model.snapshot import Snapshot
from reportgen.model.words import PLACES
from reportgen.pins.facts import Reading
from reportgen.pins.standing import PlaceStanding
from reportgen.record import kept
from reportgen.vouch.derived import derived
from reportgen.vouch.evidence import Evidence, Index, Reach, Reckoned, of_reading, of_sources
from reportgen.vouch.figure import Figure, Sort
from reportgen.vouch.targets import KnownTarget, known_targets


class Data:
    """What a period and those before it vouch for, whatever the place; each made when a figure first needs it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @kept
    def report(self) -> Index:
        """What the reports say in figures."""
        return Index(of_reading(self.reading))

    @kept
    def derived(self) -> Sequence[Reckoned]:
        """What follows from the texts of tasks."""
        return list(derived(self.reading))

    @kept
    def targets(self) -> Sequence[KnownTarget]:
        """What is known of the targets."""
        return known_targets(self.reading)

    @kept
    def rates(self) -> Sequence[Fraction]:
        """Every percentage of the targets."""
        return [rate for target in self.targets for rate in target.rates()]

    @kept
    def of_targets(self) -> Mapping[Decimal, Sequence[Reckoned]]:
        """The amounts of targets."""
        return _by_amount(item for target in self.targets for item in target.amounts())

    @kept
    def spans(self) -> frozenset[int]:
        """The months that a period may be said to have."""
        return frozenset(_spans(self.reading))

    @kept
    def days(self) -> frozenset[str]:
        """The days that anybody may name."""
        return frozenset(_days(self.reading))


AHEAD = ("phuong-huong", "kien-nghi")
"""Places that tell of what is to come: what was done is another matter, though it may be worded alike."""


class Ground:
    """What vouches for the figures of one place.

    ``fixed``: it is a fixed place, which may tell of the whole report; the words of a group tell of its own tasks.
    ``sums``: the figures that the file says how to reckon.
    """

    def __init__(self, data: Data, place: PlaceStanding) -> None:
        self.data = data
        self.place = place.place
        self.fixed = place.place in PLACES
        self.sums = frozenset(figure.rstrip("% ") for figure in place.wording.sums)
        self._own = Index(of_sources(place.sources))
        self._codes = {source.name.rpartition("/")[2].partition(",")[0] for source in place.sources}

    @kept
    def _derived(self) -> Mapping[Decimal, Sequence[Reckoned]]:
        """What follows from the texts of the tasks that the place tells of."""
        return _by_amount(item for item in self.data.derived if self.fixed or item.where in self._codes)

    def with_amount(self, amount: Decimal) -> list[Evidence]:
        """Return the numbers of this amount, anywhere."""
        return [*self._own.with_amount(amount), *self.data.report.with_amount(amount)]

    def of_noun(self, figure: Figure) -> Iterator[Evidence]:
        """Yield the numbers that count the same as ``figure`` does, where it may be expected to stand."""
        yield from self._own.of_noun(figure)
        if self.fixed and self.place not in AHEAD:
            yield from (item for item in self.data.report.of_noun(figure) if item.reach is Reach.REPORT)

    def of_sort(self, sort: Sort) -> Iterator[Evidence]:
        """Yield the figures of a sort, where they may be expected to stand."""
        yield from self._own.of_sort(sort)
        if self.fixed:
            yield from self.data.report.of_sort(sort)

    def following(self, amount: Decimal) -> Iterator[Evidence]:
        """Yield what follows from other figures and makes this amount."""
        for item in (*self._derived.get(amount, ()), *self.data.of_targets.get(amount, ())):
            yield item.evidence()

    def owns(self, evidence: Evidence) -> bool:
        """Tell whether evidence is of the place's own: of its sources, of its tasks in the period before."""
        return evidence.reach is Reach.OWN or evidence.code in self._codes

    def may_tell(self, evidence: Evidence) -> bool:
        """Tell whether the place may tell of evidence: of all in a fixed place, of its own in a group's."""
        return self.fixed or self.owns(evidence)

    def knows(self, amount: Decimal) -> bool:
        """Tell whether a number stands in the data that the place tells of."""
        if any(self.may_tell(item) for item in self.with_amount(amount)):
            return True
        return next(self.following(amount), None) is not None


def _by_amount(reckoned: Iterable[Reckoned]) -> Mapping[Decimal, Sequence[Reckoned]]:
    """Return what was reckoned by amount; nothing follows for a zero."""
    found: dict[Decimal, list[Reckoned]] = {}
    for item in reckoned:
        if item.amount:
            found.setdefault(item.amount, []).append(item)
    return found


def _snapshots(reading: Reading) -> tuple[Snapshot, ...]:
    return (reading.snapshot, *reading.earlier.values())


def _spans(reading: Reading) -> Iterator[int]:
    """Yield the months that a period may be said to have."""
    for snapshot in _snapshots(reading):
        period = snapshot.period
        names = f"{period.name} {period.upcoming or ''} {snapshot.previous_period or ''}"
        yield from (int(match[1]) for match in re.finditer(r"(\d+) tháng", names))
        yield period.cutoff.month - period.start.month + 1


def _days(reading: Reading) -> Iterator[str]:
    """Yield the days that the data has, and the first of those that are counted since the period before."""
    found = [snapshot.period.cutoff + dt.timedelta(days=1) for snapshot in reading.earlier.values()]
    for snapshot in _snapshots(reading):
        found += [snapshot.period.start, snapshot.period.cutoff]
        found += [unit.sent_on for unit in snapshot.units if unit.sent_on]
        for task in snapshot.tasks():
            last = task.deadline_in_force.last_day if task.deadline_in_force else None
            found += [day for day in (task.completed, last, *(row.status.completed for row in task.rows)) if day]
    return (f"{day.day}/{day.month}/{day.year}" for day in found)
