"""What a sheet holds, before it is a file: columns with their widths, rows of values that keep their type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.errors import CannotRun
from reportgen.record import record


class Percent(NamedTuple):
    """A share in percent: 98.3 is shown as ``98,3%``, with the decimal that it has."""

    value: Decimal


Value = str | int | Decimal | Percent | dt.date | None
"""What stands in a cell. Text is text, whatever it begins with; None leaves the cell empty."""


class Column(NamedTuple):
    """A column: its heading, its width in letters; ``optional``: left out of a sheet in which nothing stands in it."""

    heading: str
    width: int
    optional: bool = False


@record
class Sheet:
    """A sheet: its name on the tab, lines above the table, columns, rows with a value for each column."""

    name: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Sequence[Value], ...]


def library() -> Any:
    """Return openpyxl. Raises CannotRun, with what to install, where it is missing."""
    try:
        import openpyxl
    except ImportError as error:
        raise CannotRun("Tệp Excel cần gói openpyxl. Cài bằng: pip install openpyxl") from error
    return openpyxl
