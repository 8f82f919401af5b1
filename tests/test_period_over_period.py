"""The annual report beside the half-year one: what moved, what is still open, and which figures are compared with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive.diff import compare
from reportgen.compose import compose
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import plain_text, table_headed
from tests.over_periods import FIGURES, annual, context, first_draft, going, tasks
from tests.small import DONE, fill

Cli = Callable[..., Ran]


@pytest.fixture
def year(small: Small, draft: Path) -> Small:
    annual(small)
    return small


# --- task by task -------------------------------------------------------------------------------


def test_each_task_says_what_changed(year: Small) -> None:
    found = tasks(context(year))
    assert found["I.1"].thay_doi == "tiến độ VP từ 40% lên 70%"
    assert found["II.1"].thay_doi == "tiến độ P1 từ 40% xuống 30%"
    assert found["I.2"].thay_doi == ""
    assert (found["I.1"].tien_do_truoc, found["I.1"].tien_do) == ("40%", "VP 70%; P1 40%; P2 40%")
    assert [row.tien_do_truoc for row in found["I.1"].ket_qua] == ["40%", "", ""]


def test_leads_that_moved_alike_are_named_together_and_not_at_all_when_all_did(year: Small) -> None:
    year.status(
        "phong-mot",
        f"{FIGURES}nhiem_vu:\n  I.1: {going(70)}\n  I.2: {DONE}\n  II.1: {going(55)}\n",
        "nam",
        "05/11/2026",
    )
    year.status("phong-hai", f"{FIGURES}nhiem_vu:\n  I.1: {going(65)}\n  II.1: {going(55)}\n", "nam", "05/11/2026")
    found = tasks(context(year))
    assert found["I.1"].thay_doi == "tiến độ VP, P1 từ 40% lên 70%; P2 từ 40% lên 65%"
    assert found["II.1"].thay_doi == "tiến độ từ 40% lên 55%"


def test_a_task_that_changed_class_says_from_what_and_to_what(year: Small) -> None:
    done = "{trang_thai: hoan-thanh, tien_do: 100, ngay_hoan_thanh: 05/9/2026, ket_qua: Xong việc.}"
    year.status(
        "phong-mot", f"{FIGURES}nhiem_vu:\n  I.1: {going(40)}\n  I.2: {DONE}\n  II.1: {done}\n", "nam", "05/11/2026"
    )
    year.status("phong-hai", f"{FIGURES}nhiem_vu:\n  I.1: {going(40)}\n  II.1: {done}\n", "nam", "05/11/2026")
    found = tasks(context(year))["II.1"]
    assert found.thay_doi == "từ đang thực hiện trong hạn chuyển sang hoàn thành đúng hạn"
    assert (found.phan_loai_truoc, found.tien_do_truoc, found.tien_do) == ("đang thực hiện trong hạn", "40%", "")


def test_a_lead_without_a_row_is_not_a_figure(year: Small) -> None:
    (year.root / "tinh-hinh/kh/nam/van-phong.yaml").unlink()
    assert tasks(context(year))["I.1"].thay_doi == "tiến độ VP kỳ trước 40%, nay chưa báo cáo"


def test_an_extension_since_then_is_told_with_both_deadlines(year: Small, cli: Cli) -> None:
    until = "gia_han: [{den: quý I năm 2027, van_ban: Công văn số 9/STN-VP, tu_ngay: 01/9/2026}]"
    year.replace("ke-hoach/kh.yaml", "thoi_han: năm 2026}", f"thoi_han: năm 2026, {until}}}")
    found = tasks(context(year))["II.1"]
    assert found.thoi_han_truoc == "năm 2026"
    assert found.thay_doi == "tiến độ P1 từ 40% xuống 30%; gia hạn từ năm 2026 đến quý I năm 2027"
    (row,) = [row for row in table_headed(first_draft(year, cli), "STT", "Nhiệm vụ") if row[0] == "II.1"]
    assert row[-1] == "Gia hạn đến quý I năm 2027 theo Công văn số 9/STN-VP; Thời hạn ở kỳ trước: năm 2026"


def test_an_extension_that_the_half_year_report_knew_is_no_change(year: Small) -> None:
    until = "gia_han: [{den: quý I năm 2027, tu_ngay: 01/3/2026}]"
    year.replace("ke-hoach/kh.yaml", "thoi_han: năm 2026}", f"thoi_han: năm 2026, {until}}}")
    found = tasks(context(year))["II.1"]
    assert found.thoi_han_truoc == ""
    assert "gia hạn" not in found.thay_doi


def test_open_tasks_are_listed_with_progress_before_and_now(year: Small, cli: Cli) -> None:
    docx = first_draft(year, cli)
    rows = table_headed(docx, "Mã số", "Nội dung")[1:]
    late = "Đang thực hiện trong hạn"
    assert rows == [
        ["I.1", "Việc của mọi phòng", "Các phòng thuộc Sở", late, "40%", "VP 70%\nP1 40%\nP2 40%"],
        ["II.1", "Việc của hai phòng", "Phòng Một; Phòng Hai", late, "40%", "P1 30%\nP2 40%"],
    ]
    text = plain_text(docx)
    assert "Nhiệm vụ còn dở dang từ 6 tháng đầu năm 2026: 2 nhiệm vụ\n" in text
    assert "(VP 70%; P1 40%; P2 40%). So với kỳ trước: tiến độ VP từ 40% lên 70%.\n" in text


def test_what_is_open_is_what_the_archive_s_comparison_calls_open(year: Small) -> None:
    workspace = Workspace(year.root)
    before, after = (merge_period(workspace, name).snapshot for name in ("6-thang", "nam"))
    assert before is not None
    assert after is not None
    so_sanh = compose(after).so_sanh
    assert so_sanh is not None
    assert [task.ma for task in so_sanh.con_do] == [task.code for task in compare(before, after).open()]


def test_a_carried_over_result_says_when_it_was_reported(year: Small, cli: Cli) -> None:
    year.replace(
        "tinh-hinh/kh/6-thang/phong-mot.yaml", "ngay_lap: 08/5/2026", "ngay_lap: 07/5/2026\nngay_nhan: 08/5/2026"
    )
    words = "(Kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026) Đang làm."
    assert words in plain_text(first_draft(year, cli))


def test_a_result_carried_twice_keeps_the_period_it_comes_from(small: Small) -> None:
    middle = (
        "  9-thang: {ten: 9 tháng năm 2026, mau: bao-cao-nam, ky_truoc: 6-thang, tu_ngay: 01/01/2026, "
        "den_ngay: 31/7/2026,\n            han_don_vi: trước 10/8/2026, han_tong_hop: trước 15/8/2026, "
        "nguoi_ky: giam-doc}\n"
    )
    small.replace("ke-hoach/kh.yaml", "  nam: {ten", middle + "  nam: {ten")
    small.replace(
        "ke-hoach/kh.yaml",
        "mau: bao-cao-nam, ky_truoc: 6-thang, tu_ngay: 01/01/2026, den_ngay: 31/10",
        "mau: bao-cao-nam, ky_truoc: 9-thang, tu_ngay: 01/01/2026, den_ngay: 31/10",
    )
    fill(small)
    again = "nhiem_vu:\n  I.1: {trang_thai: dang-thuc-hien, tien_do: 40, nhu_ky_truoc: có}\n"
    small.status("van-phong", again, "9-thang", "08/8/2026")
    small.status("van-phong", again, "nam", "08/11/2026")
    (row,) = [row for row in tasks(context(small))["I.1"].ket_qua if row.viet_tat == "VP"]
    assert row.doan == ("(Kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026) Đang làm.",)


def test_a_report_of_the_first_period_has_nothing_to_compare(year: Small) -> None:
    snapshot = merge_period(Workspace(year.root), "6-thang").snapshot
    assert snapshot is not None
    assert "before" not in json.dumps(SNAPSHOT.write(snapshot))
    found = compose(snapshot)
    assert found.so_sanh is None
    assert all((task.thay_doi, task.moi) == ("", False) for task in tasks(found).values())
