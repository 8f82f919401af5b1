"""What changes of one place once went through unseen: each of these was tried by such a change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.page.timeline import Day
from reportgen.track import TaskTrack
from reportgen.vn.dates import parse_date
from reportgen.vn.deadlines import parse_deadline, read
from tests.conftest import Ran, Small, write
from tests.docx_text import plain_text
from tests.issuing import letter, ready, unchanged
from tests.paper_docx import build
from tests.papers import paper
from tests.small import fill

Cli = Callable[..., Ran]
MAY = ("--ngay", "14/5/2026")


# Issuing


@pytest.mark.parametrize(
    ("series", "of_letter", "of_report", "same"),
    [
        ("{}", "công văn", "báo cáo", False),
        ("{chung: [Công văn, Báo cáo]}", "chung", "chung", True),
        ("{chung: [BC, công văn]}", "chung", "chung", True),
        ("{thu: [Công văn]}", "thu", "báo cáo", False),
        ("{con-lai: [tat-ca], thu: [Công văn]}", "thu", "con-lai", False),
        ("{thu: [Công văn], con-lai: [tat-ca]}", "thu", "con-lai", False),
    ],
)
def test_a_series_takes_the_types_that_it_names(
    small: Small, cli: Cli, series: str, of_letter: str, of_report: str, same: bool
) -> None:
    small.replace("co-quan.yaml", "ky_hieu: STN\n", f"ky_hieu: STN\nday_so: {series}\n")
    ready(small, cli)
    assert cli("issue", "--file", letter(small, "thu.docx"), "--so", "5", *MAY).code == 0
    second = cli("issue", "6-thang", "--so", "5", *MAY)
    assert (second.code, "so-trung" in second.out) == ((1, True) if same else (0, False))
    assert same or second.code == 0
    if same:
        assert cli("issue", "6-thang", "--so", "6", *MAY).code == 0
    lines = (small.root / "luu-tru/2026/so-dang-ky.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(text)["day_so"] for text in lines] == [of_letter, of_report]


@pytest.mark.parametrize(
    ("old", "new"),
    [("ten: Sở Thử nghiệm", "ten: [Sở"), ("ky_hieu: STN\n", ""), ("ky_hieu: STN\n", "ky_hieu: STN\nmau_sac: đỏ\n")],
)
def test_no_letter_is_issued_while_the_agency_s_file_is_broken(small: Small, cli: Cli, old: str, new: str) -> None:
    path = letter(small, "thu.docx")
    small.replace("co-quan.yaml", old, new)
    with unchanged(small.root):
        ran = cli("-C", small.root, "issue", "--file", path, "--so", "5", *MAY)
    assert ran.code == 1
    assert "co-quan.yaml còn lỗi. Xem và sửa: reportgen check" in ran.err + ran.out


# Following up


def test_status_without_any_plan_says_so(small: Small, cli: Cli) -> None:
    (small.root / "ke-hoach/kh.yaml").unlink()
    ran = cli("-C", small.root, "status", "--today", "12/5/2026")
    assert ran.code == 2
    assert f"Chưa có kế hoạch nào trong {small.root / 'ke-hoach'}." in ran.err


def test_a_plan_without_periods_is_not_taken_for_no_plan(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "ky_bao_cao:", "ky_bao_cao: {}\nbo:")
    ran = cli("-C", small.root, "status", "--today", "12/5/2026")
    assert ran.code == 1
    assert "Chưa có kế hoạch" not in ran.err


@pytest.mark.parametrize(("today", "still_open"), [("04/5/2026", True), ("05/5/2026", False), ("06/5/2026", False)])
def test_what_is_done_after_the_day_looked_at_is_still_open(
    small: Small, cli: Cli, today: str, still_open: bool
) -> None:
    """The task was under way at the cut-off, 30/4, and is done on 05/5, which the file of 08/5 says."""
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "ngay_hoan_thanh: 20/3/2026", "ngay_hoan_thanh: 05/5/2026")
    small.replace("ke-hoach/kh.yaml", "thoi_han: tháng 3/2026", "thoi_han: tháng 5/2026")
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", today, "--format", "json").out)
    assert ("I.2" in [item["ma"] for item in data["nhiem_vu"] if item["sap_den_han"]]) is still_open


def day_of(*tasks: tuple[bool, int]) -> Day:
    """A day of tasks given as: whether open, days left."""
    made = [TaskTrack(None, "", None, left, is_open) for is_open, left in tasks]  # type: ignore[arg-type]
    return Day(dt.date(2026, 6, 1), tuple(made))


@pytest.mark.parametrize(
    ("tasks", "sign"),
    [
        ([(False, 5)], "dat"),
        ([(False, -5)], "dat"),
        ([(True, -1), (True, -1)], "qua-han"),
        ([(False, -1), (True, -1)], "qua-han"),
        ([(True, 0)], "sap-den"),
        ([(True, 30)], "sap-den"),
        ([(False, 30), (True, 30)], "sap-den"),
        ([(True, 31)], "chua-thuc-hien-trong-han"),
        ([(False, 31), (True, 31)], "chua-thuc-hien-trong-han"),
    ],
)
def test_a_day_of_the_timeline_shows_the_worst_of_its_open_tasks(tasks: list[tuple[bool, int]], sign: str) -> None:
    assert day_of(*tasks).sign == sign


# Figures


def drafted(small: Small, cli: Cli) -> str:
    path = small.root / "ra.docx"
    ran = cli("draft", "6-thang", "-o", path, "--no-lint", cwd=small.root)
    assert ran.code == 0, ran.err
    return plain_text(path)


def test_rates_without_counts_are_not_added(small: Small, cli: Cli) -> None:
    fill(small)
    for unit in ("van-phong", "phong-mot"):
        small.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", "{tu_so: 8, mau_so: 10}", "{ty_le: 80}")
    text = drafted(small, cli)
    assert "Không cộng được số liệu của 2 đơn vị chỉ báo cáo tỷ lệ: Văn phòng, Phòng Một" in text
    assert "vì mức tối đa" not in text


def test_a_unit_without_figures_is_not_asked_for_its_estimate_as_well(small: Small, cli: Cli) -> None:
    fill(small)
    counted = "{tu_so: 8, mau_so: 10}"
    small.replace("tinh-hinh/kh/6-thang/van-phong.yaml", counted, "{tu_so: 8, mau_so: 10, uoc: {tu_so: 9, mau_so: 12}}")
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "CT1: " + counted, "CT1: {}")
    text = drafted(small, cli)
    assert "Chưa có số liệu của 1 đơn vị: Phòng Hai" in text
    assert "Chưa có số ước của 1 đơn vị: Phòng Một" in text


def test_amounts_that_each_unit_has_a_bound_for_are_not_added(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", '{toi_thieu: 80, don_vi_tinh: "%"}', "{toi_da: 9, don_vi_tinh: ngày}")
    for unit in ("van-phong", "phong-mot", "phong-hai"):
        small.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", "{tu_so: 8, mau_so: 10}", "{tu_so: 8}")
    text = drafted(small, cli)
    assert (
        "Không cộng được số liệu của 3 đơn vị vì mức tối đa tính cho từng đơn vị: Văn phòng, Phòng Một, Phòng Hai"
        in text
    )
    assert "chỉ báo cáo tỷ lệ" not in text


@pytest.mark.parametrize(
    ("bound", "figures", "falls"),
    [
        ("toi_thieu: 80", "{tu_so: 9, mau_so: 20}", True),
        ("bang: 80", "{tu_so: 9, mau_so: 20}", True),
        ("toi_da: 80", "{tu_so: 9, mau_so: 20}", False),  # less is better
        ("toi_thieu: 80", "{tu_so: 16, mau_so: 20}", False),  # the same
        ("toi_da: 80", "{tu_so: 7, mau_so: 20}", True),  # counts from the year's beginning never fall
    ],
)
def test_a_rate_that_falls_is_doubted_unless_it_is_to_fall(
    small: Small, cli: Cli, bound: str, figures: str, falls: bool
) -> None:
    small.replace("ke-hoach/kh.yaml", "toi_thieu: 80", bound)
    fill(small)
    small.status("phong-hai", f"chi_tieu: {{CT1: {figures}}}\n", "nam", "05/11/2026")
    found = json.loads(cli("check", "nam", "--format", "json", cwd=small.root).out)["phat_hien"]
    assert ("tinh-hinh/giam-so-lieu" in codes(found)) is falls


def codes(found: list[dict[str, Any]]) -> set[str]:
    return {item["ma"] for item in found}


# Plans and dates


@pytest.mark.parametrize("text", ["01/01/1900", "1900-01-01", "31/12/2999", "2999-12-31"])
def test_the_first_and_the_last_day_that_can_be_written(text: str) -> None:
    assert parse_date(text).year in (1900, 2999)
    assert parse_deadline(text).last_day is not None


@pytest.mark.parametrize("text", ["31/12/1899", "01/01/3000", "1899-12-31"])
def test_a_day_of_another_age_is_a_slip(text: str) -> None:
    with pytest.raises(ValueError, match=r"năm (1899|3000) ngoài khoảng 1900 đến 2999"):
        parse_date(text)


@pytest.mark.parametrize("text", ["năm 1899", "năm 3000", "tháng 12/1899", "quý I/3000", "quý I năm 3000"])
def test_a_deadline_of_another_age_is_a_slip(text: str) -> None:
    assert "1900 đến 2999" in read(text, None).fault
    assert parse_deadline(text).last_day is None


@pytest.mark.parametrize("text", ["năm 1900", "năm 2999", "tháng 1/1900", "tháng 12/2999"])
def test_a_deadline_of_the_first_and_the_last_year(text: str) -> None:
    assert parse_deadline(text).last_day is not None


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("I", "II", ""),
        ("II", "III", "nhóm II, đầu tiên"),
        ("I", "III", "III"),
        ("I", "I", "I"),
        ("II", "I", "II"),
    ],
)
def test_groups_stand_in_order(small: Small, cli: Cli, first: str, second: str, said: str) -> None:
    small.replace("ke-hoach/kh.yaml", "- so: I\n", f"- so: {first}x\n")
    small.replace("ke-hoach/kh.yaml", "- so: II\n", f"- so: {second}\n")
    small.replace("ke-hoach/kh.yaml", f"- so: {first}x\n", f"- so: {first}\n")
    found = json.loads(cli("check", "ke-hoach/kh.yaml", "--format", "json", cwd=small.root).out)["phat_hien"]
    of_order = [item for item in found if item["ma"] == "ke-hoach/thu-tu" and "nhóm" in item["tim_thay"]]
    assert bool(of_order) is bool(said)


# Form


def test_what_could_not_be_judged_is_a_review_in_sarif(tmp_path: Path, cli: Cli) -> None:
    """A viewer that shows only results must not show a clean file where nothing was seen."""
    path = write(
        tmp_path,
        "nhap.docx",
        build(
            paper("cong-van", {"so.text": "Số:        /SNV-VP", "dia_danh.text": "Bắc Ninh, ngày     tháng 5 năm 2026"})
        ),
    )
    told = json.loads(cli("lint", path, "--format", "json").out)["tep"][0]["quy_tac"]
    unseen = {item["ma"]: item["ly_do"] for item in told if item["ket_qua"] == "không đánh giá được"}
    run = json.loads(cli("lint", path, "--format", "sarif").out)["runs"][0]
    reviews = {item["ruleId"]: item for item in run["results"] if item.get("kind") == "review"}
    assert unseen
    assert set(reviews) == set(unseen)
    assert len(reviews) == len(run["results"])  # nothing else is wrong with it
    for name, item in reviews.items():
        assert run["tool"]["driver"]["rules"][item["ruleIndex"]]["id"] == name
        assert item["level"] == "none"
        assert item["message"]["text"] == f"không đánh giá được: {unseen[name]}"
        place = item["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert place.endswith("/nhap.docx")
