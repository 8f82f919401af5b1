"""`issue` and the office's words: stale ones, none at all, others than the file says; an absorbed draft goes out as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Small
from tests.consolidating import WORDS, word
from tests.issuing import SO_5, issued, objected, ready, shown_text
from tests.word_edits import changed, replace

Cli = Callable[..., Any]
STATUS = "tinh-hinh/kh/6-thang/phong-mot.yaml"
OBJECTIONS = ("loi-van-cu", "loi-van-khac", "chua-tong-hop", "so-lieu-loi-van")


@pytest.fixture
def desk(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A workspace ready to issue, with a file of words as made."""
    ready(small, cli)
    monkeypatch.chdir(small.root)
    assert cli("consolidate", "6-thang").code == 0
    return small


def draft(small: Small, cli: Cli) -> Path:
    assert cli("draft", "6-thang").code == 0
    return small.root / "ban-thao/kh-6-thang.docx"


def told(cli: Cli, *arguments: object) -> dict[str, str]:
    """Return what is said against the words."""
    found = objected(cli, *arguments)
    return {name: what for name, what in found.items() if name in OBJECTIONS}


def test_a_report_without_a_word_of_the_office_is_held_back(desk: Small, cli: Cli) -> None:
    draft(desk, cli)
    assert told(cli, "6-thang", *SO_5) == {
        "chua-tong-hop": "văn bản chỉ có lời tự động, cơ quan chưa viết lời nào của mình"
    }
    issued(cli, "6-thang", *SO_5, "--accept", "chua-tong-hop", "--reason", "đồng ý với lời tự động")


def test_without_a_file_of_words_all_is_as_before(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(small, cli)
    monkeypatch.chdir(small.root)
    ran = issued(cli, "6-thang", *SO_5)
    assert "lời văn là lời tự động; lần sau viết lời của cơ quan: reportgen consolidate kh/6-thang" in ran.out + ran.err


def test_words_in_the_file_that_are_printed_go_out(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    draft(desk, cli)
    issued(cli, "6-thang", *SO_5)


def test_words_written_in_word_alone_count_and_are_noted(desk: Small, cli: Cli) -> None:
    path = draft(desk, cli)
    path.write_bytes(changed(path.read_bytes(), replace("xong việc", "xong việc, đúng hạn")))
    ran = issued(cli, "6-thang", *SO_5)
    assert "lời sửa trong Word chưa có trong tệp lời văn: I" in ran.out + ran.err


def test_an_absorbed_draft_is_issued_as_it_is(desk: Small, cli: Cli) -> None:
    path = draft(desk, cli)
    path.write_bytes(changed(path.read_bytes(), replace("xong việc", "xong việc, đúng hạn")))
    assert cli("absorb", "6-thang").code == 0
    ran = issued(cli, "6-thang", *SO_5)
    assert "tệp lời văn" not in ran.out + ran.err


def test_stale_words_are_told_with_old_and_new(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    path = desk.root / STATUS
    head, mark, rest = path.read_text(encoding="utf-8").partition("  II.1:")
    path.write_text(head + mark + rest.replace("Đang làm.", "Đã đổi việc."), encoding="utf-8")
    draft(desk, cli)
    found = told(cli, "6-thang", *SO_5)
    assert list(found) == ["loi-van-cu"]
    assert "II.1, Phòng Một: trước: " in found["loi-van-cu"]
    assert "nay: Đã đổi việc" in found["loi-van-cu"]
    assert cli("consolidate", "6-thang", "--confirm", "II").code == 0
    issued(cli, "6-thang", *SO_5)


def test_stale_words_that_were_rewritten_in_word_are_not_what_is_printed(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    word(desk, "I", "Lời khác của cơ quan.")
    desk.replace(STATUS, "Đang làm.", "Đã đổi việc.")
    path = draft(desk, cli)
    assert "1 chỗ (I)" in told(cli, "6-thang", *SO_5)["loi-van-cu"]
    path.write_bytes(changed(path.read_bytes(), replace("Lời khác của cơ quan.", "Lời viết lại trong Word.")))
    issued(cli, "6-thang", *SO_5)


def test_a_file_changed_since_the_draft_is_told_by_place(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    draft(desk, cli)
    word(desk, "II", "Lời đã sửa.")
    assert told(cli, "6-thang", *SO_5) == {"loi-van-khac": "tệp lời văn đã sửa từ khi soạn, văn bản in lời khác ở II"}
    draft(desk, cli)
    issued(cli, "6-thang", *SO_5)


def test_words_changed_on_both_sides_are_told(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    path = draft(desk, cli)
    path.write_bytes(changed(path.read_bytes(), replace("Lời của cơ quan.", "Lời trong Word.")))
    word(desk, "II", "Lời đã sửa.")
    assert told(cli, "6-thang", *SO_5) == {"loi-van-khac": "tệp lời văn đã sửa từ khi soạn, văn bản in lời khác ở II"}
    assert cli("absorb", "6-thang", "--take", "word").code == 0
    issued(cli, "6-thang", *SO_5)


def test_a_comment_in_the_file_is_no_change(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    draft(desk, cli)
    desk.replace(WORDS, "  II:\n", "  # đã hỏi\n  II:\n")
    issued(cli, "6-thang", *SO_5)


def test_a_bag_keeps_the_words_and_gives_them_again(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan^[Kế hoạch số 9/KH-STN ngày 02/3/2026.].")
    draft(desk, cli)
    issued(cli, "6-thang", *SO_5)
    assert (desk.root / "luu-tru/2026/05-BC-STN/data/dau-vao" / WORDS).is_file()
    word(desk, "II", "Lời của kỳ sau.")
    ran = cli("archive", "rebuild", "5")
    assert (ran.code, "15/15 phần bằng nhau từng byte" in ran.out) == (0, True), ran.out


def test_a_batch_drafts_with_the_words_of_each_workspace(desk: Small, cli: Cli) -> None:
    word(desk, "II", "Lời của cơ quan.")
    assert cli("batch", desk.root.parent, "6-thang", "--no-lint").code == 0
    [path] = (desk.root / "ban-thao").glob("*.docx")
    assert "Lời của cơ quan." in shown_text(path.read_bytes())


def test_a_figure_mistyped_in_word_is_told(desk: Small, cli: Cli) -> None:
    desk.replace(STATUS, "ket_qua: Xong việc.}", "ket_qua: Đã rà soát 17 thủ tục hành chính.}")
    assert cli("consolidate", "6-thang").code == 0
    word(desk, "I", "Sở rà soát 17 thủ tục hành chính.")
    path = draft(desk, cli)
    path.write_bytes(changed(path.read_bytes(), replace("17 thủ tục", "18 thủ tục")))
    found = objected(cli, "6-thang", *SO_5)
    assert list(found) == ["so-lieu-loi-van"]
    assert "I: lời văn ghi «18 thủ tục hành chính», nguồn ghi 17 (I.2, Phòng Một)" in found["so-lieu-loi-van"]
    issued(cli, "6-thang", *SO_5, "--accept", "so-lieu-loi-van", "--reason", "thêm một thủ tục sau ngày chốt")


def test_a_figure_of_the_file_is_told_unless_its_owner_answers_for_it(desk: Small, cli: Cli) -> None:
    desk.replace(STATUS, "ket_qua: Xong việc.}", "ket_qua: Đã rà soát 17 thủ tục hành chính.}")
    assert cli("consolidate", "6-thang").code == 0
    word(desk, "I", "Sở rà soát 18 thủ tục hành chính.")
    draft(desk, cli)
    assert list(objected(cli, "6-thang", *SO_5)) == ["so-lieu-loi-van"]
    answer = '  - {canh_bao: tong-hop/so-lieu, muc: I 18, ly_do: "đã hỏi"}'
    path = desk.root / WORDS
    path.write_text(f"{path.read_text(encoding='utf-8')}xac_nhan:\n{answer}\n", encoding="utf-8")
    issued(cli, "6-thang", *SO_5)
