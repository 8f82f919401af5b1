"""A plan copied word for word: its deadlines are printed as written in all that is made from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Small
from tests.docx_text import plain_text

WORDINGS = {
    "Quý III - IV/2026": "2026-12-31",
    "từ tháng 3 đến tháng 9/2026": "2026-09-30",
    "Trước 30/6": "2026-06-29",
    "chậm nhất trong tháng 8/2026": "2026-08-31",
    "30/6/2026 và 31/12/2026": "2026-12-31",
    "6 tháng/lần": None,
    "Duy trì thường xuyên": None,
    "Sau khi có hướng dẫn của Bộ": None,
}


@pytest.fixture
def worded(small: Small) -> Small:
    """A workspace whose tasks have these deadlines, and a report of a unit that leads them all."""
    tasks = "\n".join(
        f'          - {{ma: I.{number}, noi_dung: Việc thứ {number}, chu_tri: [phong-hai], thoi_han: "{words}"}}'
        for number, words in enumerate(WORDINGS, start=1)
    )
    plan = (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
    head = plan.partition("nhiem_vu:")[0]
    body = f"nhiem_vu:\n  - nhom:\n      - so: I\n        ten: Nhóm một\n        nhiem_vu:\n{tasks}\n"
    small.write("ke-hoach/kh.yaml", head + body)
    rows = "".join(
        f"  I.{number}: {{trang_thai: dang-thuc-hien, tien_do: 10, ket_qua: Đã làm}}\n"
        for number in range(1, len(WORDINGS) + 1)
    )
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        tasks_of = f"nhiem_vu:\n{rows}" if unit == "phong-hai" else ""
        small.status(unit, f"chi_tieu:\n  CT1: {{tu_so: 9, mau_so: 10}}\n{tasks_of}")
    return small


def test_every_wording_is_accepted_and_only_what_has_no_date_is_named(worded: Small, cli: Callable[..., Any]) -> None:
    ran = cli("check", "--format", "json", cwd=worded.root)
    assert ran.code == 0
    told = [(item["ma"], item["tim_thay"]) for item in json.loads(ran.out)["phat_hien"]]
    assert told == [("ke-hoach/khong-tinh-ngay", "thời hạn của 1 nhiệm vụ không tính ra ngày: I.8")]


def test_status_has_the_words_and_the_day(worded: Small, cli: Callable[..., Any]) -> None:
    found = json.loads(cli("status", "6-thang", "--today", "01/8/2026", "--format", "json", cwd=worded.root).out)
    tasks = found["nhiem_vu"]
    assert {task["thoi_han"]: task["ngay_cuoi"] for task in tasks} == WORDINGS
    assert [task["ma"] for task in tasks if task["qua_han"]] == ["I.3"]


def test_form_report_and_internal_document_print_the_words(worded: Small, cli: Callable[..., Any]) -> None:
    status = worded.root / "tinh-hinh/kh/6-thang/phong-hai.yaml"
    filled = status.read_bytes()
    status.unlink()
    cli("forms", "6-thang", "--unit", "phong-hai", cwd=worded.root)
    form = status.read_text(encoding="utf-8")
    status.write_bytes(filled)
    for words in WORDINGS:
        assert f"Thời hạn: {words}" in form
    made = cli("draft", "6-thang", "--sources", "--no-lint", cwd=worded.root)
    assert made.code == 0
    for file in (worded.root / "ban-thao").glob("*.docx"):
        text = plain_text(file.read_bytes())
        for words in WORDINGS:
            assert words in text, (file.name, words)


def test_the_calendar_has_the_words_of_what_has_a_day(worded: Small, cli: Callable[..., Any]) -> None:
    cli("remind", "6-thang", "--today", "05/5/2026", "--ics", "lich.ics", cwd=worded.root)
    text = (worded.root / "lich.ics").read_bytes().replace(b"\r\n ", b"").decode()
    for words, day in WORDINGS.items():
        assert (f"Thời hạn: {words}" in text) is (day is not None or words == "6 tháng/lần")


def test_dates_without_a_year_are_those_of_the_plan(small: Small, cli: Callable[..., Any]) -> None:
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam_hoc: 2025-2026\n")
    small.replace("ke-hoach/kh.yaml", "thoi_han: tháng 3/2026", "thoi_han: Tháng 3")
    small.replace("ke-hoach/kh.yaml", "thoi_han: năm 2026", "thoi_han: Tháng 9")
    found = json.loads(cli("status", "6-thang", "--today", "01/8/2026", "--format", "json", cwd=small.root).out)
    assert [task["ngay_cuoi"] for task in found["nhiem_vu"]] == [None, "2026-03-31", "2025-09-30"]


def test_a_plan_of_several_years_is_named_by_them_and_carried(small: Small, cli: Callable[..., Any]) -> None:
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026-2030\n")
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        small.status(unit, "chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10}\n")
    assert cli("draft", "6-thang", "--no-lint", cwd=small.root).code == 0
    text = plain_text(next((small.root / "ban-thao").glob("*.docx")).read_bytes())
    assert "Mức giao giai đoạn 2026-2030" in text
    assert cli("lint", "ban-thao/kh-6-thang.docx", "--against", "6-thang", cwd=small.root).code == 0


@pytest.mark.parametrize(
    ("key", "term"),
    [
        ("nam: 2026", "năm 2026"),
        ("nam: 2026-2030", "giai đoạn 2026-2030"),
        ("nam_hoc: 2025-2026", "năm học 2025-2026"),
    ],
)
def test_the_plans_time_is_called_what_it_is_wherever_it_is_named(
    key: str, term: str, small: Small, cli: Callable[..., Any]
) -> None:
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", f"{key}\n")
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        small.status(unit, "chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10}\n")
    assert cli("draft", "6-thang", "--no-lint", "--sources", cwd=small.root).code == 0
    texts = [plain_text(file.read_bytes()) for file in (small.root / "ban-thao").glob("*.docx")]
    assert len(texts) == 2
    assert all(f"Mức giao {term}" in text for text in texts)


def test_the_day_to_count_by_decides_and_the_words_stay(worded: Small, cli: Callable[..., Any]) -> None:
    worded.replace(
        "ke-hoach/kh.yaml",
        'thoi_han: "Sau khi có hướng dẫn của Bộ"',
        "thoi_han: Sau khi có hướng dẫn, han_tinh: 30/4/2026",
    )
    found = json.loads(cli("status", "6-thang", "--today", "01/5/2026", "--format", "json", cwd=worded.root).out)
    last = found["nhiem_vu"][-1]
    assert (last["thoi_han"], last["ngay_cuoi"], last["qua_han"]) == ("Sau khi có hướng dẫn", "2026-04-30", True)
    assert json.loads(cli("check", "--format", "json", cwd=worded.root).out)["phat_hien"] == []
