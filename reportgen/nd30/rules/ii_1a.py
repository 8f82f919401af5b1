"""Quốc hiệu ở trên cùng, bên phải trang đầu; chữ in hoa, cỡ 12 đến 13, đứng, đậm.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 1, điểm a; mục V, số thứ tự 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View, Where
from reportgen.nd30.letters import Allowed, letter_rules, part
from reportgen.nd30.stacked import stacked, swapped
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(12), Points(13), bold=True)
TEXTS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
"""The decree itself prints both."""


def check_text(view: View) -> Iterator[Breach]:
    """The words are there, in capitals."""
    required = f"«{TEXTS[0]}», chữ in hoa"
    view.own_head()
    lines = view.all(Component.QUOC_HIEU)
    if not lines:
        advice = "thêm Quốc hiệu và Tiêu ngữ ở trên cùng, bên phải trang đầu"
        yield Breach(Where(Component.QUOC_HIEU), "không thấy Quốc hiệu", required, advice)
    elif " ".join(lines[0].text.split()) not in TEXTS:
        yield Breach(view.where(lines[0]), "chữ không đúng Quốc hiệu", required, "gõ lại dòng này")


def check_place(view: View) -> Iterator[Breach]:
    """It stands in the right half, beside the agency's name."""
    view.administrative()
    line = view.need(Component.QUOC_HIEU)[0]
    if swapped(view, line) or stacked(view):
        advice = "đặt tên cơ quan và Quốc hiệu vào hai ô cạnh nhau của một bảng không kẻ khung"
        if swapped(view, line) and any(other.order > line.order for other in view.all(Component.CO_QUAN)):
            advice = "đổi chỗ hai ô: tên cơ quan ở ô trái, Quốc hiệu và Tiêu ngữ ở ô phải"
        yield Breach(view.where(line), "không ở bên phải trang", "bên phải, ngang hàng với tên cơ quan", advice)


RULES = (
    Rule("PL1-II-1a/quoc-hieu", "Quốc hiệu", CLAUSE, check_text),
    Rule("PL1-II-1a/quoc-hieu-vi-tri", "Vị trí Quốc hiệu", CLAUSE, check_place),
    *letter_rules("PL1-II-1a/quoc-hieu", "Quốc hiệu", CLAUSE, ALLOWED, part(Component.QUOC_HIEU)),
)
