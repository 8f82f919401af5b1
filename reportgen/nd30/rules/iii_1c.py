"""Thông tin chỉ dẫn kèm theo văn bản trên mỗi phụ lục: số, ký hiệu, thời gian ban hành, tên cơ quan; đặt trong
ngoặc đơn, canh giữa dưới tên phụ lục, chữ thường, cỡ 13 đến 14, nghiêng.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 1, điểm c.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View
from reportgen.nd30.letters import Allowed, centring_rule, letter_rules
from reportgen.nd30.symbol import symbol_of
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = Allowed(Points(13), Points(14), bold=False, italic=True)
_NEEDED = (
    (regex(r"\bsố\b", re.IGNORECASE), "số, ký hiệu"),
    (regex(r"\bngày\b", re.IGNORECASE), "ngày tháng năm"),
    (regex(r"\b(của|do)\b", re.IGNORECASE), "tên cơ quan"),
)


_REQUIRED = "«(Kèm theo … số … ngày … của …)» dưới {}"


def _info(view: View) -> tuple[Line, ...]:
    if not view.all(Component.KEM_THEO):
        view.appendices()
    return view.need(Component.KEM_THEO)


def check_present(view: View) -> Iterator[Breach]:
    """Each appendix, and each regulation or list that is attached, says what it is attached to."""
    untold = [attachment for attachment in view.anatomy.attachments if not attachment.info]
    for attachment in untold:
        advice = "thêm dòng Kèm theo, trong ngoặc đơn, chữ nghiêng, canh giữa"
        yield Breach(view.where(attachment.title[0]), "không có dòng Kèm theo", _REQUIRED.format("tên"), advice)
    if untold and not view.anatomy.appendices:
        return
    for appendix in view.appendices():
        if not appendix.info:
            required = _REQUIRED.format("tên phụ lục")
            yield Breach(view.where(appendix.heading), "không có dòng Kèm theo", required, "thêm dòng Kèm theo")


def check_content(view: View) -> Iterator[Breach]:
    """The line stands in brackets and gives number, date and agency, blank or not."""
    for appendix in view.appendices():
        if not appendix.info:
            continue
        text = " ".join(line.text for line in appendix.info)
        where = view.where(appendix.info[0])
        if not (text.startswith("(") and text.rstrip(".").endswith(")")):
            yield Breach(where, "không đặt trong ngoặc đơn", "đặt trong ngoặc đơn", "thêm dấu ngoặc đơn ở hai đầu")
        lacking = [name for pattern, name in _NEEDED if not pattern.search(text)]
        if lacking:
            yield Breach(where, f"thiếu {', '.join(lacking)}", "số, ký hiệu, ngày tháng năm, tên cơ quan", "bổ sung")


_OWN_NUMBER = regex(r"\bsố\s*:?\s*(?P<number>\d+)\s*/\s*(?P<symbol>[\w-]+(?:/[\w-]+)*)")


def check_number(view: View) -> Iterator[Breach]:
    """Number and symbol in the line are the document's own."""
    lines = _info(view)
    own = symbol_of(view)
    if not own.number.isdecimal():
        raise Unseen("văn bản chưa có số")
    for line in lines:
        match = _OWN_NUMBER.search(line.text)
        if match is None or match["symbol"] != own.notation:
            continue  # attached to another document
        if int(match["number"]) != int(own.number):
            found = f"số {match['number']}/{match['symbol']}"
            yield Breach(view.where(line), found, f"số {own.number}/{own.notation} của văn bản", "sửa cho đúng số")


RULES = (
    Rule("PL1-III-1c/kem-theo", "Dòng Kèm theo", CLAUSE, check_present),
    Rule("PL1-III-1c/kem-theo-noi-dung", "Nội dung dòng Kèm theo", CLAUSE, check_content),
    Rule("PL1-III-1c/kem-theo-so", "Số văn bản ở dòng Kèm theo", CLAUSE, check_number),
    centring_rule("PL1-III-1c/kem-theo-canh-giua", "Canh giữa dòng Kèm theo", CLAUSE, _info),
    *letter_rules("PL1-III-1c/kem-theo", "dòng Kèm theo", CLAUSE, ALLOWED, _info),
)
