"""What units' answers amount to."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.patterns import regex
from reportgen.vn.text import fold

_LONGEST = 80
"""Characters: a longer answer says something."""
_WHEN = (
    *("trong kỳ", "trong kỳ báo cáo", "trong quá trình triển khai", "trong quá trình thực hiện"),
    *("đến nay", "hiện nay", "hiện tại", "đơn vị"),
)
_NOT = ("không", "không có", "không phát sinh", "không gặp", "không ghi nhận", "không có phát sinh")
_NOT_YET = ("chưa có", "chưa phát sinh", "chưa có phát sinh", "chưa ghi nhận")
_WHAT = (
    *("khó khăn", "vướng mắc", "tồn tại", "hạn chế", "thiếu sót", "khuyết điểm", "bất cập", "nguyên nhân"),
    *("kiến nghị", "đề xuất", "nội dung", "vấn đề", "gì", "nào", "và", "hoặc"),
)


def _any(words: Sequence[str]) -> str:
    return "|".join(map(fold, sorted(words, key=len, reverse=True)))


_NOTHING = regex(rf"(?:(?:{_any(_WHEN)}) )*(?:{_any((*_NOT, *_NOT_YET))})(?: (?:{_any(_WHAT)}))*")


def says_nothing(text: str) -> bool:
    """Tell whether an answer only says that there is nothing: «Không», «Trong kỳ không có tồn tại, hạn chế.»."""
    if len(text) > _LONGEST:
        return False
    return _NOTHING.fullmatch(fold(text.translate(_PARTING))) is not None


_PARTING = dict.fromkeys(map(ord, ".,;:/&-–"), " ")
"""Signs between the things that there are none of."""
