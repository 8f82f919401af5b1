"""Danh từ thuộc trường hợp đặc biệt luôn viết hoa: Nhân dân, Nhà nước.

Căn cứ: Phụ lục II, mục V, khoản 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, View
from reportgen.patterns import regex

CLAUSE = Clause.of(__doc__)
_STANDALONE = r"(?:của|do|cho|bởi|với|và|được|trong|toàn thể|lấy ý kiến|phục vụ|vận động|đời sống|Đảng,?(?: và)?)"
_PEOPLE = regex(rf"\b{_STANDALONE}\s+(nhân dân)\b(?!\s+(?:tệ|tộc))")
_STATE = regex(r"\b(?:của|do|bởi|được|mà|Đảng(?:,| và))\s+(nhà nước)\b(?!\s+(?:ngoài|hóa|hoá))")
"""Only where the word stands for the people or the State itself: «quản lý nhà nước» and the like are descriptions,
which the decree's own text writes small."""


def _check(view: View, pattern: re.Pattern[str], word: str) -> Iterator[Breach]:
    wrong = [(line, match) for line in view.holding(word.lower()) if (match := pattern.search(line.text))]
    if wrong:
        yield view.breach_at(wrong, f"«{word.lower()}» viết thường", f"«{word}» viết hoa", f"sửa thành {word}")


def check_people(view: View) -> Iterator[Breach]:
    """Nhân dân is capitalised where it means the people."""
    return _check(view, _PEOPLE, "Nhân dân")


def check_state(view: View) -> Iterator[Breach]:
    """Nhà nước is capitalised where it means the State."""
    return _check(view, _STATE, "Nhà nước")


RULES = (
    Rule("PL2-V-1/nhan-dan", "Viết hoa Nhân dân", CLAUSE, check_people, Level.KHUYEN_NGHI),
    Rule("PL2-V-1/nha-nuoc", "Viết hoa Nhà nước", CLAUSE, check_state, Level.KHUYEN_NGHI),
)
