"""How ``status`` and ``draft`` tell what of the office's words is written, automatic, stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.markup.html import el
from reportgen.pins.changes import Change, differing
from reportgen.pins.standing import Standing
from reportgen.pipeline.period import merge_period
from reportgen.pipeline.status import track_period
from reportgen.workspace import Workspace
from tests.clock import NOW
from tests.conftest import Ran, Small
from tests.small import DONE, GOING, fill
from tests.wording import said, written

Cli = Callable[..., Ran]
TEXTS = {"II": "Hai phòng đang làm.", "ton-tai": "Không có việc chậm."}
AUTOMATIC = "Lời văn: tự động. Viết lời của cơ quan: reportgen consolidate 6-thang\n"


def told(cli: Cli, small: Small, *command: str) -> str:
    """Return what a command tells of the words: its last lines."""
    ran = cli(*command, cwd=small.root)
    assert ran.code == 0, ran.err
    begin = ran.out.index("Lời văn: ")
    return ran.out[begin:].partition("\nThể thức: ")[0].partition("\nCó ")[0].rstrip("\n") + "\n"


STATUS, DRAFT = ("status", "6-thang", "--today", "12/5/2026"), ("draft", "6-thang", "--no-lint")


@pytest.mark.parametrize("command", [STATUS, DRAFT])
def test_without_words_one_line_says_so(small: Small, cli: Cli, command: tuple[str, ...]) -> None:
    fill(small)
    assert told(cli, small, *command) == AUTOMATIC


@pytest.mark.parametrize("command", [STATUS, DRAFT])
def test_words_are_counted_and_what_is_not_written_is_named(small: Small, cli: Cli, command: tuple[str, ...]) -> None:
    fill(small)
    written(small, {**TEXTS, "kien-nghi": None})
    assert told(cli, small, *command) == (
        "Lời văn: 2 chỗ của cơ quan, 9 chỗ tự động, 1 chỗ không in.\n"
        "Chưa viết: danh-gia-chung, chi-dao-dieu-hanh, chi-tieu, I.\n"
    )


@pytest.mark.parametrize("command", [STATUS, DRAFT])
def test_stale_words_are_told_with_old_and_new(small: Small, cli: Cli, command: tuple[str, ...]) -> None:
    fill(small)
    written(small, {**TEXTS, "I": "Các phòng đang làm."})
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    lines = told(cli, small, *command).splitlines()
    assert lines[0] == "Lời văn: 3 chỗ của cơ quan (1 chỗ nguồn đã đổi), 9 chỗ tự động."
    assert lines[2:] == [
        "Nguồn đã đổi từ khi viết:",
        "  II: Nhóm hai",
        "    - II.1, Phòng Hai: trước: Đang làm.; nay: Xong việc.",
        "Sửa lời văn; vẫn đúng thì: reportgen consolidate 6-thang --confirm II",
    ]


def test_words_without_a_pin_are_told(small: Small, cli: Cli) -> None:
    fill(small)
    small.write("tong-hop/kh/6-thang.yaml", "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van: {II: {noi_dung: Đã làm.}}\n")
    assert told(cli, small, *STATUS).endswith("Chưa ghi dấu nguồn (II): reportgen consolidate 6-thang\n")


def test_the_json_of_both_names_each_place_old_and_new(small: Small, cli: Cli) -> None:
    fill(small)
    assert "loi_van" not in said(cli, small, *STATUS)
    written(small, {**TEXTS, "kien-nghi": None})
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    for command in (STATUS, DRAFT):
        places = said(cli, small, *command)["loi_van"]
        assert {place["cho"]: place["tinh_trang"] for place in places} == {
            "mo-dau": "tu-dong",
            "danh-gia-chung": "tu-dong",
            "chi-dao-dieu-hanh": "tu-dong",
            "chi-tieu": "tu-dong",
            "I": "tu-dong",
            "II": "cu",
            "phat-sinh": "tu-dong",
            "ton-tai": "co-quan",
            "nguyen-nhan": "tu-dong",
            "phuong-huong": "tu-dong",
            "kien-nghi": "bo",
            "ket": "tu-dong",
        }
        changed = {place["cho"]: place["nguon_doi"] for place in places if place["nguon_doi"]}
        change = {"truoc": "II.1, Phòng Hai: Đang làm.", "nay": "II.1, Phòng Hai: Xong việc."}
        assert changed == {"II": [change]}
        assert next(place for place in places if place["cho"] == "II")["tieu_de"] == "Nhóm hai"


def test_with_a_units_file_faulty_nothing_is_called_stale(small: Small, cli: Cli) -> None:
    fill(small)
    written(small, TEXTS)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", GOING, "{trang_thai: sai}")
    ran = cli(*STATUS, cwd=small.root)
    assert "2 chỗ của cơ quan, 10 chỗ tự động." in ran.out
    assert "Lưu ý: có tệp của đơn vị còn lỗi nên chưa biết nguồn của lời văn có đổi hay không." in ran.out


def test_words_with_errors_are_told_as_such(small: Small, cli: Cli) -> None:
    fill(small)
    small.write("tong-hop/kh/6-thang.yaml", "ke_hoach: kh\nky_bao_cao: nam\n")
    out = cli(*STATUS, cwd=small.root).out
    note = "tong-hop/kh/6-thang.yaml còn lỗi nên chưa biết lời văn thế nào, xem bằng lệnh reportgen check"
    assert f"Lưu ý: {note}." in out


def test_strict_refuses_words_that_are_stale(small: Small, cli: Cli) -> None:
    fill(small)
    written(small, TEXTS)
    assert cli(*DRAFT, "--strict", cwd=small.root).code == 0
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    ran = cli(*DRAFT, "--strict", cwd=small.root)
    assert ran.code == 1
    assert "nguồn của lời văn đã đổi: II.1, Phòng Hai: trước: Đang làm.; nay: Xong việc." in ran.err


def test_the_page_shows_each_place_and_what_has_changed(small: Small, cli: Cli, tmp_path: Path) -> None:
    fill(small)
    assert 'id="loi-van"' not in page(small, cli, tmp_path)
    written(small, {**TEXTS, "I": "Các phòng <đang> làm."})
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    text = page(small, cli, tmp_path)
    assert '<section id="loi-van"' in text
    change = el("p", {"class": "phu"}, "II.1, Phòng Hai: trước: Đang làm.; nay: Xong việc.")
    assert str(change) in text
    assert text.count("lời của cơ quan, nguồn đã đổi") == 1


def page(small: Small, cli: Cli, folder: Path) -> str:
    path = folder / "trang.html"
    assert cli(*STATUS, "--html", path, cwd=small.root).code == 0
    return path.read_text(encoding="utf-8")


def test_check_counts_the_words_among_the_files(small: Small, cli: Cli) -> None:
    fill(small)
    written(small, TEXTS)
    lines = cli("check", "6-thang", cwd=small.root).out.splitlines()
    assert [line.split() for line in lines if line.startswith("tong-hop")] == [
        ["tong-hop/kh/6-thang.yaml", "không", "có", "lỗi"]
    ]


def test_status_and_draft_judge_words_alike(small: Small) -> None:
    fill(small)
    written(small, TEXTS)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    workspace = Workspace(small.root)
    tracked, merged = track_period(workspace, "6-thang", NOW.date()), merge_period(workspace, "6-thang")
    assert tracked.places == merged.words.places
    assert [place.place for place in tracked.places if place.standing is Standing.STALE] == ["II"]


LONG = "a b c d e f g h i j k l m n o p q r"


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("một", "hai", ("một", "hai")),
        (LONG, LONG.replace("j", "X"), ("… d e f g h i j k l m n o p …", "… d e f g h i X k l m n o p …")),
        (LONG, f"{LONG} s", ("… m n o p q r", "… m n o p q r s")),
        (f"z {LONG}", LONG, ("z a b c d e f …", "a b c d e f …")),
        ("a a a", "a a a a", ("a a a", "a a a a")),
        ("a", "a", ("a", "a")),
    ],
)
def test_of_two_long_texts_what_differs_is_shown(was: str, now: str, expected: tuple[str, str]) -> None:
    assert differing(was, now) == expected


def test_a_change_without_old_or_new_says_which() -> None:
    assert Change("", "I.1: Mới.").words() == "I.1: mới có: Mới."
    assert Change("I.1: Cũ.", "").words() == "I.1: không còn: Cũ."
