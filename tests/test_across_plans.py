"""A period beside one of another year's plan: named by its id, compared by words, as it was issued or as its files say."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction

import pytest

from reportgen.formats.snapshot import SNAPSHOT
from reportgen.model.across import same_words
from reportgen.model.goals.result import TargetResult
from reportgen.model.snapshot import Snapshot, TaskClass
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.clock import set_clock
from tests.conftest import PLAN, Small
from tests.docx_text import plain_text
from tests.issuing import Cli

LAST = (
    PLAN.replace("2026", "2025")
    .replace("Triển khai kế hoạch thử nghiệm năm", "Kế hoạch của năm")
    .replace("ma: I.1,", "ma: I.9,")  # another code, the same words
    .replace("CT1:", "CT7:")
    .replace("nam: 2025\n", "nam: 2025\nso: '09'\nngay: 10/01/2025\n", 1)
)
OPEN = "{trang_thai: dang-thuc-hien, tien_do: 60, ket_qua: Làm dở}"
DONE = "{trang_thai: hoan-thanh, ngay_hoan_thanh: 01/3/2025, ket_qua: Xong}"
MOT = f"  I.2: {{trang_thai: hoan-thanh, ngay_hoan_thanh: 01/3/2026, ket_qua: Xong}}\n  II.1: {OPEN}\n"
NAM_2025 = "tinh-hinh/kh-2025/nam"


def last_year(small: Small) -> None:
    """Every unit reported on last year."""
    small.write("ke-hoach/kh-2025.yaml", LAST)
    head = "ke_hoach: kh-2025\nky_bao_cao: nam\nngay_lap: 05/11/2025\n"
    rows = {"van-phong": "", "phong-mot": f"  I.2: {DONE}\n  II.1: {OPEN}\n", "phong-hai": f"  II.1: {OPEN}\n"}
    for unit, more in rows.items():
        text = f"don_vi: {unit}\n{head}chi_tieu:\n  CT7: {{tu_so: 6, mau_so: 10}}\nnhiem_vu:\n  I.9: {OPEN}\n{more}"
        small.write(f"{NAM_2025}/{unit}.yaml", text)


@pytest.fixture
def years(small: Small) -> Small:
    """The small workspace, its six months beside last year's annual report."""
    last_year(small)
    small.replace(
        "ke-hoach/kh.yaml", "mau: bao-cao-6-thang,", "mau: bao-cao-nam, ky_truoc: kh-2025/nam, cung_ky: kh-2025/nam,"
    )
    for unit, row in (("van-phong", ""), ("phong-mot", MOT), ("phong-hai", f"  II.1: {OPEN}\n")):
        small.status(unit, f"chi_tieu:\n  CT1: {{tu_so: 8, mau_so: 10}}\nnhiem_vu:\n  I.1: {OPEN}\n{row}")
    return small


def merged(small: Small, period: str = "kh/6-thang") -> Snapshot:
    found = merge_period(Workspace(small.root), period)
    assert found.snapshot is not None, found.findings
    return found.snapshot


def test_years_in_words_make_no_difference() -> None:
    assert same_words("Việc  của năm 2025") == same_words("việc của năm 2026")
    assert same_words("Việc 2 của năm") != same_words("Việc 3 của năm")


def test_targets_are_compared_by_name_and_open_tasks_by_words(years: Small) -> None:
    found = merged(years)
    assert found.previous_period == "năm 2025"
    assert found.previous_plan == "kh-2025"
    assert found.previous_issued is None
    (target,) = found.targets
    assert (target.previous, target.last_year) == (Fraction(60), Fraction(60))
    tasks = {task.code: task for task in found.tasks()}
    assert tasks["II.1"].previous_class in (TaskClass.UNDER_WAY, TaskClass.UNDER_WAY_LATE)
    assert tasks["I.1"].previous_class is None  # recurs: it begins anew
    assert tasks["I.2"].previous_class is None  # was done
    assert found.gone == ()
    assert SNAPSHOT.load(SNAPSHOT.dump(found)) == found


def test_the_report_tells_no_task_of_the_new_plan_as_new(years: Small, cli: Cli) -> None:
    ran = cli("draft", "kh/6-thang", "--sources", cwd=years.root)
    assert ran.code == 0, ran.err
    text = plain_text((years.root / "ban-thao/kh-6-thang.docx").read_bytes())
    assert "Năm 2025" in text
    assert "nhiệm vụ mới" not in text
    assert "gia hạn" not in text
    assert "tăng 20 điểm phần trăm" in text.replace(",0", "")


def test_a_figure_that_the_plan_gives_itself_stands(years: Small) -> None:
    years.replace("ke-hoach/kh.yaml", "theo_doi: van-phong}", "theo_doi: van-phong, cung_ky: 55}")
    (target,) = merged(years).targets
    assert target.last_year == Fraction(55)


def test_issued_the_report_is_compared_with_though_its_plan_has_gone(
    years: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, dt.datetime(2025, 11, 14, 9, tzinfo=dt.UTC))
    assert cli("draft", "kh-2025/nam", cwd=years.root).code == 0
    reasons = ("--accept", "thieu-so-lieu", "--reason", "đã biết", "--accept", "don-vi-chua-gui", "--reason", "đã biết")
    ran = cli("issue", "kh-2025/nam", "--so", "9", "--ngay", "14/11/2025", *reasons, cwd=years.root)
    assert ran.code == 0, ran.out + ran.err
    before = merged(years)
    assert before.previous_issued is not None
    assert before.previous_issued.reference == "09/BC-STN"
    for path in (years.root / NAM_2025).glob("*"):
        path.unlink()
    (years.root / "ke-hoach/kh-2025.yaml").unlink()
    assert merged(years, "6-thang") == before
    ran = cli("check", "6-thang", cwd=years.root)
    assert "ky-truoc" not in ran.out
    assert "kh-2025" not in ran.out
    ran = cli("status", "6-thang", "--format", "json", cwd=years.root)
    assert json.loads(ran.out)["ke_hoach"]


def test_a_report_beside_another_plan_can_be_rebuilt(years: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    years.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nso: '01'\nngay: 10/01/2026\n")
    assert cli("draft", "kh/6-thang", cwd=years.root).code == 0
    set_clock(monkeypatch, dt.datetime(2026, 5, 14, 9, tzinfo=dt.UTC))
    reasons = ("--accept", "thieu-so-lieu", "--reason", "đã biết")
    ran = cli("issue", "kh/6-thang", "--so", "5", "--ngay", "14/5/2026", *reasons, cwd=years.root)
    assert ran.code == 0, ran.out + ran.err
    kept = years.root / "luu-tru/2026/05-BC-STN/data/dau-vao"
    assert (kept / "ke-hoach/kh-2025.yaml").is_file()
    for command in (("rebuild", "5"), ("verify",)):
        ran = cli("archive", *command, cwd=years.root)
        assert ran.code == 0, ran.out + ran.err


def test_faults_of_the_other_plan_are_told_and_stop_the_comparison(years: Small, cli: Cli) -> None:
    years.replace("ke-hoach/kh-2025.yaml", "nguoi_ky: giam-doc}", "nguoi_ky: khong-co}")
    ran = cli("draft", "kh/6-thang", cwd=years.root)
    assert ran.code == 1
    assert "ke-hoach/kh-2025.yaml" in ran.err
    assert "«khong-co» chưa có trong co-quan.yaml" in ran.err


GOAL = 'muc: {toi_thieu: 80, don_vi_tinh: "%"}'


def counted(small: Small, last: str, now: str) -> TargetResult:
    """Return this year's target where the only doer gave ``last`` and ``now`` of it."""
    for path in (small.root / "tinh-hinh").rglob("*.yaml"):
        path.unlink()
    for plan in ("kh", "kh-2025"):
        small.replace(f"ke-hoach/{plan}.yaml", "thuc_hien: [tat-ca]", "thuc_hien: [van-phong]")
    head = "ke_hoach: kh-2025\nky_bao_cao: nam\nngay_lap: 05/11/2025\n"
    small.write(f"{NAM_2025}/van-phong.yaml", f"don_vi: van-phong\n{head}chi_tieu:\n  CT7: {last}\n")
    small.status("van-phong", f"chi_tieu:\n  CT1: {now}\n")
    (target,) = merged(small).targets
    return target


@pytest.mark.parametrize(
    ("goal", "last", "now", "change"),
    [
        ("giam: 10, so_voi: cùng kỳ", "{tu_so: 105, mau_so: 120}", "{tu_so: 84}", Fraction(-20)),
        ("tang: 10, so_voi: cùng kỳ", "{tu_so: 120, mau_so: 100}", "{tu_so: 150}", Fraction(25)),
        ("giam: 10, so_voi: 120", "{tu_so: 105}", "{tu_so: 60}", Fraction(-50)),
    ],
)
def test_a_rise_or_fall_is_counted_from_last_years_figure_not_from_its_change(
    goal: str, last: str, now: str, change: Fraction, years: Small
) -> None:
    for plan in ("kh", "kh-2025"):
        years.replace(f"ke-hoach/{plan}.yaml", GOAL, f'muc: {{{goal}, don_vi_tinh: "%"}}, don_vi_tinh: vụ')
    target = counted(years, last, now)
    assert target.last_year == Fraction(int(last.split(":")[1].partition(",")[0].rstrip("}")))
    assert target.value == change


def test_a_change_is_counted_from_a_figure_whose_goal_was_none(years: Small) -> None:
    """Last year a bound in cases, this year a fall in percent: both count cases."""
    years.replace("ke-hoach/kh-2025.yaml", GOAL, "muc: {toi_da: 130, don_vi_tinh: vụ}")
    years.replace("ke-hoach/kh.yaml", GOAL, 'muc: {giam: 10, don_vi_tinh: "%"}, don_vi_tinh: vụ')
    target = counted(years, "{tu_so: 120}", "{tu_so: 105}")
    assert (target.last_year, target.value, target.previous) == (Fraction(120), Fraction(-25, 2), None)


def test_a_change_alone_is_no_figure_to_count_from(years: Small) -> None:
    for plan in ("kh", "kh-2025"):
        years.replace(f"ke-hoach/{plan}.yaml", GOAL, 'muc: {giam: 2, don_vi_tinh: "điểm phần trăm"}')
    target = counted(years, "{ty_le: 3}", "{tu_so: 8, mau_so: 10}")
    assert target.last_year is None


def test_a_rate_as_last_year_is_told_as_the_same(years: Small, cli: Cli) -> None:
    target = counted(years, "{tu_so: 2, mau_so: 3}", "{tu_so: 4, mau_so: 6}")
    assert target.last_year == target.value == Fraction(200, 3)
    assert cli("draft", "kh/6-thang", cwd=years.root).code == 0
    text = plain_text((years.root / "ban-thao/kh-6-thang.docx").read_bytes())
    assert "bằng cùng kỳ năm trước (66,7%)" in text
    assert "0,000001" not in text
