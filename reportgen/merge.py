"""From plan and status files to the Snapshot: who owes what, in which class, with which sums.

Pure: the same plan and the same set of status files give the same Snapshot, whatever their order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from reportgen.model.agency import Agency, Unit
from reportgen.model.classing import classify, count, own_classes, reclassed, sum_counts
from reportgen.model.goals.joining import expected, given_for, reached
from reportgen.model.goals.shown import in_words
from reportgen.model.judging import judge
from reportgen.model.occurring import Times, results, times_of
from reportgen.model.owing import forerunners, helpers_of, owing_units, target_owners
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Period, Plan, SubTask, Target, Task, TaskGroup
from reportgen.model.snapshot import (
    CLASSING,
    SNAPSHOT_VERSION,
    AgencyHead,
    Counts,
    GoneTask,
    GroupResult,
    IssuedReport,
    LeadsBefore,
    Origin,
    PartResult,
    PlanHead,
    Role,
    Snapshot,
    SubTaskResult,
    TargetResult,
    TargetRow,
    TaskBefore,
    TaskClass,
    TaskResult,
    TaskRow,
    UnitReport,
)
from reportgen.model.status import General, TargetStatus, TaskStatus, UnitStatus

Statuses = Mapping[str, UnitStatus]


def merge(
    agency: Agency,
    plan: Plan,
    where: PeriodId,
    statuses: Iterable[UnitStatus],
    previous: Snapshot | None = None,
    issued: IssuedReport | None = None,
) -> Snapshot:
    """Merge one period, ``where``. ``previous``: the period it is compared with.

    ``issued``: the document that ``previous`` is the data of, when it was issued. Expects checked data: at most
    one file for a unit. Forms not yet sent count as missing.
    """
    plan_id, period_id = where
    period = plan.periods[period_id]
    whole, agency, plan = agency, agency.on(period.cutoff), plan.on(period.cutoff)
    sent = {status.unit: status for status in statuses if status.sent}
    previous = reclassed(previous) if previous else None
    elsewhere = previous.plan.id if previous and previous.plan.id != plan_id else None
    then = _of_another(previous, plan, period) if previous and elsewhere else previous
    before = _Before(then, whole, same_plan=elsewhere is None)
    parts = tuple(
        _part(
            part.number,
            part.name,
            tuple(
                _group(agency, group, tuple(_task(agency, task, period, sent, before) for task in group.tasks))
                for group in part.groups
            ),
        )
        for part in plan.parts
    )
    target_before = {target.code: target for target in then.targets} if then else {}
    short = {unit.id: unit.abbreviation for unit in then.units} if then else {}
    return Snapshot(
        version=SNAPSHOT_VERSION,
        classing=CLASSING,
        agency=_agency_head(agency),
        plan=_plan_head(plan, plan_id),
        period_id=period_id,
        period=period,
        previous_period=previous.period.name if previous else None,
        previous_counts=previous.counts if previous else None,
        signer=whole.signer_on(period.signer, period.last_office_day),
        units=_units(agency, period, sent, parts),
        targets=tuple(
            _target(agency, plan, period_id, code, sent, target_before.get(code), short) for code in plan.targets
        ),
        parts=parts,
        counts=sum_counts(part.counts for part in parts),
        gone=before.gone(plan),
        previous_issued=issued if previous else None,
        previous_plan=elsewhere,
    )


def _agency_head(agency: Agency) -> AgencyHead:
    hub = agency.units[agency.hub].abbreviation
    return AgencyHead(agency.name, agency.parent, agency.symbol, agency.place, hub)


def _plan_head(plan: Plan, plan_id: str) -> PlanHead:
    return PlanHead(
        plan_id,
        plan.year,
        plan.symbol,
        plan.number,
        plan.date,
        plan.subject,
        plan.report_title,
        plan.bases,
        plan.addressees,
        plan.recipients,
        plan.years.last if plan.years.last != plan.years.first else None,
        plan.years.school,
    )


# --- tasks --------------------------------------------------------------------------------------


def _of_another(previous: Snapshot, plan: Plan, period: Period) -> Snapshot:
    """Return a period of another plan as one before a period of ``plan``, with the codes of ``plan``."""
    from reportgen.model.across import beside  # most periods follow one of the same plan

    return beside(previous, plan, period.cutoff)


class _Before:
    """The period before, its tasks and units by code and id; nothing where there is none."""

    def __init__(self, snapshot: Snapshot | None, agency: Agency, *, same_plan: bool) -> None:
        self.snapshot = snapshot
        self.agency = agency
        self.same_plan = same_plan
        self.tasks = {task.code: task for task in snapshot.tasks()} if snapshot else {}
        self.units = {unit.id: unit for unit in snapshot.units} if snapshot else {}

    def task(self, code: str) -> TaskBefore | None:
        """Return how a task stood."""
        task = self.tasks.get(code)
        if task is None:
            return None
        assert self.snapshot is not None
        abbreviations = {name: unit.abbreviation for name, unit in self.units.items()}
        return TaskBefore(task.shares(abbreviations, self.snapshot.period.cutoff), task.deadline_in_force)

    def times_done(self, unit_id: str, task: Task) -> tuple[str, ...]:
        """Return the times that a unit had done of a recurring task; last year's plan had others."""
        earlier = self._row(unit_id, task) if self.same_plan else None
        return earlier.times_done if earlier else ()

    def carried(self, row: TaskStatus, unit_id: str, task: Task) -> tuple[str | None, Origin | None]:
        """Return the result that a unit marks as standing, and where it was first reported."""
        earlier = self._row(unit_id, task) if row.carried_over else None
        if self.snapshot is None or earlier is None:
            return None, None
        if earlier.status.result:
            return earlier.status.result, Origin(self.snapshot.period.name, self.units[earlier.unit].sent_on)
        if earlier.carried is None:
            return None, None
        # reported further back; data written before that was kept does not say when
        return earlier.carried, earlier.carried_from or Origin(self.snapshot.previous_period or "", None)

    def documents(self, row: TaskStatus, unit_id: str, task: Task) -> tuple[str, ...]:
        """Return the documents that stood beside what a unit marks as standing."""
        earlier = self._row(unit_id, task) if row.carried_over else None
        if earlier is None:
            return ()
        return earlier.status.documents if earlier.status.result else earlier.documents

    def _row(self, unit_id: str, task: Task) -> TaskRow | None:
        """Return the row of a unit, else that of one whose work it has now: gone into it, or lead before it."""
        before = self.tasks.get(task.code)
        rows = {row.unit: row for row in before.rows} if before else {}
        return next((rows[other] for other in forerunners(self.agency, task, unit_id) if other in rows), None)

    def gone(self, plan: Plan) -> tuple[GoneTask, ...]:
        """Return the tasks that ``plan`` no longer has."""
        left = (task for code, task in self.tasks.items() if code not in plan.tasks_by_code)
        return tuple(GoneTask(task.code, task.text, task.leads, task.task_class) for task in left)


def _task(agency: Agency, task: Task, period: Period, statuses: Statuses, before: _Before) -> TaskResult:
    owing = owing_units(agency, task)
    rows: list[TaskRow] = []
    for role, unit_ids in ((Role.LEAD, owing), (Role.HELPER, helpers_of(agency, task))):
        for unit_id in unit_ids:
            row = _reported(statuses, unit_id, task.code)
            if row is not None:
                rows.append(_row(unit_id, role, row, task, period.cutoff, before))
    leads = [row for row in rows if row.role is Role.LEAD]
    times = [_times(task, row.status, period.cutoff, row.times_done) for row in leads]
    task_class, completed = classify(task, [row.status for row in leads], len(owing), period.cutoff, times)
    present = {row.unit for row in leads}
    ended = task_class is TaskClass.ENDED
    return TaskResult(
        code=task.code,
        text=task.text,
        owing=owing,
        leads=agency.shown_names(task.all_leads),
        helpers=agency.shown_names(task.all_helpers),
        deadline=task.deadline,
        extensions=task.extensions_by(period.cutoff),
        ending=task.ending if ended else None,
        task_class=task_class,
        completed=completed,
        rows=tuple(rows),
        missing=() if ended else tuple(unit for unit in owing if unit not in present),
        previous_class=before.tasks[task.code].task_class if task.code in before.tasks else None,
        before=before.task(task.code),
        moves=tuple(
            LeadsBefore(before.agency.shown_names(leads), move.since, move.document) for leads, move in task.handovers()
        ),
        products=task.products,
        followers=agency.shown_names(task.followers),
        leaders=task.leaders,
        funding=task.funding,
        subtasks=tuple(_subtask(agency, part, number) for number, part in enumerate(task.subtasks, start=1)),
        occurrences=() if ended else results(task.deadline_on(period.cutoff), times, len(owing)),
        milestones=task.milestones,
    )


def _row(unit_id: str, role: Role, row: TaskStatus, task: Task, cutoff: dt.date, before: _Before) -> TaskRow:
    times = _times(task, row, cutoff, before.times_done(unit_id, task))
    own = classify(task, [row], 1, cutoff, [times])[0]
    deadline = task.deadline_on(cutoff)
    done = tuple(each.code for each in deadline.occurrences if each.code in times.done) if deadline else ()
    documents = before.documents(row, unit_id, task)
    return TaskRow(unit_id, role, row, own, *before.carried(row, unit_id, task), done, documents)


def _times(task: Task, row: TaskStatus, cutoff: dt.date, earlier: tuple[str, ...]) -> Times:
    return times_of(row, task.deadline_on(cutoff), cutoff, earlier)


def _subtask(agency: Agency, part: SubTask, number: int) -> SubTaskResult:
    leads, helpers = agency.shown_names(part.leads), agency.shown_names(part.helpers)
    return SubTaskResult(part.letter_of(number), part.text, leads, helpers, part.deadline, part.products)


def _reported(statuses: Statuses, unit_id: str, code: str) -> TaskStatus | None:
    status = statuses.get(unit_id)
    row = status.tasks.get(code) if status else None
    return row if row is not None and row.state is not None else None


# --- counts -------------------------------------------------------------------------------------


def _group(agency: Agency, group: TaskGroup, tasks: tuple[TaskResult, ...]) -> GroupResult:
    counts = count(task.task_class for task in tasks)
    monitor = next(iter(agency.unit_ids(group.monitor)), None) if group.monitor else None
    return GroupResult(group.number, group.name, tasks, counts, group.short_name, monitor)


def _part(number: str | None, name: str | None, groups: tuple[GroupResult, ...]) -> PartResult:
    return PartResult(number, name, groups, sum_counts(group.counts for group in groups))


def _units(agency: Agency, period: Period, statuses: Statuses, parts: tuple[PartResult, ...]) -> tuple[UnitReport, ...]:
    own = own_classes(task for part in parts for group in part.groups for task in group.tasks)
    return tuple(
        _unit(unit_id, unit, statuses.get(unit_id), period, count(own.get(unit_id, [])))
        for unit_id, unit in agency.units.items()
    )


def _unit(unit_id: str, unit: Unit, status: UnitStatus | None, period: Period, counts: Counts) -> UnitReport:
    sent_on = (status.received or status.made_on) if status else None
    return UnitReport(
        id=unit_id,
        name=unit.name,
        abbreviation=unit.abbreviation,
        sent=status is not None,
        sent_on=sent_on,
        late=sent_on is not None and period.unit_deadline.overdue(sent_on),
        general=status.general if status else General(),
        counts=counts,
        extra=status.extra if status else (),
    )


# --- targets ------------------------------------------------------------------------------------


def _target(
    agency: Agency,
    plan: Plan,
    period_id: str,
    code: str,
    statuses: Statuses,
    before: TargetResult | None,
    short: Mapping[str, str],
) -> TargetResult:
    """Merge one target; ``before``: as it was in the period before, ``short``: the units' abbreviations then."""
    target, period = plan.targets[code], plan.periods[period_id]
    owners = target_owners(agency, target)
    given = _figures_given(target, owners, code, statuses)
    whole = {unit_id: row for unit_id, row in given.items() if row.whole_agency}
    needed = tuple(whole) or owners
    used = whole or given
    figures = reached(target, period_id, needed, used)
    estimated = expected(target, period_id, needed, used)
    missing = tuple(unit_id for unit_id in needed if unit_id not in used)
    complete = not missing and not figures.without
    judgement = judge(target, plan, period, figures, tuple(used.values()), complete=complete)
    return TargetResult(
        code=code,
        name=target.name,
        goal=target.goal,
        doers=agency.shown_names(target.doers),
        monitor=agency.shown_name(target.monitor) if target.monitor else None,
        rows=tuple(TargetRow(unit_id, given.get(unit_id)) for unit_id in owners),
        numerator=figures.numerator,
        denominator=figures.denominator,
        value=figures.value,
        uncounted=figures.without,
        missing=missing,
        estimate=estimated.value,
        estimate_numerator=estimated.numerator,
        estimate_denominator=estimated.denominator,
        estimate_missing=estimated.without,
        previous=before.value if before else None,
        previous_said=(in_words(before, short) or None) if before else None,
        verdict=judgement.verdict,
        cumulative=target.cumulative,
        level=judgement.level.level if judgement.level else None,
        level_due=judgement.level.due if judgement.level else None,
        last_year=target.last_year_in(period_id),
        of_whole_year=target.cumulative and period_id not in target.last_year and not plan.ends_with(period),
        figure=figures.figure,
        base=figures.base,
        joining=target.joining,
    )


def _figures_given(target: Target, owners: Iterable[str], code: str, statuses: Statuses) -> dict[str, TargetStatus]:
    """Return the rows of the units that gave a result."""
    given: dict[str, TargetStatus] = {}
    for unit_id in owners:
        status = statuses.get(unit_id)
        row = status.targets.get(code) if status else None
        result = given_for(target, row) if row is not None else None
        if result is not None:
            given[unit_id] = result
    return given
