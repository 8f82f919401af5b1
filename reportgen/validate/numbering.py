"""The plan's numbering: parts, groups and tasks in order, and the totals that the plan states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.checks import ke_hoach as said
from reportgen.model.plan import Plan, TaskGroup
from reportgen.validate.report import Report
from reportgen.vn.text import roman
from reportgen.yamlmap.marks import Path

_ROMAN = {roman(number): number for number in range(1, 100)}
_STATED = re.compile(r"(?<!\w)0*(\d{1,4}) nhiệm vụ\b")


def check_numbering(plan: Plan, report: Report) -> None:
    """Find parts, groups and tasks out of order, and totals that do not fit what is listed."""
    last_part = last_group = 0
    for index, part in enumerate(plan.parts):
        at: Path = ("nhiem_vu", index)
        if part.number:
            last_part = _next(part.number, last_part, (*at, "phan"), "phần", report)
        begun = last_group
        for position, group in enumerate(part.groups):
            path: Path = (*at, "nhom", position)
            first = position == 0 and _ROMAN.get(group.number) == begun + 1
            within = f"{part.number}." if part.number else ""
            last = last_group if position or first else 0
            last_group = _next(group.number, last, (*path, "so"), "nhóm", report, within)
            _tasks(group, path, report)
            _stated(group.name, [group], (*path, "ten"), report)
        _stated(part.name or "", part.groups, (*at, "ten"), report)
    groups = [group for part in plan.parts for group in part.groups]
    _stated(plan.subject, groups, ("trich_yeu",), report)
    _totals(plan, sum(len(group.tasks) for group in groups), report)


def _next(number: str, last: int, path: Path, what: str, report: Report, within: str = "") -> int:
    value = _ROMAN.get(number.upper(), 0)
    if value != last + 1:
        report.at_value(
            path,
            said.OUT_OF_ORDER,
            item=within + number,
            what=what,
            number=number,
            where=f"sau {what} {roman(last)}" if last else "đầu tiên",
            expected=roman(last + 1),
        )
    return value or last + 1


def _tasks(group: TaskGroup, path: Path, report: Report) -> None:
    last = 0
    for index, task in enumerate(group.tasks):
        tail = task.code.rpartition(".")[2]
        if not tail.isdecimal():
            continue
        if int(tail) not in (last, last + 1):  # the same code twice is an error of its own
            report.at_value(
                (*path, "nhiem_vu", index, "ma"),
                said.TASK_OUT_OF_ORDER,
                item=task.code,
                code=task.code,
                where=f"sau số {last}" if last else "đầu nhóm",
                expected=last + 1,
            )
        last = int(tail)


def _stated(text: str, groups: Sequence[TaskGroup], path: Path, report: Report) -> None:
    listed = sum(len(group.tasks) for group in groups)
    for match in _STATED.finditer(text):
        if int(match[1]) != listed:
            item = report.marks.subject(path)
            report.at_words(path, said.STATED_IN_WORDS, item=item, words=match[0], listed=listed)


def _totals(plan: Plan, tasks: int, report: Report) -> None:
    if plan.totals is None:
        return
    for name, stated, listed in (
        ("nhiem_vu", plan.totals.tasks, tasks),
        ("chi_tieu", plan.totals.targets, len(plan.targets)),
    ):
        if stated is not None and stated != listed:
            report.at_value(("tong_so", name), said.STATED_TOTAL, item=name, stated=stated, listed=listed)
