"""Which unit of a draft is which: paragraphs and notes by their words, rows within their tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from reportgen.linting.figures.tables import Table, same_cells, same_rows, same_tables, tables_of
from reportgen.linting.figures.texts import same_texts
from reportgen.linting.figures.units import TextUnit, likeness, words

_RATHER_ALIKE = 0.3
"""Share of words from which a changed paragraph may be one that is missed elsewhere."""


class Pairing:
    """The units of a text, ``made``, and those that they became in ``draft``, by their numbers."""

    def __init__(self, made: Sequence[TextUnit], draft: Sequence[TextUnit]) -> None:
        """Find what became of each unit; a paragraph never becomes a row."""
        self.made, self.draft = made, draft
        self.became: dict[int, int] = {}
        self.tables: dict[int, tuple[Table, Table]] = {}
        """By the number of the table that was made: it, and what it became."""
        self._texts = [at for at, unit in enumerate(made) if not unit.table]
        self._others = [at for at, unit in enumerate(draft) if not unit.table]
        pairs = same_texts([made[at].text for at in self._texts], [draft[at].text for at in self._others])
        self.became |= {self._texts[at]: self._others[there] for at, there in pairs}
        tables, self._other_tables = tables_of(made), tables_of(draft)
        self._by_number = {table.rows[0].table: table for table in tables}
        for old, new in same_tables(tables, self._other_tables):
            self.tables[old.rows[0].table] = old, new
            self.became |= {old.places[at]: new.places[there] for at, there in same_rows(old, new)}
        self._held = set(self.became.values())

    def cells(self, at: int) -> Mapping[int, int] | None:
        """Return the number of each cell of a unit within what the unit became; None when nobody can tell."""
        before, after = self.made[at], self.draft[self.became[at]]
        if not before.table:
            return {0: 0}
        old, new = self.tables[before.table]
        return same_cells(old, new, before, after)

    def heading(self, at: int, cell: int) -> str:
        """Return what the column of a cell is headed by; empty outside of tables and in the headings themselves."""
        unit, table = self.made[at], self._table(at)
        if table is None or table.is_heading(unit) or len(unit.cells) == 1:
            return ""
        return table.heading(unit.cells[cell].column)

    def figure_columns(self, at: int) -> frozenset[int]:
        """Return the columns of a row's table that hold figures alone; none outside of tables and in the headings."""
        table = self._table(at)
        return table.figure_columns if table and not table.is_heading(self.made[at]) else frozenset()

    def _table(self, at: int) -> Table | None:
        return self._by_number.get(self.made[at].table)

    def suspects(self, at: int) -> list[int]:
        """Return the units of the draft that no unit became, and that the lost unit ``at`` may have become."""
        unit = self.made[at]
        if not unit.table:
            own = words(unit.text)
            near = set(self._between(self._texts, self._others, at))
            return [
                there
                for there in self._others
                if there not in self._held
                and (there in near or likeness(own, words(self.draft[there].text)) >= _RATHER_ALIKE)
            ]
        if unit.table in self.tables:
            old, new = self.tables[unit.table]
            return [there for there in self._between(old.places, new.places, at) if there not in self._held]
        known = {new.rows[0].table for _, new in self.tables.values()}
        return [there for table in self._other_tables if table.rows[0].table not in known for there in table.places]

    def _between(self, places: Sequence[int], others: Sequence[int], at: int) -> Iterator[int]:
        """Yield which of ``others`` stand between what the neighbours of ``at``, one of ``places``, became."""
        own = bisect_left(places, at)
        before = next((self.became[place] for place in reversed(places[:own]) if place in self.became), -1)
        after = next((self.became[place] for place in places[own + 1 :] if place in self.became), len(self.draft))
        return (there for there in others if before < there < after)
