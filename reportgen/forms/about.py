"""What a form says above a task: the plan's own words, a line for each thing that the plan gives."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.agency import Agency
from reportgen.model.owing import outside_leads
from reportgen.model.plan import SubTask, Task
from reportgen.model.subtask import part_in_words


def about_task(agency: Agency, task: Task, deadline: str, unit_id: str) -> list[str]:
    """Return the lines above a task in a unit's form: its text, parts, ``deadline`` in words, who else is in it."""
    parts = [_part(agency, part, number) for number, part in enumerate(task.subtasks, start=1)]
    return [task.text, *parts, f"Thời hạn: {deadline}", *_given(agency, task, unit_id)]


def _given(agency: Agency, task: Task, unit_id: str) -> Iterator[str]:
    leads = agency.one_by_one(task.leads)
    others = tuple(name for name in leads if agency.unit_ids(name) != (unit_id,))
    if outside_leads(agency, task):
        yield f"Chủ trì: {_names(agency, task.all_leads)} (nơi ngoài cơ quan không gửi biểu: báo cáo thay)"
    elif others and len(leads) > 1:
        yield f"Cùng chủ trì: {_names(agency, others)}"
    for what, names in (("Phối hợp", task.helpers), ("Theo dõi", task.followers)):
        if names:
            yield f"{what}: {_names(agency, names)}"
    if task.leaders:
        yield f"Lãnh đạo phụ trách: {'; '.join(task.leaders)}"
    if task.products:
        yield f"Sản phẩm: {'; '.join(task.products)}"
    if task.funding:
        yield f"Kinh phí: {task.funding}"


def _part(agency: Agency, part: SubTask, number: int) -> str:
    leads, helpers = agency.shown_names(part.leads), agency.shown_names(part.helpers)
    return part_in_words(part, part.letter_of(number), leads, helpers)


def _names(agency: Agency, names: tuple[str, ...]) -> str:
    return "; ".join(agency.shown_names(names))
