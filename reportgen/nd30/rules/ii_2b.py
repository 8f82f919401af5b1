"""Tên cơ quan ban hành: tên chính thức, đầy đủ; chữ in hoa, cỡ 12 đến 13, đứng, đậm, canh giữa dưới tên cơ quan
chủ quản; phía dưới có đường kẻ ngang dài từ 1/3 đến 1/2 dòng chữ, cân đối. Tên cơ quan chủ quản: chữ in hoa, cỡ
12 đến 13, đứng. Các dòng cách nhau dòng đơn.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 2, điểm b; mục V, số thứ tự 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View, Where, decimal
from reportgen.nd30.letters import Allowed, capitals_in, centred_in, letter_rules, optional, part
from reportgen.nd30.strokes import centimetres, printed_widths, rule_below
from reportgen.wordview.anatomy import Part

CLAUSE = Clause.of(__doc__)
ISSUER = Allowed(12, 13, bold=True)
SUPERIOR = Allowed(12, 13, bold=False)
LENGTH = (0.30, 0.55)
"""The rule's length in lengths of the text: a third to a half, drawn by hand."""
SPACING = (0.9, 1.1)


def check_present(view: View) -> Iterator[Breach]:
    """There is an issuing agency."""
    view.administrative()
    if not view.all(Part.CO_QUAN):
        advice = "ghi tên cơ quan ở trên cùng, bên trái trang đầu"
        yield Breach(Where(Part.CO_QUAN), "không thấy tên cơ quan ban hành", "tên chính thức, đầy đủ", advice)


def _length(view: View) -> float | None:
    return rule_below(view, view.need(Part.CO_QUAN))


def check_rule(view: View) -> Iterator[Breach]:
    """There is a horizontal line under the issuing agency."""
    if _length(view) is None:
        advice = "thẻ Chèn (Insert), Hình (Shapes), vẽ đường thẳng ngay dưới tên cơ quan"
        yield Breach(view.where(view.need(Part.CO_QUAN)[-1]), "không có đường kẻ phía dưới", "đường kẻ ngang", advice)


def check_length(view: View) -> Iterator[Breach]:
    """The line is a third to a half of the name's length: of its last line or its longest."""
    length = _length(view)
    if length is None:
        raise Unseen("không có đường kẻ dưới tên cơ quan ban hành")
    lines = view.need(Part.CO_QUAN)
    widths = printed_widths(lines)
    if not any(LENGTH[0] <= length / width <= LENGTH[1] for width in widths):
        found = f"đường kẻ dài {centimetres(length)}, bằng {length / max(widths):.0%} dòng chữ dài nhất"
        advice = f"kéo cho dài từ {centimetres(max(widths) / 3)} đến {centimetres(max(widths) / 2)}"
        yield Breach(view.where(lines[0]), found, "từ 1/3 đến 1/2 dòng chữ", advice)


def check_spacing(view: View) -> Iterator[Breach]:
    """The lines of the names are single-spaced."""
    for line in (*view.all(Part.CHU_QUAN), *view.need(Part.CO_QUAN)):
        spacing = line.paragraph.layout.lines(line.letters.size)
        if not SPACING[0] <= spacing <= SPACING[1]:
            advice = "bấm Ctrl+1 để đặt giãn dòng đơn"
            yield Breach(view.where(line), f"giãn dòng {decimal(spacing)}", "dòng đơn", advice)
            return


_NAME, _SUPERIOR = "tên cơ quan ban hành", "tên cơ quan chủ quản"
RULES = (
    Rule("PL1-II-2b/co-quan", "Tên cơ quan ban hành", CLAUSE, check_present),
    *letter_rules("PL1-II-2b/co-quan", _NAME, CLAUSE, ISSUER, part(Part.CO_QUAN)),
    Rule(
        "PL1-II-2b/co-quan-chu-hoa", f"Chữ hoa {_NAME}", CLAUSE, lambda view: capitals_in(view, view.need(Part.CO_QUAN))
    ),
    Rule(
        "PL1-II-2b/co-quan-canh-giua",
        f"Canh giữa {_NAME}",
        CLAUSE,
        lambda view: centred_in(view, view.need(Part.CO_QUAN)),
    ),
    Rule("PL1-II-2b/co-quan-duong-ke", f"Đường kẻ dưới {_NAME}", CLAUSE, check_rule),
    Rule("PL1-II-2b/co-quan-duong-ke-dai", f"Độ dài đường kẻ dưới {_NAME}", CLAUSE, check_length),
    Rule("PL1-II-2b/gian-dong", "Giãn dòng tên cơ quan", CLAUSE, check_spacing),
    *letter_rules("PL1-II-2b/chu-quan", _SUPERIOR, CLAUSE, SUPERIOR, optional(Part.CHU_QUAN)),
    Rule(
        "PL1-II-2b/chu-quan-chu-hoa",
        f"Chữ hoa {_SUPERIOR}",
        CLAUSE,
        lambda view: capitals_in(view, view.optional(Part.CHU_QUAN)),
    ),
)
