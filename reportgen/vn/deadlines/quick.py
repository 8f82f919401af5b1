"""The wordings in which most deadlines are written, read without the patterns for all others."""

from __future__ import annotations

import datetime as dt
import re

from reportgen.patterns import regex
from reportgen.vn.deadlines.days import QUARTERS, Impossible, Moment, months, one_day, written_year
from reportgen.vn.text import fold

_ENDLESS = frozenset(map(fold, ("thường xuyên", "duy trì thường xuyên", "thường xuyên, liên tục")))
_MONTH, _QUARTER, _YEAR = fold("tháng"), fold("quý"), fold("năm")
_USUAL = regex(
    rf"(?P<before>{fold('trước')} )?(?:{fold('ngày')} )?(?:(?P<d>\d{{1,2}})/(?P<dm>\d{{1,2}})|"
    rf"{_MONTH} (?P<m>\d{{1,2}})|{_QUARTER} (?P<q>i{{1,3}}|iv|[1-4]))/(?P<y>\d{{4}})|{_YEAR} (?P<whole>\d{{4}})"
)


def is_endless(text: str) -> bool:
    """Tell whether ``text`` is «thường xuyên» in one of its usual forms."""
    return fold(text) in _ENDLESS


def moment(text: str) -> Moment | None:
    """Return the time that a deadline with its year names in the usual way, what is before it for «trước»."""
    match = _USUAL.fullmatch(fold(text))
    if match is None:
        return None
    try:
        named = _named(match)
    except Impossible:
        return None
    before = named.first - dt.timedelta(days=1)
    return Moment(before, before, named.unit) if match["before"] else named


def _named(match: re.Match[str]) -> Moment:
    if match["whole"]:
        return months(1, 12, written_year(match["whole"]), "nam")
    year = written_year(match["y"])
    if match["d"]:
        month = months(int(match["dm"]), int(match["dm"]), year, "thang").first.month
        return one_day(int(match["d"]), month, year)
    if match["m"]:
        return months(int(match["m"]), int(match["m"]), year, "thang")
    last = 3 * QUARTERS[match["q"]]
    return months(last - 2, last, year, "quy")
