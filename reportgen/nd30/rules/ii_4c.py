"""Địa danh và thời gian ở cùng dòng với số, ký hiệu; chữ thường, cỡ 13 đến 14, nghiêng; chữ cái đầu của địa
danh viết hoa, sau địa danh có dấu phẩy; canh giữa dưới Quốc hiệu và Tiêu ngữ.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 4, điểm c; mục V, số thứ tự 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View
from reportgen.nd30.dateline import SHORT_PLACE, need_dateline
from reportgen.nd30.letters import Allowed, centring_rule, letter_rules, part
from reportgen.nd30.stacked import stacked
from reportgen.patterns import regex
from reportgen.vn.text import LOWER, upper_first
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=False, italic=True)


def check_comma(view: View) -> Iterator[Breach]:
    """A comma follows the place, and its first letter is a capital."""
    line = need_dateline(view)
    if not line.place:
        raise Unseen("không có địa danh")
    if not line.comma:
        yield Breach(view.where(line.line), "thiếu dấu phẩy sau địa danh", "Địa danh, ngày …", "thêm dấu phẩy")
    if line.place.isupper() and not SHORT_PLACE.match(line.place):  # which is told as what it is
        yield Breach(
            view.where(line.line), f"địa danh «{line.place}» viết hoa toàn bộ", "chữ thường", "viết lại địa danh"
        )
    if line.place[0].islower():
        advice = "viết hoa chữ cái đầu của địa danh"
        yield Breach(view.where(line.line), f"địa danh «{line.place}»", "chữ cái đầu viết hoa", advice)
    elif small := _small(line.place):
        advice = f"viết hoa chữ cái đầu mỗi tiếng của địa danh: sửa {small} thành {upper_first(small)}"
        yield Breach(view.where(line.line), f"địa danh «{line.place}»", "chữ cái đầu mỗi tiếng viết hoa", advice)
    if line.word[0].isupper():
        yield Breach(view.where(line.line), f"chữ «{line.word}»", "chữ «ngày» viết thường", "sửa thành ngày")


_KIND = regex(
    r"^(thành phố|tp\.?|tỉnh|thủ đô|đặc khu|xã|phường|thị trấn|thị xã|huyện|quận|khu kinh tế|khu công nghiệp)\s+",
    re.IGNORECASE,
)
"""What kind of place it is: of these words the first letter alone, or none, is a capital."""
_SMALL = regex(rf"(?<=\s)[{LOWER}]\w*")


def _small(place: str) -> str:
    """Return the first syllable of a place's name that begins with a small letter, behind another; empty for none."""
    names = (_KIND.sub("", name.strip()) for name in place.split(","))
    return next((match[0] for name in names if (match := _SMALL.search(name))), "")


def check_row(view: View) -> Iterator[Breach]:
    """It stands on one line with the number."""
    number, date = view.need(Component.SO_KY_HIEU)[0], view.need(Component.DIA_DANH)[0]
    if number.paragraph is date.paragraph:
        return
    if not number.place.table or not date.place.table:
        raise Unseen("số, ký hiệu và địa danh, thời gian không nằm trong bảng, không rõ có ngang hàng không")
    if number.place[:2] != date.place[:2]:
        advice = "đặt hai phần vào hai ô cùng một dòng của bảng đầu văn bản"
        yield Breach(view.where(date), "không cùng dòng với số, ký hiệu", "cùng một dòng", advice)


def _centred(view: View) -> tuple[Line, ...]:
    """Return what is to be centred below the Quốc hiệu; raises Unseen where all of the head is one column."""
    lines = view.need(Component.DIA_DANH)
    if stacked(view):
        raise Unseen("phần đầu đặt một cột, không có cột bên phải để canh giữa")
    return lines


RULES = (
    *letter_rules("PL1-II-4c/dia-danh", "địa danh, thời gian", CLAUSE, ALLOWED, part(Component.DIA_DANH)),
    Rule("PL1-II-4c/dau-phay", "Dấu phẩy, chữ hoa của địa danh", CLAUSE, check_comma),
    Rule("PL1-II-4c/cung-dong", "Cùng dòng với số, ký hiệu", CLAUSE, check_row),
    centring_rule(
        "PL1-II-4c/canh-giua",
        "Canh giữa địa danh, thời gian",
        CLAUSE,
        _centred,
    ),
)
