"""How much two figures are said of the same: by the words beside them, and by their sentences."""

from __future__ import annotations

from collections.abc import Sequence, Set
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
    beside = {*other.before, *other.after}
    parts = (
        (_AFTER, _share_of(figure.after, beside, other.around)),
        (_BEFORE, _share_of(figure.before[::-1], beside, other.around)),
        (_AROUND, _common(figure.around, other.around)),
    )
    known = [(weight, value) for weight, value in parts if value is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known) if known else 0.0


def same_noun(figure: Figure, other: Figure) -> bool:
    """Tell whether both count what begins with the same word."""
    return figure.after[:1] == other.after[:1] and bool(_telling(figure.after[:1]))


def share(words: Sequence[str], others: Set[str]) -> float | None:
    """Return how much of ``words`` is among ``others``, the first counting most; None where they tell nothing."""
    own = _telling(words)
    if not own:
        return None
    weights = _weights(len(own))
    return sum([weight for weight, word in zip(weights, own, strict=True) if word in others]) / sum(weights)


@lru_cache(maxsize=256)
def _weights(count: int) -> tuple[float, ...]:
    return tuple(_FADING**at for at in range(count))


def _share_of(words: Sequence[str], beside: Set[str], around: Set[str]) -> float | None:
    near, far = share(words, beside), share(words, around)
    return max(near, _FURTHER * far) if near is not None and far is not None else None


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _EMPTY]


def _common(some: Set[str], others: Set[str]) -> float | None:
    fewer = min(len(some), len(others))
    return len((some & others) - _EMPTY) / fewer if fewer else None
