"""The page budget: what a report has no room for stays in the internal document, counted and told."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.prose.extra import PLACE, works
from reportgen.compose.prose.listed import told_of
from reportgen.compose.prose.material import DIRECTION, FIELDS, NEXT_STEPS, NOT_BEGUN_IN, Field, Material
from reportgen.model.context import DeLai

LEAVABLE: tuple[Field, ...] = (NEXT_STEPS, DIRECTION)
"""Fields that may stay behind for want of room, the first to go first.

Results, shortcomings, difficulties, causes and proposals never do.
"""


def left_behind(material: Material) -> Iterator[DeLai]:
    """Yield every text that only the internal document has: for want of room, or because the office wrote its place."""
    for field in FIELDS:
        if field.key in material.internal:
            for written in material.texts(field):
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
