"""Dấu chỉ mức độ khẩn HỎA TỐC, THƯỢNG KHẨN, KHẨN; chỉ dẫn XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ: chữ in hoa, cỡ 13
đến 14, đứng, đậm, trong khung hình chữ nhật viền đơn; dấu chỉ mức độ khẩn mực đỏ tươi.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 2, điểm b, điểm c; mục V, số thứ tự 10, 13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.fonts import black, red
from reportgen.nd30.letters import Allowed, capitals_rule, letter_rules
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=True)


def _marks(view: View) -> list[Line]:
    lines = [*view.all(Component.DO_KHAN), *view.all(Component.LUU_HANH)]
    if not lines:
        raise Inapplicable("văn bản không có dấu chỉ mức độ khẩn, phạm vi lưu hành")
    return lines


def check_colour(view: View) -> Iterator[Breach]:
    """The mark of urgency is bright red."""
    lines = _urgent(view)
    wrong = [line for line in lines if not red(line.letters.color)]
    if wrong:
        advice = "bôi đen dấu này, chọn màu chữ đỏ; hoặc xóa dòng này, đóng dấu khẩn bằng mực đỏ"
        found = "chữ màu đen" if black(wrong[0].letters.color) else "chữ không phải màu đỏ"
        yield view.breach(wrong, found, "mực màu đỏ tươi", advice)


def check_degree(view: View) -> Iterator[Breach]:
    """There are three degrees of urgency; one with an hour was the rule before the decree."""
    for line in _urgent(view):
        if "hen gio" in line.bare:
            advice = "gõ lại: HỎA TỐC; giờ phải đến ghi trên bì hoặc trong nội dung"
            yield Breach(view.where(line), f"ghi «{line.text}»", "KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC", advice)


def check_frame(view: View) -> Iterator[Breach]:
    """The mark of urgency stands in a frame of a single line."""
    lines = _urgent(view)
    number = view.anatomy.lines[min(line.order for line in lines)].paragraph.number
    near = [each for each in view.paragraphs if abs(each.number - number) <= _NEAR]
    bare = [line for line in lines if not _framed(line)]
    if bare and any(each.pictured for each in near):
        raise Unseen("có hình vẽ hoặc ảnh ở chỗ này, không rõ có phải khung của dấu")
    if bare:
        advice = "thẻ Trang đầu (Home), Viền (Borders), Viền ngoài (Outside Borders); hoặc xóa dòng này, đóng dấu khẩn"
        yield view.breach(bare, "không có khung", "khung hình chữ nhật viền đơn", advice)


def _framed(line: Line) -> bool:
    """Tell whether a line stands in a frame: of its paragraph or letters, of a cell, of a text box."""
    layout = line.paragraph.layout
    bordered = layout.border_top and layout.border_bottom
    return bool(bordered or line.letters.framed or line.paragraph.edged or line.place.box)


_NEAR = 3
"""Paragraphs around the mark in which a frame may be drawn."""


def _urgent(view: View) -> Sequence[Line]:
    lines = view.all(Component.DO_KHAN)
    if not lines:
        raise Inapplicable("văn bản không có dấu chỉ mức độ khẩn")
    return lines


def check_side(view: View) -> Iterator[Breach]:
    """The mark of urgency stands on the left, below the number."""
    lines = _urgent(view)
    number = view.need(Component.SO_KY_HIEU)[0]
    right = [line for line in lines if _right_of(line, number)]
    if right:
        advice = "chuyển dấu sang bên trái, dưới số, ký hiệu"
        yield view.breach(right, "ở bên phải trang", "bên trái, dưới số, ký hiệu", advice)


def _right_of(line: Line, number: Line) -> bool:
    if not line.place.table:
        return line.aligned == "right"
    return line.place.table == number.place.table and line.place.cell > number.place.cell


_NAME = "dấu mức độ khẩn, lưu hành"
RULES = (
    *letter_rules("PL1-III-2/dau", _NAME, CLAUSE, ALLOWED, _marks),
    capitals_rule("PL1-III-2/dau-chu-hoa", f"Chữ hoa {_NAME}", CLAUSE, _marks),
    Rule("PL1-III-2/dau-khan-mau", "Màu dấu chỉ mức độ khẩn", CLAUSE, check_colour, Level.KHUYEN_NGHI),
    Rule("PL1-III-2/dau-khan-vi-tri", "Vị trí dấu chỉ mức độ khẩn", CLAUSE, check_side),
    Rule("PL1-III-2/dau-khan-muc", "Mức độ khẩn", CLAUSE, check_degree, Level.KHUYEN_NGHI),
    Rule("PL1-III-2/dau-khan-khung", "Khung dấu chỉ mức độ khẩn", CLAUSE, check_frame, Level.KHUYEN_NGHI),
)
