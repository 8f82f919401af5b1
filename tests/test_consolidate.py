"""`consolidate`: the office's own words, pinned to what they stand on; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.consolidating import ROWS, WORDS, said, sent, status, word

OFFICE = "Sở rà soát 96 thủ tục hành chính^[Kế hoạch số 17/KH-STN ngày 20/01/2026.], số hóa 118 hồ sơ."


@pytest.fixture
def office(small: Any, cli: Callable[..., Any]) -> Any:
    """The small workspace with its units' files and a file of words as made."""
    sent(small)
    ran = cli("consolidate", "6-thang", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    return small


def again(office: Any, cli: Callable[..., Any], *options: str) -> Any:
    return cli("consolidate", "6-thang", *options, cwd=office.root)


def text_of(office: Any) -> str:
    return str((office.root / WORDS).read_text(encoding="utf-8"))


def test_a_new_file_has_every_place_with_its_sources_and_a_proposal(office: Any, cli: Callable[..., Any]) -> None:
    text = text_of(office)
    assert "    #: - I.1, Văn phòng: Rà soát 96 thủ tục hành chính\n" in text
    assert "Nguồn (2 nhiệm vụ, 3 đơn vị):" in text
    assert said(office.root, "I").text is not None
    assert said(office.root, "I").pin is not None
    assert said(office.root, "mo-dau").text is None
    assert said(office.root, "mo-dau").pin is None
    assert cli("check", cwd=office.root).code == 0


def test_a_second_run_changes_no_byte(office: Any, cli: Callable[..., Any]) -> None:
    path = office.root / WORDS
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    ran = again(office, cli)
    assert ran.out.startswith("Giữ nguyên: ")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_proposal_follows_its_sources(office: Any, cli: Callable[..., Any]) -> None:
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    ran = again(office, cli)
    assert "lời tự động viết lại theo số liệu mới: I\n" in ran.out
    assert "97 thủ tục" in (said(office.root, "I").text or "")
    assert "96 thủ tục" not in text_of(office)


def test_the_office_s_words_stay_and_are_pinned(office: Any, cli: Callable[..., Any]) -> None:
    word(office, "I", OFFICE)
    before = text_of(office)
    again(office, cli)
    assert text_of(office) == before
    assert said(office.root, "I").text == OFFICE


def test_words_written_without_a_pin_get_one(office: Any, cli: Callable[..., Any]) -> None:
    word(office, "II", "Đã tập huấn cho 45 người.")
    pin = said(office.root, "II").pin
    office.replace(WORDS, f"    dau: {pin}\n", "")
    assert "chua-ghim" in cli("check", "--format", "json", cwd=office.root).out
    ran = again(office, cli)
    assert "ghi dấu nguồn cho lời của cơ quan: II\n" in ran.out
    assert said(office.root, "II").pin == pin
    assert "chua-ghim" not in cli("check", "--format", "json", cwd=office.root).out


def stale(office: Any, cli: Callable[..., Any]) -> str:
    """Make the words of group I stale; return the finding."""
    word(office, "I", OFFICE)
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "95 thủ tục")
    return str(cli("check", cwd=office.root).out)


CHANGE = "I.1, Văn phòng: trước: Rà soát 96 thủ tục hành chính; nay: Rà soát 95 thủ tục hành chính"


def test_words_become_stale_and_are_told_old_and_new(office: Any, cli: Callable[..., Any]) -> None:
    assert CHANGE in " ".join(stale(office, cli).split())
    before = said(office.root, "I")
    ran = again(office, cli)
    assert "Nguồn đã đổi sau khi viết, cần xem lại (1):\n  I Nhóm một\n" in ran.out
    assert CHANGE in ran.out
    assert said(office.root, "I") == before
    assert CHANGE in " ".join(text_of(office).replace("#:", "").split())
    assert "loi-van-cu" in cli("check", "--format", "json", cwd=office.root).out, "seen is not read"
    changed = text_of(office)
    again(office, cli)
    assert text_of(office) == changed


def test_confirming_clears_it(office: Any, cli: Callable[..., Any]) -> None:
    stale(office, cli)
    again(office, cli)
    ran = again(office, cli, "--confirm", "I")
    assert "đã xác nhận vẫn đúng: I\n" in ran.out
    assert "loi-van-cu" not in cli("check", "--format", "json", cwd=office.root).out
    assert said(office.root, "I").text == OFFICE
    assert " nay " not in text_of(office)
    assert "95 thủ tục" in text_of(office)


def test_rewriting_clears_it_once_the_new_sources_were_shown(office: Any, cli: Callable[..., Any]) -> None:
    stale(office, cli)
    again(office, cli)
    word(office, "I", OFFICE.replace("96", "95"))
    assert "loi-van-cu" not in cli("check", "--format", "json", cwd=office.root).out
    again(office, cli)
    assert "loi-van-cu" not in cli("check", "--format", "json", cwd=office.root).out
    assert " nay " not in text_of(office)
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "95 thủ tục", "94 thủ tục")
    assert "loi-van-cu" in cli("check", "--format", "json", cwd=office.root).out


def test_reverting_the_row_clears_it(office: Any, cli: Callable[..., Any]) -> None:
    word(office, "I", OFFICE)
    before = text_of(office)
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "95 thủ tục")
    again(office, cli)
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "95 thủ tục", "96 thủ tục")
    assert "loi-van-cu" not in cli("check", "--format", "json", cwd=office.root).out
    again(office, cli)
    assert text_of(office) == before


def test_confirming_what_is_not_stale_says_so(office: Any, cli: Callable[..., Any]) -> None:
    ran = again(office, cli, "--confirm", "I,ton-tai")
    assert "ton-tai: không cần xác nhận" in ran.out
    ran = again(office, cli, "--confirm", "ton-taii")
    assert (ran.code, "Có phải là «ton-tai»?" in ran.err) == (2, True)


def test_the_plan_s_number_makes_only_opening_and_close_stale(office: Any, cli: Callable[..., Any]) -> None:
    for place in ("mo-dau", "ton-tai", "I", "chi-tieu", "ket"):
        word(office, place, f"Lời của cơ quan cho {place}.")
    again(office, cli)
    office.replace("ke-hoach/kh.yaml", "ky_hieu: KH-STN", "ky_hieu: KH-STN\nso: 5\nngay: 10/01/2026")
    office.replace("ke-hoach/kh.yaml", "noi_nhan: [Sở Nhận", "noi_nhan: [Sở Khác, Sở Nhận")
    office.replace("co-quan.yaml", "ky_hieu: STN", "ky_hieu: STN\nma_dinh_danh: 000.00.00.H00")
    found = [line for line in cli("check", cwd=office.root).out.splitlines() if "nguồn của lời văn đã đổi" in line]
    assert [line.split(" noi_dung")[0].split()[-1] for line in found] == ["mo-dau", "ket"]


def test_comments_and_order_of_a_person_stay(office: Any, cli: Callable[..., Any]) -> None:
    office.replace(WORDS, "  II:\n", "  # hỏi lại Phòng Hai\n  II:\n    # còn chờ số liệu\n")
    office.replace(WORDS, "    noi_dung: |\n", "    noi_dung: |  # lời dự kiến\n")
    office.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "20 doanh nghiệp", "21 doanh nghiệp")
    ran = again(office, cli)
    text = text_of(office)
    assert (ran.code, ran.err) == (0, "")
    assert "  # hỏi lại Phòng Hai\n  II:\n" in text
    assert "    # còn chờ số liệu\n" in text
    assert "# lời dự kiến" in text
    assert "21 doanh nghiệp" in (said(office.root, "II").text or "")


def test_what_was_typed_into_a_block_of_ours_stays_as_a_note(office: Any, cli: Callable[..., Any]) -> None:
    office.replace(WORDS, "    #: - II.1: ", "    #: nhớ hỏi\n    #: - II.1: ")
    ran = again(office, cli)
    assert "1 dòng gõ trong phần #: được giữ lại" in ran.out
    assert "    # (giữ lại) nhớ hỏi\n" in text_of(office)


def test_words_that_look_like_our_blocks_are_words(office: Any, cli: Callable[..., Any]) -> None:
    fake = "Một câu.\n\n#: (dành cho máy, không sửa: bản 4a16da của I)"
    word(office, "II", fake)
    again(office, cli)
    assert said(office.root, "II").text == fake


def test_a_place_of_a_group_that_is_gone(office: Any, cli: Callable[..., Any]) -> None:
    word(office, "I", OFFICE)
    office.replace("ke-hoach/kh.yaml", "so: II\n", "so: III\n")
    office.replace("ke-hoach/kh.yaml", "ma: II.1", "ma: III.1")
    for unit in ("phong-mot", "phong-hai"):
        office.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", "  II.1:", "  III.1:")
    ran = again(office, cli)
    assert "thêm chỗ: III\n" in ran.out
    assert "bỏ chỗ không còn trong báo cáo (chưa ai viết): II\n" in ran.out
    assert "  II:\n" not in text_of(office)
    assert said(office.root, "I").text == OFFICE


def test_written_words_of_a_group_that_is_gone_stay_and_are_told(office: Any, cli: Callable[..., Any]) -> None:
    word(office, "II", "Lời đã viết.")
    office.replace("ke-hoach/kh.yaml", "so: II\n", "so: III\n")
    office.replace("ke-hoach/kh.yaml", "ma: II.1", "ma: III.1")
    for unit in ("phong-mot", "phong-hai"):
        office.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", "  II.1:", "  III.1:")
    ran = again(office, cli)
    assert "báo cáo không còn chỗ này nhưng đã có lời văn, nên giữ lại: xem rồi tự xóa: II\n" in ran.out
    assert said(office.root, "II").text == "Lời đã viết."


def test_line_ends_and_encoding_of_the_file_stay(office: Any, cli: Callable[..., Any]) -> None:
    path = office.root / WORDS
    path.write_bytes("\ufeff".encode() + path.read_bytes().replace(b"\n", b"\r\n"))
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    ran = again(office, cli)
    content = path.read_bytes()
    assert (ran.code, ran.err) == (0, "")
    assert content.startswith("\ufeff".encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    assert "97 thủ tục".encode() in content


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("loi_van:", "loi_vann:"), "còn lỗi ở dòng"),
        (lambda text: text.replace("  ton-tai:", "\tton-tai:"), "lùi bằng phím Tab"),
        (lambda text: text.partition("loi_van:")[0] + "loi_van: {ton-tai: {noi_dung: Không.}}\n", "dấu { }"),
    ],
)
def test_a_file_that_cannot_be_changed_stays(
    spoil: Callable[[str], str], told: str, office: Any, cli: Callable[..., Any]
) -> None:
    path: Path = office.root / WORDS
    path.write_text(spoil(text_of(office)), encoding="utf-8")
    before = path.read_bytes()
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    ran = again(office, cli)
    assert (ran.code, told in ran.err) == (1, True), ran.err
    assert path.read_bytes() == before


def test_a_place_in_braces_is_left_to_its_writer(small: Any, cli: Callable[..., Any]) -> None:
    sent(small)
    small.write(WORDS, "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  ton-tai: {noi_dung: Không có gì.}\n")
    ran = cli("consolidate", "6-thang", cwd=small.root)
    assert "viết trong ngoặc nên chương trình không sửa được, phải tự sửa: ton-tai\n" in ran.out
    assert "  ton-tai: {noi_dung: Không có gì.}\n" in (small.root / WORDS).read_text(encoding="utf-8")
    assert said(small.root, "I").pin


def test_data_with_errors_is_refused(office: Any, cli: Callable[..., Any]) -> None:
    office.write("tinh-hinh/kh/6-thang/van-phong.yaml", status("van-phong", ROWS["van-phong"]).replace("60", "160"))
    ran = again(office, cli)
    assert (ran.code, ran.out) == (1, "")
    assert "Số liệu kỳ kh/6-thang còn 1 lỗi" in ran.err


def test_rows_that_the_words_do_not_mention_are_listed(office: Any, cli: Callable[..., Any]) -> None:
    word(office, "I", OFFICE)
    ran = again(office, cli)
    assert "Lời của cơ quan chưa nhắc đến (Phụ lục II vẫn in):\n  I: I.1 Phòng Một; I.2 Phòng Một\n" in ran.out


# Units that write their own places

UNIT = "tong-hop/kh/6-thang/phong-hai.yaml"


@pytest.fixture
def handed(small: Any, cli: Callable[..., Any]) -> Any:
    """Group II belongs to Phòng Hai, which got its own file."""
    sent(small)
    small.replace("ke-hoach/kh.yaml", "ten: Nhóm hai\n", "ten: Nhóm hai\n        theo_doi: phong-hai\n")
    assert cli("consolidate", "6-thang", cwd=small.root).code == 0
    assert cli("consolidate", "6-thang", "--unit", "phong-hai", cwd=small.root).code == 0
    return small


def test_a_unit_s_file_has_its_places_alone(handed: Any) -> None:
    text = (handed.root / UNIT).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("  ") and line.endswith(":") and line[2] != " "] == [
        "  II:"
    ]


def test_what_a_unit_wrote_is_taken_over_once(handed: Any, cli: Callable[..., Any]) -> None:
    word(handed, "II", "Phòng Hai khảo sát 20 doanh nghiệp.", UNIT)
    ran = again(handed, cli)
    assert (ran.code, "lấy lời văn của phong-hai: II\n" in ran.out) == (0, True)
    assert said(handed.root, "II").text == "Phòng Hai khảo sát 20 doanh nghiệp."
    before = text_of(handed), (handed.root / UNIT).read_bytes()
    assert "lấy lời văn" not in again(handed, cli).out
    assert (text_of(handed), (handed.root / UNIT).read_bytes()) == before
    word(handed, "II", "Văn phòng sửa lại câu này.")
    ran = again(handed, cli)
    assert (ran.code, "cùng sửa" in ran.out) == (0, False)
    assert said(handed.root, "II").text == "Văn phòng sửa lại câu này."


def test_both_sides_changed_neither_wins(handed: Any, cli: Callable[..., Any]) -> None:
    word(handed, "II", "Lời của Phòng Hai.", UNIT)
    word(handed, "II", "Lời của Văn phòng.")
    before = text_of(handed), (handed.root / UNIT).read_bytes()
    ran = again(handed, cli)
    assert ran.code == 1
    assert "II: cơ quan và phong-hai cùng sửa; chưa lấy bên nào." in ran.out
    assert "cơ quan: Lời của Văn phòng." in ran.out
    assert "phong-hai: Lời của Phòng Hai." in ran.out
    assert (text_of(handed), (handed.root / UNIT).read_bytes()) == before
    word(handed, "II", "Lời của Phòng Hai.")
    assert again(handed, cli).code == 0


def test_a_unit_s_words_written_before_its_rows_changed_come_over_stale(handed: Any, cli: Callable[..., Any]) -> None:
    word(handed, "II", "Phòng Hai khảo sát 20 doanh nghiệp.", UNIT)
    handed.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "20 doanh nghiệp", "25 doanh nghiệp")
    again(handed, cli)
    assert said(handed.root, "II").text == "Phòng Hai khảo sát 20 doanh nghiệp."
    assert "loi-van-cu" in cli("check", "--format", "json", cwd=handed.root).out


def test_words_of_the_office_are_handed_out(handed: Any, cli: Callable[..., Any]) -> None:
    word(handed, "II", "Lời của Văn phòng.")
    assert cli("consolidate", "6-thang", "--unit", "Phòng Hai", cwd=handed.root).code == 0
    assert "Lời của Văn phòng." in (handed.root / UNIT).read_text(encoding="utf-8")
    word(handed, "II", "Phòng Hai sửa lời của Văn phòng.", UNIT)
    again(handed, cli)
    assert said(handed.root, "II").text == "Phòng Hai sửa lời của Văn phòng."


def test_what_words_rest_on_is_handed_out_and_comes_back_fresh(handed: Any, cli: Callable[..., Any]) -> None:
    word(handed, "II", "Lời của Văn phòng.")
    handed.replace(
        WORDS,
        "    noi_dung: |\n      Lời của Văn phòng.\n",
        '    noi_dung: |\n      Lời của Văn phòng.\n    dua_tren: [CT1, I]\n    phep_tinh: {"65": "45 + 20"}\n',
    )
    again(handed, cli, "--confirm", "II")
    (handed.root / UNIT).unlink()
    ran = cli("consolidate", "6-thang", "--unit", "phong-hai", cwd=handed.root)
    assert "Chỗ Phòng Hai viết: II\nGửi tệp này cho Phòng Hai" in ran.out
    text = (handed.root / UNIT).read_text(encoding="utf-8")
    assert '    dua_tren: [CT1, I]\n    phep_tinh:\n      "65": "45 + 20"\n' in text
    word(handed, "II", "Đã làm cho 65 lượt.", UNIT)
    ran = again(handed, cli)
    assert ran.out.startswith("Đã cập nhật: ")
    assert "loi-van-cu" not in cli("check", "--format", "json", cwd=handed.root).out


def test_a_unit_that_writes_no_place(handed: Any, cli: Callable[..., Any]) -> None:
    ran = cli("consolidate", "6-thang", "--unit", "phong-mot", cwd=handed.root)
    assert (ran.code, "Phòng Một không viết chỗ nào" in ran.err) == (2, True)
