"""The goal of a target as it is understood: its words read, its measure taken from the target where it has one."""

from __future__ import annotations

import dataclasses

from reportgen.model.goals.goal import Goal


def understood(given: Goal, measure: str | None, name: str) -> Goal:
    """Return the goal that a target has; ``measure`` and ``name`` are the target's own."""
    goal = given
    if given.typed and not given.kinds:
        from reportgen.model.goals.reading import read

        goal = read(given.typed, measure or "", name)
    if goal.is_change:
        return dataclasses.replace(goal, of=measure or "") if measure and not goal.is_rate else goal
    if not goal.kinds:
        return dataclasses.replace(goal, measure=measure or "")
    if measure and goal.kind.measured and goal.measure == "%":
        return dataclasses.replace(goal, measure=measure)
    return goal
