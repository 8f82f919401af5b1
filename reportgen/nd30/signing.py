"""A line of the signature taken apart: by what authority somebody signs, however it was typed, and the office."""

from __future__ import annotations

import re

from reportgen.patterns import regex
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy.words import AUTHORITY
from reportgen.wordview.lines import Line

MARKS = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
DEPUTY = regex(r"^((Q\.|QUYỀN) )?(PHÓ\b|P\.\s*[^\W\d]{2}|PCT\b|PGĐ\b|THỨ TRƯỞNG|(\w+ )+PHÓ\b)", re.IGNORECASE)
_BETWEEN = regex(r"[\s./]")


def mark_of(line: Line) -> str:
    """Return the abbreviation of authority that a line means, as the decree writes it; empty for none."""
    match = AUTHORITY.match(line.text)
    if match is None:
        return ""
    return _BETWEEN.sub("", match["stopped"] or match["typed"]).upper() + "."


def office_of(line: Line) -> str:
    """Return the office that a line names, in capitals, without the abbreviation before it."""
    match = AUTHORITY.match(line.text)
    return " ".join((line.text[match.end() :] if match else line.text).split()).upper()


_UNITS = {
    "chanh van phong": "van phong",
    "truong phong": "phong",
    "chanh thanh tra": "thanh tra",
    "vu truong": "vu",
    "truong khoa": "khoa",
}
"""Who heads a unit inside an agency, and with which word an agency's name begins that has such a head itself."""


def heads_unit(line: Line) -> str:
    """Return with which word the name of a unit begins whose head (or his deputy) a line names; empty for others."""
    office = without_accents(office_of(line)).lower().removeprefix("pho ")
    return next((unit for head, unit in _UNITS.items() if office.startswith(head)), "")
