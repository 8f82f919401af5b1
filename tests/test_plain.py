"""Typing that has one meaning is read and said once; what has none, or two, is told as what it is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.plain import Surroundings
from reportgen.model.status import STATE, State, UnitStatus
from reportgen.vn.dates import short_date
from reportgen.yamlmap.bind import Bound, bind
from reportgen.yamlmap.source import Source
from tests.conftest import Ran, Small

HALF_YEAR = Surroundings(
    dt.date(2026, 1, 1),
    dt.date(2026, 5, 31),
    {"CT1": "Vốn đăng ký mới", "CT2": "Tỷ lệ hồ sơ thủ tục giải quyết đúng hạn", "CT3": "Thời gian cấp giấy"},
    {"CT1": "tỷ đồng", "CT2": "%", "CT3": "ngày làm việc"},
)
HEAD = "don_vi: p\nke_hoach: kh\nky_bao_cao: k\n"


def read(body: str, around: Surroundings = HALF_YEAR) -> Bound[UnitStatus]:
    return bind(UnitStatus, Source("p.yaml", HEAD + body), around)


def understood(bound: Bound[Any]) -> list[str]:
    assert bound.findings == ()
    return [
        f"{item.place.line}: {item.subject} · {item.typed} · {item.under} {item.meant}"
        for item in bound.marks.understood
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("08/6", "08/6/2026"),
        ("8.6", "08/6/2026"),
        ("8 - 6", "08/6/2026"),
        ("ngày 08 tháng 6", "08/6/2026"),
        ("28/5", "28/5/2026"),
        ("8/6/26", "08/6/2026"),
        ("29/11", "29/11/2026"),
        ("Hải Đông, ngày 08 tháng 6 năm 2026", "08/6/2026"),
        ("Đông Hải, ngày 8/6/2026", "08/6/2026"),
        ("ngày 8/6/2026", "08/6/2026"),
        ("Thứ Hai 08/6/2026", "08/6/2026"),
        ("thứ hai, ngày 8 tháng 6", "08/6/2026"),
        ("Chủ nhật, 07/6/2026.", "07/6/2026"),
    ],
)
def test_a_day_without_its_century_is_of_the_period(typed: str, day: str) -> None:
    bound = read(f"ngay_lap: {typed}\n")
    assert understood(bound) == [f"4: ngay_lap · {typed} ·  {day}"]
    assert bound.value is not None
    assert bound.value.made_on is not None
    assert short_date(bound.value.made_on) == day


@pytest.mark.parametrize(
    "typed",
    [
        "15/12",
        "31/2",
        "08/13",
        "8/6/25",
        "6/2026",
        "khoảng 8/6",
        "8/6 hoặc 9/6",
        "trước, ngày 8/6/2026",
        "Hải Đông, tháng 6 năm 2026",
    ],
)
def test_a_day_that_the_period_leaves_open_is_told(typed: str) -> None:
    bound = read(f"ngay_lap: {typed}\n")
    assert [item.code for item in bound.findings] == ["gia-tri/ngày"]
    assert bound.marks.understood == []


def test_a_day_of_a_period_of_two_years_is_told_as_without_its_year() -> None:
    (finding,) = read("ngay_lap: 08/6\n", Surroundings(dt.date(2025, 1, 1), dt.date(2026, 12, 31))).findings
    assert finding.found == "«08/6» (thiếu năm)"


@given(st.dates(dt.date(2026, 9, 1), dt.date(2027, 5, 31)))
def test_every_day_of_a_school_year_needs_no_year(day: dt.date) -> None:
    bound = read(f"ngay_lap: {day.day}/{day.month}\n", Surroundings(dt.date(2026, 9, 1), dt.date(2027, 5, 31)))
    assert bound.value is not None
    assert bound.value.made_on == day


@pytest.mark.parametrize(
    ("code", "typed", "number"),
    [
        ("CT1", "2.150,5 tỷ đồng", "2150.5"),
        ("CT1", "2.150,5 tỷ", "2150.5"),
        ("CT2", "1.245 hồ sơ", "1245"),
        ("CT2", "1.245 Hồ sơ.", "1245"),
        ("CT3", "2,5 ngày", "2.5"),
        ("CT3", "2,5 ngày làm việc", "2.5"),
    ],
)
def test_a_number_may_say_what_it_counts(code: str, typed: str, number: str) -> None:
    bound = read(f"chi_tieu:\n  {code}:\n    tu_so: {typed}\n    mau_so: 5000\n")
    assert len(understood(bound)) == 1
    assert bound.value is not None
    assert bound.value.targets[code].numerator == Decimal(number)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("CT1", "2.150 đồng"),
        ("CT1", "2.150 triệu đồng"),
        ("CT1", "khoảng 60"),
        ("CT1", "hơn 60 tỷ đồng"),
        ("CT1", "60 - 70 tỷ đồng"),
        ("CT2", "1.245 doanh nghiệp"),
        ("CT2", "1.245/1.250 hồ sơ"),
        ("CT3", "2,5 giờ"),
        ("CT3", "không có"),
        ("CT3", "Nhóm A"),
    ],
)
def test_a_number_of_something_else_is_told(code: str, typed: str) -> None:
    bound = read(f"chi_tieu:\n  {code}:\n    tu_so: {typed}\n")
    assert [item.code for item in bound.findings] == ["gia-tri/số"]
    assert bound.marks.understood == []


def test_a_percentage_alone_is_the_rate_of_a_target_in_percent() -> None:
    bound = read("chi_tieu:\n  CT2:\n    tu_so: 98,5 %\n    mau_so:\n    ghi_chu: Tạm tính\n")
    assert understood(bound) == ["6: CT2 tu_so · 98,5 % · ty_le 98,5"]
    assert bound.value is not None
    assert bound.value.targets["CT2"].rate == Decimal("98.5")
    assert bound.value.targets["CT2"].numerator is None


@pytest.mark.parametrize("row", ["CT2: {tu_so: 98%, mau_so: 100}", "CT2: {tu_so: 98%, ty_le: 97}", "CT1: {tu_so: 98%}"])
def test_a_percentage_beside_other_numbers_or_of_another_measure_is_told(row: str) -> None:
    bound = read(f"chi_tieu:\n  {row}\n")
    assert [item.found for item in bound.findings] == ["«98%» (không phải là số)"]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("Đang thực hiện", State.UNDER_WAY),
        ("dang thuc hien", State.UNDER_WAY),
        ("hoàn thành", State.DONE),
        ("Đã hoàn thành.", State.DONE),
        ("xong", State.DONE),
        ("Chưa triển khai", State.NOT_STARTED),
        ("đang tiến hành", State.UNDER_WAY),
        ("Đang làm", State.UNDER_WAY),
    ],
)
def test_a_state_may_be_spelt_out(typed: str, state: State) -> None:
    bound = read(f"nhiem_vu:\n  I.1:\n    trang_thai: {typed}\n")
    assert understood(bound) == [f"6: I.1 trang_thai · {typed} ·  {state.value}"]
    assert bound.value is not None
    assert bound.value.tasks["I.1"].state is state


@pytest.mark.parametrize("typed", ["chưa hoàn thành", "đã thực hiện", "hoàn thành một phần", "đang", "không"])
def test_a_state_that_may_be_another_is_told(typed: str) -> None:
    assert [item.code for item in read(f"nhiem_vu:\n  I.1:\n    trang_thai: {typed}\n").findings] == [
        "gia-tri/trạng thái"
    ]


BEGUN_OR_NOT = "đã làm một phần thì ghi dang-thuc-hien, chưa làm gì thì ghi chua-thuc-hien"
UNDER_WAY, NOT_STARTED = "có phải là dang-thuc-hien?", "có phải là chua-thuc-hien?"
PART = "xong hết thì ghi hoan-thanh; xong một phần thì ghi dang-thuc-hien, phần đã xong ghi vào tien_do"
STATE_ADVICE = {
    "hoàn thành 80%": PART,
    "Đã hoàn thành 1/2": PART,
    "đạt khoảng 60%": PART,
    "thường xuyên": "đang làm thì ghi dang-thuc-hien; phần của kỳ này xong cả thì ghi hoan-thanh",
    "chưa hoàn thành": BEGUN_OR_NOT,
    "chưa-hoàn-thành": BEGUN_OR_NOT,
    "chua hoan thanh": BEGUN_OR_NOT,
    "**Chưa hoàn thành**": BEGUN_OR_NOT,
    "vẫn chưa hoàn thành": BEGUN_OR_NOT,
    "không hoàn thành": BEGUN_OR_NOT,
    "chưa xong": BEGUN_OR_NOT,
    "sắp triển khai": BEGUN_OR_NOT,
    "tạm dừng": f"{BEGUN_OR_NOT}; lý do tạm dừng ghi vào kho_khan",
    "đang tạm dừng": f"{BEGUN_OR_NOT}; lý do tạm dừng ghi vào kho_khan",
    "cơ bản hoàn thành": UNDER_WAY,
    "Về cơ bản đã hoàn thành": UNDER_WAY,
    "sắp hoàn thành": UNDER_WAY,
    "gần xong": UNDER_WAY,
    "gần hoàn thành": UNDER_WAY,
    "đang hoàn thành": UNDER_WAY,
    "đang làm dở": UNDER_WAY,
    "hoàn thành một phần": UNDER_WAY,
    "đang thực hiệnn": UNDER_WAY,
    "chưa thực hiệnn": NOT_STARTED,
    "chưa bắt đầu làm": NOT_STARTED,
    "không": NOT_STARTED,
    "hoàn thànhh": "có phải là hoan-thanh?",
}


def test_all_of_a_task_is_no_part_of_it() -> None:
    assert STATE.advice("hoàn thành 100%") == "có phải là hoan-thanh?"


@pytest.mark.parametrize("typed", STATE_ADVICE)
def test_a_state_is_never_turned_round_by_the_proposal(typed: str) -> None:
    (finding,) = read(f"nhiem_vu:\n  I.1:\n    trang_thai: {json.dumps(typed)}\n").findings
    assert finding.advice == STATE_ADVICE[typed]


OPENINGS = st.sampled_from(["chưa", "đang", "cơ bản", "sắp", "gần", "không"])


@given(
    OPENINGS, st.sampled_from([" ", "-", "_", "  "]), st.sampled_from(["hoàn thành", "hoan thanh", "xong", "hoàn tất"])
)
def test_what_begins_with_not_or_nearly_is_not_done(opening: str, gap: str, done: str) -> None:
    assert "hoan-thanh" not in STATE.advice(f"{opening}{gap}{done}")


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ("nhiem_vu:\n  I.1:\n    tien_do: 1/3\n", "có phải là 33,3?"),
        ("chi_tieu:\n  CT1:\n    tu_so: “không có”\n", "có phải là 0?"),
        ("chi_tieu:\n  CT1:\n    tu_so: khoảng 60\n", "có phải là 60?"),
        ("chi_tieu:\n  CT1:\n    tu_so: 2.150 triệu đồng\n", ""),
        ("chi_tieu:\n  CT1:\n    tu_so: 2.150.500.000.000 đồng\n", ""),
        ("chi_tieu:\n  CT1:\n    tu_so: 1,5tỷ USD\n", ""),
        ("chi_tieu:\n  CT3:\n    tu_so: 2 ngày rưỡi\n", ""),
        ("chi_tieu:\n  CT3:\n    tu_so: dưới 3 ngày\n", ""),
    ],
)
def test_what_is_not_plain_gets_a_proposal(row: str, advice: str) -> None:
    (finding,) = read(row).findings
    assert finding.advice == advice


MESSY = """
chi_tieu:
  CT1: {tu_so: 98%}
nhiem_vu:
  I.1: {trang_thai: Đang thực hiện, tien_do: 60, ket_qua: Đã làm}
  I.2: {trang_thai: hoàn thành, ngay_hoan_thanh: 20/3, ket_qua: Đã xong}
  II.1: {trang_thai: đang triển khai, tien_do: 30, ket_qua: Đã làm}
"""


def test_check_says_once_a_file_what_was_understood_and_counts_no_warning(
    small: Small, cli: Callable[..., Ran]
) -> None:
    small.status("phong-mot", MESSY, sent="08/5")
    ran = cli("-C", small.root, "check", "6-thang", "--strict")
    assert ran.code == 0, ran.out
    assert "phong-mot.yaml: 6 chỗ viết khác mẫu được hiểu theo nghĩa rõ, không phải sửa:" in ran.out
    assert "ngay_lap: «08/5» là 08/5/2026" in ran.out
    assert "… và 2 chỗ nữa; xem hết: thêm --all" in ran.out
    assert "II.1 trang_thai" not in ran.out
    assert "II.1 trang_thai: «đang triển khai» là dang-thuc-hien" in cli("-C", small.root, "check", "--all").out
    notices = [line for line in cli("-C", small.root, "check", "--format", "github").out.split("\n") if line]
    assert len(notices) == 6
    assert all(line.startswith("::notice file=") for line in notices)
    [file] = [
        item
        for item in json.loads(cli("-C", small.root, "check", "--format", "json").out)["tep"]
        if item["tep"].endswith("phong-mot.yaml")
    ]
    assert file["doc_la"][0] == {"dong": 4, "cot": 11, "muc": "ngay_lap", "viet": "08/5", "hieu_la": "08/5/2026"}


def test_who_sent_with_a_day_without_its_year_is_not_reminded(small: Small, cli: Callable[..., Ran]) -> None:
    for unit in ("phong-mot", "phong-hai", "van-phong"):
        small.status(unit, MESSY if unit == "phong-mot" else MESSY.replace("  I.2", "  # I.2"), sent="08/5")
    small.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "  II.1", "  # II.1")
    ran = cli("-C", small.root, "remind", "6-thang", "--today", "12/5/2026")
    assert ran.code == 0, ran.out + ran.err
    assert "Công văn đôn đốc:" not in ran.out, ran.out


def test_a_day_that_cannot_be_read_is_not_told_as_left_empty(small: Small, cli: Callable[..., Ran]) -> None:
    small.status("phong-mot", MESSY, sent="hôm qua")
    assert "để trống" not in cli("-C", small.root, "check", "6-thang").out
    out = cli("-C", small.root, "status", "6-thang", "--today", "12/5/2026").out
    assert any("Phòng Một" in line and "gửi còn lỗi" in line for line in out.split("\n"))
