"""A report in the office's own words, as it is drafted: what is printed where, and under which headings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.formats import carry
from reportgen.formats.places import PlaceAsMade
from reportgen.model.words import PLACES
from tests.conftest import Ran, Small
from tests.docx_text import (
    HEADINGS,
    Docx,
    W,
    controls,
    edited,
    members,
    paragraphs,
    part,
    plain_text,
    table_headed,
    value,
)
from tests.office import convert
from tests.places import FIRST_TEMPLATES

Cli = Callable[..., Ran]
GOING = "trang_thai: dang-thuc-hien, tien_do: 40"


@pytest.fixture
def office(small: Small) -> Small:
    """All units have reported."""
    figures = "chi_tieu: {CT1: {tu_so: 8, mau_so: 10}}\n"
    said = "chung: {chi_dao_dieu_hanh: Họp hằng tháng, ton_tai: Thiếu người, kien_nghi: Đề nghị UBND cấp máy}\n"
    one = f"{{{GOING}, ket_qua: Rà soát 12 văn bản, van_ban: [Công văn số 3], ke_hoach_toi: Rà soát tiếp}}"
    small.status("van-phong", f"{figures}{said}nhiem_vu:\n  I.1: {one}\n")
    small.status(
        "phong-mot",
        f"{figures}nhiem_vu:\n  I.1: {{{GOING}, ket_qua: Tổ chức 02 hội nghị}}\n  I.2: {{{GOING}, ket_qua: Đang làm}}\n"
        f"  II.1: {{{GOING}, ket_qua: Khảo sát 05 xã}}\n",
    )
    small.status("phong-hai", f"{figures}nhiem_vu:\n  I.1: {{{GOING}}}\n  II.1: {{{GOING}}}\n")
    return small


@pytest.fixture
def drafted(office: Small, cli: Cli) -> Callable[[str], tuple[Ran, Path]]:
    """Draft with these words, of ``loi_van``."""

    def draft(words: str) -> tuple[Ran, Path]:
        office.write("tong-hop/kh/6-thang.yaml", f"ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n{words}")
        ran = cli("draft", "6-thang", cwd=office.root)
        return ran, office.root / "ban-thao" / "kh-6-thang.docx"

    return draft


Drafts = Callable[[str], tuple[Ran, Path]]


def headings(path: Path) -> list[str]:
    return [text for style, text in paragraphs(path) if style in HEADINGS]


def test_words_stand_in_their_place_and_the_units_texts_in_the_appendix(drafted: Drafts) -> None:
    ran, path = drafted(
        "  I: {tieu_de: Việc chung, noi_dung: Đã rà soát 12 văn bản.}\n  ton-tai: {noi_dung: Còn chậm.}\n"
    )
    assert ran.code == 0
    text = plain_text(path)
    assert "### a) Việc chung\nĐã rà soát 12 văn bản.\n" in text
    assert "## 1. Tồn tại, hạn chế\nCòn chậm.\n" in text
    rows = table_headed(path, "STT", "Nhiệm vụ")
    result = rows[0].index("Kết quả")
    assert [row[result] for row in rows if row[0] == "1"] == [
        "Văn phòng rà soát 12 văn bản; Phòng Một tổ chức 02 hội nghị. Văn bản: Công văn số 3.",
        "",
    ]
    assert "1 ý của 1 đơn vị chỉ có trong bảng đối chiếu" in ran.out
    assert "Thiếu người" not in text


def test_without_words_no_result_stands_in_the_appendix(office: Small, cli: Cli) -> None:
    assert cli("draft", "6-thang", cwd=office.root).code == 0
    assert "Kết quả" not in table_headed(office.root / "ban-thao" / "kh-6-thang.docx", "STT", "Nhiệm vụ")[0]


def test_what_is_left_out_takes_its_heading_and_number_along(drafted: Drafts) -> None:
    left = ("chi-dao-dieu-hanh", "chi-tieu", "nguyen-nhan", "phuong-huong", "I")
    _, path = drafted("".join(f"  {place}: {{bo: có}}\n" for place in left))
    assert headings(path) == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả thực hiện nhiệm vụ",
        "a) Nhóm hai",
        "II. TỒN TẠI, HẠN CHẾ",
        "III. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (
            ("ton-tai",),
            ["III. NGUYÊN NHÂN", "IV. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM THỜI GIAN TỚI", "V. KIẾN NGHỊ, ĐỀ XUẤT"],
        ),
        (("ton-tai", "nguyen-nhan", "kien-nghi"), ["III. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM THỜI GIAN TỚI"]),
    ],
)
def test_chapters_behind_are_numbered_on(drafted: Drafts, left: tuple[str, ...], expected: list[str]) -> None:
    _, path = drafted("".join(f"  {place}: {{bo: có}}\n" for place in left))
    assert [heading for heading in headings(path) if heading.split(".")[0] in ("III", "IV", "V")] == expected


def test_a_group_is_told_behind_another_without_a_heading(drafted: Drafts) -> None:
    _, path = drafted("  II: {gop_vao: I}\n")
    assert [heading for heading in headings(path) if heading[1] == ")"] == ["a) Nhóm một"]
    printed = [text for _, text in paragraphs(path)]
    at = printed.index("a) Nhóm một")
    assert printed[at + 2 : at + 4] == [
        "Về việc của hai phòng, Phòng Một khảo sát 05 xã.",
        "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
    ]


# --- the controls of places ---------------------------------------------------------------------

MERGED = "  I: {noi_dung: 'Đã rà soát^[Kế hoạch số 1.].'}\n  II: {gop_vao: I, noi_dung: Đã khảo sát.}\n  kien-nghi: {bo: có}\n"


def titles(docx: Docx) -> list[str]:
    return [control.title for control in controls(docx) if control.is_place]


def test_each_place_stands_in_a_control_and_is_carried_as_made(drafted: Drafts) -> None:
    _, path = drafted(MERGED)
    found = [control for control in controls(path) if control.is_place]
    assert [control.tag.removeprefix("loi-van:") for control in found] == [
        *("mo-dau", "danh-gia-chung", "chi-dao-dieu-hanh", "chi-tieu", "I", "II"),
        *("ton-tai", "nguyen-nhan", "phuong-huong", "ket"),
    ]
    assert "Nhóm một" not in found[4].text
    carried = carry.read(path.read_bytes())
    assert carried is not None
    assert [(place.place, place.title) for place in carried.places] == [
        (control.tag.removeprefix("loi-van:"), control.title) for control in found
    ]
    assert carried.places[4:6] == (
        PlaceAsMade("I", "Nhóm một", "Lời văn: Nhóm một", ("Đã rà soát^[Kế hoạch số 1.].",), office=True),
        PlaceAsMade("II", "Nhóm hai", "Lời văn: Nhóm hai", ("Đã khảo sát.",), office=True),
    )
    assert not any(place.office for place in (*carried.places[:4], *carried.places[6:]))
    assert all(place.title == f"Lời văn: {PLACES[place.place]}" for place in carried.places if place.place in PLACES)


def test_carried_places_that_were_changed_count_as_none(drafted: Drafts) -> None:
    _, path = drafted(MERGED)
    docx = path.read_bytes()
    name = next(name for name, content in members(docx).items() if b"<places " in content)
    carried = carry.read(edited(docx, lambda xml: "Đã làm xong.".join(xml.rsplit("Đã khảo sát.", 1)), name))
    assert carried is not None
    assert carried.places == ()


def test_a_template_of_the_first_version_carries_no_places(office: Small, cli: Cli) -> None:
    shutil.copytree(FIRST_TEMPLATES, office.root / "mau")
    assert cli("draft", "6-thang", cwd=office.root).code == 0
    carried = carry.read((office.root / "ban-thao" / "kh-6-thang.docx").read_bytes())
    assert carried is not None
    assert carried.places == ()


@pytest.mark.pages
def test_titles_bookmarks_and_every_text_survive_libreoffice(
    pages_required: None, drafted: Drafts, tmp_path: Path
) -> None:
    _, path = drafted(MERGED)
    (tmp_path / "ra").mkdir()
    convert(tmp_path / "ra", "docx", str(path))
    saved = tmp_path / "ra" / path.name
    assert titles(saved) == titles(path)
    names = {value(mark, "name") for mark in part(path).iter(f"{W}bookmarkStart")}
    assert names <= {value(mark, "name") for mark in part(saved).iter(f"{W}bookmarkStart")}
    words = [text for _, text in paragraphs(path) if text.strip()]
    assert [text for _, text in paragraphs(saved) if text.strip()] == words
    notes = (len(list(part(docx).iter(f"{W}footnoteReference"))) for docx in (path, saved))
    assert len(set(notes)) == 1
