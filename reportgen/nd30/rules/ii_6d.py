"""Phần, chương phải có tiêu đề: cụm từ chỉ nội dung chính của phần, chương.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm d.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component

CLAUSE = Clause.of(__doc__)
_BARE = regex(r"^(phần|chương)\s+(thứ\s+\w+|[ivxlc]+|\d+)\s*[.:]?$", re.IGNORECASE)


def check(view: View) -> Iterator[Breach]:
    """A heading follows Phần or Chương and its number, on the line below or on the same line."""
    titles = {line.order for line in view.all(Component.TEN_PHAN)}
    for line in view.optional(Component.PHAN):
        if _BARE.match(line.shown) and line.order + 1 not in titles:
            advice = "thêm tiêu đề ở dòng dưới, chữ in hoa, đậm, canh giữa"
            yield Breach(view.where(line), "không có tiêu đề", "phần, chương có tiêu đề", advice)


RULES = (Rule("PL1-II-6d/tieu-de", "Tiêu đề phần, chương", CLAUSE, check),)
