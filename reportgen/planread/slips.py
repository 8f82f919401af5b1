"""Slips of scanning and typing: proposed, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.planread.found import Doubtful, FoundPlan
from reportgen.planread.sections import passages
from reportgen.vn.text import shorten

_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[Pp]hần đầu\b(?! (?:năm|kỳ|của|tiên))"), "phấn đấu"),
    (re.compile(r"\bdoanh ng nghiệp\b"), "doanh nghiệp"),
    (re.compile(r"\bGD, các PGD\b"), "GĐ, các PGĐ"),
    (re.compile(r"\bcãi cách\b"), "cải cách"),
    (re.compile(r"\b[Ss]ữa đổi\b"), "sửa đổi"),
)
"""What is read of a scan or typed by habit, and what was meant."""


def tell_slips(plan: FoundPlan) -> None:
    """Doubt the words that look like slips, with the right ones proposed."""
    for holder, key, place, text in _texts(plan):
        for pattern, meant in _SLIPS:
            for match in pattern.finditer(text):
                holder.doubt(key, place, match[0], f"có phải là «{meant}»? giữ nguyên như tệp gốc, tự sửa nếu đúng")


def _texts(plan: FoundPlan) -> Iterator[tuple[Doubtful, str, str, str]]:
    yield plan, "trich_yeu", "trích yếu", plan.subject
    for name in plan.recipients:
        yield plan, "noi_nhan", "Nơi nhận", name
    yield from _own_words(plan)
    for target in plan.targets:
        yield target, "ten", target.place, target.name
    for section in plan.sections:
        for group in section.groups:
            yield group, "ten", group.place, group.name
    for task in plan.tasks():
        yield task, "noi_dung", task.place, task.text
        for helper in task.helpers:
            yield task, "phoi_hop", task.place, helper


def _own_words(plan: FoundPlan) -> Iterator[tuple[Doubtful, str, str, str]]:
    for passage in passages(plan.text):
        yield passage, "tieu_de", passage.title, passage.title
        for text in passage.paragraphs:
            yield passage, "doan", shorten(text, 40), text
