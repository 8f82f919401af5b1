"""How the words printed in a report stand beside the office's own file of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.objection import Objection
from reportgen.vn.text import shorten

_SHOWN = 3
_LONGEST = 300
"""Characters of what has changed that an objection tells."""


@dataclass(frozen=True)
class Worded:
    """The words of a report whose period has a file of words.

    ``stale``: places whose words were written before their sources changed, and what has changed; ``automatic``: nobody
    has written any of the printed words; ``differing``: places where the file says something else than is printed,
    changed since the draft was made; ``unabsorbed``: places whose words were typed in Word alone. ``without_file``:
    the period has none, and nobody changed a word in Word.
    """

    stale: tuple[tuple[str, str], ...] = ()
    automatic: bool = False
    differing: tuple[str, ...] = ()
    unabsorbed: tuple[str, ...] = ()
    without_file: bool = False


def of_words(worded: Worded, period: str) -> Iterator[Objection]:
    """Yield what speaks against the words of a report of ``period``."""
    if worded.stale:
        places = [place for place, _ in worded.stale]
        told = "; ".join(f"{place}: {changes}" for place, changes in worded.stale[:_SHOWN])
        yield Objection(
            "loi-van-cu",
            f"lời văn viết trước khi nguồn đổi, {len(places)} chỗ ({', '.join(places)}): {shorten(told, _LONGEST)}",
            f"sửa lời văn rồi soạn lại; lời vẫn đúng thì: reportgen consolidate {period} --confirm {','.join(places)}",
        )
    if worded.differing:
        yield Objection(
            "loi-van-khac",
            f"tệp lời văn đã sửa từ khi soạn, văn bản in lời khác ở {', '.join(worded.differing)}",
            f"soạn lại: reportgen draft {period}; lời trong Word mới đúng thì: reportgen absorb {period} --take word",
        )
    if worded.automatic:
        yield Objection(
            "chua-tong-hop",
            "văn bản chỉ có lời tự động, cơ quan chưa viết lời nào của mình",
            "sửa trong Word hoặc trong tệp lời văn rồi soạn lại; đồng ý với lời tự động thì chấp nhận",
        )
