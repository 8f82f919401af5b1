"""Laying texts beside each other: what came from what, in a time that grows with their number alone."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from reportgen.absorbing.align import aligned, gaps, likeness

TEXTS = st.lists(st.sampled_from(["a b c d", "a b c e", "a b x y", "z", "w v", "", "a b c d e f"]), max_size=12)


@given(TEXTS, TEXTS)
def test_pairs_only_grow_and_are_alike(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    assert sorted(pairs.values()) == [pairs[at] for at in sorted(pairs)]
    assert len(set(pairs.values())) == len(pairs)
    assert all(likeness(old[there], new[at]) >= 0.45 for at, there in pairs.items())


@given(TEXTS)
def test_equal_sequences_are_paired_whole(texts: list[str]) -> None:
    assert aligned(texts, texts) == {at: at for at in range(len(texts))}


@given(TEXTS, TEXTS)
def test_gaps_hold_what_no_pair_has(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    for gap in gaps(pairs, len(old), len(new)):
        assert not any(at in pairs for at in range(gap.begin, gap.end))
        assert not any(there in pairs.values() for there in range(gap.first, gap.last))


def test_a_text_is_found_again_by_what_is_left_of_it() -> None:
    old = ["Sở rà soát 96 thủ tục.", "Đã tập huấn 45 người.", "Còn 02 việc chậm."]
    new = ["Câu mới hẳn ở đầu.", "Sở đã rà soát 96 thủ tục.", "Còn 02 việc chậm."]
    assert aligned(old, new) == {1: 0, 2: 2}


def _words(chance: random.Random, count: int) -> str:
    return " ".join(f"từ{chance.randrange(3_000)}" for _ in range(count))


def test_a_large_gap_is_laid_beside_by_rare_words() -> None:
    chance = random.Random(1)
    old = [_words(chance, 12) for _ in range(600)]
    new = [f"{text} thêm" for text in old]
    pairs = aligned(old, new)
    assert sum(pairs.get(at) == at for at in range(600)) > 590


def test_time_grows_with_the_number_of_texts() -> None:
    spent = []
    for count in (2_000, 8_000):
        chance = random.Random(2)
        old = [_words(chance, 8) for _ in range(count)]
        alike = ["Đoạn giống nhau."] * count
        begun = time.process_time()
        aligned(old, [_words(chance, 8) for _ in range(count)])
        aligned(old, [f"{text} thêm" for text in old])
        aligned(alike, [text if chance.random() < 0.9 else "Khác." for text in alike])
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0], spent
