"""What offices of every sort type into plans and forms: read as it is meant, or told as what it is, at its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.compose.answers import says_nothing
from reportgen.model.agency import Agency, Unit
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.kinds import Verdict
from tests.conftest import PLAN, Ran, Small
from tests.docx_text import plain_text

Cli = Callable[..., Ran]


# --- reports ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "verdict"), [(0, Verdict.MET), (1, Verdict.MISSED), (Decimal("0.1"), Verdict.MISSED)]
)
def test_what_may_not_happen_at_all_is_missed_when_it_does(value: Decimal, verdict: Verdict) -> None:
    goal = Goal(exactly=Decimal(0), measure="vụ")
    assert goal.kind.judge(value, *goal.bounds) is verdict


@pytest.mark.parametrize(
    ("counted", "told", "behind"),
    [
        (1, "chưa đạt mức giao: tai nạn lao động là 1 vụ, mức giao 0 vụ", "tai nạn lao động cao hơn mức giao 1 vụ"),
        (0, "đạt mức giao: tai nạn lao động là 0 vụ", ""),
    ],
)
def test_an_accident_is_never_told_as_more_than_was_asked(
    counted: int, told: str, behind: str, small: Small, cli: Cli
) -> None:
    small.replace(
        "ke-hoach/kh.yaml",
        "chi_tieu:\n",
        "chi_tieu:\n  CT9: {ten: Tai nạn lao động, muc: 0 vụ, thuc_hien: [phong-mot]}\n",
    )
    small.status("phong-mot", f"chi_tieu:\n  CT9: {{tu_so: {counted}}}\n")
    assert cli("-C", small.root, "draft", "6-thang", "-o", small.root / "b.docx").code == 0
    text = plain_text((small.root / "b.docx").read_bytes())
    assert told in text
    assert behind in text
    assert "vượt" not in text


def test_an_accident_is_missed_before_the_year_is_over(small: Small, cli: Cli) -> None:
    target = "chi_tieu:\n  CT9: {ten: Tai nạn lao động, muc: 0 vụ, luy_ke: có, thuc_hien: [phong-mot]}\n"
    small.replace("ke-hoach/kh.yaml", "chi_tieu:\n", target)
    small.status("phong-mot", "chi_tieu:\n  CT9: {tu_so: 1}\n")
    assert cli("-C", small.root, "draft", "6-thang", "-o", small.root / "b.docx").code == 0
    assert "chưa đạt mức giao: tai nạn lao động là 1 vụ, mức giao 0 vụ" in plain_text(
        (small.root / "b.docx").read_bytes()
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Không", "không.", "Không có.", "Không phát sinh", "Chưa có", "Không có tồn tại.", "Không có hạn chế"),
        *("Không có khó khăn, vướng mắc", "Không có khó khăn vướng mắc.", "Không gặp khó khăn gì", "Không vướng mắc"),
        *("Trong kỳ không có tồn tại, hạn chế", "Đến nay, không phát sinh vấn đề gì.", "Không có kiến nghị, đề xuất"),
        *("Không kiến nghị", "Chưa phát sinh khó khăn/vướng mắc", "Không có nội dung đề xuất, kiến nghị"),
    ],
)
def test_an_answer_that_there_is_nothing_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Không có kinh phí", "Không đủ biên chế", "Chưa có hướng dẫn của cấp trên", "Không hạn chế số lượng hồ sơ"),
        *("Có khó khăn, vướng mắc", "Tồn tại, hạn chế", "Chưa thực hiện", "Không có khó khăn lớn, chỉ thiếu kinh phí"),
        *("Không có mặt bằng", "Chưa có vốn", "", "Khó khăn", "Hiện nay"),
    ],
)
def test_what_is_lacking_is_told(text: str) -> None:
    assert not says_nothing(text)


# --- slips of syntax ----------------------------------------------------------------------------

TASK = """\
          - ma: II.2
            noi_dung: Việc hai
            chu_tri: [phong-mot]
            thoi_han: năm 2026
          - ma: II.3
            noi_dung: Việc ba
            chu_tri: [phong-mot]
            thoi_han: 31/4/2026
"""
NO_SUCH_DAY = "33: II.3 thoi_han: thời hạn «31/4/2026»: tháng 4/2026 không có ngày 31"


def slips(ran: Ran, name: str) -> list[str]:
    """Line, subject, what was found and what to do, of everything told about the file ``name`` but of what is absent."""
    found = json.loads(ran.out)["phat_hien"]
    return [
        f"{each['dong']}: {each['muc']}: {each['tim_thay']}"
        + (f" → {each['cach_sua']}" if "yaml/" in each["ma"] else "")
        for each in found
        if each["tep"].endswith(name) and not each["tim_thay"].startswith(("chưa báo cáo", "chưa có số liệu"))
    ]


@pytest.mark.parametrize(
    ("right", "typed", "told"),
    [
        ("            thoi_han: năm", "           thoi_han: năm", "29: cách viết: dòng lùi vào 11 dấu cách, lệch cột với các mục cùng cấp → lùi vào 12 dấu cách cho thẳng cột"),
        ("            thoi_han: năm", "             thoi_han: năm", "29: cách viết: dòng lùi vào 13 dấu cách, lệch cột với các mục cùng cấp → lùi vào 12 dấu cách cho thẳng cột"),
        ("            chu_tri", "          chu_tri", "28: cách viết: dòng lùi vào 10 dấu cách, lệch cột với các mục cùng cấp → lùi vào 12 dấu cách cho thẳng cột"),
        ("          - ma: II.2", "          -ma: II.2", "26: cách viết: thiếu dấu cách sau dấu gạch ngang → viết: - ma: II.2"),
        ("          - ma: II.2", "          -ma: II.2  # mới", "26: cách viết: thiếu dấu cách sau dấu gạch ngang → viết: - ma: II.2"),
    ],
)  # fmt: skip
def test_a_slip_in_a_list_is_told_at_its_line_and_the_rest_is_read(
    right: str, typed: str, told: str, small: Small, cli: Cli
) -> None:
    assert TASK.count(right)
    small.write("ke-hoach/kh.yaml", PLAN + TASK.replace(right, typed, 1))
    assert slips(cli("-C", small.root, "check", "--format", "json"), "kh.yaml") == [told, NO_SUCH_DAY]


def test_a_task_without_its_dash_is_told_once(small: Small, cli: Cli) -> None:
    small.write("ke-hoach/kh.yaml", PLAN + TASK.replace("          - ma: II.3", "            ma: II.3"))
    ran = cli("-C", small.root, "check", "--format", "json")
    assert [line.partition(" (")[0] for line in slips(ran, "kh.yaml")] == ["30: ma: ghi hai lần, lần đầu ở dòng 26"]
    assert "thêm dấu - và một dấu cách trước ma" in ran.out


ROWS = """\
nhiem_vu:
  I.1: {trang_thai: dang-thuc-hien, ket_qua: Đã làm}
  I.2:
    trang_thai: hoan-thanh
    ngay_hoan_thanh: 15/3/2026
    ket_qua: |
      Đã ban hành.
  II.1:
    trang_thai: dang-thuc-hien
    ket_qua: Đã mở
phat_sinh:
  - noi_dung: Đón đoàn
    ket_qua: Đã đón
"""


@pytest.mark.parametrize(
    ("right", "typed", "told"),
    [
        ("  II.1:\n", "  II.1\n", "12: cách viết: thiếu dấu hai chấm sau II.1 → viết: II.1:"),
        ("  I.2:\n", "  I.2: hoan-thanh\n", "7: cách viết: chữ đứng ngay sau mã I.2: «hoan-thanh» → sau «I.2:» không ghi gì; ghi vào các mục của nó ở dòng dưới"),
        ("  I.2:\n", " I.2:\n", "7: cách viết: dòng lùi vào 1 dấu cách, lệch cột với các mục cùng cấp → lùi vào 2 dấu cách cho thẳng cột"),
        ("  - noi_dung", "  -noi_dung", "16: cách viết: thiếu dấu cách sau dấu gạch ngang → viết: - noi_dung: Đón đoàn"),
        ("    ket_qua: Đã đón", "   ket_qua: Đã đón", "17: cách viết: dòng lùi vào 3 dấu cách, lệch cột với các mục cùng cấp → lùi vào 4 dấu cách cho thẳng cột"),
    ],
)  # fmt: skip
def test_a_slip_in_a_form_is_told_at_its_line_and_nothing_else(
    right: str, typed: str, told: str, small: Small, cli: Cli
) -> None:
    assert right in ROWS
    small.status("phong-mot", ROWS.replace(right, typed, 1))
    assert slips(cli("-C", small.root, "check", "6-thang", "--format", "json"), "phong-mot.yaml") == [told]


@pytest.mark.parametrize(
    "text",
    ["trang_thai: hoan-thanh\nket_qua: Đã ban hành\nII.1:\n", "tien_do: 5\nket_qua: Xong\n", "I.1:\nket_qua: Xong\ntien_do: 5\n"],
)  # fmt: skip
def test_a_form_that_lost_its_head_and_its_indentation_is_answered(text: str, small: Small, cli: Cli) -> None:
    small.write("tinh-hinh/kh/6-thang/phong-mot.yaml", text)
    ran = cli("-C", small.root, "check", "6-thang")
    assert ran.code == 1
    assert "đứng sát lề, mất các dấu cách đầu dòng" in ran.out, ran.out


@pytest.mark.parametrize("goal", ["giảm 0,5%", "dưới 0,5%", "từ 1.250,5 tỷ đồng", "0,5%"])
def test_a_figure_cut_in_two_by_braces_is_not_halved(goal: str, small: Small, cli: Cli) -> None:
    target = f"chi_tieu:\n  CT9: {{ten: Tỷ lệ hộ nghèo, muc: {goal}, thuc_hien: [phong-mot]}}\n"
    small.replace("ke-hoach/kh.yaml", "chi_tieu:\n", target)
    ran = cli("-C", small.root, "check", "--format", "json")
    assert [each["muc"] for each in json.loads(ran.out)["phat_hien"]] == ["CT9 muc"]
    assert "xóa" not in ran.out
    assert cli("-C", small.root, "check", "--fix").code == 0
    assert f'muc: "{goal}"' in (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("Phòng Văn hóa – Xã hội", "xh"),
        ("PHÒNG VĂN HÓA — XÃ HỘI", "xh"),
        ("Phòng Văn hóa-Xã hội", "xh"),
        ("P. Văn hóa - Xã hội", "xh"),
        ("P.VHXH", "xh"),
        ("VH XH", "xh"),
        ("Văn phòng HĐND&UBND", "vp"),
        ("Văn phòng HĐND & UBND", "vp"),
        ("Phòng Văn hóa – Xã hội + Văn phòng HĐND và UBND", "vp xh"),
        ("P.VHXH/VP", "vp xh"),
        ("Phòng Văn hóa", ""),
        ("Phòng Xã hội - Văn hóa", ""),
        ("P. Một", "p1"),
        ("P1", "p1"),
        ("Đội 1-2", "d12"),
        ("Đội 12", ""),
    ],
)
def test_a_name_is_known_whatever_stands_between_its_words(typed: str, units: str) -> None:
    agency = Agency(
        name="Ủy ban nhân dân phường Thử",
        symbol="UBND",
        place="Thử",
        hub="vp",
        signers={},
        units={
            "vp": Unit("Văn phòng HĐND và UBND", "VP"),
            "xh": Unit("Phòng Văn hóa - Xã hội", "VHXH"),
            "p1": Unit("Phòng Một", "P1"),
            "d12": Unit("Đội 1 - 2", "ĐHH"),
        },
    )
    assert " ".join(agency.units_of((typed,))) == units
    assert bool(agency.outsiders_in(typed)) is not bool(units)


# --- numbers ------------------------------------------------------------------------------------


def of_groups(*groups: tuple[str, str]) -> str:
    """A plan whose groups have these numbers, and tasks of these codes."""
    lines = ["nhiem_vu:", "  - nhom:"]
    for number, codes in groups:
        lines += [f"      - so: {number}", f"        ten: Nhóm {number}", "        nhiem_vu:"]
        lines += [
            f"          - {{ma: {code}, noi_dung: Việc {number} {code}, chu_tri: [phong-mot], thoi_han: năm 2026}}"
            for code in codes.split()
        ]
    return PLAN.partition("nhiem_vu:\n")[0] + "\n".join(lines) + "\n"


def test_a_task_of_a_group_that_counts_anew_is_told_a_code_that_works(small: Small, cli: Cli) -> None:
    small.write("ke-hoach/kh.yaml", of_groups(("I", "1 2 2"), ("II", "1 2"), ("III", "1")))
    found = json.loads(cli("-C", small.root, "check", "--format", "json").out)["phat_hien"]
    assert [(each["ma"], each["cach_sua"]) for each in found] == [
        ("ke-hoach/trung-ma", "đánh lại mã theo số thứ tự của kế hoạch"),
        ("ke-hoach/trung-ma", "ghi II.1: số của nhóm, của phần đứng trước"),
        ("ke-hoach/trung-ma", "ghi II.2: số của nhóm, của phần đứng trước"),
        ("ke-hoach/trung-ma", "ghi III.1: số của nhóm, của phần đứng trước"),
    ]
    small.write("ke-hoach/kh.yaml", of_groups(("I", "1 2 3"), ("II", "II.1 II.2"), ("III", "III.1")))
    assert json.loads(cli("-C", small.root, "check", "--format", "json").out)["phat_hien"] == []


def test_groups_of_a_dotted_number_count_within_what_stands_before(small: Small, cli: Cli) -> None:
    small.write(
        "ke-hoach/kh.yaml", of_groups(("1.1", "1.1.1 1.1.2"), ("1.2", "1.2.1"), ("2.1", "2.1.1"), ("2.3", "2.3.1"))
    )
    found = json.loads(cli("-C", small.root, "check", "--format", "json").out)["phat_hien"]
    assert [each["tim_thay"] for each in found] == ["nhóm 2.3 đứng sau nhóm 2.1"]


# --- goals, places ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("toi_da: 120 phút", "toi_da: 120, don_vi_tinh: phút"),
        ('toi_thieu: "1,5 tỷ đồng"', 'toi_thieu: "1,5", don_vi_tinh: tỷ đồng'),
        ("bang: 45/45 trạm", "van_ban: 45/45 trạm"),
    ],
)
def test_what_is_proposed_for_a_goal_works_when_it_is_taken(typed: str, written: str, small: Small, cli: Cli) -> None:
    target = "chi_tieu:\n  CT9: {{ten: Chỉ tiêu, muc: {{{}}}, thuc_hien: [phong-mot]}}\n"
    small.replace("ke-hoach/kh.yaml", "chi_tieu:\n", target.format(typed))
    (found,) = json.loads(cli("-C", small.root, "check", "--format", "json").out)["phat_hien"]
    key, _, figure = written.partition(": ")
    assert found["cach_sua"] == f"có phải là {written if key == 'van_ban' else figure}?"
    small.replace("ke-hoach/kh.yaml", typed, written)
    assert json.loads(cli("-C", small.root, "check", "--format", "json").out)["phat_hien"] == []


def test_a_lead_outside_is_told_at_its_own_line_of_a_list(small: Small, cli: Cli) -> None:
    task = "          - ma: II.2\n            noi_dung: Việc\n            chu_tri:\n              - phong-mot\n"
    small.write("ke-hoach/kh.yaml", PLAN + task + "              - Công an xã\n            thoi_han: năm 2026\n")
    (found,) = json.loads(cli("-C", small.root, "check", "--format", "json").out)["phat_hien"]
    assert (found["ma"], found["dong"]) == ("ke-hoach/chu-tri-ngoai", 30)
