"""Laying two sequences of texts beside each other: equal ones first, then, between them, the likest in order."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

LEAST = 0.45
"""Least likeness, from 0 to 1, of a text and what it became."""
_MOST_COMPARED = 40_000
"""Pairs of texts in one gap; a larger gap is left unpaired."""
_WORD = re.compile(r"\w+|[^\w\s]")


def aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return for each index of ``new`` that has one the index of ``old`` it came from; both only grow."""
    found: dict[int, int] = {}
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            found |= dict(zip(range(begin, end), range(first, last), strict=True))
        elif tag == "replace" and (last - first) * (end - begin) <= _MOST_COMPARED:
            found |= {begin + at: first + there for there, at in _likest(old[first:last], new[begin:end])}
    return found


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common."""
    return _alike(_words(one), _words(other))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _likest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, in order, whose likeness adds up to the most."""
    olds, news = [_words(text) for text in old], [_words(text) for text in new]
    alike = [[_alike(one, other) for other in news] for one in olds]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in range(len(old) - 1, -1, -1):
        for there in range(len(new) - 1, -1, -1):
            pair = alike[at][there] + best[at + 1][there + 1] if alike[at][there] >= LEAST else 0.0
            best[at][there] = max(pair, best[at + 1][there], best[at][there + 1])
    at = there = 0
    while at < len(old) and there < len(new):
        pair = alike[at][there] + best[at + 1][there + 1]
        if alike[at][there] >= LEAST and best[at][there] == pair:
            yield at, there
            at, there = at + 1, there + 1
        elif best[at][there] == best[at + 1][there]:
            at += 1
        else:
            there += 1
