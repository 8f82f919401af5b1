"""Targets that a plan states in numbered paragraphs: «1. Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98% trở lên»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.planread.found import FoundPlan, FoundTarget
from reportgen.planread.numbers import Depth, numbered
from reportgen.planread.paragraphs import Paragraph
from reportgen.planread.texts import bare

_TITLE = re.compile(r"\b(?:chi tieu|muc tieu cu the)\b")
_LONGEST_TITLE = 120
_NUMBER = r"\d[\d.]*(?:,\d+)?"
_MORE = r"(?:tối thiểu|ít nhất|tối đa|không quá|không dưới|trên|dưới|từ|giảm|tăng|xuống còn|còn|lên|bằng|[≥≤<>])"
_REACH = r"(?:phấn đấu |bảo đảm |đảm bảo |duy trì )?(?:đạt(?: được| tỷ lệ| mức)?|là|ở mức)"
_GOAL = re.compile(
    rf"(?:{_REACH}\s+)?"
    rf"(?P<goal>(?:{_MORE}\s*)*{_NUMBER}(?:\s*(?:-|–|đến)\s*{_NUMBER})?\s*%(?:\s+trở (?:lên|xuống))?)|"
    rf"(?:{_REACH}\s+|(?={_MORE}))(?P<amount>(?:{_MORE}\s*)*{_NUMBER}\s+[^\d\W][^\d,;.()]{{0,40}})",
    re.IGNORECASE,
)
"""A level: a percentage, or an amount behind a word that makes it one; «năm 2026» alone is none."""
_FILLER = re.compile(r"(?:phấn đấu|bảo đảm|đảm bảo|duy trì|hoàn thành|thực hiện|giữ vững|có|đạt|\s)*", re.IGNORECASE)
"""Words before a level that name nothing."""
_SIGNS = " .,;:"


def read_stated_targets(plan: FoundPlan, paragraphs: Sequence[Paragraph]) -> None:
    """Read the targets that stand as items below a heading that speaks of them; each is a guess, and doubted.

    The paragraphs stay in the plan's own text as well.
    """
    for number, place, text in _items(paragraphs):
        found = _GOAL.search(text)
        if found is None:
            if any(map(str.isdecimal, text)) or not text.endswith(":"):
                plan.doubt(
                    "chi_tieu", place, text, "đứng trong phần chỉ tiêu mà không thấy mức: chưa ghi thành chỉ tiêu"
                )
            continue
        plan.targets.append(_target(number, place, text, found))


def _items(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str, str]]:
    """Yield number, place and text of each item below the headings that speak of targets."""
    depth: Depth | None = None
    for _, place, text in paragraphs:
        found = numbered(text)
        if _is_title(text, found.rest):
            depth = found.depth if found.number else Depth.ROMAN
        elif found.number and depth is not None and found.depth <= depth:
            depth = None
        elif depth is not None and found.number:
            yield found.number if found.depth is not Depth.DASH else "", place, found.rest


def _is_title(text: str, rest: str) -> bool:
    titled = bool(_TITLE.search(bare(rest))) and len(rest) <= _LONGEST_TITLE and not _GOAL.search(rest)
    return titled and (rest != text or text.isupper() or text.endswith(":"))


def _target(number: str, place: str, text: str, found: re.Match[str]) -> FoundTarget:
    goal = found["goal"] or found["amount"]
    before, after = text[: found.start()].strip(_SIGNS), text[found.end() :].strip(_SIGNS)
    name = text.strip(_SIGNS) if _FILLER.fullmatch(before) else before
    target = FoundTarget(number, name, place, goal=goal.strip(_SIGNS))
    target.doubt("ten", place, text, "chỉ tiêu đọc từ câu văn: xem lại tên, mức")
    if after and name == before:
        target.doubt("muc", place, after, "lời đứng sau mức, chưa ghi vào đâu trong chỉ tiêu")
    target.doubt("thuc_hien", place, "", "không ghi đơn vị thực hiện: tạm ghi đầu mối tổng hợp")
    return target
