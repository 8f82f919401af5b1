"""``check --reply``: a text for an e-mail to each unit, in the words of its form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.checks import CHECKS
from reportgen.checks.base import Check
from reportgen.checks.doi_chieu import CHANGED_SINCE
from reportgen.finding import Position
from reportgen.model.fields import keys_of
from reportgen.model.status import TargetStatus, TaskStatus, UnitStatus
from reportgen.pipeline.plain_words import said_in_words
from tests.conftest import Small
from tests.docx_text import edited
from tests.wordforms import filled_in

Cli = Callable[..., Any]
FIGURES = "chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10}\n"
DONE = "  I.1: {trang_thai: dang-thuc-hien, ket_qua: Đã làm.}\n"
LETTER = """\
------------------------------------------------------------------------
Gửi: Phòng Một
Về: báo cáo 6 tháng đầu năm 2026, tệp phong-mot.yaml

Văn phòng đã nhận tệp phong-mot.yaml. Đề nghị đơn vị xem lại 3 chỗ sau:

Phải sửa, nếu không thì báo cáo của đơn vị chưa dùng được:
1. Chỉ tiêu CT1 (Tỷ lệ thử), Số đạt (tử số): tử số 12 lớn hơn mẫu số 10. Xem có đổi chỗ hai số không. (dòng 6)
2. Nhiệm vụ I.2 (Việc của Phòng Một), Ngày hoàn thành, khi đã hoàn thành: «Hoàn thành» mà chưa ghi ngày hoàn thành. Điền «Ngày hoàn thành, khi đã hoàn thành». (dòng 9)

Nên xem lại; đúng như vậy thì trả lời, nêu lý do:
3. Nhiệm vụ I.1 (Việc của mọi phòng), Tiến độ, phần trăm: «Đang thực hiện» mà «Tiến độ, phần trăm» là 100. Có phải là «Hoàn thành»? (dòng 8)

Cách sửa: mở trang biểu (tệp .html), bấm «Mở tệp YAML», chọn tệp đã gửi, sửa, bấm «Lưu tệp YAML»;
hoặc sửa thẳng trong tệp bằng Notepad theo số dòng. Gửi lại phong-mot.yaml cho Văn phòng (hạn: trước 10/5/2026).

------------------------------------------------------------------------
1 đơn vị cần xem lại: chép từng phần trên vào thư gửi đơn vị ấy.
"""


def fine(small: Small) -> None:
    both = "  II.1: {trang_thai: dang-thuc-hien, ket_qua: Đang làm.}\n"
    small.status("van-phong", f"{FIGURES}nhiem_vu:\n{DONE}")
    small.status("phong-hai", f"{FIGURES}nhiem_vu:\n{DONE}{both}")


def test_each_unit_is_told_what_to_look_at_in_words(small: Small, cli: Cli) -> None:
    fine(small)
    rows = "  I.1: {trang_thai: dang-thuc-hien, tien_do: 100}\n  I.2: {trang_thai: hoan-thanh}\n"
    both = "  II.1: {trang_thai: dang-thuc-hien, ket_qua: Đang làm.}\n"
    small.status("phong-mot", f"chi_tieu:\n  CT1: {{tu_so: 12, mau_so: 10}}\nnhiem_vu:\n{rows}{both}")
    ran = cli("check", "6-thang", "--reply", cwd=small.root)
    assert ran.out == LETTER
    assert ran.code == 1


def test_a_file_without_its_date_must_be_sent_again(small: Small, cli: Cli) -> None:
    fine(small)
    small.status("phong-mot", f"{FIGURES}nhiem_vu:\n{DONE}", sent="")
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert "Phải sửa, nếu không thì báo cáo của đơn vị chưa dùng được:\n1. Ngày lập: " in out
    assert "Nên xem lại" not in out


def test_a_file_that_cannot_be_read_is_told_too(small: Small, cli: Cli) -> None:
    fine(small)
    small.write("tinh-hinh/kh/6-thang/phong-mot.yaml", "PK\x03\x04").write_bytes(b"PK\x03\x04 docx")
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert "Gửi: Phòng Một\n" in out
    assert "1. Tệp phong-mot.yaml: " in out


def test_nothing_to_send_back(small: Small, cli: Cli) -> None:
    fine(small)
    assert cli("check", "6-thang", "--reply", cwd=small.root).out == "Không có tệp nào phải gửi lại đơn vị.\n"


def test_no_unit_is_blamed_for_the_plan(small: Small, cli: Cli) -> None:
    fine(small)
    small.status("phong-mot", f"{FIGURES}nhiem_vu:\n{DONE}")
    small.replace("ke-hoach/kh.yaml", "{ma: I.1, noi_dung: Việc của mọi phòng,", "{ma: I.1, noi_dung: ,")
    for subject in ("6-thang", "tinh-hinh/kh/6-thang/phong-mot.yaml"):
        ran = cli("check", subject, "--reply", cwd=small.root)
        assert (ran.code, ran.out) == (1, "")
        assert "lỗi" in ran.err
        assert "Xem và sửa" in ran.err


@pytest.mark.parametrize("other", [("--watch",), ("--format", "json")])
def test_it_stands_alone(small: Small, cli: Cli, other: tuple[str, ...]) -> None:
    ran = cli("check", "6-thang", "--reply", *other, cwd=small.root)
    assert ran.code == 2
    assert "--reply in lời nhắn để chép vào thư" in ran.err


FOLDER = "tinh-hinh/kh/6-thang"
STATE = ("nhiem_vu", "I.2", "trang_thai")
SENT, RESULT = ("ngay_lap",), ("nhiem_vu", "I.1", "ket_qua")


def sent_in_word(small: Small, cli: Cli, values: dict[tuple[str | int, ...], str], name: str) -> None:
    """Put the form of phong-mot as it came back where its YAML has nothing yet."""
    fine(small)
    assert cli("forms", "6-thang", "--docx", cwd=small.root).code == 0
    form = small.root / FOLDER / "phong-mot.docx"
    content = filled_in(form.read_bytes(), values)
    form.unlink()
    (small.root / FOLDER / name).write_bytes(content)


def test_a_form_in_word_is_the_office_s_to_read_and_its_faults_are_the_unit_s(small: Small, cli: Cli) -> None:
    sent_in_word(small, cli, {SENT: "08/5/2026", STATE: "chưa xong", RESULT: "Đã làm."}, "bao cao (1).docx")
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    letter, own = out.split("Cơ quan tự làm, không gửi đơn vị:\n")
    assert letter.count("Gửi: ") == letter.count("Gửi: Phòng Một\n") == 1
    assert ", bảng " in letter
    assert "dòng " in letter
    assert "cột «" in letter
    assert "«chưa xong»" in letter
    assert "Sửa trong tệp Word rồi gửi lại." in letter
    assert "Cách sửa: sửa trong tệp Word bao cao (1).docx rồi gửi lại cho Văn phòng (hạn: trước 10/5/2026)." in letter
    assert not any(word in letter for word in ("reportgen", "--read", "Notepad", ".html", "YAML"))
    assert own.startswith(f"- {FOLDER}/bao cao (1).docx: biểu Word đã điền")
    assert "Chạy: reportgen forms kh/6-thang --read" in own


def test_a_form_in_word_without_faults_gets_no_letter(small: Small, cli: Cli) -> None:
    sent_in_word(small, cli, {SENT: "08/5/2026", RESULT: "Đã làm."}, "phong-mot.docx")
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert out.startswith("Không có tệp nào phải gửi lại đơn vị.\nCơ quan tự làm, không gửi đơn vị:\n- ")


def test_who_sent_word_is_told_to_mend_it_in_word(small: Small, cli: Cli) -> None:
    sent_in_word(small, cli, {SENT: "08/5/2026", STATE: "hoan-thanh"}, "phong-mot.docx")
    assert cli("forms", "6-thang", "--read", cwd=small.root).code == 0
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert "Nhiệm vụ I.2 (Việc của Phòng Một), Ngày hoàn thành, khi đã hoàn thành" in out
    assert "Cách sửa: sửa trong tệp Word phong-mot.docx rồi gửi lại" in out
    assert "Notepad" not in out
    assert "(dòng " not in out


NO_DAY, NO_RATE = ("nhiem_vu", "I.2", "ngay_hoan_thanh"), ("nhiem_vu", "I.1", "tien_do")


def test_a_fault_of_a_form_in_word_is_told_once_by_its_cell_and_names_no_file_that_was_not_sent(
    small: Small, cli: Cli
) -> None:
    values: dict[tuple[str | int, ...], str] = {
        SENT: "hôm qua",
        STATE: "Hoàn thành",
        NO_DAY: "31/02/2026",
        NO_RATE: "60",
    }
    sent_in_word(small, cli, values, "phong-mot.docx")
    read = cli("forms", "6-thang", "--read", cwd=small.root).out
    assert "bảng 2, dòng 6, cột «Ngày lập biểu», Ngày lập" in read
    assert read.count("hôm qua") == read.count("31/02/2026") == 1
    letter = cli("check", "6-thang", "--reply", cwd=small.root).out.partition("Cơ quan tự làm")[0]
    assert "Văn phòng đã nhận tệp phong-mot.docx. Đề nghị đơn vị xem lại 3 chỗ sau" in letter
    assert letter.count("Ngày lập biểu") == letter.count("(I.2: Ngày hoàn thành") == 1
    assert "chưa ghi" not in letter
    assert ".yaml" not in letter
    cell = "bảng 4, dòng 3, cột «Trạng thái»"
    assert f"{TASK}, Trạng thái của nhiệm vụ (mục «II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ», {cell}): để trống" in letter


def test_several_copies_of_one_form_repeat_nothing(small: Small, cli: Cli) -> None:
    sent_in_word(small, cli, {SENT: "hôm qua", NO_RATE: "cao"}, "phong-mot.docx")
    form = small.root / FOLDER / "phong-mot.docx"
    (small.root / FOLDER / "phong-mot (1).docx").write_bytes(filled_in(form.read_bytes(), {NO_RATE: "rất cao"}))
    letter = cli("check", "6-thang", "--reply", cwd=small.root).out.partition("Cơ quan tự làm")[0]
    assert "xem lại 3 chỗ sau" in letter
    assert letter.count("«hôm qua»") == 1
    assert "Tệp phong-mot.docx, mục «II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ», bảng 4, dòng 3, cột «Tiến độ, %» (I.1" in letter
    assert "Tệp phong-mot (1).docx, mục " in letter
    assert "sửa trong một tệp Word (phong-mot (1).docx, phong-mot.docx) rồi gửi lại một tệp ấy cho Văn phòng" in letter


def test_one_unit_gets_one_letter_and_sends_a_form_for_a_scan(small: Small, cli: Cli) -> None:
    fine(small)
    small.status("phong-mot", f"{FIGURES}nhiem_vu:\n{DONE}", sent="")
    for name in ("phong-mot (1).pdf", "Phòng Một_ký.jpg", "quet.pdf", "phong-hai.yaml.txt"):
        small.write(f"{FOLDER}/{name}", "x")
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    letter, own = out.split("Cơ quan tự làm, không gửi đơn vị:\n")
    assert letter.count("Gửi: ") == letter.count("Gửi: Phòng Một\n") == 1
    again = (
        "Điền biểu Word rồi gửi lại chính tệp Word ấy; hoặc điền trang biểu (.html), bấm «Lưu tệp YAML», gửi tệp .yaml"
    )
    assert letter.count(again) == 2  # a page carries nothing of what was typed into it
    assert "1 đơn vị cần xem lại" in letter
    assert "reportgen" not in letter
    assert f"- {FOLDER}/quet.pdf: đây là tệp PDF" in own
    assert f"- {FOLDER}/phong-hai.yaml.txt: tệp này không được đọc" in own


def test_a_form_saved_as_another_kind_and_a_page_are_asked_for_as_what_they_must_be(small: Small, cli: Cli) -> None:
    fine(small)
    small.write(f"{FOLDER}/phong-mot.rtf", "x")
    small.write(f"{FOLDER}/phong-mot (1).html", '<meta name="generator" content="reportgen forms">')
    letter = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert (
        "Tệp phong-mot.rtf: tệp dạng .rtf không được đọc. Mở bằng Word, Lưu thành (Save As) Word Document (*.docx)"
        in letter
    )
    assert (
        "chữ đã điền không nằm trong trang. Mở lại trang trên máy đã điền, bấm «Dùng tiếp bản ấy» nếu trang hỏi"
        in letter
    )


def test_a_scan_alone(small: Small, cli: Cli) -> None:
    fine(small)
    small.write(f"{FOLDER}/phong-mot.pdf", "x")
    out = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert "Gửi: Phòng Một\n" in out
    assert "\nGửi lại cho Văn phòng (hạn: trước 10/5/2026).\n" in out
    assert "Notepad" not in out


def test_a_unit_that_changed_the_plan_in_its_form_is_told_whom_to_ask(small: Small, cli: Cli) -> None:
    sent_in_word(small, cli, {SENT: "08/5/2026", RESULT: "Đã làm."}, "phong-mot.docx")
    word = small.root / FOLDER / "phong-mot.docx"
    word.write_bytes(edited(word.read_bytes(), lambda part: part.replace("Việc của Phòng Một", "Việc khác", 1)))
    letter = cli("check", "6-thang", "--reply", cwd=small.root).out.partition("Cơ quan tự làm")[0]
    assert "cột «Nhiệm vụ, thời hạn» (I.2): lúc tạo biểu: «Việc của Phòng Một»; nay trong Word: «Việc khác»." in letter
    assert "cần đổi thì đề nghị Văn phòng sửa kế hoạch." in letter
    assert "Phải sửa" not in letter
    assert not any(word in letter for word in ("reportgen", "YAML", ".yaml"))


# --- in the words of the form ----------------------------------------------------------------------


def told_of(small: Small, cli: Cli, body: str) -> str:
    """Return the letter about one unit's file with ``body`` below its head."""
    fine(small)
    small.status("phong-mot", body)
    return str(cli("check", "6-thang", "--reply", cwd=small.root).out)


TASK, TARGET = "Nhiệm vụ I.1 (Việc của mọi phòng)", "Chỉ tiêu CT1 (Tỷ lệ thử)"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("chi_tieu:\n  CT1: {tu_so: 9, mau_so: 10, uoc: {tu_so: 12, mau_so: 11}}\n", f"{TARGET}, Ước đến hết kỳ báo cáo, Ước số đạt đến hết kỳ: tử số 12"),
        ("chi_tieu:\n  CT1:\n    uoc:\n      tu_so: 9x\n", f"{TARGET}, Ước đến hết kỳ báo cáo, Ước số đạt đến hết kỳ: «9x»"),
        ("nhiem_vu:\n  I.1:\n    van_ban:\n      - Kế hoạch số 1\n      - …\n", f"{TASK}, Văn bản đã ban hành, tham mưu, mục 2: «…»"),
        ("nhiem_vu:\n  I.1:\n    kien_nghi:\n      - {gui: Sở, noi_dung: a}\n      - {gui: Sở}\n", f"{TASK}, Kiến nghị, đề xuất, mục 2: thiếu mục noi_dung (nội dung kiến nghị, đề xuất)"),
        ("nhiem_vu:\n  I.1:\n    ky: {quy-1: {ngay_hoan_thanh: mai}}\n", f"{TASK}, kỳ quy-1, Ngày xong việc của kỳ ấy: «mai»"),
        ("chung:\n  kien_nghi:\n    - {noi_dung: …}\n", "Nội dung chung của đơn vị, Kiến nghị, đề xuất chung, mục 1: noi_dung để trống. Ghi nội dung kiến nghị, đề xuất"),
        ("phat_sinh:\n  - {noi_dung: Việc thêm}\n  - {noi_dung: Việc nữa, van_ban: [….]}\n", "Việc phát sinh thứ 2, Văn bản đã ban hành, tham mưu, mục 1: "),
        ("nhiem_vu:\n  I.1:\n    trang thai: xong\n", f"{TASK}, mục «trang thai»: không có mục này"),
        ("nhiem_vu:\n  I.1:\n    ket_qua: \"Đã họp\n    tien_do: 5\n", f"{TASK}, cách viết: "),
        ("nhiem_vu:\n  III.9: {trang_thai: hoan-thanh}\n", "Nhiệm vụ III.9: kế hoạch không có"),
        ("", f"{TASK}: chưa báo cáo nhiệm vụ I.1"),
    ],
)  # fmt: skip
def test_a_fault_deep_in_a_row_names_the_row_and_the_field_as_the_form_does(
    small: Small, cli: Cli, body: str, where: str
) -> None:
    letter = told_of(small, cli, body)
    assert f". {where}" in letter, letter


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_what_is_said_of_contents_needs_no_knowledge_of_keys_or_commands(check: Check) -> None:
    keys = {key.name for record in (UnitStatus, TargetStatus, TaskStatus) for key in keys_of(record) if "_" in key.name}
    typing = ("yaml/", "khoa/", "tep/", "gia-tri/", "ke-hoach/", "co-quan/", "ky-bao-cao/", "thoi-han/", "tong-hop/")
    for fault in check.faults if not check.code.startswith(typing) else ():
        if fault.code == CHANGED_SINCE.code:
            continue  # the office's own business
        finding = fault.finding(
            "tinh-hinh/kh/6-thang/a.yaml", Position(1, 1), (fault.found, fault.required, fault.advice)
        )
        said = " ".join(said_in_words(finding, "Văn phòng"))
        bare = re.sub(r"«[^»]*»|\{[^}]*\}", "", said)
        assert not {word for word in re.findall(r"[\w-]+", bare) if word in keys or word in STATES}, said
        assert "reportgen" not in said


STATES = {"chua-thuc-hien", "dang-thuc-hien", "hoan-thanh", "chua-dat"}


def test_what_the_office_does_itself_is_in_no_letter(small: Small, cli: Cli) -> None:
    fine(small)
    small.write(f"{FOLDER}/phong-mot.yaml", "# ghi chú\n")
    letter = cli("check", "6-thang", "--reply", cwd=small.root).out
    assert "Đề nghị Văn phòng gửi lại biểu" in letter
    assert "reportgen" not in letter
