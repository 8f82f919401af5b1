"""Slips of scanning and typing: proposed, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.planread.found import Doubtful, FoundPlan
from reportgen.planread.sections import passages
from reportgen.vn.text import shorten


def _either(words: str) -> str:
    """Return a pattern that takes a capital at its beginning as well."""
    return f"[{words[0].upper()}{words[0].lower()}]{words[1:]}"


_WORDS: tuple[tuple[str, str], ...] = (
    (r"phần đầu\b(?! (?:năm|kỳ|của|tiên))", "phấn đấu"),
    (r"doanh ng nghiệp", "doanh nghiệp"),
    (r"GD, các PGD", "GĐ, các PGĐ"),
    (r"cãi cách", "cải cách"),
    (r"sữa đổi", "sửa đổi"),
    (r"triễn khai", "triển khai"),
    (r"kiễm tra", "kiểm tra"),
    (r"kể hoạch", "kế hoạch"),
    (r"bảo cáo", "báo cáo"),
    (r"hỗ sơ", "hồ sơ"),
    (r"sổ hóa", "số hóa"),
    (r"điện từ(?! trường)", "điện tử"),
    (r"nhân đân", "nhân dân"),
    (r"nhiệmvụ", "nhiệm vụ"),
)
_SLIPS = tuple((re.compile(rf"\b{_either(words)}\b"), meant) for words, meant in _WORDS)
"""What is read of a scan or typed by habit, and what was meant."""
_DIGITS = re.compile(r"\b(?=[\dlIO]*\d)(?=[\dlIO]*[lIO])[\dlIO]+(?=[%/.,]|\b)(?:[/.][\dlIO]+)*%?")
"""Figures in which a scan has read letters: «l00%», «3O/6/2026»."""
_MEANT = str.maketrans("lIO", "110")


def tell_slips(plan: FoundPlan) -> None:
    """Doubt the words that look like slips, with the right ones proposed."""
    for holder, key, place, text in _texts(plan):
        for pattern, meant in _SLIPS:
            for match in pattern.finditer(text):
                holder.doubt(key, place, match[0], f"có phải là «{_as_typed(match[0], meant)}»? {_KEPT}")
        for match in _DIGITS.finditer(text):
            holder.doubt(key, place, match[0], f"có phải là «{match[0].translate(_MEANT)}»? {_KEPT}")


_KEPT = "giữ nguyên như tệp gốc, tự sửa nếu đúng"


def _as_typed(words: str, meant: str) -> str:
    """Return what was meant with a capital where the words have one."""
    return meant[:1].upper() + meant[1:] if words[:1].isupper() else meant


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
        yield task, "thoi_han", task.place, task.deadline
        for key, texts in (("chu_tri", task.leads), ("phoi_hop", task.helpers), ("san_pham", task.products)):
            yield from ((task, key, task.place, text) for text in texts)


def _own_words(plan: FoundPlan) -> Iterator[tuple[Doubtful, str, str, str]]:
    for passage in passages(plan.text):
        yield passage, "tieu_de", passage.title, passage.title
        for text in passage.paragraphs:
            yield passage, "doan", shorten(text, 40), text
