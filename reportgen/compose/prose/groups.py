"""Results, group by group: a task a paragraph, short ones of the same group joined."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from reportgen.compose.computed import count
from reportgen.compose.prose import names
from reportgen.compose.prose.material import Material, Results
from reportgen.compose.prose.paragraphs import paragraphs
from reportgen.compose.prose.said import Piece, Said, divided, introduced, piece
from reportgen.compose.standings import standing
from reportgen.model.snapshot import GroupResult, TaskClass

_MANY = 3
"""Units: from this many on a task's paragraphs say what it is about."""


def results(material: Material, group: GroupResult) -> tuple[str, ...]:
    """Return the paragraphs of a group; where nothing was written, how its tasks stand."""
    named = functools.cache(lambda: names.told_apart(group.tasks))  # where all texts say enough, none is named
    told = [_told(material.results[task.code], named, alone=len(group.tasks) == 1) for task in group.tasks]
    written = paragraphs(pieces for pieces in told if pieces)
    return written or tuple(_nothing(group))


def _told(task: Results, named: Callable[[], dict[str, str]], *, alone: bool) -> list[Piece]:
    """Return what is told of a task; where many units tell of it, or too little is told, what it is about stands first.

    ``named``: hands out the short names of the group's tasks. ``alone``: the group's heading says of many units what
    it is about.
    """
    pieces = pieces_of(task, task.done)
    many = not alone and len({piece.who for piece in pieces}) >= _MANY
    if not pieces or not (many or _says_too_little(task)):
        return pieces
    name = names.within(named()[task.task.code])
    return introduced(names.about(name), pieces, comma="," not in name)


def _says_too_little(task: Results) -> bool:
    """Tell whether what is written of a task does not say by itself what was to be done; «12 trên 19 xã» never does."""
    counted = any(row.status.through for row in task.task.rows)
    return counted or not names.tells(task.task, (text for said in task.done for text in said.sentences))


def pieces_of(task: Results, texts: Iterable[Said]) -> list[Piece]:
    """Return what units write of a task, in their order: the only lead's text as it stands, all others by name."""
    return [piece(part, own=task.own(said)) for said in texts for part in divided(said)]


def _nothing(group: GroupResult) -> Iterator[str]:
    """Say that a group has no result, and how its tasks stand; nothing of a group without tasks."""
    total = len(group.tasks)
    if total and group.counts[TaskClass.NOT_REPORTED] == total:
        which = f"{count(total)} nhiệm vụ của nhóm" if total > 1 else "nhiệm vụ này"
        yield f"Chưa có báo cáo của đơn vị chủ trì về {which}."
    elif total:
        from reportgen.compose.prose.classes import counted_tasks, said  # most groups have results

        stand = counted_tasks(group.tasks) if total > 1 else f"nhiệm vụ {said(standing(group.tasks[0]))}"
        yield f"Trong kỳ chưa có kết quả được báo cáo; {stand}."
