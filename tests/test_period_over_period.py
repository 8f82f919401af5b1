"""The annual report beside the half-year one: what moved, what is still open, and which figures are compared with."""

from __future__ import annotations

import hashlib
import json
import operator
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive.diff import compare
from reportgen.compose import compose
from reportgen.formats import carry
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.model.context import BoiCanh, NhiemVu
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, plain_text, table_headed
from tests.issuing import REPLACING
from tests.places import FIRST_TEMPLATES
from tests.small import DONE, fill

Cli = Callable[..., Ran]
SAID = "luu-tru/2026/05-BC-STN/data/so-lieu.json"
LINE = "luu-tru/2026/05-BC-STN/dang-ky.json"
CITED = "Báo cáo số 05/BC-STN ngày 14/5/2026"
FIGURES = "chi_tieu: {CT1: {tu_so: 9, mau_so: 10}}\n"


def going(progress: int, more: str = "") -> str:
    return f"{{trang_thai: dang-thuc-hien, tien_do: {progress}, ket_qua: Làm tiếp.{more}}}"


def annual(small: Small) -> None:
    """The year's files: one lead of I.1 moves on, the other two do not; II.1 falls back at one of its two leads."""
    small.status("van-phong", f"{FIGURES}nhiem_vu:\n  I.1: {going(70)}\n", "nam", "05/11/2026")
    rows = f"  I.1: {{trang_thai: dang-thuc-hien, tien_do: 40, nhu_ky_truoc: có}}\n  I.2: {DONE}\n  II.1: {going(30)}\n"
    small.status("phong-mot", f"{FIGURES}nhiem_vu:\n{rows}", "nam", "05/11/2026")
    small.status("phong-hai", f"{FIGURES}nhiem_vu:\n  I.1: {going(40)}\n  II.1: {going(40)}\n", "nam", "05/11/2026")


@pytest.fixture
def year(small: Small, draft: Path) -> Small:
    annual(small)
    return small


@pytest.fixture
def issued(issued_half: Small) -> Small:
    """The half-year report is issued; afterwards Phòng Một corrects its file of that period."""
    annual(issued_half)
    issued_half.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", f"I.2: {DONE}", f"I.2: {going(20)}")
    return issued_half


def context(small: Small) -> BoiCanh:
    merged = merge_period(Workspace(small.root), "nam")
    assert merged.snapshot is not None, merged.findings
    return compose(merged.snapshot)


def tasks(found: BoiCanh) -> dict[str, NhiemVu]:
    return {task.ma: task for part in found.phan for group in part.nhom for task in group.nhiem_vu}


def draft(small: Small, cli: Cli) -> bytes:
    ran = cli("draft", "nam", "-o", "ra.docx", cwd=small.root)
    assert ran.code == 0, ran.err
    return (small.root / "ra.docx").read_bytes()


def first_draft(small: Small, cli: Cli) -> bytes:
    """Draft with the templates of version 0.1 as the agency's own: they tell all that was compared, and by what."""
    shutil.copytree(FIRST_TEMPLATES, small.root / "mau", dirs_exist_ok=True)
    return draft(small, cli)


def inputs(docx: bytes) -> dict[str, str]:
    carried = carry.read(docx)
    assert carried is not None
    return dict(carried.provenance.inputs)


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


# --- what was issued is what is compared with ---------------------------------------------------


def test_not_issued_the_files_are_compared_with_and_no_document_is_cited(year: Small, cli: Cli) -> None:
    docx = first_draft(year, cli)
    assert "So với 6 tháng đầu năm 2026, 3 nhiệm vụ không đổi phân loại." in plain_text(docx)
    so_sanh = context(year).so_sanh
    assert so_sanh is not None
    assert so_sanh.theo_van_ban == ""
    assert not [name for name in inputs(docx) if name.startswith("luu-tru")]


def test_without_an_archive_a_draft_does_not_load_what_reads_one(year: Small) -> None:
    code = "import sys; from reportgen.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*sys.modules)"
    command = [sys.executable, "-c", code, "-C", str(year.root), "draft", "nam", "--no-lint"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert "reportgen.pipeline.period" in loaded
    assert loaded.isdisjoint({"reportgen.archive.register", "reportgen.archive.verify"})


def test_issued_the_report_itself_is_compared_with_and_cited(issued: Small, cli: Cli) -> None:
    docx = first_draft(issued, cli)
    text = plain_text(docx)
    assert f"So với 6 tháng đầu năm 2026 ({CITED}), 3 nhiệm vụ không đổi phân loại." in text
    before = {row[0]: row[1] for row in table_headed(docx, "Phân loại")[1:]}
    assert (before["Hoàn thành đúng hạn"], before["Đang thực hiện quá hạn"]) == ("1", "0")
    assert tasks(context(issued))["I.2"].thay_doi == ""


def test_what_was_read_of_the_archive_is_in_the_provenance(issued: Small, cli: Cli) -> None:
    found = inputs(draft(issued, cli))
    for name in (SAID, LINE):
        assert found[name] == hashlib.sha256((issued.root / name).read_bytes()).hexdigest()
    assert not [name for name in found if "6-thang/" in name]  # its files are not what is compared with


def test_faults_in_files_of_a_period_that_was_issued_stop_nothing(issued: Small, cli: Cli) -> None:
    issued.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "tien_do: 40", "tien_do: 140")
    draft(issued, cli)


def test_tasks_new_in_the_plan_and_gone_from_it_are_told(issued: Small, cli: Cli) -> None:
    old = "          - {ma: II.1, noi_dung: Việc của hai phòng, chu_tri: [phong-mot, phong-hai], thoi_han: năm 2026}\n"
    new = "          - {ma: II.2, noi_dung: Việc giao thêm, chu_tri: [van-phong], thoi_han: năm 2026}\n"
    issued.replace("ke-hoach/kh.yaml", old, new)
    for unit, value in (("phong-mot", 30), ("phong-hai", 40)):
        issued.replace(f"tinh-hinh/kh/nam/{unit}.yaml", f"  II.1: {going(value)}\n", "")
    issued.status("van-phong", f"{FIGURES}nhiem_vu:\n  I.1: {going(70)}\n  II.2: {going(10)}\n", "nam", "05/11/2026")
    found = context(issued)
    assert found.so_sanh is not None
    assert [task.ma for task in found.so_sanh.them] == ["II.2"]
    assert [(task.ma, task.chu_tri) for task in found.so_sanh.bot] == [("II.1", "Phòng Một; Phòng Hai")]
    assert found.so_sanh.khong_doi == 2
    text = plain_text(first_draft(issued, cli))
    assert "1 nhiệm vụ mới so với 6 tháng đầu năm 2026: II.2.\n" in text
    assert "1 nhiệm vụ của 6 tháng đầu năm 2026 không còn trong kế hoạch:\n" in text
    gone = "- II.1 (Việc của hai phòng), Phòng Một; Phòng Hai chủ trì: khi ấy đang thực hiện trong hạn.\n"
    assert gone in text
    assert "- Nhiệm vụ II.2 (Việc giao thêm): đang thực hiện trong hạn (10%). So với kỳ trước: nhiệm vụ mới.\n" in text
    assert not re.search(r"II\.1 \|.*\|", text)


def test_the_newest_report_that_none_replaces_counts(issued: Small, cli: Cli) -> None:
    assert cli("draft", "6-thang", cwd=issued.root).code == 0
    ran = cli("issue", "6-thang", "--so", "6", "--ngay", "20/5/2026", *REPLACING, cwd=issued.root)
    assert ran.code == 0, ran.err
    found = context(issued)
    assert found.so_sanh is not None
    assert found.so_sanh.theo_van_ban == "Báo cáo số 06/BC-STN ngày 20/5/2026"
    assert [(change.tu, change.so) for change in found.so_sanh.chuyen_bien] == [("đang thực hiện quá hạn", 1)]


HARM: dict[str, Callable[[Path], object]] = {
    "a figure changed": lambda root: _change(
        root / "2026/05-BC-STN/data/so-lieu.json", b'-dung-han":1', b'-dung-han":2'
    ),
    "data lost": lambda root: (root / "2026/05-BC-STN/data/so-lieu.json").unlink(),
    "bag lost": lambda root: shutil.rmtree(root / "2026/05-BC-STN"),
    "line changed": lambda root: _change(root / "2026/so-dang-ky.jsonl", b"05-BC", b"06-BC"),
    "register lost": lambda root: (root / "2026/so-dang-ky.jsonl").unlink(),
    "no folder": lambda root: _replaced_by_a_file(root),
}


def _replaced_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"")


def _change(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


@pytest.mark.parametrize("harm", list(HARM))
def test_a_damaged_archive_is_not_cited(issued: Small, cli: Cli, harm: str) -> None:
    HARM[harm](issued.root / "luu-tru")
    docx = first_draft(issued, cli)
    text = plain_text(docx)
    assert "05/BC-STN" not in text
    assert "- 1 nhiệm vụ từ đang thực hiện quá hạn chuyển sang hoàn thành đúng hạn: I.2.\n" in text
    assert not [name for name in inputs(docx) if name.startswith("luu-tru")]


def test_a_file_that_the_system_left_in_the_bag_harms_nothing(issued: Small, cli: Cli) -> None:
    (issued.root / "luu-tru/2026/05-BC-STN/Thumbs.db").write_bytes(b"anh nho")
    assert CITED in plain_text(first_draft(issued, cli))


def test_the_report_of_another_year_s_plan_of_the_same_name_is_not_compared_with(issued: Small) -> None:
    plan = issued.root / "ke-hoach" / "kh.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("2026", "2027"), encoding="utf-8")
    shutil.rmtree(issued.root / "tinh-hinh")
    found = context(issued)
    assert found.so_sanh is not None
    assert found.so_sanh.theo_van_ban == ""


def test_an_untouched_draft_agrees_with_its_data_and_a_changed_figure_does_not(issued: Small, cli: Cli) -> None:
    docx = first_draft(issued, cli)
    path = issued.root / "ra.docx"
    agreed = cli("lint", path, "--against", "nam", cwd=issued.root)
    assert agreed.code == 0, agreed.out
    notes = re.search(r"đã so (\d+) trên (\d+) số", agreed.out)
    assert notes is not None
    assert notes[1] == notes[2]
    for old, new in (("từ 40% lên 70%", "từ 40% lên 80%"), ("từ 40% xuống 30%", "từ 45% xuống 30%")):
        path.write_bytes(edited(docx, operator.methodcaller("replace", old, new, 1)))
        ran = cli("lint", path, "--against", "nam", "--format", "json", cwd=issued.root)
        found = [item for rule in json.loads(ran.out)["tep"][0]["quy_tac"] for item in rule["phat_hien"]]
        assert len(found) == 1, found


# --- issuing the year's report, and proving it later --------------------------------------------


@pytest.fixture
def closed(issued: Small, cli: Cli) -> Small:
    """The annual report is drafted and issued after the half-year one, whose files changed meanwhile."""
    assert cli("draft", "nam", cwd=issued.root).code == 0
    ran = cli("issue", "nam", "--so", "9", "--ngay", "14/11/2026", cwd=issued.root)
    assert ran.code == 0, ran.err
    return issued


def test_the_year_s_bag_holds_what_it_was_compared_with(closed: Small, cli: Cli) -> None:
    bag = closed.root / "luu-tru/2026/09-BC-STN/data/dau-vao"
    for name in (SAID, LINE):
        assert (bag / name).read_bytes() == (closed.root / name).read_bytes()
    assert cli("archive", "verify", cwd=closed.root).code == 0


def test_the_year_s_report_can_be_rebuilt(closed: Small, cli: Cli) -> None:
    ran = cli("archive", "rebuild", "9", cwd=closed.root)
    assert ran.code == 0, ran.out + ran.err
    assert "14/14 phần bằng nhau từng byte" in ran.out


def test_it_can_be_rebuilt_after_the_half_year_report_was_replaced(closed: Small, cli: Cli) -> None:
    before = cli("archive", "rebuild", "9", cwd=closed.root)
    assert cli("draft", "6-thang", cwd=closed.root).code == 0
    ran = cli("issue", "6-thang", "--so", "10", "--ngay", "15/11/2026", *REPLACING, cwd=closed.root)
    assert ran.code == 0, ran.err
    assert cli("archive", "rebuild", "9", cwd=closed.root) == before


def test_a_draft_made_before_the_half_year_report_was_issued_is_stale(year: Small, cli: Cli) -> None:
    assert cli("draft", "nam", cwd=year.root).code == 0
    assert cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026", cwd=year.root).code == 0
    ran = cli("issue", "nam", "--so", "9", "--ngay", "14/11/2026", cwd=year.root)
    assert ran.code == 1
    assert "so-lieu-da-doi" in ran.out
    assert SAID in ran.out or LINE in ran.out


# --- data of today and of before ----------------------------------------------------------------


def test_the_data_goes_through_json_whole(issued: Small) -> None:
    snapshot = merge_period(Workspace(issued.root), "nam").snapshot
    assert snapshot is not None
    assert snapshot.previous_issued is not None
    assert SNAPSHOT.read(json.loads(json.dumps(SNAPSHOT.write(snapshot)))) == snapshot


def test_data_written_before_these_fields_existed_is_still_read(year: Small) -> None:
    snapshot = merge_period(Workspace(year.root), "nam").snapshot
    assert snapshot is not None
    data = SNAPSHOT.write(snapshot)
    for field in ("gone", "previous_issued"):
        data.pop(field, None)
    for part in data["parts"]:
        for task in (task for group in part["groups"] for task in group["tasks"]):
            task.pop("before", None)
            for row in task["rows"]:
                row.pop("carried_from", None)
    old = SNAPSHOT.read(data)
    assert old.version == snapshot.version
    found = compose(old)
    assert found.so_sanh is not None
    assert found.so_sanh.khong_doi == 3
    task = tasks(found)["I.1"]
    assert (task.thay_doi, task.tien_do_truoc, task.thoi_han_truoc) == ("", "", "")
    carried = next(row.doan[0] for row in task.ket_qua if row.viet_tat == "P1")
    assert carried == "(Kết quả 6 tháng đầu năm 2026) Đang làm."


def test_a_report_of_the_first_period_has_nothing_to_compare(year: Small) -> None:
    snapshot = merge_period(Workspace(year.root), "6-thang").snapshot
    assert snapshot is not None
    assert "before" not in json.dumps(SNAPSHOT.write(snapshot))
    found = compose(snapshot)
    assert found.so_sanh is None
    assert all((task.thay_doi, task.moi) == ("", False) for task in tasks(found).values())
