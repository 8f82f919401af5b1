"""How the words printed in a report stand beside the office's own file of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    the period has none, and nobody changed a word in Word. ``doubted``: place and what is doubtful of each figure of
    the printed words that the data does not vouch for.
    """

    stale: tuple[tuple[str, str], ...] = ()
    automatic: bool = False
    differing: tuple[str, ...] = ()
    unabsorbed: tuple[str, ...] = ()
    without_file: bool = False
    doubted: tuple[tuple[str, str], ...] = ()


_QUOTED = re.compile(r"«([^»]*)»")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


def of_words(worded: Worded, period: str, told_already: str = "") -> Iterator[Objection]:
    """Yield what speaks against the words of a report of ``period``.

    ``told_already``: what is said of figures of the data; a figure that stands there is not told again.
    """
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
    yield from _of_figures([item for item in worded.doubted if not _stands(item[1], told_already)])


def _stands(what: str, told: str) -> bool:
    """Tell whether a figure that ``what`` quotes stands in what is told already."""
    quoted = _QUOTED.search(what)
    return quoted is not None and not set(_FIGURE.findall(quoted[1])).isdisjoint(_FIGURE.findall(told))


def _of_figures(doubted: Sequence[tuple[str, str]]) -> Iterator[Objection]:
    if doubted:
        told = "; ".join(f"{place}: {what}" for place, what in doubted[:_SHOWN])
        more = f" và {len(doubted) - _SHOWN} số khác" if len(doubted) > _SHOWN else ""
        yield Objection(
            "so-lieu-loi-van",
            f"số trong lời văn mà số liệu không xác nhận, {len(doubted)} chỗ: {told}{more}",
            "sửa trong Word hoặc trong tệp lời văn; số đúng thì chấp nhận, ghi lý do",
        )
