"""Which table of a draft is which, which of its rows and cells: by their words, by their order, by their headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reportgen.linting.figures.texts import ALIKE, likeliest
from reportgen.linting.figures.units import Cell, TextUnit, Words, likeness, vocabulary, words

_FEW_ALIKE = 0.3
"""Least share of rows that two tables have in common by their words."""
_MOST_STEPS = 250_000
"""Pairs of rows, or of tables, that are held against each other one by one."""
_ALONE = 0.5
"""What it costs to let a row stand alone: two rows in the same place that differ in all figures cost no more."""
_HEADINGS = 3
"""Rows at most that a table has above its first row of figures."""

Pair = tuple[int, int]


class Table:
    """A table: its rows, where they stand among all units, and the headings of its columns."""

    def __init__(self, rows: Sequence[tuple[int, TextUnit]]) -> None:
        """``rows``: in order, each with its number among all units."""
        self.places = [at for at, _ in rows]
        self.rows = [unit for _, unit in rows]
        self._words: dict[int, Words] = {}

    @cached_property
    def texts(self) -> list[str]:
        """Each row on one line."""
        return [row.text for row in self.rows]

    def words(self, at: int) -> Words:
        """The words of one row: of a long table few rows are ever asked for theirs, and these take the most memory."""
        if at not in self._words:
            self._words[at] = words(self.texts[at])
        return self._words[at]

    @cached_property
    def skeletons(self) -> Counter[str]:
        """How often each line of words stands in it."""
        return Counter(" ".join(sorted(vocabulary(text))) for text in self.texts)

    @cached_property
    def heads(self) -> list[TextUnit]:
        """The rows of headings: those above the first row of one cell, or that has a cell with a number alone."""
        body = (at for at, row in enumerate(self.rows) if len(row.cells) == 1 or any(map(_is_number, row.cells)))
        return self.rows[: min(next(body, 1), _HEADINGS)]

    @cached_property
    def headed(self) -> list[str]:
        """The rows of headings, each on one line."""
        return [row.text for row in self.heads]

    def is_heading(self, row: TextUnit) -> bool:
        """Tell whether a row of the table is one of its headings."""
        return bool(self.heads) and row.row <= self.heads[-1].row

    def heading(self, column: int) -> str:
        """Return what a column is headed by, from the top: ``Đang thực hiện, quá hạn``."""
        found = dict.fromkeys(filter(None, (_above(row, column) for row in self.heads)))
        return ", ".join(found)

    @cached_property
    def figure_columns(self) -> frozenset[int]:
        """The columns that hold figures and nothing else; those that number the rows left out."""
        held = [cell for row in self.rows if not self.is_heading(row) for cell in row.cells if cell.figures]
        figures = {cell.column for cell in held if not any(figure.serial for figure in cell.figures)}
        return frozenset(figures - {cell.column for cell in held if not cell.bare})

    @property
    def holds_data(self) -> bool:
        """Whether below its headings some cell holds figures alone: a table that only arranges text has none."""
        return any(cell.bare for row in self.rows if not self.is_heading(row) for cell in row.cells)

    def named(self, row: TextUnit) -> list[str]:
        """Return the headings of a row's cells, their figures left out."""
        return [" ".join(re.sub(r"\d+", "", self.heading(cell.column)).split()) for cell in row.cells]


def _is_number(cell: Cell) -> bool:
    return bool(re.fullmatch(r"[\d.,]*\d%?", cell.text))


def _above(row: TextUnit, column: int) -> str:
    """Return the text of the cell of ``row`` that stands over a column."""
    over = [cell for cell in row.cells if cell.column <= column]
    return over[-1].text if over else ""


def tables_of(units: Sequence[TextUnit]) -> list[Table]:
    """Return the tables among ``units``."""
    rows: dict[int, list[tuple[int, TextUnit]]] = {}
    for at, unit in enumerate(units):
        if unit.table:
            rows.setdefault(unit.table, []).append((at, unit))
    return [Table(held) for held in rows.values()]


def same_tables(made: Sequence[Table], draft: Sequence[Table]) -> list[tuple[Table, Table]]:
    """Return each table with the one that it became; those taken out are left out."""
    if len(made) * len(draft) > _MOST_STEPS:
        pairs: Sequence[Pair] = [(at, at) for at in range(min(len(made), len(draft)))]
    else:
        pairs = _best([[_difference(old, new) for new in draft] for old in made], len(draft))
    return [(made[at], draft[there]) for at, there in pairs]


def _difference(old: Table, new: Table) -> float | None:
    if old.texts == new.texts:
        return 0.0
    total = old.skeletons.total() + new.skeletons.total()
    alike = 2 * (old.skeletons & new.skeletons).total() / total
    return 1 - alike if alike >= _FEW_ALIKE else None


def same_rows(old: Table, new: Table) -> list[Pair]:
    """Return each row's number in ``old`` with that in ``new`` of the row that it became; others are left out."""
    found = []
    for rows, others in _between(old.texts, new.texts):
        found += _aligned(old, new, rows, others)
    known, taken = {at for at, _ in found}, {there for _, there in found}
    left = [at for at in range(len(old.rows)) if at not in known]
    free = [there for there in range(len(new.rows)) if there not in taken]
    moved = likeliest([old.words(at) for at in left], [new.words(there) for there in free])
    found += [(left[at], free[there]) for at, there in moved if old.words(left[at])]
    return sorted(found)


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield the stretches between rows that stand once in both tables, in one order; those rows among them."""
    once = [{text for text, count in Counter(rows).items() if count == 1} for rows in (old, new)]
    both = once[0] & once[1]
    places = {text: there for there, text in enumerate(new)}
    common = [(at, places[text]) for at, text in enumerate(old) if text in both]
    at, there = 0, 0
    for old_at, new_at in _rising(common):
        yield range(at, old_at), range(there, new_at)
        yield range(old_at, old_at + 1), range(new_at, new_at + 1)
        at, there = old_at + 1, new_at + 1
    yield range(at, len(old)), range(there, len(new))


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the most of ``pairs``, ordered by their first, that are ordered by their second too."""
    ends: list[int] = []  # of the chains of each length, the least second number that one of them ends with
    last: list[int] = []
    before: list[int | None] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1], last[at : at + 1] = [there], [number]
    chain: list[Pair] = []
    step = last[-1] if last else None
    while step is not None:
        chain.append(pairs[step])
        step = before[step]
    return chain[::-1]


def _aligned(old: Table, new: Table, rows: range, others: range) -> list[Pair]:
    if len(rows) * len(others) > _MOST_STEPS:
        return []  # such rows are told as not comparable
    costs = [[_cost(old, new, at, there) for there in others] for at in rows]
    return [(rows[at], others[there]) for at, there in _best(costs, len(others))]


def _cost(old: Table, new: Table, at: int, there: int) -> float | None:
    """Return how much two rows differ; None for rows that are not the same row, whatever their place."""
    before, after = old.rows[at].cells, new.rows[there].cells
    if old.texts[at] == new.texts[there]:
        return 0.0
    same = sum(one.text == other.text for one, other in zip(before, after, strict=False))
    alike = likeness(old.words(at), new.words(there))
    if alike < ALIKE and not _same_figures(before, after):
        return None
    return _ALONE * (1 - same / max(len(before), len(after))) + 0.4 * (1 - alike)


def _same_figures(before: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Tell whether two rows under other names hold the same figures, one apart: one row, given another name."""
    held = [(one.text, other.text) for one, other in zip(before, after, strict=False) if one.figures and one.bare]
    changed = sum(one != other for one, other in held)
    return len(before) == len(after) and changed <= 1 < len({one for one, _ in held})


def _best(costs: Sequence[Sequence[float | None]], width: int) -> list[Pair]:
    """Return the pairs of rows, in order, that cost least together with the rows left alone."""
    least = [[_ALONE * there for there in range(width + 1)]]
    for at, row in enumerate(costs):
        line = [_ALONE * (at + 1)]
        for there, cost in enumerate(row):
            together = least[at][there] + cost if cost is not None else float("inf")
            line.append(min(together, least[at][there + 1] + _ALONE, line[there] + _ALONE))
        least.append(line)
    pairs, at, there = [], len(costs), width
    while at and there:
        cost = costs[at - 1][there - 1]
        if cost is not None and least[at][there] == least[at - 1][there - 1] + cost:
            at, there = at - 1, there - 1
            pairs.append((at, there))
        elif least[at][there] == least[at - 1][there] + _ALONE:
            at -= 1
        else:
            there -= 1
    return pairs[::-1]


def same_cells(old: Table, new: Table, before: TextUnit, after: TextUnit) -> Mapping[int, int] | None:
    """Return the number of each cell in the row it became, by its number; None when nobody can tell.

    Cells are found by their headings where columns were taken out, added or moved; a column taken out is left out.
    """
    alike = len(before.cells) == len(after.cells)
    if alike and (len(before.cells) == 1 or old.headed == new.headed):
        return {at: at for at in range(len(before.cells))}
    names, others = old.named(before), new.named(after)
    if names == others or (len(names) == len(others) and sorted(names) != sorted(others)):
        return {at: at for at in range(len(names))}
    if len(set(names)) < len(names) or len(set(others)) < len(others):
        return None
    return {at: others.index(name) for at, name in enumerate(names) if name in others}
