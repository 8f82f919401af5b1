"""Ký hiệu người soạn thảo văn bản và số lượng bản phát hành: ký hiệu chữ in hoa, số lượng chữ số Ả Rập, cỡ 11,
đứng.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 3; mục V, số thứ tự 11.
"""

from __future__ import annotations

from reportgen.nd30.base import Clause
from reportgen.nd30.letters import Allowed, letter_rules, optional
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(11), Points(11), bold=False)

RULES = letter_rules(
    "PL1-III-3/nguoi-soan", "ký hiệu người soạn thảo", CLAUSE, ALLOWED, optional(Component.KY_HIEU_SOAN)
)
