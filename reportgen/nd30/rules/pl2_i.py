"""Viết hoa chữ cái đầu âm tiết thứ nhất của một câu hoàn chỉnh: sau dấu chấm, chấm hỏi, chấm than và khi xuống
dòng.

Căn cứ: Phụ lục II, mục I.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View
from reportgen.patterns import regex
from reportgen.vn.text import LOWER, upper_first
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_TEXT = (Component.DOAN, Component.KHOAN, Component.DIEM, Component.MUC)
_NUMBER = regex(r"^\s*([-–+*•]|[IVXLC]+\s*[.)]|[ivx]+\s*\)|\d{1,2}(\.\d+)*\s*[.):/]|[a-zđ]\s*[).,]|[a-zđ]{2}\s*\))\s*")
_STOP = regex(r"[.?!] [^\W\d_]")
_SENTENCE = regex(rf"(?<=[{LOWER}]{{2}})[.?!] (?=[{LOWER}])")
_NEAR = 12
"""Characters beside a full stop that tell a shortened word, and that a finding quotes."""
_SHORTENED = ("v.v.", "Tp.", "đ/c.", "tr.", "vv.")
_ADDRESS = regex(r"^(https?|www)\b|[@/.\-]|[A-ZĐ]")
"""First words that are written as they are: addresses, «đ/c», «e-Office», «iGate»."""


def _lines(view: View) -> list[Line]:
    view.headed()
    lines = [line for line in view.anatomy.body if view.part_of[line.order] in _TEXT]
    if not lines:
        raise Unseen("không tìm thấy phần nội dung")
    return lines


def check_paragraphs(view: View) -> Iterator[Breach]:
    """A paragraph begins with a capital, after its number or dash."""
    wrong = []
    for line in _lines(view):
        text = _NUMBER.sub("", line.text)
        first = text[:20].split(" ")[0]
        if line.whole and first[:1].islower() and not line.text.endswith(")") and not _ADDRESS.search(first):
            wrong.append(line)
    if wrong:
        advice = "viết hoa chữ cái đầu dòng"
        yield view.breach(wrong, "đầu dòng viết thường", "viết hoa khi xuống dòng", advice, "dòng")


def check_sentences(view: View) -> Iterator[Breach]:
    """A sentence within a paragraph begins with a capital."""
    wrong = [
        (line, match)
        for line in _lines(view)
        if any(stop[0].islower() for stop in _STOP.finditer(line.text))
        for match in _SENTENCE.finditer(line.text)
        if not line.text[max(match.start() - _NEAR, 0) : match.end()].rstrip().endswith(_SHORTENED)
    ]
    if wrong:
        line, match = wrong[0]
        before = line.text[max(match.start() - _NEAR, 0) : match.start()].rsplit(" ", 1)[-1]
        after = line.text[match.end() : match.end() + _NEAR].split(" ", 1)[0]
        advice = f"sửa thành {upper_first(after)}"
        yield view.breach_at(wrong, f"«{before}{match[0]}{after}»", "viết hoa đầu câu", advice)


RULES = (
    Rule("PL2-I/xuong-dong", "Viết hoa khi xuống dòng", CLAUSE, check_paragraphs),
    Rule("PL2-I/dau-cau", "Viết hoa đầu câu", CLAUSE, check_sentences),
)
