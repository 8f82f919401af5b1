"""Which paragraph or note of a draft is which: those that are the same, those that were moved, those that changed."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from reportgen.linting.figures.units import Words, likeness, words

ALIKE = 0.6
"""Least share of words that a changed text has in common with the one it came from."""
_NEARBY = 60
"""Changed passages away that a changed paragraph may have moved."""

Pair = tuple[int, int]


def same_texts(made: Sequence[str], draft: Sequence[str]) -> list[Pair]:
    """Return the number of each text with that of the text it became; texts taken out are left out.

    Texts that are the same are found first, in order, then moved ones anywhere, then changed ones nearby.
    """
    found: list[Pair] = []
    left: list[int] = []
    free = set(range(len(draft)))
    for tag, first, last, begin, end in difflib.SequenceMatcher(None, made, draft, autojunk=False).get_opcodes():
        if tag == "equal":
            found += zip(range(first, last), range(begin, end), strict=True)
            free.difference_update(range(begin, end))
        else:
            left += range(first, last)
    places: dict[str, list[int]] = {}
    for at in sorted(free):
        places.setdefault(draft[at], []).append(at)
    changed = []
    for at in left:
        if same := places.get(made[at]):
            free.discard(moved := same.pop(0))
            found.append((at, moved))
        else:
            changed.append(at)
    others = sorted(free)
    alike = likeliest([words(made[at]) for at in changed], [words(draft[at]) for at in others])
    return sorted(found + [(changed[at], others[there]) for at, there in alike])


def likeliest(made: Sequence[Words], draft: Sequence[Words]) -> list[Pair]:
    """Pair the words of changed texts with those of others, the likest first; too little in common is no pair."""
    alike: list[tuple[float, int, int]] = []
    for at, own in enumerate(made):
        for there in range(max(at - _NEARBY, 0), min(at + _NEARBY, len(draft))):
            share = likeness(own, draft[there])
            if share >= ALIKE:
                alike.append((share, at, there))
    taken: set[int] = set()
    paired: dict[int, int] = {}
    for _, at, there in sorted(alike, key=lambda item: (-item[0], abs(item[1] - item[2]), item[1])):
        if at not in paired and there not in taken:
            paired[at] = there
            taken.add(there)
    return sorted(paired.items())
