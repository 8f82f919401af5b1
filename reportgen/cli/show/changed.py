"""How a text was and how it is now, in a line: each stretch that differs, with some words before it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

_WHOLE = 60
"""Characters of a text that is shown whole, as it was and as it is."""
_AROUND = 4
"""Words shown before a change."""
_MOST_COMPARED = 1_000_000
"""Pairs of words; of longer texts one stretch is shown, from the first word that differs to the last."""
_MOST_BETWEEN = 2
"""Words that stayed between two changes and are shown within one."""
_MOST_STRETCHES = 4
_END = 40
"""Characters that are shown of the end of a text which is cut."""


def became(was: str, now: str, longest: int) -> str:
    """Return what became of a text, no stretch of it longer than ``longest`` characters."""
    if not was or not now or max(len(was), len(now)) <= _WHOLE:
        return _stretch(was, now, longest)
    stretches = list(_stretches(was.split(), now.split(), longest))
    more = len(stretches) - _MOST_STRETCHES
    rest = [f"và {more} chỗ nữa"] if more > 0 else []
    return "; ".join([*stretches[:_MOST_STRETCHES], *rest])


def cut(text: str, longest: int) -> str:
    """Return a text on one line, its middle left out where it is longer than ``longest`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest + _END else f"{text[:longest].rstrip()} … {text[-_END:].lstrip()}"


def _stretches(old: Sequence[str], new: Sequence[str], longest: int) -> Iterator[str]:
    for first, last, begin, end in _differing(old, new):
        lead = " ".join(new[max(0, begin - _AROUND) : begin])
        stretch = _stretch(" ".join(old[first:last]), " ".join(new[begin:end]), longest)
        yield f"…{lead} {stretch}" if lead else stretch


def _stretch(was: str, now: str, longest: int) -> str:
    if not was:
        return f"thêm «{cut(now, longest)}»"
    return f"«{cut(was, longest)}» thành «{cut(now, longest)}»" if now else f"bỏ «{cut(was, longest)}»"


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two lists of words differ: the words of the one, those of the other."""
    if len(old) * len(new) > _MOST_COMPARED:
        begin, end = _equal_ends(old, new)
        yield begin, len(old) - end, begin, len(new) - end
        return
    last = end = 0
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        differs = block.a > last or block.b > end
        at_end = block.a + block.size == len(old) and block.b + block.size == len(new)
        if differs and 0 < block.size <= _MOST_BETWEEN and not at_end:
            continue
        if differs:
            yield last, block.a, end, block.b
        last, end = block.a + block.size, block.b + block.size


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many words are equal at the beginning and, of the others, at the end."""
    most = min(len(old), len(new))
    begin = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - begin
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return begin, end
