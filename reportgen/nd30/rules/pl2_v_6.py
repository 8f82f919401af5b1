"""Viện dẫn phần, chương, mục, tiểu mục, điều của văn bản cụ thể thì viết hoa. Khoản, điểm: ví dụ của Nghị định
viết thường, «điểm a khoản 2 Điều 103», dù lời văn nói viết hoa; ở đây theo ví dụ.

Căn cứ: Phụ lục II, mục V, khoản 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def _matches(view: View, pattern: re.Pattern[str], words: tuple[str, ...]) -> list[tuple[Line, re.Match[str]]]:
    """Return the lines that match; only those with one of ``words`` are worth the search."""
    there = [word for word in words if word in view.whole_text]
    likely = (line for line in view.anatomy.lines if any(word in line.text for word in there)) if there else ()
    return [(line, match) for line in likely if (match := pattern.search(line.text))]


def check_capital(view: View) -> Iterator[Breach]:
    """Khoản and điểm are small within a sentence."""
    wrong = _matches(view, _CAPITAL, ("Khoản", "Điểm"))
    if wrong:
        words = wrong[0][1][0].strip()
        yield view.breach_at(wrong, f"«{words}»", "khoản, điểm viết thường", f"sửa thành {words.lower()}")


def check_article(view: View) -> Iterator[Breach]:
    """Điều is capitalised in a citation."""
    wrong = _matches(view, _SMALL, ("điều",))
    if wrong:
        match = wrong[0][1]
        yield view.breach_at(wrong, f"«{match[1] or match[2]}»", "Điều viết hoa", "sửa thành Điều")


RULES = (
    Rule("PL2-V-6/khoan-diem", "Viện dẫn khoản, điểm", CLAUSE, check_capital, Level.KHUYEN_NGHI),
    Rule("PL2-V-6/dieu", "Viện dẫn Điều", CLAUSE, check_article),
)
