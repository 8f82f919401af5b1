"""One row of a table, by what its columns hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reportgen.planread.columns import Column
from reportgen.planread.found import Doubtful
from reportgen.planread.texts import one_line
from reportgen.record import record
from reportgen.wordview.grid import Cell


@record
class Line:
    """A row of the body: what stands in each column, the cell, whether it goes on with the one above.

    ``wide``: one cell holds all that is written, over several columns. ``odd``: texts of columns that are none of ours.
    """

    texts: Mapping[Column, str]
    cells: Mapping[Column, Cell]
    joined: frozenset[Column]
    wide: bool
    odd: tuple[tuple[str, str], ...]
    place: str

    def text(self, column: Column) -> str:
        """Return what stands in a column; nothing where there is none."""
        return self.texts.get(column, "")

    def where(self, column: Column) -> str:
        """Return where it stands."""
        return self.cells[column].place.words() if column in self.cells else self.place

    def left(self, taken: Collection[Column]) -> list[str]:
        """Return what stands in columns that are not ``taken``, or none of ours; nothing that is merged from above."""
        known = [
            f"{column.value}: {one_line(text)}"
            for column, text in self.texts.items()
            if text and column not in taken and column not in self.joined and column is not Column.NUMBER
        ]
        return known + [f"{where}: {text}" for where, text in self.odd]

    def keep(self, holder: Doubtful, taken: Collection[Column]) -> None:
        """Keep what is :meth:`left` as doubts of ``holder``: no word of the row may go."""
        for text in self.left(taken):
            holder.doubt("", self.place, text, "chưa có mục để ghi, giữ nguyên văn ở đây")

    @property
    def said(self) -> str:
        """The whole row on one line."""
        return " | ".join(
            text for text in (*map(one_line, self.texts.values()), *(text for _, text in self.odd)) if text
        )
