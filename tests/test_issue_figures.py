"""``issue`` and figures that nobody can compare: they are named with their place, and a person has to answer for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Small
from tests.docx_text import edited
from tests.issuing import SO_5, issued, objected, register, unchanged
from tests.test_lint_against import swap
from tests.word_edits import changed, paragraph_with, say

Cli = Callable[..., Ran]
SPELLED = swap("Trong 03 nhiệm vụ", "Trong ba mươi nhiệm vụ")


def test_a_figure_that_cannot_be_compared_is_an_objection_with_its_place(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(edited(draft, SPELLED))
    with unchanged(small.root):
        found = objected(cli, "6-thang", *SO_5)
    assert list(found) == ["khong-so-duoc"]
    assert found["khong-so-duoc"].startswith("có số không so được với dữ liệu: Nhiệm vụ của Kế hoạch (Công tác chỉ đạo")
    assert "«Trong ba mươi nhiệm vụ của Kế hoạch, có" in found["khong-so-duoc"]
    assert "(số liệu: 03)" in found["khong-so-duoc"]


def test_a_person_may_answer_for_it(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(edited(draft, SPELLED))
    issued(cli, "6-thang", *SO_5, "--accept", "khong-so-duoc", "--reason", "đã đối chiếu bằng tay")
    (line,) = register(small)
    assert line["ghi_chu"] == "chấp nhận không so được số liệu của văn bản: đã đối chiếu bằng tay"


def test_many_such_figures_are_one_objection_that_counts_them(small: Small, cli: Cli, draft: Path) -> None:
    def each(xml: str) -> str:
        return xml.replace("toàn bộ 03", "toàn bộ ba mươi").replace(" 01 nhiệm vụ", " mười lăm nhiệm vụ")

    draft.write_bytes(edited(draft, each))
    found = objected(cli, "6-thang", *SO_5)
    assert found["khong-so-duoc"].endswith(" và 2 chỗ khác")


def test_a_sentence_taken_out_is_no_objection(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(edited(draft, swap("Trong 03 nhiệm vụ của Kế hoạch", "Trong các nhiệm vụ của Kế hoạch")))
    issued(cli, "6-thang", *SO_5)


REWRITTEN = {
    "a figure in words": "Trong ba nhiệm vụ được giao, có 01 nhiệm vụ thực hiện thường xuyên.",
    "another sentence": "Cơ quan đã dành 12 buổi làm việc cho Kế hoạch.",
}


@pytest.mark.parametrize("kind", REWRITTEN)
def test_a_sentence_rewritten_in_word_and_taken_into_the_files_is_the_offices(
    kind: str, small: Small, cli: Cli, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures are the office's then, which another check holds; the draft still carries what it was made of."""
    monkeypatch.chdir(small.root)
    rewrite = lambda body: say(paragraph_with(body, "Trong 03 nhiệm vụ"), REWRITTEN[kind])  # noqa: E731
    draft.write_bytes(changed(draft.read_bytes(), rewrite))
    assert "khong-so-duoc" in objected(cli, "6-thang", *SO_5)
    assert cli("absorb", "6-thang").code == 0
    ran = cli("lint", draft, "--against", "6-thang")
    assert "SL/" not in ran.out


def test_the_year_in_which_a_report_is_issued_is_no_figure(small: Small, cli: Cli, draft: Path) -> None:
    found = objected(cli, "6-thang", "--so", "5", "--ngay", "05/01/2027")
    assert not [name for name in found if name.startswith("SL/") or name == "khong-so-duoc"]
