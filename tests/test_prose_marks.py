"""No mark of the program's own is left in a paragraph, whatever names hold numbers."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.computed import figures, finished, plain
from tests.conftest import Ran, Small


@given(st.text(alphabet="a1 2/.,%", max_size=20), st.integers(1, 3))
def test_a_figure_within_a_figure_is_marked_once(text: str, times: int) -> None:
    marked = text
    for _ in range(times):
        marked = figures(f"{marked} 30")
    assert finished(marked) == plain(marked) == text + " 30" * times


def test_words_of_a_target_whose_name_has_a_number_can_be_checked(small: Small, cli: Callable[..., Ran]) -> None:
    small.replace(
        "ke-hoach/kh.yaml", "ten: Tỷ lệ thử, muc: {toi_thieu: 80", "ten: Tỷ lệ bệnh viện 30 giường, muc: {toi_thieu: 95"
    )
    small.status("phong-mot", "chi_tieu:\n  CT1: {tu_so: 90, mau_so: 100, nguyen_nhan: Dân đi làm ăn xa}\n")
    assert cli("-C", small.root, "consolidate", "6-thang").code == 0
    text = (small.root / "tong-hop/kh/6-thang.yaml").read_text(encoding="utf-8")
    assert "bệnh viện 30 giường" in text
    assert not any("\ue000" <= char <= "\uf8ff" for char in text)
    assert cli("-C", small.root, "draft", "6-thang").code == 0
