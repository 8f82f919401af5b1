"""The kinds of goals, a row each: the key in the plan, the words, the verdict on a value.

All comparisons are exact; what is printed is rounded so that it says the same (``shown``).
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from fractions import Fraction

from reportgen.record import record


class Verdict(enum.StrEnum):
    """How a target stands at the cut-off."""

    MET = "dat"
    EXCEEDED = "vuot"
    MISSED = "chua-dat"
    PENDING = "chua-den-ky"
    STATISTIC = "thong-ke"
    NOTHING = "khong-phat-sinh"
    LACKING = "chua-du-so-lieu"
    UNREPORTED = "chua-bao-cao"

    @property
    def label(self) -> str:
        """The verdict as Phụ lục I prints it."""
        return _LABELS[self]

    @property
    def met(self) -> bool:
        """Whether the goal is reached; what is more than the goal has reached it."""
        return self in (Verdict.MET, Verdict.EXCEEDED)


_LABELS = {
    Verdict.MET: "đạt",
    Verdict.EXCEEDED: "vượt mức giao",
    Verdict.MISSED: "chưa đạt",
    Verdict.PENDING: "chưa đến kỳ đánh giá",
    Verdict.STATISTIC: "số liệu thống kê",
    Verdict.NOTHING: "không phát sinh",
    Verdict.LACKING: "chưa đủ số liệu",
    Verdict.UNREPORTED: "chưa báo cáo",
}


@record
class GoalKind:
    """One kind of goal.

    ``words``: how the bounds read; ``judge``: the verdict on a value in the measure of the goal (a change is signed);
    ``direction``: 1 where more is better, -1 where less is, 0 where neither; ``change``: bounds are a rise or fall;
    ``counted``: units report figures; ``measured``: there are bounds to judge by; ``reached`` and ``missed``: the verb
    of a value that does, or does not.
    """

    key: str
    attribute: str
    words: str
    judge: Callable[..., Verdict]
    direction: int = 0
    change: bool = False
    counted: bool = True
    measured: bool = True
    reached: str = "đạt"
    missed: str = "mới đạt"


def _if(reached: bool) -> Verdict:
    return Verdict.MET if reached else Verdict.MISSED


def _equal(value: Fraction, bound: Fraction) -> Verdict:
    return Verdict.EXCEEDED if value > bound else _if(value == bound)


def _within(value: Fraction, low: Fraction, high: Fraction) -> Verdict:
    return Verdict.EXCEEDED if value > high else _if(value >= low)


def _never(*_: Fraction) -> Verdict:
    return Verdict.LACKING


KINDS = (
    GoalKind("toi_thieu", "minimum", "Tối thiểu {}", lambda value, bound: _if(value >= bound), 1),
    GoalKind("bang", "exactly", "{}", _equal, 1),
    GoalKind("toi_da", "maximum", "Tối đa {}", lambda value, bound: _if(value <= bound), -1, reached="là", missed="là"),
    GoalKind("tren", "above", "Trên {}", lambda value, bound: _if(value > bound), 1),
    GoalKind("duoi", "below", "Dưới {}", lambda value, bound: _if(value < bound), -1, reached="là", missed="là"),
    GoalKind("khoang", "between", "Từ {} đến {}", _within),
    GoalKind("tang", "rise", "Tăng {}", lambda value, bound: _if(value >= bound), 1, change=True, missed=""),
    GoalKind("giam", "fall", "Giảm {}", lambda value, bound: _if(-value >= bound), -1, change=True, missed=""),
    GoalKind("van_ban", "text", "{}", _never, counted=False, measured=False, missed=""),
)
NO_GOAL = GoalKind("", "", "", lambda *_: Verdict.STATISTIC, measured=False, missed="là")
"""A statistic: it is printed and never judged."""
NOT_ONE = GoalKind("bang", "exactly", "{}", lambda value, bound: _if(value <= bound), reached="là", missed="là")
"""None at all («0 vụ tai nạn»): what may not happen is not exceeded when it does, it is missed."""
