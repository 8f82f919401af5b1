"""The tables of a form as WordprocessingML: widths of columns, headings over them, or questions at the left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.forms.wordform.sheets import Column, Sheet
from reportgen.forms.wordform.xml import ASKED, HEAD, bold, cell, p, row, run, table
from reportgen.wordview.lengths import TWIPS_PER_MM

LONG, SHORT_SIDE, MARGIN, RIGHT, HEADER = (round(mm * TWIPS_PER_MM) for mm in (297, 210, 20, 15, 10))
"""A landscape A4 page and its margins, in twips; top, bottom and left are alike."""
PAGE, ACROSS = LONG - MARGIN - RIGHT, 262
"""Room across the page between its margins: in twips, in millimetres."""


def columns_used(sheet: Sheet, asked: Iterable[str]) -> list[Column]:
    """Return the columns of a sheet that are printed where the keys in ``asked`` are asked for."""
    names = set(asked)
    return [column for column in sheet.columns if not column.key or column.key in names]


def widths_of(columns: Sequence[Column]) -> list[int]:
    """Return the widths of columns in twips; those that grow share what is left of the page, or lacking."""
    growing = [column for column in columns if column.grows] or list(columns[1:2])
    left = ACROSS - sum(column.width for column in columns)
    millimetres = [column.width + (left / len(growing) if column in growing else 0) for column in columns]
    twips = [round(each * PAGE / ACROSS) for each in millimetres]
    return [*twips[:-1], PAGE - sum(twips[:-1])]


def headed(columns: Sequence[Column], rows: Iterable[str]) -> str:
    """Return a table with a heading over each column."""
    widths = widths_of(columns)
    heads = [cell(width, p(HEAD, run(column.title)), grey=True) for width, column in zip(widths, columns, strict=True)]
    return table(widths, [row(*heads, header=True), *rows])


def questions(rows: Sequence[tuple[str, str]], left: int, short: Sequence[bool] = ()) -> str:
    """Return a table of what is asked and what is said, ``left`` millimetres for what is asked.

    ``short``: which rows stand on one page; all where it is not told.
    """
    first = round(left * PAGE / ACROSS)
    cells = (
        row(cell(first, p(ASKED, bold(asked)), grey=True), cell(PAGE - first, said), whole=whole)
        for (asked, said), whole in zip(rows, short or [True] * len(rows), strict=True)
    )
    return table([first, PAGE - first], cells)
