"""Lỗi gõ máy: dấu cách trước dấu câu, thiếu dấu cách sau dấu câu, dấu cách thừa giữa hai chữ, chỗ của mẫu chưa điền,
ngày không có thật.

Căn cứ: không có điều khoản riêng; văn bản phải chính xác, rõ ràng (Điều 8, khoản 1).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, View, Where
from reportgen.nd30.mends import every_retyped
from reportgen.patterns import regex
from reportgen.vn.text import LOWER, UPPER
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_BEFORE = regex(r"(?<=[^\W\d_]{2}) (?:[,;:?!.](?=\s|$)|[,;](?=[^\W\d_]{2}))")
"""One space: several are a blank to be filled in. What stands before is only looked back at: a word may be long."""
_SPACE_BEFORE = regex(r"(?<=[^\W\d_]{2}) (?=[,;:?!.](?=\s|$))")
_SPACE_AMISS = regex(r"(?<=[^\W\d_]{2}) ([,;])(?=[^\W\d_]{2})")
"""The space that belongs behind the sign."""
_AFTER = regex(rf"(?<=[^\W\d_]{{2}})[,;](?=[^\W\d_]{{2}})|(?<=[{LOWER}]{{2}})\.(?=[{UPPER}][{LOWER}])")
_WIDE = regex(
    rf"(?<=[^\W\d_](?:[^\W\d_]|[,;.:]))[ \u00a0]{{2}}(?=[^\W\d_])|(?<=[{LOWER}]{{2}})\u00a0(?=[{LOWER}]{{2}})"
)
"""More spaces are a blank or set something below another; one that does not break may hold a number or a name."""
_TWO = ("  ", "\u00a0")
_NEAR = 12
"""Characters on either side of a sign that a finding shows, at most."""
_RESIDUE = regex(
    r"\{\{|\}\}|\{%|%\}|[｛｝]{2}|\$\{[^\W\d]\w*\}|\{[a-z]+[._]\w+\}|«[A-Za-z0-9]+_\w+»|\[\[|\]\]|"
    rf"(?<!\w)<{{1,2}}(?:(?-i:[{UPPER}])\w*(?:[ .-]\w+)*|[a-z]+_\w+)>{{1,2}}|"
    r"\[(?:nhập|điền|gõ|ghi(?! chú)|chọn|tên|type|insert|enter)\b[^\[\]]{0,60}\]|"
    r"\b99/99/9999\b|\bdd/mm/yyyy\b|\bx{2,}/x{2,}|(?-i:(?<!\d )(?<![\w./@-])x{2,}(?![\w/@-]|\.\w)|\bsố X{2,}\b)|"
    r"\bx{2,}(?=\s?(?:%|triệu\b|tỷ đồng\b|nghìn\b|đồng\b))|"
    r"\bError! [a-z]+ [a-z]+|\bLỗi! (?:Không tìm thấy nguồn tham chiếu|Thẻ đánh dấu|Không có)|"
    r"#(?:REF|VALUE|DIV/0|NAME|NUM|NULL)[!?]|#N/A\b|#{4,}|"
    r"Click (?:here|or tap(?: here)?) to enter|Choose an item\.|Chọn một mục\.|"
    r"(?:Bấm|Nhấp|Nhấn)(?: chuột| hoặc gõ nhẹ| hoặc nhấn)? (?:vào đây )?để nhập (?:văn bản|chữ|ngày|nội dung)",
    re.IGNORECASE,
)
"""Tags, names in brackets, letters for digits, prompts, and what Word and Excel print where they found nothing."""
_DATES = (
    regex(r"(\d(?<![\d/]\d)\d?)/(\d{1,2})/(\d{4})(?![\d/])"),
    regex(r"[nN](?<=\b[nN])(?i:gày (\d{1,2}) tháng (\d{1,2}) năm (\d{4}))\b"),
)
"""They begin with the sign by which a place is found, and look back from there: four times as fast."""
_GLUED = regex(r"[,;.](?<=[^\W\d_].)(?=[^\W\d_])")
_SPACED = regex(r" [,;:.?!]")
"""What a line must have to be worth the search for the patterns above: these are found ten times faster."""
_LEFT = (
    "{", "}", "[", "]", "«", "<", "$", "#", "｛", "｝", "!", "lick", "LICK", "oose an", "ột mục.", "để nhập",
    "ĐỂ NHẬP", "9/99", "d/mm", "D/MM", "xx", "XX",
)  # fmt: skip
"""The same for what is left of a template."""


def _sentences_with(view: View, pattern: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines of text and notes in which ``pattern`` is found, but for the number: a blank in it is no slip."""
    numbers = view.all(Component.SO_KY_HIEU)
    yield from (line for line in view.matching(pattern) if line not in numbers)
    yield from (line for line in view.notes if pattern.search(line.text))


def _found(lines: Iterable[Line], pattern: re.Pattern[str]) -> list[tuple[Line, re.Match[str]]]:
    """Return the first match in each of ``lines`` that has one."""
    return [(line, match) for line in lines if (match := pattern.search(line.text))]


def _shown(line: Line, match: re.Match[str]) -> str:
    """Return a match with the words that touch it."""
    text = line.text
    before = text[max(match.start() - _NEAR, 0) : match.start()].rsplit(" ", 1)[-1]
    after = text[match.end() : match.end() + _NEAR].split(" ", 1)[0]
    return f"{before}{match[0]}{after}".strip()


def check_before(view: View) -> Iterator[Breach]:
    """No space before a comma, semicolon, colon or the final full stop."""
    if found := _found(_sentences_with(view, _SPACED), _BEFORE):
        line, match = found[0]
        amiss = _SPACE_AMISS.match(line.text, match.start())
        advice = "chuyển dấu cách ra sau dấu câu" if amiss else "xóa dấu cách trước dấu câu"
        yield view.breach_at(found, f"«{_shown(*found[0])}»", "dấu câu viết liền chữ trước", advice, "dòng")


def mend_before(view: View) -> Iterator[Change]:
    """Take the space out; where there is none behind the sign, it goes there."""
    lines = list(_sentences_with(view, _BEFORE))
    yield from every_retyped(lines, _SPACE_BEFORE, "")
    yield from every_retyped(lines, _SPACE_AMISS, r"\1 ")


def _typed(view: View) -> list[Line]:
    """Return the paragraphs of the text with two spaces: elsewhere these may set words apart or below others."""
    spaced = set(view.holding(*_TWO))
    lines = [line for line in (*view.all(Component.CAN_CU), *view.anatomy.body) if line in spaced]
    typed = (line for line in lines if line.begins and "\t" not in line.raw)
    return [line for line in typed if line.paragraph.layout.align in ("left", "both")]


def check_wide(view: View) -> Iterator[Breach]:
    """One space between two words, and one at which the line may end."""
    if found := _found(_typed(view), _WIDE):
        text = _shown(*found[0]).replace("\u00a0", " ")
        kind = "dấu cách không ngắt" if "\u00a0" in found[0][1][0] else "dấu cách thừa"
        yield view.breach_at(found, f"{kind}: «{text}»", "một dấu cách thường giữa hai chữ", "gõ lại dấu cách", "dòng")


def check_after(view: View) -> Iterator[Breach]:
    """A space after a comma or semicolon between words."""
    if found := _found(_sentences_with(view, _GLUED), _AFTER):
        yield view.breach_at(found, f"«{_shown(*found[0])}»", "có dấu cách sau dấu câu", "thêm dấu cách", "dòng")


def check_residue(view: View) -> Iterator[Breach]:
    """Nothing of a template is left: tags, merge fields, prompts, broken references."""
    beside = (line for line in (*view.notes, *view.margins) if any(sign in line.text for sign in _LEFT))
    if found := _found((*view.holding(*_LEFT), *beside), _RESIDUE):
        required, advice = "không còn chỗ của mẫu", "điền hoặc xóa chỗ này"
        yield view.breach_at(found, f"còn «{_shown(*found[0])}»", required, advice, "dòng")
    elif drawn := next((text for text in view.document.drawn if _RESIDUE.search(text)), None):
        advice = "sửa chữ trong biểu đồ, sơ đồ"
        yield Breach(Where("Biểu đồ, sơ đồ", drawn), f"còn «{drawn}»", "không còn chỗ của mẫu", advice)


def check_dates(view: View) -> Iterator[Breach]:
    """Dates within the text are days that exist."""
    for line in (*view.holding("/", "gày ", "GÀY "), *view.notes):
        match = next(filter(_impossible, _dates(line.text)), None)
        if match is not None and view.part(line) is not Component.DIA_DANH:  # the head's has a clause of its own
            yield Breach(view.where(line, match), f"«{match[0]}»", "ngày có thật", "sửa ngày, tháng, năm")
            return


def _dates(text: str) -> Iterator[re.Match[str]]:
    slashed, worded = _DATES
    if text.count("/") > 1:
        yield from slashed.finditer(text)
    if "gày " in text or "GÀY " in text:
        yield from worded.finditer(text)


def _impossible(date: re.Match[str]) -> bool:
    day, month, year = (int(number) for number in date.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return True
    return False


RULES = (
    Rule(
        "ST/cach-truoc-dau",
        "Dấu cách trước dấu câu",
        CLAUSE,
        check_before,
        Level.KHUYEN_NGHI,
        mends=mend_before,
    ),
    Rule(
        "ST/cach-sau-dau",
        "Dấu cách sau dấu câu",
        CLAUSE,
        check_after,
        Level.KHUYEN_NGHI,
        mends=lambda view: every_retyped(_sentences_with(view, _AFTER), _AFTER, r"\g<0> "),
        asked=True,
    ),
    Rule(
        "ST/cach-thua",
        "Dấu cách thừa giữa hai chữ",
        CLAUSE,
        check_wide,
        Level.KHUYEN_NGHI,
        mends=lambda view: every_retyped(_typed(view), _WIDE, " "),
    ),
    Rule("ST/ngay-co-that", "Ngày có thật trong nội dung", CLAUSE, check_dates, Level.KHUYEN_NGHI),
    Rule("ST/sot-mau", "Chỗ của mẫu chưa điền", CLAUSE, check_residue),
)
