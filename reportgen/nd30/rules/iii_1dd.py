"""Số trang của phụ lục được đánh số riêng theo từng phụ lục; cỡ chữ, kiểu chữ như số trang của văn bản, trang thứ
nhất không hiện số.

Căn cứ: Phụ lục I, Phần I, mục III, khoản 1, điểm đ; mục I, khoản 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, View, Where, decimal, span
from reportgen.nd30.mends import nearest
from reportgen.wordview.anatomy import Appendix
from reportgen.wordview.changes import Change, LettersChange, SectionChange
from reportgen.wordview.document import Paragraph, Section
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = (Points(13), Points(14))
_WHERE = Where("Số trang của phụ lục")


def check(view: View) -> Iterator[Breach]:
    """Each appendix begins a section whose page numbers begin at 1."""
    appendices = view.appendices()
    sections = view.document.sections
    parts = [part for kind in ("headers", "footers") for _, part in view.page_parts(kind, sections)]
    numbered = any(paragraph.page for part in parts for paragraph in part)
    if not numbered:
        raise Inapplicable("văn bản không có số trang")
    seen = {0} if view.anatomy.main else set[int]()  # a file that an appendix begins has nothing before it
    for appendix in appendices:
        section = sections[min(appendix.section, len(sections) - 1)]
        where = view.where(appendix.heading)
        if appendix.section in seen:
            advice = "trước phụ lục chèn Ngắt phần, Trang tiếp theo (Section Break, Next Page), rồi đánh số trang từ 1"
            yield Breach(where, "không bắt đầu phần (section) riêng", "số trang riêng cho từng phụ lục", advice)
            return
        seen.add(appendix.section)
        if appendix.section and section.start != 1:
            advice = "Định dạng số trang (Format Page Numbers), Bắt đầu từ (Start at): 1"
            yield Breach(where, "số trang nối tiếp phần trước", "số trang bắt đầu từ 1", advice)
            return


def mend(view: View) -> Iterator[Change]:
    """Numbers from 1 on in the section of each appendix that begins one."""
    for appendix in view.appendices():
        if 0 < appendix.section < len(view.document.sections):
            yield SectionChange(appendix.section, {"start": 1})


def _appended(view: View) -> list[Section]:
    """Return the sections of the appendices that are none of the main text."""
    first = view.appendices()[0].section
    if first == 0 or any(line.paragraph.section == first for line in view.anatomy.main):
        raise Inapplicable("phụ lục chung phần (section) với nội dung")
    return list(view.document.sections[first:])


def check_size(view: View) -> Iterator[Breach]:
    """The page numbers of appendices are of the size of those of the text."""
    main = {id(part) for _, part in view.page_parts("headers", view.main_sections)}
    for name, part in view.page_parts("headers", _appended(view)):
        for paragraph in part if name != "first" and id(part) not in main else ():
            size = paragraph.page.size if paragraph.page is not None else ALLOWED[0]
            if not ALLOWED[0] <= size <= ALLOWED[1]:
                advice = f"bấm đúp vào đầu trang của phụ lục, bôi đen số trang, chọn cỡ chữ {decimal(ALLOWED[1])}"
                yield Breach(_WHERE, f"cỡ chữ {decimal(size)}", f"cỡ {span(*ALLOWED)}", advice)
                return


def mend_size(view: View) -> Iterator[Change]:
    """The numbers at the nearer end of the range."""
    for name, part in view.page_parts("headers", _appended(view)):
        for paragraph in part if name != "first" else ():
            size = paragraph.page.size if paragraph.page is not None else ALLOWED[0]
            if (right := nearest(size, *ALLOWED)) != size:
                yield LettersChange(paragraph, 0, None, {"size": right})


def check_first(view: View) -> Iterator[Breach]:
    """The first page of an appendix shows no number."""
    _appended(view)
    for appendix in view.appendices():
        if any(paragraph.page for part in _on_first_page(_section_of(view, appendix)) for paragraph in part):
            advice = (
                "bấm đúp vào đầu trang của phụ lục, thẻ Đầu trang (Header & Footer), "
                "chọn Trang đầu khác (Different First Page), xóa số ở trang đầu"
            )
            where = view.where(appendix.heading)
            yield Breach(where, "trang đầu của phụ lục hiện số trang", "không hiện số ở trang thứ nhất", advice)
            return


def mend_first(view: View) -> Iterator[Change]:
    """The first page of each appendix differs from the others, where that shows no number."""
    for appendix in view.appendices():
        section = _section_of(view, appendix)
        unseen = [item for parts in (section.headers, section.footers) for item in parts.get("first", ())]
        if not section.title_page and all(item.blank for item in unseen):
            yield SectionChange(appendix.section, {"title_page": True})


def _section_of(view: View, appendix: Appendix) -> Section:
    return view.document.sections[min(appendix.section, len(view.document.sections) - 1)]


def _on_first_page(section: Section) -> Iterator[tuple[Paragraph, ...]]:
    """Yield header and footer of a section's first page."""
    kind = "first" if section.title_page else "default"
    yield section.headers.get(kind, ())
    yield section.footers.get(kind, ())


RULES = (
    Rule("PL1-III-1dd/so-trang-rieng", "Số trang riêng của phụ lục", CLAUSE, check, mends=mend, asked=True),
    Rule("PL1-III-1dd/so-trang-co-chu", "Cỡ chữ số trang của phụ lục", CLAUSE, check_size, mends=mend_size),
    Rule(
        "PL1-III-1dd/trang-dau",
        "Trang đầu của phụ lục không hiện số",
        CLAUSE,
        check_first,
        Level.KHUYEN_NGHI,
        mends=mend_first,
    ),
)
