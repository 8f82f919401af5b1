"""The printed register book (Nghị định 30, Phụ lục IV): from no line to many, sound, and no report's template."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen import stock
from reportgen.errors import TemplateFault
from reportgen.formats import carry
from reportgen.model.book import DongSo, SoDangKy
from reportgen.model.context import CoQuan
from reportgen.render import render_plain
from tests.conftest import Ran, Small
from tests.docx_text import (
    W,
    edited,
    members,
    part,
    plain_text,
    rows_of,
    sections,
    style_names,
    tables,
    text_of,
    texts,
    value,
)
from tests.office import convert
from tests.pages import Page, pages_of
from tests.places import ROOT

TEMPLATE = (ROOT / "templates" / "so-dang-ky.docx").read_bytes()
HEADINGS = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]
NUMBERS = [f"({number})" for number in range(1, 11)]
LONG = (
    "Công văn về việc đôn đốc các phòng, đơn vị gửi số liệu báo cáo tình hình thực hiện Kế hoạch phát triển khoa học, "
    "công nghệ, đổi mới sáng tạo và chuyển đổi số năm 2026 trên địa bàn thành phố"
)
DEPARTMENT = CoQuan(
    ten="Sở Khoa học và Công nghệ",
    dong_ten=("Sở Khoa học và Công nghệ",),
    dong_chu_quan=("Ủy ban nhân dân", "thành phố Hải Phòng"),
    ky_hieu="SKHCN",
    dia_danh="Hải Phòng",
)
COMMUNE = CoQuan("Ủy ban nhân dân xã Việt Khê", ("Ủy ban nhân dân", "xã Việt Khê"), (), "UBND", "Việt Khê")


def line(number: int, title: str = "Báo cáo kết quả công tác") -> DongSo:
    return DongSo(
        so_ky_hieu=f"{number:02d}/BC-SKHCN",
        ngay=dt.date(2026, 1, 5) + dt.timedelta(days=5 * number),
        ten_loai_trich_yeu=title,
        nguoi_ky="Họ Tên Người Ký",
        noi_nhan="Ủy ban nhân dân thành phố; các phòng",
        luu="VT, VP",
        so_luong=str(number % 9 + 1),
        ngay_chuyen="",
        ky_nhan="",
        ghi_chu="",
    )


def book(*lines: DongSo, agency: CoQuan = DEPARTMENT) -> SoDangKy:
    return SoDangKy(
        co_quan=agency,
        nam=2026,
        tu_so=lines[0].so_ky_hieu.split("/")[0] if lines else "",
        den_so=lines[-1].so_ky_hieu.split("/")[0] if lines else "",
        dong=lines,
        ma_so="3f9a1c07e2b4",
    )


def printed(context: SoDangKy, template: bytes = TEMPLATE) -> bytes:
    return render_plain("so-dang-ky.docx", template, context)


def of_length(count: int) -> bytes:
    return printed(book(*(line(number, LONG if number % 3 == 0 else "Báo cáo") for number in range(1, count + 1))))


def lines_of(docx: bytes) -> list[list[str]]:
    """The rows between the two rows of headings and the row of the code."""
    rows = tables(docx)[1]
    assert rows[:2] == [HEADINGS, NUMBERS]
    assert rows[-1] == ["Mã sổ: 3f9a1c07e2b4"]
    return rows[2:-1]


each_length = pytest.mark.parametrize("count", [0, 1, 60])


# --- what it says
def test_a_book_of_three_lines_as_a_whole(golden: Callable[[str, str], None]) -> None:
    last = dataclasses.replace(
        line(3, "Quyết định về hồ sơ A & B <c>"),
        so_ky_hieu="03/QĐ-SKHCN",
        ngay=dt.date(2026, 11, 15),
        luu="Văn thư; Phòng Một",
        ngay_chuyen="16/11/2026",
        ky_nhan="đã nhận",
        ghi_chu="Thay thế 02/BC-SKHCN",
    )
    golden("so-dang-ky.txt", plain_text(printed(book(line(1), line(2, LONG), last))))


@pytest.mark.parametrize("count", [1, 2, 60])
def test_each_document_has_its_line_in_the_order_given(count: int) -> None:
    docx = of_length(count)
    assert [row[0] for row in lines_of(docx)] == [f"{number:02d}/BC-SKHCN" for number in range(1, count + 1)]
    assert texts(docx, "ND30 Từ số đến số") == [f"Từ số 01 đến số {count:02d}"]


def test_an_empty_year_says_so_and_leaves_the_numbers_blank() -> None:
    docx = of_length(0)
    assert lines_of(docx) == [["(chưa có văn bản)"]]
    assert texts(docx, "ND30 Từ số đến số") == ["Từ số …… đến số ……"]


def test_signs_of_xml_and_of_templates_are_printed_as_typed() -> None:
    typed = "Về A & B <c> «x» {{ nam }} {% if %}"
    given = dataclasses.replace(line(1, typed), noi_nhan="P&T", ghi_chu="<br/>")
    (row,) = lines_of(printed(book(given)))
    assert (row[2], row[4], row[9]) == (typed, "P&T", "<br/>")


@pytest.mark.parametrize(
    ("agency", "parent", "own"),
    [
        (DEPARTMENT, ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"], ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"]),
        (COMMUNE, [], ["ỦY BAN NHÂN DÂN", "XÃ VIỆT KHÊ"]),
    ],
)
def test_the_head_names_the_agency_and_the_one_above_it(agency: CoQuan, parent: list[str], own: list[str]) -> None:
    docx = printed(book(line(1), agency=agency))
    assert texts(docx, "ND30 Cơ quan chủ quản") == parent
    assert texts(docx, "ND30 Cơ quan ban hành") == own
    assert texts(docx, "ND30 Quốc hiệu") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert texts(docx, "ND30 Tiêu ngữ") == ["Độc lập - Tự do - Hạnh phúc"]
    core = {etree.QName(node).localname: node.text for node in part(docx, "docProps/core.xml")}
    assert core["subject"] == "Sổ đăng ký văn bản đi năm 2026"
    assert core["creator"] == agency.ten


# --- how it is laid out
@each_length
def test_both_rows_of_headings_repeat_and_no_row_is_split(count: int) -> None:
    table = list(part(of_length(count)).iter(f"{W}tbl"))[1]
    rows = list(table.iterfind(f"{W}tr"))
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True, True] + [False] * (max(count, 1) + 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@each_length
def test_every_row_fills_the_width_between_the_margins(count: int) -> None:
    docx = of_length(count)
    (section,) = sections(docx)
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (value(size, "w"), value(size, "h"), value(size, "orient")) == ("16838", "11906", "landscape")
    room = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    for table in part(docx).iter(f"{W}tbl"):
        for row in table.iterfind(f"{W}tr"):
            widths = [int(value(cell.find(f"{W}tcPr/{W}tcW"), "w")) for cell in row.iterfind(f"{W}tc")]
            assert sum(widths) == room, rows_of(table)[0]


def test_the_last_line_and_no_other_is_kept_with_the_code_of_the_book() -> None:
    docx = of_length(3)
    kept = {
        style.get(f"{W}styleId")
        for style in part(docx, "word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    rows = list(list(part(docx).iter(f"{W}tbl"))[1].iterfind(f"{W}tr"))[2:-1]
    assert [{value(node) in kept for node in row.iter(f"{W}pStyle")} for row in rows] == [{False}, {False}, {True}]


# --- the package
@pytest.mark.parametrize("count", [None, 0, 1, 60])
def test_openxml_audit_finds_nothing(count: int | None, tmp_path: Path) -> None:
    path = tmp_path / "so.docx"
    path.write_bytes(TEMPLATE if count is None else of_length(count))
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


@each_length
def test_every_style_exists_and_no_template_command_is_left(count: int) -> None:
    docx = of_length(count)
    used = {value(node) for node in part(docx).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= set(style_names(docx))
    for name, content in members(docx).items():
        assert not re.search(rb"\{\{|\}\}|\{%|%\}|\{#|#\}", content), name


def test_the_same_book_gives_the_same_bytes_and_carries_no_report() -> None:
    docx = of_length(60)
    assert docx == of_length(60)
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = package.namelist()
        assert names == ["[Content_Types].xml", *sorted(names[1:])]
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if name.startswith("customXml")]
    assert carry.read(docx) is None
    assert not carry.untouched(docx)


# --- rendering a context that is no report
@dataclasses.dataclass(frozen=True)
class OnlyAYear:
    nam: int


def test_a_name_that_the_context_lacks_is_a_fault_with_its_place() -> None:
    with pytest.raises(TemplateFault, match=r"Mẫu so-dang-ky\.docx · .*không có biến «co_quan»"):
        render_plain("so-dang-ky.docx", TEMPLATE, OnlyAYear(2026))
    misspelt = edited(TEMPLATE, lambda xml: xml.replace("{{ d.nguoi_ky }}", "{{ d.nguoi_kyy }}"))
    with pytest.raises(TemplateFault, match=r"bảng 2, dòng \d+, .*«nguoi_kyy» .*có phải là «nguoi_ky»\?"):
        printed(book(line(1)), misspelt)


def test_a_template_cannot_run_python() -> None:
    reaching = edited(TEMPLATE, lambda xml: xml.replace("{{ ma_so }}", "{{ ma_so.__class__.__mro__ }}", 1))
    with pytest.raises(TemplateFault, match="Mẫu so-dang-ky"):
        printed(book(line(1)), reaching)


def test_what_is_no_word_file_is_a_fault() -> None:
    with pytest.raises(TemplateFault, match=r"không phải tệp \.docx"):
        printed(book(line(1)), b"khong phai docx")


# --- the register's template beside those of reports
def test_the_book_s_template_is_found_but_offered_to_no_plan(tmp_path: Path) -> None:
    assert stock.find_template(tmp_path, stock.REGISTER_BOOK).read_bytes() == TEMPLATE
    assert stock.template_names(tmp_path) == ["bao-cao-6-thang", "bao-cao-cchc", "bao-cao-nam", "bao-cao-quy"]


def test_an_agency_s_own_book_comes_first_and_is_offered_to_no_plan_either(tmp_path: Path) -> None:
    own = tmp_path / "so-dang-ky.docx"
    own.write_bytes(TEMPLATE)
    assert stock.find_template(tmp_path, stock.REGISTER_BOOK) == own
    assert stock.template_names(tmp_path) == ["bao-cao-6-thang", "bao-cao-cchc", "bao-cao-nam", "bao-cao-quy"]


def test_a_plan_that_names_the_book_as_its_report_is_told_which_templates_there_are(
    small: Small, cli: Callable[..., Ran]
) -> None:
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: so-dang-ky")
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert "không có mẫu «so-dang-ky»" in ran.out + ran.err
    assert "một trong: bao-cao-6-thang, bao-cao-cchc, bao-cao-nam, bao-cao-quy" in ran.out + ran.err


# --- the pages
NEIGHBOURS = range(8, 17)  # one line more each, over more than a page: one of them ends right at the foot
LENGTHS = (0, 60, *NEIGHBOURS)


@pytest.fixture(scope="module")
def books(pages_required: None, tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Page]]:
    """Convert books of several lengths in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("so")
    for count in LENGTHS:
        (folder / f"{count}.docx").write_bytes(of_length(count))
    convert(folder, "pdf", *(f"{count}.docx" for count in LENGTHS))
    return {count: list(pages_of(folder / f"{count}.pdf")) for count in LENGTHS}


@pytest.mark.pages
class TestPages:
    def test_each_page_has_the_headings_and_from_the_second_its_number(self, books: dict[int, list[Page]]) -> None:
        pages = books[60]
        assert len(pages) > 3
        for page in pages:
            words = [word.text for word in page.words]
            assert [words.count(number) for number in NUMBERS] == [1] * 10
            assert page.landscape
            assert [text.text for text in page.header] == ([str(page.number)] if page.number > 1 else [])

    def test_each_line_stands_on_one_page_on_one_row(self, books: dict[int, list[Page]]) -> None:
        words = [word.text for page in books[60] for word in page.words]
        assert [word for word in words if "/BC-" in word] == [f"{number:02d}/BC-SKHCN" for number in range(1, 61)]

    def test_an_empty_book_is_one_page(self, books: dict[int, list[Page]]) -> None:
        (page,) = books[0]
        assert "(chưa có văn bản)" in page.text

    def test_the_code_never_stands_on_a_page_without_a_line(self, books: dict[int, list[Page]]) -> None:
        for count, pages in books.items():
            assert "Mã sổ: 3f9a1c07e2b4" in pages[-1].text
            assert not count or "/BC-" in pages[-1].text, count
        assert len({len(books[count]) for count in NEIGHBOURS}) > 1, "none of these books ends at the foot of a page"


def test_a_text_of_the_template_has_no_slip_of_the_pen() -> None:
    for paragraph in part(of_length(1)).iter(f"{W}p"):
        assert text_of(paragraph) == " ".join(text_of(paragraph).split())
