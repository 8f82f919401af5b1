"""What no file, name or terminal may do: crash the program, hang it, lose a text, write where it should not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.errors import CannotRun
from tests.conftest import Ran, Small
from tests.places import ROOT
from tests.small import DONE, GOING, fill

Cli = Callable[..., Ran]
STATUS = "tinh-hinh/kh/6-thang/phong-hai.yaml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ngay_lap: 08/5/2026", "ngay_lap: 31/4/2026"),
        ("ngay_lap: 08/5/2026", "ngay_lap: [08/5/2026]"),
        ("ngay_lap: 08/5/2026", "ngày_lập: 08/5/2026"),
        ("tu_so: 8", "tu_so: 1" + "0" * 40),
        ("ket_qua: Đang làm.", "ket_qua: !Đang làm."),
        ("ket_qua: Đang làm.", "ket_qua: &chu_y Đang làm."),
        ("ket_qua: Đang làm.", "ket_qua: Làm hồ sơ #12 xong"),
        ("ket_qua: Đang làm.", 'ket_qua: "' + "á" * 60_000 + '"'),
        ("ket_qua: Đang làm.", "ket_qua: e" + "\u0323\u0301" * 30_000),
        ("ket_qua: Đang làm.", "ket_qua: trên\u2028dưới"),
    ],
)
def test_a_report_with_such_a_file_is_refused_and_nothing_written(small: Small, cli: Cli, old: str, new: str) -> None:
    fill(small)
    small.replace(STATUS, old, new)
    begun = time.process_time()
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert STATUS in ran.err
    assert not (small.root / "ban-thao").exists()
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ke-hoach/kh.yaml", "trước 10/5/2026", "trước năm 0001"),
        ("ke-hoach/kh.yaml", "toi_thieu: 80", "toi_thieu: 8" + "0" * 40),
        ("ke-hoach/kh.yaml", "  nam: {ten", "  " + "n" * 300 + ": {ten"),
        ("ke-hoach/kh.yaml", "  nam: {ten", "  ..: {ten"),
        ("ke-hoach/kh.yaml", "mau: bao-cao-nam", "mau: " + "m" * 300),
        ("ke-hoach/kh.yaml", "mau: bao-cao-nam", "mau: ../templates/bao-cao-nam"),
        ("ke-hoach/kh.yaml", "chu_tri: [phong-mot]", "chu_tri: []"),
        ("ke-hoach/kh.yaml", "ma: I.2", "ma: '- x'"),
        ("co-quan.yaml", "phong-hai: {ten", "../../ngoai: {ten"),
        ("co-quan.yaml", "phong-hai: {ten", "/tmp/ngoai: {ten"),
        ("co-quan.yaml", "Các phòng thuộc Sở", "Phòng Một"),
    ],
)
def test_a_plan_or_agency_like_this_is_an_error_and_no_form_is_written(
    small: Small, cli: Cli, file: str, old: str, new: str
) -> None:
    small.replace(file, old, new)
    ran = cli("check", cwd=small.root)
    assert ran.code == 1
    assert file in ran.out
    refused = cli("forms", "6-thang", cwd=small.root)
    assert refused.code in (1, 2)
    assert not (small.root / "tinh-hinh").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "x" * 300),
        ("draft", "x" * 5_000),
        ("draft", "6-thang", "-o", "x" * 300 + ".docx"),
        ("draft", "6-thang", "-o", ""),
        ("draft", "6-thang", "-o", "bao-cao.pdf"),
        ("draft", "6-thang", "-o", "co-quan.yaml"),
        ("draft", "../6-thang"),
        ("draft", "//"),
        ("forms", "6-thang", "--unit", "tat-ca"),
    ],
)
def test_odd_names_are_answered_in_vietnamese(small: Small, cli: Cli, arguments: tuple[str, ...]) -> None:
    fill(small)
    ran = cli(*arguments, cwd=small.root)
    assert ran.code == 2
    assert ran.err.startswith("Không thực hiện được: ")
    assert "Traceback" not in ran.err


def test_a_file_cannot_pass_when_the_plan_it_belongs_to_is_beyond_use(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: [\n")
    ran = cli("check", small.root / STATUS, cwd=small.root)
    assert ran.code == 1
    assert "ke-hoach/kh.yaml" in ran.out


def test_a_plan_with_another_ending_is_not_called_clean(small: Small, cli: Cli) -> None:
    small.write("ke-hoach/kh.txt", "rác: [")
    assert cli("check", "ke-hoach/kh.txt", cwd=small.root).code == 1
    assert "ke-hoach/kh.txt:1:1: lưu ý: tệp: tệp này không được đọc" in cli("check", cwd=small.root).out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_links_in_circles_pipes_and_folders_are_findings(small: Small, cli: Cli) -> None:
    fill(small)
    folder = small.root / "tinh-hinh/kh/6-thang"
    (folder / "vong.yaml").symlink_to("vong.yaml")
    os.mkfifo(folder / "ong.yaml")
    (folder / "muc.yaml").mkdir()
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    places = [line.split(": ")[0].split("/")[-1] for line in ran.out.splitlines() if ": lỗi: " in line]
    assert places == [
        "muc.yaml:1:1",
        "ong.yaml:1:1",
        "vong.yaml:1:1",
    ]


def test_a_huge_number_of_faults_is_cut_short(small: Small, cli: Cli) -> None:
    fill(small)
    small.status("phong-hai", "nhiem_vu:\n" + "".join(f"  X.{i}: {GOING}\n" for i in range(5_000)))
    begun = time.process_time()
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert ran.out.count(": lỗi: ") < 300
    assert "còn lỗi khác chưa nêu" in ran.out
    assert time.process_time() - begun < 10


def test_a_huge_number_of_unreadable_values_is_cut_short(small: Small, cli: Cli) -> None:
    fill(small)
    small.status("phong-hai", "nhiem_vu:\n" + "".join(f"  X.{i}: {{tien_do: xog}}\n" for i in range(5_000)))
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert ran.out.count(": lỗi: ") < 300
    assert ran.out.count("còn lỗi khác chưa nêu") == 1


@pytest.mark.parametrize("name", ["kế hoạch: năm 2026", "kh #2", "- kh", "2026", '"kh"'])
@pytest.mark.skipif(os.name == "nt", reason="Windows allows neither colon nor quotation mark in a name")
def test_a_form_can_be_read_whatever_its_plan_is_called(name: str, small: Small, cli: Cli) -> None:
    (small.root / "ke-hoach" / "kh.yaml").rename(small.root / "ke-hoach" / f"{name}.yaml")
    assert cli("forms", "--", f"{name}/6-thang", cwd=small.root).code == 0
    ran = cli("check", f"tinh-hinh/{name}/6-thang/phong-hai.yaml", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")


def test_a_carried_result_comes_through_three_periods(small: Small, cli: Cli) -> None:
    small.replace(
        "ke-hoach/kh.yaml",
        "kinh_gui:",
        "  hai-nam: {ten: hai năm, mau: bao-cao-nam, ky_truoc: nam, tu_ngay: 01/01/2026, den_ngay: 31/12/2026,\n"
        "            han_don_vi: 05/01/2027, han_tong_hop: 06/01/2027, nguoi_ky: giam-doc}\nkinh_gui:",
    )
    fill(small)
    carried = "{trang_thai: dang-thuc-hien, tien_do: 50, nhu_ky_truoc: có}"
    for period, sent in (("nam", "05/11/2026"), ("hai-nam", "02/01/2027")):
        small.status("phong-mot", f"nhiem_vu:\n  I.1: {carried}\n  I.2: {DONE}\n  II.1: {carried}\n", period, sent)
    assert cli("draft", "hai-nam", "-o", "ra.docx", cwd=small.root).code == 0
    with zipfile.ZipFile(small.root / "ra.docx") as package:
        text = package.read("word/document.xml").decode()
    assert "đang làm (kết quả 6 tháng đầu năm 2026, báo cáo ngày 08/5/2026)" in text.lower()


def test_an_extension_granted_later_does_not_change_an_earlier_report(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", DONE, GOING)
    extension = "thoi_han: tháng 3/2026, gia_han: [{den: 30/9/2026, tu_ngay: 15/7/2026}]"
    small.replace("ke-hoach/kh.yaml", "thoi_han: tháng 3/2026", extension)
    ran = cli("draft", "6-thang", cwd=small.root)
    assert "1  đang thực hiện quá hạn" in ran.out


def program(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportgen", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C", "PYTHONIOENCODING": "ascii"}
    given = {"capture_output": True, "text": True, "encoding": "utf-8", "env": environment, **options}
    return subprocess.run(command, check=False, **given)  # type: ignore[call-overload, no-any-return]


def test_a_full_terminal_and_a_vanished_folder_are_no_tracebacks(small: Small, tmp_path: Path) -> None:
    fill(small)
    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            ran = program("-C", small.root, "check", capture_output=False, stdout=full, stderr=subprocess.PIPE)
        assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os, shutil; os.chdir({str(gone)!r}); shutil.rmtree({str(gone)!r}); from reportgen.cli import main; "
    ran = subprocess.run(
        [sys.executable, "-c", code + f"main(['-C', {str(small.root)!r}, 'check'])"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)


def test_accents_reach_an_ascii_terminal(small: Small) -> None:
    fill(small)
    assert "Đã kiểm tra" in program("-C", small.root, "check").stdout


def test_a_fault_of_the_program_itself_is_a_message(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("reportgen.pipeline.check.check", fail)
    ran = cli("check", cwd=small.root)
    assert ran.code == 2
    assert "Chương trình gặp lỗi ngoài dự kiến (ZeroDivisionError: a bug). Không tệp nào bị ghi dở" in ran.err


def test_a_fault_amid_writing_does_not_say_that_nothing_was_written(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("reportgen.pipeline.forms._write_schema", fail)
    ran = cli("forms", "6-thang", cwd=small.root)
    assert ran.code == 2
    assert "tệp nào lệnh này đã kịp ghi thì là bản mới, các tệp khác giữ nguyên" in ran.err
    assert (small.root / STATUS).is_file()


def test_a_draft_is_announced_even_when_its_pdf_fails(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise CannotRun("LibreOffice không chuyển được.")

    monkeypatch.setattr("reportgen.pdf.converter", lambda: "soffice")
    monkeypatch.setattr("reportgen.pdf.convert", fail)
    fill(small)
    ran = cli("draft", "6-thang", "--pdf", cwd=small.root)
    assert ran.code == 2
    assert ran.out.startswith("Bản thảo: ")
    assert "LibreOffice không chuyển được." in ran.err


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_workspace_is_refused_and_one_within_is_read(small: Small, cli: Cli, tmp_path: Path) -> None:
    fill(small)
    outside = tmp_path / "ngoai.yaml"
    (small.root / STATUS).rename(outside)
    (small.root / STATUS).symlink_to(outside)
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert f"{STATUS}:1:1: lỗi: tệp: đường dẫn tắt trỏ ra ngoài thư mục cơ quan" in ran.out
    (small.root / STATUS).unlink()
    inside = small.root / "tinh-hinh/kh/goc.yml"
    outside.rename(inside)
    (small.root / STATUS).symlink_to(inside)
    assert cli("check", STATUS, cwd=small.root).code == 0


def test_a_workspace_behind_a_link_is_read(small: Small, cli: Cli, tmp_path: Path) -> None:
    fill(small)
    link = tmp_path / "duong-tat"
    link.symlink_to(small.root, target_is_directory=True)
    assert cli("-C", link, "check").code == 0
    assert cli("check", STATUS, cwd=link).code == 0


def test_a_pattern_in_place_of_a_name_is_no_fault_of_the_program(small: Small, cli: Cli) -> None:
    fill(small)
    ran = cli("check", "**.yaml", cwd=small.root)
    assert (ran.code, ran.err) == (2, "Không thực hiện được: Không có tệp **.yaml.\n")
