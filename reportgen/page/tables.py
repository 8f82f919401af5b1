"""Tables that stay tables: captions, scopes, and roles that survive when a narrow screen stacks the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.markup.html import Attributes, Child, Html, el

NOTHING = "–"
"""What an empty cell shows; a card leaves it out."""


@dataclass(frozen=True)
class Table:
    """A table: ``name`` is its id and class, ``caption`` is read aloud and printed above it.

    ``stacks`` tells whether a narrow screen shows each row as a card; a table of a few short columns need not.
    """

    name: str
    caption: str
    columns: Sequence[str]
    stacks: bool = True

    def render(self, *bodies: Html) -> Html:
        """Return the table with the given bodies."""
        heads = [el("th", {"scope": "col", "role": "columnheader"}, column) for column in self.columns]
        return el(
            "table",
            {"id": self.name, "class": f"{self.name} xep" if self.stacks else self.name, "role": "table"},
            el("caption", None, self.caption),
            el("thead", {"role": "rowgroup"}, el("tr", {"role": "row"}, heads)),
            bodies,
        )

    def row(self, cells: Sequence[Child], attributes: Attributes | None = None) -> Html:
        """Return a row whose first cell names it; on narrow screens each cell carries its column's name."""
        first, *others = cells
        named = zip(self.columns[1:], others, strict=True)
        return el(
            "tr",
            {"role": "row", **(attributes or {})},
            el("th", {"scope": "row", "role": "rowheader"}, first),
            [_cell(column, cell) for column, cell in named],
        )


def _cell(column: str, content: Child) -> Html:
    empty = "khong-co" if content in ("", NOTHING) else None
    return el("td", {"role": "cell", "data-cot": column, "class": empty}, el("div", None, content))


def body(rows: Sequence[Child], attributes: Attributes | None = None) -> Html:
    """Return a body of rows."""
    return el("tbody", {"role": "rowgroup", **(attributes or {})}, rows)
