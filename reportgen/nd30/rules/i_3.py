"""Lề trang: cách mép trên và mép dưới 20 đến 25 mm, mép trái 30 đến 35 mm, mép phải 15 đến 20 mm.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View, Where, decimal, millimetres
from reportgen.wordview.changes import Change, SectionChange
from reportgen.wordview.document import Section
from reportgen.wordview.lengths import AS_SHOWN, TWIPS_PER_MM, Mm, Twips, between

CLAUSE = Clause.of(__doc__)
ALLOWED = {
    "top": (Mm(20), Mm(25)),
    "bottom": (Mm(20), Mm(25)),
    "left": (Mm(30), Mm(35)),
    "right": (Mm(15), Mm(20)),
}
TURNED = (Mm(15), Mm(35))
"""A landscape page carries its margins turned, either way: each lies between the least and the greatest."""
_NAMES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}


def check(view: View) -> Iterator[Breach]:
    """Each margin of each section lies in its range, the gutter counted to the left margin."""
    seen = set()
    for number, section in enumerate(view.document.sections, start=1):
        for edge, allowed in ALLOWED.items():
            low, high = TURNED if section.landscape else allowed
            length = _margin(section, edge)
            if between(length, low, high, AS_SHOWN) or (edge, length) in seen:
                continue
            seen.add((edge, length))
            place = f"phần (section) {number}" if len(view.document.sections) > 1 else ""
            yield Breach(
                Where("Trang giấy", place=place),
                f"{_NAMES[edge]} {millimetres(length)}",
                f"từ {decimal(low)} đến {decimal(high)} mm",
                "thẻ Bố cục (Layout), mục Lề (Margins), Lề tùy chỉnh (Custom Margins)",
            )


def _margin(section: Section, edge: str) -> Twips:
    margins = section.margins
    if edge == "left":
        return Twips(margins.left + margins.gutter)
    return {"top": margins.top, "bottom": margins.bottom, "right": margins.right}[edge]


def mend(view: View) -> Iterator[Change]:
    """Each margin that lies beyond its range as wide as the nearer end of it, the gutter left as it is."""
    for number, section in enumerate(view.document.sections):
        edges: dict[str, Twips] = {}
        for edge, allowed in ALLOWED.items():
            low, high = TURNED if section.landscape else allowed
            length = _margin(section, edge)
            if not between(length, low, high, AS_SHOWN):
                bound = low if length < low * TWIPS_PER_MM else high
                gutter = section.margins.gutter if edge == "left" else 0
                edges[edge] = Twips(round(bound * TWIPS_PER_MM) - gutter)
        if edges:
            yield SectionChange(number, {"margins": edges})


RULES = (Rule("PL1-I-3/le-trang", "Lề trang", CLAUSE, check, mends=mend, asked=True),)
