"""Viện dẫn phần, chương, mục, tiểu mục, điều của văn bản cụ thể thì viết hoa. Khoản, điểm: ví dụ của Nghị định
viết thường, «điểm a khoản 2 Điều 103», dù lời văn nói viết hoa; ở đây theo ví dụ.

Căn cứ: Phụ lục II, mục V, khoản 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, View
from reportgen.patterns import regex
from reportgen.vn.text import LOWER
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_CAPITAL = regex(rf"(?<=[{LOWER},;(] )(?:Điểm [a-zđ](?:, | và |\d? khoản|\d? Khoản)|Khoản \d+)")
_SMALL = regex(
    r"(?:[Kk]hoản \d+|[Đđ]iểm [a-zđ]|Điều \d+(?: và| đến)?),? (điều \d+)|"
    r"\b(?:[Tt]heo|[Tt]ại|[Ởở]|[Cc]ăn cứ|[Nn]hư) (điều \d+)\b"
)


_NUMBERED = regex(r"điều \d")
"""Most lines that have the word tell of «điều hành», «điều chỉnh»."""


def _matches(lines: Iterable[Line], pattern: re.Pattern[str]) -> list[tuple[Line, re.Match[str]]]:
    return [(line, match) for line in lines if (match := pattern.search(line.text))]


def check_capital(view: View) -> Iterator[Breach]:
    """Khoản and điểm are small within a sentence."""
    wrong = _matches(view.holding("Khoản", "Điểm"), _CAPITAL)
    if wrong:
        words = wrong[0][1][0].strip()
        yield view.breach_at(wrong, f"«{words}»", "khoản, điểm viết thường", f"sửa thành {words.lower()}")


def check_article(view: View) -> Iterator[Breach]:
    """Điều is capitalised in a citation."""
    numbered = (line for line in view.holding("điều ") if _NUMBERED.search(line.text))
    wrong = _matches(numbered, _SMALL)
    if wrong:
        match = wrong[0][1]
        yield view.breach_at(wrong, f"«{match[1] or match[2]}»", "Điều viết hoa", "sửa thành Điều")


RULES = (
    Rule("PL2-V-6/khoan-diem", "Viện dẫn khoản, điểm", CLAUSE, check_capital, Level.KHUYEN_NGHI),
    Rule("PL2-V-6/dieu", "Viện dẫn Điều", CLAUSE, check_article),
)
