"""Names that a comma or «và» joins, parted where the plan names their parts elsewhere by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.planread.found import FoundPart, FoundPlan, FoundTask
from reportgen.planread.names import is_collective
from reportgen.vn.text import fold

_JOINTS = re.compile(r",\s*(?:và\s+)?|\s+và\s+")


def part_joined(plan: FoundPlan) -> None:
    """Part what is joined of names that stand by themselves elsewhere; doubt once one of which only a part does."""
    known = {fold(name) for _, holder in _holders(plan) for names in _lists(holder).values() for name in names}
    asked: set[str] = set()
    for task, holder in _holders(plan):
        for key, names in _lists(holder).items():
            parted = {name: _parted(name, known) for name in names}
            for name in names:
                if not parted[name] and fold(name) not in asked and _is_half_known(name, known):
                    asked.add(fold(name))
                    task.doubt(key, task.place, name, "coi là một nơi; là nhiều nơi thì tách ra")
            names[:] = dict.fromkeys(each for name in names for each in parted[name] or [name])


def _lists(holder: FoundTask | FoundPart) -> dict[str, list[str]]:
    """Return the names that a task or a part of one has, by their keys in the plan's file."""
    followers = holder.followers if isinstance(holder, FoundTask) else []
    return {"chu_tri": holder.leads, "phoi_hop": holder.helpers, "theo_doi": followers}


def _holders(plan: FoundPlan) -> Iterator[tuple[FoundTask, FoundTask | FoundPart]]:
    """Yield each task and its parts, beside the task to whose doubts what is said of them belongs."""
    for task in plan.tasks():
        yield task, task
        yield from ((task, part) for part in task.parts)


def _parted(name: str, known: set[str]) -> Sequence[str]:
    """Return the names that ``name`` joins; nothing where not all of it is made of such."""
    for joint in _JOINTS.finditer(name):
        head, rest = name[: joint.start()], name[joint.end() :]
        if fold(head) in known and (others := _parted(rest, known) or ([rest] if fold(rest) in known else ())):
            return [head, *others]
    return ()


def _is_half_known(name: str, known: set[str]) -> bool:
    """Tell whether what stands behind a joint is a name elsewhere, or one for many, and the rest is none.

    «và các đơn vị liên quan» is said of whoever is named before it.
    """
    rests = [name[joint.end() :] for joint in _JOINTS.finditer(name)]
    others = (is_collective(rest) and not is_collective(name) and "liên quan" not in rest for rest in rests)
    return any(fold(rest) in known for rest in rests) or any(others)
