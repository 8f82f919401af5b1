"""What one unit owes for a period, and what a form says of it: in YAML and in a browser alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportgen.forms.about import about_task
from reportgen.forms.times import about_times, due_times
from reportgen.model.agency import Agency
from reportgen.model.fields import Key, keys_of
from reportgen.model.goals.goal import Goal, with_measure
from reportgen.model.goals.joining import base_of
from reportgen.model.goals.shown import printed
from reportgen.model.moving import day_and_document
from reportgen.model.owing import helpers_of, owing_units, reports_for_many, target_owners
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period, Plan, Target, Task
from reportgen.model.status import TargetStatus, UnitStatus
from reportgen.vn.dates import parse_date, short_date
from reportgen.vn.deadlines import Deadline, Occurrence
from reportgen.vn.numbers import format_number
from reportgen.vn.text import lower_first

_LONGEST_BEFORE = 600  # characters of the last period's result; the whole stands in its file
NO_DAY = "không cần ghi: việc thường xuyên, hoan-thanh là đã xong việc của kỳ này"
"""Said behind the day of completion of recurring work."""


@dataclass(frozen=True)
class Owed:
    """What one unit owes for a period, with agency and plan as they are at its cut-off.

    ``whole``: the agency through all time; ``earlier``: what the unit sent for the period before, which ``named``
    names; ``helped``: tasks that it may report on.
    """

    whole: Agency
    agency: Agency
    plan: Plan
    where: PeriodId
    period: Period
    unit_id: str
    previous: Period | None
    earlier: UnitStatus | None
    named: str
    targets: list[tuple[str, Target]]
    tasks: list[Task]
    helped: list[Task]

    def about_target(self, code: str, target: Target) -> list[str]:
        """Return what a form says of a target: what is asked, and what the unit gave before."""
        goal = f"{target.name} ({'; '.join(target_about(target, self.where.period))})"
        return [goal, *_target_before(self.earlier, self.named, code, target)]

    def about_task(self, task: Task) -> list[str]:
        """Return what a form says of a task: the plan's words, its times, who led it, what the unit said before."""
        deadline = task.deadline_on(self.period.cutoff)
        words = deadline_in_words(deadline) if deadline else "kế hoạch không ghi"
        about = [*about_task(self.agency, task, words, self.unit_id), *about_times(task, deadline, self.period)]
        return [*about, *_moved(self.whole, task), *_task_before(self.earlier, self.named, task.code)]

    def times(self, task: Task) -> list[Occurrence]:
        """Return the times of a task that a form asks for."""
        row = self.earlier.tasks.get(task.code) if self.earlier else None
        cutoff = self.previous.cutoff if self.previous else None
        return due_times(task.deadline_on(self.period.cutoff), self.period, row, cutoff)

    def offered(self, task: Task) -> list[Occurrence]:
        """Return the times of a task that a form asks for and the next one, which may be done already."""
        asked = self.times(task)
        deadline = task.deadline_on(self.period.cutoff)
        to_come = [each for each in deadline.occurrences if each.last_day > self.period.cutoff] if deadline else []
        return [*asked, *(each for each in to_come[:1] if each not in asked)]

    def grouped(self) -> list[tuple[str, list[str]]]:
        """Return the headings of the plan's groups with the codes of the unit's tasks below each, where there are."""
        codes = {task.code for task in self.tasks}
        found = []
        for part in self.plan.parts:
            for group in part.groups:
                own = [task.code for task in group.tasks if task.code in codes]
                if own:
                    number = ".".join(filter(None, (part.number, group.number)))
                    found.append((f"{number}. {group.name}" if number else group.name, own))
        return found

    def asks(self, key: Key, task: Task) -> bool:
        """Tell whether a form has a line for ``key``: some only make sense for some tasks."""
        if key.attribute == "carried_over":
            return self.period.previous is not None
        if key.attribute == "through":
            return reports_for_many(self.agency, task, self.unit_id)
        return key.attribute != "occurrences" or bool(self.times(task))


def owed(agency: Agency, plan: Plan, where: PeriodId, unit_id: str, before: UnitStatus | None = None) -> Owed:
    """Return what a unit owes for a period, ``where``; ``before`` is what it reported for the period before."""
    period = plan.periods[where.period]
    whole, agency, plan = agency, agency.on(period.cutoff), plan.on(period.cutoff)
    previous = plan.periods.get(period.previous or "")
    open_tasks = [task for task in plan.tasks() if not task.ended_by(period.cutoff)]
    return Owed(
        whole=whole,
        agency=agency,
        plan=plan,
        where=where,
        period=period,
        unit_id=unit_id,
        previous=previous,
        earlier=before if before is not None and before.sent and previous else None,
        named=f"Kỳ trước ({previous.name}): " if previous else "",
        targets=[(code, target) for code, target in plan.targets.items() if unit_id in target_owners(agency, target)],
        tasks=[task for task in open_tasks if unit_id in owing_units(agency, task)],
        helped=[task for task in open_tasks if unit_id in helpers_of(agency, task)],
    )


def data_span(period: Period) -> str:
    """Return from when to when the figures of a period are taken."""
    return f"số liệu từ {short_date(period.start)} đến hết {short_date(period.cutoff)}"


def deadline_in_words(deadline: Deadline) -> str:
    """Return a deadline with its last good day: ``trước 10/5/2026 (muộn nhất hết ngày 09/5/2026)``."""
    last = deadline.last_day
    if last is None or _is_the_day(deadline.text, last):
        return deadline.text
    return f"{deadline.text} (muộn nhất hết ngày {short_date(last)})"


def _is_the_day(text: str, day: dt.date) -> bool:
    try:
        return parse_date(text) == day
    except ValueError:
        return False


def target_about(target: Target, period: str) -> Iterator[str]:
    """Yield what a target asks for, as the plan writes it, and how its figure is taken."""
    goal = target.goal
    if goal.kinds:
        yield f"giao: {goal.typed or lower_first(goal.words)}"
    else:
        yield "số liệu thống kê, không giao mức"
    if target.cumulative:
        yield "số lũy kế từ đầu năm"
    for level in target.levels:
        yield f"mốc đến {short_date(level.due)}: {goal.with_measure(format_number(level.level))}"
    last_year = target.last_year_in(period)
    if last_year is not None:
        same = "cùng kỳ " if period in target.last_year or not target.cumulative else ""
        yield f"{same}năm trước: {_measured(last_year, goal)}"


def _measured(figure: Fraction, goal: Goal) -> str:
    return with_measure(format_number(printed(figure, "")), goal.figure_measure)


def target_keys(target: Target, period: str) -> Iterator[Key]:
    """Yield the keys that every row of a target has; of those without a hint ``_TARGET_HELP`` speaks."""
    keys = {key.attribute: key for key in keys_of(TargetStatus)}
    missed = ("cause", "remedy") if target.goal.kinds else ()
    for attribute in (*_asked(target, period), "note", *missed):
        yield keys[attribute]


def _asked(target: Target, period: str) -> tuple[str, ...]:
    """Return in which keys the result of a target stands."""
    goal = target.goal
    if not goal.kind.counted:
        return ("value", "judged")
    if goal.is_rate or (goal.is_change and base_of(target, period) is None):
        return ("numerator", "denominator")
    return ("numerator",)


def target_hints(target: Target) -> dict[str, str]:
    """Return the hints that are other than the model's own."""
    goal = target.goal
    if not goal.kind.counted:
        return {"value": "kết quả, ví dụ Xếp hạng nhóm B", "judged": "dat hoặc chua-dat"}
    if goal.is_rate:
        return {}
    measure = f" ({goal.figure_measure})" if goal.figure_measure else ""
    if goal.is_change:
        return {"numerator": f"số kỳ này{measure}", "denominator": f"số của kỳ so sánh{measure}"}
    return {"numerator": f"giá trị{measure}"}


def _target_before(earlier: UnitStatus | None, named: str, code: str, target: Target) -> list[str]:
    """Return the unit's figures for a target in the period before."""
    row = earlier.targets.get(code) if earlier else None
    if row is None:
        return []
    if row.numerator is not None:
        figures = format_number(row.numerator)
        figures += f"/{format_number(row.denominator)}" if row.denominator is not None else ""
        figures = figures if target.goal.is_rate else with_measure(figures, target.goal.figure_measure)
    elif row.value is not None:
        judged = f" ({row.judged.label})" if row.judged else ""
        figures = f"{' '.join(row.value.split())}{judged}"
    elif row.rate is not None:
        figures = f"{format_number(row.rate)}%"
    else:
        return []
    return [f"{named}{figures}"]


def task_hint(key: Key, deadline: Deadline | None) -> str | None:
    """Return the hint of a key for recurring work, None where the model's own fits."""
    needless = key.attribute == "completed" and deadline is not None and deadline.recurring
    return NO_DAY if needless else None


def _moved(whole: Agency, task: Task) -> list[str]:
    """Return who led a task before, a line for each move; ``whole``: the agency through all time."""
    lines = []
    for leads, move in task.handovers():
        lines.append(f"Chuyển từ {'; '.join(whole.shown_names(leads))} {day_and_document(move)}")
    return lines


def _task_before(earlier: UnitStatus | None, named: str, code: str) -> list[str]:
    """Return what the unit said of a task in the period before."""
    row = earlier.tasks.get(code) if earlier else None
    if row is None or row.state is None:
        return []
    words = [row.state.value]
    if row.progress is not None:
        words.append(f"{format_number(row.progress)}%")
    if row.completed is not None:
        words.append(f"ngày {short_date(row.completed)}")
    result = " ".join((row.result or "").split())
    if len(result) > _LONGEST_BEFORE:
        result = result[:_LONGEST_BEFORE].rsplit(" ", 1)[0] + "…"
    return [f"{named}{', '.join(words)}. {result}".rstrip()]
