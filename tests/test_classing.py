"""Recurring work as a class of its own, and the same data by the rules of version 1 and back."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings

from reportgen.archive.diff import compare
from reportgen.compose import compose
from reportgen.merge import merge
from reportgen.model.classing import by_first_rules, count, own_classes, reclassed
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Plan
from reportgen.model.snapshot import Role, Snapshot, TaskClass, TaskResult
from reportgen.model.status import State, TaskStatus, UnitStatus
from tests.models import AGENCY, ANY_PERIODS, CUTOFF
from tests.test_merge import NOT_STARTED, UNDER_WAY, done, merged_task, task

Case = tuple[Plan, list[UnitStatus]]


def merged(case: Case, before: Snapshot | None = None) -> Snapshot:
    return merge(AGENCY, case[0], PeriodId("kh", "ky"), case[1], before)


def as_in_version_1(rows: list[TaskStatus], result: TaskResult) -> TaskClass:
    """Return the class that version 1 gave, written out anew: recurring work was done when all its leads were."""
    if result.task_class is not TaskClass.RECURRING:
        return result.task_class
    days = [row.completed for row in rows if row.state is State.DONE]
    all_done = len(days) == len(result.owing) and all(day is not None and day <= CUTOFF for day in days)
    return TaskClass.DONE_ON_TIME if all_done else TaskClass.UNDER_WAY


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=150, deadline=None)
def test_the_rules_of_version_1_are_kept_for_its_variables(case: Case) -> None:
    snapshot = merged(case)
    first = by_first_rules(snapshot)
    for task_now, task_then in zip(snapshot.tasks(), first.tasks(), strict=True):
        leads = [row.status for row in task_now.rows if row.role is Role.LEAD]
        assert task_then.task_class is as_in_version_1(leads, task_now)
        assert (
            dataclasses.replace(
                task_then, task_class=task_now.task_class, completed=task_now.completed, rows=task_now.rows
            )
            == task_now
        )
    assert first.counts[TaskClass.RECURRING] == 0
    assert sum(first.counts.values()) == sum(snapshot.counts.values())
    own = own_classes(first.tasks())
    assert [unit.counts for unit in first.units] == [count(own.get(unit.id, ())) for unit in first.units]


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any)
@settings(max_examples=100, deadline=None)
def test_data_of_version_1_is_compared_as_if_it_were_of_today(case: Case) -> None:
    snapshot = merged(case)
    old = by_first_rules(snapshot)
    assert old.classing == 1
    assert reclassed(old) == snapshot
    assert merged(case, old) == merged(case, snapshot)


@pytest.mark.usefixtures("any_periods")
@given(ANY_PERIODS.any, ANY_PERIODS.any)
@settings(max_examples=100, deadline=None)
def test_counts_of_the_period_before_add_up_by_either_rules(case: Case, other: Case) -> None:
    after = merged(case, merged(other))
    context = compose(after)
    first = by_first_rules(after)
    assert after.previous_counts is not None
    assert first.previous_counts is not None
    assert sum(first.previous_counts.values()) == sum(after.previous_counts.values())
    assert min(first.previous_counts.values()) >= 0
    assert sum(item.so_truoc for item in context.tong_hop.lop) == sum(item.so_truoc for item in context.tong_hop.loai)


def test_recurring_work_that_nobody_changed_is_no_change_since_version_1() -> None:
    plan_and_rows = task("thường xuyên"), {"don-vi-a": UNDER_WAY}
    before = merged_snapshot(*plan_and_rows)
    after = merged_snapshot(*plan_and_rows, before=by_first_rules(before))
    compared = compose(after).so_sanh
    assert compared is not None
    assert (compared.chuyen_loai, compared.khong_doi_loai) == ((), 1)
    assert (compared.chuyen_bien, compared.khong_doi) == ((), 1)
    assert compare(by_first_rules(before), after).moved() == []


def test_two_reports_of_version_1_are_compared_as_they_were() -> None:
    before = by_first_rules(merged_snapshot(task("thường xuyên"), {"don-vi-a": UNDER_WAY}))
    after = by_first_rules(merged_snapshot(task("thường xuyên"), {"don-vi-a": done("01/4/2026")}))
    [moved] = compare(before, after).moved()
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.task_class, moved.after.task_class) == (TaskClass.UNDER_WAY, TaskClass.DONE_ON_TIME)
    assert compare(before, reclassed(after)).moved() == []


def test_one_lead_that_began_is_enough_and_shares_are_classed_alone() -> None:
    result = merged_task(task("thường xuyên", "hai"), {"don-vi-a": UNDER_WAY, "don-vi-b": NOT_STARTED})
    assert result.task_class is TaskClass.RECURRING
    assert [row.task_class for row in result.rows] == [TaskClass.RECURRING, TaskClass.NOT_STARTED]
    assert merged_task(task("thường xuyên", "hai"), {}).task_class is TaskClass.NOT_REPORTED
    part = merged_task(task("thường xuyên", "hai"), {"don-vi-b": NOT_STARTED})
    assert (part.task_class, part.missing) == (TaskClass.NOT_STARTED, ("don-vi-a",))


def test_percentages_of_what_has_a_deadline_are_of_what_has_one() -> None:
    snapshot = merged_snapshot(task("thường xuyên"), {"don-vi-a": UNDER_WAY})
    assert compose(snapshot).tong_hop.co_han == 0
    dated = compose(merged_snapshot(task("năm 2026"), {"don-vi-a": UNDER_WAY})).tong_hop
    assert (dated.co_han, [(item.ma, item.so, item.ty_le) for item in dated.loai_co_han]) == (
        1,
        [("dang-thuc-hien-trong-han", 1, "100,0%")],
    )


def merged_snapshot(of: object, rows: dict[str, TaskStatus], before: Snapshot | None = None) -> Snapshot:
    from tests.test_merge import period_of

    plan, statuses = period_of(of, rows)  # type: ignore[arg-type]
    return merge(AGENCY, plan, PeriodId("kh", "ky"), statuses, before)


def test_a_template_of_version_1_still_finds_its_eight_classes_by_position() -> None:
    context = compose(merged_snapshot(task("thường xuyên"), {"don-vi-a": done("01/4/2026")}))
    assert [item.ma for item in context.tong_hop.lop] == [
        "hoan-thanh-dung-han",
        "hoan-thanh-qua-han",
        "dang-thuc-hien-trong-han",
        "dang-thuc-hien-qua-han",
        "chua-thuc-hien-trong-han",
        "chua-thuc-hien-qua-han",
        "chua-bao-cao",
        "da-ket-thuc",
    ]
    assert [item.so for item in context.tong_hop.lop] == [1, 0, 0, 0, 0, 0, 0, 0]
    [of_task] = context.phan[0].nhom[0].nhiem_vu
    assert (of_task.lop, of_task.phan_loai, of_task.ghi_chu) == (
        "hoan-thanh-dung-han",
        "hoàn thành đúng hạn",
        ("Hoàn thành ngày 01/4/2026",),
    )
    assert (of_task.loai, of_task.ten_loai) == ("thuc-hien-thuong-xuyen", "thực hiện thường xuyên")


def test_rows_of_the_period_before_say_what_they_said_before_in_what_version_1_printed() -> None:
    before = by_first_rules(merged_snapshot(task("thường xuyên"), {"don-vi-a": NOT_STARTED}))
    after = merged_snapshot(task("thường xuyên"), {"don-vi-a": UNDER_WAY}, before)
    [of_task] = compose(after).phan[0].nhom[0].nhiem_vu
    assert of_task.thay_doi.startswith("từ chưa thực hiện trong hạn chuyển sang đang thực hiện trong hạn")
    assert of_task.moi_thay_doi.startswith("từ chưa thực hiện trong hạn chuyển sang thực hiện thường xuyên")


def test_recurring_work_done_after_the_cutoff_before_was_not_done_by_it_in_version_1() -> None:
    """Only the state was kept: the period before counted as done what was done after its cut-off."""
    for day, then in (("01/4/2026", TaskClass.DONE_ON_TIME), ("05/5/2026", TaskClass.UNDER_WAY)):
        before = merged_snapshot(task("thường xuyên"), {"don-vi-a": done(day)})
        after = merged_snapshot(task("thường xuyên"), {"don-vi-a": UNDER_WAY}, before)
        [now] = by_first_rules(after).tasks()
        assert now.previous_class is then
        assert now.before is not None
        assert [share.task_class for share in now.before.shares] == [then]
