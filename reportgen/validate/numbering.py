"""The plan's numbering: holes and slips in a running order, whatever its kind, and the totals that the plan states.

How a plan numbers is a matter of taste: Roman or Arabic groups, letters, one running number through all groups, numbers
that begin anew in each, codes of a school's own. Only what breaks the order that the plan itself keeps is doubtful. Of
rows that could not be read nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.checks import ke_hoach as said
from reportgen.model.plan import Plan, TaskGroup
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.validate.numerals import Numeral, kind_of
from reportgen.validate.report import Report
from reportgen.validate.walking import grouped
from reportgen.yamlmap.marks import Marks, Path

_STATED = regex(r"(?<!\w)0*(\d{1,4}) nhiệm vụ\b")
_CODE = regex(r"(?P<before>.*?)(?P<number>\d{1,6})(?:[.\-]?[^\W\d_])?")
"""A code as what stands before its number, the number, perhaps a letter behind: ``I.II.3``, ``7a``, ``II.7.b``."""


def check_numbering(plan: Plan, report: Report) -> None:
    """Find parts, groups and tasks out of order, and totals that do not fit what is listed."""
    _parts(plan, report)
    _groups(plan, report)
    _tasks(plan, report)
    for index, part in enumerate(plan.parts):
        at: Path = ("nhiem_vu", index)
        for position, group in enumerate(part.groups):
            _stated(group.name, [group], (*at, "nhom", position, "ten"), report)
        _stated(part.name or "", part.groups, (*at, "ten"), report)
    groups = [group for part in plan.parts for group in part.groups]
    _stated(plan.subject, groups, ("trich_yeu",), report)
    _totals(plan, sum(len(group.tasks) for group in groups), report)


# --- parts and groups ---------------------------------------------------------------------------


@record
class _Numbered:
    """A part or group: where its number stands, the number, whether it begins a part, whether one before is unread."""

    path: Path
    number: str
    within: str
    begins: bool
    unsure: bool


def _parts(plan: Plan, report: Report) -> None:
    listed = [
        _Numbered(("nhiem_vu", index, "phan"), part.number, "", index == 0, _unread(report.marks, ("nhiem_vu",), index))
        for index, part in enumerate(plan.parts)
        if part.number
    ]
    _in_order(listed, "phần", report)


def _groups(plan: Plan, report: Report) -> None:
    listed: list[_Numbered] = []
    for index, part in enumerate(plan.parts):
        at: Path = ("nhiem_vu", index, "nhom")
        within = f"{part.number}." if part.number else ""
        for position, group in enumerate(part.groups):
            unsure = _unread(report.marks, at, position)
            listed.append(_Numbered((*at, position, "so"), group.number, within, position == 0, unsure))
    _in_order(listed, "nhóm", report)


def _in_order(listed: Sequence[_Numbered], what: str, report: Report) -> None:
    kind = kind_of([item.number for item in listed])
    if kind is None:
        return
    last, within = 0, ""
    for item in listed:
        value = kind.value(item.number) or last + 1
        before, within = within, item.number.strip(" .").rpartition(".")[0]
        anew = value == 1 and (item.begins or within != before)
        if value != last + 1 and not anew and not item.unsure:
            report.at_value(item.path, said.OUT_OF_ORDER, **_named(item, what, kind, last, within))
        last = value


def _named(item: _Numbered, what: str, kind: Numeral, last: int, within: str) -> dict[str, str]:
    """Return what is said of a number out of order; ``within``: what stands before the last dot of it."""
    dotted = f"{within}." if within else ""
    return {
        "item": item.within + item.number,
        "what": what,
        "number": item.number,
        "where": f"sau {what} {dotted}{kind.written(last)}" if last and not item.begins else "đầu tiên",
        "expected": dotted + kind.written(1 if item.begins else last + 1),
    }


# --- tasks --------------------------------------------------------------------------------------


@record
class _Task:
    """A task's number among those that begin alike; whether it begins its group, whether a row before is unread."""

    path: Path
    code: str
    before: str
    number: int
    begins: bool
    unsure: bool


@record
class _Break:
    """A task that does not go on where the one before it stopped; ``last`` is that one's number."""

    task: _Task
    last: int


def _tasks(plan: Plan, report: Report) -> None:
    tasks = list(_numbered(plan, report.marks))
    breaks = _breaks(tasks)
    if len(breaks) > max(_FEW, len(tasks) // 4):
        return  # numbers that do not run are the plan's own way
    for found in breaks:
        task = found.task
        report.at_value(
            task.path,
            said.TASK_OUT_OF_ORDER,
            item=task.code,
            code=task.code,
            where="đầu nhóm" if task.begins else f"sau số {found.last}",
            expected=1 if task.begins else found.last + 1,
        )


_FEW = 3
"""Breaks that are slips even in a short plan."""


def _numbered(plan: Plan, marks: Marks) -> Iterator[_Task]:
    for path, group in grouped(plan):
        _, part_index, _, group_index = path
        at = (*path, "nhiem_vu")
        lost = group_index == 0 and _unread(marks, path[:1], part_index)
        lost = lost or _unread(marks, path[:3], group_index)
        for index, task in enumerate(group.tasks):
            match = _CODE.fullmatch(task.code.rstrip("."))
            unsure = _unread(marks, at, index) or (index == 0 and lost)
            if match:
                number = int(match["number"])
                yield _Task((*at, index, "ma"), task.code, match["before"], number, index == 0, unsure)


def _breaks(tasks: Sequence[_Task]) -> list[_Break]:
    """Return where the numbers do not run.

    A group may begin anew or go on from the group before; where most begin anew, one that goes on has lost its first.
    """
    breaks: list[_Break] = []
    went_on: list[_Break] = []
    anew = 0
    reached: dict[str, int] = {}
    last = 0
    for task in tasks:
        before = reached.get(task.before, last)
        if task.unsure:
            pass
        elif task.begins and task.number == 1:
            anew += bool(last)
        elif task.begins and last and task.number in (last, last + 1):
            went_on.append(_Break(task, last))
        elif not _runs(task, before, last, task.before in reached):
            breaks.append(_Break(task, before))
        reached[task.before] = last = task.number
    if anew > len(went_on):
        breaks += went_on
    return sorted(breaks, key=lambda found: found.task.path[1::2])


def _runs(task: _Task, before: int, last: int, known: bool) -> bool:
    """Tell whether a number follows: of those that begin alike, or of the task before; ``7a`` and ``7b`` share one."""
    if task.number in (before, before + 1, last + 1) and not (task.begins and not last):
        return True
    return task.number == 1 and not known


def _unread(marks: Marks, path: Path, position: int) -> bool:
    """Tell whether an item of the list at ``path`` that stands just before that at ``position`` could not be read."""
    kept = marks.kept_at(path)
    if kept is None or position >= len(kept):
        return False
    return kept[position] != (kept[position - 1] + 1 if position else 0)


# --- totals -------------------------------------------------------------------------------------


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
