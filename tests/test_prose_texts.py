"""How a unit's text becomes sentences, and a sentence takes its subject, its footnotes, its place."""

from __future__ import annotations

import pytest

from reportgen.compose import computed
from reportgen.compose.openings import VERBS, after_time, can_follow, lowered, opens_with_verb
from reportgen.compose.prose import notes
from reportgen.compose.prose.names import called, short_name
from reportgen.compose.prose.paragraphs import paragraph, paragraphs
from reportgen.compose.prose.said import Piece, Said, aside, divided, introduced, merged, piece
from reportgen.compose.prose.sentences import flow, sentences

VERB = (
    "Rà soát 22 văn bản",
    "Tham mưu ban hành Kế hoạch",
    "Tổ chức hội nghị đối thoại lần 2",
    "Tổ chức công bố quy hoạch",
    "Chưa kiểm tra doanh nghiệp nào",
    "Đã lấy ý kiến các phòng",
    "Đang chờ hướng dẫn",
    "Khảo sát, chọn 01 điểm làm thử",
    "Phối hợp với Văn phòng Sở lập đề cương",
    "Không phát hiện trường hợp vi phạm",
    "Báo cáo Lãnh đạo Sở hằng tháng",
    "Quyết liệt chỉ đạo các thôn",
    "Thông báo cho 06 doanh nghiệp",
    "Ứng dụng chữ ký số",
)
NO_VERB = (
    "UBND xã giao các phòng",
    "08 thủ tục còn lại phải nộp bản gốc",
    "Thành đoàn Hải Phòng phối hợp",
    "Báo cáo số 85/BC-SKHCN được gửi",
    "Thông báo số 15/TB-SKHCN",
    "Báo cáo kết quả kiểm tra được công khai",
    "Không gian làm việc chung có 14 nhóm",
    "Trong 63 thủ tục, 55 thủ tục trực tuyến",
    "Lãnh đạo Trung tâm trực tiếp kiểm tra",
    "Chuyển đổi số được đẩy mạnh",
    "Kế hoạch kiểm tra được ban hành",
    "Nền tảng dùng chung chưa mở",
    "Quyết định số 90/QĐ-SKHCN",
    "NQ 02 được quán triệt",
    "",
)


@pytest.mark.parametrize("text", VERB)
def test_a_verb_of_the_trade_takes_a_subject(text: str) -> None:
    assert opens_with_verb(text)
    assert lowered(text)[0].islower()
    assert piece(Said(("Phòng A",), (f"{text}.",))).named == f"Phòng A {text[0].lower()}{text[1:]}."


@pytest.mark.parametrize("text", NO_VERB)
def test_abbreviations_figures_names_and_nouns_take_none(text: str) -> None:
    assert not opens_with_verb(text)


def test_the_list_of_openings_is_small_written_and_long_enough() -> None:
    assert len(VERBS) >= 200
    assert all(word == word.casefold() and 1 <= len(word.split()) <= 4 for word in VERBS)
    assert all(opens_with_verb(word[0].upper() + word[1:] + " các nội dung") for word in VERBS)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Năm 2027 hoàn thành số hóa", ("Năm 2027", "hoàn thành số hóa")),
        ("Từ đầu năm giải quyết 17 vướng mắc", ("Từ đầu năm", "giải quyết 17 vướng mắc")),
        ("Đến hết tháng 10 tổng hợp 27 vướng mắc", ("Đến hết tháng 10", "tổng hợp 27 vướng mắc")),
        ("Trong quý III/2026, trình phương án", ("Trong quý III/2026", "trình phương án")),
        ("Năm 2027 là năm bản lề", None),
        ("Trong 63 thủ tục liên quan", None),
    ],
)
def test_a_time_before_the_verb_stays_before_the_subject(text: str, parts: tuple[str, str] | None) -> None:
    assert after_time(text) == parts
    if parts:
        said = Said(("Phòng A",), (f"{text}.",))
        assert piece(said).named == f"{parts[0]}, Phòng A {parts[1]}."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rà soát 22 văn bản", ("Rà soát 22 văn bản.",)),
        ("Rà soát 22 văn bản . ", ("Rà soát 22 văn bản.",)),
        ("- Rà soát 22 văn bản;\n- Trình 07 nội dung", ("Rà soát 22 văn bản; trình 07 nội dung.",)),
        ("• Rà soát 22 văn bản.\n– Trình 07 nội dung.", ("Rà soát 22 văn bản.", "Trình 07 nội dung.")),
        ("1. Rà soát\n2) Trình\na) Gửi", ("Rà soát.", "Trình.", "Gửi.")),
        ("1. Rà soát 2. Trình", ("1. Rà soát 2. Trình.",)),
        ("Kết quả gồm:\n- Rà soát 22 văn bản.\n- UBND xã giao.", ("Kết quả gồm: rà soát 22 văn bản; UBND xã giao.",)),
        ("Gồm:\n- Một\n- Hai\nĐã trình.", ("Gồm: một; hai.", "Đã trình.")),
        ("Rà soát 22 văn bản thuộc\nlĩnh vực của Sở.", ("Rà soát 22 văn bản thuộc lĩnh vực của Sở.",)),
        ("Rà soát\n\ncác văn bản", ("Rà soát.", "các văn bản.")),
        ("-5 độ là mức thấp nhất.", ("-5 độ là mức thấp nhất.",)),
        ("1.245 hồ sơ được nhận.", ("1.245 hồ sơ được nhận.",)),
        ("Họp tại TP. Hải Phòng. Trình sau.", ("Họp tại TP. Hải Phòng.", "Trình sau.")),
        ("Mua máy, bàn ghế...", ("Mua máy, bàn ghế…",)),
        ("Ban hành^[Số 1. Ngày 2.]. Gửi^[X.].", ("Ban hành^[Số 1. Ngày 2.].", "Gửi^[X.].")),
        ("Ban hành.^[Số 1]", ("Ban hành^[Số 1].",)),
        ("Mở ^[ chưa đóng", (r"Mở ^\[ chưa đóng.",)),
        (" - \n\n", ()),
        (None, ()),
    ],
)
def test_a_text_as_sentences(text: str | None, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_a_sentence_of_what_was_done_goes_on_from_the_one_before() -> None:
    assert flow(("Khảo sát 42 nơi.", "Đã trình phương án.")) == "Khảo sát 42 nơi; đã trình phương án."
    assert flow(("Phương án dài.", "Đã trình phương án.")) == "Phương án dài. Đã trình phương án."
    assert flow(("Khảo sát 42 nơi.", "Chưa trình.")) == "Khảo sát 42 nơi. Chưa trình."


def test_documents_become_one_footnote_before_the_stop() -> None:
    said = Said(("Phòng A",), ("Rà soát.", "Trình."), ("Kế hoạch số 1/KH ngày 01/02/2026", "Mục [a]"))
    assert piece(said).named == r"Phòng A rà soát. Trình^[Kế hoạch số 1/KH ngày 01/02/2026; Mục [a\].]."
    assert piece(said, own=True).bare.startswith("Rà soát. Trình^[")


def test_a_document_in_short_needs_a_certain_number_and_date() -> None:
    short = notes.in_short("Kế hoạch số 17/KH-SKHCN ngày 20/01/2026")
    assert short == ("Kế hoạch số 17/KH-SKHCN", "số 17/kh-skhcn ngày 20/01/2026")
    assert notes.in_short("Kế hoạch số 17/KH-SKHCN") is None
    assert notes.in_short("Kế hoạch số …/KH-SKHCN ngày 20/01/2026") is None
    assert notes.in_short("Kế hoạch số 17/KH-SKHCN ngày 20/01/2026 của Sở") is None


def test_units_are_named_by_subject_by_brackets_or_together() -> None:
    both = merged([Said(("Phòng A",), ("Rà soát.",), ("X",)), Said(("Phòng B",), ("rà soát.",), ("Y", "X"))])
    assert both == [Said(("Phòng A", "Phòng B"), ("Rà soát.",), ("X", "Y"))]
    assert piece(both[0]).named == "Phòng A và Phòng B rà soát^[X; Y.]."
    all_ = merged([Said((name,), ("Rà soát.",)) for name in "ABC"], frozenset("ABC"))
    assert computed.plain(piece(all_[0]).named) == "Cả 03 đơn vị rà soát."
    assert (
        piece(Said(("Phòng A",), ("08 thủ tục còn lại.", "Chưa xong."))).named
        == "08 thủ tục còn lại (Phòng A). Chưa xong."
    )
    assert aside(Said(("Phòng A",), ("Chưa có kinh phí.",))).named == "Chưa có kinh phí (Phòng A)."


def test_the_only_lead_is_named_once_another_unit_was() -> None:
    own = piece(Said(("Phòng A",), ("Rà soát 22 văn bản.",)), own=True)
    other = piece(Said(("Phòng B",), ("Phối hợp rà soát.",)))
    assert paragraph([own, other]) == "Rà soát 22 văn bản; Phòng B phối hợp rà soát."
    assert paragraph([other, own]) == "Phòng B phối hợp rà soát; Phòng A rà soát 22 văn bản."
    assert paragraph([other, other]) == "Phòng B phối hợp rà soát; phối hợp rà soát."


def test_units_in_brackets_are_not_taken_for_those_of_the_text_before() -> None:
    own = piece(Said(("Phòng A",), ("Rà soát 22 văn bản.",)), own=True)
    other = piece(Said(("Phòng B",), ("08 thủ tục còn lại.",)))
    assert paragraph([own, other]) == "Rà soát 22 văn bản. 08 thủ tục còn lại (Phòng B)."
    assert paragraph([other, other, own]).startswith("08 thủ tục còn lại (Phòng B); 08 thủ tục")


def test_paragraphs_join_short_tasks_and_part_long_ones_between_units() -> None:
    def task(unit: str, length: int) -> list[Piece]:
        return [piece(Said((unit,), ("Rà soát " + "x " * (length - 5) + "y.",)))]

    lengths = [len(text.split()) for text in paragraphs([task("A", 30), task("B", 30), task("C", 60)])]
    assert lengths == [54, 57] or len(lengths) == 2
    long = [part for unit in "ABCDEF" for part in task(unit, 40)]
    parted = paragraphs([long, task("G", 20)])
    assert [text.count("rà soát") for text in parted] == [2, 2, 2, 1]
    assert max(len(text.split()) for text in parted) <= 110


def test_a_text_longer_than_a_paragraph_is_parted_between_sentences() -> None:
    said = Said(("A",), tuple("Rà soát " + "x " * 47 + "y." for _ in range(4)), ("Z",))
    parts = list(divided(said))
    assert [len(part.sentences) for part in parts] == [1, 1, 1, 1]
    assert [part.documents for part in parts] == [(), (), (), ("Z",)]


def test_figures_and_small_words_can_follow_within_a_sentence() -> None:
    assert can_follow("08 thủ tục")
    assert can_follow("Một số xã")
    assert not can_follow("Nghị quyết số 02")
    assert lowered("Thành đoàn") == "Thành đoàn"


@pytest.mark.parametrize(
    "text",
    [
        "Chậm nhất 30/5/2026",
        "Muộn nhất quý II/2026",
        "Cuối năm học mới xét",
        "Thiếu giảng viên",
        "Chậm thu tiền",
        "Tuần 3",
    ],
)
def test_times_and_causes_go_on_with_a_small_letter(text: str) -> None:
    assert lowered(text) == text[0].lower() + text[1:]
    assert introduced("Về chuyển đổi số", [aside(Said(("Phòng A",), (f"{text}.",)))])[0].named == (
        f"Về chuyển đổi số: {text[0].lower()}{text[1:]} (Phòng A)."
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ủy ban nhân dân xã Việt Khê", "UBND xã"),
        ("Uỷ ban nhân dân thành phố Hải Phòng", "UBND thành phố"),
        ("Sở Khoa học và Công nghệ", "Sở"),
        ("Hội Nông dân", "Hội Nông dân"),
    ],
)
def test_an_agency_calls_itself_in_short(name: str, short: str) -> None:
    assert called(name) == short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "Cải cách quy định thủ tục hành chính, nâng cao hiệu quả",
            "Cải cách quy định thủ tục hành chính, nâng cao hiệu quả",
        ),
        ("Ưu tiên khơi thông nguồn lực, tạo điều kiện " + "x" * 90, "Ưu tiên khơi thông nguồn lực"),
        ("Rà soát các quy định hiện hành để thể chế hóa " + "x" * 90, "Rà soát các quy định hiện hành"),
        ("Rà soát. Trình", "Rà soát"),
        ("y " * 60, "y " * 49 + "y…"),
    ],
)
def test_a_name_in_short_is_whole_words(text: str, short: str) -> None:
    assert short_name(text) == short
