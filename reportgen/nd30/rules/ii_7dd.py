"""Quyền hạn, chức vụ: chữ in hoa, cỡ 13 đến 14, đứng, đậm. Họ tên người ký: chữ thường, cỡ 13 đến 14, đứng,
đậm, canh giữa so với quyền hạn, chức vụ.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 7, điểm đ; mục V, số thứ tự 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View, Where
from reportgen.nd30.letters import Allowed, capitals_rule, letter_rules, part, small_in
from reportgen.nd30.own_form import general_form
from reportgen.nd30.types import BETWEEN_PARTIES
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=True)
_OF_TITLES = ("sĩ", "sỹ", "sư", "nhân", "giáo", "tá", "úy", "tướng")
"""Second syllables of titles, which have a rule of their own."""
_MOST_WORDS = 6
"""Syllables of a person's name."""


def _may_be_name(line: Line) -> bool:
    words = line.text.split()
    return 2 <= len(words) <= _MOST_WORDS and all(word[:1].isupper() and word.isalpha() for word in words)


def check_present(view: View) -> Iterator[Breach]:
    """The signer's name stands below the office."""
    view.administrative()
    general_form(view)
    if view.kind in BETWEEN_PARTIES:
        raise Inapplicable(f"{view.kind} do nhiều bên, nhiều người cùng ký")
    offices = view.need(Component.CHUC_VU)
    if not view.all(Component.HO_TEN):
        if any(_may_be_name(line) for line in view.anatomy.lines[offices[-1].order + 1 :] if not view.part(line)):
            raise Unseen("có dòng như họ tên ở cuối văn bản nhưng không rõ của ai")
        advice = "ghi họ và tên người ký dưới chức vụ"
        yield Breach(
            Where(Component.HO_TEN, offices[-1].text), "không thấy họ tên người ký", "họ và tên người ký", advice
        )


def check_capitals(view: View) -> Iterator[Breach]:
    """Each syllable of the name begins with a capital."""
    names = [name for name in view.need(Component.HO_TEN) if not name.upper]
    if not names:
        raise Inapplicable("họ tên viết hoa toàn bộ")
    for name in names:
        small = [word for word in name.text.split() if word[:1].islower() and word not in _OF_TITLES]
        if not small:
            continue
        found = f"viết thường: {' '.join(small)}"
        yield Breach(view.where(name), found, "viết hoa chữ đầu mỗi âm tiết", "viết hoa chữ đầu của họ, tên đệm, tên")


def check_centred(view: View) -> Iterator[Breach]:
    """Name and office are aligned alike, centred in one cell where they stand in a table."""
    office, name = view.need(Component.CHUC_VU)[-1], view.need(Component.HO_TEN)[-1]
    if office.aligned == "tab" or name.aligned == "tab":
        raise Unseen("đặt bằng phím Tab hoặc dấu cách, không rõ có canh giữa không")
    if name.aligned != office.aligned or (name.aligned != "center" and name.text.strip() == name.raw):
        advice = "chọn chức vụ và họ tên rồi bấm Ctrl+E"
        yield Breach(view.where(name), "không canh giữa dưới chức vụ", "canh giữa so với quyền hạn, chức vụ", advice)


RULES = (
    *letter_rules("PL1-II-7dd/chuc-vu", "quyền hạn, chức vụ", CLAUSE, ALLOWED, part(Component.CHUC_VU)),
    capitals_rule(
        "PL1-II-7dd/chuc-vu-chu-hoa",
        "Chữ hoa quyền hạn, chức vụ",
        CLAUSE,
        lambda view: view.need(Component.CHUC_VU),
    ),
    Rule("PL1-II-7dd/ho-ten", "Họ tên người ký", CLAUSE, check_present),
    *letter_rules("PL1-II-7dd/ho-ten", "họ tên người ký", CLAUSE, ALLOWED, part(Component.HO_TEN)),
    Rule(
        "PL1-II-7dd/ho-ten-chu-thuong",
        "Chữ thường họ tên người ký",
        CLAUSE,
        lambda view: small_in(view, view.need(Component.HO_TEN)),
    ),
    Rule("PL1-II-7dd/ho-ten-viet-hoa", "Viết hoa chữ đầu họ tên", CLAUSE, check_capitals),
    Rule("PL1-II-7dd/ho-ten-canh-giua", "Canh giữa họ tên người ký", CLAUSE, check_centred),
)
