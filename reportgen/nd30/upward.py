"""Whom a report is sent to, as its own text says: a superior who asked for it, or to whom it reports.

Only what opens or closes the text is looked at («… báo cáo Ủy ban nhân dân tỉnh như sau:», «Trên đây là báo cáo …»):
in between a report tells of many that are reported to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from reportgen.nd30.base import View
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import bare_words
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

_BODY = (
    r"(?P<who>(?:(?:Ủy|Uỷ) ban nhân dân|UBND|Bộ|Sở|Chính phủ|Thủ tướng|Tổng cục|Cục|Phòng|Thanh tra (?:Chính phủ|tỉnh))"
    r"(?:\s+(?!như\b|kết quả\b|về\b|tình hình\b|xem xét\b|tổng hợp\b|theo dõi\b|chỉ đạo\b|biết\b|để\b|việc\b|một số\b)"
    r"[^\s,;:.()/]+){0,9})"
)
_REPORTED = regex(rf"\b(?:báo cáo|trình|gửi)\s+{_BODY}")
_ASKED = regex(rf"\b(?:Công văn|công văn|Văn bản|văn bản)\s+số\b.{{3,120}}?\bcủa\s+{_BODY}")
_INSTRUCTED = regex(rf"\b(?:Kế hoạch|Chỉ thị|Quyết định|Thông báo|Chương trình)\s+số\b.{{3,120}}?\bcủa\s+{_BODY}")
_OPENS = regex(r"báo cáo\b.*:$", re.IGNORECASE | re.DOTALL)
_CLOSES = regex(r"^(trên đây là|kính (trình|gửi|báo cáo))\b", re.IGNORECASE)
_RANKS = (
    (5, regex(r"^(chinh phu|thu tuong|thanh tra chinh phu)\b")),
    (5, regex(r"^bo (?!phan|chi huy|tu lenh)")),
    (4, regex(r"^(uy ban nhan dan|ubnd) (tinh|thanh pho|tp)\b|^tong cuc\b")),
    (3, regex(r"^(so|cuc|thanh tra tinh|ban quan ly|van phong (uy ban nhan dan|ubnd) (tinh|thanh pho))\b")),
    (2, regex(r"^(uy ban nhan dan|ubnd)\b")),
    (1, regex(r"^(phong|chi cuc)\b")),
)
"""How high a body stands, by its name; the higher, the higher. What is not named here stands below all of them."""


@record
class Superior:
    """Who is reported to, as the text names him, and the line that does."""

    name: str
    line: Line
    match: re.Match[str]


def superior(view: View) -> Superior | None:
    """Return to which superior a report is sent; None where its text does not say so."""
    own = rank(view.agency_name)
    return next((found for found in _named(view) if rank(found.name) > own or _heads(view, found.name)), None)


def _heads(view: View, name: str) -> bool:
    """Tell whether a body is the one that stands above the agency in the document's head."""
    above = _key(" ".join(line.text for line in view.all(Component.CHU_QUAN)))
    return bool(above) and above.startswith(_key(name))


def _named(view: View) -> Iterator[Superior]:
    opening = takewhile(lambda line: view.part(line) is Component.DOAN, view.anatomy.body)
    for line in opening:
        if _OPENS.search(line.text):
            yield from _found(line, _patterns(view, line))
    for line in view.anatomy.body[-2:]:
        if _CLOSES.match(line.text):
            yield from _found(line, [_REPORTED])


def _patterns(view: View, line: Line) -> Sequence[re.Pattern[str]]:
    """Return by what a superior is known in the opening: who stands above the agency in the head may also instruct."""
    match = _INSTRUCTED.search(line.text)
    return (_REPORTED, _ASKED, _INSTRUCTED) if match and _heads(view, match["who"]) else (_REPORTED, _ASKED)


def _key(name: str) -> str:
    return bare_words(name).replace("uy ban nhan dan", "ubnd")


def _found(line: Line, patterns: Sequence[re.Pattern[str]]) -> Iterator[Superior]:
    for pattern in patterns:
        for match in pattern.finditer(line.text):
            yield Superior(" ".join(match["who"].split()), line, match)


def rank(name: str) -> int:
    """Return how high a body stands, from 5 (the Government, a ministry) down to 1; 0 for one that is not known."""
    bare = bare_words(name)
    return next((rank for rank, pattern in _RANKS if pattern.match(bare)), 0)
