"""What the places of a report's groups are called: by the numbers of part and group, each name once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from reportgen.model.plan import ONLY_GROUP


class Numbered(Protocol):
    """A group with its number, as the plan or the merged period has it."""

    @property
    def number(self) -> str:
        """The group's number as the plan writes it."""

    @property
    def name(self) -> str:
        """Its name as the plan writes it."""


class WithGroups(Protocol):
    """A part of a plan; its number may be left out."""

    @property
    def number(self) -> str | None:
        """The part's number as the plan writes it."""

    @property
    def name(self) -> str | None:
        """Its name as the plan writes it; it may be left out too."""

    @property
    def groups(self) -> Sequence[Numbered]:
        """The groups of the part."""


def is_ungrouped(part: WithGroups) -> bool:
    """Tell whether the only group of a part just stands around tasks that the plan puts in none: nobody prints it."""
    names = [(group.number, group.name) for group in part.groups]
    return names in ([ONLY_GROUP], [(ONLY_GROUP[0], part.name)])


def group_place(part: str | None, group: str) -> str:
    """Return the place of a group by the numbers of its part and itself: ``I.II``, ``II`` in a plan of one part."""
    return f"{part}.{group}" if part else group


def group_places(parts: Iterable[WithGroups]) -> list[list[str]]:
    """Return the places of the groups of each part, in the plan's order.

    Where parts have no numbers, their groups may have the same: those of the second part are then ``phan-2.I``, so
    that the words of one group are never told for another. A number twice in one part gives ``I-2``.
    """
    seen: set[str] = set()
    found: list[list[str]] = []
    for at, part in enumerate(parts, start=1):
        found.append([])
        for group in part.groups:
            place = _new(group_place(part.number, group.number), at, group.number, seen)
            seen.add(place)
            found[-1].append(place)
    return found


def _new(place: str, part: int, number: str, seen: set[str]) -> str:
    if place not in seen:
        return place
    place = f"phan-{part}.{number}" if part > 1 else place
    count = 2
    while place in seen:
        place = f"{place.removesuffix(f'-{count - 1}')}-{count}"
        count += 1
    return place
