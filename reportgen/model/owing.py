"""Who owes a row: groups of units resolved into units (DESIGN: a group means every unit of it).

A lead that is no unit of the agency owes nothing itself. The unit that follows the task up reports for it: that of the
task, else of its group; where neither is one of the agency's, the other leads report, and where there are none the hub.
So every task has somebody who reports on it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from reportgen.model.agency import Agency
from reportgen.model.plan import Period, Plan, Target, Task
from reportgen.model.status import UnitStatus


def owing_units(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the ids of the units that owe a row for ``task``, in the agency's order."""
    names = (task.all_leads, task.followers)
    found = agency.remembered.get(names)
    if found is None:
        found = agency.remembered[names] = _owing(agency, *names)
    return found


def _owing(agency: Agency, doers: tuple[str, ...], followers: tuple[str, ...]) -> tuple[str, ...]:
    """Return who owes what ``doers`` do and ``followers`` follow up: always somebody, though all have ceased."""
    own = agency.reporting_of(doers)
    if own and not outsiders(agency, doers):
        return own
    owing = {*own, *agency.reporting_of(followers)} or {agency.hub}
    return tuple(unit_id for unit_id in agency.units if unit_id in owing)


def outside_leads(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the leads of ``task`` that are no unit and no group of the agency, as the plan writes them."""
    return outsiders(agency, task.all_leads)


def outsiders(agency: Agency, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what ``names`` name that is no unit and no group of the agency."""
    return tuple(outsider for name in names for outsider in agency.outsiders_in(name))


def owed_tasks(agency: Agency, plan: Plan, unit_id: str) -> Iterator[Task]:
    """Yield the tasks for which a unit owes a row, those with the same leads together."""
    for tasks in plan.tasks_by_leads.values():
        if unit_id in owing_units(agency, tasks[0]):
            yield from tasks


def helpers_of(agency: Agency, task: Task) -> tuple[str, ...]:
    """Return the ids of the agency's own units that may report on ``task`` and owe no row.

    They help with it, or belong to a group for which another unit reports.
    """
    names = (task.all_leads, task.followers, task.all_helpers)
    found = agency.remembered.get(names)
    if found is None:
        owing = owing_units(agency, task)
        meant = agency.units_of((*task.all_leads, *task.all_helpers))
        found = agency.remembered[names] = tuple(unit for unit in meant if unit not in owing)
    return found


def reports_for_many(agency: Agency, task: Task, unit_id: str) -> bool:
    """Tell whether ``unit_id`` reports on ``task`` for others: a group of which it is the hub, or outside leads."""
    if unit_id not in owing_units(agency, task):
        return False
    if any(agency.groups_led(name, unit_id) for name in task.all_leads):
        return True
    return bool(outside_leads(agency, task)) and unit_id not in agency.reporting_of(task.all_leads)


def target_owners(agency: Agency, target: Target) -> tuple[str, ...]:
    """Return the ids of the units that owe figures for ``target``, in the agency's order.

    By the rule of tasks: of doers that are no units, or have ceased without an heir, the unit that follows the target
    up gives the figures, else the other doers, else the hub.
    """
    return _owing(agency, target.doers, (target.monitor,) if target.monitor else ())


def forerunners(agency: Agency, task: Task, unit_id: str) -> Iterator[str]:
    """Yield the unit itself, the units that went into it, and then those that led ``task`` before it, the last first.

    ``agency``: as a whole, through all time; ``task``: as on the day looked at.
    """
    yield unit_id
    if not agency.bears_days and not task.moves:
        return
    gone = [other for other in agency.units if other != unit_id and unit_id in _heirs(agency, other)]
    yield from gone
    for leads, _ in reversed(list(task.handovers())):
        yield from agency.units_of(leads)


def taken_over(agency: Agency, plan: Plan, period: Period, sent: Mapping[str, UnitStatus]) -> dict[str, UnitStatus]:
    """Return what units ``sent`` for the period before ``period``, each with the rows of tasks it has from others."""
    found = dict(sent)
    if not agency.bears_days and not plan.moves_tasks:
        return found
    then = agency.on(period.cutoff)
    for task in plan.on(period.cutoff).tasks():
        for unit_id in owing_units(then, task):
            reporting = (sent[other] for other in forerunners(agency, task, unit_id) if other in sent)
            row = next((status for status in reporting if task.code in status.tasks), None)
            if row is not None and row.unit != unit_id:
                own = found.get(unit_id) or dataclasses.replace(row, unit=unit_id, tasks={}, targets={})
                found[unit_id] = dataclasses.replace(own, tasks={**own.tasks, task.code: row.tasks[task.code]})
    return found


def _heirs(agency: Agency, unit_id: str) -> Iterator[str]:
    """Yield the units that a unit has gone into, one after the other."""
    seen = {unit_id}
    while (heir := agency.heir(unit_id)) is not None and heir not in seen:
        yield heir
        seen.add(heir)
        unit_id = heir
