"""Names that a comma or «và» joins, parted where the plan names their parts elsewhere by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.planread.found import FoundPart, FoundPlan, FoundTask
from reportgen.planread.names import is_collective
from reportgen.vn.text import fold

_JOINTS = re.compile(r",\s*(?:và\s+)?|\s+và\s+")
_HOLDS = ("leads", "helpers", "followers")
_KEYS = {"leads": "chu_tri", "helpers": "phoi_hop", "followers": "theo_doi"}


def part_joined(plan: FoundPlan) -> None:
    """Part what is joined of names that stand alone elsewhere; a name of which only one part does is a doubt, once."""
    alone = {fold(name) for _, _, name in _names(plan) if len(_JOINTS.split(name)) == 1 or is_collective(name)}
    asked: set[str] = set()
    for task, holder in _holders(plan):
        for attribute in _HOLDS:
            names: list[str] = getattr(holder, attribute, [])
            for name in names:
                if _is_half_known(name, alone) and fold(name) not in asked:
                    asked.add(fold(name))
                    task.doubt(_KEYS[attribute], task.place, name, "coi là một nơi; là nhiều nơi thì tách ra")
            names[:] = dict.fromkeys(each for name in names for each in _parted(name, alone) or [name])


def _names(plan: FoundPlan) -> Iterator[tuple[FoundTask, str, str]]:
    for task, holder in _holders(plan):
        for attribute in _HOLDS:
            yield from ((task, attribute, name) for name in getattr(holder, attribute, ()))


def _holders(plan: FoundPlan) -> Iterator[tuple[FoundTask, FoundTask | FoundPart]]:
    """Yield each task and its parts, beside the task to whose doubts what is said of them belongs."""
    for task in plan.tasks():
        yield task, task
        yield from ((task, part) for part in task.parts)


def _parted(name: str, alone: set[str]) -> Sequence[str]:
    """Return the names that ``name`` joins; nothing where not all of it is made of such."""
    if fold(name) in alone:
        return [name]
    for joint in _JOINTS.finditer(name):
        if fold(name[: joint.start()]) in alone and (rest := _parted(name[joint.end() :], alone)):
            return [name[: joint.start()], *rest]
    return ()


def _is_half_known(name: str, alone: set[str]) -> bool:
    """Tell whether what stands behind a joint is a name elsewhere, or one for many, and not all of it is known."""
    if fold(name) in alone or _parted(name, alone):
        return False
    return any(_is_another(name, name[joint.end() :], alone) for joint in _JOINTS.finditer(name))


def _is_another(name: str, rest: str, alone: set[str]) -> bool:
    """Tell whether ``rest`` may be another body; «và các đơn vị liên quan» is said of whoever is named before it."""
    others = is_collective(rest) and not is_collective(name) and "liên quan" not in rest
    return fold(rest) in alone or others
