"""How much two figures are said of the same: by the words beside them, and by their sentences."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from reportgen.vouch.figure import Figure, words_of

_EMPTY = frozenset(
    words_of(
        "đã được và các của tại cho với là có ở trong về từ đến theo để do những này đó khi còn qua bằng vào ra mới "
        "nay sẽ đang cũng như trên dưới thì mà một lên xuống tới"
    )
)
"""Words that stand beside any figure."""
_FADING = 0.75
"""How much less each word further away counts."""
_FURTHER = 0.8
"""How much less a word counts that stands in the sentence, but not beside the figure."""
_AFTER, _BEFORE, _AROUND = 0.5, 0.25, 0.25
"""How much the words after a figure count, those before it, and its sentence."""


def alike(figure: Figure, other: Figure) -> float:
    """Return how far the words of ``figure`` stand with ``other`` too, from 0 to 1."""
    parts = (
        (_AFTER, _share_of(figure.after, other)),
        (_BEFORE, _share_of(figure.before[::-1], other)),
        (_AROUND, _common(figure.around, other.around)),
    )
    known = [(weight, value) for weight, value in parts if value is not None]
    return sum([weight * value for weight, value in known]) / sum([weight for weight, _ in known]) if known else 0.0


def same_noun(figure: Figure, other: Figure) -> bool:
    """Tell whether both count what begins with the same word."""
    return bool(figure.after) and figure.after[0] not in _EMPTY and figure.after[:1] == other.after[:1]


def share(words: tuple[str, ...], others: Set[str]) -> float | None:
    """Return how much of ``words`` is among ``others``, the first counting most; None where they tell nothing."""
    weighed, whole = _weighed(words)
    return sum([weight for word, weight in weighed if word in others]) / whole if weighed else None


@lru_cache(maxsize=4096)
def _weighed(words: tuple[str, ...]) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return those of ``words`` that tell something with their weights, and the sum of these."""
    telling = [word for word in words if word not in _EMPTY]
    weights = [_FADING**at for at in range(len(telling))]
    return tuple(zip(telling, weights, strict=True)), sum(weights)


def _share_of(words: tuple[str, ...], other: Figure) -> float | None:
    near = share(words, other.beside)
    if near is None or near >= _FURTHER:  # as much as all of them further away would be
        return near
    return max(near, _FURTHER * (share(words, other.around) or 0.0))


def _common(some: frozenset[str], others: frozenset[str]) -> float | None:
    fewer = min(len(some), len(others))
    return len(_telling(some) & _telling(others)) / fewer if fewer else None


@lru_cache(maxsize=4096)
def _telling(words: frozenset[str]) -> frozenset[str]:
    return words - _EMPTY
