"""Số trang của phụ lục được đánh số riêng theo từng phụ lục.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 1, điểm đ.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, View
from reportgen.wordview.changes import Change, SectionChange

CLAUSE = Clause.of(__doc__)


def check(view: View) -> Iterator[Breach]:
    """Each appendix begins a section whose page numbers begin at 1."""
    appendices = view.appendices()
    sections = view.document.sections
    parts = [part for kind in ("headers", "footers") for _, part in view.page_parts(kind, sections)]
    numbered = any(paragraph.page for part in parts for paragraph in part)
    if not numbered:
        raise Inapplicable("văn bản không có số trang")
    seen: set[int] = set()
    for appendix in appendices:
        section = sections[min(appendix.section, len(sections) - 1)]
        where = view.where(appendix.heading)
        if appendix.section == 0 or appendix.section in seen:
            advice = "trước phụ lục chèn Ngắt phần, Trang tiếp theo (Section Break, Next Page), rồi đánh số trang từ 1"
            yield Breach(where, "không bắt đầu phần (section) riêng", "số trang riêng cho từng phụ lục", advice)
            return
        seen.add(appendix.section)
        if section.start != 1:
            advice = "Định dạng số trang (Format Page Numbers), Bắt đầu từ (Start at): 1"
            yield Breach(where, "số trang nối tiếp phần trước", "số trang bắt đầu từ 1", advice)
            return


def mend(view: View) -> Iterator[Change]:
    """Numbers from 1 on in the section of each appendix that begins one."""
    for appendix in view.appendices():
        if 0 < appendix.section < len(view.document.sections):
            yield SectionChange(appendix.section, {"start": 1})


RULES = (Rule("PL1-III-1dd/so-trang-rieng", "Số trang riêng của phụ lục", CLAUSE, check, mends=mend, asked=True),)
