"""``issue`` and figures that nobody can compare: they are named with their place, and a person has to answer for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran, Small
from tests.docx_text import edited
from tests.issuing import unchanged
from tests.test_issue import SO_5, issued, objected, register
from tests.test_lint_against import swap

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
        return xml.replace("toàn bộ 03", "toàn bộ ba mươi").replace(" 01 nhiệm vụ", " mười nhiệm vụ")

    draft.write_bytes(edited(draft, each))
    found = objected(cli, "6-thang", *SO_5)
    assert found["khong-so-duoc"].endswith(" và 2 chỗ khác")


def test_a_sentence_taken_out_is_no_objection(small: Small, cli: Cli, draft: Path) -> None:
    draft.write_bytes(edited(draft, swap("Trong 03 nhiệm vụ của Kế hoạch", "Trong các nhiệm vụ của Kế hoạch")))
    issued(cli, "6-thang", *SO_5)
