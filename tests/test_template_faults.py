"""Broken tags in templates: each is answered in Vietnamese, with its place in Word's terms, and nothing is written."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Small
from tests.docx_text import edited
from tests.own_template import STOCK, Cli, broken, fill, with_template

PLACE = "{{ co_quan.dia_danh }}"


ENGLISH = re.compile(
    r"\b(?:object|callable|division|modulo|concatenate|found|expected|token|statement|loader|filter named|undefined"
    r"|has no|unexpected|range too big|sandbox|error|not supported|invalid)\b",
    re.IGNORECASE,
)


def test_the_stock_template_itself_passes_from_the_agency_s_folder(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / "mau").mkdir()
    (small.root / "mau" / "bao-cao-6-thang.docx").write_bytes(STOCK)
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 0
    assert ran.out.splitlines()[1] == "Mẫu:      mau/bao-cao-6-thang.docx"


def test_an_unknown_variable(small: Small, cli: Cli) -> None:
    message = broken(small, cli, PLACE, "{{ noi_dat_tru_so }}")
    assert "bảng 1, dòng 2, đoạn «{{ noi_dat_tru_so }}, ngày" in message
    assert "lệnh {{ noi_dat_tru_so }}" in message
    assert "không có biến «noi_dat_tru_so»" in message


def test_a_misspelt_variable_gets_a_proposal(small: Small, cli: Cli) -> None:
    message = broken(small, cli, PLACE, "{{ co_quann.dia_danh }}")
    assert "có phải là «co_quan»?" in message


@pytest.mark.parametrize(
    ("old", "new", "proposal", "record"),
    [
        ("{{ v.noi_dung }}", "{{ v.noidung }}", "noi_dung", "nhiệm vụ I.1"),
        ("{{ v.thoi_han }}</w:t>", "{{ v.thoi_hann }}</w:t>", "thoi_han", "nhiệm vụ I.1"),
        ("{{ u.ten }}", "{{ u.tenn }}", "ten", "đơn vị Văn phòng"),
        ("{{ s.don_vi }}", "{{ s.donvi }}", "don_vi", "đơn vị Văn phòng"),
        ("{{ c.muc }}", "{{ c.mucc }}", "muc", "chỉ tiêu CT1"),
        ("{{ n.so }}. {{ n.ten }}", "{{ n.so }}. {{ n.tenn }}", "ten", "nhóm I"),
    ],
)
def test_an_unknown_attribute_in_a_loop_names_tag_row_and_record(
    old: str, new: str, proposal: str, record: str, small: Small, cli: Cli
) -> None:
    message = broken(small, cli, old, new)
    wrong = re.findall(r"{{ (\w+\.\w+) }}", new)[-1]
    assert f"lệnh {{{{ {wrong} }}}}" in message
    assert re.search(r" · bảng \d+, dòng \d+, đoạn «", message)
    assert f"không có «{wrong.split('.')[1]}» trong biến này; có phải là «{proposal}»?" in message
    assert "đang in: " in message
    assert record in message


def test_table_and_row_are_those_of_the_template(small: Small, cli: Cli) -> None:
    message = broken(small, cli, "{{ u.ten }}", "{{ u.khong_co }}")
    assert "bảng 2, dòng 4, đoạn «{{ u.khong_co }} (" in message  # two heading rows, the for row, this one


def test_an_unknown_attribute_in_the_body(small: Small, cli: Cli) -> None:
    message = broken(small, cli, "{{ v.tom_tat }}", "{{ v.tomtat }}")
    assert "đoạn «- Nhiệm vụ {{ v.ma }} ({{ v.tomtat }})" in message
    assert "bảng" not in message.split("đoạn «")[0]
    assert "có phải là «tom_tat»?" in message
    assert "nhiệm vụ I.1" in message


@pytest.mark.parametrize(
    ("old", "new", "proposal"),
    [
        ("{{ ky.ky_toi|upper }}", "{{ ky.ky_toi|uper }}", "upper"),
        ("{{ ky.den_ngay|ngay }}", "{{ ky.den_ngay|ngayy }}", "ngay"),
        ("{{ c.danh_gia|hoa_dau }}", "{{ c.danh_gia|hoadau }}", "hoa_dau"),
        ("{{ v.phan_loai|hoa_dau }}", "{{ v.phan_loai|hoadau }}", "hoa_dau"),
        ("{{ f.ten|upper }}", "{{ f.ten|uper }}", "upper"),
    ],
    ids=["in a heading", "in a sentence", "in a loop", "under a condition", "under a condition not met"],
)
def test_an_unknown_filter_gets_a_proposal(old: str, new: str, proposal: str, small: Small, cli: Cli) -> None:
    message = broken(small, cli, old, new)
    wrong = new.split("|")[1].split(" ")[0]
    assert f"không có bộ lọc «{wrong}»; có phải là «{proposal}»?" in message
    assert f"|{wrong} }}}}" in message.split(" · không có bộ lọc")[0]


@pytest.mark.parametrize(
    ("closing", "opening"),
    [
        ("{%p endfor %}", "{%p for d in co_quan.dong_chu_quan %}"),
        ("{%p endif %}", "{%p if kinh_gui|length == 1 %}"),
        ("{%tr endfor %}", "{%tr for u in don_vi %}"),
    ],
)
def test_a_loop_or_condition_left_open_is_named(closing: str, opening: str, small: Small, cli: Cli) -> None:
    message = broken(small, cli, closing, "")
    assert "mở mà chưa đóng" in message
    assert f"đoạn «{opening}»" in message


def test_a_closing_command_too_many(small: Small, cli: Cli) -> None:
    message = broken(small, cli, "BÁO CÁO", "BÁO CÁO {% endfor %}")
    assert "«endfor»" in message
    assert "đoạn «BÁO CÁO {% endfor %}»" in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PLACE, "{ { co_quan.dia_danh } }"),
        (PLACE, "{ { co_quan.dia_danh }}"),
        (PLACE, "{\u200b{ co_quan.dia_danh }}"),
        (PLACE, "{{ co_quan.dia_danh }\u00a0}"),
        (PLACE, "{{ co_quan.dia_danh }"),
        ("{%p for d in co_quan.dong_ten %}", "{ %p for d in co_quan.dong_ten %}"),
        ("{%p for d in co_quan.dong_ten %}", "{%p for d in co_quan.dong_ten % }"),
        ("BÁO CÁO", "BÁO CÁO }}"),
        ("BÁO CÁO", "BÁO CÁO {{"),
        ("BÁO CÁO", "BÁO CÁO %}"),
        ("BÁO CÁO", "BÁO CÁO {% "),
    ],
)
def test_a_broken_tag_is_shown_in_its_paragraph(old: str, new: str, small: Small, cli: Cli) -> None:
    message = broken(small, cli, old, new)
    assert " ·  · " not in message
    assert f"đoạn «{new.strip()}".replace("\u200b", "\ufffd") in message


def test_a_hidden_character_inside_a_tag_is_explained(small: Small, cli: Cli) -> None:
    message = broken(small, cli, PLACE, "{{ co_quan.dia_\U000e0020danh }}")
    assert "bảng 1, dòng 2" in message
    assert "ký tự ẩn" in message
    assert "\\U000e0020" not in message


@pytest.mark.parametrize(
    "code",
    [
        "{{ co_quan.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ co_quan|attr('__class__') }}",
        "{{ co_quan.__class__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = co_quan.__dict__ %}{{ x }}",
    ],
)
def test_python_is_out_of_reach(code: str, small: Small, cli: Cli) -> None:
    message = broken(small, cli, PLACE, code)
    assert "lệnh này không được phép trong mẫu" in message
    assert code in message


def test_a_method_that_does_not_exist(small: Small, cli: Cli) -> None:
    message = broken(small, cli, PLACE, "{{ co_quan.dia_danh.viet_hoa() }}")
    assert "lệnh {{ co_quan.dia_danh.viet_hoa() }}" in message
    assert "không có «viet_hoa»" in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PLACE, "{{ 1 / 0 }}"),
        ("{{ v.noi_dung }}", "{{ 1 // 0 }}"),
        (PLACE, "{{ ke_hoach.nam() }}"),
        (PLACE, "{{ co_quan.dia_danh + 1 }}"),
        (PLACE, "{{ co_quan.dia_danh = 3 }}"),
        (PLACE, "{{ range(9999999)|list|length }}"),
        (PLACE, "{% include 'khac' %}"),
        (PLACE, "{{ co_quan.dia_danh|ngay }}"),
        (PLACE, "{{ co_quan }}"),
        (PLACE, "{{ }}"),
        ("{{ v.noi_dung }}", "{{ v.ket_qua }}"),
        ("{{ kinh_gui[0] }}", "{{ kinh_gui[9] }}"),
    ],
)
def test_what_cannot_be_computed_is_said_in_vietnamese_with_the_tag(old: str, new: str, small: Small, cli: Cli) -> None:
    message = broken(small, cli, old, new)
    assert "đoạn «" in message
    assert new in message
    explained = message.rpartition("» · ")[2].replace(new, "")
    assert not ENGLISH.search(explained), explained


def test_a_fault_in_the_header_says_where(small: Small, cli: Cli) -> None:
    message = broken(
        small,
        cli,
        " PAGE </w:instrText></w:r>",
        " PAGE </w:instrText></w:r><w:r><w:t>{{ khong_co }}</w:t></w:r>",
        "word/header1.xml",
    )
    assert "đầu trang" in message
    assert "lệnh {{ khong_co }}" in message


def test_a_tag_left_open_in_the_header_says_where(small: Small, cli: Cli) -> None:
    message = broken(
        small,
        cli,
        " PAGE </w:instrText></w:r>",
        " PAGE </w:instrText></w:r><w:r><w:t>{{ co_quan.ten</w:t></w:r>",
        "word/header1.xml",
    )
    assert "đầu trang · đoạn «{{ co_quan.ten2» · số dấu «{{» và «}}» trong đoạn không bằng nhau" in message


def test_a_fault_in_the_properties_says_where(small: Small, cli: Cli) -> None:
    message = broken(small, cli, "{{ co_quan.ten }}", "{{ co_quan.tenn }}", "docProps/core.xml")
    assert "thuộc tính" in message
    assert "có phải là «ten»?" in message


def test_a_loop_across_cells_is_refused(small: Small, cli: Cli) -> None:
    def across(xml: str) -> str:
        begun = xml.replace("{{ u.ten }}", "{% for q in don_vi %}{{ u.ten }}", 1)
        return begun.replace("{{ u.tong_hop.tong_so }}", "{{ u.tong_hop.tong_so }}{% endfor %}", 1)

    message = with_template(small, edited(STOCK, across), cli).err
    assert "cắt ngang" in message
