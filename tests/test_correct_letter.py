"""``archive correct``: the letter that corrects an issued document, from wrong words to its place in the register."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from reportgen import stock
from reportgen.model.context import CoQuan, NguoiKy, VanBan
from reportgen.model.letter import ChoDinhChinh, CongVanDinhChinh
from tests.clock import ZONE, set_clock
from tests.conftest import Ran, Small, issue_half, standing_in
from tests.docx_text import members, paragraphs, plain_text, style_names, texts
from tests.issuing import issued, unchanged
from tests.office import convert
from tests.pages import pages_of
from tests.paper_docx import build
from tests.papers import paper
from tests.places import ROOT
from tests.two_ways import names, same

Cli = Callable[..., Ran]
TEMPLATE = ROOT / "templates" / "cong-van-dinh-chinh.docx"
WRONG = ("--wrong", "như sau:", "--right", "như dưới đây:")
LETTER = "ban-thao/dinh-chinh-05-BC-STN.docx"


DAY = dt.datetime(2026, 5, 20, 8, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def _issued_then(_drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, DAY)
        return issue_half(_drafted, tmp_path_factory.mktemp("ban-hanh"))


@pytest.fixture
def report(small: Small, _issued_then: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """An office whose report of half a year is issued."""
    set_clock(monkeypatch, DAY)
    return standing_in(small, _issued_then, monkeypatch)


def corrected(cli: Cli, *arguments: object) -> Ran:
    ran = cli("archive", "correct", *arguments)
    assert ran.code == 0, ran.err
    return ran


def refused(small: Small, cli: Cli, *arguments: object, code: int = 1) -> str:
    with unchanged(small.root):
        ran = cli("archive", "correct", *arguments)
    assert (ran.code, ran.out) == (code, "")
    return ran.err


def body(path: Path) -> list[str]:
    return [text for style in ("ND30 Đoạn văn", "ND30 Đoạn cuối") for text in texts(path, style)]


# --- what it says


def test_the_letter_about_one_slip_as_a_whole(report: Small, cli: Cli, golden: Callable[[str, str], None]) -> None:
    ran = corrected(cli, "5", *WRONG)
    assert ran.out.startswith(f"Công văn đính chính: {Path(LETTER)}\nVăn bản:   Báo cáo số 05/BC-STN ngày 14/5/2026\n")
    assert "«như sau:» → «như dưới đây:»" in ran.out
    assert "Kính gửi:  Sở Nhận\nNơi nhận:  Như trên; Các phòng thuộc Sở\nNgười ký:  Giám đốc Người Ký Mẫu\n" in ran.out
    assert "sai nội dung thì ban hành văn bản thay thế (issue … --replaces 05/BC-STN)" in ran.out
    assert f"reportgen issue --file {Path(LETTER)} --so SỐ --ngay NGÀY" in ran.out
    golden("cong-van-dinh-chinh-mot.txt", plain_text(report.root / LETTER))


def test_several_slips_are_numbered_and_each_says_where(report: Small, cli: Cli) -> None:
    cell = ("--wrong", "Việc của mọi phòng", "--right", "Việc của các phòng")
    corrected(cli, "6-thang", *WRONG, *cell, "--place", "", "--place", "trang 2, dòng thứ 3 từ trên xuống")
    _, _, first, second, *_ = body(report.root / LETTER)
    assert re.fullmatch(r"1\. Tại đoạn .+: đã viết “như sau:”, nay sửa lại là “như dưới đây:”\.", first)
    assert second == (
        "2. Tại trang 2, dòng thứ 3 từ trên xuống: đã viết “Việc của mọi phòng”, nay sửa lại là “Việc của các phòng”."
    )


def test_words_are_printed_as_they_were_typed(report: Small, cli: Cli) -> None:
    corrected(cli, "5", "--wrong", "như  sau:", "--right", "như^[sau] & <b> {{ x }} “ấy”:")
    assert "nay sửa lại là “như^[sau] & <b> {{ x }} “ấy”:”." in body(report.root / LETTER)[2]
    assert "word/footnotes.xml" not in members(report.root / LETTER)


# --- the words must be those of the document


def test_words_that_do_not_stand_there_are_answered_with_the_nearest(report: Small, cli: Cli) -> None:
    told = refused(report, cli, "5", "--wrong", "Việc của moi phong", "--right", "x")
    assert "«Việc của moi phong» không có trong 05/BC-STN ngày 14/5/2026. Gần nhất: «Việc của mọi phòng» (" in told
    assert "Gần nhất" not in refused(report, cli, "5", "--wrong", "zzz", "--right", "x")


def test_every_slip_that_cannot_be_is_told_at_once(report: Small, cli: Cli) -> None:
    told = refused(report, cli, "5", "--wrong", "zzz", "--right", "x", "--wrong", "như sau:", "--right", "như sau:")
    assert "«zzz» không có trong" in told
    assert "«như sau:» ghi ở cả --wrong và --right: chữ đúng phải khác chữ sai." in told


def test_words_in_several_places_need_more_words_or_the_places(report: Small, cli: Cli) -> None:
    told = refused(report, cli, "5", "--wrong", "80,0%", "--right", "81,0%")
    assert re.search(r"«80,0%» có ở \d+ chỗ: .+ \(«.*80,0%.*»\); .+Ghi thêm chữ ở hai bên .+: --place", told)
    corrected(cli, "5", "--wrong", "80,0%", "--right", "81,0%", "--place", "mục II và Phụ lục I")
    assert "Tại mục II và Phụ lục I: đã viết “80,0%”" in body(report.root / LETTER)[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--wrong", "a", "--right", "b", "--right", "c"], "Có 1 --wrong, 2 --right, 0 --place."),
        (["--wrong", "a", "--right", "b", "--wrong", "c", "--right", "d", "--place", "x"], "2 --right, 1 --place."),
        (["--wrong", " ", "--right", "b"], "Chữ ghi ở --wrong trống"),
        (["--wrong", "như sau:", "--right", "\x07"], "Chữ ghi ở --right trống"),
        (["--wrong", "như sau:", "--right", "x" * 1001], "dài quá 1000 chữ"),
        ([*WRONG, *WRONG], "Có một chỗ ghi hai lần"),
        ([*WRONG, "-o", "a.pdf"], "Tên tệp phải có đuôi .docx: a.pdf."),
        ([*WRONG, "-o", "luu-tru/a.docx"], "nằm trong lưu trữ"),
        ([*WRONG, "--signer", "giam-dok"], "không có người ký «giam-dok»; có: giam-doc; có phải là giam-doc?"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    report: Small, cli: Cli, arguments: list[str], told: str
) -> None:
    assert told in refused(report, cli, "5", *arguments, code=2)


def test_a_document_that_is_not_there_or_damaged_or_replaced_is_not_corrected(report: Small, cli: Cli) -> None:
    assert "Không có văn bản «7»" in refused(report, cli, "7", *WRONG, code=2)
    again = ("--accept", "chua-neu-thay-the", "--accept", "tep-da-ban-hanh", "--reason", "nêu ở công văn kèm theo")
    issued(cli, "6-thang", "--so", "6", "--ngay", "16/5/2026", "--replaces", "5", *again)
    told = refused(report, cli, "5", *WRONG)
    assert "05/BC-STN ngày 14/5/2026 đã được 06/BC-STN ngày 16/5/2026 thay thế" in told
    assert "reportgen archive correct 06/BC-STN" in told
    text = report.root / "luu-tru/2026/06-BC-STN/data/van-ban.txt"
    text.chmod(0o644)
    text.write_bytes(b"khac")
    assert "có chỗ hỏng" in refused(report, cli, "6", *WRONG)


# --- whom it goes to, who signs


def test_who_is_addressed_by_nobody_is_addressed_now(report: Small, cli: Cli) -> None:
    """A decision has no Kính gửi: those under its Nơi nhận are told, without what they got it for."""
    head = {"chu_quan.text": "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ", "co_quan.text": "SỞ THỬ NGHIỆM", "ke_co_quan.stroke": 45}
    changes = {
        **head,
        "so.text": "Số:       /QĐ-STN",
        "dia_danh.text": "Ví Dụ, ngày     tháng 5 năm 2026",
        "nhu_tren.text": "- Như Điều 2;",
        "noi_khac.text": "- Ủy ban nhân dân tỉnh (để b/c);",
        "luu.text": "- Lưu: VT, P1.",
        "ho_ten.text": "Người Ký Mẫu",
    }
    (report.root / "qd.docx").write_bytes(build(paper("quyet-dinh", changes)))
    issued(cli, "--file", "qd.docx", "--so", "3", "--ngay", "18/5/2026")
    corrected(cli, "03/QĐ-STN", "--wrong", "Rà soát thủ tục", "--right", "Rà soát các thủ tục", "-o", "thu.docx")
    path = report.root / "thu.docx"
    assert [text for name, text in paragraphs(path) if name.startswith("ND30 Kính gửi")] == [
        "Kính gửi:",
        "- Các cơ quan, đơn vị, cá nhân nêu tại Điều 2 Quyết định số 03/QĐ-STN;",
        "- Ủy ban nhân dân tỉnh.",
    ]
    assert texts(path, "ND30 Nơi nhận") == ["- Như trên;", "- Lưu: VT, P1."]
    assert texts(path, "ND30 Số ký hiệu")[0].endswith("/STN-P1")
    assert body(path)[2].startswith("Tại điểm a khoản 1 Điều 1: đã viết “Rà soát thủ tục”")


def test_whoever_signed_signs_again_unless_another_is_named(report: Small, cli: Cli) -> None:
    report.replace("co-quan.yaml", "Người Ký Mẫu", "Người Ký Mới")
    told = refused(report, cli, "5", *WRONG)
    assert "co-quan.yaml không còn người ký Người Ký Mẫu. Ghi --signer MÃ, một trong: giam-doc (Giám đốc" in told
    corrected(cli, "5", *WRONG, "--signer", "giam-doc")
    assert texts(report.root / LETTER, "ND30 Họ tên người ký") == ["Người Ký Mới"]


def test_of_two_capacities_of_one_person_that_of_the_document_is_meant(report: Small, cli: Cli) -> None:
    one = "  kt: {ky_thay: Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Người Ký Mẫu}\n"
    report.replace("co-quan.yaml", "nguoi_ky:\n", f"nguoi_ky:\n{one}")
    corrected(cli, "5", *WRONG)
    assert texts(report.root / LETTER, "ND30 Quyền hạn chức vụ") == ["GIÁM ĐỐC"]


# --- its file, its form, issuing it


def test_the_same_again_writes_nothing_and_another_one_is_written_beside(report: Small, cli: Cli) -> None:
    corrected(cli, "5", *WRONG)
    with unchanged(report.root):
        assert corrected(cli, "5", *WRONG).out.startswith("Đã có sẵn, giống hệt, không ghi lại: ")
    first = (report.root / LETTER).read_bytes()
    ran = corrected(cli, "5", "--wrong", "như sau:", "--right", "như sau đây:")
    assert "dinh-chinh-05-BC-STN.docx đã có, nội dung khác, được giữ nguyên." in ran.out
    assert (report.root / LETTER).read_bytes() == first
    assert (report.root / "ban-thao/dinh-chinh-05-BC-STN (2).docx").is_file()


@pytest.fixture
def letters(report: Small, cli: Cli) -> list[Path]:
    """A letter about one slip and one about several, in a folder of their own."""
    several = [*WRONG, "--wrong", "80,0%", "--right", "81,0%", "--place", "", "--place", "mục II và Phụ lục I"]
    for name, slips in (("mot", WRONG), ("nhieu", several)):
        corrected(cli, "5", *slips, "-o", f"thu/{name}.docx")
    return sorted((report.root / "thu").iterdir())


def test_lint_finds_nothing_and_the_package_is_sound(report: Small, cli: Cli, letters: list[Path]) -> None:
    for path in letters:
        ran = cli("lint", path, "--strict", cwd=report.root)
        assert ran.code == 0, ran.out
        assert "công văn: không có lỗi, không có khuyến nghị" in ran.out
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
        assert {name for name, _ in paragraphs(path)} <= set(style_names(path).values())
        for name, content in members(path).items():
            assert not re.search(rb"\{\{|\}\}|\{%|%\}|\{#|#\}", content), name


def test_it_is_issued_as_it_is_and_tied_to_what_it_corrects(report: Small, cli: Cli) -> None:
    corrected(cli, "5", *WRONG)
    ran = issued(cli, "--file", LETTER, "--so", "12", "--ngay", "20/5/2026")
    assert "Đính chính: Báo cáo số 05/BC-STN ngày 14/5/2026\n" in ran.out
    document = report.root / "luu-tru/2026/12-STN-VP/data/12-STN-VP.docx"
    assert texts(document, "ND30 Số ký hiệu") == ["Số: 12/STN-VP"]
    assert texts(document, "ND30 Địa danh thời gian") == ["Ví Dụ, ngày 20 tháng 5 năm 2026"]
    assert body(document) == body(report.root / LETTER)
    told = corrected(cli, "5", "--wrong", "80,0%", "--right", "81,0%", "--place", "mục II").out
    assert "Lưu ý: văn bản này đã được đính chính bằng Công văn số 12/STN-VP ngày 20/5/2026." in told


def test_a_letter_among_the_drafts_is_no_draft_of_the_period(report: Small, cli: Cli) -> None:
    (report.root / "ban-thao/kh-6-thang.docx").unlink()
    corrected(cli, "5", *WRONG)
    assert "Không thấy bản thảo nào" in cli("issue", "6-thang", "--so", "6", "--ngay", "20/5/2026").err


def test_programs_are_told_what_is_corrected(report: Small, cli: Cli) -> None:
    data = json.loads(corrected(cli, "5", *WRONG, "--format", "json").out)
    assert Path(data["tep"]) == report.root / LETTER
    assert data["van_ban"]["so_ky_hieu"] == "05/BC-STN"
    [slip] = data["dinh_chinh"]
    assert (slip["sai"], slip["dung"]) == ("như sau:", "như dưới đây:")
    assert (data["kinh_gui"], data["noi_nhan"]) == (["Sở Nhận"], ["Như trên", "Các phòng thuộc Sở"])


def test_a_template_of_the_agency_s_own_comes_first_and_no_plan_is_offered_it(report: Small, cli: Cli) -> None:
    assert stock.find_template(report.root / "mau", stock.CORRECTION_LETTER) == TEMPLATE
    own = report.root / "mau" / TEMPLATE.name
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(b"khong phai Word")
    assert stock.CORRECTION_LETTER not in stock.template_names(report.root / "mau")
    ran = cli("archive", "correct", "5", *WRONG)
    assert (ran.code, "Mẫu cong-van-dinh-chinh.docx · không đọc được" in ran.err) == (2, True)


GIVEN = CongVanDinhChinh(
    co_quan=CoQuan("Sở A & B", ("Sở A & B",), ("Ủy ban nhân dân", "tỉnh Ví Dụ"), "SAB", "Ví Dụ"),
    thang="02",
    nam=2026,
    don_vi_viet_tat="VP",
    trich_yeu="đính chính Báo cáo số 05/BC-SAB",
    van_ban=VanBan("Báo cáo", "05/BC-SAB", "Báo cáo số 05/BC-SAB về kết quả <b>", "Báo cáo số 05/BC-SAB"),
    dinh_chinh=(ChoDinhChinh("mục I", "a & b", "a < b"),),
    kinh_gui=("Sở Nhận",),
    noi_nhan=("Như trên",),
    luu="VT, VP",
    nguoi_ky=NguoiKy(("GIÁM ĐỐC",), "Người Ký Mẫu"),
)


def contexts() -> Iterator[CongVanDinhChinh]:
    yield GIVEN
    several = (*GIVEN.dinh_chinh, ChoDinhChinh("Phụ lục I", "^[x]", "“y”"))
    yield dataclasses.replace(GIVEN, dinh_chinh=several, kinh_gui=("A", "B"), noi_nhan=("Như trên", "C (để b/c)"))


@pytest.mark.parametrize("context", list(contexts()), ids=["one", "several"])
def test_the_template_gives_the_same_both_ways(context: CongVanDinhChinh) -> None:
    same(TEMPLATE.read_bytes(), names(context))


# --- the page


@pytest.mark.pages
def test_a_letter_about_one_slip_takes_one_page(report: Small, cli: Cli, tmp_path: Path, pages_required: None) -> None:
    folder = tmp_path / "trang"
    folder.mkdir()
    corrected(cli, "5", *WRONG, "-o", folder / "thu.docx")
    convert(folder, "pdf", "thu.docx")
    [page] = pages_of(folder / "thu.pdf")
    assert "đã viết “như sau:”, nay sửa lại là “như dưới đây:”." in " ".join(page.text.split())
