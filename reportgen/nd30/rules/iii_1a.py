"""Văn bản có phụ lục kèm theo thì trong văn bản có chỉ dẫn về phụ lục; từ hai phụ lục trở lên phải đánh số thứ
tự bằng chữ số La Mã.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 1, điểm a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View
from reportgen.patterns import regex
from reportgen.vn.text import roman

CLAUSE = Clause.of(__doc__)
_ROMAN = regex(r"^[IVXLC]+$")
_MENTIONED = regex(r"phụ lục|kèm theo(?!\s+(nghị|quyết|thông|chỉ|công|kế|tờ)\b)", re.IGNORECASE)
_NUMBERED = regex(r"^phụ lục\s+(?:số\s+)?(\w+)", re.IGNORECASE)


def check_mentioned(view: View) -> Iterator[Breach]:
    """The main text speaks of its appendices."""
    first = view.appendices()[0]
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    named = any(_MENTIONED.search(line.text) for line in view.anatomy.main if line.order in view.part_of)
    if not named:
        advice = "thêm chỉ dẫn, ví dụ «(có Phụ lục kèm theo)»"
        yield Breach(view.where(first.heading), "nội dung không nhắc đến phụ lục", "có chỉ dẫn về phụ lục", advice)


def check_numbers(view: View) -> Iterator[Breach]:
    """Two or more appendices are numbered I, II, III …; a single one has no number."""
    appendices = view.appendices()
    numbers = [_NUMBERED.match(appendix.heading.text) for appendix in appendices]
    if len(appendices) == 1:
        if numbers[0] is not None:
            found = f"một phụ lục mà đánh số {numbers[0][1]}"
            where = view.where(appendices[0].heading)
            yield Breach(where, found, "một phụ lục thì không đánh số", "sửa thành «Phụ lục»")
        return
    for at, (appendix, number) in enumerate(zip(appendices, numbers, strict=True), start=1):
        right = roman(at)
        if number is None or number[1] != right:
            found = f"số thứ tự {number[1]}" if number else "không đánh số"
            yield Breach(view.where(appendix.heading), found, "chữ số La Mã: I, II, III", f"sửa thành Phụ lục {right}")
        if number is not None and number[1] != right and _ROMAN.match(number[1]):
            return  # out of order: those behind it are right or wrong with it


RULES = (
    Rule("PL1-III-1a/chi-dan", "Chỉ dẫn về phụ lục", CLAUSE, check_mentioned),
    Rule("PL1-III-1a/so-la-ma", "Số thứ tự phụ lục", CLAUSE, check_numbers, each=True),
)
