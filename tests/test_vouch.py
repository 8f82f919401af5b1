"""What vouches for figures in the office's words: sentences, one by one, held against the sample reports' data."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.model.words import PLACES, Wording, Words
from reportgen.pins.facts import Reading
from reportgen.pins.standing import PlaceStanding, standings
from reportgen.pipeline.period import Merged, merge_period
from reportgen.vn.text import fold
from reportgen.vouch.doubts import Examined, examined
from reportgen.vouch.figure import Sort, figures_in
from reportgen.workspace import Workspace
from tests.places import DATA, PERIODS, WORKSPACES

SO, XA = "so-khcn-hai-phong", "xa-viet-khe"


@functools.lru_cache
def merged(workspace: str, period: str) -> Merged:
    return merge_period(Workspace(DATA / workspace), period)


def reading(workspace: str, period: str) -> Reading:
    found = merged(workspace, period)
    assert found.snapshot is not None
    return Reading(found.snapshot, found.earlier)


def worded(where: Reading, texts: Mapping[str, Wording]) -> tuple[PlaceStanding, ...]:
    return tuple(place for place in standings(where, Words("kh", "ky", texts)) if place.text)


def told(found: Examined) -> list[str]:
    """Return each doubt as the figure, what is wrong, and what the data says."""
    return [" ".join(filter(None, (doubt.figure.written, doubt.what.name, doubt.known))) for doubt in found.doubts]


def doubts(place: str, sentence: str, workspace: str = SO, period: str = "6-thang", **also: object) -> list[str]:
    where = reading(workspace, period)
    wording = dataclasses.replace(Wording(text=sentence), **also)  # type: ignore[arg-type]
    return told(examined(where, worded(where, {place: wording})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rà soát 96 thủ tục", ["NUMBER 96"]),
        ("1.066 trong 1.081 kết quả", ["PAIR 1066/1081"]),
        ("đạt 18/44 cơ sở", ["PAIR 18/44"]),
        ("đạt 98,6% (1.066/1.081)", ["RATE 98.6", "PAIR 1066/1081"]),
        ("100 %", ["RATE 100"]),
        ("ngày 14/4/2026, ngày 05/02, ngày 30 tháng 4 năm 2026", ["DAY 14/4/2026", "DAY 5/2", "DAY 30/4/2026"]),
        ("tháng 6/2026, Tháng 9, quý III/2026, quý II", ["MONTH 6/2026", "MONTH 9", "QUARTER III/2026", "QUARTER II"]),
        ("Năm 2026, giai đoạn 2026-2030", ["YEAR 2026", "YEAR 2026", "YEAR 2030"]),
        ("2.026 hồ sơ", ["NUMBER 2026"]),
        ("hội nghị lần 2, đợt 1.", [f"TURN {fold('lần 2')}", f"TURN {fold('đợt 1')}"]),
        ("số 17/KH-SKHCN ngày 20/01/2026", ["DOCUMENT 17/KH-SKHCN"]),
        ("số 66.7/2025/NQ-CP, số 68-NQ/TW", ["DOCUMENT 66.7/2025/NQ-CP", "DOCUMENT 68-NQ/TW"]),
        ("Nghị quyết 02, Đề án 06, đường dây nóng số 1022", ["NAME 02", "NAME 06", "NAME 1022"]),
        ("mạng 5G, khổ A4, công nghiệp 4.0, gọi 0225123456", ["NAME 5G", "NAME A4", "NAME 4.0", "NAME 0225123456"]),
        ("ngày …/…/2026", ["NAME …/2026"]),
        ("hai nhiệm vụ, cả năm phòng, một chỉ tiêu", ["NUMBER 2", "NUMBER 5", "NUMBER 1"]),
        ("cả năm, một số việc, văn bản thứ hai", []),
        ("1. Việc này.\n2) Việc kia.", ["ITEM 1", "ITEM 2"]),
        ("1.2.3.4 và 12,34,5", []),
    ],
)
def test_figures_are_read_as_what_they_are(text: str, expected: list[str]) -> None:
    assert [f"{figure.sort.name} {figure.key}" for figure in figures_in(text)] == expected


RIGHT = [
    ("I.II", "Sở rà soát thành phần hồ sơ của 96 thủ tục hành chính, cắt giảm 09 loại giấy tờ ở 14 thủ tục."),
    ("I.II", "Các phòng, đơn vị khác có 14 lượt góp ý."),
    ("I.V", "Sở tư vấn 204 lượt doanh nghiệp; hướng dẫn 170 lượt người của doanh nghiệp nhỏ và vừa."),
    ("I.V", "Cả 48 phản ánh, kiến nghị được xử lý đúng hạn."),
    ("I.III", "Ngày 14/4/2026, Sở đối thoại với 38 doanh nghiệp, trả lời ngay 12 trong 17 kiến nghị."),
    ("I.VI", "Chi cục kiểm tra xong 18/44 cơ sở^[Quyết định số 78/QĐ-SKHCN ngày 19/3/2026.]."),
    ("I.I", "Thực hiện Nghị quyết số 71/NQ-CP, Sở rà soát 22 văn bản."),
    ("I.II", "Sở tổ chức 01 cuộc họp về thành phần hồ sơ."),
    ("chi-tieu", "Tỷ lệ cấp kết quả điện tử đạt 98,6% (1.066/1.081), ước đạt 99,1%; còn 15 kết quả chưa cấp."),
    ("chi-tieu", "Tỷ lệ sử dụng lại dữ liệu số hóa đạt khoảng 76%, thấp hơn mức giao 4,0 điểm phần trăm."),
    ("danh-gia-chung", "Sở đã triển khai 24/26 nhiệm vụ; 02 trong 04 chỉ tiêu đạt mức giao."),
    ("danh-gia-chung", "Trong 04 nhiệm vụ có thời hạn, 03 nhiệm vụ đang thực hiện, 01 nhiệm vụ chưa thực hiện."),
    ("ton-tai", "Có 01 nhiệm vụ chưa thực hiện, còn trong hạn; 01 nhiệm vụ chưa thực hiện, không tính hạn."),
    ("ton-tai", "Hai chỉ tiêu chưa đạt; hai nhiệm vụ chưa thực hiện; cả sáu phòng, đơn vị đều chậm."),
    ("ton-tai", "Còn 08/63 thủ tục chưa trực tuyến toàn trình."),
    ("phuong-huong", "1. Tổ chức đối thoại lần 2 trong quý III/2026.\n2. Gắn mã kết quả trước tháng 10/2026."),
    ("ket", "Trên đây là kết quả 6 tháng đầu năm 2026."),
]
OTHERWISE = [
    ("I.II", "Sở rà soát 96 TTHC, cắt giảm 09 loại giấy tờ tại 14 TTHC; tái cấu trúc 12 QTĐT."),
    ("I.II", "Mở 01 lớp tập huấn với 45 CBCCVC tham dự, cử 06 người đi bồi dưỡng."),
    ("I.II", "Đã có 55/63 TTHC liên quan đến DN thực hiện trực tuyến toàn trình (đạt 87,3%)."),
    ("I.II", "Công tác tuyên truyền được đẩy mạnh với 46 tin bài, 05 phóng sự."),
    ("I.V", "Tư vấn chuyển đổi số cho 27 DN, đổi mới công nghệ cho 21 DN, năng suất chất lượng cho 16 DN."),
    ("I.V", "Có 170 người được tập huấn; tổng số 204 lượt DN được hỗ trợ."),
    ("I.III", "Hội nghị đối thoại có 38 DN tham dự, 17 ý kiến, trong đó 12 ý kiến được giải đáp tại chỗ."),
    ("I.VI", "Đến nay đã kiểm tra 18 cơ sở (đạt 40,9% kế hoạch), còn 26 cơ sở."),
    ("I.VI", "Kiểm tra 20 cơ sở, doanh nghiệp (18 cơ sở về TCĐLCL, 02 doanh nghiệp viễn thông)."),
    (
        "danh-gia-chung",
        "Toàn Sở có 26 nhiệm vụ; đã và đang thực hiện 24 nhiệm vụ, đạt 92,3%; còn 02 nhiệm vụ chưa làm.",
    ),
    ("danh-gia-chung", "20/26 nhiệm vụ thực hiện thường xuyên (76,9%); 4 nhiệm vụ đang thực hiện."),
    ("chi-tieu", "CT1 đạt 98,6%, thấp hơn 1,4 điểm phần trăm; CT4 đạt 93%, vượt 3 điểm phần trăm."),
    ("chi-tieu", "Trong tổng số 1.081 hồ sơ, có 1.066 hồ sơ được cấp kết quả điện tử."),
    ("chi-dao-dieu-hanh", "Sở ban hành kế hoạch, giao 6 phòng, đơn vị thực hiện 26 nhiệm vụ, 4 chỉ tiêu."),
    ("ton-tai", "Còn 15 kết quả chưa cấp bản điện tử (TĐC 08, QLCN 04, CNTT 02, TTCNTT 01)."),
    ("phuong-huong", "Tiếp tục thực hiện Nghị quyết 57-NQ/TW ngày 22/12/2024 và Đề án 06; xây dựng 02 phương án."),
]
WRONG = [
    ("I.II", "Sở rà soát thành phần hồ sơ của 97 thủ tục hành chính.", "97 OTHER 96"),
    ("I.II", "Sở cắt giảm 19 loại giấy tờ ở 14 thủ tục.", "19 OTHER 09"),
    ("I.II", "Các phòng, đơn vị khác có 15 lượt góp ý.", "15 NO_SOURCE"),
    ("I.V", "Sở tư vấn 205 lượt doanh nghiệp nhỏ.", "205 OTHER 82"),
    ("I.V", "Sở khen thưởng 77 cá nhân.", "77 NO_SOURCE"),
    ("I.III", "Ngày 15/4/2026, Sở đối thoại với 38 doanh nghiệp.", "15/4/2026 OTHER 14/4/2026"),
    ("I.VI", "Chi cục kiểm tra xong 19/44 cơ sở.", "19/44 OTHER 18 trong 44"),
    ("I.VI", "Sở ban hành^[Quyết định số 79/QĐ-SKHCN ngày 19/3/2026.].", "OTHER 78/QĐ-SKHCN ngày 19/3/2026"),
    ("I.VI", "Sở ban hành^[Quyết định số 78/QĐ-SKHCN ngày 19/4/2026.].", "OTHER 78/QĐ-SKHCN ngày 19/3/2026"),
    ("chi-tieu", "Tỷ lệ cấp kết quả điện tử đạt 98,7% (1.066/1.081).", "98,7% RECKONED 98,6%"),
    ("chi-tieu", "Tỷ lệ cấp kết quả điện tử đạt 97,6%.", "97,6% NO_SOURCE"),
    ("chi-tieu", "Tỷ lệ cấp kết quả điện tử đạt 99%.", "99% NO_SOURCE"),
    ("chi-tieu", "Tỷ lệ sử dụng lại dữ liệu số hóa có mức giao tối thiểu 81%.", "81% OTHER 80%"),
    ("chi-tieu", "Kết quả (1.066/1.082).", "1.066/1.082 OTHER 1.066/1.081"),
    ("chi-tieu", "Tỷ lệ khai thác, sử dụng lại dữ liệu số hóa thấp hơn mức giao 5,0 điểm phần trăm.", "5,0 NO_SOURCE"),
    ("danh-gia-chung", "Sở đã triển khai 25/26 nhiệm vụ.", "25/26 COUNT 24/26"),
    ("danh-gia-chung", "Kế hoạch có 04 chỉ tiêu, 03 chỉ tiêu đạt mức giao.", "03 COUNT 2"),
    ("danh-gia-chung", "Trong 04 nhiệm vụ có thời hạn, 04 nhiệm vụ đang thực hiện.", "04 COUNT 3"),
    ("ton-tai", "Ba nhiệm vụ chưa thực hiện.", "Ba COUNT 2"),
    ("ton-tai", "Có 02 nhiệm vụ chưa thực hiện, còn trong hạn.", "02 COUNT 1"),
    ("ton-tai", "Kiểm tra trực tuyến chậm ở cả bảy phòng, đơn vị.", "bảy COUNT 6"),
    ("phuong-huong", "Tổ chức hội nghị đối thoại lần 3 trong quý III/2026.", "lần 3 OTHER lần 2"),
    ("phuong-huong", "Trình phương án nâng cấp hạ tầng trong quý III/2027.", "quý III/2027 OTHER quý III/2026"),
    ("phuong-huong", "1. Việc này.\n3. Việc kia.", "3 ITEM 2"),
    ("ket", "Trên đây là kết quả 7 tháng đầu năm 2026.", "7 NO_SOURCE"),
]


@pytest.mark.parametrize(("place", "sentence"), RIGHT)
def test_what_the_data_says_is_not_doubted(place: str, sentence: str) -> None:
    assert doubts(place, sentence) == []


@pytest.mark.parametrize(("place", "sentence"), OTHERWISE)
def test_what_is_worded_otherwise_is_believed(place: str, sentence: str) -> None:
    assert doubts(place, sentence) == []


@pytest.mark.parametrize(("place", "sentence", "expected"), WRONG)
def test_what_the_data_does_not_say_is_told_with_what_it_says(place: str, sentence: str, expected: str) -> None:
    (found,) = doubts(place, sentence)
    assert found.endswith(expected)


def test_what_came_since_the_period_before_is_reckoned() -> None:
    said = "Phòng Kinh tế số hóa 418 hồ sơ địa chính, trong đó 273 hồ sơ sau ngày 30/4/2026."
    assert doubts("III", said, XA, "nam") == []
    assert doubts("III", said.replace("273", "274"), XA, "nam") == ["274 OTHER 418"]
    assert doubts("V", "Cung cấp 20 bản tin về thị trường.", XA, "nam") == []
    rates = "Tính riêng từ ngày 01/5/2026 đạt 89,3%, so với 81,0% của bốn tháng đầu năm."
    assert doubts("chi-tieu", rates, XA, "nam") == []
    assert doubts("chi-tieu", rates.replace("bốn", "ba"), XA, "nam") == ["ba NO_SOURCE"]


def test_a_group_tells_of_its_own_tasks_unless_it_says_on_what_else_it_stands() -> None:
    said = "Sở đối thoại với 38 doanh nghiệp."
    assert doubts("I.IV", said) == ["38 OUTSIDE I.III.1"]
    assert doubts("I.IV", said, based_on=("I.III.1",)) == []
    assert doubts("danh-gia-chung", said) == []


def test_what_the_file_reckons_is_believed_as_far_as_its_numbers_are_known() -> None:
    where = reading(SO, "6-thang")
    wording = Wording(text="Sở phát 205 tài liệu.", sums={"205": "204 + 1", "204": "82 + 58 + 27 + 21 + 17"})
    found = examined(where, worded(where, {"I.V": wording}))
    assert told(found) == []
    assert [(part.figure, part.part) for part in found.parts] == [("204", "17")]


def test_what_another_place_says_of_the_same_is_named() -> None:
    where = reading(SO, "6-thang")
    texts = {
        "I.I": Wording(text="Sở in 240 cuốn tài liệu hướng dẫn.", sums={"240": "12 * 20"}),
        "ton-tai": Wording(text="Mới in 250 cuốn tài liệu hướng dẫn."),
    }
    (doubt,) = examined(where, worded(where, texts)).doubts
    assert (doubt.place, doubt.figure.written, doubt.known, doubt.where) == ("ton-tai", "250", "240", "chỗ I.I")


REPORTS = [(workspace, period) for workspace in WORKSPACES for period in PERIODS]


@pytest.mark.parametrize(("workspace", "period"), REPORTS)
def test_the_words_of_the_sample_reports_are_not_doubted(workspace: str, period: str) -> None:
    found = merged(workspace, period)
    assert len([place for place in found.words.places if place.text]) > 10
    assert examined(reading(workspace, period), found.words.places) == Examined()


@pytest.mark.parametrize(("workspace", "period"), REPORTS)
def test_the_automatic_text_is_not_doubted(workspace: str, period: str) -> None:
    where = reading(workspace, period)
    context = compose(dataclasses.replace(where.snapshot, words=()))
    places = [getattr(context.loi_van, name.replace("-", "_")) for name in PLACES]
    places += [group.loi_van for part in context.phan for group in part.nhom]
    texts = {place.ma: Wording(text="\n\n".join(map(str, place.doan))) for place in places if place.doan}
    assert told(examined(where, worded(where, texts))) == []


EVERY = 11
"""One figure of so many is changed: enough to see a check that no longer sees."""
SEEN = 0.95


def changed(text: str) -> Iterator[str]:
    """Yield a text with one of its figures one more, or one less where that has more digits."""
    for match in list(re.finditer(r"\d+", text))[::EVERY]:
        more = str(int(match[0]) + 1).zfill(len(match[0]))
        other = more if len(more) == len(match[0]) else str(int(match[0]) - 1)
        yield text[: match.start()] + other + text[match.end() :]


def test_a_figure_that_is_changed_is_told() -> None:
    seen = [
        bool(
            examined(where, [dataclasses.replace(place, wording=dataclasses.replace(place.wording, text=text))]).doubts
        )
        for workspace, period in REPORTS
        for where in [reading(workspace, period)]
        for place in merged(workspace, period).words.places
        for text in changed(place.text)
    ]
    assert len(seen) > 70
    assert seen.count(True) >= SEEN * len(seen)


@given(st.text(alphabet="0123456789.,/%-( )^[]:aàđNQ\n", max_size=60))
@settings(max_examples=300)
def test_any_text_is_read(text: str) -> None:
    for figure in figures_in(text):
        assert figure.paragraph[figure.begin : figure.end] == figure.written
        assert figure.amounts or figure.sort not in (Sort.NUMBER, Sort.RATE, Sort.PAIR, Sort.ITEM)
        assert figure.said


IN_LETTERS = [
    "hai",
    "Ba nhiệm vụ",
    "cả năm nhiệm vụ",
    "năm",
    "quý IV",
    "Quý II/",
    "thứ hai",
    "lần",
    "Một chỉ tiêu",
    ".",
]


@given(st.lists(st.sampled_from(IN_LETTERS)))
def test_a_text_without_digits_has_the_figures_that_it_has_beside_digits(words: list[str]) -> None:
    text = " ".join(words).strip()
    alone, beside = figures_in(text), figures_in(f"{text}. 7")
    assert [(figure.sort, figure.written, figure.begin) for figure in alone] == [
        (figure.sort, figure.written, figure.begin) for figure in beside[:-1]
    ]
