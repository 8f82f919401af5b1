"""Who owes a row: groups of units resolved into units (DESIGN: a group means every unit of it)."""

from __future__ import annotations

from reportgen.model.agency import Agency
from reportgen.model.plan import Target, Task


def owing_units(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the ids of the units that lead ``task``, in the agency's order."""
    return agency.units_of(task.leads)


def helpers_of(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the ids of the agency's own units that help with ``task`` and do not lead it."""
    leads = owing_units(agency, task)
    return tuple(unit for unit in agency.units_of(task.helpers) if unit not in leads)


def target_owners(agency: Agency, target: Target) -> tuple[str, ...]:
    """Return the ids of the units that work for ``target``, in the agency's order."""
    return agency.units_of(target.doers)
