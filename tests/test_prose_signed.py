"""Sentences that whoever signs the report would strike out or write anew, each from the smallest input that made it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from reportgen.compose import computed
from reportgen.compose.prose.groups import results
from reportgen.compose.prose.material import Material
from reportgen.model.goals.goal import Goal
from reportgen.model.plan import Part, Target, TaskGroup
from reportgen.model.status import General, Proposal, State, TargetStatus, TaskStatus
from reportgen.vn.deadlines import one_year, parse_deadline
from reportgen.vn.text import listing
from tests.models import PERIOD, UNITS
from tests.test_prose_places import (
    causes,
    direction,
    material,
    outlook,
    overall,
    plan,
    plan_sentence,
    proposals,
    row,
    sent,
    shortcomings,
    targets,
    task,
)

DONE = row(State.DONE, dt.date(2026, 3, 2))
UNDER_WAY, IDLE = row(State.UNDER_WAY), row(State.NOT_STARTED)
RATE = Goal(minimum=Decimal(80))


def results_of(given: Material) -> tuple[str, ...]:
    """Return the paragraphs of the plan's only group."""
    return tuple(map(computed.plain, results(given, given.groups["I"])))


def judged(*rows: TaskStatus, deadline: str = "năm 2026") -> str:
    """Return the first sentence of the overall judgement on tasks that stand so."""
    tasks = [task(f"I.{at}", f"Lập đề án {at}", deadline) for at, _ in enumerate(rows, start=1)]
    told = dict(zip((each.code for each in tasks), rows, strict=True))
    (text,) = overall(material(plan(*tasks), sent(tasks=told)))
    return str(text).partition(". ")[0].rstrip(".").removeprefix("Đến ngày 30/4/2026, Sở ")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((IDLE,), "chưa triển khai nhiệm vụ của Kế hoạch"),
        ((IDLE, IDLE), "chưa triển khai nhiệm vụ nào trong 02 nhiệm vụ"),
        ((UNDER_WAY,), "đang triển khai nhiệm vụ của Kế hoạch"),
        ((DONE,), "đã hoàn thành nhiệm vụ của Kế hoạch"),
        ((DONE, DONE), "đã hoàn thành toàn bộ 02 nhiệm vụ"),
        ((DONE, UNDER_WAY), "đã triển khai toàn bộ 02 nhiệm vụ, trong đó hoàn thành 01 nhiệm vụ, không có nhiệm vụ quá hạn"),
        ((UNDER_WAY, IDLE), "đã triển khai 01 trong 02 nhiệm vụ, không có nhiệm vụ quá hạn"),
        ((*[UNDER_WAY] * 9, *[IDLE] * 5), "đã triển khai 09/14 nhiệm vụ, không có nhiệm vụ quá hạn"),
    ],
)  # fmt: skip
def test_no_count_of_nothing_and_no_whole_of_one(rows: tuple[TaskStatus, ...], told: str) -> None:
    assert judged(*rows) == told


def test_nothing_is_said_not_to_be_overdue_while_tasks_are_unreported() -> None:
    tasks = (task("I.1", "Lập đề án 1"), task("I.2", "Lập đề án 2"))
    told = overall(material(plan(*tasks), sent(tasks={"I.1": UNDER_WAY})))
    assert told == (
        "Đến ngày 30/4/2026, Sở đã triển khai 01 trong 02 nhiệm vụ. Hạn chế chính: 01 nhiệm vụ chưa có báo cáo.",
    )


def test_nothing_is_said_not_to_be_begun_while_tasks_are_unreported() -> None:
    tasks = (task("I.1", "Lập đề án 1"), task("I.2", "Lập đề án 2"))
    (told,) = overall(material(plan(*tasks), sent(tasks={"I.1": IDLE})))
    assert told.startswith("Đến ngày 30/4/2026, Sở chưa ghi nhận nhiệm vụ nào được triển khai. Hạn chế chính:")


def test_what_is_overdue_is_said_once() -> None:
    late = plan(task("I.1", "Rà soát", "31/3/2026"), task("I.2", "Lập đề án"))
    given = material(late, sent(tasks={"I.1": UNDER_WAY, "I.2": UNDER_WAY}))
    assert overall(given) == (
        "Đến ngày 30/4/2026, Sở đã triển khai toàn bộ 02 nhiệm vụ. Hạn chế chính: 01 nhiệm vụ quá hạn.",
    )


def rates(*of_ten: int) -> dict[str, Target]:
    return {f"CT{at}": Target(f"Tỷ lệ {at}", RATE, (UNITS[0],)) for at, _ in enumerate(of_ten, start=1)}


def test_none_of_several_targets_is_no_number() -> None:
    figures = {f"CT{at}": TargetStatus(Decimal(7), Decimal(10)) for at in (1, 2)}
    given = material(plan(task("I.1", "Rà soát"), targets=rates(7, 7)), sent(tasks={"I.1": DONE}, targets=figures))
    assert "; chưa có chỉ tiêu nào trong 02 chỉ tiêu đạt mức giao." in overall(given)[0]


def test_what_every_target_lacks_is_said_once() -> None:
    assert targets(material(plan(targets=rates(1, 2)))) == (
        "Cả 02 chỉ tiêu của Kế hoạch đều chưa đánh giá được do chưa có số liệu: tỷ lệ 1; tỷ lệ 2 (chi tiết tại Phụ lục I).",
    )
    (alone,) = targets(material(plan(targets=rates(1))))
    assert alone.startswith("Chỉ tiêu của Kế hoạch chưa đánh giá được: tỷ lệ 1 (chưa có số liệu)")


def test_a_share_of_the_whole_is_not_told_as_a_share_of_itself() -> None:
    one = Target("Tỷ lệ giải ngân", Goal(exactly=Decimal(100)), (UNITS[0],), cumulative=True)
    year = dataclasses.replace(PERIOD, cutoff=dt.date(2026, 12, 31))
    given = dataclasses.replace(plan(targets={"CT1": one}), periods={"ky": PERIOD, "nam": year})
    (told,) = targets(material(given, sent(targets={"CT1": TargetStatus(Decimal(76), Decimal(192))})))
    assert "tỷ lệ giải ngân là 39,6% (76/192), mức giao cả năm 100%" in told


def test_a_statistic_beside_a_table_is_counted_once() -> None:
    many = {f"CT{at}": Target(f"Tỷ lệ {at}", RATE, (UNITS[0],)) for at in range(1, 10)}
    given = material(plan(targets={**many, "CT10": Target("Số hồ sơ", Goal(), (UNITS[0],))}))
    assert targets(given) == (
        "Kế hoạch giao 09 chỉ tiêu, theo dõi 01 số liệu thống kê. Trong 09 chỉ tiêu được giao, có 09 chỉ tiêu chưa đánh "
        "giá được (chi tiết tại Phụ lục I).",
    )


@pytest.mark.parametrize(
    ("deadlines", "state", "told"),
    [
        (("năm 2026",), IDLE, "Nhiệm vụ của Kế hoạch chưa thực hiện nhưng còn trong hạn"),
        (("31/3/2026",), IDLE, "Nhiệm vụ của Kế hoạch chưa thực hiện và đã quá hạn"),
        (("theo kế hoạch riêng",), DONE, "Nhiệm vụ của Kế hoạch đã hoàn thành"),
        (
            ("thường xuyên", "31/3/2026", "31/3/2026"),
            UNDER_WAY,
            "Cả 02 nhiệm vụ có thời hạn đều đang thực hiện quá hạn",
        ),
        (("theo kế hoạch riêng", "năm 2026"), IDLE, "có 01 nhiệm vụ không ấn định ngày cụ thể chưa thực hiện"),
    ],
)
def test_how_tasks_stand_is_told_as_a_sentence_and_not_as_a_column(
    deadlines: tuple[str, ...], state: TaskStatus, told: str
) -> None:
    tasks = [task(f"I.{at}", f"Lập đề án số {at}", deadline) for at, deadline in enumerate(deadlines, start=1)]
    assert told in plan_sentence(material(plan(*tasks), sent(tasks={each.code: state for each in tasks})))


def test_recurring_work_is_late_by_its_times() -> None:
    monthly = dataclasses.replace(task("I.1", "Họp rà soát"), deadline=parse_deadline("hằng tháng", one_year(2026)))
    given = material(plan(monthly, task("I.2", "Lập đề án")), sent(tasks={"I.1": IDLE, "I.2": UNDER_WAY}))
    assert "có 01 nhiệm vụ định kỳ chưa thực hiện, có kỳ quá hạn (họp rà soát), " in plan_sentence(given)


def test_a_group_without_results_tells_how_its_tasks_stand() -> None:
    def told(*rows: TaskStatus) -> str:
        tasks = [task(f"I.{at}", "Lập đề án") for at, _ in enumerate(rows, start=1)]
        given = material(plan(*tasks), sent(tasks=dict(zip((each.code for each in tasks), rows, strict=True))))
        (text,) = results_of(given)
        return str(text)

    assert told(IDLE).endswith("; nhiệm vụ chưa thực hiện nhưng còn trong hạn.")
    assert "nhiệm vụ đều chưa thực hiện nhưng còn trong hạn." in told(IDLE, IDLE)


def test_a_task_that_nobody_began_is_not_told_a_second_time_by_its_units() -> None:
    idle = row(State.NOT_STARTED, None, "Chưa thực hiện.")
    given = material(
        plan(task("I.1", "Lập đề án", "năm 2026", *UNITS[:2])), *(sent(unit, tasks={"I.1": idle}) for unit in UNITS[:2])
    )
    assert shortcomings(given) == ("Có 01 nhiệm vụ chưa thực hiện, còn trong hạn: lập đề án.",)


def test_who_of_several_has_not_begun_is_told() -> None:
    idle = row(State.NOT_STARTED, None, "Chưa thực hiện")
    both = plan(task("I.1", "Lập đề án", "năm 2026", *UNITS[:2]))
    given = material(both, sent(tasks={"I.1": UNDER_WAY}), sent(UNITS[1], tasks={"I.1": idle}))
    assert shortcomings(given) == ("Về nhiệm vụ lập đề án: Đơn vị B chưa thực hiện.",)


def test_no_cause_stands_below_nothing() -> None:
    given = material(plan(task("I.1", "Lập đề án")), sent(tasks={"I.1": DONE}, general=General(causes="Biên chế ít")))
    assert shortcomings(given) == ("Không có nhiệm vụ quá hạn.",)
    assert causes(given) == ("Biên chế ít (Đơn vị A).",)


def test_a_cause_with_do_and_without_is_one() -> None:
    said = ("Thiếu máy quét", "Do thiếu máy quét.")
    given = material(
        plan(), *(sent(unit, general=General(causes=text)) for unit, text in zip(UNITS, said, strict=False))
    )
    assert causes(given) == ("Do thiếu máy quét (Đơn vị A và Đơn vị B).",)


def test_what_all_units_write_is_told_of_all() -> None:
    given = material(
        plan(), *(sent(unit, general=General(direction="Giao ban hằng tuần; phân công từng người")) for unit in UNITS)
    )
    assert direction(given)[0] == "Giao ban hằng tuần; phân công từng người (cả 04 đơn vị)."


def test_short_sentences_of_one_unit_are_one_before_its_name() -> None:
    given = material(plan(), sent(general=General(shortcomings="- Mạng chưa ổn định\n- Thiết bị cũ")))
    assert shortcomings(given) == ("Mạng chưa ổn định; thiết bị cũ (Đơn vị A).",)


@pytest.mark.parametrize(
    ("text", "to", "told"),
    [
        ("Đề nghị sớm có hướng dẫn", "Sở Nội vụ", "Đề nghị Sở Nội vụ sớm có hướng dẫn."),
        ("Kiến nghị bổ sung biên chế", "Sở Nội vụ", "Kiến nghị Sở Nội vụ bổ sung biên chế."),
        ("Đề nghị UBND tỉnh cấp vốn", "Sở Nội vụ", "Kiến nghị Sở Nội vụ: đề nghị UBND tỉnh cấp vốn."),
        ("Bổ sung biên chế", None, "Đề nghị bổ sung biên chế."),
        ("Chưa có máy quét", None, "Chưa có máy quét."),
        ("Máy quét cho bộ phận một cửa", None, "Máy quét cho bộ phận một cửa."),
    ],
)
def test_a_proposal_asks(text: str, to: str | None, told: str) -> None:
    assert proposals(material(plan(), sent(general=General(proposals=(Proposal(text, to),))))) == (told,)


def test_a_single_step_has_no_number() -> None:
    given = material(plan(), sent(general=General(outlook="Trong thời gian tới, đẩy mạnh tuyên truyền")))
    assert outlook(given) == ("Trong thời gian tới, Đơn vị A đẩy mạnh tuyên truyền.",)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Thu ngân sách trên địa bàn", "thu ngân sách trên địa bàn"),
        ("Báo cáo kết quả thực hiện kết luận thanh tra", "báo cáo kết quả thực hiện kết luận thanh tra"),
        ("UBND cấp xã tổ chức Ngày hội", "UBND cấp xã tổ chức Ngày hội"),
    ],
)
def test_a_name_within_a_sentence_keeps_no_capital_but_its_own(name: str, told: str) -> None:
    given = material(plan(task("I.1", name, "31/3/2026")), sent(tasks={"I.1": UNDER_WAY}))
    assert f"còn 01 nhiệm vụ quá hạn: {told} (đang thực hiện, " in shortcomings(given)[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Kiểm tra việc chấp hành pháp luật", "Về kiểm tra việc chấp hành pháp luật"),
        ("UBND cấp xã tổ chức Ngày hội", "Về việc UBND cấp xã tổ chức Ngày hội"),
        ("Lắp đặt camera", "Về việc lắp đặt camera"),
    ],
)
def test_what_a_result_is_about_is_said_without_a_second_viec(name: str, told: str) -> None:
    given = material(plan(task("I.1", name)), sent(tasks={"I.1": row(State.UNDER_WAY, result="12 thôn")}))
    assert results_of(given)[0].startswith(f"{told}: ")


def test_documents_alone_are_what_the_unit_did() -> None:
    only = TaskStatus(state=State.UNDER_WAY, documents=("Công văn số 92/SNV-VP ngày 24/3/2026",))
    given = material(plan(task("I.1", "Lập đề án", "năm 2026", *UNITS[:2])), sent(tasks={"I.1": only}))
    (text,) = results_of(given)
    assert text == "Về việc lập đề án, Đơn vị A đã ban hành, tham mưu ban hành Công văn số 92/SNV-VP ngày 24/3/2026."


def test_names_with_va_are_parted_by_commas() -> None:
    assert listing(["Phòng Công nghệ thông tin", "Phòng Quản lý công nghệ và ĐMST"]) == (
        "Phòng Công nghệ thông tin, Phòng Quản lý công nghệ và ĐMST"
    )
    assert listing(["Văn phòng", "Thanh tra"]) == "Văn phòng và Thanh tra"


def test_who_is_the_first_is_named_before() -> None:
    given = material(
        plan(task("I.1", "Lập đề án")),
        sent(tasks={"I.1": UNDER_WAY}, general=General(highlights="Là đơn vị đầu tiên hoàn thành")),
    )
    assert "Đơn vị A là đơn vị đầu tiên hoàn thành." in overall(given)[0]


def test_what_is_difficult_about_work_not_begun_stands_with_it() -> None:
    idle = dataclasses.replace(row(State.NOT_STARTED, None, "Chưa có nền tảng"), difficulty="Mạng yếu")
    under_way = dataclasses.replace(UNDER_WAY, difficulty="Máy cũ")
    both = plan(task("I.1", "Lập đề án", "năm 2026", *UNITS[:2]))
    given = material(both, sent(tasks={"I.1": under_way}), sent(UNITS[1], tasks={"I.1": idle}))
    assert shortcomings(given) == (
        "Về nhiệm vụ lập đề án: Đơn vị B chưa có nền tảng; máy cũ (Đơn vị A); mạng yếu (Đơn vị B).",
    )


def test_work_that_is_called_work_is_not_called_so_twice() -> None:
    slow = dataclasses.replace(UNDER_WAY, cause="Mưa lũ")
    given = material(plan(task("I.1", "Công tác phòng, chống thiên tai")), sent(tasks={"I.1": slow}))
    assert causes(given) == ("Về công tác phòng, chống thiên tai: mưa lũ (Đơn vị A).",)


def test_times_behind_one_another_are_told_by_the_first_and_the_last() -> None:
    monthly = dataclasses.replace(task("I.1", "Họp rà soát"), deadline=parse_deadline("hằng tháng", one_year(2026)))
    year = dataclasses.replace(plan(monthly), periods={"ky": dataclasses.replace(PERIOD, cutoff=dt.date(2026, 6, 15))})
    assert "kỳ quá hạn: từ tháng 1 đến tháng 5)" in shortcomings(material(year, sent(tasks={"I.1": IDLE})))[0]


def test_a_cause_of_two_targets_is_told_of_both() -> None:
    both = {**rates(7), "CT2": Target("Số vụ", Goal(maximum=Decimal(3)), (UNITS[1],))}
    given = material(
        plan(targets=both),
        sent(targets={"CT1": TargetStatus(Decimal(7), Decimal(10), cause="Số phát sinh ít")}),
        sent(UNITS[1], targets={"CT2": TargetStatus(Decimal(5), cause="Số phát sinh ít")}),
    )
    assert causes(given) == ("Về chỉ tiêu tỷ lệ 1; chỉ tiêu số vụ: số phát sinh ít (Đơn vị A và Đơn vị B).",)


def test_a_short_step_of_many_groups_says_of_how_many_tasks_it_is() -> None:
    groups = tuple(TaskGroup(f"{at}", f"Nhóm {at}", (task(f"{at}.1", f"Lập đề án {at}"),)) for at in "1234")
    steps = {f"{at}.1": dataclasses.replace(UNDER_WAY, next_steps="Tiếp tục thực hiện") for at in "1234"}
    given = material(dataclasses.replace(plan(), parts=(Part(groups),)), sent(tasks=steps))
    assert outlook(given) == ("Về 04 nhiệm vụ: Đơn vị A tiếp tục thực hiện.",)
