"""The annual report beside an issued half-year one: what is compared with, proven later, and read of older data."""

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

from reportgen.compose import compose
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, plain_text, table_headed
from tests.issuing import REPLACING
from tests.over_periods import CITED, FIGURES, LINE, SAID, annual, context, draft, first_draft, going, inputs, tasks
from tests.small import DONE

Cli = Callable[..., Ran]


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
