"""Viện dẫn lần đầu văn bản có liên quan: ghi đầy đủ tên loại, số, ký hiệu, thời gian ban hành, tên cơ quan ban hành,
trích yếu; các lần sau chỉ ghi tên loại và số, ký hiệu.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, View
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_CITED = regex(
    r"\b(Công văn|Văn bản|Quyết định|Kế hoạch|Nghị quyết|Chỉ thị|Thông báo|Tờ trình|Báo cáo|Hướng dẫn|Chương trình|"
    r"Công điện) số (\d+\s?/[\w&/-]*[^\W\d_][\w&/-]*)"
)
"""What an agency issues with a number that says no year; «Luật», «Nghị định» are known without their day."""
_NUMBER = regex(r"\d+\s?/[\w&/-]*[^\W\d_][\w&/-]*")
_DATED = regex(r"\bngày\b|\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE)
_JUDGED = (Component.DOAN, Component.KHOAN, Component.DIEM, Component.DIEU)


def check_dated(view: View) -> Iterator[Breach]:
    """The first citation of a document gives its day; a paragraph that names any day is taken to give it."""
    known: set[str] = set()
    found: list[tuple[Line, re.Match[str]]] = []
    for line in view.anatomy.main:
        if "/" not in line.text:
            continue
        numbers = {_key(number) for number in _NUMBER.findall(line.text)}
        if numbers and view.part(line) in _JUDGED and not line.place.table and not _DATED.search(line.text):
            found.extend((line, match) for match in _CITED.finditer(line.text) if _key(match[2]) not in known)
        known |= numbers
    if found:
        required = "lần đầu viện dẫn ghi cả ngày, tháng, năm, cơ quan ban hành, trích yếu"
        yield view.breach_at(found, f"«{found[0][1][0]}» không ghi ngày", required, "bổ sung ngày, tháng, năm")


def _key(number: str) -> str:
    return "".join(number.casefold().split())


RULES = (Rule("PL1-II-6b/ngay", "Ngày của văn bản viện dẫn", CLAUSE, check_dated, Level.KHUYEN_NGHI),)
