"""Từ «Phụ lục» và số thứ tự một dòng riêng, canh giữa, chữ thường, cỡ 14, đứng, đậm; tên phụ lục canh giữa, chữ
in hoa, cỡ 13 đến 14, đứng, đậm.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 1, điểm b; mục V, số thứ tự 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, View
from reportgen.nd30.letters import Allowed, capitals_in, centring_rule, letter_rules, small_in
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.words import APPENDIX
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
WORD = Allowed(Points(14), Points(14), bold=True)
TITLE = Allowed(Points(13), Points(14), bold=True)


def _headings(view: View) -> list[Line]:
    return [appendix.heading for appendix in view.appendices()]


def _titles(view: View) -> tuple[Line, ...]:
    view.appendices()
    return view.need(Component.TEN_PHU_LUC)


def check_apart(view: View) -> Iterator[Breach]:
    """The word and its number stand on a line of their own."""
    for line in _headings(view):
        if not APPENDIX.match(line.bare):
            yield Breach(view.where(line), "tên phụ lục cùng dòng với từ Phụ lục", "dòng riêng", "xuống dòng trước tên")


def check_small(view: View) -> Iterator[Breach]:
    """The word is in small letters."""
    return small_in(view, [line for line in _headings(view) if APPENDIX.match(line.bare)])


def check_titled(view: View) -> Iterator[Breach]:
    """Each appendix has a title."""
    for appendix in view.appendices():
        if not appendix.title and APPENDIX.match(appendix.heading.bare):
            where = view.where(appendix.heading)
            yield Breach(where, "không có tên phụ lục", "tên phụ lục ở dòng dưới", "thêm tên phụ lục, chữ in hoa, đậm")


def check_capitals(view: View) -> Iterator[Breach]:
    """Titles are in capitals."""
    if not view.all(Component.TEN_PHU_LUC) and view.appendices():
        raise Inapplicable("phụ lục không có tên")
    return capitals_in(view, _titles(view))


RULES = (
    Rule("PL1-III-1b/phu-luc-rieng", "Từ Phụ lục một dòng riêng", CLAUSE, check_apart),
    *letter_rules("PL1-III-1b/phu-luc", "từ Phụ lục", CLAUSE, WORD, _headings),
    Rule("PL1-III-1b/phu-luc-chu-thuong", "Chữ thường từ Phụ lục", CLAUSE, check_small),
    centring_rule("PL1-III-1b/phu-luc-canh-giua", "Canh giữa từ Phụ lục", CLAUSE, _headings),
    Rule("PL1-III-1b/ten-phu-luc", "Có tên phụ lục", CLAUSE, check_titled),
    *letter_rules("PL1-III-1b/ten-phu-luc", "tên phụ lục", CLAUSE, TITLE, _titles),
    centring_rule(
        "PL1-III-1b/ten-phu-luc-canh-giua",
        "Canh giữa tên phụ lục",
        CLAUSE,
        lambda view: _titles(view),
    ),
    Rule("PL1-III-1b/ten-phu-luc-chu-hoa", "Chữ hoa tên phụ lục", CLAUSE, check_capitals),
)
