"""Checks of the figures in the office's words against the data that they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.checks import tong_hop as said
from reportgen.checks.base import Fault
from reportgen.finding import Finding
from reportgen.model.words import paragraphs
from reportgen.pins.facts import Reading
from reportgen.pins.standing import PlaceStanding
from reportgen.validate.report import Report
from reportgen.vn.text import nfc
from reportgen.vouch.doubt import Doubt, What
from reportgen.yamlmap.marks import Marks

if TYPE_CHECKING:
    from reportgen.vouch.figure import Figure

_FAULTS: Mapping[What, Fault] = {
    What.OTHER: said.OTHER_FIGURE,
    What.NO_SOURCE: said.NO_SOURCE,
    What.OUTSIDE: said.OUTSIDE,
    What.COUNT: said.OTHER_COUNT,
    What.RECKONED: said.OTHER_RATE,
    What.ITEM: said.OTHER_ITEM,
}


def check_figures(reading: Reading, places: Sequence[PlaceStanding], marks: Marks) -> list[Finding]:
    """Return the figures of the office's words, and the numbers of their sums, that the data does not vouch for."""
    report = Report(marks)
    if not any(place.text for place in places):
        return report.findings
    from reportgen.vouch.doubts import examined  # what workspaces without words never pay for

    found = examined(reading, places)
    texts = {place.place: place.text for place in places}
    for doubt in found.doubts:
        _tell(doubt, texts[doubt.place], report)
    for part in found.parts:
        path = ("loi_van", part.place, "phep_tinh", part.figure)
        report.at_value(path, said.UNKNOWN_PART, item=f"{part.place} {part.figure}", part=part.part)
    return report.findings


def _tell(doubt: Doubt, text: str, report: Report) -> None:
    figure = doubt.figure
    token = next((word for word in figure.written.split() if any(map(str.isdigit, word))), figure.written)
    report.at_words(
        ("loi_van", doubt.place, "noi_dung"),
        _FAULTS[doubt.what],
        item=f"{doubt.place} {token}",
        words=token,
        nth=_before(text, figure).count(token),
        said=figure.said,
        known=doubt.known,
        where=doubt.where,
    )


def _before(text: str, figure: Figure) -> str:
    """Return what of a text stands before a figure."""
    whole = paragraphs(nfc(text))
    return "\n".join([*whole[: whole.index(figure.paragraph)], figure.paragraph[: figure.begin]])
