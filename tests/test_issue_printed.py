"""``issue`` and what is printed on a document: its number line as a whole, the document that it replaces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Small
from tests.docx_text import edited
from tests.issuing import SO_5, issued, letter, objected, register

Cli = Callable[..., Ran]
SO_6 = ("--so", "6", "--ngay", "15/5/2026")


def saying(draft: Path, words: str) -> None:
    """Put a sentence into the report."""
    draft.write_bytes(edited(draft, lambda xml: xml.replace("như sau:", f"như sau: {words}", 1)))


def test_a_report_that_replaces_another_says_so(small: Small, cli: Cli, draft: Path) -> None:
    issued(cli, "6-thang", *SO_5)
    saying(draft, "xong.")
    found = objected(cli, "6-thang", *SO_6, "--replaces", "5")
    assert found == {"chua-neu-thay-the": "văn bản không nêu rằng nó thay thế 05/BC-STN ngày 14/5/2026"}
    ran = cli("issue", "6-thang", *SO_6, "--replaces", "5")
    assert "«Báo cáo này thay thế Báo cáo số 05/BC-STN ngày 14/5/2026»" in ran.out
    reason = "đã nêu trong công văn kèm theo"
    issued(cli, "6-thang", *SO_6, "--replaces", "5", "--accept", "chua-neu-thay-the", "--reason", reason)
    assert register(small)[1]["ghi_chu"] == (
        f"thay thế 05/BC-STN ngày 14/5/2026; chấp nhận văn bản không nêu văn bản mà nó thay thế: {reason}"
    )


SAID = {
    "as the advice has it": ("Báo cáo này thay thế Báo cáo số 05/BC-STN ngày 14 tháng 5 năm 2026.", True),
    "without the nought": ("Thay thế Báo cáo số 5/BC-STN.", True),
    "other signs": ("Báo cáo này thay cho Báo cáo số 05 / BC – STN.", True),
    "passive": ("Báo cáo số 05/BC-STN ngày 14/5/2026 được thay thế bằng báo cáo này.", True),
    "another number": ("Báo cáo này thay thế Báo cáo số 15/BC-STN ngày 14/5/2026.", False),
    "another symbol": ("Báo cáo này thay thế Báo cáo số 05/BC-STNMT ngày 14/5/2026.", False),
    "cited only": ("Tiếp theo Báo cáo số 05/BC-STN ngày 14/5/2026.", False),
    "something else replaced": ("Đã thay thế 12 máy tính.", False),
}


@pytest.mark.parametrize("case", SAID)
def test_what_says_that_it_replaces_another(small: Small, cli: Cli, draft: Path, case: str) -> None:
    words, enough = SAID[case]
    issued(cli, "6-thang", *SO_5)
    saying(draft, words)
    ran = cli("issue", "6-thang", *SO_6, "--replaces", "5")
    assert ran.code == (0 if enough else 1), ran.out + ran.err


def line(words: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(
        "như sau:", f"như sau:</w:t></w:r></w:p><w:p><w:r><w:t>{words}</w:t></w:r></w:p><w:p><w:r><w:t>", 1
    )


def test_the_number_line_printed_twice_is_an_objection(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(edited(draft, line("Số: 5/BC-STN")))
    assert objected(cli, "6-thang", *SO_5)["dong-so"] == "dòng «Số: 5/BC-STN» in 2 lần"


@pytest.mark.parametrize("words", ["Số: 7/BC-STN", "Số: 05/BC-STN-VP", "Số: 05/2026/BC-STN", "Số: 05/BC/STN"])
def test_another_number_line_is_an_objection(small: Small, cli: Cli, draft: Path, words: str) -> None:
    draft.write_bytes(edited(draft, line(words)))
    assert objected(cli, "6-thang", *SO_5)["dong-so"] == f"văn bản còn in «{words}»"


def test_a_long_dash_in_the_number_line_makes_it_no_other_number(small: Small, cli: Cli, draft: Path) -> None:
    path = letter(small, "cv.docx", {"so.text": "Số:     /STN–VP"})
    found = objected(cli, "--file", path, "--so", "12", "--ngay", "15/5/2026")
    assert list(found) == ["PL1-II-3c/dau-noi"]  # the dash, and not a second number


def test_a_year_in_the_number_is_told_and_what_is_printed_is_registered(small: Small, cli: Cli, draft: Path) -> None:
    path = letter(small, "cv.docx", {"so.text": "Số:       /2026/STN-VP"})
    asked = ("--file", path, "--so", "12", "--ngay", "15/5/2026")
    assert list(objected(cli, *asked)) == ["PL1-II-3b/khong-ghi-nam"]
    issued(cli, *asked, "--accept", "PL1-II-3b/khong-ghi-nam", "--reason", "đã ký")
    assert (register(small)[0]["so"], register(small)[0]["ky_hieu"]) == (12, "2026/STN-VP")
    assert cli("archive", "show", "12/2026/STN-VP").code == 0
    assert cli("archive", "verify").code == 0
