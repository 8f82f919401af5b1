"""Recurring work, time by time: from the form to the annual report."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Small
from tests.docx_text import plain_text

Cli = Callable[..., Any]
FIGURES = "chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10}\n"


def recurring(small: Small, words: str) -> Small:
    """Let the task of Phòng Một recur; all others report something."""
    small.replace("ke-hoach/kh.yaml", "thoi_han: tháng 3/2026", f"thoi_han: {words}")
    for period, sent in (("6-thang", "08/5/2026"), ("nam", "05/11/2026")):
        for unit in ("van-phong", "phong-mot", "phong-hai"):
            own = "" if unit == "van-phong" else "  II.1: {trang_thai: dang-thuc-hien}\n"
            small.status(unit, f"{FIGURES}nhiem_vu:\n  I.1: {{trang_thai: dang-thuc-hien}}\n{own}", period, sent)
    return small


def says(small: Small, row: str, period: str = "6-thang") -> None:
    """Let Phòng Một report on its task."""
    sent = {"6-thang": "08/5/2026", "nam": "05/11/2026"}[period]
    others = "  I.1: {trang_thai: dang-thuc-hien}\n  II.1: {trang_thai: dang-thuc-hien}\n"
    small.status("phong-mot", f"{FIGURES}nhiem_vu:\n{others}  I.2: {row}\n", period, sent)


def task(small: Small, cli: Cli, period: str = "6-thang", today: str = "01/5/2026") -> dict[str, Any]:
    """How the task stands in status."""
    found = json.loads(cli("status", period, "--today", today, "--format", "json", cwd=small.root).out)
    return next(each for each in found["nhiem_vu"] if each["ma"] == "I.2")


def found(small: Small, cli: Cli, *what: str) -> list[tuple[str, str]]:
    """The findings on the times of recurring work."""
    told = json.loads(cli("check", *what, "--format", "json", cwd=small.root).out)["phat_hien"]
    return [(item["muc_do"], item["tim_thay"]) for item in told if item["ma"] == "tinh-hinh/tung-ky"]


LATE, GOES_ON = "dang-thuc-hien-qua-han", "thuc-hien-thuong-xuyen"


@pytest.mark.parametrize(
    ("row", "task_class", "done"),
    [
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: hoan-thanh}}", GOES_ON, 1),
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: {ngay_hoan_thanh: 28/3/2026}}}", GOES_ON, 1),
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: {ngay_hoan_thanh: 05/5/2026}}}", LATE, 0),
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: dang-thuc-hien}}", LATE, 0),
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: hoan-thanh, quy-2: hoan-thanh}}", GOES_ON, 2),
        ("{trang_thai: chua-thuc-hien, ky: {quy-1: chua-thuc-hien}}", "chua-thuc-hien-qua-han", 0),
        ("{trang_thai: chua-thuc-hien}", "chua-thuc-hien-qua-han", 0),
        ("{trang_thai: hoan-thanh}", GOES_ON, 1),
        ("{trang_thai: dang-thuc-hien}", GOES_ON, None),
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: , quy-2: }}", LATE, 0),
        ("{trang_thai: dang-thuc-hien, ky: {quy-2: }}", GOES_ON, None),
        ("{trang_thai: dang-thuc-hien, ky: }", GOES_ON, None),
        ("{trang_thai: hoan-thanh, ky: {quy-1: }}", GOES_ON, 1),
    ],
)
def test_a_task_of_every_quarter_is_classed_by_the_quarters_that_are_due(
    row: str, task_class: str, done: int | None, small: Small, cli: Cli
) -> None:
    says(recurring(small, "Hằng quý"), row)
    standing = task(small, cli)
    assert (standing["loai"], standing.get("ky_da_xong")) == (task_class, done)
    assert standing.get("so_ky") == (None if done is None else 4)


@pytest.mark.parametrize(
    ("row", "task_class"),
    [
        ("{trang_thai: dang-thuc-hien, ky: {ngay-31-3: hoan-thanh}}", "dang-thuc-hien-trong-han"),
        ("{trang_thai: dang-thuc-hien, ky: {ngay-31-3: chua-thuc-hien}}", LATE),
        ("{trang_thai: hoan-thanh, ngay_hoan_thanh: 20/3/2026}", "dang-thuc-hien-trong-han"),
        (
            "{trang_thai: hoan-thanh, ngay_hoan_thanh: 20/4/2026, ky: {ngay-31-3: hoan-thanh, ngay-30-9: hoan-thanh}}",
            "hoan-thanh-dung-han",
        ),
        ("{trang_thai: dang-thuc-hien}", "dang-thuc-hien-trong-han"),
    ],
)
def test_work_of_two_dates_is_done_when_both_are(row: str, task_class: str, small: Small, cli: Cli) -> None:
    says(recurring(small, "31/3 và 30/9"), row)
    assert task(small, cli)["loai"] == task_class


def test_what_was_done_stands_in_the_next_period_and_is_counted(small: Small, cli: Cli) -> None:
    recurring(small, "Hằng quý")
    says(small, "{trang_thai: hoan-thanh, ky: {quy-1: {ngay_hoan_thanh: 28/3/2026}}}")
    says(small, "{trang_thai: dang-thuc-hien, tien_do: 60, ky: {quy-2: hoan-thanh, quy-3: hoan-thanh}}", "nam")
    assert found(small, cli, "nam") == []
    standing = task(small, cli, "nam", "01/11/2026")
    assert (standing["loai"], standing.get("ky_da_xong"), standing["ky_toi"]) == (GOES_ON, 3, "quý IV")
    assert (standing["han_ky_toi"], standing["con_ngay"]) == ("2026-12-31", 60)
    assert cli("draft", "nam", "--no-lint", "--sources", cwd=small.root).code == 0
    for file in (small.root / "ban-thao").glob("*nam*.docx"):
        text = plain_text(file.read_bytes())
        assert "ã thực hiện 3 trên 4 kỳ" in text, file.name
        assert "chuyển sang đang thực hiện" not in text
        assert "xuống 60%" not in text


def test_a_quarter_left_undone_is_told_as_that_and_not_as_work_begun_again(small: Small, cli: Cli) -> None:
    recurring(small, "Hằng quý")
    says(small, "{trang_thai: hoan-thanh, ky: {quy-1: hoan-thanh}}")
    says(small, "{trang_thai: dang-thuc-hien, ky: {quy-2: hoan-thanh, quy-3: chua-thuc-hien}}", "nam")
    assert task(small, cli, "nam", "01/11/2026")["loai"] == LATE
    cli("draft", "nam", "--no-lint", "--sources", cwd=small.root)
    texts = [plain_text(file.read_bytes()) for file in (small.root / "ban-thao").glob("*nam*.docx")]
    assert len(texts) == 2
    assert any("ã thực hiện 2 trên 4 kỳ; kỳ quá hạn: quý III" in text for text in texts)
    for text in texts:
        assert "chuyển sang đang thực hiện" not in text


@pytest.mark.parametrize(
    ("row", "task_class"),
    [
        ("{trang_thai: dang-thuc-hien, ky: {quy-1: }}", LATE),
        ("{trang_thai: dang-thuc-hien}", "dang-thuc-hien-trong-han"),
    ],
)
def test_a_due_time_that_the_form_names_and_is_left_blank_is_not_in_time(
    row: str, task_class: str, small: Small, cli: Cli
) -> None:
    says(recurring(small, '"Quý I, Quý III"'), row)
    assert task(small, cli)["loai"] == task_class
    cli("draft", "6-thang", "--no-lint", cwd=small.root)
    (report,) = (small.root / "ban-thao").glob("*6-thang*.docx")
    assert ("kỳ quá hạn: quý I" in plain_text(report)) == (task_class == LATE)


@pytest.mark.parametrize(
    ("day", "late"),
    [("21/9/2026", "; quý III chậm 02 ngày"), ("19/9/2026", ""), ("18/9/2026", "")],
)
def test_a_time_done_after_its_last_day_is_told_as_late(day: str, late: str, small: Small, cli: Cli) -> None:
    recurring(small, "Trước ngày 20 của tháng cuối quý")
    done = f"quy-1: hoan-thanh, quy-2: {{ngay_hoan_thanh: 19/6/2026}}, quy-3: {{ngay_hoan_thanh: {day}}}"
    says(small, f"{{trang_thai: dang-thuc-hien, ky: {{{done}}}}}", "nam")
    assert task(small, cli, "nam", "01/11/2026")["loai"] == GOES_ON
    cli("draft", "nam", "--no-lint", cwd=small.root)
    (report,) = (small.root / "ban-thao").glob("*nam*.docx")
    assert f"ã thực hiện 3 trên 4 kỳ{late}\n" in plain_text(report).replace(" | ", "\n")


@pytest.mark.parametrize("words", ["thường xuyên", "Hằng quý", "31/3/2026 và 30/9/2026"])
def test_work_done_for_a_period_without_a_day_is_not_said_to_be_done_after_the_cutoff(
    words: str, small: Small, cli: Cli
) -> None:
    says(recurring(small, words), "{trang_thai: hoan-thanh}")
    standing = task(small, cli)
    assert standing["tien_do"] == "100%"
    shown = cli("status", "6-thang", "--today", "01/5/2026", "--wide", cwd=small.root).out
    assert "sau ngày chốt" not in " ".join(shown.split())


def test_the_form_asks_for_the_times_that_are_due_and_not_yet_done(small: Small, cli: Cli) -> None:
    recurring(small, "Hằng quý")
    for period in ("6-thang", "nam"):
        (small.root / f"tinh-hinh/kh/{period}/phong-mot.yaml").unlink()
    cli("forms", "6-thang", "--unit", "phong-mot", cwd=small.root)
    form = (small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml").read_text(encoding="utf-8")
    assert "\n      quy-1:               # hạn 31/3/2026 (quý I)\n" in form
    assert "      quy-2:" not in form
    assert "#: Kỳ tới: quý II, hạn 30/6/2026; đã xong thì thêm vào ky: quy-2: hoan-thanh" in form
    assert form.count("    ky:") == 1
    says(small, "{trang_thai: hoan-thanh, ky: {quy-1: hoan-thanh}}")
    cli("forms", "nam", "--unit", "phong-mot", cwd=small.root)
    form = (small.root / "tinh-hinh/kh/nam/phong-mot.yaml").read_text(encoding="utf-8")
    assert "      quy-1:" not in form
    assert "      quy-2:               # hạn 30/6/2026 (quý II)\n      quy-3:               # hạn 30/9/2026" in form


def test_a_form_that_nobody_filled_in_follows_the_plan(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "thoi_han: tháng 3/2026", "thoi_han: Hằng quý")
    cli("forms", "6-thang", "--unit", "phong-mot", cwd=small.root)
    small.replace("ke-hoach/kh.yaml", "ma: I.2", "ma: I.3")
    cli("forms", "6-thang", "--unit", "phong-mot", "--update", cwd=small.root)
    form = (small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml").read_text(encoding="utf-8")
    assert "I.2:" not in form
    assert form.count("quy-1:") == 1


@pytest.mark.parametrize(
    ("words", "row", "told"),
    [
        ("Hằng quý", "{trang_thai: hoan-thanh, ky: {quy-5: hoan-thanh}}", [("lỗi", "không có kỳ «quy-5»")]),
        (
            "Năm 2026",
            "{trang_thai: dang-thuc-hien, ky: {quy-1: hoan-thanh}}",
            [("lỗi", "nhiệm vụ này không tính theo kỳ")],
        ),
        (
            "Hằng quý",
            "{trang_thai: dang-thuc-hien, ky: {quy-1: {ngay_hoan_thanh: 09/5/2026}}}",
            [("lỗi", "ngày 09/5/2026 sau ngày lập 08/5/2026")],
        ),
        (
            "Hằng quý",
            "{trang_thai: hoan-thanh, ky: {quy-1: chua-thuc-hien}}",
            [("cảnh báo", "hoan-thanh mà còn kỳ đã đến hạn chưa xong: quý I")],
        ),
        (
            "Hằng tháng",
            "{trang_thai: dang-thuc-hien, ky: {thang-1: hoan-thanh, thang-2: hoan-thanh, thang-4: hoan-thanh}}",
            [("cảnh báo", "kỳ đã đến hạn chưa ghi: tháng 3; được coi là chưa xong")],
        ),
        (
            "31/3 và 30/9",
            "{trang_thai: hoan-thanh, ngay_hoan_thanh: 20/3/2026}",
            [("cảnh báo", "hoan-thanh mà còn kỳ chưa đến hạn: ngày 30/9; được coi là xong các kỳ đã đến hạn")],
        ),
        (
            '"Quý I, Quý III"',
            "{trang_thai: dang-thuc-hien, ky: {quy-1: }}",
            [("cảnh báo", "kỳ đã đến hạn chưa ghi: quý I; được coi là chưa xong")],
        ),
        ('"Quý I, Quý III"', "{trang_thai: chua-thuc-hien, ky: {quy-1: }}", []),
        ('"Quý I, Quý III"', "{trang_thai: dang-thuc-hien}", []),
        ("Năm 2026", "{trang_thai: dang-thuc-hien, ky: {quy-1: }}", []),
        ("Hằng quý", "{trang_thai: dang-thuc-hien, ky: {quy-5: }}", []),
        ("Hằng quý", "{trang_thai: hoan-thanh, ky: {quy-1: }}", []),
        ("Hằng quý", "{trang_thai: hoan-thanh}", []),
        ("Hằng quý", "{trang_thai: dang-thuc-hien}", []),
    ],
)
def test_what_is_wrong_with_the_times(
    words: str, row: str, told: list[tuple[str, str]], small: Small, cli: Cli
) -> None:
    says(recurring(small, words), row)
    assert found(small, cli, "6-thang") == told


def test_a_time_done_before_and_undone_now_is_asked_about(small: Small, cli: Cli) -> None:
    recurring(small, "Hằng quý")
    says(small, "{trang_thai: dang-thuc-hien, ky: {quy-1: hoan-thanh}}")
    says(
        small, "{trang_thai: dang-thuc-hien, ky: {quy-1: chua-thuc-hien, quy-2: hoan-thanh, quy-3: hoan-thanh}}", "nam"
    )
    assert found(small, cli, "nam") == [("cảnh báo", "kỳ trước đã xong quý I, nay ghi chưa xong")]


def test_done_for_a_period_is_no_step_back_in_the_next(small: Small, cli: Cli) -> None:
    recurring(small, "thường xuyên")
    says(small, "{trang_thai: hoan-thanh}")
    says(small, "{trang_thai: dang-thuc-hien}", "nam")
    told = json.loads(cli("check", "nam", "--format", "json", cwd=small.root).out)["phat_hien"]
    assert not [item for item in told if item["ma"] == "tinh-hinh/lui-trang-thai"]


def test_milestones_stand_in_form_status_calendar_and_appendix(small: Small, cli: Cli) -> None:
    small.replace(
        "ke-hoach/kh.yaml",
        "thoi_han: tháng 3/2026",
        "thoi_han: Năm 2026, moc: [{den: Quý I, viec: Trình đề cương}, {den: Quý II/2026, viec: Trình dự thảo}, {den: Quý III/2026, viec: UBND xã ký}]",
    )
    cli("forms", "6-thang", cwd=small.root)
    form = (small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml").read_text(encoding="utf-8")
    assert "#: Mốc Quý I: Trình đề cương\n" in form
    for unit, codes in (("van-phong", "I.1"), ("phong-mot", "I.1 I.2 II.1"), ("phong-hai", "I.1 II.1")):
        rows = "".join(f"  {code}: {{trang_thai: dang-thuc-hien}}\n" for code in codes.split())
        small.status(unit, f"{FIGURES}nhiem_vu:\n{rows}")
    assert task(small, cli)["moc_toi"] == "Quý II/2026: Trình dự thảo"
    assert "mốc" in cli("status", "6-thang", "--today", "01/5/2026", "--unit", "phong-mot", cwd=small.root).out
    assert cli("draft", "6-thang", "--no-lint", cwd=small.root).code == 0
    text = plain_text((small.root / "ban-thao/kh-6-thang.docx").read_bytes())
    assert "Mốc Quý I: trình đề cương; Mốc Quý II/2026: trình dự thảo; Mốc Quý III/2026: UBND xã ký" in text
    cli("remind", "6-thang", "--today", "01/5/2026", "--ics", "lich.ics", cwd=small.root)
    calendar = (small.root / "lich.ics").read_bytes().replace(b"\r\n ", b"").decode()
    assert "Mốc của nhiệm vụ I.2: Trình dự thảo" in calendar
    assert "Trình đề cương" not in calendar


def test_the_calendar_has_every_time_to_come(small: Small, cli: Cli) -> None:
    says(recurring(small, "Hằng quý"), "{trang_thai: dang-thuc-hien, ky: {quy-1: hoan-thanh}}")
    cli("remind", "6-thang", "--today", "01/5/2026", "--ics", "lich.ics", cwd=small.root)
    calendar = (small.root / "lich.ics").read_bytes().replace(b"\r\n ", b"").decode()
    assert [f"Hạn quý {each}\\, nhiệm vụ I.2" in calendar for each in ("I", "II", "III", "IV")] == [
        False,
        True,
        True,
        True,
    ]


def test_a_time_is_due_on_its_last_day_and_late_only_after_it(small: Small, cli: Cli) -> None:
    """On the day itself it was told as late, «quá hạn 00 ngày», and of work without a last day as «quá hạn » alone."""
    recurring(small, "31/3/2026 và 30/4/2026")
    says(small, "{trang_thai: dang-thuc-hien, ky: {ngay-31-3: hoan-thanh, ngay-30-4: chua-thuc-hien}}")
    assert task(small, cli)["loai"] == "dang-thuc-hien-trong-han"
    recurring_again = (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8").replace("30/4/2026}", "29/4/2026}")
    small.write("ke-hoach/kh.yaml", recurring_again)
    says(small, "{trang_thai: dang-thuc-hien, ky: {ngay-31-3: hoan-thanh, ngay-29-4: chua-thuc-hien}}")
    assert task(small, cli)["loai"] == LATE
    assert cli("draft", "6-thang", "-o", "ra.docx", "--no-lint", cwd=small.root).code == 0
    text = plain_text(small.root / "ra.docx")
    assert "(đang thực hiện, thời hạn 31/3/2026 và 29/4/2026, kỳ quá hạn: ngày 29/4)" in text


def test_work_of_every_quarter_that_is_late_says_which_quarter(small: Small, cli: Cli) -> None:
    recurring(small, "hằng quý")
    says(small, "{trang_thai: dang-thuc-hien, ky: {quy-1: chua-thuc-hien}}")
    assert cli("draft", "6-thang", "-o", "ra.docx", "--no-lint", cwd=small.root).code == 0
    assert "(đang thực hiện, thời hạn hằng quý, kỳ quá hạn: quý I)" in plain_text(small.root / "ra.docx")
