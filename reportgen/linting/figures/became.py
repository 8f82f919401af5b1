"""What became of each figure of a baseline in a draft: shown, changed, taken out, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from reportgen.linting.figures.baseline import Baseline, Known
from reportgen.linting.figures.pairing import Pairing
from reportgen.linting.figures.serial import counts_on
from reportgen.linting.figures.shown import Fate, Outcome, outcomes, values
from reportgen.linting.figures.standing import standing
from reportgen.linting.figures.units import TextUnit
from reportgen.record import record

NOWHERE = -1


@record
class Found:
    """What became of a figure: its unit and cell in the text that was made, those that show it in the draft.

    ``there``: of a figure that is lost, the unit that it may stand in; ``place``: NOWHERE where no cell is known.
    """

    at: int
    cell: int
    outcome: Outcome
    there: int = NOWHERE
    place: int = NOWHERE


@record
class Filled:
    """A cell that the data leaves empty, in a column of figures, and that shows a number in the draft."""

    at: int
    cell: int
    there: int
    place: int


@record
class Stands:
    """A cell that tells how a task or a target stands: in the data of the draft, in today's, in the draft."""

    at: int
    cell: int
    there: int
    place: int
    made: str
    today: str
    written: str


class Comparison:
    """One draft beside its baseline."""

    def __init__(self, baseline: Baseline, draft: Sequence[TextUnit]) -> None:
        """Pair the units of ``draft`` with those of ``baseline``."""
        self.baseline, self.made, self.draft = baseline, baseline.units, draft
        self.pairing = Pairing(self.made, draft)

    def found(self) -> list[Found]:
        """Return what became of each figure, in the order of the text that was made."""
        return [item for at in range(len(self.made)) for item in self._of_unit(at)]

    def fact(self, item: Found) -> Known:
        """Return the source of a figure."""
        return self.baseline.known[item.outcome.figure.known]

    def filled(self) -> Iterator[Filled]:
        """Yield the cells of columns of figures in which somebody wrote a number that the data has not got."""
        for at, there in sorted(self.pairing.became.items()):
            columns = self.pairing.figure_columns(at)
            cells = self.pairing.cells(at) if columns and not self._says_todays(there) else None
            for number, place in (cells or {}).items():
                cell = self.made[at].cells[number]
                if cell.column in columns and not cell.text and values(self.draft[there].cells[place].text):
                    yield Filled(at, number, there, place)

    def standings(self) -> Iterator[Stands]:
        """Yield the cells in which the draft does not tell of a task or a target what today's data tells of it."""
        for at, there in sorted(self.pairing.became.items()):
            unit = self.made[at]
            told = [number for number, cell in enumerate(unit.cells) if unit.table and standing(cell.text)]
            cells = self.pairing.cells(at) if told else None
            for number in told:
                if cells is not None and number in cells:
                    yield from self._of_standing(at, number, there, cells[number])

    def added(self) -> Iterator[int]:
        """Yield the rows of the draft that somebody added to a table of the data: neither made of it nor today's."""
        held = set(self.pairing.became.values())
        for made, draft in self.pairing.tables.values():
            for there, row in zip(draft.places, draft.rows, strict=True) if made.holds_data else ():
                if there not in held and there not in self._todays and not draft.is_heading(row) and _says_much(row):
                    yield there

    def _of_standing(self, at: int, number: int, there: int, place: int) -> Iterator[Stands]:
        made, written = self.made[at].cells[number].text, self.draft[there].cells[place].text
        row = self._todays.get(there)
        today = row.cells[number].text if row is not None and len(row.cells) == len(self.made[at].cells) else made
        if standing(written) != (standing(today) or standing(made)):
            yield Stands(at, number, there, place, made, today, written)

    def _of_unit(self, at: int) -> Iterator[Found]:
        unit = self.made[at]
        if not unit.figures:
            return
        if at not in self.pairing.became:
            yield from self._of_lost(at)
            return
        there = self.pairing.became[at]
        if self._says_todays(there):
            yield from self._all(at, Fate.TODAY, there)
            return
        cells = self.pairing.cells(at)
        for number in range(len(unit.cells)):
            if cells is not None and number in cells:
                yield from self._of_cell(at, number, there, cells[number])
            else:  # a column was taken out, unless nobody can tell which
                fate = Fate.UNCLEAR if cells is None else Fate.GONE
                yield from self._of_figures(at, number, fate, there)

    def _of_lost(self, at: int) -> Iterator[Found]:
        """Yield the figures of a unit that is not there: taken out, unless it may have been rewritten."""
        for there in self.pairing.suspects(at):
            if self.draft[there].counted and not self._says_todays(there):
                yield from self._all(at, Fate.UNCLEAR, there)
                return
        yield from self._all(at, Fate.GONE, NOWHERE)

    def _all(self, at: int, fate: Fate, there: int) -> Iterator[Found]:
        for number in range(len(self.made[at].cells)):
            yield from self._of_figures(at, number, fate, there)

    def _of_figures(self, at: int, number: int, fate: Fate, there: int) -> Iterator[Found]:
        for figure in self.made[at].cells[number].figures:
            # the number of a row that is not there is no figure of the data that anybody misses
            kept = Fate.GONE if figure.serial and fate is Fate.UNCLEAR else fate
            yield Found(at, number, Outcome(figure, kept), there)

    def _of_cell(self, at: int, number: int, there: int, place: int) -> Iterator[Found]:
        for outcome in outcomes(self.made[at].cells[number], self.draft[there].cells[place].text):
            right = outcome.fate is Fate.OTHER and self._is_right(outcome, there, place)
            yield Found(at, number, Outcome(outcome.figure, Fate.TODAY) if right else outcome, there, place)

    def _is_right(self, outcome: Outcome, there: int, place: int) -> bool:
        """Tell whether what stands in place of a figure is today's, or the number that counts on."""
        if outcome.figure.serial:
            return counts_on(self.draft, there, place)
        today = self.baseline.known[outcome.figure.known].today
        return today is not None and values(today) == values(outcome.written) != []

    @cached_property
    def _todays(self) -> dict[int, TextUnit]:
        """From a unit of the draft to the one that today's data gives in its place."""
        today = self.baseline.today
        return {there: today[at] for at, there in Pairing(today, self.draft).became.items()} if today else {}

    def _says_todays(self, there: int) -> bool:
        """Tell whether a unit of the draft says all that today's data gives in its place, and no other number."""
        unit, today = self.draft[there], self._todays.get(there)
        if today is None or len(unit.cells) != len(today.cells):
            return False
        if unit.text.casefold() == today.text.casefold():
            return True
        cells = zip(unit.cells, today.cells, strict=True)
        return unit.counted and all(values(one.text) == values(other.text) for one, other in cells)


def _says_much(row: TextUnit) -> bool:
    """Tell whether a row is more than a line of text across the table, or an empty one."""
    return sum(bool(cell.text.strip()) for cell in row.cells) > 1
