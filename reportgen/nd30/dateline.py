"""Place and date taken apart: ``Hải Phòng, ngày 05 tháng 02 năm 2026``."""

from __future__ import annotations

import datetime as dt
import re

from reportgen.nd30.base import Unseen, View
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import UPPER
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

_BLANK = r"[\d\s.…_]*?"
_WHOLE = regex(
    rf"^(?P<place>.*?)(?P<comma>,?)\s*(?P<word>ngày)(?P<day>{_BLANK})tháng(?P<month>{_BLANK})năm(?P<year>{_BLANK})(?P<end>\W*)$",
    re.IGNORECASE,
)
SHORT_PLACE = regex(
    rf"(?P<kind>T\.?[Pp]\.?|T\.?[XxTt]\.|[QPHX]\.)\s*(?P<name>[{UPPER}].*|(?<=[QP]\.)\d+|(?<=[QP]\.\s)\d+)$"
    r"|(?P<only>HCM)$"
)
"""A place whose kind, or name, is an abbreviation: «Tp.HCM», «TP. Huế», «P. 5»."""
_FILL = " .…_\u00a0\t"


@record
class Dateline:
    """The pieces of a place-and-date line; day, month and year are empty where they are blank."""

    line: Line
    place: str
    comma: bool
    word: str
    day: str
    month: str
    year: str


def dateline_of(view: View) -> Dateline | None:
    """Return the pieces of the line; None when it is not written in words. Raises Unseen when it is missing."""
    line = view.need(Component.DIA_DANH)[0]
    match = _WHOLE.match(" ".join(line.text.split()))
    if match is None:
        return None
    return Dateline(
        line=line,
        place=match["place"].strip(_FILL),
        comma=bool(match["comma"]),
        word=match["word"],
        day=match["day"].strip(_FILL),
        month=match["month"].strip(_FILL),
        year=match["year"].strip(_FILL),
    )


def need_dateline(view: View) -> Dateline:
    """Return the pieces of the line; raises Unseen when it is missing or not written in words."""
    found = dateline_of(view)
    if found is None:
        raise Unseen("ngày tháng không ghi theo dạng «ngày … tháng … năm …»")
    return found


def day_of(view: View) -> dt.date:
    """Return the day on which the document was issued; raises Unseen when it is not given in full."""
    line = need_dateline(view)
    try:
        return dt.date(int(line.year), int(line.month), int(line.day))
    except ValueError:
        raise Unseen("văn bản chưa ghi đủ ngày, tháng, năm") from None
