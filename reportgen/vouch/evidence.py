"""Evidence: the figures that the data has, each with whose it is and the words beside it."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from reportgen.model.snapshot import PlanHead, Snapshot, TaskRow, UnitReport
from reportgen.pins.facts import Reading, Source
from reportgen.record import record
from reportgen.vn.dates import short_date
from reportgen.vouch.figure import Figure, Sort, figures_in


class Reach(enum.Enum):
    """How near evidence is to a place: what its words stand on, the rest of the report, the periods before."""

    OWN = enum.auto()
    REPORT = enum.auto()
    EARLIER = enum.auto()


@record
class Evidence:
    """A figure of the data and whose it is, in words.

    ``parts``: how many figures it was made of, 0 for what stands in a text; ``cue``: what was made counts only for a
    figure beside which one of these words stands. ``partial``: not all that could
    be summed was. ``unit``: its name, for a unit's figure of a target.
    """

    figure: Figure
    where: str
    reach: Reach
    parts: int = 0
    cue: re.Pattern[str] | None = None
    partial: bool = False
    unit: str = ""

    @property
    def code(self) -> str:
        """The task or target it belongs to, whatever the period."""
        return self.where.rpartition("/")[2].partition(",")[0]


@record
class Reckoned:
    """An amount that follows from figures of the data, and how its evidence is made: few amounts are ever asked for."""

    where: str
    amount: Decimal
    evidence: Callable[[], Evidence]


def of_sources(sources: Iterable[Source]) -> Iterator[Evidence]:
    """Yield what the sources of a place say in figures; those of targets are known otherwise."""
    for source in sources:
        for fact in source.facts:
            if isinstance(fact.words, str):
                yield from _of_text(fact.words, source.name, Reach.OWN)


def of_reading(reading: Reading) -> Iterator[Evidence]:
    """Yield what the report, and those of the periods before, say in figures anywhere."""
    yield from _of_snapshot(reading.snapshot, "", Reach.REPORT)
    for period, snapshot in reading.earlier.items():
        yield from _of_snapshot(snapshot, f"{period}/", Reach.EARLIER)


def _of_text(text: str, where: str, reach: Reach) -> Iterator[Evidence]:
    for figure in figures_in(text):
        yield Evidence(figure, where, reach)


def _of_snapshot(snapshot: Snapshot, prefix: str, reach: Reach) -> Iterator[Evidence]:
    for where, text in _texts(snapshot):
        yield from _of_text(text, f"{prefix}{where}", reach)


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield every text of a period, the plan's among them, each with whose it is."""
    names = {unit.id: unit.name for unit in snapshot.units}
    for task in snapshot.tasks():
        yield task.code, task.text
        for row in task.rows:
            yield from ((f"{task.code}, {names[row.unit]}", text) for text in _row(row))
    for target in snapshot.targets:
        yield target.code, target.name
        if not target.goal.kind.counted:
            yield f"{target.code}, mức giao", target.goal.words
        for figures in target.rows:
            status = figures.status
            noted = (status.value, status.note, status.cause, status.remedy) if status else ()
            yield from ((f"{target.code}, {names[figures.unit]}", text) for text in noted if text)
    for unit in snapshot.units:
        yield from ((unit.name, text) for text in _unit(unit))
    yield from (("Kế hoạch", text) for text in (*_plan(snapshot.plan), *_outline(snapshot)))


def _row(row: TaskRow) -> Iterator[str]:
    status = row.status
    yield from filter(None, (status.result, row.carried, status.difficulty, status.cause, status.next_steps))
    yield from row.documents
    yield from (proposal.text for proposal in status.proposals)
    if row.carried_from and row.carried_from.reported:
        yield f"{row.carried_from.period}, báo cáo ngày {short_date(row.carried_from.reported)}"


def _unit(unit: UnitReport) -> Iterator[str]:
    said = unit.general
    yield from filter(None, (said.direction, said.highlights, said.shortcomings, said.causes, said.outlook))
    yield from (proposal.text for proposal in said.proposals)
    for item in unit.extra:
        yield from filter(None, (item.work, item.result, *item.documents))


def _plan(plan: PlanHead) -> Iterator[str]:
    yield from filter(None, (plan.subject, plan.report_title))
    if plan.number and plan.date:
        yield f"Kế hoạch số {plan.number}/{plan.symbol} ngày {short_date(plan.date)}"
    for base in plan.bases:
        day = f" ngày {short_date(base.date)}" if base.date else ""
        yield f"{base.kind} số {base.number or ''}{day} {base.subject}"


def _outline(snapshot: Snapshot) -> Iterator[str]:
    """Yield the names of the period and of the groups, and the documents that moved deadlines and tasks."""
    yield from filter(None, (snapshot.period.name, snapshot.period.upcoming))
    yield from (group.name for _, group in snapshot.groups())
    for task in snapshot.tasks():
        yield from (extension.document for extension in task.extensions if extension.document)
        yield from (move.document for move in task.moves if move.document)


class Index:
    """Evidence, found by what it says, by amount, and by the first word after it."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._amounts: dict[Decimal, list[Evidence]] = {}
        self._nouns: dict[str, list[Evidence]] = {}
        self._sorts: dict[Sort, list[Evidence]] = {}
        for item in evidence:
            self._add(item)

    def _add(self, item: Evidence) -> None:
        figure = item.figure
        self._sorts.setdefault(figure.sort, []).append(item)
        if figure.sort in (Sort.NUMBER, Sort.PAIR):
            for amount in figure.amounts:
                self._amounts.setdefault(amount, []).append(item)
            for word in figure.after[:1]:
                self._nouns.setdefault(word, []).append(item)

    def with_amount(self, amount: Decimal) -> list[Evidence]:
        """Return the numbers of this amount."""
        return self._amounts.get(amount, [])

    def of_noun(self, figure: Figure) -> list[Evidence]:
        """Return the numbers of what begins with the same word as what ``figure`` counts."""
        return self._nouns.get(figure.after[0], []) if figure.after else []

    def of_sort(self, sort: Sort) -> list[Evidence]:
        """Return all figures of one sort."""
        return self._sorts.get(sort, [])
