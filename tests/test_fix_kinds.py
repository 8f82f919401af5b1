"""Each kind of slip that ``check --fix`` writes properly, and what is like it but may mean two things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.yamlmap.mend import mended
from tests.conftest import Ran, Small
from tests.good_form import GOOD, read

# --- one value -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("tien_do: 60", "tien_do: ~60"),
        ("tien_do: 60", "tien_do: khoảng 60 %"),
        ("tien_do: 60", "tien_do: 60&nbsp;"),
        ("tien_do: 60", "tien_do: **60**"),
        ("tien_do: 60", "tien_do: <60>"),
        ("tien_do: 60", "tien_do: 3/5"),
        ("trang_thai: dang-thuc-hien", "trang_thai: **Đang thực hiện**"),
        ("trang_thai: dang-thuc-hien", "trang_thai: `dang-thuc-hien`  # đã hỏi"),
        ("trang_thai: dang-thuc-hien", "trang_thai: <dang-thuc-hien>"),
        ("trang_thai: dang-thuc-hien", "trang_thai: [x] dang-thuc-hien"),
        ("trang_thai: dang-thuc-hien", "trang_thai: đang"),
        ("28/4/2026", "Apr 28, 2026"),
        ("28/4/2026", "*28/4/2026*"),
        (
            "  CT1:\n    tu_so: 1180\n    mau_so: 1200\n    ghi_chu: Tạm tính   # hỏi lại Văn phòng\n",
            "  CT1: 1180/1200\n",
        ),
    ],
)
def test_a_value_with_one_meaning_is_written_as_the_form_asks(right: str, wrong: str) -> None:
    done = mended(GOOD.replace(right, wrong, 1), read)
    bound, good = read(done), read(GOOD).value
    assert bound.findings == ()
    assert bound.value is not None
    assert good is not None
    assert bound.value.tasks == good.tasks
    assert bound.value.targets["CT1"].numerator == 1180
    assert bound.value.targets["CT1"].denominator == 1200
    assert ("# đã hỏi" in done) is ("# đã hỏi" in wrong)
    assert mended(done, read) == done


@pytest.mark.parametrize(
    "wrong",
    [
        "tien_do: 1/3",  # would have to be rounded
        "tien_do: 60-70",
        "tien_do: ~160",
        "tien_do: 3/2",
        "tien_do: hơn 60",
        "trang_thai: 2",
        "trang_thai: true",
        "trang_thai: [ ] dang-thuc-hien",
        "trang_thai: <chua-thuc-hien> <dang-thuc-hien>",
        "trang_thai: chua-thuc-hien | dang-thuc-hien | hoan-thanh",
        "trang_thai: không",
    ],
)
def test_a_value_that_may_mean_two_things_is_left(wrong: str) -> None:
    key = wrong.partition(":")[0]
    right = next(line.strip() for line in GOOD.split("\n") if line.strip().startswith(f"{key}:"))
    text = GOOD.replace(right, wrong, 1)
    assert mended(text, read) == text


def test_an_english_month_before_its_day_is_no_day() -> None:
    text = GOOD.replace("28/4/2026", "Apr 5, 2026", 1)
    assert "ngay_hoan_thanh: 05/4/2026" in mended(text, read)


def test_a_sentence_that_a_comma_cuts_within_braces_goes_into_quotes() -> None:
    row = "  I.1: {trang_thai: dang-thuc-hien, ket_qua: Đã rà 42 việc, đã trình 03 việc, tien_do: 60}\n"
    text = GOOD[: GOOD.index("  I.1:")] + row
    assert 'ket_qua: "Đã rà 42 việc, đã trình 03 việc", tien_do: 60}' in mended(text, read)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Kế hoạch #05/KH-STN ngày 12/02/2026", "Kế hoạch #05/KH-STN ngày 12/02/2026"),
        ("#12/QĐ-STN ngày 02/4/2026", "#12/QĐ-STN ngày 02/4/2026"),
    ],
)
@pytest.mark.parametrize("key", ["ket_qua", "van_ban"])
def test_the_number_of_a_document_behind_a_hash_is_no_comment(key: str, typed: str, text: str) -> None:
    form = GOOD.replace(
        "    ket_qua: Đã nghiệm thu\n    van_ban: [Quyết định số 12/QĐ-STN ngày 02/4/2026]\n", "    X\n"
    )
    done = mended(form.replace("X", f"{key}: {typed}"), read)
    bound = read(done)
    assert bound.findings == ()
    assert bound.value is not None
    row = bound.value.tasks["I.2"]
    assert (row.result or "").strip() == (text if key == "ket_qua" else "")
    assert done == form.replace("X", f"{key}: |\n      {text}")


@pytest.mark.parametrize("typed", ["Kế hoạch #hỏi lại", "#hỏi lại", "Xong #2"])
def test_any_other_words_behind_a_hash_are_left(typed: str) -> None:
    text = GOOD.replace("kho_khan: Thiếu người", f"kho_khan: {typed}")
    assert mended(text, read) == text


def test_the_deadline_that_lost_its_hash_is_a_comment_again() -> None:
    form = GOOD.replace("  I.2:\n", "  # Thời hạn: năm 2026 (muộn nhất 31/12/2026)\n  I.2:\n")
    assert mended(form.replace("# Thời", "Thời"), read) == form


# --- where a form stands ----------------------------------------------------------------------------------------


BEFORE = ["Kính gửi: Văn phòng Sở\nPhòng Hai gửi báo cáo như sau\n\n", "Dưới đây là biểu đã điền:\n\n```yaml\n", ""]
AFTER = [
    "\nTrân trọng,\n--\nPhòng Hai\nĐT: máy lẻ 102\n",
    "-----------------\nĐã gửi từ điện thoại của tôi\n",
    "```\n\nCần sửa gì thì cho biết nhé!\n",
    "",
]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", AFTER)
def test_a_letter_around_a_form_becomes_comments(before: str, after: str) -> None:
    text = f"{before}{GOOD}{after}"
    done = mended(text, read)
    bound = read(done)
    assert bound.findings == ()
    assert bound.value == read(GOOD).value
    assert [line.removeprefix("# ") for line in done.split("\n")] == [
        line.removeprefix("# ") for line in text.split("\n")
    ]
    assert mended(done, read) == done


@pytest.mark.parametrize("last", ["  ton_tai: |\n    Một số việc còn chậm\n", "  ton_tai: |\n\n  kien_nghi: |\n"])
def test_a_signature_below_an_open_text_is_no_part_of_it(last: str) -> None:
    form = GOOD.replace("  ton_tai: Một số việc còn chậm\n", last)
    done = mended(f"{form}\nTrân trọng,\nPhòng Hai\n", read)
    assert done == f"{form}\n# Trân trọng,\n# Phòng Hai\n"


def test_a_rule_within_a_text_at_the_margin_ends_no_form() -> None:
    done = mended(GOOD.replace("ton_tai: Một", "ton_tai: |\nMột") + "-----\nViệc khác đúng hạn\n", read)
    assert "# Việc khác" not in done


@pytest.mark.parametrize("after", ["\nNgoài ra, đề nghị bổ sung biên chế.\n", "03 quy trình sửa đổi\n"])
def test_lines_at_the_end_that_may_go_on_with_a_text_are_left(after: str) -> None:
    assert mended(f"{GOOD}{after}", read) == f"{GOOD}{after}"


def test_a_line_above_the_form_that_may_be_an_entry_is_left() -> None:
    text = GOOD.replace("don_vi: phong-hai\n", "").replace("# ghi chú", "đơn vi gửi: phong-hai\n# ghi chú")
    assert "\nđơn vi gửi: phong-hai" in f"\n{mended(text, read)}"


def test_what_stands_too_deep_or_too_far_left_goes_to_its_place() -> None:
    lines = GOOD.split("\n")
    general, second = lines.index("chung:"), lines.index("  I.2:")
    first = lines.index("  CT1:")
    moved = lines[:first] + [line.removeprefix("  ") for line in lines[first : first + 4]] + lines[first + 4 : second]
    moved += [f"  {line}" for line in lines[second:general]] + [f"  {line}" for line in lines[general:-1]] + [""]
    assert mended("\n".join(moved), read) == GOOD


def test_a_form_without_any_indentation_is_indented_again() -> None:
    flat = "\n".join(line.strip() for line in GOOD.split("\n"))
    assert "\n  I.1:" not in mended(flat, read)  # a text of several lines cannot be told from what follows it
    single = "\n".join(line for line in GOOD.split("\n") if not line.startswith("      "))
    single = single.replace("ket_qua: |", "ket_qua: Góp ý 05 dự thảo")
    assert mended("\n".join(line.strip() for line in single.split("\n")), read) == single


@pytest.mark.parametrize("dash", ["- ", "-  "])
def test_dashes_before_entries_go(dash: str) -> None:
    row = ("    trang_thai: hoan-thanh", "    ngay_hoan_thanh: 28/4/2026", "    ket_qua: Đã nghiệm thu")
    text = GOOD
    for line in row:
        text = text.replace(line, line.replace("    ", f"    {dash}", 1))
    text = text.replace("    van_ban: [Quyết định số 12/QĐ-STN ngày 02/4/2026]\n", "")
    done = mended(text, read)
    assert read(done).findings == ()
    assert all(line in done for line in row)
    twice = text.replace(f"    {dash}ket_qua: Đã nghiệm thu", f"    {dash}trang_thai: hoan-thanh")
    assert mended(twice, read) == twice


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("don_vi: phong-hai", "don_vi: Phòng Hai"),
        ("don_vi: phong-hai", "don_vi: phong-hai."),
        ("don_vi: phong-hai", "đơn vị: P2"),
        ("ky_bao_cao: 6-thang", "ky_bao_cao: 6 tháng đầu năm 2026"),
        ("ky_bao_cao: 6-thang", "ky_bao_cao: 6–thang  # kỳ này"),
        ("ky_bao_cao: 6-thang", "ky_bao_cao: 6 tháng"),
        ("ke_hoach: kh", "ke_hoach: Kế hoạch triển khai kế hoạch thử nghiệm năm 2026"),
        ("ke_hoach: kh", "ke_hoach: KH"),
    ],
)
def test_a_name_at_the_head_becomes_the_code_that_the_place_of_the_file_confirms(
    right: str, wrong: str, small: Small, cli: Callable[..., Ran]
) -> None:
    path = small.write("tinh-hinh/kh/6-thang/phong-hai.yaml", GOOD.replace(right, wrong, 1))
    cli("-C", small.root, "check", "6-thang", "--fix")
    done = path.read_text(encoding="utf-8")
    assert done.replace("  # kỳ này", "") == GOOD
    assert "Không có chỗ nào sửa được" in cli("-C", small.root, "check", "6-thang", "--fix").out


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("don_vi: phong-hai", "don_vi: Phòng Một"),  # the file may be called wrongly
        ("don_vi: phong-hai", "don_vi: phong-mot"),
        ("don_vi: phong-hai", "don_vi: Các phòng thuộc Sở"),
        ("ky_bao_cao: 6-thang", "ky_bao_cao: năm 2026"),
        ("ky_bao_cao: 6-thang", "ky_bao_cao: nam"),
        ("ke_hoach: kh", "ke_hoach: Kế hoạch khác"),
    ],
)
def test_a_name_that_the_place_of_the_file_denies_is_left(
    right: str, wrong: str, small: Small, cli: Callable[..., Ran]
) -> None:
    text = GOOD.replace(right, wrong, 1)
    path = small.write("tinh-hinh/kh/6-thang/phong-hai.yaml", text)
    cli("-C", small.root, "check", path, "--fix")
    assert path.read_text(encoding="utf-8") == text
