"""``status``: who has sent, what is due, for one agency and for many."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen import clock
from tests.clock import ZONE, set_clock
from tests.conftest import Ran, Small
from tests.issuing import ready
from tests.small import GOING, fill

Cli = Callable[..., Ran]


def loads(cli: Cli, *arguments: object) -> Any:
    ran = cli("status", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_the_whole_text_of_an_agency(
    cli: Cli, workspace: Callable[[str], Path], golden: Callable[[str, str], None]
) -> None:
    folder = workspace("xa-viet-khe")
    (folder / "tinh-hinh/nq02-2026/6-thang/phong-kinh-te.yaml").unlink()
    (folder / "tong-hop/nq02-2026/6-thang.yaml").unlink()  # the office writes when all have sent
    ran = cli("-C", folder, "status", "6-thang", "--today", "25/5/2026")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    golden("status-xa-6-thang.txt", ran.out)
    again = cli("-C", folder, "status", "6-thang", "--today", "25/5/2026")
    assert again.out == ran.out


def test_the_wide_table_shows_every_task(
    cli: Cli, workspace: Callable[[str], Path], golden: Callable[[str, str], None]
) -> None:
    folder = workspace("so-khcn-hai-phong")
    out = cli("-C", folder, "status", "6-thang", "--today", "08/5/2026", "--wide").out
    golden("status-so-6-thang-rong.txt", out)
    assert "Nhiệm vụ (26)" in out
    assert "II.VI.1" in out


# units and days: trước 10/5/2026 means that 09/5 is the last good day
DAYS = [
    ("08/5/2026", 1, "còn 1 ngày"),
    ("09/5/2026", 0, "hôm nay là ngày cuối"),
    ("10/5/2026", -1, "quá hạn 1 ngày"),
    ("08/02/2026", 90, "còn 90 ngày"),
    ("28/02/2026", 70, "còn 70 ngày"),
    ("31/12/2025", 129, "còn 129 ngày"),
]


@pytest.mark.parametrize(("today", "days", "words"), DAYS)
def test_days_left_count_to_the_last_good_day(small: Small, cli: Cli, today: str, days: int, words: str) -> None:
    ran = cli("-C", small.root, "status", "6-thang", "--today", today)
    assert f"trước 10/5/2026 ({words})" in " ".join(ran.out.split())
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", today, "--format", "json").out)
    assert data["con_ngay_don_vi"] == days
    assert {unit["con_ngay"] for unit in data["don_vi"]} == {days}


LEAP = [("28/02/2028", 1), ("29/02/2028", 0), ("01/3/2028", -1)]


@pytest.mark.parametrize(("today", "days"), LEAP)
def test_a_leap_day_is_a_day(small: Small, cli: Cli, today: str, days: int) -> None:
    small.replace("ke-hoach/kh.yaml", "han_don_vi: trước 10/5/2026", "han_don_vi: trước 01/3/2028")
    small.replace("ke-hoach/kh.yaml", "han_tong_hop: trước 15/5/2026", "han_tong_hop: trước 05/3/2028")
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", today, "--format", "json").out)
    assert data["con_ngay_don_vi"] == days


NEW_YEAR = [("30/12/2026", 1, True), ("31/12/2026", 0, True), ("01/01/2027", -1, False)]


@pytest.mark.parametrize(("today", "days", "soon"), NEW_YEAR)
def test_a_task_of_the_year_ends_with_it(small: Small, cli: Cli, today: str, days: int, soon: bool) -> None:
    fill(small)
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", today, "--format", "json").out)
    task = next(task for task in data["nhiem_vu"] if task["ma"] == "II.1")
    assert (task["con_ngay"], task["sap_den_han"], task["qua_han"]) == (days, soon, days < 0)


def test_states_of_units(small: Small, cli: Cli) -> None:
    fill(small)
    small.status("phong-mot", "nhiem_vu: {I.1: {trang_thai: sai}}\n")
    small.status("phong-hai", f"nhiem_vu:\n  I.1: {GOING}\n", sent="12/5/2026")
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", "12/5/2026", "--format", "json").out)
    states = {
        unit["ma"]: (unit["tinh_trang"], unit["loi"] > 0, unit["thieu_nhiem_vu"], unit["thieu_chi_tieu"])
        for unit in data["don_vi"]
    }
    assert states["van-phong"] == ("da-gui", False, [], [])
    assert states["phong-mot"][:2] == ("con-loi", True)
    assert states["phong-mot"][2] == ["I.1", "I.2", "II.1"]  # what has errors is not in the figures
    assert states["phong-hai"] == ("gui-muon", False, ["II.1"], ["CT1"])
    text = cli("-C", small.root, "status", "6-thang", "--today", "12/5/2026").out
    assert "gửi còn lỗi" in text
    assert "Đã gửi 3/3, trong đó 1 còn lỗi." in text


def test_every_number_equals_the_draft(cli: Cli, workspace: Callable[[str], Path], tmp_path: Path) -> None:
    folder = workspace("so-khcn-hai-phong")
    drafted = json.loads(
        cli("-C", folder, "draft", "nam", "--no-lint", "-o", tmp_path / "x.docx", "--format", "json").out
    )
    data = json.loads(cli("-C", folder, "status", "nam", "--today", "08/11/2026", "--format", "json").out)
    assert data["phan_loai"] == drafted["phan_loai"]
    assert data["tong_so"] == drafted["tong_so"]
    met = {True: "đạt", False: "chưa đạt"}
    assert {item["ma"]: item["danh_gia"] for item in data["chi_tieu"]} == {
        code: met[value] for code, value in drafted["chi_tieu"].items()
    }


DUE = [
    ("01/01/2026", "6-thang"),
    ("13/5/2026", "6-thang"),
    ("13/6/2026", "6-thang"),  # not issued, and past by no more than 30 days
    ("14/6/2026", "nam"),
    ("14/11/2026", "nam"),
    ("01/6/2027", "nam"),  # all are past: the last one
]


@pytest.mark.parametrize(("today", "period"), DUE)
def test_without_a_period_it_takes_the_one_that_is_due(small: Small, cli: Cli, today: str, period: str) -> None:
    data = json.loads(cli("-C", small.root, "status", "--today", today, "--format", "json").out)
    assert data["ky_bao_cao"] == period


def test_a_period_that_was_issued_is_no_longer_due(small: Small, cli: Cli) -> None:
    ready(small, cli)
    assert cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026").code == 0
    assert loads(cli, "--today", "14/5/2026")["ky_bao_cao"] == "nam"
    data = loads(cli, "6-thang", "--today", "14/5/2026")
    assert data["da_ban_hanh"] == "05/BC-STN ngày 14/5/2026"


def test_one_unit_and_one_class(small: Small, cli: Cli) -> None:
    fill(small)
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--unit", "Phòng 1", "--format", "json").out)
    assert [unit["ma"] for unit in data["don_vi"]] == ["phong-mot"]
    assert [task["ma"] for task in data["nhiem_vu"]] == ["I.1", "I.2", "II.1"]
    only = json.loads(
        cli("-C", small.root, "status", "6-thang", "--class", "hoan-thanh-dung-han", "--format", "json").out
    )
    assert [task["ma"] for task in only["nhiem_vu"]] == ["I.2"]


WRONG = {
    "unit": (("--unit", "phong-mốt"), "Có phải là «phong-mot»?"),
    "class": (("--class", "hoan-thanh-dung-hạn"), "Có phải là hoan-thanh-dung-han?"),
    "today": (("--today", "31/2/2026"), "tháng 2/2026 không có ngày 31"),
    "period": (("quy-1",), "Không có kỳ báo cáo «quy-1»"),
    "all and unit": (("--all", "--unit", "phong-mot"), "--all không dùng cùng"),
    "html and unit": (("--html", "a.html", "--unit", "phong-mot"), "--html ghi cả kỳ"),
    "html ending": (("--html", "a.txt"), "đuôi .html"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_options_are_answered(small: Small, cli: Cli, case: str) -> None:
    arguments, told = WRONG[case]
    ran = cli("status", *arguments, cwd=small.root)
    assert ran.code == 2
    assert told in ran.err


def test_a_plan_with_errors_is_refused(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "nam: 2026", "nam: hai nghìn")
    ran = cli("status", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert "reportgen check" in ran.err


def test_csv_opens_in_a_spreadsheet(small: Small, cli: Cli) -> None:
    fill(small)
    out = cli("-C", small.root, "status", "6-thang", "--format", "csv").out
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["ma"] for row in rows] == ["I.1", "I.2", "II.1"]


def test_the_page_is_written(small: Small, cli: Cli) -> None:
    fill(small)
    for _ in range(2):  # it holds nothing that a person wrote: an older one is replaced
        ran = cli("status", "6-thang", "--today", "08/5/2026", "--html", "xem.html", cwd=small.root)
        assert (ran.code, ran.out) == (0, "Trang theo dõi: xem.html\n")
    page = (small.root / "xem.html").read_text(encoding="utf-8")
    assert "Sở Thử nghiệm" in page
    assert sorted(path.name for path in small.root.glob("*.html")) == ["xem.html"]


def test_many_workspaces_one_line_each(small: Small, cli: Cli, tmp_path: Path) -> None:
    fill(small)
    other = Small(tmp_path / "khac")
    other.replace("co-quan.yaml", "Sở Thử nghiệm", "Sở Khác")
    broken = Small(tmp_path / "hong")
    broken.replace("ke-hoach/kh.yaml", "nam: 2026", "nam: hai nghìn")
    ran = cli("-C", tmp_path, "status", "6-thang", "--all", "--today", "10/5/2026", "--format", "json")
    assert ran.code == 0
    lines = {item["co_quan"] or Path(item["thu_muc"]).name: item for item in json.loads(ran.out)}
    assert set(lines) == {"Sở Thử nghiệm", "Sở Khác", "hong"}
    assert (lines["Sở Thử nghiệm"]["da_gui"], lines["Sở Khác"]["da_gui"]) == (3, 0)
    assert lines["Sở Khác"]["con_ngay"] == 4
    assert "reportgen check" in lines["hong"]["loi"]
    text = cli("-C", tmp_path, "status", "6-thang", "--all", "--today", "10/5/2026").out
    assert text.splitlines()[-1] == "3 cơ quan, 1 không đọc được."
    assert max(map(len, text.splitlines())) <= 90


def test_the_whole_table_of_many_workspaces(
    small: Small, cli: Cli, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    fill(small)
    Small(tmp_path / "khac").replace("co-quan.yaml", "Sở Thử nghiệm", "Ủy ban nhân dân xã có tên dài hơn cột thứ nhất")
    golden("status-nhieu-co-quan.txt", cli("-C", tmp_path, "status", "6-thang", "--all", "--today", "10/5/2026").out)


def test_many_workspaces_in_worker_processes(cli: Cli, tmp_path: Path) -> None:
    for number in range(16):
        Small(tmp_path / f"xa-{number:02d}")
    one = cli("-C", tmp_path, "status", "6-thang", "--all", "--today", "10/5/2026", "-j", "1", "--format", "csv")
    two = cli("-C", tmp_path, "status", "6-thang", "--all", "--today", "10/5/2026", "-j", "2", "--format", "csv")
    assert (one.code, one.out) == (two.code, two.out)
    assert len(one.out.splitlines()) == 17


def test_no_workspace_below(cli: Cli, tmp_path: Path) -> None:
    ran = cli("-C", tmp_path, "status", "--all")
    assert ran.code == 2
    assert "Không thấy thư mục cơ quan nào" in ran.err


def test_what_is_not_read_is_told(small: Small, cli: Cli) -> None:
    fill(small)
    path = small.root / "tinh-hinh/kh/6-thang/phong-hai.yaml"
    path.rename(path.with_name("phong-hai.yaml.txt"))
    small.write("tinh-hinh/kh/6-thang/la.yaml", "don_vi: xyz\nke_hoach: kh\nky_bao_cao: 6-thang\n")
    out = cli("-C", small.root, "status", "6-thang", "--today", "08/5/2026").out
    assert "Lưu ý: tinh-hinh/kh/6-thang/phong-hai.yaml.txt: tệp này không được đọc" in out
    assert "Lưu ý: tinh-hinh/kh/6-thang/la.yaml: không rõ là của đơn vị nào" in out


def test_neither_of_two_files_of_a_unit_counts(small: Small, cli: Cli) -> None:
    fill(small)
    first = small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml"
    small.write(
        "tinh-hinh/kh/6-thang/phong-mot-2.yaml", first.read_text(encoding="utf-8").replace("tu_so: 8", "tu_so: 9")
    )
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", "08/5/2026", "--format", "json").out)
    assert next(unit["tinh_trang"] for unit in data["don_vi"] if unit["ma"] == "phong-mot") == "con-loi"
    assert data["chi_tieu"][0]["ket_qua"] == "80,0%"


AFTER_THE_CUTOFF = {
    "done": ("thoi_han: tháng 3/2026}", "thoi_han: 06/5/2026}", "hoan-thanh, tien_do: 100, ngay_hoan_thanh: 05/5/2026"),
    "extended": (
        "thoi_han: tháng 3/2026}",
        "thoi_han: 06/5/2026, gia_han: [{den: 30/9/2026, tu_ngay: 05/5/2026}]}",
        "",
    ),
    "ended": ("thoi_han: tháng 3/2026}", "thoi_han: 06/5/2026, ket_thuc: {tu_ngay: 04/5/2026}}", ""),
}


@pytest.mark.parametrize("case", AFTER_THE_CUTOFF)
def test_what_happened_since_the_cut_off_counts_for_what_is_due(small: Small, cli: Cli, case: str) -> None:
    fill(small)
    old, new, state = AFTER_THE_CUTOFF[case]
    small.replace("ke-hoach/kh.yaml", old, new)
    path = "tinh-hinh/kh/6-thang/phong-mot.yaml"
    going = "trang_thai: dang-thuc-hien, tien_do: 40"
    small.replace(
        path,
        "trang_thai: hoan-thanh, tien_do: 100, ngay_hoan_thanh: 20/3/2026",
        f"trang_thai: {state}" if state else going,
    )
    small.replace(path, "ngay_lap: 08/5/2026", "ngay_lap: 09/5/2026")
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", "12/5/2026", "--format", "json").out)
    task = next(task for task in data["nhiem_vu"] if task["ma"] == "I.2")
    assert not task["qua_han"]


def test_a_task_done_in_the_period_before_is_not_overdue_before_anybody_reports(small: Small, cli: Cli) -> None:
    fill(small)
    data = json.loads(cli("-C", small.root, "status", "nam", "--today", "01/9/2026", "--format", "json").out)
    assert not any(task["qua_han"] for task in data["nhiem_vu"])


def test_a_page_of_somebody_else_is_not_overwritten(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "index.html").write_text("<p>của tôi</p>", encoding="utf-8")
    ran = cli("status", "6-thang", "--html", "index.html", cwd=small.root)
    assert "index (2).html" in ran.out
    assert (small.root / "index.html").read_text(encoding="utf-8") == "<p>của tôi</p>"


def test_another_plan_that_is_due_is_named(small: Small, cli: Cli) -> None:
    plan = (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
    small.write("ke-hoach/kh2.yaml", plan)
    out = cli("-C", small.root, "status", "--today", "01/5/2026").out
    assert "Lưu ý: cũng đang đến hạn: kh2/6-thang." in out


def test_three_hundred_missing_rows_are_no_error(small: Small, cli: Cli) -> None:
    rows = "".join(
        f"          - {{ma: I.{number}, noi_dung: Việc {number}, chu_tri: [phong-hai], thoi_han: năm 2026}}\n"
        for number in range(3, 303)
    )
    small.replace("ke-hoach/kh.yaml", "      - so: II\n", f"{rows}      - so: II\n")
    fill(small)
    data = json.loads(cli("-C", small.root, "status", "6-thang", "--today", "08/5/2026", "--format", "json").out)
    unit = next(unit for unit in data["don_vi"] if unit["ma"] == "phong-hai")
    assert (unit["tinh_trang"], unit["loi"]) == ("da-gui", 0)
    assert len(unit["thieu_nhiem_vu"]) == 300


@pytest.mark.parametrize(
    "text", [("status", "6-thang", "--today", "25/11/2026"), ("status", "6-thang", "--all", "--today", "25/11/2026")]
)
def test_eighty_columns_hold_everything(small: Small, cli: Cli, text: tuple[str, ...]) -> None:
    fill(small)
    out = cli("-C", small.root, *text).out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("moment", [dt.datetime(1, 1, 1, tzinfo=ZONE), dt.datetime(9999, 12, 31, tzinfo=ZONE)])
@pytest.mark.parametrize(
    "command",
    [
        ("status", "6-thang"),
        ("status", "6-thang", "--html", "trang.html"),
        ("status", "--all"),
        ("remind", "6-thang"),
        ("remind", "6-thang", "--ics", "han.ics"),
        ("plan",),
        ("archive", "register"),
        ("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026"),
    ],
    ids=" ".join,
)
def test_a_clock_that_stands_at_the_end_of_time_is_told(
    command: tuple[str, ...], moment: dt.datetime, small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, moment)
    before = sorted(small.root.rglob("*"))
    ran = cli(*command, cwd=small.root)
    assert (ran.code, ran.out) == (2, "")
    assert f"Đồng hồ của máy đang chạy sai ở năm {moment.year}. Chỉnh lại ngày giờ" in ran.err
    assert ("--today" in ran.err) == (command[0] in ("status", "remind"))
    assert sorted(small.root.rglob("*")) == before


def test_the_day_that_is_given_needs_no_clock(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> dt.datetime:
        raise OverflowError("date value out of range")

    monkeypatch.setattr(clock, "now", gone)
    assert cli("status", "6-thang", "--today", "10/5/2026", cwd=small.root).code == 0
    assert "Đồng hồ của máy đang chạy sai." in cli("status", "6-thang", cwd=small.root).err
