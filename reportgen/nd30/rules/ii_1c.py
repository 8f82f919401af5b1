"""Hai dòng Quốc hiệu và Tiêu ngữ cách nhau dòng đơn.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 1, điểm c.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, View, decimal
from reportgen.nd30.mends import spaced
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change

CLAUSE = Clause.of(__doc__)
ALLOWED = (0.9, 1.1)
"""Lines: single spacing, also where it is set as an exact height in points."""


def check(view: View) -> Iterator[Breach]:
    """Both lines are single-spaced."""
    for line in (view.need(Component.QUOC_HIEU)[0], view.need(Component.TIEU_NGU)[0]):
        spacing = line.paragraph.layout.lines(line.letters.size)
        if not ALLOWED[0] <= spacing <= ALLOWED[1]:
            advice = "bấm Ctrl+1 để đặt giãn dòng đơn"
            yield Breach(view.where(line), f"giãn dòng {decimal(spacing)}", "dòng đơn", advice)
            return


def mend(view: View) -> Iterator[Change]:
    """Both lines single-spaced."""
    return spaced((view.need(Component.QUOC_HIEU)[0], view.need(Component.TIEU_NGU)[0]), 1)


RULES = (Rule("PL1-II-1c/gian-dong", "Giãn dòng Quốc hiệu, Tiêu ngữ", CLAUSE, check, mends=mend),)
