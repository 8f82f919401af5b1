"""Laying two sequences of texts beside each other: equal ones first, then, between them, the likest in order.

What it costs grows with the number of texts, not with its square: a gap that is too large to compare each with each
is cut at the texts that share rare words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

LEAST = 0.45
"""Least likeness, from 0 to 1, of a text and what it became."""
_MOST_COMPARED = 10_000
"""Pairs of texts of one gap that are compared each with each."""
_RARE = 4
"""Texts of a gap in which a rare word stands at most."""
_WORD = re.compile(r"\w+|[^\w\s]")


class Gap(NamedTuple):
    """Where texts stand beside each other that are not paired yet: indices from ``first`` up to ``last`` of the old
    ones, from ``begin`` up to ``end`` of the new ones.
    """

    first: int
    last: int
    begin: int
    end: int

    @property
    def pairs(self) -> int:
        """How many pairs it has."""
        return (self.last - self.first) * (self.end - self.begin)


def aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return for each index of ``new`` that has one the index of ``old`` it came from; both only grow."""
    found = _equal(old, new)
    for gap in list(gaps(found, len(old), len(new))):
        if gap.pairs > _MOST_COMPARED:
            found |= _by_rare_words(old, new, gap)
    for gap in list(gaps(found, len(old), len(new))):
        if gap.pairs <= _MOST_COMPARED:
            found |= dict(_likest(old, new, gap))
    return found


def gaps(pairs: Mapping[int, int], old: int, new: int) -> Iterator[Gap]:
    """Yield where texts of both sides are left between ``pairs``, of ``old`` and ``new`` texts."""
    there = at = -1
    for now, then in [*sorted(pairs.items()), (new, old)]:
        if then - there > 1 and now - at > 1:
            yield Gap(there + 1, then, at + 1, now)
        there, at = then, now


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common."""
    return _alike(_words(one), _words(other))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


# --- equal ones ---------------------------------------------------------------------------------


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the pairs of equal texts: those that stand once on each side, then whatever is equal beside a pair."""
    places = _only_once(old)
    found = dict(_growing([(at, places[text]) for text, at in _only_once(new).items() if text in places]))
    for gap in list(gaps(found, len(old), len(new))):
        found |= _beside(old, new, gap)
    return found


def _only_once(texts: Sequence[str]) -> dict[str, int]:
    counts = Counter(texts)
    return {text: at for at, text in enumerate(texts) if counts[text] == 1}


def _growing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of ``pairs``, sorted by their first, of which the second only grows too."""
    least: list[int] = []  # by length: the least second with which so many pairs end
    ends: list[int] = []
    before: list[int] = []
    for at, (_, there) in enumerate(pairs):
        length = bisect_left(least, there)
        before.append(ends[length - 1] if length else -1)
        if length == len(least):
            least.append(there)
            ends.append(at)
        else:
            least[length], ends[length] = there, at
    chosen: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _beside(old: Sequence[str], new: Sequence[str], gap: Gap) -> dict[int, int]:
    """Return the pairs of equal texts at the beginning and at the end of a gap."""
    first, last, begin, end = gap
    found: dict[int, int] = {}
    while first < last and begin < end and old[first] == new[begin]:
        found[begin] = first
        first, begin = first + 1, begin + 1
    while first < last and begin < end and old[last - 1] == new[end - 1]:
        last, end = last - 1, end - 1
        found[end] = last
    return found


# --- the likest ---------------------------------------------------------------------------------


def _by_rare_words(old: Sequence[str], new: Sequence[str], gap: Gap) -> dict[int, int]:
    """Return pairs of a large gap that share words that few of its texts have, in order."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for there in range(gap.first, gap.last):
        for word in _words(old[there]):
            index[word].append(there)
    pairs: list[tuple[int, int]] = []
    for at in range(gap.begin, gap.end):
        shared = Counter(
            there for word in _words(new[at]) if len(index.get(word, ())) <= _RARE for there in index[word]
        )
        there = max(shared, key=shared.__getitem__, default=-1)
        if there >= 0 and likeness(old[there], new[at]) >= LEAST:
            pairs.append((at, there))
    return dict(_growing(pairs))


def _likest(old: Sequence[str], new: Sequence[str], gap: Gap) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a gap, in order, whose likeness adds up to the most."""
    olds = [_words(text) for text in old[gap.first : gap.last]]
    news = [_words(text) for text in new[gap.begin : gap.end]]
    alike = [[_alike(one, other) for other in news] for one in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for there in range(len(olds) - 1, -1, -1):
        for at in range(len(news) - 1, -1, -1):
            pair = alike[there][at] + best[there + 1][at + 1] if alike[there][at] >= LEAST else 0.0
            best[there][at] = max(pair, best[there + 1][at], best[there][at + 1])
    there = at = 0
    while there < len(olds) and at < len(news):
        pair = alike[there][at] + best[there + 1][at + 1]
        if alike[there][at] >= LEAST and best[there][at] == pair:
            yield gap.begin + at, gap.first + there
            there, at = there + 1, at + 1
        elif best[there][at] == best[there + 1][at]:
            there += 1
        else:
            at += 1
