"""Number and symbol taken apart: ``Số: 05/BC-SKHCN``."""

from __future__ import annotations

import re

from reportgen.nd30.base import Unseen, View
from reportgen.nd30.types import CODES
from reportgen.record import record
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

_WHOLE = re.compile(r"^(?P<word>số)(?P<colon>\s*:?)(?P<number>[^/]*)(?P<slash>/?)(?P<symbol>.*)$", re.IGNORECASE)
_YEAR = re.compile(r"^(\d{4})/")  # normative documents carry their year between number and symbol
BLANKS = " .…_\u00a0\t"


@record
class Symbol:
    """The pieces of a number line; ``number`` is empty in a draft, ``colon`` as typed, its spaces included.

    ``year``: the year between number and symbol; empty where there is none, as in administrative documents.
    """

    line: Line
    word: str
    colon: str
    number: str
    slash: bool
    symbol: str
    year: str = ""

    @property
    def notation(self) -> str:
        """All that is printed behind the number: ``BC-SKHCN``, ``2026/QĐ-UBND``."""
        return f"{self.year}/{self.symbol}" if self.year else self.symbol

    @property
    def groups(self) -> list[str]:
        """The groups of abbreviations between the dashes, whatever dash was typed."""
        return [group.strip() for group in re.split(r"[-–—]", self.symbol) if group.strip()]


def example(view: View) -> str:
    """Return a number line to show how one is written: in the agency's own symbol where that is known."""
    symbol = symbol_of(view)
    if view.agency is not None and view.issued_by(view.agency):
        own = view.agency.symbol
    else:
        own = symbol.groups[-1] if symbol.groups else _ANY
    code = CODES.get(view.kind or "")
    return f"Số: {symbol.number or _NUMBER}/" + (f"{code}-{own}" if code else f"{own}-{_UNIT}")


_ANY, _UNIT, _NUMBER = "SKHCN", "VP", "12"


def symbol_of(view: View) -> Symbol:
    """Return the pieces of the document's number line; raises Unseen when it was not found."""
    line = view.need(Component.SO_KY_HIEU)[0]
    match = _WHOLE.match(line.text)
    if match is None:
        raise Unseen("không đọc được dòng Số, ký hiệu")
    written = match["symbol"].strip()
    year = _YEAR.match(written)
    return Symbol(
        line=line,
        word=match["word"],
        colon=match["colon"],
        number=match["number"].strip(BLANKS),
        slash=bool(match["slash"]),
        symbol=written[year.end() :] if year else written,
        year=year[1] if year else "",
    )
