"""Địa chỉ, thư điện tử, trang thông tin điện tử, số điện thoại, số Fax của cơ quan ở cuối trang thứ nhất: chữ in
thường, cỡ 11 đến 12, đứng, dưới một đường kẻ nét liền kéo dài hết chiều ngang của vùng trình bày.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 4; mục V, số thứ tự 12.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View
from reportgen.nd30.letters import Allowed, letter_rules
from reportgen.patterns import regex
from reportgen.wordview.anatomy.words import is_typed_rule
from reportgen.wordview.document import FOOTER, Paragraph
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(11), Points(12), bold=False)
_REACHED = regex(r"\b(?:dia chi|dien thoai|dt|tel|e-?mail|thu dien tu|website|fax)\s*[:.]")
"""What names an address or a number by which an office is reached."""
_ADVICE = "đặt con trỏ vào dòng này; thẻ Trang đầu (Home), Đường viền (Borders), Viền trên (Top Border)"


def _contacts(view: View) -> list[Line]:
    """Return the lines below the text that tell how to reach the office; raises Inapplicable where there are none."""
    found = [line for line in view.margins if line.place.story == FOOTER and _REACHED.search(line.bare)]
    if not found:
        raise Inapplicable("cuối trang không có thông tin liên hệ")
    view.own_head()
    view.headed()
    return found


def check_rule(view: View) -> Iterator[Breach]:
    """A solid line stands above them."""
    first = _contacts(view)[0]
    above = _above(view, first)
    if _draws(first.paragraph, own=True) or any(_draws(each, own=False) for each in above) or _typed_above(view, first):
        return
    if any(each.pictured or each.place.table for each in (*above, first.paragraph)) or _floating(view):
        raise Unseen("có bảng, hình vẽ hoặc ảnh ở chỗ này, không rõ có phải đường kẻ")
    found = "phía trên không có đường kẻ ngăn với nội dung văn bản"
    yield Breach(view.where(first), found, "đường kẻ nét liền hết chiều ngang vùng trình bày", _ADVICE)


def _above(view: View, line: Line) -> list[Paragraph]:
    """Return the other paragraphs of the footer that a line stands in."""
    footers = [part for section in view.document.sections for part in section.footers.values()]
    own = next(part for part in footers if any(each is line.paragraph for each in part))
    return [each for each in own if each is not line.paragraph]


def _draws(paragraph: Paragraph, *, own: bool) -> bool:
    """Tell whether a line is drawn above the text: by a paragraph itself, ``own``, or by another of the footer."""
    edges = paragraph.edges is not None and (paragraph.edges.over or paragraph.edges.under)
    bordered = paragraph.layout.border_top or (paragraph.layout.border_bottom and not own)
    underlined = paragraph.blank and any(run.letters.underline for run in paragraph.runs)
    return bool(paragraph.strokes or bordered or underlined or edges or (paragraph.place.table and paragraph.edged))


def _typed_above(view: View, first: Line) -> bool:
    before = [line for line in view.margins if line.place.story == FOOTER and line.order < first.order]
    return bool(before) and is_typed_rule(before[-1])


def _floating(view: View) -> bool:
    """Tell whether a line of the text is placed by the page's edges: it may be drawn at the foot of the page."""
    strokes = (stroke for paragraph in view.paragraphs for stroke in paragraph.strokes)
    return any(stroke.level not in ("paragraph", "line", "inline") for stroke in strokes)


RULES = (
    *letter_rules("PL1-III-4/lien-he", "thông tin liên hệ", CLAUSE, ALLOWED, _contacts),
    Rule("PL1-III-4/lien-he-duong-ke", "Đường kẻ trên thông tin liên hệ", CLAUSE, check_rule),
)
