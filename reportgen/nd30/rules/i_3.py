"""Lề trang: cách mép trên và mép dưới 20 đến 25 mm, mép trái 30 đến 35 mm, mép phải 15 đến 20 mm.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import TWIP, Breach, Clause, Rule, View, Where, decimal, millimetres
from reportgen.wordview.document import Section
from reportgen.wordview.ooxml import TWIPS_PER_MM

CLAUSE = Clause.of(__doc__)
ALLOWED = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
TURNED = (15, 35)
"""A landscape page carries its margins turned, either way: each lies between the least and the greatest."""
_NAMES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}


def check(view: View) -> Iterator[Breach]:
    """Each margin of each section lies in its range, the gutter counted to the left margin."""
    seen = set()
    for number, section in enumerate(view.document.sections, start=1):
        for edge, allowed in ALLOWED.items():
            low, high = TURNED if section.landscape else allowed
            length = _margin(section, edge)
            inside = low * TWIPS_PER_MM - TWIP <= length <= high * TWIPS_PER_MM + TWIP
            if inside or (edge, length) in seen:
                continue
            seen.add((edge, length))
            place = f"phần (section) {number}" if len(view.document.sections) > 1 else ""
            yield Breach(
                Where("Trang giấy", place=place),
                f"{_NAMES[edge]} {millimetres(length)}",
                f"từ {decimal(low)} đến {decimal(high)} mm",
                "thẻ Bố cục (Layout), mục Lề (Margins), Lề tùy chỉnh (Custom Margins)",
            )


def _margin(section: Section, edge: str) -> int:
    return section.margins[edge] + (section.margins["gutter"] if edge == "left" else 0)


RULES = (Rule("PL1-I-3/le-trang", "Lề trang", CLAUSE, check),)
