"""The places of a report, one by one: what stands in each, in what order, and when there is nothing to say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from reportgen.compose import computed
from reportgen.compose.prose import (
    causes as _causes,
)
from reportgen.compose.prose import (
    classes,
    frame,
)
from reportgen.compose.prose import (
    direction as _direction,
)
from reportgen.compose.prose import (
    outlook as _outlook,
)
from reportgen.compose.prose import (
    overall as _overall,
)
from reportgen.compose.prose import (
    proposals as _proposals,
)
from reportgen.compose.prose import (
    shortcomings as _shortcomings,
)
from reportgen.compose.prose import (
    targets as _targets,
)
from reportgen.compose.prose.extra import beyond_plan
from reportgen.compose.prose.groups import results
from reportgen.compose.prose.material import Material
from reportgen.model.context import KeHoach
from reportgen.model.goals.goal import Goal
from reportgen.model.plan import Addressee, InterimLevel, Part, Plan, Rank, Target, Task, TaskGroup
from reportgen.model.status import ExtraWork, General, Judged, Proposal, State, TargetStatus, TaskStatus, UnitStatus
from reportgen.vn.deadlines import one_year, parse_deadline
from reportgen.vn.text import lower_first
from tests.models import PERIOD, UNITS
from tests.prose import merged

TITLE = "Kết quả thực hiện Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ"
CITED = KeHoach("kh", 2026, "năm", "Thử", TITLE, "Kế hoạch số 1/KH-ST ngày 05/01/2026", True, ())


def as_printed(write: Callable[..., Any]) -> Callable[..., Any]:
    """Return what writes a place, its figures no longer marked."""

    def written(*given: Any) -> Any:
        made = write(*given)
        return computed.plain(made) if isinstance(made, str) else tuple(map(computed.plain, made))

    return written


causes, direction = as_printed(_causes.causes), as_printed(_direction.direction)
close, opening = as_printed(frame.close), as_printed(frame.opening)
outlook, overall = as_printed(_outlook.outlook), as_printed(_overall.overall)
plan_sentence, proposals = as_printed(classes.plan_sentence), as_printed(_proposals.proposals)
shortcomings, targets = as_printed(_shortcomings.shortcomings), as_printed(_targets.targets)


def sent(unit: str = UNITS[0], **what: object) -> UnitStatus:
    return dataclasses.replace(UnitStatus(unit, "kh", "ky", dt.date(2026, 5, 8)), **what)  # type: ignore[arg-type]


def plan(*tasks: Task, targets: dict[str, Target] | None = None) -> Plan:
    groups = (TaskGroup("I", "Nhóm một", tasks),)
    return Plan(one_year(2026), "KH-ST", "Thử", {"ky": PERIOD}, (Part(groups),), targets=targets or {})


def task(code: str, text: str, deadline: str = "năm 2026", *leads: str) -> Task:
    return Task(code, text, leads or (UNITS[0],), deadline=parse_deadline(deadline))


def material(given: Plan, *statuses: UnitStatus, everyone: bool = True) -> Material:
    """One period; ``everyone``: units that are not given have sent an empty report."""
    silent = [sent(unit) for unit in UNITS if unit not in {status.unit for status in statuses}]
    return Material(merged((given, [*statuses, *(silent if everyone else [])])), CITED)


def row(state: State, completed: dt.date | None = None, result: str | None = None) -> TaskStatus:
    return TaskStatus(state=state, completed=completed, result=result)


def test_nothing_wrong_is_told_as_nothing() -> None:
    fine = material(plan(task("I.1", "Rà soát")), sent(tasks={"I.1": row(State.UNDER_WAY)}))
    assert shortcomings(fine) == causes(fine) == proposals(fine) == ("Không.",)
    assert outlook(fine) == ("Các đơn vị chưa nêu phương hướng, nhiệm vụ.",)


def test_nobody_has_reported() -> None:
    silent = material(plan(task("I.1", "Rà soát")), everyone=False)
    assert overall(silent) == ("Đến ngày 30/4/2026, chưa có đơn vị nào gửi báo cáo, chưa đủ số liệu để đánh giá.",)
    assert shortcomings(silent) == (
        "Tất cả các đơn vị chưa gửi báo cáo. Có 01 nhiệm vụ chưa có báo cáo của đơn vị chủ trì: rà soát.",
    )
    for place in (causes, proposals, outlook):
        assert place(silent) == ("Chưa nhận được báo cáo của các đơn vị.",)


def test_what_is_late_is_told_with_its_deadline_and_first_in_the_outlook() -> None:
    late = material(
        plan(task("I.1", "Rà soát văn bản", "31/3/2026"), task("I.2", "Ban hành quy chế", "tháng 3/2026")),
        sent(tasks={"I.1": row(State.UNDER_WAY), "I.2": row(State.DONE, dt.date(2026, 4, 10))}),
    )
    assert shortcomings(late) == (
        "Đến ngày 30/4/2026, còn 01 nhiệm vụ quá hạn: rà soát văn bản (đang thực hiện, thời hạn 31/3/2026, quá hạn 30 "
        "ngày). Có 01 nhiệm vụ hoàn thành quá hạn: ban hành quy chế (thời hạn tháng 3/2026, hoàn thành ngày 10/4/2026, chậm 10 "
        "ngày).",
    )
    assert causes(late) == ("Các đơn vị chưa nêu nguyên nhân của những tồn tại, hạn chế nêu trên.",)
    assert outlook(late)[0] == "Tập trung hoàn thành 01 nhiệm vụ đã quá hạn: rà soát văn bản."


def test_work_not_begun_leaves_the_results_with_its_words() -> None:
    idle = material(
        plan(task("I.1", "Kiểm tra trực tuyến", "năm 2026", *UNITS[:2]), task("I.2", "Lập đề án")),
        sent(tasks={"I.1": row(State.NOT_STARTED, None, "Chưa có nền tảng."), "I.2": row(State.NOT_STARTED)}),
        sent(UNITS[1], tasks={"I.1": row(State.NOT_STARTED, None, "- chưa có nền tảng")}),
    )
    assert not idle.results["I.1"].done
    assert shortcomings(idle) == (
        "Có 01 nhiệm vụ chưa thực hiện, còn trong hạn: lập đề án.",
        "Nhiệm vụ kiểm tra trực tuyến chưa thực hiện, còn trong hạn: Đơn vị A và Đơn vị B chưa có nền tảng.",
    )


def test_a_unit_that_sent_without_a_row_is_named() -> None:
    owing = material(plan(task("I.1", "Rà soát", "năm 2026", *UNITS[:2])), sent(tasks={"I.1": row(State.UNDER_WAY)}))
    assert shortcomings(owing) == ("Còn thiếu báo cáo về phần việc được giao: Đơn vị B (01 nhiệm vụ).",)


def test_the_counted_sentence_adds_up_and_names_what_is_alone() -> None:
    tasks = [task(f"I.{number}", "Rà soát văn bản") for number in range(1, 4)]
    given = material(
        plan(*tasks, task("I.4", "Lập đề án")),
        sent(tasks={**{item.code: row(State.UNDER_WAY) for item in tasks}, "I.4": row(State.NOT_STARTED)}),
    )
    assert plan_sentence(given) == (
        "Trong 04 nhiệm vụ của Kế hoạch, có 03 nhiệm vụ đang thực hiện trong hạn, 01 nhiệm vụ chưa thực hiện nhưng còn "
        "trong hạn (lập đề án); chi tiết tại Phụ lục."
    )
    assert direction(given) == (plan_sentence(given),)


RATE = Goal(minimum=Decimal(80))
FULL = Goal(exactly=Decimal(100))


@pytest.mark.parametrize(
    ("goal", "figures", "told"),
    [
        (RATE, TargetStatus(Decimal(9), Decimal(10)), "Chỉ tiêu của Kế hoạch đạt mức giao: tỷ lệ thử đạt 90,0% (9/10), mức giao tối thiểu 80%"),
        (FULL, TargetStatus(Decimal(9), Decimal(9)), "Chỉ tiêu của Kế hoạch đạt mức giao: tỷ lệ thử đạt 100% (9/9)"),
        (RATE, TargetStatus(Decimal(7), Decimal(10)), "Chỉ tiêu của Kế hoạch chưa đạt mức giao: tỷ lệ thử mới đạt 70,0% (7/10), mức giao tối thiểu 80%"),
        (RATE, TargetStatus(Decimal(0), Decimal(0)), "Chỉ tiêu của Kế hoạch chưa đánh giá được: tỷ lệ thử (không phát sinh trong kỳ)"),
        (RATE, TargetStatus(), "Chỉ tiêu của Kế hoạch chưa đánh giá được: tỷ lệ thử (chưa có số liệu)"),
    ],
)  # fmt: skip
def test_a_target_in_words(goal: Goal, figures: TargetStatus, told: str) -> None:
    one = plan(targets={"CT1": Target("Tỷ lệ thử", goal, (UNITS[0],))})
    (text,) = targets(material(one, sent(targets={"CT1": figures})))
    assert text.removesuffix(" (chi tiết tại Phụ lục I).").removesuffix("; chi tiết tại Phụ lục I.") == told


def test_units_that_say_different_things_of_a_goal_in_words_are_named() -> None:
    one = plan(targets={"CT1": Target("Xếp loại", Goal(text="Tốt"), UNITS[:2])})
    said = [
        sent(unit, targets={"CT1": TargetStatus(value=value, judged=judged)})
        for unit, value, judged in zip(UNITS, ("Khá.", "Tốt"), (Judged.MISSED, Judged.MET), strict=False)
    ]
    given = material(one, *said)
    assert targets(given)[0].startswith(
        "Chỉ tiêu của Kế hoạch chưa đạt mức giao: xếp loại: khá (Đơn vị A), tốt (Đơn vị B), mức giao tốt"
    )
    assert shortcomings(given)[0].startswith("Còn 01 chỉ tiêu chưa đạt: xếp loại khá (Đơn vị A), tốt (Đơn vị B)")


def test_what_grows_and_has_a_level_tells_its_share_too() -> None:
    grows = Target("Giải ngân", Goal(minimum=Decimal(90)), (UNITS[0],), cumulative=True, levels=(LEVEL,))
    one = plan(targets={"CT1": grows})
    later = dataclasses.replace(one.periods["ky"], cutoff=dt.date(2026, 12, 31))
    given = material(
        dataclasses.replace(one, periods={**one.periods, "nam": later}),
        sent(targets={"CT1": TargetStatus(Decimal(45), Decimal(100))}),
    )
    assert (
        "mốc đến 31/3/2026 là tối thiểu 40% (mức giao của Kế hoạch tối thiểu 90%), đạt 50% kế hoạch năm"
        in (targets(given)[0])
    )


LEVEL = InterimLevel(dt.date(2026, 3, 31), Decimal(40))


def test_more_than_eight_targets_are_counted_for_a_table() -> None:
    many = {f"CT{number}": Target(f"Tỷ lệ {number}", RATE, (UNITS[0],)) for number in range(1, 10)}
    figures = {code: TargetStatus(Decimal(at), Decimal(9)) for at, code in enumerate(many, start=1)}
    assert targets(material(plan(targets=many), sent(targets=figures))) == (
        "Trong 09 chỉ tiêu của Kế hoạch, có 02 chỉ tiêu đạt mức giao, 07 chỉ tiêu chưa đạt mức giao (chi tiết tại Phụ "
        "lục I).",
    )


def test_a_missed_target_is_told_with_its_gap_from_the_printed_figures() -> None:
    one = plan(targets={"CT1": Target("Tỷ lệ thử", RATE, (UNITS[0],))})
    for numerator, gap in ((7_604, "4,0"), (7_999, "0,01"), (7_994, "0,1")):
        missed = material(one, sent(targets={"CT1": TargetStatus(Decimal(numerator), Decimal(10_000))}))
        assert shortcomings(missed) == (f"Còn 01 chỉ tiêu chưa đạt: tỷ lệ thử thấp hơn mức giao {gap} điểm phần trăm.",)


def test_what_units_call_outstanding_stands_in_the_overall_judgement() -> None:
    given = material(plan(), sent(general=General(highlights="Cấp đủ kết quả điện tử")), everyone=False)
    assert overall(given) == (
        "Đến ngày 30/4/2026, Sở không có nhiệm vụ phải thực hiện. Đơn vị A cấp đủ kết quả điện tử. Hạn chế chính: 03 "
        "đơn vị chưa gửi báo cáo.",
    )


def test_work_beyond_the_plan_is_told_in_words() -> None:
    visit = ExtraWork("- Đón đoàn kiểm tra", "Đã giải trình.", ("Báo cáo số 1",))
    given = material(plan(), sent(extra=(visit,)), sent(UNITS[1], extra=(ExtraWork(" "),)))
    assert beyond_plan(given) == ("Đơn vị A đón đoàn kiểm tra. Đã giải trình^[Báo cáo số 1.].",)


@pytest.mark.parametrize(
    "texts",
    [
        ("Đề nghị Sở Tài chính cấp C", "Kính đề nghị Bộ Nội vụ cấp B", "Đề nghị Chính phủ cấp A"),
        ("Bố trí vốn C", "Đề nghị UBND cấp xã B", "Đề nghị UBND thành phố A"),
    ],
)
def test_the_highest_is_asked_first(texts: tuple[str, ...]) -> None:
    statuses = [
        sent(unit, general=General(proposals=(Proposal(text),))) for unit, text in zip(UNITS, texts, strict=False)
    ]
    assert [text.rstrip(".")[-1] for text in proposals(material(plan(), *statuses))] == ["A", "B", "C"]


def test_the_close_has_the_register_of_whom_it_addresses() -> None:
    to = (
        Addressee("Sở Tài chính", Rank.EQUAL),
        Addressee("UBND thành phố"),
        Addressee("Các phòng", Rank.BELOW),
    )
    assert close(material(dataclasses.replace(plan(), addressees=to))) == (
        "Trên đây là báo cáo kết quả thực hiện Nghị quyết số 02/NQ-CP 6 tháng đầu năm 2026 (có Phụ lục kèm theo), Sở Thử "
        "kính gửi UBND thành phố xem xét, tổng hợp, trân trọng gửi Sở Tài chính để tổng hợp và thông báo để Các phòng "
        "biết, phối hợp thực hiện./.",
    )


def test_the_opening_says_the_year_no_more_often_than_it_must() -> None:
    assert opening(material(plan())) == (
        "Sở Thử báo cáo kết quả 6 tháng đầu năm 2026 thực hiện Kế hoạch số 1/KH-ST ngày 05/01/2026 (sau đây gọi là Kế "
        "hoạch), số liệu tính từ ngày 01/01/2026 đến ngày 30/4/2026, như sau:",
    )


def test_a_text_that_begins_small_begins_its_sentence_with_a_capital() -> None:
    given = material(plan(task("I.1", "Rà soát")), sent(tasks={"I.1": row(State.UNDER_WAY, result="đã rà soát xong")}))
    group = next(iter(given.groups.values()))
    assert [computed.plain(text) for text in results(given, group)] == ["Đã rà soát xong."]


OPEN_TASKS = {
    "1": (State.UNDER_WAY, "31/3/2026"),
    "2": (State.NOT_STARTED, "31/3/2026"),
    "3": (State.NOT_STARTED, "31/12/2026"),
}


def judged(numerators: tuple[int, ...], codes: str = "") -> str:
    """Return the overall judgement where rates of ten, to be eight exactly, are these, and of these tasks."""
    given = plan(
        *(task(code, f"Việc {code}", OPEN_TASKS[code][1]) for code in codes),
        targets={f"CT{at}": Target(f"Tỷ lệ {at}", Goal(exactly=Decimal(80)), (UNITS[0],)) for at in numerators},
    )
    figures = {f"CT{numerator}": TargetStatus(Decimal(numerator), Decimal(10)) for numerator in numerators}
    rows = {code: row(OPEN_TASKS[code][0], None, "Làm") for code in codes}
    (told,) = overall(material(given, sent(tasks=rows, targets=figures)))
    return str(told)


@pytest.mark.parametrize(
    ("codes", "missed", "told"),
    [
        ("123", True, "02 nhiệm vụ quá hạn, 01 chỉ tiêu chưa đạt mức giao."),
        ("1", False, "01 nhiệm vụ quá hạn."),
        ("3", True, "01 chỉ tiêu chưa đạt mức giao."),
        ("23", False, "01 nhiệm vụ quá hạn."),
        ("3", False, "01 nhiệm vụ chưa thực hiện."),
    ],
)
def test_what_is_overdue_is_weak_first_and_what_has_time_only_alone(codes: str, missed: bool, told: str) -> None:
    assert judged((7 if missed else 8,), codes).partition("Hạn chế chính: ")[2] == told


@pytest.mark.parametrize(
    ("numerators", "told"),
    [
        ((7, 8, 9), "02 trong 03 chỉ tiêu đạt và vượt mức giao (trong đó 01 chỉ tiêu vượt)"),
        ((8, 9, 10), "cả 03 chỉ tiêu đạt và vượt mức giao (trong đó 02 chỉ tiêu vượt)"),
        ((9, 10), "cả 02 chỉ tiêu vượt mức giao"),
        ((7, 9), "01 trong 02 chỉ tiêu vượt mức giao"),
        ((9,), "chỉ tiêu của Kế hoạch vượt mức giao"),
        ((7, 8), "01 trong 02 chỉ tiêu đạt mức giao"),
        ((7,), "chưa có chỉ tiêu nào đạt mức giao"),
    ],
)
def test_the_opening_counts_the_exceeded_as_the_paragraphs_on_targets_do(
    numerators: tuple[int, ...], told: str
) -> None:
    assert judged(numerators).partition("; ")[2].partition(".")[0] == told


IN_WORDS = Goal(text="Duy trì trong nhóm 10 sở dẫn đầu; công bố kết quả trên Cổng thông tin điện tử hằng quý")


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        ((None,), "chưa công bố, Đơn vị A chưa đánh giá, mức giao"),
        ((None, Judged.MET), "chưa công bố, Đơn vị A chưa đánh giá, mức giao"),
        ((Judged.MET, None), "chưa công bố, Đơn vị B chưa đánh giá, mức giao"),
    ],
)
def test_a_unit_that_has_not_judged_a_goal_in_words_is_named(judged: tuple[Judged | None, ...], told: str) -> None:
    units = UNITS[: len(judged)]
    rows = [
        sent(unit, targets={"CT1": TargetStatus(value="Chưa công bố", judged=verdict)})
        for unit, verdict in zip(units, judged, strict=True)
    ]
    (text,) = targets(material(plan(targets={"CT1": Target("Xếp hạng", IN_WORDS, units)}), *rows))
    assert told in text
    assert "của các đơn vị" not in text


def test_units_that_gave_nothing_of_a_goal_in_words_are_told_apart_from_judgements() -> None:
    one = sent(targets={"CT1": TargetStatus(value="Chưa công bố")})
    (text,) = targets(material(plan(targets={"CT1": Target("Xếp hạng", IN_WORDS, UNITS[:2])}), one))
    assert "chưa công bố, chưa đủ đánh giá của các đơn vị" in text
    assert "chưa có số liệu của Đơn vị B" in text


def test_a_count_above_its_range_is_told_by_how_much() -> None:
    goal = Goal(between=(Decimal(3), Decimal(5)), measure="mô hình", typed="từ 3 - 5 mô hình")
    given = material(
        plan(targets={"CT1": Target("Số mô hình", goal, (UNITS[0],))}),
        sent(targets={"CT1": TargetStatus(numerator=Decimal(6))}),
    )
    (text,) = targets(given)
    assert "số mô hình đạt 6 mô hình, vượt 1 mô hình so với mức giao từ 3 - 5 mô hình" in text


def test_a_goal_with_brackets_of_its_own_stands_in_none() -> None:
    goal = Goal(minimum=Decimal("12.5"), measure="tỷ đồng", typed="12,5 tỷ đồng (tăng 8% so với năm 2025)")
    levels = (InterimLevel(dt.date(2026, 3, 31), Decimal(4)),)
    for given, told in (
        ((), "đạt 40% kế hoạch năm, mức giao 12,5 tỷ đồng (tăng 8% so với năm 2025)"),
        (levels, "là tối thiểu 4 tỷ đồng, mức giao của Kế hoạch 12,5 tỷ đồng (tăng 8% so với năm 2025)"),
    ):
        one = Target("Thu ngân sách", goal, (UNITS[0],), cumulative=True, levels=given)
        last = dataclasses.replace(PERIOD, cutoff=dt.date(2026, 10, 31))
        year = dataclasses.replace(plan(targets={"CT1": one}), periods={"ky": PERIOD, "nam": last})
        (text,) = targets(material(year, sent(targets={"CT1": TargetStatus(numerator=Decimal(5))})))
        assert told in text
        assert not re.search(r"\([^()]*\(", text)


def test_a_missed_goal_in_words_is_told_in_full_once() -> None:
    said = "Đứng thứ 14 trong 20 sở; mới công bố kết quả của quý I"
    row = TargetStatus(value=said, judged=Judged.MISSED)
    given = material(plan(targets={"CT1": Target("Xếp hạng", IN_WORDS, (UNITS[0],))}), sent(targets={"CT1": row}))
    (told,) = targets(given)
    assert f"xếp hạng: {lower_first(said)}, mức giao {lower_first(IN_WORDS.words)}" in told
    assert shortcomings(given) == (
        "Còn 01 chỉ tiêu chưa đạt: xếp hạng đứng thứ 14 trong 20 sở, mức giao duy trì trong nhóm 10 sở dẫn đầu.",
    )


def test_a_name_that_ends_with_moi_is_not_followed_by_it() -> None:
    target = Target("Số mô hình mới", Goal(minimum=Decimal(3), measure="mô hình"), (UNITS[0],))
    figures = {"CT1": TargetStatus(numerator=Decimal(1))}
    told = material(plan(targets={"CT1": target}), sent(targets=figures))
    assert "số mô hình mới đạt 1 mô hình" in targets(told)[0]
