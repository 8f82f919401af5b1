"""What offices of every sort type into plans and forms: read as it is meant, or told as what it is, at its line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.compose.answers import says_nothing
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.kinds import Verdict
from tests.conftest import Ran, Small
from tests.docx_text import plain_text

Cli = Callable[..., Ran]


# --- reports ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "verdict"), [(0, Verdict.MET), (1, Verdict.MISSED), (Decimal("0.1"), Verdict.MISSED)]
)
def test_what_may_not_happen_at_all_is_missed_when_it_does(value: Decimal, verdict: Verdict) -> None:
    goal = Goal(exactly=Decimal(0), measure="vụ")
    assert goal.kind.judge(value, *goal.bounds) is verdict


@pytest.mark.parametrize(
    ("counted", "told", "behind"),
    [
        (1, "chưa đạt mức giao: tai nạn lao động là 1 vụ, mức giao 0 vụ", "tai nạn lao động cao hơn mức giao 1 vụ"),
        (0, "đạt mức giao: tai nạn lao động là 0 vụ", ""),
    ],
)
def test_an_accident_is_never_told_as_more_than_was_asked(
    counted: int, told: str, behind: str, small: Small, cli: Cli
) -> None:
    small.replace(
        "ke-hoach/kh.yaml",
        "chi_tieu:\n",
        "chi_tieu:\n  CT9: {ten: Tai nạn lao động, muc: 0 vụ, thuc_hien: [phong-mot]}\n",
    )
    small.status("phong-mot", f"chi_tieu:\n  CT9: {{tu_so: {counted}}}\n")
    assert cli("-C", small.root, "draft", "6-thang", "-o", small.root / "b.docx").code == 0
    text = plain_text((small.root / "b.docx").read_bytes())
    assert told in text
    assert behind in text
    assert "vượt" not in text


@pytest.mark.parametrize(
    "text",
    [
        *("Không", "không.", "Không có.", "Không phát sinh", "Chưa có", "Không có tồn tại.", "Không có hạn chế"),
        *("Không có khó khăn, vướng mắc", "Không có khó khăn vướng mắc.", "Không gặp khó khăn gì", "Không vướng mắc"),
        *("Trong kỳ không có tồn tại, hạn chế", "Đến nay, không phát sinh vấn đề gì.", "Không có kiến nghị, đề xuất"),
        *("Không kiến nghị", "Chưa phát sinh khó khăn/vướng mắc", "Không có nội dung đề xuất, kiến nghị"),
    ],
)
def test_an_answer_that_there_is_nothing_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Không có kinh phí", "Không đủ biên chế", "Chưa có hướng dẫn của cấp trên", "Không hạn chế số lượng hồ sơ"),
        *("Có khó khăn, vướng mắc", "Tồn tại, hạn chế", "Chưa thực hiện", "Không có khó khăn lớn, chỉ thiếu kinh phí"),
        *("Không có mặt bằng", "Chưa có vốn", "", "Khó khăn", "Hiện nay"),
    ],
)
def test_what_is_lacking_is_told(text: str) -> None:
    assert not says_nothing(text)
