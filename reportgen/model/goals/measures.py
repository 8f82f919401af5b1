"""Whether what a target counts comes in whole pieces: files and cases do, money and areas do not."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from reportgen.model.goals.goal import Goal
from reportgen.patterns import regex
from reportgen.vn.text import nfc

_DIVISIBLE = (
    "đồng|vnđ|vnd|usd|euro|đô la|tỷ|tỉ|triệu|nghìn|ngàn|vạn|ha|héc ta|hecta|mét|[kcdm]?m[23²³]?|tấn|tạ|kg|gam"
    "|g|lít|l|ml|giờ|phút|giây|ngày|tháng|năm|điểm|độ|[kmg]wh?|kva?|[kmgt]b|hệ số|chỉ số"
)
_DIVISIBLE_MEASURE = regex(rf"[%/‰]|(?<!\w)(?:{_DIVISIBLE})(?!\w)")
_AMOUNTS = (
    "vốn|kinh phí|chi phí|ngân sách|giải ngân|dự toán|thu nhập|doanh thu|dư nợ|giá trị|nợ|thuế|diện tích|sản lượng"
    "|khối lượng|chiều dài|công suất|che phủ|bình quân|trung bình|mật độ|thời gian|điện năng"
)
"""Words of a target's name that say what its figures are where their measure does not: «Tỷ lệ giải ngân»."""
_DIVISIBLE_NAME = regex(rf"(?<!\w)(?:{_AMOUNTS})(?!\w)")
_BY_TIME = regex(r" ?/ ?(?:năm|quý|tháng|tuần)$")
"""«Cuộc/năm»: how often something is counted."""


def in_whole_pieces(measure: str, name: str) -> bool:
    """Tell whether figures in ``measure`` of the target ``name`` are counts, so that a part of one is a slip."""
    measured = _BY_TIME.sub("", nfc(measure).casefold())
    return not _DIVISIBLE_MEASURE.search(measured) and not _DIVISIBLE_NAME.search(nfc(name).casefold())


def may_be_thousands(count: Decimal) -> bool:
    """Tell whether ``count`` was typed with exactly three digits behind the comma that is all it has: ``1,180``.

    From a thousand on a number has its groups written out, and its comma is meant.
    """
    return count.as_tuple().exponent == -3 and 1 <= count < 1000


def in_thousands(goal: Goal, name: str) -> Goal | None:
    """Return the goal of the target ``name`` with its commas read as in English; None where they are plain."""
    if len(goal.kinds) != 1 or not goal.bounds or not in_whole_pieces(goal.measure, name):
        return None
    bounds = goal.between or (getattr(goal, goal.kind.attribute),)
    if not any(map(may_be_thousands, bounds)):
        return None
    read = tuple(bound * 1000 if may_be_thousands(bound) else bound for bound in bounds)
    given: dict[str, Any] = {"between": read} if goal.between else {goal.kind.attribute: read[0]}
    return dataclasses.replace(goal, **given)
