"""Numbers, dates and periods of what is issued: in order, used once, replaced only when said."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.clock import ZONE, set_clock
from tests.conftest import Small
from tests.docx_text import edited
from tests.issuing import REPLACING, SO_5, Cli, everything, issued, letter, objected, register, unchanged
from tests.small import edit_in_word

SERIES = [
    # number, date, what speaks against it once 05 (14/5/2026) and 09 (20/5/2026) are issued
    (5, "20/5/2026", {"so-trung"}),
    (6, "14/5/2026", set()),
    (6, "13/5/2026", {"ngay-lui"}),
    (7, "20/5/2026", set()),
    (7, "21/5/2026", {"ngay-lui"}),
    (10, "20/5/2026", set()),
    (10, "19/5/2026", {"ngay-lui"}),
    (10, "22/11/2026", set()),
    (10, "23/11/2026", {"ngay-tuong-lai"}),
    (5, "20/5/2025", set()),  # another year counts from the beginning
]


@pytest.mark.parametrize(("number", "date", "names"), SERIES)
def test_numbers_and_dates_run_together(small: Small, cli: Cli, number: int, date: str, names: set[str]) -> None:
    for given, day in ((5, "14/5/2026"), (9, "20/5/2026")):
        assert (
            cli("-C", small.root, "issue", "--file", letter(small, f"{given}.docx"), "--so", given, "--ngay", day).code
            == 0
        )
    ran = cli(
        "-C",
        small.root,
        "issue",
        "--file",
        letter(small, "x.docx", {"so.text": "Số:       /STN-P1"}),
        "--so",
        number,
        "--ngay",
        date,
        "--format",
        "json",
    )
    assert {item["ma"] for item in json.loads(ran.out).get("ly_do", [])} == names
    assert ran.code == bool(names)


def test_a_number_used_twice_cannot_be_accepted_and_the_next_free_one_is_named(small: Small, cli: Cli) -> None:
    assert (
        cli("-C", small.root, "issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    )
    ran = cli(
        *(
            "-C",
            small.root,
            "issue",
            "--file",
            letter(small, "2.docx", {"so.text": "Số:       /STN-P1"}),
            "--so",
            "5",
            "--ngay",
            "14/5/2026",
        ),
        *("--accept", "so-trung", "--reason", "cứ cấp"),
    )
    assert ran.code == 1
    assert "--so 06" in ran.out


def test_a_clock_gone_back_is_an_objection(small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        cli("-C", small.root, "issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    )
    set_clock(monkeypatch, dt.datetime(2026, 11, 22, 9, 29, tzinfo=ZONE))
    ran = cli("-C", small.root, "issue", "--file", letter(small, "2.docx"), "--so", "6", "--ngay", "14/5/2026")
    assert ran.code == 1
    assert "dong-ho-lui: đồng hồ máy (09:29 ngày 22/11/2026) đi sau lần ghi sổ gần nhất (09:30" in ran.out


def test_a_period_is_issued_once_unless_it_replaces(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", "như dưới đây:", 1)))
    found = objected(cli, "6-thang", "--so", "6", "--ngay", "15/5/2026")
    assert list(found) == ["ky-da-ban-hanh"]
    before = everything(small.root / "luu-tru/2026/05-BC-STN")
    issued(cli, "6-thang", "--so", "6", "--ngay", "15/5/2026", *REPLACING)
    assert everything(small.root / "luu-tru/2026/05-BC-STN") == before
    assert register(small)[1]["thay_the"] == "2026/05-BC-STN"
    listed = json.loads(cli("archive", "list", "--format", "json").out)
    assert [item["thay_the_boi"] for item in listed] == ["06/BC-STN", None]
    again = cli("issue", "6-thang", "--so", "7", "--ngay", "16/5/2026", *REPLACING)
    assert again.code == 1
    assert "--replaces 06/BC-STN" in again.err


def test_numbers_left_out_are_told(small: Small, cli: Cli, draft: Path) -> None:
    assert cli("issue", "--file", letter(small, "1.docx"), "--so", "5", "--ngay", "14/5/2026").code == 0
    ran = issued(cli, "--file", letter(small, "2.docx"), "--so", "8", "--ngay", "14/5/2026")
    assert "dãy «công văn» còn bỏ trống số 06 và 07" in ran.out


WRONG = {
    "zero": ("0", "14/5/2026", "Số văn bản «0» chưa đúng"),
    "letters": ("năm", "14/5/2026", "Số văn bản «năm» chưa đúng"),
    "no such day": ("5", "31/4/2026", "tháng 4/2026 không có ngày 31"),
    "no date": ("5", "hôm nay", "Ghi ngày/tháng/năm"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_number_or_date_that_is_none(small: Small, cli: Cli, draft: Path, case: str) -> None:
    number, date, told = WRONG[case]
    ran = cli("issue", "6-thang", "--so", number, "--ngay", date)
    assert ran.code == 2
    assert told in ran.err


def test_a_symbol_other_than_the_documents_is_refused(small: Small, cli: Cli, draft: Path) -> None:
    ran = cli("issue", "6-thang", "--so", "5/BC-UBND", "--ngay", "14/5/2026")
    assert ran.code == 1
    assert "ghi ký hiệu BC-STN, lệnh ghi BC-UBND" in ran.err


# Which draft


def test_without_a_draft_it_says_how_to_make_one(small: Small, cli: Cli, draft: Path) -> None:
    draft.unlink()
    ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 2
    assert "reportgen draft kh/6-thang" in ran.err


def test_an_edited_draft_is_not_passed_over_for_a_newer_one(small: Small, cli: Cli, draft: Path) -> None:
    edit_in_word(draft)
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    with unchanged(small.root):
        ran = cli("issue", "6-thang", *SO_5)
    assert ran.code == 1
    assert "kh-6-thang.docx" in ran.err
    assert "--file" in ran.err
    issued(cli, "6-thang", *SO_5, "--file", draft)
