"""Tên loại và trích yếu đặt canh giữa dưới số, ký hiệu và địa danh. Tên loại: chữ in hoa, cỡ 13 đến 14, đứng,
đậm. Trích yếu: ngay dưới tên loại, chữ thường, cỡ 13 đến 14, đứng, đậm; bên dưới có đường kẻ ngang, nét liền,
dài từ 1/3 đến 1/2 dòng chữ, cân đối.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 5, điểm b; mục V, số thứ tự 5a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.letters import Allowed, capitals_rule, centring_rule, letter_rules, small_in
from reportgen.nd30.ruling import rule_below
from reportgen.nd30.strokes import MENDED, drawn_below, lengthened, ruled, third_to_half
from reportgen.nd30.types import CODES
from reportgen.patterns import regex
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.words import ATTACHED
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=True)
LENGTH = (0.30, 0.55)
"""The rule's length in lengths of the text: a third to a half, drawn by hand."""
_WITHOUT = ("giấy giới thiệu", "giấy nghỉ phép", "giấy ủy quyền", "phiếu gửi", "phiếu chuyển", "phiếu báo")
"""Types whose templates have no abstract below the name."""


def _name(view: View) -> tuple[Line, ...]:
    if (kind := view.administrative()) not in CODES:
        raise Inapplicable(f"{kind} không có tên loại")
    return view.need(Component.TEN_LOAI)


def _abstract(view: View) -> tuple[Line, ...]:
    _name(view)
    return view.need(Component.TRICH_YEU)


def _above_rule(view: View) -> tuple[Line, ...]:
    """Return the lines under which the rule stands: the abstract; «(Kèm theo …)» below it where that is ruled off.

    Mẫu 1.3 draws the rule of a regulation below the line that says with what decision it is issued.
    """
    abstract = _abstract(view)
    below = view.anatomy.lines[abstract[-1].order + 1 :]
    if not below or not ATTACHED.match(below[0].bare):
        return abstract
    closing = (at for at, line in enumerate(below, start=1) if line.text.rstrip(".").endswith(")"))
    issued_with = below[: next(closing, 0)]
    if any(line.paragraph.strokes for line in issued_with):
        return issued_with
    moved = issued_with and rule_below(view, abstract) is None and rule_below(view, issued_with) is not None
    return issued_with if moved else abstract


def check_length(view: View) -> Iterator[Breach]:
    """The rule is a third to a half of the abstract; one below «(Kèm theo …)» is no rule of the abstract's."""
    if _above_rule(view) != _abstract(view):
        raise Inapplicable("đường kẻ ở dưới dòng Kèm theo")
    return third_to_half(view, _abstract(view), "trích yếu", LENGTH)


def check_apart(view: View) -> Iterator[Breach]:
    """The type's name stands on a line of its own."""
    line = _name(view)[0]
    if line.key.rstrip(" :.") != fold(view.kind or ""):
        if view.all(Component.TRICH_YEU):
            raise Unseen("dòng tên loại có thêm chữ, bên dưới có trích yếu")
        advice = "xuống dòng sau tên loại; trích yếu ghi bằng chữ thường ở dòng dưới"
        yield Breach(view.where(line), "tên loại và trích yếu chung một dòng", "tên loại một dòng riêng", advice)


def check_decreed(view: View) -> Iterator[Breach]:
    """The type's name is the decree's, without words that belong to the abstract below it."""
    line = _name(view)[0]
    match = _MORE.match(line.bare.rstrip(" :."))
    if match is None or not line.key.startswith(fold(view.kind or "")) or not view.all(Component.TRICH_YEU):
        return
    name = (view.kind or "").upper()
    more = line.text.rstrip(" :.")[len(name) :].strip()
    advice = f"bỏ chữ {more} ở tên loại; cần nói thì ghi ở trích yếu"
    yield Breach(view.where(line), f"tên loại ghi «{line.text}»", f"tên loại «{name}»", advice)


_MORE = regex(
    r"^(?:giay moi|bien ban|thong bao|cong dien|bao cao) "
    r"(?:du hop|hop|cuoc hop|du hoi nghi|hoi nghi|hoi thao|lam viec|khan|nhanh)$"
)
"""Names that offices make of the decree's (Điều 7) with a word that says what kind of meeting or how fast."""


def check_about(view: View) -> Iterator[Breach]:
    """«V/v» is for letters; the abstract of a named document says «Về việc», or nothing of the kind."""
    line = _abstract(view)[0]
    if re.match(r"V\s*[/.]\s*v\b", line.text, re.IGNORECASE):
        advice = "sửa V/v thành Về việc"
        yield Breach(view.where(line), "trích yếu bắt đầu bằng «V/v»", "«V/v» chỉ dùng ở công văn", advice)


def check_signs(view: View) -> Iterator[Breach]:
    """An abstract is a heading: not in quotation marks, no full stop behind it."""
    lines = _abstract(view)
    first, last = lines[0].text, lines[-1].text
    quoted = first.startswith(_QUOTES[0]) and last.rstrip(" .").endswith(_QUOTES[1])
    stopped = bool(_STOPPED.search(last))
    if quoted or stopped:
        words = [name for name, there in (("ngoặc kép", quoted), ("dấu chấm cuối", stopped)) if there]
        found = f"trích yếu có {' và '.join(words)}"
        advice = f"xóa {' và '.join(words)}"
        yield Breach(view.where(lines[0]), found, "trích yếu không có ngoặc kép, dấu chấm", advice)


_QUOTES = (("“", '"', "«"), ("”", '"', "»"))
_STOPPED = regex(r"(?<![.…])\.[”\"»]?$")


def check_present(view: View) -> Iterator[Breach]:
    """There is an abstract below the type's name."""
    line = _name(view)[0]
    if view.kind in _WITHOUT:
        raise Inapplicable(f"mẫu {view.kind} không có trích yếu")
    if not view.all(Component.TRICH_YEU) and line.key.rstrip(" :.") == fold(view.kind or ""):
        advice = "thêm trích yếu nội dung ở dòng dưới tên loại, chữ đậm, canh giữa"
        yield Breach(view.where(line), "không có trích yếu dưới tên loại", "trích yếu nội dung văn bản", advice)


RULES = (
    Rule("PL1-II-5b/ten-loai-rieng", "Tên loại một dòng riêng", CLAUSE, check_apart),
    Rule("PL1-II-5b/ten-loai-dung", "Tên loại theo Điều 7", CLAUSE, check_decreed, Level.KHUYEN_NGHI),
    *letter_rules("PL1-II-5b/ten-loai", "tên loại", CLAUSE, ALLOWED, _name),
    capitals_rule("PL1-II-5b/ten-loai-chu-hoa", "Chữ hoa tên loại", CLAUSE, _name),
    centring_rule("PL1-II-5b/ten-loai-canh-giua", "Canh giữa tên loại", CLAUSE, _name),
    Rule("PL1-II-5b/trich-yeu", "Có trích yếu", CLAUSE, check_present),
    Rule("PL1-II-5b/trich-yeu-v-v", "«V/v» trong văn bản có tên loại", CLAUSE, check_about, Level.KHUYEN_NGHI),
    Rule("PL1-II-5b/trich-yeu-dau", "Dấu câu của trích yếu", CLAUSE, check_signs, Level.KHUYEN_NGHI),
    *letter_rules("PL1-II-5b/trich-yeu", "trích yếu", CLAUSE, ALLOWED, _abstract),
    Rule(
        "PL1-II-5b/trich-yeu-chu-thuong", "Chữ thường trích yếu", CLAUSE, lambda view: small_in(view, _abstract(view))
    ),
    centring_rule("PL1-II-5b/trich-yeu-canh-giua", "Canh giữa trích yếu", CLAUSE, _abstract),
    Rule(
        "PL1-II-5b/trich-yeu-duong-ke",
        "Đường kẻ dưới trích yếu",
        CLAUSE,
        lambda view: drawn_below(view, _above_rule(view), "trích yếu"),
        mends=lambda view: ruled(view, _above_rule(view), MENDED),
        asked=True,
    ),
    Rule(
        "PL1-II-5b/trich-yeu-duong-ke-dai",
        "Độ dài đường kẻ dưới trích yếu",
        CLAUSE,
        check_length,
        mends=lambda view: lengthened(view, _abstract(view), MENDED),
        asked=True,
    ),
)
