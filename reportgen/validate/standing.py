"""Checks of the office's words against what they stand on today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.checks import tong_hop as said
from reportgen.finding import Finding
from reportgen.pins.facts import Reading, named
from reportgen.pins.standing import PlaceStanding, Standing
from reportgen.validate.report import Report
from reportgen.vn.text import did_you_mean
from reportgen.yamlmap.marks import Marks

_MOST = 3
"""Changes that one finding tells; the file shows them all."""


def check_standings(reading: Reading, places: Iterable[PlaceStanding], marks: Marks) -> list[Finding]:
    """Return which words are stale or not pinned, and which sources that they name do not exist."""
    report = Report(marks)
    period = reading.snapshot.period_id
    for place in places:
        at = ("loi_van", place.place, "noi_dung")
        for index, name in enumerate(place.wording.based_on):
            _source(reading, place.place, index, name, report)
        if place.unpinned:
            report.at_value(at, said.UNPINNED, item=place.place, period=period)
        elif place.standing is Standing.STALE:
            told = changed(place)
            report.at_value(at, said.STALE, item=place.place, changes=told, period=period, place=place.place)
    return report.findings


def changed(place: PlaceStanding) -> str:
    """Return what has changed under stale words, old beside new, the first few of it."""
    if place.read is None:
        return "không còn phần ghi nguồn cũ để so"
    found = place.changes
    told = [change.words() for change in found[:_MOST]]
    more = len(found) - len(told)
    return " | ".join([*told, *([f"và {more} chỗ khác"] if more else [])]) or "nguồn có chỗ đã đổi"


def _source(reading: Reading, place: str, index: int, name: str, report: Report) -> None:
    if named(reading, name) is not None:
        return
    known = _known(reading)
    example = f"{next(iter(reading.earlier))}/IV.2" if reading.earlier else "kế hoạch không có kỳ trước"
    at = ("loi_van", place, "dua_tren", index)
    report.at_value(at, said.UNKNOWN_SOURCE, name=name, example=example, advice=did_you_mean(name, known))


def _known(reading: Reading) -> Sequence[str]:
    snapshot = reading.snapshot
    groups = [place for place, _ in snapshot.groups()]
    return [*(target.code for target in snapshot.targets), *groups, *(task.code for task in snapshot.tasks())]
