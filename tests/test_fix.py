"""``check --fix``: what has one meaning is written properly, nothing else changes, the old file is kept."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.finding import Edit, Finding, Position
from reportgen.model.plain import Surroundings
from reportgen.model.status import UnitStatus
from reportgen.yamlmap.bind import Bound, bind
from reportgen.yamlmap.mend import applied, kept, mended
from reportgen.yamlmap.source import Source, decode
from tests.conftest import Ran, Small


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


FOLDER = Path(__file__).parent / "faulty" / "nguoi"
GOLDEN = Path(__file__).parent / "golden" / "fix"
AROUND = Surroundings(
    dt.date(2026, 1, 1),
    dt.date(2026, 4, 30),
    {"CT1": "Tỷ lệ hồ sơ đúng hạn"},
    {"CT1": "%"},
    frozenset(("CT1", "I.1", "I.2", "II.1")),
)


def read(text: str) -> Bound[UnitStatus]:
    return bind(UnitStatus, Source("p.yaml", text), AROUND)


# --- random slips in a good form ------------------------------------------------------------------------

GOOD = """\
# ghi chú riêng của phòng
don_vi: phong-hai
ke_hoach: kh
ky_bao_cao: 6-thang
ngay_lap: 08/5/2026
chi_tieu:
  CT1:
    tu_so: 1180
    mau_so: 1200
    ghi_chu: Tạm tính   # hỏi lại Văn phòng
nhiem_vu:
  I.1:
    trang_thai: dang-thuc-hien
    tien_do: 60
    ket_qua: |
      Góp ý 05 dự thảo văn bản.
      - Trong đó: 02 dự thảo về chuyển đổi số.
    kho_khan: Thiếu người
  I.2:
    trang_thai: hoan-thanh
    ngay_hoan_thanh: 28/4/2026
    ket_qua: Đã nghiệm thu
    van_ban: [Quyết định số 12/QĐ-STN ngày 02/4/2026]
chung:
  ton_tai: Một số việc còn chậm
"""
SLIPS = [
    ("ngay_lap: 08/5/2026", "ngay_lap:08/5/2026"),
    ("ngay_lap: 08/5/2026", "ngay_lap = 08/5/2026"),
    ("ngay_lap: 08/5/2026", "ngay_lap 08/5/2026"),
    ("ngay_lap: 08/5/2026", "ngày lập: 08/5/2026"),
    ("ngay_lap: 08/5/2026", "ngay_lap: 08/5"),
    ("ngay_lap: 08/5/2026", "Ngay-lap： 8/5/26"),
    ("tu_so: 1180", "tu_so: 1.18O"),
    ("tu_so: 1180", "tu_so: 1180 hồ sơ"),
    ("    mau_so: 1200", "     mau_so: 1200"),
    ("  CT1:", "  CT1"),
    ("  CT1:", "  CT.1.:"),
    ("  I.1:", "  l.1.:"),
    ("trang_thai: dang-thuc-hien", "trang_thai: Đang thực hiện;"),
    ("trang_thai: dang-thuc-hien", "trạng thái: dang–thuc–hien"),
    ("    tien_do: 60", "    tien_do:60"),
    ("      - Trong đó: 02", "    - Trong đó: 02"),
    ("kho_khan: Thiếu người", 'kho_khan: "Thiếu người'),
    ("    kho_khan: Thiếu người\n", "    kho_khan: | Thiếu người\n"),
    ("trang_thai: hoan-thanh\n    ngay_hoan", "trang_thai: hoan-thanh, ngay_hoan"),
    ("28/4/2026", "28/4"),
    ("28/4/2026", "04/28/2026"),
    ("Một số việc còn chậm", "- Một số việc còn chậm"),
]


@given(st.lists(st.sampled_from(SLIPS), min_size=1, max_size=4, unique_by=lambda slip: slip[0]))
def test_any_slips_of_a_good_form_are_written_as_it_was(slips: list[tuple[str, str]]) -> None:
    text = GOOD
    for right, wrong in slips:
        text = text.replace(right, wrong, 1)
    done = mended(text, read)
    bound = read(done)
    assert bound.findings == ()
    assert bound.marks.understood == []
    good = read(GOOD).value
    assert good is not None
    assert bound.value is not None
    assert bound.value.targets == good.targets
    assert bound.value.made_on == good.made_on
    for code, row in good.tasks.items():
        assert bound.value.tasks[code].state == row.state
        assert bound.value.tasks[code].completed == row.completed
        assert (bound.value.tasks[code].result or "").split() == (row.result or "").split()
        assert bound.value.tasks[code].difficulty == row.difficulty
    assert (bound.value.general.shortcomings or "").removeprefix("- ") == good.general.shortcomings
    assert "# ghi chú riêng của phòng" in done
    assert "# hỏi lại Văn phòng" in done
    assert mended(done, read) == done


def test_a_good_form_is_left_alone() -> None:
    assert mended(GOOD, read) == GOOD


def test_edits_that_overlap_are_applied_once() -> None:
    edits = [Edit(Position(1, 1, 3), "x"), Edit(Position(1, 2, 3), "y"), Edit(Position(2, 1, 0), "z\n")]
    assert applied("abcd\ne", edits) == "ay\nz\ne"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (None, 5, True),
        ({}, {"a": 1}, True),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1}, {}, False),
        ((1,), (1, 2), True),
        ((1, 2), (1,), False),
        ("a", "b", False),
    ],
)
def test_what_was_said_is_still_said(old: object, new: object, same: bool) -> None:
    assert kept(old, new) is same


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


# --- the mistakes that people made --------------------------------------------------------------------------


def fixed(path: Path, small: Small, cli: Callable[..., Ran]) -> tuple[str, Path]:
    target = small.root / "tinh-hinh/kh/6-thang/phong-hai.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())
    ran = cli("-C", small.root, "check", target, "--fix")
    assert ran.code in (0, 1), ran.err
    return ran.out, target


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_mistake_is_mended_so_and_not_otherwise(
    path: Path, small: Small, cli: Callable[..., Ran], request: pytest.FixtureRequest
) -> None:
    _, target = fixed(path, small, cli)
    now, wanted = target.read_bytes(), GOLDEN / path.name
    if request.config.getoption("--golden-update"):
        wanted.unlink(missing_ok=True)
        if now != path.read_bytes():
            wanted.parent.mkdir(parents=True, exist_ok=True)
            wanted.write_bytes(now)
    assert now == (wanted.read_bytes() if wanted.exists() else path.read_bytes())
    copy = target.with_name(target.name + ".cu")
    assert copy.exists() is wanted.exists()
    if copy.exists():
        assert copy.read_bytes() == path.read_bytes()
        again = cli("-C", small.root, "check", target, "--fix").out
        assert "Không có chỗ nào sửa được mà chỉ có một nghĩa." in again
        assert target.read_bytes() == now


def faults_of(path: Path) -> int:
    source = decode(path.name, path.read_bytes())
    if isinstance(source, Finding):
        return 1
    bound = read(source.text)
    return len(bound.findings) + len(bound.marks.understood)


def test_most_mistakes_of_writing_are_mended() -> None:
    """Of the files whose writing is at fault; what was said wrongly is for its author."""
    wrong = [path for path in FOLDER.glob("*.yaml") if faults_of(path)]
    better = [
        path for path in wrong if (GOLDEN / path.name).exists() and faults_of(GOLDEN / path.name) < faults_of(path)
    ]
    whole = [path for path in better if not faults_of(GOLDEN / path.name)]
    assert len(better) >= 0.6 * len(wrong)
    assert len(whole) >= 0.5 * len(wrong)


# --- files ----------------------------------------------------------------------------------------------


def test_diff_shows_and_writes_nothing(small: Small, cli: Callable[..., Ran]) -> None:
    path = small.write("tinh-hinh/kh/6-thang/phong-hai.yaml", GOOD.replace("ngay_lap: ", "ngày lập:"))
    ran = cli("-C", small.root, "check", "6-thang", "--diff")
    assert "-ngày lập:08/5/2026" in ran.out
    assert "+ngay_lap: 08/5/2026" in ran.out
    assert "Chưa ghi gì" in ran.out
    assert "ngày lập:" in path.read_text(encoding="utf-8")
    assert sorted(item.name for item in path.parent.iterdir()) == ["phong-hai.yaml"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "nfd"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(encoding: str, ends: str, small: Small, cli: Callable[..., Ran]) -> None:
    text = GOOD.replace("tien_do: 60", "tien_do:60").replace("\n", ends)
    path = small.write("tinh-hinh/kh/6-thang/phong-hai.yaml", "")
    path.write_bytes(nfd(text).encode() if encoding == "nfd" else text.encode(encoding))
    cli("-C", small.root, "check", "6-thang", "--fix")
    wanted = GOOD.replace("\n", ends).encode("utf-8" if encoding == "nfd" else encoding)
    assert path.read_bytes() == wanted


def in_windows_1258(text: str) -> bytes:
    """Return ``text`` as Windows-1258 holds it: letters with their hats, tones as marks of their own."""
    content = b""
    for char in text:
        try:
            content += char.encode("cp1258")
        except UnicodeEncodeError:
            tone = next(mark for mark in nfd(char) if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", nfd(char).replace(tone, ""))
            content += letter.encode("cp1258") + tone.encode("cp1258")
    return content


@pytest.mark.parametrize("write", [in_windows_1258, lambda text: text.encode("utf-16-le")], ids=["1258", "UTF-16"])
def test_a_code_page_that_is_certain_becomes_utf_8(
    write: Callable[[str], bytes], small: Small, cli: Callable[..., Ran]
) -> None:
    path = small.write("tinh-hinh/kh/6-thang/phong-hai.yaml", "")
    path.write_bytes(write(GOOD))
    ran = cli("-C", small.root, "check", "6-thang", "--fix")
    assert "chữ được đổi sang Unicode, mã hóa UTF-8" in ran.out
    assert path.read_text(encoding="utf-8") == GOOD


def test_plan_and_agency_are_mended_too(small: Small, cli: Callable[..., Ran]) -> None:
    small.replace("co-quan.yaml", "dia_danh: Ví Dụ", "địa danh:Ví Dụ")
    small.replace("ke-hoach/kh.yaml", "nam: 2026", "năm: 2026")
    ran = cli("-C", small.root, "check", "--fix")
    assert ran.code == 0, ran.out
    assert "dia_danh: Ví Dụ" in (small.root / "co-quan.yaml").read_text(encoding="utf-8")
    assert "nam: 2026" in (small.root / "ke-hoach/kh.yaml").read_text(encoding="utf-8")
