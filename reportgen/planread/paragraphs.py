"""Tasks that stand as numbered paragraphs, each with lines that say who leads, who helps and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.planread.found import FoundGroup, FoundPlan, FoundSection, FoundTask
from reportgen.planread.names import names_in
from reportgen.planread.numbers import Depth, NumberedText, numbered
from reportgen.planread.outline import give_codes
from reportgen.planread.sentences import assigned
from reportgen.planread.texts import bare

Paragraph = tuple[int, str, str]
"""Its number in the document, its place, its text with the automatic number."""

_WHO = r"(?:Cơ quan|Đơn vị|Phòng, ban|Bộ phận)?\s?(?:chủ trì|chịu trách nhiệm|phối hợp|thực hiện|theo dõi)"
_WHAT = r"(?:Thời gian|Thời hạn|Sản phẩm|Kinh phí)(?: \w+){0,2}|Hoàn thành|Tiến độ|Kết quả đạt được"
_FIELD = re.compile(
    rf"(?:^|(?<=[.;,])|(?<= [-–])|\()\s?[-–+*•]?\s?(?P<name>{_WHO}(?: thực hiện| chính| tham mưu)?|{_WHAT})\s?:\s?",
    re.IGNORECASE,
)
"""«Đơn vị chủ trì: …», «Thời gian hoàn thành: …»; texts are cleaned, so that spaces are single."""
_TITLE = re.compile(r"\b(nhiem vu|giai phap|noi dung (thuc hien|cong viec|trong tam))\b")
_END = " .;)"


def read_paragraphs(plan: FoundPlan, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Read the tasks of the section whose title speaks of tasks; return the numbers of the paragraphs taken."""
    inside = _section(paragraphs)
    if not any(_FIELD.search(text) or assigned(text) for _, _, text in inside):
        return set()
    section = FoundSection("", "")
    reader = _Reader(plan, section)
    for at, paragraph in enumerate(inside):
        following = inside[at + 1] if at + 1 < len(inside) else None
        reader.take(paragraph, following)
    if section.groups:
        plan.sections.append(section)
        give_codes(plan)
    return reader.taken


def _section(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of the sections under a Roman number whose title speaks of tasks."""
    inside, open_section = [], False
    for paragraph in paragraphs:
        found = numbered(paragraph[2])
        if found.depth is Depth.ROMAN and len(found.rest) < 250:
            open_section = bool(_TITLE.search(bare(found.rest)))
        elif open_section:
            inside.append(paragraph)
    return inside


class _Reader:
    """Takes paragraphs one by one."""

    def __init__(self, plan: FoundPlan, section: FoundSection) -> None:
        self.plan, self.section = plan, section
        self.taken: set[int] = set()
        self._task: FoundTask | None = None

    def take(self, paragraph: Paragraph, following: Paragraph | None) -> None:
        number, place, text = paragraph
        found = numbered(text)
        first = _FIELD.search(text)
        if first is not None and not text[: first.start()].strip(" -–+*•"):
            if self._task is not None:
                self._fields(self._task, text)
                self.taken.add(number)
        elif found.number and found.depth is not Depth.DASH:
            self._numbered(place, found, following)
            self.taken.add(number)
        elif self._task is not None:
            self._task.text = f"{self._task.text}\n{text}"
            self._given(self._task, place)
            self.taken.add(number)

    def _numbered(self, place: str, found: NumberedText, following: Paragraph | None) -> None:
        below = numbered(following[2]) if following is not None else None
        deeper = below is not None and Depth.ARABIC <= found.depth < below.depth < Depth.DASH
        anew = below is not None and below.depth is found.depth is Depth.ARABIC and below.number == "1"
        if (deeper or anew) and not _FIELD.search(found.rest) and not assigned(found.rest):
            group = FoundGroup(found.number, found.rest.strip(_END), place)
            self.section.groups.append(group)
            self._task = None
            return
        if not self.section.groups:
            self.section.groups.append(FoundGroup("", "", place))
        first = _FIELD.search(found.rest)
        text = found.rest[: first.start()].strip(" ;(") if first else found.rest
        self._task = FoundTask(found.number, text, place)
        self.section.groups[-1].tasks.append(self._task)
        if first:
            self._fields(self._task, found.rest)
        self._given(self._task, place)

    def _given(self, task: FoundTask, place: str) -> None:
        """Read who leads, helps and until when where a sentence says so; told by itself it is no part of the work."""
        found = assigned(task.text)
        if found is None or task.leads:
            return
        task.leads, task.helpers = found.leads, [*task.helpers, *found.helpers]
        task.deadline = task.deadline or found.deadline
        if found.before and not found.rest:
            task.text = found.before
        else:
            task.doubt("chu_tri", place, task.text, "chủ trì, phối hợp, thời hạn đọc từ câu văn: xem lại")

    def _fields(self, task: FoundTask, text: str) -> None:
        """Read «Chủ trì: …; phối hợp: …; thời gian: …»."""
        fields = list(_FIELD.finditer(text))
        for at, match in enumerate(fields):
            end = fields[at + 1].start() if at + 1 < len(fields) else len(text)
            _fill(task, bare(match["name"]), text[match.end() : end].strip(_END))


def _fill(task: FoundTask, name: str, value: str) -> None:
    if "phoi hop" in name:
        task.helpers += names_in(value)
    elif "theo doi" in name:
        task.followers += names_in(value)
    elif "chu tri" in name or "thuc hien" in name.split("thoi")[0] or "trach nhiem" in name:
        task.leads += names_in(value)
    elif name.startswith(("thoi", "hoan thanh", "tien do")):
        task.deadline = value
    elif name.startswith("kinh phi"):
        task.funding = value
    else:
        task.products.append(value)
