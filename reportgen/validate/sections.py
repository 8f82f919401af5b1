"""Checks of the plan's own text: sections in which nothing stands."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.checks import ke_hoach as said
from reportgen.model.sections import PlanPoint
from reportgen.validate.report import Report
from reportgen.yamlmap.marks import Path


def check_sections(sections: Sequence[PlanPoint], report: Report, at: Path = ("noi_dung",)) -> None:
    """Find sections, items and points that have nothing but a number: a document prints none of them."""
    for index, section in enumerate(sections):
        inner: Sequence[PlanPoint] = getattr(section, "inner", ())
        place = (*at, index)
        if not (section.title or section.paragraphs or inner) and not report.marks.spoilt(*place):
            report.at_value(place, said.EMPTY_SECTION, number=section.number or f"thứ {index + 1}")
        check_sections(inner, report, (*place, "muc"))
