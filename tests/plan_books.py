"""Plans in Excel as offices lay them out: captions above, several sheets, merged cells, days, formulas."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl

from reportgen.vn.text import roman
from tests.plan_papers import COLUMNS, cells
from tests.plan_truth import Truth


def put(page: Any, row: int, values: list[Any], column: int = 1) -> int:
    """Write values into a row from ``column`` on; return the next row."""
    for at, value in enumerate(values, start=column):
        if value not in ("", None):
            page.cell(row, at, value)
            if isinstance(value, dt.date):
                page.cell(row, at).number_format = "dd/mm/yyyy"
    return row + 1


def _caption(page: Any, width: int) -> int:
    for row, text in enumerate(
        (
            "PHỤ LỤC",
            "Nhiệm vụ cải cách hành chính năm 2026",
            "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND phường Thử Nghiệm)",
        ),
        start=1,
    ):
        page.cell(row, 1, text)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    return 5


def _whole_head(page: Any) -> int:
    for row, left, right in (
        (1, "UBND PHƯỜNG THỬ NGHIỆM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (2, "Số: 12/KH-UBND", "Độc lập - Tự do - Hạnh phúc"),
        (3, "", "Thử Nghiệm, ngày 05 tháng 01 năm 2026"),
    ):
        put(page, row, [left, "", "", right])
    for row, text in ((5, "KẾ HOẠCH"), (6, "Cải cách hành chính năm 2026")):
        page.cell(row, 1, text)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=6)
    return 8


def _foot(page: Any, row: int) -> None:
    for below, left, right in (
        (2, "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
        (3, "- Sở Nội vụ;", "CHỦ TỊCH"),
        (6, "", "Nguyễn Văn Mẫu"),
    ):
        put(page, row + below, [left, "", "", "", right])


@dataclass(frozen=True)
class Workbook:
    """How the sheets are laid out."""

    whole: bool = False
    """Whether the head and foot of a document stand in the sheet."""
    per_group: bool = False
    merged: bool = True
    column: int = 1
    between: str = "; "
    days: bool = False
    formulas: bool = False
    header: tuple[tuple[str, ...], ...] = (COLUMNS,)
    spans: tuple[str, ...] = ()

    def __call__(self, plan: Truth) -> bytes:
        book = openpyxl.Workbook()
        page = book.active
        row = 1 if self.spans else _whole_head(page) if self.whole else _caption(page, 6)
        for number, (name, jobs) in enumerate(plan.groups, start=1):
            if self.per_group and number > 1:
                page, row = book.create_sheet(f"Nhóm {number}"), 1
            if self.per_group or number == 1:
                for line in self.header:
                    row = put(page, row, list(line), self.column)
                for span in self.spans:
                    page.merge_cells(span)
            row = self._group(page, row, number, name)
            for job in jobs:
                row = self._job(page, row, job)
        if self.whole:
            _foot(page, row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def _group(self, page: Any, row: int, number: int, name: str) -> int:
        if not self.merged and self.column == 1:
            return put(page, row, [roman(number), name])
        if self.merged:
            page.merge_cells(start_row=row, end_row=row, start_column=self.column, end_column=self.column + 5)
        return put(page, row, [f"{roman(number)}. {name}"], self.column)

    def _job(self, page: Any, row: int, job: Any) -> int:
        begin = row
        for each in job.rows:
            values: list[Any] = [job.number, *cells(job, each, self.between)[1:]]
            if self.formulas and job.number % 10 != 1:
                values[0] = f"=A{row - 1}+1"
            if self.days and each.when == "15/11/2026":
                values[5] = dt.date(2026, 11, 15)
            row = put(page, row, values if row == begin else ["", "", *values[2:]], self.column)
        if row - begin > 1:
            for column in (1, 2):
                page.merge_cells(start_row=begin, end_row=row - 1, start_column=column, end_column=column)
        return row


EXCEL: dict[str, tuple[Callable[[Truth], bytes], dict[str, bool]]] = {
    "thường": (Workbook(days=True), {}),
    "mỗi nhóm một trang": (Workbook(per_group=True), {}),
    "ô nhiều dòng": (Workbook(between="\n", merged=False, days=True), {}),
    "cả văn bản, ô gộp": (Workbook(whole=True), {"double": True}),
    "lệch cột": (Workbook(column=3, merged=False), {}),
    "đầu bảng hai tầng": (
        Workbook(
            header=(("TT", "Nội dung", "Phân công", "", "Sản phẩm", "Thời hạn"), ("", "", "Chủ trì", "Phối hợp")),
            spans=("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2"),
        ),
        {},
    ),
    "số bằng công thức": (Workbook(formulas=True), {}),
}
