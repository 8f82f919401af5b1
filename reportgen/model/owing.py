"""Who owes a row: groups of units resolved into units (DESIGN: a group means every unit of it)."""

from __future__ import annotations

from reportgen.model.agency import Agency
from reportgen.model.plan import Target, Task


def _resolved(agency: Agency, names: tuple[str, ...]) -> tuple[str, ...]:
    wanted = {unit_id for name in names for unit_id in agency.unit_ids(name)}
    return tuple(unit_id for unit_id in agency.units if unit_id in wanted)


def owing_units(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the ids of the units that lead ``task``, in the agency's order."""
    return _resolved(agency, task.leads)


def helpers_of(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the ids of the agency's own units that help with ``task`` and do not lead it."""
    leads = owing_units(agency, task)
    return tuple(unit for unit in _resolved(agency, task.helpers) if unit not in leads)


def target_owners(agency: Agency, target: Target) -> tuple[str, ...]:
    """Return the ids of the units that work for ``target``, in the agency's order."""
    return _resolved(agency, target.doers)
