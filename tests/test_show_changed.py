"""How `absorb` says in a line what became of a text."""

from __future__ import annotations

import pytest

from reportgen.cli.show.changed import became, cut

LONG = "Để kịp thời nắm bắt phản hồi chính sách, ngày 14/4/2026 Sở tổ chức 01 hội nghị đối thoại với 38 doanh nghiệp."


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (LONG.replace("38", "40"), "…nghị đối thoại với «38» thành «40»"),
        (LONG.replace("Để kịp thời nắm bắt", "Để nắm"), "…Để «kịp thời nắm bắt» thành «nắm»"),
        (
            LONG.replace("kịp thời nắm bắt phản hồi chính sách,", "nghe doanh nghiệp phản ánh,"),
            "…Để «kịp thời nắm bắt phản hồi chính sách,» thành «nghe doanh nghiệp phản ánh,»",
        ),
        (f"Nay {LONG} Xong.", "thêm «Nay»; …với 38 doanh nghiệp. thêm «Xong.»"),
        (LONG.removesuffix(" với 38 doanh nghiệp."), "…hội nghị đối thoại bỏ «với 38 doanh nghiệp.»"),
        ("", f"bỏ «{LONG[:60].rstrip()} … {LONG[-40:].lstrip()}»"),
    ],
)
def test_each_stretch_that_differs_is_told(now: str, told: str) -> None:
    assert became(LONG, now, 60) == told


def test_a_short_text_is_told_whole() -> None:
    assert became("Như trên;", "Như kính gửi;", 60) == "«Như trên;» thành «Như kính gửi;»"


def test_of_many_stretches_the_first_are_told() -> None:
    words = [f"từ{number}" for number in range(60)]
    now = [word if at % 6 else f"{word}x" for at, word in enumerate(words)]
    assert became(" ".join(words), " ".join(now), 60).endswith("; và 6 chỗ nữa")


def test_the_middle_of_a_long_text_is_left_out() -> None:
    assert cut("a " * 100, 20) == f"{('a ' * 100)[:20].rstrip()} … {('a ' * 100).strip()[-40:].lstrip()}"
