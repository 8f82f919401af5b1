"""Số liệu do mẫu ghi (tổng số, số nhiệm vụ, tỷ lệ, giá trị chỉ tiêu), kết quả đánh giá và tình hình nhiệm vụ trong
bảng khớp với số liệu của các đơn vị: số bản thảo mang theo, và số hiện có trong thư mục cơ quan.

Căn cứ: không có điều khoản riêng; văn bản phải chính xác (Điều 8, khoản 1). Chỉ xét với --against.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.nd30.base import Breach, Clause, Disagreements, Inapplicable, Level, Rule, Unseen, View

CLAUSE = Clause.of(__doc__)


def _figures(view: View) -> Disagreements:
    if view.figures is None:
        raise Inapplicable("không so với số liệu: chưa dùng --against")
    if view.agency is not None and view.agency_name and not view.issued_by(view.agency):
        raise Unseen("văn bản của cơ quan khác")
    if not view.figures.seen:
        raise Unseen("không nhận ra số nào của mẫu trong văn bản này")
    return view.figures


def check_edited(view: View) -> Iterable[Breach]:
    """No figure, verdict or class was changed in Word."""
    return _figures(view).edited


def check_stale(view: View) -> Iterable[Breach]:
    """No figure, verdict or class has changed in the data since the draft was made."""
    return _figures(view).stale


def check_unclear(view: View) -> Iterable[Breach]:
    """Every figure of the data that may stand in the document could be compared."""
    return _figures(view).unclear


RULES = (
    Rule("SL/da-sua", "Số bị sửa trong bản thảo", CLAUSE, check_edited, each=True),
    Rule("SL/da-cu", "Số đã thay đổi từ khi soạn", CLAUSE, check_stale, each=True),
    Rule("SL/khong-so-duoc", "Số không so được với số liệu", CLAUSE, check_unclear, Level.KHUYEN_NGHI, each=True),
)
