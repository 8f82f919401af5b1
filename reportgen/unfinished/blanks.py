"""Blanks typed by hand: dots, underscores and gaps where a number, a date or a word is still to come.

``Kinh phí …… triệu đồng``, ``Kế hoạch số      /KH-STN ngày   /  /2026``, ``ngày … tháng … năm 2026``. Not every «…» is
one: «v.v…», «gồm: A, B, …», «(…)» and «“… theo quy định”» leave words out and wait for none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

_SIGNS = (
    "…", "‥", "․", "_", "\t", "\u00a0", "\u2002\u2002", "..", ". .", "  ", " /", "/ ", "gày tháng ", "năm\n", "năm.",
    "năm,", "năm;", "năm)",
)  # fmt: skip
"""What a text must have to be worth a closer look."""
_DOTS = r"(?:\.[ \u00a0]){3,}\.|[….‥․]{2,}|[…‥]|_{2,}"
_WEIGHTS = {"…": 3, "‥": 2}
_MOST_DOTS = 300
"""Places with dots in one text that are judged: nobody types more."""
_BEFORE, _AFTER = 120, 80
"""Characters on either side of dots by which they are judged."""
_SPACE = r"[^\S\n]"
_END = r"\s*(?:$|[.,;:!?)\]”\"»’]|/\.?\s*$)"
_MONEY = (
    r"(?:(?:triệu|nghìn|ngàn)\b|t[ỷỉ]\b(?!\s(?:lệ|trọng|suất|số|giá|mỉ))"
    r"|đồng\b(?!\s(?:thời|bộ|chí|loạt|bào|tình|hành|thuận|nhất|nghiệp|đều|quan|ruộng|ý)))"
)
"""Units of money, and not «tỷ lệ», «đồng thời»."""
_UNITS = rf"\s?(?-i:%|{_MONEY})"
"""What begins with a capital begins a sentence."""
_LEAST, _MOST = 2, 1_000
"""One dot is a full stop."""


class _Row(NamedTuple):
    """What dots mean between such texts; ``least`` and ``most``: how heavy they are, in dots.

    The patterns are compiled when they are first tried: most documents have no dots.
    """

    blank: bool
    before: str
    after: str
    least: int
    most: int


def _blank(before: str = "", after: str = "", *, least: int = _LEAST, most: int = _MOST) -> _Row:
    return _Row(True, rf"(?:{before})\Z", after, least, most)


def _ellipsis(before: str = "", after: str = "", *, least: int = _LEAST, most: int = _MOST) -> _Row:
    return _blank(before, after, least=least, most=most)._replace(blank=False)


_WANTS = r"(?:là|đạt|khoảng|số)"
_LEADS = r"(?:gồm|được|có|còn|trên|dưới|gần|hơn|tăng|giảm|ngày|tháng|năm|quý|lần|thứ)"
"""Words that want a figure or a name behind them; those of the first kind end no sentence that is broken off."""
_GOES_ON = r"\s(?:và|nhằm|để|theo|trên|trong|của|tại|cho|với|do|bằng|đã|được|đến|từ|phục vụ)\b"
"""Words with which a sentence goes on after a list that was broken off."""
_OPEN, _CLOSE = '“"«‘', '”"»’'
_ROWS = (
    _ellipsis(r"\bv\s?[.,]?\s?v\s?"),
    _ellipsis(r"(?:://|www\.|@|\\)\S*"),
    _ellipsis(r"[^\s:].*[^\s:]\s?", r"\s*\d{1,3}\s*$", least=7),  # a table of contents
    _blank("", r"\s?/(?!\s?\.?\s*$)"),  # not the sign ./. at the end of a document
    _blank(r"/\s?"),
    _blank("", _UNITS),
    _blank(r"\b(?:số|ngày|tháng|năm|quý)\s*:?\s*", r"\s*\w"),
    _blank(r"\bnăm\s+\d{2,3}\s?"),
    _ellipsis(r"[(\[]\s?", r"\s?[)\]]", most=6),
    _ellipsis(rf"(?:^|[{_OPEN}(])", r"\w", most=6),
    _ellipsis(rf"[{_OPEN}]\s?", rf"\s\w|\s?[{_CLOSE}]", most=6),
    _ellipsis(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]*\s", rf"\s[^{_OPEN}{_CLOSE}]*[{_CLOSE}]", most=3),
    _ellipsis(r"[,;]\s?", most=12),
    _blank(r":\s*"),
    _blank(rf"\b{_WANTS}\s?"),
    _ellipsis(r"\S", most=3),
    _ellipsis(r"\S", f"{_END}|{_GOES_ON}", most=6),
    _ellipsis("", r"\S", most=2),
    _blank(rf"\b{_LEADS}\s"),
    _ellipsis(r"(?:\w+\W+){4}", _END, most=3),
    _ellipsis(r"\b(?:khác|tương tự|liên quan|vân vân)\s", _END, most=6),
    _ellipsis(r",[^.;:]{1,40}\s", f"{_END}|{_GOES_ON}", most=6),
    _blank(),
)
"""How dots are understood: by the first row that fits."""
_LINES = (
    _ellipsis(r"\w", r"\w", most=2),  # a name of a file
    _ellipsis(r"(?:://|www\.|@|\\)\S*"),
    _blank(),
)
"""And underscores."""
_GAPS = (
    ("gày", rf"gày(?:{_SPACE}{{3,60}}|\t{{1,60}})tháng\b"),
    ("gày", rf"gày{_SPACE}{{2,60}}tháng{_SPACE}{{1,60}}(?:\d{{1,2}}{_SPACE}{{1,60}})?năm{_SPACE}{{0,60}}\d{{4}}"),
    ("gày", rf"gày{_SPACE}{{1,60}}tháng{_SPACE}{{1,60}}\d"),
    ("gày", rf"gày{_SPACE}{{2,60}}/"),
    ("háng", rf"háng(?:{_SPACE}{{3,60}}|\t{{1,60}})năm\b"),
    ("háng", rf"háng{_SPACE}{{2,60}}năm{_SPACE}{{0,60}}\d{{4}}"),
    ("háng", rf"háng{_SPACE}{{0,60}}\d{{1,2}}{_SPACE}{{1,60}}năm{_SPACE}{{0,60}}(?=\Z|[.,;)])"),
    ("/", rf"(?:(?<=\s)|(?<![^(])|(?<=gày))/{_SPACE}{{0,60}}\d{{0,2}}{_SPACE}{{0,60}}/{_SPACE}{{0,60}}\d{{4}}\b"),
    ("/", rf"(?<!\d)\d{{1,2}}{_SPACE}{{0,60}}/{_SPACE}{{1,60}}/{_SPACE}{{0,60}}\d{{4}}\b"),
    ("/", rf"\b[sS]ố(?:{_SPACE}{{0,60}}:{_SPACE}{{0,60}}|{_SPACE}{{1,60}})/{_SPACE}?[A-ZĐ]{{2}}[\w-]*"),
    ("\u2002", r"\u2002{3,}"),  # what Word puts into a field of a form that nobody has filled in
    ("  ", rf"\b[sS]ố{_SPACE}{{3,60}}(?=[.,;)]|ngày\b|của\b)"),
    ("  ", rf"(?<=[^\W\d]){_SPACE}{{3,60}}(?=%|{_MONEY})"),
)
"""Gaps: what a text must have for each to be looked for, and its pattern. What begins a word may be a capital."""


class Span(NamedTuple):
    """Where a blank stands in a text."""

    start: int
    end: int


def worth_a_look(texts: Sequence[str]) -> list[int]:
    """Return which of ``texts`` may have a blank, by their indices: looked for in all at once, which costs little."""
    whole = "\n".join(texts) + "\n"
    ends = list(accumulate(len(text) + 1 for text in texts))
    found: set[int] = set()
    for sign in _SIGNS:
        at = whole.find(sign)
        while at >= 0:
            index = bisect_right(ends, at)
            found.add(index)
            at = whole.find(sign, ends[index])
    return sorted(found)


def blanks(text: str) -> Iterator[Span]:
    """Yield the blanks in a text, those of dots first."""
    for match in islice(re.finditer(_DOTS, text), _MOST_DOTS):
        if _waits(text, match):
            yield Span(*match.span())
    for sign, pattern in _GAPS:
        if sign in text:
            yield from (Span(*match.span()) for match in re.finditer(pattern, text))


def _waits(text: str, dots: re.Match[str]) -> bool:
    """Tell whether something is still to be filled in where dots or underscores stand."""
    weight = sum(_WEIGHTS.get(sign, 1) for sign in dots[0] if not sign.isspace())
    before, after = text[max(dots.start() - _BEFORE, 0) : dots.start()], text[dots.end() : dots.end() + _AFTER]
    for row in _LINES if "_" in dots[0] else _ROWS:
        if row.least <= weight <= row.most and _fits(row, before, after):
            return row.blank
    return False


def _fits(row: _Row, before: str, after: str) -> bool:
    return bool(re.match(row.after, after, re.IGNORECASE) and re.search(row.before, before, re.IGNORECASE))
