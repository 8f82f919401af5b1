"""Văn bản trình bày theo chiều dài của trang; được xoay ngang khi nội dung có bảng, biểu không làm thành phụ
lục riêng.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View, Where
from reportgen.wordview.anatomy import Component

CLAUSE = Clause.of(__doc__)
_HEAD_AND_FOOT = (
    Component.QUOC_HIEU, Component.TIEU_NGU, Component.CO_QUAN, Component.SO_KY_HIEU, Component.NOI_NHAN,
    Component.CHUC_VU, Component.HO_TEN,
)  # fmt: skip
"""What stands in tables that only set things beside one another."""


def check(view: View) -> Iterator[Breach]:
    """A landscape section of the main text holds a table besides the head's and the foot's."""
    for number, section in enumerate(view.main_sections):
        if not section.landscape:
            continue
        inside = [line for line in view.anatomy.lines if line.paragraph.section == number]
        tables = {line.place.table for line in inside if line.place.table}
        laid_out = {line.place.table for line in inside if view.part_of.get(line.order) in _HEAD_AND_FOOT}
        tabular = tables - laid_out
        if inside and not tabular:
            advice = "thẻ Bố cục (Layout), mục Hướng (Orientation), chọn Dọc (Portrait)"
            yield Breach(Where("Trang giấy", place=f"phần (section) {number + 1}"), "trang ngang", "trang dọc", advice)


RULES = (Rule("PL1-I-2/huong-giay", "Hướng giấy", CLAUSE, check),)
