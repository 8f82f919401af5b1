"""A plan's groups and tasks with their places in the file."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.plan import Plan, Task, TaskGroup
from reportgen.yamlmap.marks import Path


def grouped(plan: Plan) -> Iterator[tuple[tuple[str, int, str, int], TaskGroup]]:
    """Yield every group with its place in the file."""
    for part_index, part in enumerate(plan.parts):
        for group_index, group in enumerate(part.groups):
            yield ("nhiem_vu", part_index, "nhom", group_index), group


def placed(plan: Plan) -> Iterator[tuple[Path, Task]]:
    """Yield every task with its place in the file."""
    for path, group in grouped(plan):
        for index, task in enumerate(group.tasks):
            yield (*path, "nhiem_vu", index), task
