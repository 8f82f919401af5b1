"""``status`` for spreadsheets: tasks as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from reportgen.model.context import NhiemVu
from reportgen.pipeline.choice import Chosen
from reportgen.pipeline.status import TaskTrack
from reportgen.vn.signs import cell

_BOM = "\ufeff"  # by which a spreadsheet knows that the letters are UTF-8

_TASK_COLUMNS = (
    "ma", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "ngay_cuoi", "con_ngay", "loai", "tien_do", "thieu",
    "loai_ky_truoc", "san_pham", "theo_doi", "lanh_dao", "kinh_phi", "muc_nho",
)  # fmt: skip


def _task_cells(task: TaskTrack, words: NhiemVu) -> tuple[str, ...]:
    return (
        words.ma,
        words.noi_dung,
        words.chu_tri,
        words.phoi_hop,
        task.deadline,
        task.last_day.isoformat() if task.last_day else "",
        str(task.days) if task.open and task.days is not None else "",
        words.ten_loai,
        words.tien_do,
        "; ".join(words.thieu),
        words.ten_loai_truoc,
        words.san_pham,
        words.theo_doi,
        words.lanh_dao,
        words.kinh_phi,
        "; ".join(part.day_du for part in words.muc_nho),
    )


def tasks_csv(what: Chosen) -> str:
    """Return the tasks as a table for a spreadsheet."""
    return as_csv(_TASK_COLUMNS, [_task_cells(task, words) for task, words in what.tasks])


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as CSV that a spreadsheet opens with its accents right."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([columns, *([_cell(value) for value in row] for row in rows)])
    return _BOM + text.getvalue()


def _cell(value: Any) -> Any:
    return cell(value) if isinstance(value, str) else value
