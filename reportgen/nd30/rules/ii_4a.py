"""Địa danh là tên gọi chính thức của đơn vị hành chính nơi cơ quan đóng trụ sở.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 4, điểm a.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View, Where
from reportgen.nd30.dateline import need_dateline
from reportgen.nd30.types import OWN_FORMS
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import Component

CLAUSE = Clause.of(__doc__)


def check_present(view: View) -> Iterator[Breach]:
    """A document has a place and date, the date blank in a draft."""
    view.administrative()
    if view.kind in OWN_FORMS:
        raise Unseen(f"{view.kind} có thể theo mẫu riêng")
    if not view.all(Component.DIA_DANH):
        required = "Địa danh, ngày … tháng … năm …"
        advice = "thêm dòng địa danh, ngày tháng dưới Tiêu ngữ"
        yield Breach(Where(Component.DIA_DANH), "không thấy dòng địa danh, thời gian", required, advice)


def check_place(view: View) -> Iterator[Breach]:
    """There is a place name before the date."""
    line = need_dateline(view)
    if not line.place:
        yield Breach(view.where(line.line), "thiếu địa danh", "địa danh trước ngày tháng", "thêm địa danh và dấu phẩy")


def check_agency_place(view: View) -> Iterator[Breach]:
    """The place is the one that the agency's file gives."""
    agency = view.own_agency()
    line = need_dateline(view)
    if line.place and fold(line.place) != fold(agency.place):
        required = f"{agency.place} (co-quan.yaml)"
        yield Breach(view.where(line.line), f"địa danh {line.place}", required, f"sửa thành {agency.place}")


RULES = (
    Rule("PL1-II-4a/dia-danh-thoi-gian", "Địa danh và thời gian", CLAUSE, check_present),
    Rule("PL1-II-4a/dia-danh", "Có địa danh", CLAUSE, check_place),
    Rule("PL1-II-4a/dia-danh-co-quan", "Địa danh của cơ quan", CLAUSE, check_agency_place),
)
