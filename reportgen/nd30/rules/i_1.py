"""Giấy khổ A4, 210 mm × 297 mm.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View, Where, millimetres
from reportgen.wordview.changes import Change, SectionChange
from reportgen.wordview.lengths import TWIPS_PER_MM, Mm, Twips, near

CLAUSE = Clause.of(__doc__)
ALLOWED = (Mm(210.0), Mm(297.0))
ROUNDING = Twips(20)
"""By how much printers' tables round A4 (11,900 to 11,920 for its width)."""


def check(view: View) -> Iterator[Breach]:
    """Every section's page, upright or turned, is A4."""
    wrong: dict[tuple[Twips, Twips], int] = {}
    for number, section in enumerate(view.document.sections, start=1):
        sides = sorted((section.width, section.height))
        if not all(near(side, size, ROUNDING) for side, size in zip(sides, ALLOWED, strict=True)):
            wrong.setdefault((section.width, section.height), number)
    for (width, height), number in wrong.items():
        where = Where("Trang giấy", place=f"phần (section) {number}" if len(view.document.sections) > 1 else "")
        found = f"khổ {millimetres(width)} × {millimetres(height)}"
        yield Breach(where, found, "khổ A4, 210 mm × 297 mm", "thẻ Bố cục (Layout), mục Khổ giấy (Size), chọn A4")


def mend(view: View) -> Iterator[Change]:
    """Pages of A4, upright or turned as they are."""
    short, long = (round(side * TWIPS_PER_MM) for side in ALLOWED)
    for number, section in enumerate(view.document.sections):
        width, height = (long, short) if section.landscape else (short, long)
        yield SectionChange(number, {"width": width, "height": height})


RULES = (Rule("PL1-I-1/kho-giay", "Khổ giấy", CLAUSE, check, mends=mend, asked=True),)
