"""What must hold for any plan and any set of status files."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.merge import merge
from reportgen.model.classing import by_first_rules
from reportgen.model.context import Lop, TongHop
from reportgen.model.goals.joining import given_for
from reportgen.model.owing import helpers_of, owing_units, target_owners
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Joining, Plan
from reportgen.model.snapshot import Role, Snapshot, TaskClass
from reportgen.model.status import UnitStatus
from tests.models import AGENCY, ANY_PERIODS, PERIOD, UNITS

Case = tuple[Plan, list[UnitStatus]]


def merged(case: Case) -> Snapshot:
    return merge(AGENCY, case[0], PeriodId("kh", "ky"), case[1])


def strings(value: Any) -> set[str]:
    """Every text anywhere inside a frozen record."""
    if isinstance(value, str):
        return {value}
    if dataclasses.is_dataclass(value):
        return set().union(*(strings(getattr(value, field.name)) for field in dataclasses.fields(value)), set())
    if isinstance(value, tuple):
        return set().union(*(strings(item) for item in value), set())
    return set()


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=150, deadline=None)
def test_classes_add_up_overall_by_part_by_group_and_by_unit(case: Case) -> None:
    snapshot = merged(case)
    tasks = list(snapshot.tasks())
    assert sum(snapshot.counts.values()) == len(tasks) == len(list(case[0].tasks()))
    for task_class in TaskClass:
        assert snapshot.counts[task_class] == sum(task.task_class is task_class for task in tasks)
        assert snapshot.counts[task_class] == sum(part.counts[task_class] for part in snapshot.parts)
    for part in snapshot.parts:
        assert sum(part.counts.values()) == sum(len(group.tasks) for group in part.groups)
        for group in part.groups:
            assert sum(group.counts.values()) == len(group.tasks)
    for unit in snapshot.units:
        owed = [task for task in case[0].tasks() if unit.id in owing_units(AGENCY, task)]
        assert sum(unit.counts.values()) == len(owed)


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=100, deadline=None)
def test_totals_in_words_are_the_totals_in_figures(case: Case) -> None:
    snapshot = merged(case)
    context = compose(snapshot)
    assert [item.so for item in context.tong_hop.loai] == list(snapshot.counts.values())
    assert [item.so for item in context.tong_hop.lop] == [
        number
        for task_class, number in by_first_rules(snapshot).counts.items()
        if task_class is not TaskClass.RECURRING
    ]
    whole = context.tong_hop
    parts = [part.tong_hop for part in context.phan]
    groups = [group.tong_hop for part in context.phan for group in part.nhom]
    by_either: tuple[tuple[Callable[[TongHop], tuple[Lop, ...]], tuple[Lop, ...]], ...] = (
        (lambda of: of.loai, whole.loai_co),
        (lambda of: of.lop, whole.lop_co),
    )
    for classes, present in by_either:
        figures = [item.so for item in classes(whole)]
        assert sum(figures) == sum(item.so for item in present) == whole.tong_so
        for rows in (parts, groups):
            assert [
                sum(row) for row in zip(*([item.so for item in classes(of)] for of in rows), strict=True)
            ] == figures
    for of in (whole, *parts, *groups, *(unit.tong_hop for unit in context.don_vi)):
        assert sum(item.so for item in of.lop) == sum(item.so for item in of.loai) == of.tong_so
        assert sum(item.so for item in of.loai_co_han) == of.co_han <= of.tong_so
        assert all(item.ma != TaskClass.RECURRING.value for item in of.loai_co_han)
    for item in whole.lop:
        assert item.so == sum(
            task.lop == item.ma for part in context.phan for group in part.nhom for task in group.nhiem_vu
        )
    printed = [task for part in context.phan for group in part.nhom for task in group.nhiem_vu]
    assert len(printed) == context.tong_hop.tong_so


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_files_makes_no_difference(case: Case, random: Any) -> None:
    shuffled = list(case[1])
    random.shuffle(shuffled)
    assert merged((case[0], shuffled)) == merged(case)


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=150, deadline=None)
def test_nothing_a_unit_wrote_is_lost(case: Case) -> None:
    plan, statuses = case
    context_texts = "\n".join(strings(compose(merged(case))))
    for status in statuses:
        if not status.sent:
            continue
        for text in strings((status.general, status.extra)):
            assert text in context_texts
        for code, row in status.tasks.items():
            task = plan.tasks_by_code[code]
            if status.unit in owing_units(AGENCY, task) or status.unit in helpers_of(AGENCY, task):
                for text in strings(dataclasses.replace(row, state=None)):
                    assert text in context_texts
        for code, figures in status.targets.items():
            counted = figures.numerator is not None or figures.rate is not None
            in_figures = plan.targets[code].goal.kind.counted  # check refuses the one in the place of the other
            reported = counted if in_figures else figures.value is not None
            if reported and figures.note and status.unit in target_owners(AGENCY, plan.targets[code]):
                assert figures.note in context_texts
            if reported and status.unit in target_owners(AGENCY, plan.targets[code]):
                assert all(text in context_texts for text in strings((figures.cause, figures.remedy)))


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=150, deadline=None)
def test_missing_rows_are_named_and_never_guessed(case: Case) -> None:
    plan, statuses = case
    sent = {status.unit: status for status in statuses if status.sent}
    for task in merged(case).tasks():
        owing = owing_units(AGENCY, plan.tasks_by_code[task.code])
        absent = tuple(unit for unit in owing if unit not in sent or task.code not in sent[unit].tasks)
        if task.task_class is TaskClass.ENDED:
            assert task.missing == ()
            continue
        assert task.missing == absent
        assert (task.task_class is TaskClass.NOT_REPORTED) == (absent == owing)
        if absent:
            assert not task.task_class.done


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=100, deadline=None)
def test_helpers_rows_are_shown_and_change_no_count(case: Case) -> None:
    plan, statuses = case
    without = [
        dataclasses.replace(
            status,
            tasks={
                code: row
                for code, row in status.tasks.items()
                if status.unit in owing_units(AGENCY, plan.tasks_by_code[code])
            },
        )
        for status in statuses
    ]
    full, bare = merged(case), merged((plan, without))
    assert full.counts == bare.counts
    assert [unit.counts for unit in full.units] == [unit.counts for unit in bare.units]
    shown = {(task.code, row.unit) for task in full.tasks() for row in task.rows if row.role is Role.HELPER}
    assert shown == {
        (code, status.unit)
        for status in statuses
        if status.sent
        for code in status.tasks
        if status.unit in helpers_of(AGENCY, plan.tasks_by_code[code])
    }


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=150, deadline=None)
def test_a_rate_is_a_ratio_of_sums(case: Case) -> None:
    plan, statuses = case
    sent = {status.unit: status for status in statuses if status.sent}
    for target in merged(case).targets:
        given_plan = plan.targets[target.code]
        owners, goal = target_owners(AGENCY, given_plan), target.goal
        rows = {unit: sent[unit].targets.get(target.code) for unit in owners if unit in sent}
        counted = [row for row in rows.values() if row is not None and row.numerator is not None]
        summed = goal.is_rate and not goal.is_change and given_plan.joining in (None, Joining.SUM)
        denominator = sum(row.denominator or 0 for row in counted)
        if denominator and summed:
            assert target.value == Fraction(sum(row.numerator or 0 for row in counted)) * 100 / Fraction(denominator)
        assert target.missing == tuple(
            unit for unit in owners if (row := rows.get(unit)) is None or given_for(given_plan, row) is None
        )
        if (target.missing or target.uncounted) and goal.kind.counted:
            assert target.met is None


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=100, deadline=None)
def test_a_snapshot_survives_json_exactly(case: Case) -> None:
    snapshot = merged(case)
    assert SNAPSHOT.read(json.loads(json.dumps(SNAPSHOT.write(snapshot)))) == snapshot


def _done_afterwards(status: UnitStatus) -> bool:
    return any(row.completed is not None and row.completed > PERIOD.cutoff for row in status.tasks.values())


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=50, deadline=None)
def test_a_period_compared_with_itself_has_not_moved(case: Case) -> None:
    # of the period before only states are kept: recurring work done after the cut-off counts there as done by it
    assume(not any(_done_afterwards(status) for status in case[1]))
    before = merged(case)
    after = merge(AGENCY, case[0], PeriodId("kh", "ky"), case[1], before)
    comparison = compose(after).so_sanh
    assert comparison is not None
    assert comparison.chuyen_bien == ()
    assert comparison.khong_doi == len(list(case[0].tasks()))
    assert comparison.ky_truoc == PERIOD.name
    assert len(after.units) == len(UNITS)


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=100, deadline=None)
def test_recurring_work_is_overdue_exactly_where_a_time_due_is_known_not_to_be_done(case: Case) -> None:
    before = merged(case)
    after = merge(AGENCY, case[0], PeriodId("kh", "ky"), case[1], before)
    for task, again in zip(before.tasks(), after.tasks(), strict=True):
        for row, row_again in zip(task.rows, again.rows, strict=True):
            assert set(row.times_done) <= set(row_again.times_done)
        late = any(not each.done and each.last_day <= PERIOD.cutoff for each in task.occurrences)
        if task.occurrences:
            assert late == (task.task_class in (TaskClass.UNDER_WAY_LATE, TaskClass.NOT_STARTED_LATE))
            deadline = task.deadline_in_force
            assert deadline is not None
            assert task.task_class is not TaskClass.RECURRING or deadline.recurring
