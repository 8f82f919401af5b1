"""What is said of work whose deadline is no day: it is neither in time nor late."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Ran, Small
from tests.docx_text import plain_text

Cli = Callable[..., Ran]
PLAN = "ke-hoach/kh.yaml"
WORDS = ("Theo kế hoạch riêng", "Sau khi có hướng dẫn")
DONE, UNDER_WAY, IDLE = (
    "{trang_thai: hoan-thanh, ngay_hoan_thanh: 20/3/2026}",
    "{trang_thai: dang-thuc-hien}",
    "{trang_thai: chua-thuc-hien}",
)


def reported(small: Small, rows: tuple[str, str, str], deadlines: tuple[str, str, str]) -> Small:
    """Give the three tasks their deadlines, and what units say of each."""
    for old, new in zip(("thường xuyên", "tháng 3/2026", "năm 2026"), deadlines, strict=True):
        small.replace(PLAN, f", thoi_han: {old}}}", f", thoi_han: {new}}}" if new else "}")
    figures = "chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10}\n"
    for unit, codes in (("van-phong", (0,)), ("phong-mot", (0, 1, 2)), ("phong-hai", (0, 2))):
        told = "".join(f"  {('I.1', 'I.2', 'II.1')[at]}: {rows[at]}\n" for at in codes)
        small.status(unit, f"{figures}nhiem_vu:\n{told}")
    return small


def draft(small: Small, cli: Cli) -> str:
    assert cli("draft", "6-thang", "--no-lint", cwd=small.root).code == 0
    (report,) = (small.root / "ban-thao").glob("*6-thang*.docx")
    return plain_text(report)


def test_work_without_a_day_is_done_and_not_in_time(small: Small, cli: Cli) -> None:
    text = draft(reported(small, (DONE, DONE, DONE), (*WORDS, "năm 2026")), cli)
    assert "02 nhiệm vụ không ấn định ngày cụ thể đã hoàn thành" in text
    assert "Tổng số: 3 nhiệm vụ, gồm 1 hoàn thành đúng hạn, 2 hoàn thành không tính hạn." in text
    assert text.count(" | Hoàn thành | ") == 2
    assert text.count(" | Hoàn thành đúng hạn | ") == 1
    told = json.loads(cli("status", "6-thang", "--today", "01/5/2026", "--format", "json", cwd=small.root).out)
    assert {each["loai"] for each in told["nhiem_vu"]} == {"hoan-thanh-dung-han"}


@pytest.mark.parametrize(
    ("row", "state"), [(DONE, "hoàn thành"), (UNDER_WAY, "đang thực hiện"), (IDLE, "chưa thực hiện")]
)
@pytest.mark.parametrize("first", [*WORDS, ""])
def test_nothing_is_in_time_where_no_task_has_a_day(first: str, row: str, state: str, small: Small, cli: Cli) -> None:
    text = draft(reported(small, (row, row, row), (first, *WORDS)), cli)
    said = "đã hoàn thành" if state == "hoàn thành" else state
    assert f"Cả 03 nhiệm vụ của Kế hoạch đều {said}" in text
    assert f"Tổng số: 3 nhiệm vụ đều {state}." in text
    assert "trong hạn" not in text
    assert "đúng hạn" not in text


def test_work_not_begun_is_in_time_only_where_a_day_says_so(small: Small, cli: Cli) -> None:
    text = draft(reported(small, (IDLE, UNDER_WAY, IDLE), (*WORDS, "năm 2026")), cli)
    assert "01 nhiệm vụ chưa thực hiện, còn trong hạn" in text
    assert "01 nhiệm vụ chưa thực hiện, không ấn định ngày cụ thể" in text
    assert "01 nhiệm vụ không ấn định ngày cụ thể đang thực hiện" in text
    assert "01 nhiệm vụ không ấn định ngày cụ thể chưa thực hiện" in text
    assert (
        "Tổng số: 3 nhiệm vụ, gồm 1 đang thực hiện, 1 chưa thực hiện trong hạn, 1 chưa thực hiện không tính hạn."
        in text
    )


def test_ended_work_is_told_apart_in_the_count_of_what_was_begun_and_the_words_are_not_doubted(
    small: Small, cli: Cli
) -> None:
    reported(small, (UNDER_WAY, UNDER_WAY, UNDER_WAY), ("thường xuyên", "tháng 3/2026", "năm 2026"))
    small.replace(PLAN, "thoi_han: tháng 3/2026}", "thoi_han: tháng 3/2026, ket_thuc: {tu_ngay: 01/4/2026}}")
    (told,) = (line for line in draft(small, cli).splitlines() if line.startswith("Đến ngày 30/4/2026, "))
    assert "đã triển khai toàn bộ 02 nhiệm vụ (không kể 01 nhiệm vụ đã kết thúc), không có nhiệm vụ quá hạn" in told
    heading = "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n"
    small.write("tong-hop/kh/6-thang.yaml", f"{heading}  danh-gia-chung:\n    noi_dung: |\n      {told}\n")
    found = json.loads(cli("check", "6-thang", "--format", "json", cwd=small.root).out)["phat_hien"]
    assert "tong-hop/so-lieu" not in {each["ma"] for each in found}
