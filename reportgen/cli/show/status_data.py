"""``status`` for machines: JSON, and tasks as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from reportgen.model.context import NhiemVu
from reportgen.pipeline.choice import Chosen
from reportgen.pipeline.status import TaskTrack

_BOM = "\ufeff"  # by which a spreadsheet knows that the letters are UTF-8

_TASK_COLUMNS = (
    "ma", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "ngay_cuoi", "con_ngay", "loai", "tien_do", "thieu",
    "loai_ky_truoc",
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
    )


def tasks_csv(what: Chosen) -> str:
    """Return the tasks as a table for a spreadsheet."""
    return as_csv(_TASK_COLUMNS, [_task_cells(task, words) for task, words in what.tasks])


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as CSV that a spreadsheet opens with its accents right."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([columns, *rows])
    return _BOM + text.getvalue()


def record(what: Chosen) -> dict[str, Any]:
    """Return everything that machines read of a period."""
    tracking = what.tracking
    snapshot = tracking.snapshot
    return {
        "co_quan": snapshot.agency.name,
        "ke_hoach": snapshot.plan.id,
        "ky_bao_cao": snapshot.period_id,
        "ngay": tracking.today.isoformat(),
        "con_ngay_don_vi": tracking.unit_days,
        "con_ngay_tong_hop": tracking.office_days,
        "da_ban_hanh": what.tracked.issued or None,
        "luu_y": list(what.tracked.notes),
        "don_vi": [
            {
                "ma": unit.report.id,
                "ten": unit.report.name,
                "tinh_trang": unit.sending.value,
                "ngay_gui": unit.report.sent_on.isoformat() if unit.report.sent_on else None,
                "loi": unit.faults.errors,
                "canh_bao": unit.faults.warnings,
                "con_ngay": unit.days,
                "thieu_nhiem_vu": [task.code for task in unit.tasks],
                "thieu_chi_tieu": [target.code for target in unit.targets],
            }
            for unit in what.units
        ],
        "tong_so": what.context.tong_hop.tong_so,
        "phan_loai": {item.ma: item.so for item in what.context.tong_hop.loai},
        "nhiem_vu": [
            {
                "ma": words.ma,
                "noi_dung": words.noi_dung,
                "chu_tri": list(task.task.owing),
                "thoi_han": task.deadline,
                "ngay_cuoi": task.last_day.isoformat() if task.last_day else None,
                "con_ngay": task.days if task.open else None,
                "loai": words.loai,
                "tien_do": words.tien_do,
                "sap_den_han": task.due_soon,
                "qua_han": task.overdue,
                "thieu": list(task.task.missing),
                "loai_ky_truoc": task.task.previous_class.value if task.task.previous_class else None,
            }
            for task, words in what.tasks
        ],
        "chi_tieu": [
            {
                "ma": item.ma,
                "ten": item.ten,
                "muc": item.muc,
                "ket_qua": item.ty_le,
                "danh_gia": item.danh_gia,
                "so_ky_truoc": item.thay_doi,
            }
            for item in what.context.chi_tieu
        ],
    }
