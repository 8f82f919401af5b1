"""The header of a table: which column holds what, under the many names that plans give their columns."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportgen.planread.texts import bare, one_line
from reportgen.wordview.grid import Cell, Row, Table


class Column(enum.Enum):
    """What a column holds."""

    NUMBER = "số thứ tự"
    TASK = "nhiệm vụ"
    LEAD = "chủ trì"
    HELPER = "phối hợp"
    DEADLINE = "thời hạn"
    PRODUCT = "sản phẩm"
    FOLLOWER = "theo dõi"
    LEADER = "lãnh đạo"
    FUNDING = "kinh phí"
    TARGET = "chỉ tiêu"
    GOAL = "mức giao"
    MEASURE = "đơn vị tính"
    NOTE = "ghi chú"


_SET = "giao|dat|phan dau|thuc hien|can dat|ke hoach"
_BODIES = "co quan|don vi|bo phan|phong ban|phong|cac don vi"
_NAMES: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"(so )?(stt|tt|so thu tu)\.?"),
        (Column.MEASURE, r"(don vi tinh|dvt|don vi|dv tinh|dvi tinh)\.?"),
        (Column.NOTE, r"ghi chu.*"),
        (Column.FOLLOWER, r".*\b(theo doi|don doc|giam sat)\b.*"),
        (Column.GOAL, rf"(chi tieu|muc tieu|muc|ke hoach|phan dau|so luong)( ({_SET}))* ?(den )?(het )?"
                      rf"(nam|6 thang|\d{{4}}|{_SET})\b.*|muc( giao)?|muc tieu dat|gia tri"),
        (Column.LEADER, r".*\blanh dao\b.*"),
        (Column.DEADLINE, r".*\b(thoi han|thoi gian|han hoan thanh|tien do|ngay hoan thanh|thoi diem)\b.*|han"),
        (Column.DEADLINE, r".*\b(lo trinh|moc thoi gian)\b.*"),
        (Column.LEAD, r".*\b(chu tri|tham muu|dau moi|chiu trach nhiem)\b.*"),
        (Column.HELPER, rf".*\bphoi hop\b.*|({_BODIES})(, ({_BODIES}))* (co )?(lien quan|tham gia|ho tro)"),
        (Column.FUNDING, r".*\bkinh phi\b.*"),
        (Column.PRODUCT, r".*\b(san pham|ket qua|dau ra|hinh thuc van ban)\b.*"),
        (Column.LEAD, rf"({_BODIES})?,? ?(don vi )?(thuc hien|phu trach|duoc giao|trien khai)|phan cong.*"),
        (Column.TARGET, r"(ten |cac |noi dung |danh muc )?(he thong )?chi tieu.*|muc tieu.*"),
        (Column.TASK, r".*\b(nhiem vu|noi dung|cong viec|giai phap|hoat dong|viec|ten|hang muc)\b.*"),
    )
)  # fmt: skip
"""Names in the order in which they are asked, without accents: the special before the general."""
_NUMBERED = re.compile(r"\(?\d{1,2}\)?|\(?[A-Ea-e]\)?")
_BEGINNING = re.compile(r"\b(?:thoi gian|ngay|thoi diem) (?:bat dau|khoi cong|trien khai tu)\b")
_SHORT = 90
"""Characters: no column's name is longer."""
_MOST_ROWS = 6
"""Rows at a table's top in which its header is looked for; captions stand above it."""


class Heading(NamedTuple):
    """A header: by the grid's column what stands in it, each with its last column; how many rows it takes.

    ``unknown``: names of columns that are none of ours; ``doubled``: names that say lead and helper in one.
    """

    columns: Mapping[int, Column]
    ends: Mapping[int, int]
    rows: tuple[int, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    width: int
    names: tuple[str, ...]

    @property
    def of_tasks(self) -> bool:
        """Whether the table lists tasks."""
        found = set(self.columns.values())
        return Column.TASK in found and bool(found & {Column.LEAD, Column.DEADLINE, Column.HELPER, Column.PRODUCT})

    @property
    def of_targets(self) -> bool:
        """Whether the table lists targets."""
        found = set(self.columns.values())
        return Column.TARGET in found and not self.of_tasks and len(found) >= 3

    def column_of(self, cell: Cell, at: int, cells: int) -> Column | None:
        """Return what a cell of the body holds: by the grid, or by its order in a row with as many cells."""
        if cells == len(self.columns) and cells:
            return list(self.columns.values())[at]
        for begins, column in self.columns.items():
            if begins <= cell.column <= self.ends[begins]:
                return column
        return None


def kind_of(name: str) -> Column | None:
    """Return what a column of this name holds; None for a name that no plan is known to have."""
    key = bare(one_line(name)).strip(" .:*()")
    if not key or len(key) > _SHORT:
        return None
    if _BEGINNING.search(key):
        return None  # the end is what counts; a beginning is kept beside it
    return next((column for column, pattern in _NAMES if pattern.fullmatch(key)), None)


def heading_of(table: Table) -> Heading | None:
    """Return the header of a table; None where no row reads like one."""
    for at, row in enumerate(table.rows[:_MOST_ROWS]):
        below = table.rows[at + 1] if at + 1 < len(table.rows) else None
        for rows in ((row, below) if below is not None and _goes_on(row, below) else (row,), (row,)):
            heading = _heading([given for given in rows if given is not None])
            if heading.of_tasks or heading.of_targets:
                return heading
    return None


def _goes_on(row: Row, below: Row) -> bool:
    """Tell whether the row below names columns under one that spans several."""
    wide = any(cell.span > 1 for cell in row.cells)
    named = sum(kind_of(cell.text) is not None for cell in below.cells)
    return wide and named >= 2 and any(cell.merge == "continue" or not cell.text for cell in below.cells)


def _heading(rows: Sequence[Row]) -> Heading:
    columns: dict[int, Column] = {}
    ends: dict[int, int] = {}
    names: list[str] = []
    unknown: list[str] = []
    for cell in _leaves(rows):
        name = one_line(cell.text)
        kind = kind_of(name)
        if kind is None and name:
            unknown.append(name)
        if kind is not None and (kind not in columns.values() or kind is Column.NOTE):
            columns[cell.column] = kind
            ends[cell.column] = cell.column + cell.span - 1
            names.append(name)
        elif kind is not None:
            unknown.append(name)
    doubled = tuple(name for name in names if "chu tri" in bare(name) and "phoi hop" in bare(name))
    width = sum(cell.span for cell in rows[0].cells)
    ordered = dict(sorted(columns.items()))
    return Heading(ordered, ends, tuple(row.number for row in rows), tuple(unknown), doubled, width, tuple(names))


def _leaves(rows: Sequence[Row]) -> list[Cell]:
    """Return the cells of a header that name columns: those below where a cell spans several."""
    if len(rows) == 1:
        return list(rows[0].cells)
    below = [cell for cell in rows[1].cells if cell.text]
    covered = {column for cell in below for column in range(cell.column, cell.column + cell.span)}
    return [cell for cell in rows[0].cells if cell.column not in covered] + below


def numbers_columns(texts: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns: (1), (2), (3)."""
    filled = [text for text in texts if text]
    return len(filled) >= 3 and len(filled) == len(texts) and all(_NUMBERED.fullmatch(text) for text in filled)
