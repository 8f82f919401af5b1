"""Warnings that matter: stock phrases are nobody's copy, many alike take a line, a faulty period is not an absent one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Ran, Small

STOCK = "Đã triển khai thực hiện đầy đủ, nghiêm túc theo kế hoạch năm 2026, bảo đảm tiến độ 6 tháng đầu năm và chất lượng yêu cầu."
OWN = "Đã ban hành Quyết định số 12/QĐ-STN, rà soát 96 thủ tục, cắt giảm 09 loại giấy tờ ở 14 thủ tục của ngành."


@pytest.mark.parametrize(
    ("text", "told"), [(STOCK, False), (OWN, True), ("Rà soát 96 thủ tục, cắt giảm 9 giấy tờ.", False)]
)
def test_only_a_long_text_with_something_of_its_own_is_a_copy(
    text: str, told: bool, small: Small, cli: Callable[..., Ran]
) -> None:
    for unit in ("phong-mot", "phong-hai"):
        small.status(unit, f"nhiem_vu:\n  II.1: {{trang_thai: dang-thuc-hien, tien_do: 30, ket_qua: '{text}'}}\n")
    assert ("giống hệt" in cli("-C", small.root, "check", "6-thang").out) is told


def test_many_warnings_of_one_kind_take_a_line_and_all_shows_them(small: Small, cli: Callable[..., Ran]) -> None:
    codes = [f"II.{number}" for number in range(2, 12)]
    tasks = [
        f"{{ma: {code}, noi_dung: Việc {code}, chu_tri: [phong-mot, phong-hai], thoi_han: năm 2026}}" for code in codes
    ]
    plan = small.root / "ke-hoach/kh.yaml"
    with plan.open("a", encoding="utf-8") as stream:
        stream.writelines(f"          - {task}\n" for task in tasks)
    rows = "".join(f"  {code}: {{trang_thai: dang-thuc-hien, ket_qua: '{OWN} Lần {code}.'}}\n" for code in codes)
    for unit in ("phong-mot", "phong-hai"):
        small.status(unit, f"nhiem_vu:\n{rows}")
    ran = cli("-C", small.root, "check", "6-thang")
    assert ran.out.count("giống hệt kết quả") == 3, ran.out
    assert "… 7 cảnh báo nữa cùng loại tinh-hinh/trung-cau-chu (kết quả là của riêng đơn vị): " in ran.out, ran.out
    assert "Xem hết: thêm --all" in ran.out
    every = cli("-C", small.root, "check", "6-thang", "--all").out
    assert every.count("giống hệt kết quả") == 10
    assert "Xem hết" not in every
    assert cli("-C", small.root, "check", "6-thang", "--format", "github").out.count("giống hệt kết quả") == 10


@pytest.mark.parametrize("command", ["check", "draft", "status", "forms", "consolidate", "remind"])
def test_a_period_with_a_fault_is_told_by_its_fault(command: str, small: Small, cli: Callable[..., Ran]) -> None:
    small.replace("ke-hoach/kh.yaml", "han_don_vi: trước 10/5/2026", "han_don_vi: 29/02/2027")
    ran = cli("-C", small.root, command, "6-thang")
    assert ran.code == 1
    assert "Không có kỳ" not in ran.out + ran.err
    if command in ("check", "draft"):
        assert "tháng 2/2027 không có ngày 29" in ran.out + ran.err


def test_no_second_fault_follows_from_a_faulty_period(small: Small, cli: Callable[..., Ran]) -> None:
    small.replace("ke-hoach/kh.yaml", "han_don_vi: trước 10/5/2026", "han_don_vi: 29/02/2027")
    out = cli("-C", small.root, "check").out
    assert out.count(": lỗi: ") == 1, out
    assert cli("-C", small.root, "check", "9-thang").code == 2


def test_the_file_of_the_agency_can_acknowledge_its_warnings(small: Small, cli: Callable[..., Ran]) -> None:
    """What was told to be written there was refused, and the plan was not looked at while the agency's file warned."""
    small.replace("co-quan.yaml", "dau_moi: van-phong", "dau_moi: van-phong\nghi_chu: theo mẫu ^[Công văn 12")
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot]", "chu_tri: [phong-khong-co]")
    found = json.loads(cli("check", "--format", "json", cwd=small.root).out)["phat_hien"]
    assert {"gia-tri/chu-thich", "ke-hoach/don-vi"} <= {each["ma"] for each in found}
    (entry,) = (each["dung_thi_ghi"] for each in found if each["ma"] == "gia-tri/chu-thich")
    with (small.root / "co-quan.yaml").open("a", encoding="utf-8") as file:
        file.write(f"xac_nhan:\n  {entry}\n".replace("…", "In đúng hai ký tự ấy"))
    for subject in ((), ("co-quan.yaml",)):
        checked = json.loads(cli("check", *subject, "--format", "json", cwd=small.root).out)
        assert [each["ma"] for each in checked["da_xac_nhan"]] == ["gia-tri/chu-thich"]
        assert not [each for each in checked["phat_hien"] if each["tep"] == "co-quan.yaml"]
    with (small.root / "co-quan.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {canh_bao: co-quan/gom, muc: tat-ca, ly_do: đã xem}\n")
    assert "không có cảnh báo co-quan/gom" in cli("check", "co-quan.yaml", cwd=small.root).out


UNDATED = "chưa ghi ngày lập"


def test_an_entry_that_only_names_its_keys_says_nothing(small: Small, cli: Callable[..., Ran]) -> None:
    small.status("phong-mot", "chi_tieu:\n  CT1: {uoc: {tu_so: , mau_so: }}\n", sent="")
    out = cli("-C", small.root, "check", "6-thang").out
    assert UNDATED not in out, out
    small.status("phong-mot", "chi_tieu:\n  CT1: {uoc: {tu_so: 5, mau_so: 10}}\n", sent="")
    assert UNDATED in cli("-C", small.root, "check", "6-thang").out


def test_in_braces_a_comment_belongs_to_what_stands_before_it(small: Small, cli: Callable[..., Ran]) -> None:
    row = (
        '  II.1: {trang_thai: dang-thuc-hien, kho_khan: ~, ke_hoach_toi: ,\n    ket_qua: "Đã họp #1 xong"}  # ghi chú\n'
    )
    small.status("phong-mot", f"nhiem_vu:\n{row}")
    assert "nằm sau dấu #" not in cli("-C", small.root, "check", "6-thang").out


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_key_in_the_last_line_of_a_text_is_told_with_and_without_a_line_end(
    end: str, small: Small, cli: Callable[..., Ran]
) -> None:
    path = small.status("phong-mot", "nhiem_vu:\n  II.1:\n    ket_qua: |\n      Đã họp.\n      tien_do: 60\n")
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + end, encoding="utf-8")
    assert "«tien_do:» nằm trong nội dung của ket_qua" in cli("-C", small.root, "check", "6-thang").out
