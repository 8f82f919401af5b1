"""Number and symbol taken apart: ``Số: 05/BC-SKHCN``."""

from __future__ import annotations

import re
from itertools import takewhile

from reportgen.nd30.base import Unseen, View
from reportgen.nd30.types import BY_CODE, CODES
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

_WHOLE = regex(r"^(?P<word>số|(?=\d+\s*/))(?P<colon>\s*:?)(?P<number>[^/]*)(?P<slash>/?)(?P<symbol>.*)$", re.IGNORECASE)
_YEAR = regex(r"^(\d{4})/")  # normative documents carry their year between number and symbol
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
    groups = re.split(r"[-–—/]", symbol.symbol)
    typed = [group.strip() for group in groups if group.strip() and group.strip() not in (*BY_CODE, *_NO_AGENCIES)]
    code = CODES.get(view.kind or "")
    if view.agency is not None and view.issued_by(view.agency):
        own = view.agency.symbol
    elif typed:
        own = typed[-1] if code else typed[0]
    else:
        own = abbreviated(view.agency_name) or _ANY
    unit = next((group for group in typed if group not in own), _UNIT)
    given = PARTYS.match(symbol.number)
    return f"Số: {(given[1] if given else symbol.number) or _NUMBER}/" + (f"{code}-{own}" if code else f"{own}-{unit}")


PARTYS = regex(r"^(\d+)\s*[-–—]\s*[^\W\d]+$")
"""«125-QĐ», as documents of the Party are numbered: the type's code with the number, not with the agency."""
_ANY, _UNIT, _NUMBER = "SKHCN", "VP", "12"
_NO_AGENCIES = ("CV", "TT", "PCh", "QCh", "DAn")
"""What stands for a type in a symbol though it is no type's code."""
_SHORT_NAMES = (("uy ban nhan dan", "UBND"), ("ubnd", "UBND"), ("hoi dong nhan dan", "HĐND"), ("hdnd", "HĐND"))
_PLACES = ("TỈNH", "THÀNH", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "THỊ", "ĐẶC", "TP", "SỐ")
_LINKS = ("VÀ", "CÁC", "CỦA", "VỀ")
_VOWELS = frozenset("AEIOUY")


def abbreviated(name: str) -> str:
    """Return how an agency is likely abbreviated: the first letters of its name up to a place; empty for no name.

    Only good for an example: agencies fix their abbreviations themselves.
    """
    bare = without_accents(name).lower()
    known = next((short for begins, short in _SHORT_NAMES if bare.startswith(begins)), "")
    if known:
        return known
    words = re.findall(r"\w+", name.upper())
    own = takewhile(lambda word: word not in _PLACES, words)
    return "".join(word[0] if _spoken(word) else word for word in own if word not in _LINKS)


def _spoken(word: str) -> bool:
    """Tell whether a word is one, not an abbreviation of several: it has a vowel."""
    return any(char in _VOWELS for char in without_accents(word).upper())


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
