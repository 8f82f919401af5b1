"""``plan``: the plan itself as a document: what stands in it, its form, whose work stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen import stock
from tests.conftest import Ran, Small, write
from tests.docx_text import W as WORD
from tests.docx_text import edited, letters, part, plain_text, rows_of, texts
from tests.places import WORKSPACES
from tests.small import fill

Cli = Callable[..., Ran]
FILE = "ban-thao/ke-hoach-kh.docx"
MORE = (
    "noi_dung:\n"
    "  - doan: ['Sở ban hành Kế hoạch như sau:']\n"
    "  - {so: I, tieu_de: Mục đích, muc: [{so: 1, doan: ['Làm đúng hạn^[Theo Nghị quyết số 01/NQ-VD.].']}]}\n"
    "  - {so: II, tieu_de: TỔ CHỨC, muc: [{so: 1, tieu_de: Các phòng, muc: [{so: a, tieu_de: Phòng Một, doan: [Gửi báo cáo.]}]}]}\n"
    "  - doan: [Các phòng thực hiện theo Phụ lục I và II./.]\n"
)


@pytest.fixture
def written(small: Small, cli: Cli) -> bytes:
    small.replace("ke-hoach/kh.yaml", "chi_tieu:\n", f"{MORE}chi_tieu:\n")
    assert cli("plan", cwd=small.root).code == 0
    return (small.root / FILE).read_bytes()


# --- what stands in it --------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORKSPACES)
def test_the_real_plans_read_as_they_should(
    workspace: Callable[[str], Path], cli: Cli, golden: Callable[[str, str], None], name: str
) -> None:
    root = workspace(name)
    ran = cli("plan", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert "Thể thức: không có lỗi, không có khuyến nghị" in ran.out
    assert cli("lint", "ban-thao/ke-hoach-nq02-2026.docx", "--strict", cwd=root).code == 0
    golden(f"ke-hoach-{name}.txt", plain_text(root / "ban-thao/ke-hoach-nq02-2026.docx"))


def test_the_text_is_set_by_its_levels(written: bytes) -> None:
    assert texts(written, "heading 1") == ["I. MỤC ĐÍCH", "II. TỔ CHỨC"]
    assert texts(written, "heading 2") == ["1. Các phòng"]
    assert texts(written, "heading 3") == ["a) Phòng Một"]
    assert texts(written, "ND30 Đoạn văn") == ["Sở ban hành Kế hoạch như sau:", "1. Làm đúng hạn.", "Gửi báo cáo."]
    assert texts(written, "ND30 Đoạn cuối") == ["Các phòng thực hiện theo Phụ lục I và II./."]
    assert "Theo Nghị quyết số 01/NQ-VD." in letters(part(written, "word/footnotes.xml"))


def test_a_basis_that_the_opening_does_not_cite_is_printed(written: bytes) -> None:
    assert texts(written, "ND30 Căn cứ") == [
        "Căn cứ Nghị quyết số 01/NQ-VD ngày 05/01/2026 của Hội đồng thử về việc thử."
    ]


def test_its_own_bases_are_set_as_such(small: Small, cli: Cli) -> None:
    own = MORE.replace("['Sở ban", "['Căn cứ Nghị quyết số 01/NQ-VD và chỉ đạo của cấp trên;', 'Sở ban")
    small.replace("ke-hoach/kh.yaml", "chi_tieu:\n", f"{own}chi_tieu:\n")
    cli("plan", cwd=small.root)
    assert texts((small.root / FILE).read_bytes(), "ND30 Căn cứ") == [
        "Căn cứ Nghị quyết số 01/NQ-VD và chỉ đạo của cấp trên;"
    ]


def test_columns_stand_only_where_the_plan_has_something(small: Small, cli: Cli) -> None:
    cli("plan", cwd=small.root)
    *_, tasks = part((small.root / FILE).read_bytes()).iter(f"{WORD}tbl")
    assert rows_of(tasks)[0] == ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành"]
    small.replace(
        "ke-hoach/kh.yaml",
        "thoi_han: tháng 3/2026}",
        "san_pham: [Báo cáo, Danh mục], theo_doi: van-phong, muc_nho: [{noi_dung: Ý một, thoi_han: 15/3/2026}, Ý hai]}",
    )
    cli("plan", cwd=small.root)
    *_, tasks = part((small.root / FILE).read_bytes()).iter(f"{WORD}tbl")
    rows = rows_of(tasks)
    assert rows[0][2:] == ["Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Sản phẩm", "Đơn vị theo dõi"]
    assert [row[:2] for row in rows if row[0][:1] in ("2", "a", "b")] == [
        ["2", "Việc của Phòng Một"],
        ["a)", "Ý một"],
        ["b)", "Ý hai"],
    ]


def test_without_a_text_of_its_own_the_standing_sentences_say_who_reports_when(small: Small, cli: Cli) -> None:
    ran = cli("plan", cwd=small.root)
    assert "ke-hoach/kh.yaml chưa có noi_dung (lời của kế hoạch) nên văn bản in lời mẫu" in ran.out
    assert "Thể thức: không có lỗi, không có khuyến nghị" in ran.out
    text = plain_text(small.root / FILE)
    assert "- Báo cáo 6 tháng đầu năm 2026: trước 10/5/2026;" in text
    assert "2. Văn phòng theo dõi, đôn đốc, tổng hợp, dự thảo báo cáo gửi Sở Nhận:" in text


def test_without_targets_there_is_one_appendix_without_a_number(small: Small, cli: Cli) -> None:
    text = (small.root / "ke-hoach/kh.yaml").read_text("utf-8")
    begin, end = text.index("chi_tieu:"), text.index("nhiem_vu:")
    small.write("ke-hoach/kh.yaml", text[:begin] + text[end:])
    ran = cli("plan", cwd=small.root)
    assert texts((small.root / FILE).read_bytes(), "ND30 Phụ lục") == ["Phụ lục"]
    assert "Thể thức: không có lỗi" in ran.out


def test_a_number_and_date_that_the_file_has_are_printed(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "trich_yeu:", "so: 7\nngay: 02/3/2026\ntrich_yeu:")
    ran = cli("plan", cwd=small.root)
    docx = (small.root / FILE).read_bytes()
    assert texts(docx, "ND30 Số ký hiệu") == ["Số: 07/KH-STN"]
    assert texts(docx, "ND30 Địa danh thời gian") == ["Ví Dụ, ngày 02 tháng 3 năm 2026"]
    assert set(texts(docx, "ND30 Kèm theo")) == {
        "(Kèm theo Kế hoạch số 07/KH-STN ngày 02 tháng 3 năm 2026 của Sở Thử nghiệm)"
    }
    assert "issue" not in ran.out


def test_who_signs_the_plan_may_be_another(small: Small, cli: Cli) -> None:
    small.replace(
        "co-quan.yaml",
        "nguoi_ky:\n",
        "nguoi_ky:\n  pho: {ky_thay: Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Người Ký Thay}\n",
    )
    small.replace("ke-hoach/kh.yaml", "kinh_gui:", "nguoi_ky: pho\nkinh_gui:")
    cli("plan", cwd=small.root)
    assert texts((small.root / FILE).read_bytes(), "ND30 Quyền hạn chức vụ") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    small.replace("ke-hoach/kh.yaml", "nguoi_ky: pho\n", "nguoi_ky: phoo\n")
    ran = cli("check", cwd=small.root)
    assert (ran.code, "phoo" in ran.out + ran.err) == (1, True)


# --- whose work stays ---------------------------------------------------------------------------


def test_what_nobody_edited_is_made_anew_and_what_was_edited_stays(small: Small, cli: Cli) -> None:
    cli("plan", cwd=small.root)
    small.replace("ke-hoach/kh.yaml", "Việc của mọi phòng", "Việc của các phòng")
    assert cli("plan", cwd=small.root).err == ""
    assert [path.name for path in (small.root / "ban-thao").glob("*.docx")] == ["ke-hoach-kh.docx"]
    edited = (small.root / FILE).read_bytes() + b"\0"
    (small.root / FILE).write_bytes(edited)
    ran = cli("plan", cwd=small.root)
    assert (small.root / FILE).read_bytes() == edited
    assert (small.root / "ban-thao/ke-hoach-kh (2).docx").exists()
    assert (
        "đã được sửa, hoặc không do reportgen tạo, nên được giữ nguyên; bản mới ghi ra ke-hoach-kh (2).docx" in ran.err
    )


def test_the_same_plan_gives_the_same_bytes(small: Small, cli: Cli, written: bytes) -> None:
    assert cli("plan", "kh", "-o", small.root / "khac.docx", cwd=small.root).code == 0
    assert (small.root / "khac.docx").read_bytes() == written


def test_the_agencys_own_template_comes_first(small: Small, cli: Cli) -> None:
    stocked = (stock.stock_folder() / "ke-hoach.docx").read_bytes()
    write(small.root, "mau/ke-hoach.docx", edited(stocked, lambda xml: xml.replace("như sau:", "cụ thể như sau:")))
    ran = cli("plan", cwd=small.root)
    assert "Mẫu:      mau/ke-hoach.docx" in ran.out
    assert "cụ thể như sau:" in plain_text(small.root / FILE)


def test_a_report_template_that_had_this_name_before_is_still_one(small: Small, cli: Cli) -> None:
    write(small.root, "mau/ke-hoach.docx", (stock.stock_folder() / "bao-cao-6-thang.docx").read_bytes())
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: ke-hoach")
    fill(small)
    assert cli("check", cwd=small.root).code == 0
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    ran = cli("plan", cwd=small.root)
    assert (ran.code, "Mẫu ke-hoach.docx" in ran.err) == (2, True)


def test_which_plan_is_asked_for(small: Small, cli: Cli) -> None:
    (small.root / "ke-hoach/kh2.yaml").write_bytes((small.root / "ke-hoach/kh.yaml").read_bytes())
    ran = cli("plan", cwd=small.root)
    assert (ran.code, "Có nhiều kế hoạch, hãy ghi rõ một trong: kh, kh2." in ran.err) == (2, True)
    ran = cli("plan", "kh3", cwd=small.root)
    assert ran.code == 2
    assert "Không có kế hoạch «kh3». Các kế hoạch: kh, kh2" in ran.err
    ran = cli("plan", "kh", "-o", "kh.pdf", cwd=small.root)
    assert (ran.code, "Tên văn bản phải có đuôi .docx: kh.pdf." in ran.err) == (2, True)


def test_a_plan_with_errors_is_refused(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot],", "chu_tri: [phong-khong],")
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: hai\n")
    ran = cli("plan", cwd=small.root)
    assert (ran.code, "Xem và sửa: reportgen check" in ran.err) == (1, True)
    assert not (small.root / "ban-thao").exists()
