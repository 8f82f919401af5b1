"""What a report has no room for: the least urgent texts stay in the internal document, and no more of them than must."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.compose.prose.sentences import words
from reportgen.model.snapshot import Snapshot
from reportgen.model.status import General, State, TaskStatus
from tests.prose import ANY_CASES, EVERYTHING, Case, automatic, merged, places
from tests.test_prose_places import plan, sent, task

FILLER = "Các đơn vị đã họp giao ban hằng tuần và phân công rõ người làm, rõ việc, rõ thời hạn, rõ kết quả."

SCAN = "Thuê thêm máy quét để số hóa nốt 200 mét hồ sơ còn lại tại kho của cơ quan"
FOLLOW_UP = "Theo dõi việc vận dụng của học viên, rút kinh nghiệm để mở lớp của năm sau"


def doing(steps: str, state: State = State.UNDER_WAY) -> TaskStatus:
    return TaskStatus(state=state, next_steps=steps)


def four_tasks(of_the_done: str = FOLLOW_UP) -> Snapshot:
    """Of four tasks each says what comes next: one is overdue, one done, two are due in September and in December."""
    tasks = (
        task("I.1", "Số hóa hồ sơ lưu trữ", "tháng 3/2026"),
        task("I.2", "Lập đề án vị trí việc làm", "31/12/2026"),
        task("I.3", "Kiểm tra cải cách hành chính", "30/9/2026"),
        task("I.4", "Mở lớp bồi dưỡng chuyển đổi số", "năm 2026"),
    )
    rows = {
        "I.1": doing(SCAN),
        "I.2": doing("Lấy ý kiến các phòng về đề án, hoàn chỉnh rồi trình Giám đốc Sở xem xét, phê duyệt"),
        "I.3": doing("Kiểm tra 05 phòng còn lại, thông báo kết luận và đôn đốc khắc phục các thiếu sót đã nêu"),
        "I.4": dataclasses.replace(doing(of_the_done, State.DONE), completed=dt.date(2026, 4, 20)),
    }
    said = General(direction=FILLER)
    return merged((plan(*tasks), [sent(tasks=rows, general=said)]))


def length(snapshot: Snapshot, most: int) -> int:
    return sum(words(paragraph) for place in places(snapshot, most) for paragraph in place.doan)


def left(snapshot: Snapshot, most: int) -> list[str]:
    """Codes of the tasks whose next steps are left, and the unit's direction by the name of its field."""
    return [text.ma or text.muc for text in automatic(snapshot, most)[0].chi_noi_bo]


def test_the_least_urgent_goes_first_and_what_is_overdue_last() -> None:
    snapshot = four_tasks()
    whole = length(snapshot, EVERYTHING)
    gone: list[set[str]] = []
    for most in range(whole, 0, -1):
        now = set(left(snapshot, most))
        if not gone or now != gone[-1]:
            gone.append(now)
    assert gone == [
        set(),
        {"I.4"},
        {"I.4", "I.2"},
        {"I.4", "I.2", "I.3"},
        {"I.4", "I.2", "I.3", "I.1"},
        {"I.4", "I.2", "I.3", "I.1", "chi_dao_dieu_hanh"},
    ]


def test_a_word_too_many_costs_one_text() -> None:
    snapshot = four_tasks()
    assert left(snapshot, length(snapshot, EVERYTHING) - 1) == ["I.4"]


def test_equal_texts_go_together_and_as_the_most_urgent_of_them() -> None:
    snapshot = four_tasks(of_the_done=SCAN)
    whole = length(snapshot, EVERYTHING)
    gone = {tuple(sorted(left(snapshot, most))) for most in range(whole, 0, -1)}
    assert min(gone - {()}, key=len) == ("I.2",)
    assert not [codes for codes in gone if ("I.1" in codes) != ("I.4" in codes)]


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any, st.integers(25, 600))
@settings(max_examples=80, deadline=None)
def test_a_report_keeps_to_its_room_as_long_as_anything_may_stay_behind(case: Case, most: int) -> None:
    snapshot = merged(case)
    all_left = left(snapshot, 1)
    assert length(snapshot, most) <= most or sorted(left(snapshot, most)) == sorted(all_left)
    assert set(left(snapshot, EVERYTHING)) <= set(left(snapshot, most))


@pytest.mark.parametrize(("pages", "left"), [(1, ["I.4"]), (10, [])])
def test_a_report_has_room_for_the_pages_that_its_period_may_have(pages: int, left: list[str]) -> None:
    snapshot = four_tasks(". ".join(f"{FOLLOW_UP} thứ {number}" for number in range(40)))
    paged = dataclasses.replace(snapshot, period=dataclasses.replace(snapshot.period, pages=pages))
    assert [text.ma for text in compose(paged).loi_van.chi_noi_bo] == left
