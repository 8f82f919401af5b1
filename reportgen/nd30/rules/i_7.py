"""Số trang: từ số 1, chữ số Ả Rập, cỡ 13 đến 14, đứng, canh giữa ở lề trên; không hiện số ở trang thứ nhất.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 7; mục V, số thứ tự 14.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View, Where, decimal, span
from reportgen.nd30.mends import every_retyped, nearest
from reportgen.nd30.pages import pages_of
from reportgen.patterns import regex
from reportgen.wordview.changes import Change, LayoutChange, LettersChange, NumberAbove, NumberGone, SectionChange
from reportgen.wordview.document import Paragraph, Section
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ALLOWED = (Points(13), Points(14))
_WHERE = Where("Số trang")
_CHARS, _LINES = 75, 34
"""Characters of a line and lines of a page at the least: a text of fewer is taken for one page."""
_SURELY = 1.2
"""Pages that a text is reckoned to take when it surely takes more than one."""
_INSERT = "thẻ Chèn (Insert), mục Số trang (Page Number), Đầu trang (Top of Page), chọn kiểu ở giữa"
_BESIDE = regex(
    r"\b(?:trang|page|tr\.?|pg\.?)\s*(?=\d|$)|^[-–—~.]+\s*(?=\d|$)|(?<=\d)\s*[-–—~]+$|(?<=\d)\s*/\s*\d+$", re.IGNORECASE
)
"""What people put beside a page number: a word, dashes, how many pages there are."""


def _numbers(view: View, kind: str) -> list[Paragraph]:
    """Return the paragraphs with a page number in headers or footers of the main text, the first page's apart."""
    parts = view.page_parts(kind, view.main_sections)
    return [paragraph for name, part in parts if name != "first" for paragraph in part if paragraph.page]


def _in_headers(view: View) -> list[Paragraph]:
    return _numbers(view, "headers")


def _in_footers(view: View) -> list[Paragraph]:
    return _numbers(view, "footers")


def _place(view: View) -> tuple[Where, str]:
    """Return where the numbers stand, and how one gets there in Word."""
    if _in_headers(view) or not _in_footers(view):
        return _WHERE, "bấm đúp vào đầu trang"
    return Where(_WHERE.part, place="cuối trang"), "bấm đúp vào cuối trang"


def _several_pages(view: View) -> bool:
    """Tell whether the document has more than one page; raises Unseen when that cannot be told."""
    if (view.document.pages or 0) > 1:  # many programs write 1 whatever they make
        return True
    if _parted(view) or pages_of(view) > _SURELY:
        return True
    if sum(1 + len(line.text) // _CHARS for line in view.anatomy.lines if not line.place.table) < _LINES:
        return False
    raise Unseen("không rõ văn bản có quá một trang hay không: tệp không ghi số trang")


def _parted(view: View) -> bool:
    """Tell whether a page ends between two texts: at a break, or where a section begins that is not continuous."""
    if any(not section.continuous for section in view.document.sections[1:]):
        return True
    written = [each.number for each in view.paragraphs if not each.blank]
    breaks = [each.number + (not each.layout.page_break_before) for each in view.paragraphs if each.breaks]
    return any(written and written[0] < number <= written[-1] for number in breaks)


def _only_behind(view: View) -> bool:
    """Tell whether just the appendices are numbered, and the text before them takes one page.

    LibreOffice leaves the header of the pages from the second on out where there is but one before the next section.
    """
    behind = view.document.sections[len(view.main_sections) :]
    parts = (part for kind in ("headers", "footers") for name, part in view.page_parts(kind, behind) if name != "first")
    return any(paragraph.page for part in parts for paragraph in part) and pages_of(view) <= 1


def _need(view: View) -> list[Paragraph]:
    found = _in_headers(view) or _in_footers(view)
    if not found:
        raise Inapplicable("văn bản không có số trang")
    return found


def check_present(view: View) -> Iterator[Breach]:
    """A document of several pages has page numbers."""
    if _in_headers(view) or _in_footers(view):
        return
    if _only_behind(view) or not _several_pages(view):
        raise Inapplicable("văn bản một trang")
    yield Breach(_WHERE, "không có số trang", "số trang ở giữa lề trên, từ trang 2", _INSERT)


def check_place(view: View) -> Iterator[Breach]:
    """The number stands in the header, centred."""
    found = _need(view)
    if not _in_headers(view):
        yield Breach(_WHERE, "số trang ở cuối trang", "số trang ở lề trên", f"xóa số trang ở cuối trang; {_INSERT}")
        return
    for paragraph in found:
        align = paragraph.layout.frame or paragraph.layout.align
        if align != "center" and paragraph.text[:1] != "\t" and not paragraph.place.box:
            names = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai bên"}
            yield Breach(
                _WHERE, names.get(align, align), "canh giữa", f"{_place(view)[1]}, đặt con trỏ vào số trang, bấm Ctrl+E"
            )
            return


def check_size(view: View) -> Iterator[Breach]:
    """The number is 13 to 14 points."""
    where, there = _place(view)
    for paragraph in _need(view):
        if paragraph.page is None:
            continue
        size = paragraph.page.size
        if not ALLOWED[0] <= size <= ALLOWED[1]:
            advice = f"{there}, bôi đen số trang, chọn cỡ chữ {decimal(ALLOWED[1])}"
            yield Breach(where, f"cỡ chữ {decimal(size)}", f"cỡ {span(*ALLOWED)}", advice)
            return


def check_style(view: View) -> Iterator[Breach]:
    """The number is upright."""
    where, there = _place(view)
    for paragraph in _need(view):
        if paragraph.page and paragraph.page.italic:
            yield Breach(where, "chữ nghiêng", "chữ đứng", f"{there}, bôi đen số trang, bấm Ctrl+I")
            return


def check_first(view: View) -> Iterator[Breach]:
    """The first page shows no number."""
    _need(view)
    first: Section = view.main_sections[0]
    kind = "first" if first.title_page else "default"
    shown = [
        paragraph for parts in (first.headers, first.footers) for paragraph in parts.get(kind, ()) if paragraph.page
    ]
    if shown:
        where, there = _place(view)
        advice = (
            f"{there}, thẻ Đầu trang (Header & Footer), chọn Trang đầu khác (Different First Page), xóa số ở trang đầu"
        )
        yield Breach(where, "trang thứ nhất hiện số trang", "không hiện số ở trang thứ nhất", advice)


def _has_more(text: str) -> bool:
    return not text.isdecimal() and _BESIDE.search(text) is not None


def check_bare(view: View) -> Iterator[Breach]:
    """Nothing but digits is shown: no «Trang», no dashes, no number of pages."""
    beside = [paragraph for paragraph in _need(view) if _has_more(paragraph.text.strip())]
    where, there = _place(view)
    if beside:
        found = f"«{' '.join(beside[0].text.split())}»"
        advice = f"{there}, xóa chữ và dấu cạnh số trang, chỉ để lại số"
        yield Breach(where, f"số trang ghi kèm chữ hoặc dấu: {found}", "chỉ ghi chữ số Ả Rập", advice)
    elif view.main_sections[0].number_format == "numberInDash":
        advice = "thẻ Chèn (Insert), Số trang (Page Number), Định dạng số trang (Format Page Numbers), chọn 1, 2, 3"
        yield Breach(where, "số trang giữa hai gạch: «- 2 -»", "chỉ ghi chữ số Ả Rập", advice)


def check_alone(view: View) -> Iterator[Breach]:
    """Nothing else stands above the pages, where the number is."""
    numbered = {id(paragraph) for paragraph in _in_headers(view)}
    if not numbered:
        raise Inapplicable("số trang không ở đầu trang")
    headers = [part for kind, part in view.page_parts("headers", view.main_sections) if kind == "default"]
    there = [part for part in headers if any(id(paragraph) in numbered for paragraph in part)]
    beside = [item.text for part in there for item in part if id(item) not in numbered and _WORDS.search(item.text)]
    if beside:
        text = " ".join(beside[0].split())
        advice = "bấm đúp vào đầu trang, xóa dòng chữ ấy, chỉ để lại số trang"
        yield Breach(Where("Đầu trang", text), "đầu trang có chữ ngoài số trang", "đầu trang chỉ có số trang", advice)


_WORDS = regex(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")


def check_start(view: View) -> Iterator[Breach]:
    """Numbers begin at 1 and are Arabic."""
    _need(view)
    first = view.main_sections[0]
    advice = "thẻ Chèn (Insert), Số trang (Page Number), Định dạng số trang (Format Page Numbers)"
    if first.start not in (None, 1):
        yield Breach(_WHERE, f"bắt đầu từ số {first.start}", "bắt đầu từ số 1", advice)
    if first.number_format not in ("decimal", "numberInDash"):
        yield Breach(_WHERE, "không phải chữ số Ả Rập", "chữ số Ả Rập: 1, 2, 3", advice)


def mend_bare(view: View) -> Iterator[Change]:
    """The number alone, where what stands beside it is typed."""
    numbered = {id(paragraph) for paragraph in _need(view)}
    return every_retyped((line for line in view.margins if id(line.paragraph) in numbered), _BESIDE, "")


def mend_size(view: View) -> Iterator[Change]:
    """The number at the nearer end of the range."""
    for paragraph in _need(view):
        size = paragraph.page.size if paragraph.page else ALLOWED[0]
        if (right := nearest(size, *ALLOWED)) != size:
            yield LettersChange(paragraph, 0, None, {"size": right})


def mend_style(view: View) -> Iterator[Change]:
    """The number upright."""
    italic = (paragraph for paragraph in _need(view) if paragraph.page and paragraph.page.italic)
    return (LettersChange(paragraph, 0, None, {"italic": False}) for paragraph in italic)


def _alone(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph shows nothing but a page number, dashes around it at most."""
    return not any(char.isalpha() for char in paragraph.text)


def mend_place(view: View) -> Iterator[Change]:
    """The number centred; one that stands alone below the text put above it where no header stands in the way."""
    above = _in_headers(view)
    if above:
        placed = (paragraph for paragraph in above if not paragraph.layout.frame and not paragraph.place.box)
        centred = (paragraph for paragraph in placed if paragraph.text[:1] != "\t")
        yield from (LayoutChange(paragraph, {"align": "center"}) for paragraph in centred)
        return
    below = _in_footers(view)
    first = view.main_sections[0]
    header = first.headers.get("default", ())
    empty = all(item.blank and not item.strokes and not item.pictured for item in header)
    if empty and first.title_page and all(map(_alone, below)):  # else a person has to arrange what is there
        yield from (NumberGone(paragraph) for paragraph in below)
        yield NumberAbove(0, ALLOWED[1], header[0] if header else None)


def mend_present(view: View) -> Iterator[Change]:
    """A number above all pages but the first of each section, those of an appendix from 1, where no header is."""
    sections = view.document.sections
    parts = [part for section in sections for kind in (section.headers, section.footers) for part in kind.values()]
    if any(not item.blank or item.strokes or item.pictured for part in parts for item in part):
        return
    starts = {appendix.section for appendix in view.anatomy.appendices}
    for number, section in enumerate(sections):
        if not section.title_page:
            yield SectionChange(number, {"title_page": True})
        if number and number in starts:
            yield SectionChange(number, {"start": 1})
    header = sections[0].headers.get("default", ())
    yield NumberAbove(0, ALLOWED[1], header[0] if header else None)


def mend_first(view: View) -> Iterator[Change]:
    """The first page differs from the others, where nothing but the number would be lost on it; it shows none."""
    first = view.main_sections[0]
    for parts in (first.headers, first.footers):
        shown = [item for item in parts.get("first", ()) if item.page] if first.title_page else []
        yield from (NumberGone(item) for item in shown if _alone(item))
    rest = [item for parts in (first.headers, first.footers) for item in parts.get("default", ())]
    unseen = [item for parts in (first.headers, first.footers) for item in parts.get("first", ())]
    only = all(item.blank or (item.page and _alone(item)) for item in rest)
    if not first.title_page and only and all(item.blank for item in unseen):
        yield SectionChange(0, {"title_page": True})


def mend_start(view: View) -> Iterator[Change]:
    """Arabic numbers from 1 on."""
    first = view.main_sections[0]
    if first.start not in (None, 1):
        yield SectionChange(0, {"start": 1})
    if first.number_format not in ("decimal", "numberInDash"):
        yield SectionChange(0, {"number_format": "decimal"})


RULES = (
    Rule("PL1-I-7/so-trang", "Có số trang", CLAUSE, check_present, mends=mend_present, asked=True),
    Rule("PL1-I-7/so-trang-vi-tri", "Vị trí số trang", CLAUSE, check_place, mends=mend_place),
    Rule("PL1-I-7/so-trang-co-chu", "Cỡ chữ số trang", CLAUSE, check_size, mends=mend_size),
    Rule("PL1-I-7/so-trang-kieu-chu", "Kiểu chữ số trang", CLAUSE, check_style, mends=mend_style),
    Rule(
        "PL1-I-7/so-trang-chi-so",
        "Số trang chỉ ghi chữ số",
        CLAUSE,
        check_bare,
        Level.KHUYEN_NGHI,
        mends=mend_bare,
        asked=True,
    ),
    Rule("PL1-I-7/dau-trang", "Chữ khác ở đầu trang", CLAUSE, check_alone, Level.KHUYEN_NGHI),
    Rule("PL1-I-7/trang-dau", "Trang đầu không hiện số", CLAUSE, check_first, mends=mend_first),
    Rule("PL1-I-7/so-trang-tu-1", "Số trang từ 1, chữ số Ả Rập", CLAUSE, check_start, mends=mend_start),
)
