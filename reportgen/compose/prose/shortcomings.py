"""Shortcomings: what the figures say (overdue, late, missed, unreported, not begun), then what the units say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportgen.compose import times
from reportgen.compose.computed import count, day, figures
from reportgen.compose.counts import has_a_last_day
from reportgen.compose.openings import lowered
from reportgen.compose.prose import classes, names
from reportgen.compose.prose.fields import CAUSES, DIFFICULTIES, SHORTCOMINGS
from reportgen.compose.prose.material import Material, Results, Theme
from reportgen.compose.prose.names import target_name
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import Piece, aside, introduced, piece, plain
from reportgen.compose.prose.targets import gap, verdicts
from reportgen.compose.prose.themes import pieces_of, together
from reportgen.model.snapshot import Snapshot, TaskClass, TaskResult
from reportgen.vn.text import listing, upper_first

NONE = "Không."
"""What a place says of which there is nothing."""
SILENT = "Chưa nhận được báo cáo của các đơn vị."
"""What it says where nobody has said anything yet."""
_IDLE_IN_TIME = "chưa thực hiện, còn trong hạn"
_IDLE_WITHOUT_A_DAY = "chưa thực hiện, không ấn định ngày cụ thể"
_FEW = 3
"""Targets: more than this are counted, not named."""


def shortcomings(material: Material) -> tuple[str, ...]:
    """Return the paragraphs; «Không.» only where nothing is late, missed, unreported, not begun or written."""
    told = paragraphs([plain(fact)] for fact in _facts(material))
    themes = {theme.name: theme for theme in material.themes(SHORTCOMINGS, DIFFICULTIES)}
    not_begun = _not_begun(material, themes)
    return (*told, *not_begun, *together(themes.values(), aside)) or (_nothing(material),)


def _nothing(material: Material) -> str:
    """Return «Không.»; where units name causes all the same, what the figures do not show."""
    if not any(material.texts(CAUSES)):
        return NONE
    missed = ", chỉ tiêu chưa đạt mức giao" if material.snapshot.targets else ""
    return f"Không có nhiệm vụ quá hạn{missed}."


def lacking(material: Material) -> bool:
    """Tell whether there is any shortcoming: shown by the figures, or written by a unit."""
    written = any(material.texts(SHORTCOMINGS)) or any(material.texts(DIFFICULTIES))
    return written or any(results.not_begun for results in material.results.values()) or any(_facts(material))


def _facts(material: Material) -> Iterator[str]:
    """Yield a sentence for each kind of shortcoming that the figures show."""
    yield from _late(material)
    yield from _missed(material)
    yield from _silent(material)
    yield from _idle(material)


# --- what the figures say -----------------------------------------------------------------------


def _late(material: Material) -> Iterator[str]:
    snapshot, cutoff = material.snapshot, material.snapshot.period.cutoff
    overdue = [task for task in snapshot.tasks() if classes.overdue(task)]
    if overdue:
        listed = names.listed(snapshot, overdue, lambda task: _overdue(material, task))
        yield f"Đến ngày {day(cutoff)}, còn {count(len(overdue))} nhiệm vụ quá hạn{listed}."
    done_late = [task for task in snapshot.tasks() if task.task_class is TaskClass.DONE_LATE]
    if done_late:
        listed = names.listed(snapshot, done_late, lambda task: _done_late(material, task))
        yield f"Có {count(len(done_late))} nhiệm vụ hoàn thành quá hạn{listed}."


def _overdue(material: Material, task: TaskResult) -> str:
    state = "đang thực hiện" if task.task_class is TaskClass.UNDER_WAY_LATE else "chưa thực hiện"
    return f"{material.task_name(task)} ({state}, {_deadline(task)}, {_how_late(material.snapshot, task)})"


def _how_late(snapshot: Snapshot, task: TaskResult) -> str:
    """Return by how many days a task is overdue; of work that is due several times, which times are."""
    if which := times.which_overdue(snapshot, task):
        return which
    days = _days(task, snapshot.period.cutoff)
    return f"quá hạn {days}" if days else "có kỳ quá hạn"


def _done_late(material: Material, task: TaskResult) -> str:
    completed = task.completed
    when = f", hoàn thành ngày {day(completed)}, chậm {_days(task, completed)}" if completed else ""
    return f"{material.task_name(task)} ({_deadline(task)}{when})"


def _deadline(task: TaskResult) -> str:
    deadline = task.deadline_in_force
    return f"thời hạn {figures(lowered(deadline.text))}" if deadline else "không ghi thời hạn"


def _days(task: TaskResult, day: dt.date) -> str:
    """Return how many days ``day`` lies after the task's last good day."""
    last = task.deadline_in_force.last_day if task.deadline_in_force else None
    return f"{count((day - last).days)} ngày" if last else ""


def _missed(material: Material) -> Iterator[str]:
    missed = verdicts(material.snapshot.targets)[1]
    if missed:
        gaps = "; ".join(f"{target_name(target)} {gap(target, material.names)}" for target in missed)
        yield f"Còn {count(len(missed))} chỉ tiêu chưa đạt: {gaps}."


def _silent(material: Material) -> Iterator[str]:
    """Say which units sent nothing, what was not reported at all, and what units that sent still owe."""
    snapshot = material.snapshot
    silent = [unit.name for unit in snapshot.units if not unit.sent]
    if silent:
        who = "Tất cả các đơn vị" if len(silent) == len(snapshot.units) > 1 else listing(silent)
        yield f"{who} chưa gửi báo cáo."
    unreported = [task for task in snapshot.tasks() if task.task_class is TaskClass.NOT_REPORTED]
    if unreported:
        listed = names.listed(snapshot, unreported, material.task_name)
        yield f"Có {count(len(unreported))} nhiệm vụ chưa có báo cáo của đơn vị chủ trì{listed}."
    if owed := listing(list(_owed(material))):
        yield f"Còn thiếu báo cáo về phần việc được giao: {owed}."
    undecided = [target for target in snapshot.targets if not target.complete]
    if undecided:
        few = len(undecided) <= _FEW
        named = f": {'; '.join(map(target_name, undecided))}"
        lacking = named if few else names.referred(names.target_appendix(snapshot))
        yield f"Có {count(len(undecided))} chỉ tiêu chưa đủ số liệu của các đơn vị{lacking}."


def _owed(material: Material) -> Iterator[str]:
    """Yield each unit that sent its report without rows that it owes for tasks which others have reported."""
    owed: dict[str, int] = {}
    for task in material.snapshot.tasks():
        for name in task.missing if task.task_class is not TaskClass.NOT_REPORTED else ():
            owed[name] = owed.get(name, 0) + 1
    for unit in material.snapshot.units:
        if unit.id in owed:
            yield f"{unit.name} ({count(owed[unit.id])} nhiệm vụ)"


def _idle(material: Material) -> Iterator[str]:
    """Name the tasks not begun on which nobody wrote anything; the others are told with what units wrote."""
    idle = [task for task in material.snapshot.tasks() if task.task_class is TaskClass.NOT_STARTED]
    silent = [task for task in idle if not material.results[task.code].not_begun]
    for dated, state in ((True, _IDLE_IN_TIME), (False, _IDLE_WITHOUT_A_DAY)):
        if tasks := [task for task in silent if has_a_last_day(task) is dated]:
            listed = names.listed(material.snapshot, tasks, material.task_name)
            yield f"Có {count(len(tasks))} nhiệm vụ {state}{listed}."


# --- what the units say -------------------------------------------------------------------------


def _not_begun(material: Material, themes: dict[str, Theme]) -> tuple[str, ...]:
    """Return what units write of work that they have not begun, task by task; first the tasks that nobody began.

    What is difficult about such a task goes with it, and leaves ``themes``.
    """
    told = [results for results in material.results.values() if results.not_begun]
    told.sort(key=lambda results: results.task.task_class is not TaskClass.NOT_STARTED)
    return paragraphs(
        introduced(_standing(material, results.task), list(_of_task(material, results, themes))) for results in told
    )


def _of_task(material: Material, results: Results, themes: dict[str, Theme]) -> Iterator[Piece]:
    yield from map(piece, results.not_begun)
    if theme := themes.pop(material.task_called(results.task), None):
        yield from pieces_of(theme, aside)


def _standing(material: Material, task: TaskResult) -> str:
    called = material.task_called(task)
    if task.task_class is TaskClass.NOT_STARTED:
        return f"{upper_first(called)} {_IDLE_IN_TIME if has_a_last_day(task) else 'chưa thực hiện'}"
    return f"Về {called}"
