"""Deadlines and years as kinds of values."""

from __future__ import annotations

from reportgen.model.fields import Scalar, bounded
from reportgen.vn.deadlines import Deadline, parse_deadline, parse_school_year, parse_years


def _deadline(text: str) -> Deadline:
    return parse_deadline(bounded(text))


DEADLINE = Scalar(
    "thời hạn",
    "thời hạn như kế hoạch ghi, ví dụ Thường xuyên, Hằng quý, Năm 2026, Quý II/2026, Tháng 6/2026, Trước 10/5/2026",
    _deadline,
    examples=(
        ("Thường xuyên", "không có hạn cuối"),
        ("Năm 2026", "31/12/2026"),
        ("Tháng 6/2026", "30/6/2026"),
        ("Quý II/2026", "30/6/2026"),
        ("Quý III - IV/2026", "31/12/2026"),
        ("từ tháng 3 đến tháng 9/2026", "30/9/2026"),
        ("06 tháng đầu năm 2026", "30/6/2026"),
        ("trước 10/5/2026", "09/5/2026"),
        ("trước tháng 6/2026", "31/5/2026"),
        ("15/6/2026", "15/6/2026"),
        ("30/6/2026 và 31/12/2026", "31/12/2026"),
        ("Hằng quý", "không có hạn cuối"),
        ("theo kế hoạch riêng", "không có hạn cuối"),
    ),
    in_sentences=True,
)
YEARS = Scalar(
    "năm",
    "bốn chữ số, ví dụ 2026, hoặc 2026-2030",
    parse_years,
    examples=(("2026", "2026"), ("2026-2030", "2026-2030"), ("2026 - 2030", "2026-2030")),
)
SCHOOL_YEAR = Scalar(
    "năm học", "hai năm liền nhau, ví dụ 2026-2027", parse_school_year, examples=(("2026-2027", "2026-2027"),)
)
