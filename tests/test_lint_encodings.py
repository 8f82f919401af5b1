"""Text of legacy fonts: what is looked at first, and what decides."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.nd30.rules import i_4

_SIGNS = st.sampled_from("aegKThnçcïiouE äåëîÊÔÖÐÝÞß®¸µ¶·¹¨¾¼½ª×¬ãõùø.")


@settings(max_examples=300)
@given(st.text(_SIGNS, max_size=12))
def test_a_word_of_tcvn3_has_one_of_its_signs(text: str) -> None:
    assert not i_4._ONE_TCVN3.search(text) or i_4._OLD_LETTERS.search(text)
