"""Where words stand in an issued document, as a letter of correction says it."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.issuing.spots import all_spots, nearest_spot, spots_of
from reportgen.wordview.opened import Opened, open_docx
from tests.paper_docx import build
from tests.papers import paper


def opened(base: str, changes: dict[str, Any] | None = None) -> Opened:
    return open_docx(build(paper(base, changes or {})))


def where(docx: Opened, words: str) -> list[str]:
    return [spot.where for spot in spots_of(docx, words)]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("TỈNH BẮC NINH", "tên cơ quan ở đầu văn bản"),
        ("SỞ NỘI VỤ", "tên cơ quan ở đầu văn bản"),
        ("12/BC-SNV", "số, ký hiệu"),
        ("ngày 15 tháng 6 năm 2026", "dòng địa danh, thời gian"),
        ("BÁO CÁO", "tên loại văn bản"),
        ("Kết quả công tác 6 tháng", "trích yếu"),
        ("Bộ Nội vụ", "phần Kính gửi"),
        ("KẾT QUẢ THỰC HIỆN", "mục I"),
        ("Công tác chỉ đạo", "khoản 1 mục I"),
        ("Ban hành văn bản", "điểm a khoản 1 mục I"),
        ("Tổ chức thực hiện", "điểm b khoản 1 mục I"),
        ("báo cáo của Sở Nội vụ", "đoạn cuối của phần nội dung"),
        ("Giám đốc Sở", "phần Nơi nhận"),
        ("VT, VP", "phần Nơi nhận"),
        ("Họ Tên Người Ký", "phần chữ ký"),
        ("CHỈ TIÊU", "Phụ lục I"),
        ("Hồ sơ đúng hạn", "dòng số 1, cột Chỉ tiêu, Phụ lục I"),
        ("Rà soát thủ tục", "dòng số 1, cột Nhiệm vụ, Phụ lục II"),
    ],
)
def test_a_report_is_said_by_its_parts(words: str, place: str) -> None:
    assert where(opened("bao-cao"), words)[:1] == [place]


def test_paragraphs_are_counted_where_there_are_several() -> None:
    docx = opened("bao-cao")
    assert where(docx, "Thực hiện kế hoạch công tác năm") == ["đoạn mở đầu", "khoản 1 mục I", "mục II"]
    two = opened("bao-cao", {"doan3.text": "Đoạn một.", "khoan1.text": "Đoạn của mục I, không đánh số."})
    assert where(two, "không đánh số") == ["đoạn thứ nhất, mục I"]
    assert where(two, "Thực hiện kế hoạch công tác năm") == ["đoạn mở đầu", "đoạn thứ hai, mục I"]


def test_a_decision_is_said_by_its_articles() -> None:
    docx = opened("quyet-dinh")
    assert where(docx, "Công khai kết quả") == ["điểm b khoản 1 Điều 1"]
    assert where(docx, "Căn cứ Luật") == ["phần căn cứ"]
    assert where(docx, "có hiệu lực") == ["Điều 2"]


def test_a_letter_without_levels_is_said_by_its_paragraphs() -> None:
    docx = opened("cong-van")
    assert where(docx, "đôn đốc báo cáo") == ["trích yếu"]
    assert where(docx, "bảo đảm tiến độ") == ["đoạn thứ nhất"]
    assert where(docx, "quan tâm thực hiện") == ["đoạn cuối của phần nội dung"]


def test_rows_of_groups_are_said_with_their_group_and_rows_without_number_by_their_order() -> None:
    rows = [["TT", "Việc"], ["I. Nhóm một"], ["1", "Việc a"], ["II. Nhóm hai"], ["1", "Việc b"], ["", "Việc c"]]
    docx = opened("bao-cao", {"bang1.table": rows})
    assert where(docx, "Nhóm hai") == ["dòng tên nhóm II, Phụ lục I"]
    assert where(docx, "Việc a") == ["dòng số 1 nhóm I, cột Việc, Phụ lục I"]
    assert where(docx, "Việc b") == ["dòng số 1 nhóm II, cột Việc, Phụ lục I"]
    assert where(docx, "Việc c") == ["dòng thứ 6 của bảng, cột Việc, Phụ lục I"]
    twice = opened("bao-cao", {"bang1.table": [["TT", "Việc"], ["1", "Việc a"], ["1", "Việc b"]]})
    assert where(twice, "Việc b") == ["dòng thứ 3 của bảng, cột Việc, Phụ lục I"]


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("Đạt 95% kế hoạch.", "95%", 1),
        ("Đạt 1.950 việc.", "95", 0),
        ("Đạt 95,5 điểm.", "95", 0),
        ("Đạt 3,95 điểm.", "95", 0),
        ("Đạt 95, còn 5.", "95", 1),
        ("Gồm 95. Còn lại.", "95", 1),
        ("Đạt 95 và 95 nữa.", "95", 2),
        ("Văn phòng Sở", "phòng", 1),
        ("Văn phòng Sở", "phò", 0),
        ("Văn  phòng\u00a0Sở", "Văn phòng Sở", 1),
        ("Ti\u1ebfn \u0111\u1ed9", "Tie\u0302\u0301n \u0111o\u0323\u0302", 1),
        ("Văn phòng Sở", "văn phòng", 0),
        ("a (b) c.", "(b)", 1),
    ],
)
def test_words_stand_where_they_stand_whole(text: str, words: str, times: int) -> None:
    assert len(where(opened("cong-van", {"doan1.text": text}), words)) == times


def test_a_spot_shows_the_words_around() -> None:
    [spot] = spots_of(opened("cong-van"), "phối hợp chặt chẽ")
    assert spot.text == "…độ và chất lượng, đồng thời phối hợp chặt chẽ với các cơ quan liên quan…"
    [whole] = spots_of(opened("cong-van", {"doan1.text": "Đạt 95%."}), "95%")
    assert whole.text == "Đạt 95%."


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("triển khai đầy đủ các nhiêm vụ", "triển khai đầy đủ các nhiệm vụ"),
        ("TRIỂN KHAI ĐẦY ĐỦ", "triển khai đầy đủ"),
        ("triển khai đầy các nhiệm vụ", "triển khai đầy đủ các nhiệm vụ"),
        ("không liên quan gì ở đây cả", None),
        ("zzz", None),
    ],
)
def test_the_nearest_words_are_offered(words: str, near: str | None) -> None:
    found = nearest_spot(opened("cong-van"), words)
    assert (found.text if found else None) == near


def test_every_paragraph_has_its_place() -> None:
    for base in ("bao-cao", "cong-van", "quyet-dinh"):
        docx = opened(base)
        assert all(spot.where and spot.text for spot in all_spots(docx))
