"""Merging at its edges: one task, one target, told by table."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from reportgen.compose import compose
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.wire import Unfit
from reportgen.merge import merge
from reportgen.model.goals.goal import Goal
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Ending, Extension, Part, Plan, Target, Task, TaskGroup
from reportgen.model.snapshot import Snapshot, TargetResult, TaskClass, TaskResult
from reportgen.model.status import Estimate, State, TargetStatus, TaskStatus, UnitStatus
from reportgen.vn.dates import parse_date
from reportgen.vn.deadlines import one_year, parse_deadline
from tests.models import AGENCY, PERIOD

SENT = dt.date(2026, 5, 8)
NOT_STARTED = TaskStatus(State.NOT_STARTED, Decimal(0))
UNDER_WAY = TaskStatus(State.UNDER_WAY, Decimal(50))


def done(day: str) -> TaskStatus:
    return TaskStatus(State.DONE, Decimal(100), parse_date(day))


def period_of(task: Task, rows: dict[str, TaskStatus], target: Target | None = None) -> tuple[Plan, list[UnitStatus]]:
    plan = Plan(
        years=one_year(2026),
        symbol="KH-ST",
        subject="Việc thử",
        periods={"ky": PERIOD},
        parts=(Part((TaskGroup("I", "Nhóm", (task,)),)),),
        targets={"CT1": target} if target else {},
    )
    return plan, [UnitStatus(unit, "kh", "ky", SENT, None, {}, {task.code: row}) for unit, row in rows.items()]


def merged_task(task: Task, rows: dict[str, TaskStatus], previous: Snapshot | None = None) -> TaskResult:
    plan, statuses = period_of(task, rows)
    return next(merge(AGENCY, plan, PeriodId("kh", "ky"), statuses, previous).tasks())


def task(deadline: str | None, *leads: str, **changes: object) -> Task:
    given = Task("I.1", "Việc", leads or ("don-vi-a",), deadline=parse_deadline(deadline) if deadline else None)
    return dataclasses.replace(given, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deadline", "row", "expected"),
    [
        # the cut-off is 30/4/2026
        ("30/4/2026", done("30/4/2026"), TaskClass.DONE_ON_TIME),
        ("29/4/2026", done("30/4/2026"), TaskClass.DONE_LATE),
        ("trước 30/4/2026", done("30/4/2026"), TaskClass.DONE_LATE),
        ("trước 30/4/2026", done("29/4/2026"), TaskClass.DONE_ON_TIME),
        ("thường xuyên", done("15/3/2026"), TaskClass.RECURRING),
        (None, done("15/3/2026"), TaskClass.DONE_ON_TIME),
        ("30/4/2026", UNDER_WAY, TaskClass.UNDER_WAY),
        ("trước 30/4/2026", UNDER_WAY, TaskClass.UNDER_WAY_LATE),
        ("tháng 3/2026", UNDER_WAY, TaskClass.UNDER_WAY_LATE),
        ("tháng 4/2026", UNDER_WAY, TaskClass.UNDER_WAY),
        ("quý I/2026", NOT_STARTED, TaskClass.NOT_STARTED_LATE),
        ("quý II/2026", NOT_STARTED, TaskClass.NOT_STARTED),
        ("năm 2026", NOT_STARTED, TaskClass.NOT_STARTED),
        ("thường xuyên", UNDER_WAY, TaskClass.RECURRING),
        ("Duy trì thường xuyên", UNDER_WAY, TaskClass.RECURRING),
        ("hằng quý", UNDER_WAY, TaskClass.RECURRING),
        ("thường xuyên", TaskStatus(State.DONE), TaskClass.RECURRING),
        ("thường xuyên", NOT_STARTED, TaskClass.NOT_STARTED),
        (None, UNDER_WAY, TaskClass.UNDER_WAY),
        (None, NOT_STARTED, TaskClass.NOT_STARTED),
        # completed after the cut-off: on that day it was still under way
        ("năm 2026", done("01/5/2026"), TaskClass.UNDER_WAY),
        ("tháng 3/2026", done("01/5/2026"), TaskClass.UNDER_WAY_LATE),
    ],
)
def test_class_from_deadline_completion_and_cutoff(deadline: str | None, row: TaskStatus, expected: TaskClass) -> None:
    assert merged_task(task(deadline), {"don-vi-a": row}).task_class is expected


@pytest.mark.parametrize(
    ("rows", "expected", "missing"),
    [
        ({"don-vi-a": done("01/4/2026"), "don-vi-b": done("02/4/2026")}, TaskClass.DONE_ON_TIME, ()),
        ({"don-vi-a": done("01/4/2026"), "don-vi-b": UNDER_WAY}, TaskClass.UNDER_WAY, ()),
        ({"don-vi-a": done("01/4/2026"), "don-vi-b": NOT_STARTED}, TaskClass.UNDER_WAY, ()),
        ({"don-vi-a": NOT_STARTED, "don-vi-b": NOT_STARTED}, TaskClass.NOT_STARTED, ()),
        ({"don-vi-a": UNDER_WAY, "don-vi-b": NOT_STARTED}, TaskClass.UNDER_WAY, ()),
        ({"don-vi-a": done("01/4/2026")}, TaskClass.UNDER_WAY, ("don-vi-b",)),
        ({"don-vi-b": NOT_STARTED}, TaskClass.NOT_STARTED, ("don-vi-a",)),
        ({}, TaskClass.NOT_REPORTED, ("don-vi-a", "don-vi-b")),
    ],
)
def test_several_leads(rows: dict[str, TaskStatus], expected: TaskClass, missing: tuple[str, ...]) -> None:
    result = merged_task(task("năm 2026", "hai"), rows)
    assert (result.task_class, result.missing) == (expected, missing)


def test_done_by_all_is_done_on_the_last_day() -> None:
    rows = {"don-vi-a": done("01/4/2026"), "don-vi-b": done("20/4/2026")}
    result = merged_task(task("15/4/2026", "hai"), rows)
    assert (result.task_class, result.completed) == (TaskClass.DONE_LATE, dt.date(2026, 4, 20))


def test_an_extension_moves_the_deadline() -> None:
    moved = task("tháng 3/2026", extensions=(Extension(parse_deadline("tháng 6/2026"), "Công văn số 5"),))
    assert merged_task(moved, {"don-vi-a": UNDER_WAY}).task_class is TaskClass.UNDER_WAY


@pytest.mark.parametrize(("since", "expected"), [("30/4/2026", TaskClass.ENDED), ("01/5/2026", TaskClass.NOT_REPORTED)])
def test_an_ended_task_is_counted_apart_from_its_day_on(since: str, expected: TaskClass) -> None:
    ended = task("năm 2026", ending=Ending(parse_date(since)))
    assert merged_task(ended, {}).task_class is expected


def test_a_helpers_row_is_coordination_outside_the_counts() -> None:
    helped = task("năm 2026", "don-vi-a", helpers=("don-vi-b",))
    result = merged_task(helped, {"don-vi-b": done("01/4/2026")})
    assert result.task_class is TaskClass.NOT_REPORTED
    assert [row.unit for row in result.rows] == ["don-vi-b"]


def test_a_result_is_carried_over_only_where_marked() -> None:
    plan, first = period_of(task("năm 2026"), {"don-vi-a": dataclasses.replace(UNDER_WAY, result="Kết quả cũ.")})
    before = merge(AGENCY, plan, PeriodId("kh", "ky"), first)
    marked = merged_task(task("năm 2026"), {"don-vi-a": dataclasses.replace(UNDER_WAY, carried_over=True)}, before)
    unmarked = merged_task(task("năm 2026"), {"don-vi-a": UNDER_WAY}, before)
    assert [row.carried for row in marked.rows] == ["Kết quả cũ."]
    assert [row.carried for row in unmarked.rows] == [None]


def merged_target(rows: dict[str, TargetStatus], *doers: str, goal: Goal | None = None) -> TargetResult:
    target = Target("Tỷ lệ", goal or Goal(minimum=Decimal(80)), doers or ("hai",))
    plan, _ = period_of(task("năm 2026"), {}, target)
    statuses = [UnitStatus(unit, "kh", "ky", SENT, None, {"CT1": row}) for unit, row in rows.items()]
    return merge(AGENCY, plan, PeriodId("kh", "ky"), statuses).targets[0]


def counts(numerator: int, denominator: int, **more: object) -> TargetStatus:
    return TargetStatus(Decimal(numerator), Decimal(denominator), **more)  # type: ignore[arg-type]


def test_a_rate_is_never_a_mean_of_percentages() -> None:
    result = merged_target({"don-vi-a": counts(1, 1), "don-vi-b": counts(700, 1000)})
    assert result.value == Fraction(701, 1001) * 100
    assert result.met is False


def test_a_percentage_alone_cannot_be_summed() -> None:
    result = merged_target({"don-vi-a": counts(9, 10), "don-vi-b": TargetStatus(rate=Decimal(50))})
    assert (result.value, result.uncounted, result.met) == (Fraction(90), ("don-vi-b",), None)


def test_a_percentage_stands_where_one_unit_alone_works_for_the_target() -> None:
    result = merged_target({"don-vi-a": TargetStatus(rate=Decimal("98.3"))}, "don-vi-a")
    assert (result.value, result.uncounted, result.met) == (Fraction("98.3"), (), True)


def test_a_figure_for_the_whole_agency_stands_for_all() -> None:
    whole = counts(85, 100, whole_agency=True)
    result = merged_target({"don-vi-a": whole, "don-vi-b": counts(1, 100)})
    assert (result.value, result.missing, result.met) == (Fraction(85), (), True)
    assert merged_target({"don-vi-a": whole}).missing == ()


@pytest.mark.parametrize(
    ("goal", "numerator", "met"),
    [
        (Goal(minimum=Decimal(80)), 800, True),
        (Goal(minimum=Decimal(80)), 799, False),
        (Goal(exactly=Decimal(100)), 1000, True),
        (Goal(exactly=Decimal(100)), 999, False),
        (Goal(maximum=Decimal(5)), 50, True),
        (Goal(maximum=Decimal(5)), 51, False),
    ],
)
def test_goals_are_compared_exactly(goal: Goal, numerator: int, met: bool) -> None:
    assert merged_target({"don-vi-a": counts(numerator, 1000)}, "don-vi-a", goal=goal).met is met


def test_no_case_in_the_period_is_neither_missing_nor_a_verdict() -> None:
    result = merged_target({"don-vi-a": counts(0, 0), "don-vi-b": counts(0, 0)})
    assert (result.value, result.missing, result.met) == (None, (), None)


def test_an_amount_is_summed_without_denominators() -> None:
    amount = TargetStatus(Decimal(12))
    goal = Goal(minimum=Decimal(20), measure="hội nghị")
    assert merged_target({"don-vi-a": amount, "don-vi-b": amount}, goal=goal).value == 24


def test_amounts_under_a_bound_for_each_unit_are_not_added() -> None:
    goal = Goal(maximum=Decimal(5), measure="ngày")
    days = TargetStatus(Decimal(3))
    several = merged_target({"don-vi-a": days, "don-vi-b": days}, goal=goal)
    assert (several.value, several.uncounted, several.met) == (None, ("don-vi-a", "don-vi-b"), None)
    alone = merged_target({"don-vi-a": days}, "don-vi-a", goal=goal)
    assert alone.value == 3
    assert alone.met is True


def test_an_estimate_needs_every_unit() -> None:
    estimate = Estimate(Decimal(90), Decimal(100))
    with_estimate = counts(8, 10, estimate=estimate)
    both = merged_target({"don-vi-a": with_estimate, "don-vi-b": with_estimate})
    one = merged_target({"don-vi-a": with_estimate, "don-vi-b": counts(1, 10)})
    assert both.estimate == Fraction(90)
    assert (one.estimate, one.estimate_missing) == (None, ("don-vi-b",))


def test_lateness_follows_the_day_of_receipt_where_the_office_notes_it() -> None:
    plan, statuses = period_of(task("năm 2026"), {"don-vi-a": UNDER_WAY})
    for received, late in ((None, False), (dt.date(2026, 5, 9), False), (dt.date(2026, 5, 10), True)):
        given = [dataclasses.replace(statuses[0], received=received)]
        assert merge(AGENCY, plan, PeriodId("kh", "ky"), given).units[0].late is late


def printed_progress(rows: dict[str, TaskStatus]) -> str:
    plan, statuses = period_of(task("năm 2026", "hai"), rows)
    context = compose(merge(AGENCY, plan, PeriodId("kh", "ky"), statuses))
    return context.phan[0].nhom[0].nhiem_vu[0].tien_do


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"don-vi-a": UNDER_WAY, "don-vi-b": UNDER_WAY}, "50%"),
        ({"don-vi-a": UNDER_WAY, "don-vi-b": NOT_STARTED}, "A 50%; B 0%"),
        ({"don-vi-a": done("01/4/2026")}, "A 100%"),
        ({"don-vi-a": done("01/5/2026"), "don-vi-b": UNDER_WAY}, "A hoàn thành sau ngày chốt; B 50%"),
        ({"don-vi-a": done("01/4/2026"), "don-vi-b": done("02/4/2026")}, ""),
    ],
)
def test_progress_never_stands_for_a_unit_that_did_not_report(rows: dict[str, TaskStatus], expected: str) -> None:
    assert printed_progress(rows) == expected


def test_a_snapshot_without_its_fields_is_no_snapshot() -> None:
    whole = SNAPSHOT.write(merge(AGENCY, *_args(task("năm 2026"))))
    for name in ("version", "agency", "parts", "counts"):
        with pytest.raises(Unfit, match=f"thiếu mục {name}"):
            SNAPSHOT.read({key: value for key, value in whole.items() if key != name})
    with pytest.raises(Unfit, match="version: phải là số"):
        SNAPSHOT.read({**whole, "version": "1"})


def _args(given: Task) -> tuple[Plan, PeriodId, list[UnitStatus]]:
    plan, statuses = period_of(given, {"don-vi-a": UNDER_WAY})
    return plan, PeriodId("kh", "ky"), statuses
