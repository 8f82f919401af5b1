"""Which task a text is about: named where the text alone does not say so."""

from __future__ import annotations

import dataclasses

import pytest

from reportgen.compose import computed
from reportgen.compose.prose import names
from reportgen.compose.prose.causes import causes
from reportgen.compose.prose.groups import results
from reportgen.compose.prose.outlook import outlook
from reportgen.compose.prose.shortcomings import shortcomings
from reportgen.model.status import State, TaskStatus, Through
from tests.test_prose_places import material, plan, sent, task

WIFI = task("I.1", "Lắp đặt mạng internet không dây tại nhà văn hóa các thôn")
SURVEY = task("I.2", "Điều tra thu nhập của hộ gia đình")
LONG = "Rà soát 96 thủ tục, " + "cắt giảm giấy tờ ở các thủ tục về đất đai, " * 3 + "niêm yết tại nơi tiếp nhận"


def told(first: TaskStatus, second: TaskStatus) -> tuple[str, ...]:
    written = material(plan(WIFI, SURVEY), sent(tasks={"I.1": first, "I.2": second}))
    return tuple(map(computed.plain, results(written, written.groups["I"])))


def row(result: str, state: State = State.UNDER_WAY, **also: object) -> TaskStatus:
    return dataclasses.replace(TaskStatus(state=state, result=result), **also)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Đã lắp 07/12 nhà văn hóa.", "Về việc lắp đặt mạng internet không dây tại nhà văn hóa các thôn: đã lắp 07/12 nhà văn hóa."),
        ("12 thôn.", "Về việc lắp đặt mạng internet không dây tại nhà văn hóa các thôn: 12 thôn."),
        ("Lắp đặt mạng internet không dây tại nhà văn hóa 07 thôn.", "Lắp đặt mạng internet không dây tại nhà văn hóa 07 thôn."),
    ],
)  # fmt: skip
def test_a_text_that_does_not_say_what_was_to_be_done_names_its_task(text: str, printed: str) -> None:
    assert told(row(text), row("")) == (printed,)


def test_a_text_that_stands_for_itself_is_not_taken_for_part_of_the_task_named_before() -> None:
    assert told(row("Đã lắp 07/12 nhà văn hóa."), row(f"{LONG}.")) == (
        "Về việc lắp đặt mạng internet không dây tại nhà văn hóa các thôn: đã lắp 07/12 nhà văn hóa.",
        f"{LONG}.",
    )
    assert told(row("Đã lắp 07/12 nhà văn hóa."), row("Xong 02 đợt.")) == (
        "Về việc lắp đặt mạng internet không dây tại nhà văn hóa các thôn: đã lắp 07/12 nhà văn hóa. Về việc điều tra "
        "thu nhập của hộ gia đình: xong 02 đợt.",
    )


def test_how_many_units_are_through_is_said_of_a_named_task() -> None:
    through = Through(done=12, total=19)
    assert told(row(f"{LONG}.", through=through), row(""))[0].startswith(
        "Về việc lắp đặt mạng internet không dây tại nhà văn hóa các thôn: 12 trên 19 đơn vị đã hoàn thành. Rà soát"
    )


def test_why_is_told_of_the_task_and_what_is_equal_once_of_the_group() -> None:
    def rows(cause: str, other: str) -> tuple[str, ...]:
        written = material(
            plan(WIFI, SURVEY),
            sent(tasks={"I.1": row("", cause=cause), "I.2": row("", cause=other)}),
        )
        return tuple(map(computed.plain, causes(written)))

    assert rows("Chưa có kinh phí", "Thiếu mẫu phiếu") == (
        "Về nhiệm vụ lắp đặt mạng internet không dây tại nhà văn hóa các thôn: chưa có kinh phí (Đơn vị A). Về nhiệm vụ "
        "điều tra thu nhập của hộ gia đình: thiếu mẫu phiếu (Đơn vị A).",
    )
    assert rows("Chưa có kinh phí", "Chưa có kinh phí") == ("Về nhóm một: chưa có kinh phí (Đơn vị A).",)


def test_what_is_hard_is_told_of_the_group_but_of_work_that_is_behind_by_its_name() -> None:
    hard = "Nhiều hộ đi làm ăn xa, điều tra viên phải đến nhà nhiều lần mới gặp"
    late = dataclasses.replace(SURVEY, deadline=task("I.2", "x", "31/3/2026").deadline)

    def of(survey: object) -> str:
        written = material(plan(WIFI, survey), sent(tasks={"I.1": row(""), "I.2": row("", difficulty=hard)}))  # type: ignore[arg-type]
        return "\n".join(map(computed.plain, shortcomings(written)))

    assert f"Về nhóm một: {hard[0].lower()}{hard[1:]} (Đơn vị A)." in of(SURVEY)
    assert f"Về nhiệm vụ điều tra thu nhập của hộ gia đình: {hard[0].lower()}{hard[1:]} (Đơn vị A)." in of(late)


def test_a_next_step_in_few_words_names_its_task() -> None:
    written = material(plan(WIFI, SURVEY), sent(tasks={"I.1": row("", next_steps="Hoàn thành trong quý III")}))
    assert computed.plain(outlook(written)[0]) == (
        "Về nhiệm vụ lắp đặt mạng internet không dây tại nhà văn hóa các thôn: Đơn vị A hoàn thành trong quý III."
    )


def test_the_purpose_in_triet_de_is_none() -> None:
    text = "Trong phạm vi thẩm quyền, chủ động và khẩn trương tháo gỡ triệt để các điểm nghẽn pháp lý trong sản xuất kinh doanh"
    assert not names.short_name(text).endswith("triệt")


def test_what_announces_parts_is_no_part_of_a_name() -> None:
    assert names.short_name("Rà soát, xử lý các dự án chậm tiến độ, gồm:") == "Rà soát, xử lý các dự án chậm tiến độ"
    assert names.short_name("Triển khai các việc như sau: một") == "Triển khai các việc"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Hỗ trợ miễn phí các thông tin cho doanh nghiệp về: thị trường, pháp luật", "Hỗ trợ miễn phí các thông tin cho doanh nghiệp"),
        (
            "Trong phạm vi thẩm quyền, chủ động tháo gỡ các rào cản do chồng chéo",
            "Chủ động tháo gỡ các rào cản do chồng chéo",
        ),
        (
            "Tăng cường tuyên truyền để nâng cao nhận thức của các doanh nghiệp về quyền và nghĩa vụ của doanh nghiệp, người dân",
            "Tăng cường tuyên truyền để nâng cao nhận thức của các doanh nghiệp về quyền và nghĩa vụ",
        ),
        (
            "Tăng cường kiểm soát quy định thủ tục hành chính ngay trong quá trình xây dựng văn bản quy phạm pháp luật và tham vấn",
            "Tăng cường kiểm soát quy định thủ tục hành chính",
        ),
        (
            "Khắc phục ngay các vướng mắc còn tồn tại",
            "Khắc phục ngay các vướng mắc còn tồn tại",
        ),
    ],
)  # fmt: skip
def test_a_name_is_the_work_itself_and_ends_with_a_whole_word(text: str, short: str) -> None:
    assert names.short_name(text) == short


def test_tasks_with_the_same_first_words_are_told_apart() -> None:
    begins = "Đa dạng hóa và phát triển hiệu quả hệ thống dịch vụ phát triển kinh doanh tại địa phương"
    tasks = [
        task("I.1", f"{begins}, hỗ trợ doanh nghiệp."),
        task("I.2", f"{begins}, vườn ươm doanh nghiệp, cơ sở kỹ thuật dùng chung."),
        task("I.3", f"{begins}, hỗ trợ doanh nghiệp, tư vấn pháp lý."),
        task("I.4", "Điều tra thu nhập, việc làm"),
    ]
    written = material(plan(*tasks), sent(tasks={each.code: row("Đã xong.") for each in tasks}))
    told = computed.plain(" ".join(results(written, written.groups["I"])))
    lowered = begins[0].lower() + begins[1:]
    assert told == (
        f"Về việc {lowered}, hỗ trợ doanh nghiệp: đã xong. Về việc {lowered}, vườn ươm doanh nghiệp: đã xong. "
        f"Về việc {lowered}, hỗ trợ doanh nghiệp, tư vấn pháp lý: đã xong. Về điều tra thu nhập, việc làm: đã xong."
    )


def test_tasks_of_the_same_whole_text_keep_their_short_name() -> None:
    tasks = [task("I.1", "Rà soát thủ tục"), task("I.2", "Rà soát thủ tục")]
    written = material(plan(*tasks), sent(tasks={each.code: row("Đã xong.") for each in tasks}))
    assert {written.task_name(each) for each in written.snapshot.tasks()} == {"rà soát thủ tục"}


@pytest.mark.parametrize("text", ["Chưa có phát sinh.", "Đến nay chưa phát sinh."])
def test_what_has_not_arisen_is_a_result_and_no_shortcoming(text: str) -> None:
    idle = row(text, State.NOT_STARTED)
    written = material(plan(WIFI, SURVEY), sent(tasks={"I.1": row(f"{LONG}."), "I.2": idle}))
    told = computed.plain(" ".join(results(written, written.groups["I"])))
    assert told.endswith(f"Về việc điều tra thu nhập của hộ gia đình: {text[0].lower()}{text[1:]}")
    assert "phát sinh" not in computed.plain(" ".join(shortcomings(written)))
    hard = sent(tasks={"I.1": row("Đã lắp xong.", difficulty="Chưa có phát sinh.")})
    assert shortcomings(material(plan(WIFI), hard)) == ("Không.",)
