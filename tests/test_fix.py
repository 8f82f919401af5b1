"""``check --fix``: what has one meaning is written properly, nothing else changes, the old file is kept."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.finding import Edit, Finding, Position
from reportgen.yamlmap.mend import applied, kept, mended
from reportgen.yamlmap.source import decode
from tests.conftest import Ran, Small
from tests.good_form import GOOD, read


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


FOLDER = Path(__file__).parent / "faulty" / "nguoi"
GOLDEN = Path(__file__).parent / "golden" / "fix"


# --- random slips in a good form ------------------------------------------------------------------------

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


def lines_at_fault(path: Path) -> set[int]:
    source = decode(path.name, path.read_bytes())
    if isinstance(source, Finding):
        return {source.line}
    bound = read(source.text)
    return {item.line for item in bound.findings} | {item.place.line for item in bound.marks.understood}


def moved_to(path: Path, other: Path) -> dict[int, set[int]]:
    """Return where each line of ``path`` (from 1) stands in ``other``."""
    one, two = (file.read_bytes().decode(errors="replace").splitlines() for file in (path, other))
    places: dict[int, set[int]] = {}
    for _, since, until, begin, end in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        alike = until - since == end - begin
        for at in range(since, until):
            places[at + 1] = {begin + at - since + 1} if alike else set(range(begin + 1, end + 1))
    return places


def test_most_planted_mistakes_are_mended() -> None:
    """Of the mistakes that a reader saw and that reading alone finds; what contradicts the plan is for its author."""
    planted = mended_ones = 0
    for item in json.loads((FOLDER.parent / "nguoi.json").read_text(encoding="utf-8")):
        path, now = FOLDER / item["file"], GOLDEN / item["file"]
        before = lines_at_fault(path)
        after, moved = (lines_at_fault(now), moved_to(path, now)) if now.exists() else (before, {})
        for fault in item["faults"]:
            lines = {fault["line"], *fault.get("also", ())} & before
            planted += bool(lines)
            mended_ones += bool(lines) and not after & {to for line in lines for to in moved.get(line, {line})}
    assert mended_ones >= 0.7 * planted, (mended_ones, planted)


def entries_of(path: Path, numbers: set[int]) -> list[str]:
    """Return what stands on the lines ``numbers``, without comments and spaces that say nothing."""
    lines = dict(enumerate(path.read_bytes().decode(errors="replace").splitlines(), start=1))
    return [" ".join(re.sub(r"\s#.*", "", lines[at]).split()) for at in sorted(numbers) if at in lines]


def test_no_mistake_is_mended_otherwise_than_its_reader_means() -> None:
    """Of entries on one line, as the reader wrote what is meant; a text below ``|`` keeps every sign that was typed."""
    compared, wrong = 0, []
    for item in json.loads((FOLDER.parent / "nguoi.json").read_text(encoding="utf-8")):
        path, now = FOLDER / item["file"], GOLDEN / item["file"]
        moved = moved_to(path, now) if now.exists() else {}
        for fault in item["faults"]:
            meant, was = fault["meant"], entries_of(path, {fault["line"]})
            key = meant.partition(":")[0] + ":"
            for entry in entries_of(now, moved.get(fault["line"], set())) if moved else ():
                if entry.startswith(key) and not entry.endswith("|") and [entry] != was:
                    compared += 1
                    if not (meant.startswith(entry) or entry.startswith(meant)):
                        wrong.append((item["file"], entry, meant))
    assert wrong == []
    assert compared > 30


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
