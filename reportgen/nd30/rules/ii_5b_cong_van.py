"""Trích yếu công văn: sau chữ «V/v», chữ thường, cỡ 12 đến 13, đứng; canh giữa dưới số, ký hiệu, cách dòng 6
pt. Công văn không có tên loại.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 5, điểm b; mục V, số thứ tự 5b.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import TWIP, Breach, Clause, Inapplicable, Rule, Unseen, View, Where, decimal
from reportgen.nd30.letters import Allowed, centring_rule, letter_rules
from reportgen.nd30.mends import laid_out
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import Points, Twips, points, twips
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(12), Points(13), bold=False)
DISTANCE = Points(6.0)
"""Between the number and the abstract."""
_HALF = Points(120.0)
"""An indent at the right that keeps a centred line in the left half of the page."""


def _letter(view: View) -> None:
    if view.kind != "công văn":
        raise Inapplicable("văn bản không phải công văn")


def _abstract(view: View) -> tuple[Line, ...]:
    _letter(view)
    return view.need(Component.TRICH_YEU_CV)


def check_present(view: View) -> Iterator[Breach]:
    """A letter has an abstract under its number."""
    _letter(view)
    if view.all(Component.SO_KY_HIEU) and not view.all(Component.TRICH_YEU_CV):
        advice = "thêm «V/v …» dưới số, ký hiệu"
        yield Breach(Where(Component.TRICH_YEU_CV), "không thấy trích yếu công văn", "«V/v …»", advice)


def check_untitled(view: View) -> Iterator[Breach]:
    """A letter has no type's name."""
    _letter(view)
    for line in view.all(Component.TEN_LOAI):
        advice = "bỏ dòng này; trích yếu ghi «V/v …» dưới số, ký hiệu"
        yield Breach(view.where(line), f"công văn ghi tên loại «{line.text}»", "công văn không có tên loại", advice)


def check_place(view: View) -> Iterator[Breach]:
    """The abstract stands below the number, not below both columns of the head."""
    line, number = _abstract(view)[0], view.need(Component.SO_KY_HIEU)[0]
    if not number.place.table and line.whole and line.aligned == "center":
        raise Unseen("phần đầu không nằm trong bảng, không rõ trích yếu có ở dưới số, ký hiệu không")
    if _below_head(line, number):
        advice = "chuyển vào ô của số, ký hiệu, ngay dưới số, canh giữa"
        yield Breach(view.where(line), "ở giữa trang, dưới phần đầu", "ở dưới số, ký hiệu", advice)


def _below_head(line: Line, number: Line) -> bool:
    """Tell whether an abstract stands in the middle of the page, below the table that has the number."""
    apart = bool(number.place.table) and not line.place.table and not line.place.box and line.order > number.order
    return apart and line.aligned == "center" and points(Twips(line.paragraph.layout.right)) < _HALF


def _judged(view: View) -> tuple[Line, ...]:
    """Return the abstract, whose letters are judged unless it is typed as that of a document with a type's name."""
    lines = _abstract(view)
    if view.all(Component.TEN_LOAI) and view.all(Component.SO_KY_HIEU):
        raise Unseen("trích yếu trình bày như của văn bản có tên loại")
    return lines


def check_word(view: View) -> Iterator[Breach]:
    """It begins with «V/v»."""
    line = _abstract(view)[0]
    if not line.text.startswith("V/v"):
        yield Breach(view.where(line), f"bắt đầu bằng «{line.text.split()[0]}»", "bắt đầu bằng «V/v»", "sửa thành V/v")


def check_small(view: View) -> Iterator[Breach]:
    """What follows «V/v» is in small letters."""
    line = _abstract(view)[0]
    rest = line.text.removeprefix("V/v")
    if rest.isupper():
        yield Breach(
            view.where(line), "viết hoa toàn bộ", "chữ in thường", "gõ lại bằng chữ thường (Shift+F3 trong Word)"
        )


def check_distance(view: View) -> Iterator[Breach]:
    """It stands 6 points below the number."""
    line, number = _abstract(view)[0], view.need(Component.SO_KY_HIEU)[0]
    if line.paragraph is number.paragraph:
        raise Unseen("trích yếu và số, ký hiệu chung một đoạn, không đo được khoảng cách")
    if line.holder != number.holder or line.paragraph.number <= number.paragraph.number:
        raise Unseen("trích yếu và số, ký hiệu không ở cùng một ô, không rõ khoảng cách")
    between = line.paragraph.number - number.paragraph.number - 1
    distance = points(Twips(number.paragraph.layout.after + line.paragraph.layout.before))
    if between or abs(distance - DISTANCE) > points(TWIP):
        found = f"cách {between} dòng trống" if between else f"cách {decimal(distance)} pt"
        advice = "thẻ Trang đầu (Home), Đoạn (Paragraph), Trước (Before): 6 pt; xóa dòng trống"
        yield Breach(view.where(line), found, f"cách {decimal(DISTANCE)} pt", advice)


def mend_distance(view: View) -> Iterator[Change]:
    """6 points between the two, where no blank line stands between them."""
    line, number = _abstract(view)[0], view.need(Component.SO_KY_HIEU)[0]
    if line.paragraph.number == number.paragraph.number + 1 and line.holder == number.holder:
        yield from laid_out([number], after=0)
        yield from laid_out([line], before=twips(DISTANCE))


RULES = (
    Rule("PL1-II-5b/cong-van-trich-yeu", "Trích yếu công văn", CLAUSE, check_present),
    Rule("PL1-II-5b/cong-van-v-v", "Chữ «V/v»", CLAUSE, check_word),
    Rule("PL1-II-5b/cong-van-chu-thuong", "Chữ thường trích yếu công văn", CLAUSE, check_small),
    Rule("PL1-II-5b/cong-van-ten-loai", "Công văn không có tên loại", CLAUSE, check_untitled),
    Rule("PL1-II-5b/cong-van-vi-tri", "Vị trí trích yếu công văn", CLAUSE, check_place),
    *letter_rules("PL1-II-5b/cong-van", "trích yếu công văn", CLAUSE, ALLOWED, _judged),
    centring_rule(
        "PL1-II-5b/cong-van-canh-giua",
        "Canh giữa trích yếu công văn",
        CLAUSE,
        lambda view: _abstract(view),
    ),
    Rule(
        "PL1-II-5b/cong-van-cach-dong",
        "Khoảng cách số và trích yếu",
        CLAUSE,
        check_distance,
        mends=mend_distance,
    ),
)
