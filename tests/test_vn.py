"""Vietnamese words and letter widths."""

from __future__ import annotations

import itertools
import random
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reportgen.vn import metrics, text


def shuffled(words: list[str]) -> list[str]:
    return random.Random(30).sample(words, len(words))


# --- text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy lợi", "Thuỷ  Lợi"),
        ("Đạt", "Ðạt"),
        ("đạt", "ðạt"),
        ("ĐẠT", "đạt"),
        ("Văn phòng", "văn\u00a0phòng"),
        ("Phòng Kinh tế", unicodedata.normalize("NFD", "Phòng Kinh tế")),
        (" a  b\n", "a b"),
    ],
)
def test_fold_forgives_what_a_reader_does_not_see(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("má", "mà"), ("mơ", "mo"), ("đa", "da"), ("năm", "nam"), ("hòa bình", "hoa bình"), ("ab", "a b")],
)
def test_fold_keeps_different_words_apart(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


_SIGNS = st.text(
    st.sampled_from("aăĐđÐðƉ ờẢIİıßΣς\u0301\u0309\u0323\u20d0o\u00a0\u2000\u2001\u202f\u3000\n\t\x1c½Ⅳ"), max_size=50
)


@given(st.one_of(_SIGNS, st.text(max_size=50)))
def test_words_are_remembered_one_by_one_as_the_whole_text_gives_them(given_text: str) -> None:
    shown = text.nfc(given_text).translate(text._LOOKALIKES).casefold().split()
    assert text.fold(given_text) == " ".join("".join(text.split_tones(word)) for word in shown)
    assert text.bare_words(given_text) == " ".join(text.without_accents(given_text).split())


def test_remembered_words_take_no_more_than_their_room() -> None:
    made: list[str] = []

    def make(word: str) -> str:
        made.append(word)
        return word.upper()

    room = text.Remembered(make)
    room._MOST = 3
    assert [room[word] for word in ("a", "b", "a", "c", "d", "d")] == ["A", "B", "A", "C", "D", "D"]
    assert (made, dict(room)) == (["a", "b", "c", "d"], {"d": "D"})
    assert room["x" * 41] == "X" * 41
    assert dict(room) == {"d": "D"}


def test_without_accents_leaves_plain_letters() -> None:
    assert text.without_accents("Ðường Đặng Hữu Phước, Ủy ban") == "duong dang huu phuoc, uy ban"


DICTIONARY = (
    "a à ả ã á ạ an án ăn âm ân ba bà bá bé bê bơ ca cơ da dân đa đà đi đơ em êm ga mo mô mơ nam năm nấm "
    "quy quý tháng thử tư ư ước vụ xã y ý"
)


def test_words_sort_as_in_a_dictionary() -> None:
    assert " ".join(sorted(shuffled(DICTIONARY.split()), key=text.sort_key)) == DICTIONARY


def test_names_sort_word_by_word() -> None:
    wanted = ["An Dương", "An Lão", "Ân Thi", "Dân An", "Đà Nẵng", "Hạ Long", "Hải Dương", "Hải Phòng"]
    assert sorted(shuffled(wanted), key=text.sort_key) == wanted


def test_foreign_letters_sort_at_their_place() -> None:
    wanted = ["5 xã", "Eakar", "FPT", "Gia Lai", "Jrai", "Kon Tum", "Vinh", "Wifi", "Xuân", "Yên Bái", "Zalo"]
    assert sorted(shuffled(wanted), key=text.sort_key) == wanted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trang_thái", "trang_thai"),
        ("Trạng thái", "trang_thai"),
        ("trang-thai", "trang_thai"),
        ("tien_d", "tien_do"),
        ("ket_quar", "ket_qua"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_candidate_is_proposed(typed: str, meant: str | None) -> None:
    assert text.nearest(typed, ["trang_thai", "tien_do", "ket_qua"]) == meant


@pytest.mark.parametrize(
    ("whole", "limit", "short"),
    [
        ("Ban hành kế hoạch; tổ chức thực hiện", 120, "Ban hành kế hoạch"),
        ("Ban hành kế hoạch. Tổ chức thực hiện.", 120, "Ban hành kế hoạch"),
        ("Ban hành kế hoạch;", 120, "Ban hành kế hoạch"),
        ("Thu 1.234 hồ sơ và số hóa", 120, "Thu 1.234 hồ sơ và số hóa"),
        ("một hai ba bốn", 14, "một hai ba bốn"),
        ("một hai ba bốn", 13, "một hai ba…"),
        ("một hai, ba bốn", 9, "một hai…"),
        ("một\n hai", 120, "một hai"),
        ("", 120, ""),
    ],
)
def test_shorten_keeps_the_first_clause_in_whole_words(whole: str, limit: int, short: str) -> None:
    assert text.shorten(whole, limit) == short


def test_points_are_lettered_as_the_decree_does() -> None:
    letters = "a b c d đ e g h i k l m n o p q r s t u v x y aa ab ac"
    assert " ".join(text.point_letter(number) for number in range(1, 27)) == letters


@settings(deadline=None)
@given(st.integers(1, 2000), st.integers(1, 2000))
def test_no_two_points_share_a_letter(one: int, other: int) -> None:
    assert (text.point_letter(one) == text.point_letter(other)) == (one == other)


@pytest.mark.parametrize(
    ("words", "running"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_a_listing_ends_with_va(words: list[str], running: str) -> None:
    assert text.listing(words) == running


def test_only_the_first_letter_changes_case() -> None:
    assert (text.lower_first("Đến HẾT"), text.upper_first("đến hết"), text.upper_first("")) == (
        "đến HẾT",
        "Đến hết",
        "",
    )


# --- metrics ------------------------------------------------------------------------------------

VOWELS = {
    "a": "aàảãáạăằẳẵắặâầẩẫấậ",
    "e": "eèẻẽéẹêềểễếệ",
    "o": "oòỏõóọôồổỗốộ",
    "u": "uùủũúụ",
    "y": "yỳỷỹýỵ",
    "ơ": "ơờởỡớợ",
}
LINES = st.lists(st.text("abđêơƯỮWMií", min_size=1, max_size=8), min_size=1, max_size=25).map(" ".join)
CAPITALS = st.lists(st.text("BĐHIƠƯM", min_size=1, max_size=8), min_size=1, max_size=25).map(" ".join)


ASCII = {  # in thousandths of the letter size, as Adobe published them for Times (AFM), from " " to "~"
    False: """
        250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278
        564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944
        722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389
        278 500 500 722 500 500 444 480 200 480 541
    """,
    True: """
        250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333
        570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000
        722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389
        333 556 500 722 500 500 444 394 220 394 520
    """,
}
OTHERS = {  # in 1/2048, read from the font Liberation Serif, which was made to this measure
    False: {"‘’": 682, "“”": 909, "đ–«»": 1024, "ơ": 1083, "ư": 1110, "ĐƠ": 1479, "Ư": 1589, "—…": 2048},
    True: {"‘’": 682, "–“”«»": 1024, "ơ": 1134, "đ": 1139, "ư": 1229, "Đ": 1479, "Ơ": 1593, "Ư": 1630, "—…": 2048},
}


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_as_wide_as_the_foundry_says(bold: bool) -> None:
    wide = {chr(32 + at): round(int(width) * 2.048) for at, width in enumerate(ASCII[bold].split())}
    wide |= {char: width for chars, width in OTHERS[bold].items() for char in chars}
    assert {char: metrics.text_width(char, 2048, bold) for char in wide} == wide


@pytest.mark.parametrize("bold", [False, True])
def test_marks_add_nothing_to_a_letter_and_horns_do(bold: bool) -> None:
    for base, marked in VOWELS.items():
        assert {metrics.text_width(char, 14, bold) for char in marked} == {metrics.text_width(base, 14, bold)}
    for plain, horned in (("o", "ơ"), ("u", "ư"), ("U", "Ư")):
        assert metrics.text_width(plain, 14, bold) < metrics.text_width(horned, 14, bold)
    assert metrics.text_width("ữ", 14, bold) == metrics.text_width("ư", 14, bold)


@given(LINES, st.booleans())
@example("một\u00a0hai  ba ", False)
@example("", True)
def test_a_line_is_as_wide_as_its_letters_and_its_widest_word_as_on_its_own(line: str, bold: bool) -> None:
    width, widest = metrics.text_and_word_width(line, 11, bold)
    letters = [metrics.text_width(letter, 11, bold) for letter in unicodedata.normalize("NFC", line)]
    assert width == metrics.text_width(line, 11, bold) == pytest.approx(sum(letters))
    assert widest == max((metrics.text_width(word, 11, bold) for word in line.split()), default=0)


@settings(deadline=None)
@given(LINES, LINES, st.booleans())
def test_width_is_additive_and_proportional_to_the_size(one: str, other: str, bold: bool) -> None:
    both = metrics.text_width(one + other, 14, bold)
    assert both == pytest.approx(metrics.text_width(one, 14, bold) + metrics.text_width(other, 14, bold))
    assert both == pytest.approx(metrics.text_width(one + other, 7, bold) * 2)
    assert metrics.text_width(unicodedata.normalize("NFD", one), 14, bold) == metrics.text_width(one, 14, bold)


def test_a_no_break_space_is_as_wide_as_a_space() -> None:
    assert metrics.text_width("\u00a0", 14) == metrics.text_width(" ", 14)


def test_lines_do_not_break_at_a_no_break_space() -> None:
    assert metrics.wrap_lines("Điều\u00a05 của", 10, 14) == ["Điều\u00a05", "của"]


@settings(deadline=None)
@given(LINES, st.floats(20, 500), st.booleans())
def test_wrapped_lines_keep_every_word_and_the_limit(line: str, limit: float, bold: bool) -> None:
    lines = metrics.wrap_lines(line, limit, 14, bold)
    assert " ".join(lines) == line
    assert all(metrics.text_width(part, 14, bold) <= limit for part in lines if " " in part)
    for upper, lower in itertools.pairwise(lines):
        assert metrics.text_width(f"{upper} {lower.split()[0]}", 14, bold) > limit


@settings(deadline=None)
@given(CAPITALS, st.floats(40, 500), st.booleans())
def test_a_balanced_heading_takes_the_fewest_lines_at_the_least_width(line: str, limit: float, bold: bool) -> None:
    count = len(metrics.wrap_lines(line, limit, 14, bold))
    assume(count > 1)
    width = metrics.balanced_width(line, limit, 14, bold)
    assert width <= limit
    assert len(metrics.wrap_lines(line, width, 14, bold)) == count
    assert width - 1 <= limit / count or len(metrics.wrap_lines(line, width - 1, 14, bold)) > count


def test_a_heading_of_one_line_keeps_its_width_and_none_ends_with_so() -> None:
    assert metrics.balanced_width("BÁO CÁO", 400, 14) == 400
    heading = "Kết quả triển khai thực hiện Nghị quyết số 02 của Chính phủ"
    width = metrics.balanced_width(heading, 300, 14)
    lines = metrics.wrap_lines(heading, width, 14)
    assert len(lines) == len(metrics.wrap_lines(heading, 300, 14)) == 2
    assert lines[0].split()[-1] not in ("số", "của")
