"""An issued period is read from what its bag keeps: no reorganisation makes it wrong, and it can be corrected."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.clock import set_clock
from tests.conftest import Ran, Small
from tests.docx_text import plain_text
from tests.issuing import REPLACING, Cli, everything, ready
from tests.told import told_in_json

SO_5 = ("--so", "5", "--ngay", "14/5/2026")
HAI = "tinh-hinh/kh/6-thang/phong-hai.yaml"
REPORT = "Báo cáo số 05/BC-STN ngày 14/5/2026"


@pytest.fixture
def issued(issued_half: Small) -> Small:
    """The small workspace with its six months issued."""
    return issued_half


def reorganise(small: Small) -> None:
    """Do what an office does that knows of no dates: Phòng Hai is struck out, Phòng Một gets its name and tasks."""
    small.replace("co-quan.yaml", "  phong-hai: {ten: Phòng Hai, viet_tat: P2}\n", "")
    small.replace("co-quan.yaml", "ten: Phòng Một", "ten: Phòng Một và Hai")
    small.replace("co-quan.yaml", "ten_khac: [Phòng 1]", "ten_khac: [Phòng 1, Phòng Hai]")
    small.replace("co-quan.yaml", "Người Ký Mẫu", "Người Ký Sau")
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot], phoi_hop: [phong-hai]", "chu_tri: [van-phong]")
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot, phong-hai]", "chu_tri: [phong-mot]")


def told(cli: Cli, small: Small, *subjects: str) -> list[str]:
    return told_in_json(cli("check", *subjects, "--format", "json", cwd=small.root).out)


def ran(cli: Cli, small: Small, *arguments: object) -> Ran:
    found = cli(*arguments, cwd=small.root)
    assert found.code == 0, found.out + found.err
    return found


def units(small: Small) -> list[str]:
    found = merge_period(Workspace(small.root), "6-thang")
    assert found.snapshot is not None, found.findings
    return [unit.name for unit in found.snapshot.units]


def test_nothing_filed_is_to_be_changed_after_a_reorganisation(issued: Small, cli: Cli) -> None:
    reorganise(issued)
    assert told(cli, issued) == []
    assert told(cli, issued, "6-thang") == []
    assert told(cli, issued, HAI) == []


def test_status_shows_the_units_of_then_and_says_what_it_reads(issued: Small, cli: Cli) -> None:
    reorganise(issued)
    said = ran(cli, issued, "status", "6-thang", "--today", "01/12/2026").out
    assert "Phòng Hai" in said
    assert "Phòng Một và Hai" not in said
    assert f"kỳ 6-thang đã ban hành ({REPORT}) nên đọc theo bản lưu của co-quan.yaml và ke-hoach/kh.yaml" in said
    assert "theo_ban_luu: không" in said


def test_a_correction_is_drafted_and_issued_after_a_reorganisation(
    issued: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = merge_period(Workspace(issued.root), "6-thang").snapshot
    reorganise(issued)
    set_clock(monkeypatch, dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    assert merge_period(Workspace(issued.root), "6-thang").snapshot == before
    issued.replace(HAI, "tu_so: 8", "tu_so: 7")
    (line,) = told(cli, issued)
    assert line.startswith(f"{HAI}:1:1 · cảnh báo · tệp · khác bản lưu cùng {REPORT}")
    assert "chép lại luu-tru/2026/05-BC-STN/data/dau-vao/tinh-hinh/kh/6-thang/phong-hai.yaml" in line
    drafted = ran(cli, issued, "draft", "6-thang")
    assert f"đã sửa sau khi ban hành {REPORT}: {HAI}. Đính chính thì" in drafted.err
    text = plain_text((issued.root / "ban-thao/kh-6-thang.docx").read_bytes())
    assert "Người Ký Mẫu" in text
    ran(cli, issued, "issue", "6-thang", "--so", "6", "--ngay", "01/12/2026", *REPLACING)
    kept = everything(issued.root / "luu-tru/2026/06-BC-STN/data/dau-vao")
    was = everything(issued.root / "luu-tru/2026/05-BC-STN/data/dau-vao")
    assert {name for name in was if was[name] != kept[name]} == {HAI}
    for command in (("verify",), ("rebuild", "6"), ("rebuild", "5"), ("diff", "5", "6"), ("show", "6")):
        ran(cli, issued, "archive", *command)
    assert told(cli, issued) == []
    assert "Lưu ý: đã sửa" not in ran(cli, issued, "status", "6-thang").out


def test_what_was_changed_and_is_to_stay_so_is_acknowledged(issued: Small, cli: Cli) -> None:
    path = issued.root / HAI
    text = path.read_text(encoding="utf-8").replace("tu_so: 8", "tu_so: 7", 1)
    path.write_text(
        text + "xac_nhan: [{canh_bao: tinh-hinh/khac-ban-luu, muc: 6-thang, ly_do: chờ đính chính}]\n", "utf-8"
    )
    assert told(cli, issued) == []


def test_an_acknowledgement_of_something_else_leaves_the_change_told(issued: Small, cli: Cli) -> None:
    path = issued.root / HAI
    text = path.read_text(encoding="utf-8").replace("tu_so: 8", "tu_so: 7", 1)
    path.write_text(text + "xac_nhan: [{canh_bao: tinh-hinh/khac-ban-luu, muc: nam, ly_do: đã xem}]\n", "utf-8")
    codes = sorted(line.partition(" · ")[2].partition(" · ")[2] for line in told(cli, issued))
    assert len(codes) == 2
    assert any("khác bản lưu" in code for code in codes)


def test_a_file_that_was_lost_is_read_from_what_is_kept_and_can_be_had_again(issued: Small, cli: Cli) -> None:
    path = issued.root / HAI
    was = path.read_bytes()
    path.unlink()
    reorganise(issued)
    assert units(issued) == ["Văn phòng", "Phòng Một", "Phòng Hai"]
    (line,) = told(cli, issued)
    assert line == (
        f"{HAI}:1:1 · lưu ý · tệp · không còn tệp này; {REPORT} đã ban hành theo nó, nên đọc bản lưu · "
        "tệp mà đơn vị đã gửi · lấy lại bằng lệnh: reportgen forms 6-thang"
    )
    assert (
        f"không còn {HAI}, nên đọc bản lưu. Lấy lại: reportgen forms 6-thang"
        in ran(cli, issued, "draft", "6-thang").err
    )
    ran(cli, issued, "forms", "6-thang")
    assert path.read_bytes() == was
    assert told(cli, issued) == []


def test_words_that_were_lost_are_those_that_are_kept(small: Small, cli: Cli) -> None:
    ready(small, cli)
    ran(cli, small, "consolidate", "6-thang")
    words = small.root / "tong-hop/kh/6-thang.yaml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("  ton-tai:\n", "  ton-tai:\n    tieu_de: Những điều còn lại\n", 1), encoding="utf-8")
    ran(cli, small, "draft", "6-thang")
    ran(cli, small, "issue", "6-thang", *SO_5, "--accept", "chua-tong-hop", "--reason", "đã đọc")
    words.unlink()
    found = merge_period(Workspace(small.root), "6-thang").snapshot
    assert found is not None
    assert [word.heading for word in found.words if word.place == "ton-tai"] == ["Những điều còn lại"]


def test_the_plan_of_today_is_read_where_it_says_so(issued: Small, cli: Cli) -> None:
    issued.replace("ke-hoach/kh.yaml", "Việc của mọi phòng", "Việc của tất cả các phòng")
    assert "Việc của mọi phòng" in (text := plain_text(draft(issued, cli))), text
    issued.replace("ke-hoach/kh.yaml", "nguoi_ky: giam-doc}", "nguoi_ky: giam-doc, theo_ban_luu: không}")
    assert "Việc của tất cả các phòng" in plain_text(draft(issued, cli))
    ran(cli, issued, "issue", "6-thang", "--so", "6", "--ngay", "15/5/2026", *REPLACING)
    kept = (issued.root / "luu-tru/2026/06-BC-STN/data/dau-vao/ke-hoach/kh.yaml").read_bytes()
    assert kept == (issued.root / "ke-hoach/kh.yaml").read_bytes()
    ran(cli, issued, "archive", "rebuild", "6")


def draft(small: Small, cli: Cli) -> bytes:
    path = small.root / json.loads(ran(cli, small, "draft", "6-thang", "--format", "json").out)["tep"]
    return bytes(path.read_bytes())


def gone_from_plan(small: Small) -> None:
    path = small.root / "ke-hoach/kh.yaml"
    text = path.read_text(encoding="utf-8")
    begin, end = text.index("  6-thang:"), text.index("  nam:")
    path.write_text((text[:begin] + text[end:]).replace("ky_truoc: 6-thang, ", ""), encoding="utf-8")


def broken_plan(small: Small) -> None:
    small.write("ke-hoach/kh.yaml", "nam: [\n")


def broken_agency(small: Small) -> None:
    small.replace("co-quan.yaml", "dau_moi: van-phong", "dau_moi: khong-co")


@pytest.mark.parametrize("harm", [gone_from_plan, broken_plan, broken_agency])
def test_what_was_issued_is_read_whatever_became_of_the_files(harm: Any, issued: Small, cli: Cli) -> None:
    harm(issued)
    assert units(issued) == ["Văn phòng", "Phòng Một", "Phòng Hai"]
    for command in (("status", "kh/6-thang"), ("draft", "kh/6-thang"), ("consolidate", "kh/6-thang")):
        ran(cli, issued, *command)
    assert not [line for line in told(cli, issued) if line.startswith(f"{HAI}:")]


def test_a_damaged_bag_keeps_nothing(issued: Small, cli: Cli) -> None:
    path = issued.root / "luu-tru/2026/05-BC-STN/data/dau-vao/co-quan.yaml"
    path.write_bytes(path.read_bytes().replace(b"Ph\xc3\xb2ng Hai", b"Ph\xc3\xb2ng Ba ", 1))
    reorganise(issued)
    assert "«phong-hai» không phải mã đơn vị" in "\n".join(told(cli, issued))


def test_a_damaged_bag_or_register_is_told_where_its_period_is_read_from_the_files_of_now(
    issued: Small, cli: Cli
) -> None:
    place = "luu-tru/2026/05-BC-STN/data/dau-vao/co-quan.yaml"
    path = issued.root / place
    path.write_bytes(path.read_bytes().replace(b"Ph\xc3\xb2ng Hai", b"Ph\xc3\xb2ng Ba ", 1))
    issued.replace("co-quan.yaml", "Người Ký Mẫu", "Người Ký Sau")
    said = f"bản lưu của {REPORT} hỏng ("
    then = "nên kỳ 6-thang đọc theo tệp hiện nay"
    for command in ("draft", "status"):
        ran_out = ran(cli, issued, command, "6-thang")
        words = " ".join((ran_out.out + ran_out.err).split())
        assert said in words
        assert f"{then}; chạy reportgen archive verify" in words
    lines = [line for line in told(cli, issued) if said in line]
    assert len(lines) == 1
    assert lines[0].startswith("ke-hoach/kh.yaml:")
    assert then in lines[0]
    assert "lưu ý" in lines[0]
    assert cli("check", "--strict", cwd=issued.root).code == 0
    register = next((issued.root / "luu-tru/2026").glob("*.jsonl"))
    register.write_text(register.read_text(encoding="utf-8").replace('"05', '"06', 1).replace(":5,", ":6,", 1), "utf-8")
    assert "sổ đăng ký văn bản đi có chỗ hỏng (" in "\n".join(told(cli, issued))
    issued.replace("ke-hoach/kh.yaml", "6-thang: {", "6-thang: {theo_ban_luu: không, ")
    assert "nên kỳ 6-thang" not in "\n".join(told(cli, issued))


def test_another_period_is_read_with_the_units_of_today(issued: Small, cli: Cli) -> None:
    reorganise(issued)
    year = merge_period(Workspace(issued.root), "nam").snapshot
    assert year is not None
    assert [unit.name for unit in year.units] == ["Văn phòng", "Phòng Một và Hai"]
    assert year.previous_issued is not None
    ran(cli, issued, "forms", "nam")
    forms = issued.root / "tinh-hinh/kh/nam"
    assert sorted(path.stem for path in forms.glob("*.yaml")) == ["phong-mot", "van-phong"]


def test_what_was_filed_is_not_written_properly_after_it_was_issued(small: Small, cli: Cli) -> None:
    ready(small, cli)
    small.replace(HAI, "trang_thai: dang-thuc-hien", "trang_thai: Đang thực hiện")
    ran(cli, small, "draft", "6-thang")
    ran(cli, small, "issue", "6-thang", *SO_5)
    was = (small.root / HAI).read_bytes()
    said = ran(cli, small, "check", "--fix").out
    assert (small.root / HAI).read_bytes() == was
    assert "Đang thực hiện" not in said


def test_a_signer_who_has_left_by_the_date_is_an_objection(
    issued: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued.replace(
        "co-quan.yaml",
        "ho_ten: Người Ký Mẫu}",
        "ho_ten: Người Ký Mẫu, den_ngay: 30/6/2026}\n"
        "  moi: {chuc_vu: Giám đốc, ho_ten: Người Ký Sau, tu_ngay: 01/7/2026}",
    )
    issued.replace(HAI, "tu_so: 8", "tu_so: 7")
    set_clock(monkeypatch, dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    ran(cli, issued, "draft", "6-thang")
    found = cli("issue", "6-thang", "--so", "6", "--ngay", "01/12/2026", *REPLACING, cwd=issued.root)
    assert found.code == 1
    assert (
        "nguoi-ky-thoi-chuc: văn bản ghi Giám đốc Người Ký Mẫu ký, người ấy giữ chức vụ đến hết 30/6/2026" in found.out
    )
    again = cli("issue", "6-thang", "--so", "6", "--ngay", "30/6/2026", *REPLACING, cwd=issued.root)
    assert "nguoi-ky-thoi-chuc" not in again.out


def test_letters_are_signed_by_who_is_in_office_today(issued: Small, cli: Cli) -> None:
    issued.replace(
        "co-quan.yaml",
        "ho_ten: Người Ký Mẫu}",
        "ho_ten: Người Ký Mẫu}\n"
        "  cu: {thua_lenh: Giám đốc, chuc_vu: Chánh Văn phòng, ho_ten: Người Cũ, den_ngay: 30/6/2026}\n"
        "  moi: {thua_lenh: Giám đốc, chuc_vu: Chánh Văn phòng, ho_ten: Người Mới, tu_ngay: 01/7/2026}",
    )
    ran(cli, issued, "remind", "nam", "--today", "01/11/2026")
    (path,) = (issued.root / "ban-thao").glob("don-doc-*.docx")
    text = plain_text(path.read_bytes())
    assert "Người Mới" in text
    assert "Người Cũ" not in text
