"""The page budget: what a report has no room for stays in the internal document, counted and told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportgen.compose.prose.classes import overdue
from reportgen.compose.prose.extra import PLACE, works
from reportgen.compose.prose.fields import DIRECTION, FIELDS, NEXT_STEPS, Field
from reportgen.compose.prose.listed import told_of
from reportgen.compose.prose.material import NOT_BEGUN_IN, Material, Written, saying
from reportgen.compose.prose.sentences import words
from reportgen.model.context import DeLai
from reportgen.model.snapshot import TaskClass

LEAVABLE: tuple[Field, ...] = (NEXT_STEPS, DIRECTION)
"""Fields whose texts may stay behind for want of room, the first to go first.

Results, shortcomings, difficulties, causes and proposals never do.
"""
_URGENCY = {TaskClass.ENDED: 0, TaskClass.DONE_ON_TIME: 0, TaskClass.DONE_LATE: 0, TaskClass.RECURRING: 1}
_IN_TERM, _OVERDUE = 2, 3


def first_to_go(material: Material, field: Field, excess: int) -> tuple[Written, ...]:
    """Return the texts of ``field`` that go first where the body has ``excess`` words too many; all if need be.

    What is overdue stays the longest, then what is due soonest; what is done goes first, and what stands last in the
    plan. Equal texts, which are printed once, go together.
    """
    if excess <= 0:
        return ()
    alike: dict[str, list[Written]] = {}
    for written in reversed(material.told(field)):
        alike.setdefault(saying(written), []).append(written)
    chosen: list[Written] = []
    for texts in sorted(alike.values(), key=lambda texts: max(_urgency(material, written) for written in texts)):
        if excess <= 0:
            break
        chosen += texts
        excess -= sum(map(words, texts[0].sentences))
    return tuple(chosen)


def _urgency(material: Material, written: Written) -> tuple[int, int]:
    """Return how long a text stays: the greater, the longer."""
    if written.code not in material.results:
        return _IN_TERM, 0
    task = material.results[written.code].task
    deadline = task.deadline_in_force
    last_day = deadline.last_day if deadline else None
    how = _OVERDUE if overdue(task) else _URGENCY.get(task.task_class, _IN_TERM)
    return how, -(last_day or dt.date.max).toordinal()


def left_behind(material: Material) -> Iterator[DeLai]:
    """Yield every text that only the internal document has: for want of room, or because the office wrote its place."""
    for field in FIELDS:
        for written in material.left(field):
            to = (f"Gửi {written.to}:",) if written.to else ()
            said = (*to, *written.sentences)
            yield DeLai(field.place, written.unit, written.code, field.key, said, field.name)
    if not material.arrangement.is_automatic(NOT_BEGUN_IN):
        yield from _not_begun(material)
    if not material.snapshot.period.appended:
        yield from _unlisted(material)
    if not material.arrangement.is_automatic(PLACE):
        yield from _beyond_plan(material)


def _not_begun(material: Material) -> Iterator[DeLai]:
    """Yield what units write of work not begun, but for groups whose results stand in the appendix."""
    for place, group in material.groups.items():
        for task in group.tasks if material.arrangement.is_automatic(place) else ():
            for said in material.results[task.code].not_begun:
                for unit in said.units:
                    yield DeLai(NOT_BEGUN_IN, unit, task.code, "ket_qua", said.sentences, "kết quả")


def _unlisted(material: Material) -> Iterator[DeLai]:
    """Yield the results of groups in the office's own words: without appendices no page of the report has them."""
    for place, group in material.groups.items():
        for task in () if material.arrangement.is_automatic(place) else group.tasks:
            for said in told_of(material, task.code):
                for unit in said.units if said.sentences else ():
                    yield DeLai(place, unit, task.code, "ket_qua", said.sentences, "kết quả")


def _beyond_plan(material: Material) -> Iterator[DeLai]:
    for said in works(material):
        yield DeLai(PLACE, said.units[0], "", "phat_sinh", said.sentences, "việc phát sinh")
