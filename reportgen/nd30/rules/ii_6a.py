"""Căn cứ ban hành: ghi đầy đủ tên loại, số, ký hiệu, cơ quan, ngày tháng, trích yếu (riêng Luật, Pháp lệnh
không ghi số, cơ quan); mỗi căn cứ một dòng, cuối dòng dấu chấm phẩy, dòng cuối dấu chấm; chữ thường, nghiêng,
cỡ 13 đến 14.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 6, điểm a, điểm c.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, View
from reportgen.nd30.dateline import day_of
from reportgen.nd30.letters import Allowed, letter_rules, optional
from reportgen.nd30.marks import full_stop, listed, semicolons
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=False, italic=True)
_CITED = regex(
    r"^[-–+]?\s*(căn cứ|thực hiện|thi hành)\s+(nghị định|nghị quyết|thông tư|quyết định|chỉ thị|kế hoạch|công văn)\b",
    re.IGNORECASE,
)

_UNNAMED = regex(
    r"^[-–+]?\s*(?:căn cứ|thực hiện|thi hành|theo|xét)\s+((?:nghị định|nghị quyết|thông tư|quyết định|chỉ thị|"
    r"kế hoạch|công văn|tờ trình|hướng dẫn)\s+\d+\s*[/-]\s*\S+)",
    re.IGNORECASE,
)


_LAW_NUMBERED = regex(
    r"^[-–+]?\s*căn cứ\s+(?:các\s+)?(?:Bộ luật|Luật|Pháp lệnh)\b[^;]*?\bsố\s+\d+/\d{4}/(?:UBTV)?QH\d*", re.IGNORECASE
)

_FURTHER = regex(r"[;.]\s+(căn cứ|theo đề nghị|xét đề nghị|xét tờ trình)\s", re.IGNORECASE)
"""A further basis behind the first, in its paragraph."""
_CITED_DAY = regex(r"\bngày\s+(\d{1,2})(?:\s+tháng\s+|/|-)(\d{1,2})(?:\s+năm\s+|/|-)(\d{4})\b", re.IGNORECASE)


def check_apart(view: View) -> Iterator[Breach]:
    """Each basis stands on a line of its own."""
    found = [(line, match) for line in view.optional(Component.CAN_CU) if (match := _FURTHER.search(line.text))]
    if found:
        required, advice = "mỗi căn cứ một dòng", "xuống dòng trước từng căn cứ"
        yield view.breach_at(found, "nhiều căn cứ viết liền một đoạn", required, advice, "đoạn")


def check_later(view: View) -> Iterator[Breach]:
    """No basis is dated later than the document itself."""
    lines = view.optional(Component.CAN_CU)
    issued = day_of(view)
    for line in lines:
        for match in _CITED_DAY.finditer(line.text):
            if (cited := _day(match)) is not None and cited > issued:
                required = f"căn cứ có trước ngày ban hành ({issued:%d/%m/%Y})"
                advice = "xem lại ngày của căn cứ, ngày ban hành"
                yield Breach(view.where(line, match), f"căn cứ «{match[0]}» sau ngày ban hành", required, advice)
                return


def _day(match: re.Match[str]) -> dt.date | None:
    day, month, year = map(int, match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def check_ends(view: View) -> Iterator[Breach]:
    """Each basis ends with a semicolon, the last with a full stop."""
    lines = view.optional(Component.CAN_CU)
    yield from semicolons(view, lines[:-1])
    yield from full_stop(view, lines[-1])


def mend_ends(view: View) -> Iterator[Change]:
    """Semicolons, and a full stop at the end."""
    lines = view.optional(Component.CAN_CU)
    return listed(lines[:-1], lines[-1])


def check_full(view: View) -> Iterator[Breach]:
    """A basis other than a law gives number and date."""
    for line in view.optional(Component.CAN_CU):
        if _CITED.match(line.text) and not (re.search(r"\d+\s*/", line.text) and re.search(r"ngày", line.text)):
            required = "tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm, trích yếu"
            yield Breach(view.where(line), "thiếu số, ký hiệu hoặc ngày tháng", required, "bổ sung cho đủ")


def check_law(view: View) -> Iterator[Breach]:
    """A law or ordinance is cited without number and issuer."""
    lines = [line for line in view.optional(Component.CAN_CU) if _LAW_NUMBERED.match(line.text)]
    if lines:
        required = "Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành"
        advice = "xóa số, ký hiệu và tên cơ quan, giữ tên luật và ngày"
        yield view.breach(lines, "căn cứ là Luật, Pháp lệnh có ghi số, ký hiệu", required, advice, "căn cứ")


def check_in_force(view: View) -> Iterator[Breach]:
    """What the decree itself took the place of is no basis any more."""
    lines = [line for line in view.optional(Component.CAN_CU) if any(number in line.text for number in _REPLACED)]
    if lines:
        required = "Nghị định số 30/2020/NĐ-CP, thay các văn bản ấy từ ngày 05 tháng 3 năm 2020"
        yield view.breach(lines, "căn cứ đã bị thay thế", required, "căn cứ văn bản đang có hiệu lực", "căn cứ")


_REPLACED = ("110/2004/NĐ-CP", "09/2010/NĐ-CP", "01/2011/TT-BNV")
"""The rules on văn thư before Nghị định 30."""


def check_word(view: View) -> Iterator[Breach]:
    """«số» stands before the number of what is cited."""
    lines = [line for line in view.optional(Component.CAN_CU) if _UNNAMED.match(line.text)]
    if lines:
        match = _UNNAMED.match(lines[0].text)
        found = f"«{match[1] if match else ''}»"
        yield view.breach(lines, found, "có chữ «số» trước số, ký hiệu", "thêm chữ «số»", "căn cứ")


RULES = (
    Rule("PL1-II-6a/can-cu-dau-cau", "Dấu cuối dòng căn cứ", CLAUSE, check_ends, mends=mend_ends),
    Rule("PL1-II-6a/can-cu-moi-dong", "Mỗi căn cứ một dòng", CLAUSE, check_apart),
    Rule("PL1-II-6a/can-cu-ngay", "Ngày của căn cứ", CLAUSE, check_later, Level.KHUYEN_NGHI),
    Rule("PL1-II-6a/can-cu-day-du", "Căn cứ ghi đầy đủ", CLAUSE, check_full),
    Rule("PL1-II-6a/can-cu-so", "Chữ «số» trong căn cứ", CLAUSE, check_word, Level.KHUYEN_NGHI),
    Rule("PL1-II-6a/can-cu-bi-thay", "Căn cứ đã bị thay thế", CLAUSE, check_in_force, Level.KHUYEN_NGHI),
    Rule("PL1-II-6a/can-cu-luat", "Luật, Pháp lệnh trong căn cứ", CLAUSE, check_law, Level.KHUYEN_NGHI),
    *letter_rules("PL1-II-6a/can-cu", "căn cứ", CLAUSE, ALLOWED, optional(Component.CAN_CU)),
)
