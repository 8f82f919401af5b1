"""Goals: as plans word them, judged at their bounds, printed so that a figure never looks like one it is not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.targets import target as composed
from reportgen.merge import merge
from reportgen.model.goals import shown
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.kinds import KINDS, Verdict
from reportgen.model.goals.reading import how_to_write, is_plain, readings
from reportgen.model.goals.result import TargetResult
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import InterimLevel, Joining, Part, Plan, Target
from reportgen.model.snapshot import PlanHead
from reportgen.model.status import Judged, TargetStatus, UnitStatus
from reportgen.vn.deadlines import one_year
from reportgen.vn.numbers import parse_number, round_apart
from tests.case_files import CASE_FILES, cases_of
from tests.models import AGENCY, PERIOD

TABLE: dict[str, list[dict[str, Any]]] = cases_of(CASE_FILES / "muc-giao.yaml")
WORDINGS = [(group, case) for group, cases in TABLE.items() for case in cases]


def as_read(goal: Goal) -> list[str]:
    if goal.text is not None:
        return ["van_ban"]
    figures = " ".join(str(bound) for bound in (goal.between or (getattr(goal, goal.kind.attribute),)))
    return [goal.kind.key, figures, goal.measure]


@pytest.mark.parametrize(("group", "case"), WORDINGS, ids=[case["muc"] for _, case in WORDINGS])
def test_a_wording_is_read_as_reviewed(group: str, case: dict[str, Any]) -> None:
    found = readings(case["muc"], case.get("don_vi_tinh", ""), case.get("ten", "Số thử"))
    assert as_read(found[0]) == case["la"]
    assert [as_read(goal) for goal in found[1:]] == ([case["hoac"]] if "hoac" in case else [])
    assert found[0].base == case.get("so_voi")
    assert {goal.words for goal in found} == {case["muc"]}  # printed as the plan wrote it
    assert case["la"][0] == ("van_ban" if group == "noi" else group)
    if case["la"] == ["van_ban"]:
        assert is_plain(found[0]) is (group != "noi")


def test_sixty_wordings_and_every_kind_are_in_the_table() -> None:
    assert len(WORDINGS) >= 60
    assert {kind.key for kind in KINDS} == set(TABLE) - {"noi"}


@pytest.mark.parametrize("case", [case for _, case in WORDINGS if "hoac" in case], ids=lambda case: case["muc"])
def test_each_of_two_readings_is_had_by_what_is_proposed(case: dict[str, Any]) -> None:
    """What a warning tells to type is taken as that reading, once its dots are filled in."""
    for goal in readings(case["muc"], "", case.get("ten", "Số thử")):
        written = yaml.safe_load(how_to_write(goal))["muc"]
        assert set(written) <= {"van_ban", "don_vi_tinh", "so_voi", goal.kind.key}
        assert goal.text or parse_number(str(written[goal.kind.key])) == goal.bounds[0]
        assert written.get("van_ban", goal.text) == goal.text
        assert goal.text or written["don_vi_tinh"] == (goal.measure or "…")


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_is_some_goal_and_printed_as_it_stands(text: str) -> None:
    for goal in readings(text):
        assert goal.kinds
        assert goal.words == " ".join(shown_nfc(text).split())


def shown_nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


# Verdicts

PERIODS = {
    name: dataclasses.replace(PERIOD, name=name, cutoff=cutoff)
    for name, cutoff in (("quy-1", dt.date(2026, 3, 31)), ("nam", dt.date(2026, 11, 30)))
}


def result(target: Target, *rows: TargetStatus, period: str = "nam") -> TargetResult:
    """Return what is merged of the rows of the first units."""
    plan = Plan(one_year(2026), "KH-ST", "Việc thử", PERIODS, (Part(()),), targets={"CT1": target})
    statuses = [
        UnitStatus(unit, "kh", period, dt.date(2026, 12, 1), targets={"CT1": row})
        for unit, row in zip(AGENCY.units, rows, strict=False)
    ]
    return merge(AGENCY, plan, PeriodId("kh", period), statuses).targets[0]


def goal_of(**bounds: Any) -> Goal:
    measure = bounds.pop("measure", "%")
    made: dict[str, Any] = {
        name: tuple(map(Decimal, value)) if name == "between" else Decimal(value) for name, value in bounds.items()
    }
    return Goal(measure=measure, **made)


UNIT = next(iter(AGENCY.units))


def alone(goal: Goal, **more: Any) -> Target:
    return Target("Tỷ lệ thử", goal, (UNIT,), **more)


@pytest.mark.parametrize(
    ("goal", "counted", "verdict"),
    [
        (goal_of(minimum=80), 800, Verdict.MET),
        (goal_of(minimum=80), 799, Verdict.MISSED),
        (goal_of(exactly=80), 800, Verdict.MET),
        (goal_of(exactly=80), 850, Verdict.EXCEEDED),
        (goal_of(exactly=80), 799, Verdict.MISSED),
        (goal_of(maximum=5), 50, Verdict.MET),
        (goal_of(maximum=5), 51, Verdict.MISSED),
        (goal_of(above=80), 801, Verdict.MET),
        (goal_of(above=80), 800, Verdict.MISSED),
        (goal_of(below=1), 9, Verdict.MET),
        (goal_of(below=1), 10, Verdict.MISSED),
        (goal_of(between=(75, 80)), 749, Verdict.MISSED),
        (goal_of(between=(75, 80)), 750, Verdict.MET),
        (goal_of(between=(75, 80)), 800, Verdict.MET),
        (goal_of(between=(75, 80)), 801, Verdict.EXCEEDED),
        (Goal(), 801, Verdict.STATISTIC),
    ],
)
def test_each_kind_is_judged_exactly_at_its_bound(goal: Goal, counted: int, verdict: Verdict) -> None:
    found = result(alone(goal, measure="%"), TargetStatus(Decimal(counted), Decimal(1000)))
    assert found.verdict is verdict
    assert found.met is {Verdict.MET: True, Verdict.EXCEEDED: True, Verdict.MISSED: False}.get(verdict)


@pytest.mark.parametrize(
    ("goal", "now", "then", "change", "met"),
    [
        (goal_of(fall=10), 90, 100, Fraction(-10), True),
        (goal_of(fall=10), 91, 100, Fraction(-9), False),
        (goal_of(fall=10), 110, 100, Fraction(10), False),
        (goal_of(rise=10), 110, 100, Fraction(10), True),
        (goal_of(rise=10), 109, 100, Fraction(9), False),
        (goal_of(rise=5, measure="lớp"), 105, 100, Fraction(5), True),
        (goal_of(fall=3, measure="vụ"), 98, 100, Fraction(-2), False),
        (goal_of(fall=3, measure="vụ"), 98, None, None, None),
        (goal_of(fall=3), 98, 0, None, None),
    ],
)
def test_a_change_is_reckoned_from_the_figure_beside_it(
    goal: Goal, now: int, then: int | None, change: Fraction | None, met: bool | None
) -> None:
    row = TargetStatus(Decimal(now), None if then is None else Decimal(then))
    found = result(alone(goal), row)
    assert (found.value, found.met, found.figure) == (change, met, Fraction(now))
    planned = result(alone(goal, last_year={} if then is None else {"": Decimal(then)}), TargetStatus(Decimal(now)))
    assert (planned.value, planned.met) == (change, met)


def test_a_change_of_a_rate_is_in_points() -> None:
    goal = goal_of(rise=2, measure="điểm phần trăm")
    found = result(alone(goal, last_year={"nam": Decimal(78)}), TargetStatus(Decimal(81), Decimal(100)))
    assert (found.value, found.met, found.figure, found.base) == (Fraction(3), True, Fraction(81), Fraction(78))
    assert shown.value(found.value, found.goal) == "tăng 3,0 điểm phần trăm"
    assert shown.from_to(found) == "từ 78,0% lên 81,0%"


def test_what_grows_through_the_year_is_judged_in_its_last_period() -> None:
    target = alone(Goal(minimum=Decimal(3500), measure="tỷ đồng"), cumulative=True)
    row = TargetStatus(Decimal(1575))
    first, last = (result(target, row, period=period) for period in PERIODS)
    assert (first.verdict, first.met, first.share) == (Verdict.PENDING, None, Fraction(45))
    assert composed(1, first, {UNIT: "A"}, {UNIT: "A"}).danh_gia == "đạt 45% kế hoạch năm"
    assert (last.verdict, last.met) == (Verdict.MISSED, False)


@pytest.mark.parametrize(
    ("due", "period", "verdict"),
    [
        (dt.date(2026, 3, 31), "quy-1", Verdict.MET),
        (dt.date(2026, 4, 1), "quy-1", Verdict.PENDING),
        (dt.date(2026, 3, 31), "nam", Verdict.MISSED),
    ],
)
def test_an_interim_level_counts_from_its_day_to_the_last_period(due: dt.date, period: str, verdict: Verdict) -> None:
    target = alone(goal_of(minimum=80), levels=(InterimLevel(due, Decimal(40)),))
    found = result(target, TargetStatus(Decimal(50), Decimal(100)), period=period)
    assert found.verdict is verdict
    assert (found.level is not None) is (verdict is Verdict.MET)


def test_more_than_an_interim_level_of_an_exact_goal_is_no_excess() -> None:
    target = alone(goal_of(exactly=95), levels=(InterimLevel(dt.date(2026, 3, 31), Decimal(40)),))
    found = result(target, TargetStatus(Decimal(45), Decimal(100)), period="quy-1")
    assert (found.verdict, found.judged_goal.words) == (Verdict.MET, "Tối thiểu 40%")


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Goal(rise=Decimal(10), base="1.200", of="lớp"), "Tăng 10% so với 1.200 lớp"),
        (Goal(fall=Decimal(2), measure="điểm phần trăm", base="5%"), "Giảm 2 điểm phần trăm so với 5%"),
        (Goal(fall=Decimal(2), base="cùng kỳ"), "Giảm 2% so với cùng kỳ"),
        (Goal(between=(Decimal(75), Decimal(80))), "Từ 75% đến 80%"),
        (Goal(above=Decimal(4), measure="sao"), "Trên 4 sao"),
        (Goal(minimum=Decimal(95), measure="/100 điểm"), "Tối thiểu 95/100 điểm"),
        (Goal(), ""),
    ],
)
def test_a_goal_of_each_kind_in_words(goal: Goal, words: str) -> None:
    assert goal.words == words


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([(Judged.MET, "Nhóm A"), (Judged.MET, "Nhóm A")], Verdict.MET),
        ([(Judged.MET, "Nhóm A"), (Judged.MISSED, "Nhóm B")], Verdict.MISSED),
        ([(Judged.MET, "Nhóm A"), (None, "Nhóm B")], Verdict.LACKING),
        ([(Judged.MET, "Nhóm A")], Verdict.LACKING),
        ([], Verdict.UNREPORTED),
    ],
)
def test_a_goal_in_words_is_met_where_every_unit_says_so(
    rows: list[tuple[Judged | None, str]], verdict: Verdict
) -> None:
    units = tuple(AGENCY.units)[:2]
    target = Target("Xếp hạng", Goal(text="Nhóm A"), units)
    assert result(target, *(TargetStatus(value=said, judged=judged) for judged, said in rows)).verdict is verdict


@pytest.mark.parametrize(
    ("joining", "value"), [(None, None), (Joining.SUM, 7), (Joining.MEAN, Fraction(7, 2)), (Joining.LARGEST, 4)]
)
def test_units_join_as_the_plan_says(joining: Joining | None, value: Fraction | None) -> None:
    target = Target("Thời gian", Goal(maximum=Decimal(5), measure="ngày"), tuple(AGENCY.units)[:2], joining=joining)
    assert result(target, TargetStatus(Decimal(3)), TargetStatus(Decimal(4))).value == value


def test_data_that_kept_no_verdict_says_what_it_said() -> None:
    """In the first version a goal to be reached exactly was missed by what was more."""
    found = result(alone(goal_of(exactly=80)), TargetStatus(Decimal(85), Decimal(100)))
    old = dataclasses.replace(found, verdict=None)
    assert (found.met, old.met) == (True, False)
    assert composed(1, old, {UNIT: "A"}, {UNIT: "A"}).danh_gia == "chưa đạt"
    assert composed(1, found, {UNIT: "A"}, {UNIT: "A"}).danh_gia == "vượt mức giao"


# Printed

RATIOS = st.fractions(min_value=0, max_value=200, max_denominator=10_000)


@given(RATIOS, st.integers(0, 200))
def test_a_printed_figure_stands_to_the_goal_as_the_exact_one(value: Fraction, bound: int) -> None:
    printed = Fraction(round_apart(value, (Fraction(bound),)))
    assert (printed < bound, printed == bound) == (value < bound, value == bound)
    assert abs(printed - value) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("counted", "printed"), [(7996, "79,96%"), (7990, "79,9%"), (8000, "80,0%"), (8004, "80,04%"), (8010, "80,1%")]
)
def test_a_rate_near_its_goal_shows_on_which_side_it_is(counted: int, printed: str) -> None:
    found = result(alone(goal_of(minimum=80)), TargetStatus(Decimal(counted), Decimal(10_000)))
    assert composed(1, found, {UNIT: "A"}, {UNIT: "A"}).ty_le == printed


@pytest.mark.parametrize(
    ("goal", "now", "then", "told"),
    [
        (goal_of(minimum=80), (95, 100), "93.4", "tăng 1,6 điểm phần trăm so với cùng kỳ năm trước (93,4%)"),
        (goal_of(minimum=80), (95, 100), "95", "bằng cùng kỳ năm trước (95,0%)"),
        (Goal(measure="vụ", maximum=Decimal(50)), (45, None), "50", "giảm 10,0% so với cùng kỳ năm trước (50 vụ)"),
        (Goal(measure="vụ", maximum=Decimal(50)), (45, None), "0", "tăng so với cùng kỳ năm trước (0 vụ)"),
    ],
)
def test_percent_and_points_are_called_what_they_are(
    goal: Goal, now: tuple[int, int | None], then: str, told: str
) -> None:
    row = TargetStatus(Decimal(now[0]), None if now[1] is None else Decimal(now[1]))
    assert shown.since_last_year(result(alone(goal, last_year={"": Decimal(then)}), row)) == told


@pytest.mark.parametrize(
    ("years", "goal", "told"),
    [
        ((2026, None, False), goal_of(minimum=200, measure="lớp"), "đạt 45% kế hoạch năm"),
        ((2026, 2027, True), goal_of(minimum=200, measure="lớp"), "đạt 45% kế hoạch năm học"),
        ((2026, 2030, False), goal_of(exactly=200, measure="lớp"), "đạt 45% kế hoạch giai đoạn"),
        ((2026, None, False), goal_of(maximum=200, measure="lớp"), "bằng 45% mức giao cả năm"),
        ((2026, None, False), goal_of(between=(100, 200), measure="lớp"), ""),
    ],
)
def test_a_share_is_of_the_plan_in_its_own_time(years: tuple[int, int | None, bool], goal: Goal, told: str) -> None:
    found = result(alone(goal, cumulative=True), TargetStatus(Decimal(90)), period="quy-1")
    first, last, school = years
    head = PlanHead("kh", first, "KH-ST", None, None, "Việc thử", None, (), (), (), last, school)
    assert shown.of_the_plan(found, head.years.term) == told


def test_a_share_just_short_of_the_whole_is_not_the_whole() -> None:
    assert shown.share(Fraction(99_999, 1_000)) == "99,999%"
    assert shown.share(Fraction(100)) == "100%"


def test_a_range_has_its_measure_once_unless_it_is_a_sign() -> None:
    assert Goal(between=(Decimal(3), Decimal(5)), measure="mô hình").words == "Từ 3 đến 5 mô hình"
    assert Goal(between=(Decimal(75), Decimal(80)), measure="%").words == "Từ 75% đến 80%"
