"""``lint --against``: whichever number of a report is changed, it is named with its place, or is a unit's own.

An ordinary run tries some numbers of each report, a long one (``--long``) each of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import pytest

from reportgen.nd30.base import Breach
from tests import figure_edits as edits
from tests.figure_edits import Edit, Report
from tests.places import PERIODS, WORKSPACES

T = TypeVar("T")
SAMPLE = 20
"""Edits of a report that an ordinary run tries."""


def each_report(test: Callable[..., None]) -> Callable[..., None]:
    for name, values in (("workspace", WORKSPACES), ("period", PERIODS)):
        test = pytest.mark.parametrize(name, values)(test)
    return test


def some(found: Sequence[T], request: pytest.FixtureRequest) -> Sequence[T]:
    if request.config.getoption("--long"):
        return found
    return random.Random(request.node.name).sample(found, min(SAMPLE, len(found)))


def told(report: Report, edit: Edit, new: str) -> tuple[Breach, ...]:
    """Return the findings on one edit: what was changed, or could not be compared."""
    found = report.told(edits.changed(report.document, edit, new))
    assert not found.stale
    return (*found.edited, *found.unclear)


def places(found: Iterable[Breach]) -> list[str]:
    """Return where findings stand: table, row and cell, without what the column is headed by."""
    return [breach.where.place.partition(", cột")[0] for breach in found]


def silent(report: Report, tried: Sequence[Edit]) -> list[object]:
    """Return the edits that are not told by one finding in their own place, those of somebody's words left out."""
    missed: list[object] = []
    for edit in tried:
        found = told(report, edit, edits.raised(edits.written(report.document, edit)))
        place = edits.where(report.document, edit)
        if places(found) != [place] and (found or not edits.is_somebodys(report, edit)):
            text = report.document.paragraphs[edit.paragraph].text
            missed.append((place, text[max(edit.start - 40, 0) : edit.end + 20], found))
    return missed


@each_report
@pytest.mark.parametrize("kind", ["automatic", "worded"])
def test_each_number_of_a_report_is_held_or_is_somebodys(
    kind: str, workspace: str, period: str, request: pytest.FixtureRequest
) -> None:
    report = edits.report(workspace, period) if kind == "automatic" else edits.worded(workspace, period)
    found = list(edits.numbers(report.document))
    assert len(found) > 150
    assert silent(report, some(found, request)) == []


@each_report
def test_most_numbers_of_a_report_are_held(workspace: str, period: str) -> None:
    """Numbers of units' own words may change: this holds that not all are taken for such."""
    report = edits.report(workspace, period)
    agreed = report.told(report.document)
    assert (agreed.edited, agreed.stale, agreed.unclear, agreed.gone) == ((), (), (), ())
    assert agreed.seen == agreed.total > 100


def counted(report: Report) -> list[Edit]:
    """Return the numbers of the tables that count tasks by class."""
    headings: dict[int, str] = {}
    for paragraph in report.document.paragraphs:
        if paragraph.place.row == 1:
            headings[paragraph.place.table] = headings.get(paragraph.place.table, "") + paragraph.text
    classes = {table for table, text in headings.items() if "Chưa thực hiện" in text and "Đã kết thúc" in text}
    return [
        edit
        for edit in edits.numbers(report.document)
        if (paragraph := report.document.paragraphs[edit.paragraph]).place.table in classes
        and re.fullmatch(r"\d+", paragraph.text)
    ]


@each_report
def test_each_number_of_a_table_of_counts_is_held(workspace: str, period: str, request: pytest.FixtureRequest) -> None:
    """The templates of version 0.1 have such tables, and so may an agency's own."""
    report = edits.first(workspace, period)
    found = counted(report)
    assert len(found) == (171 if workspace == "so-khcn-hai-phong" else 108)
    for edit in some(found, request)[:: 1 if request.config.getoption("--long") else 4]:
        for new in (edits.raised(edits.written(report.document, edit)), "15", "", "hai"):
            named = told(report, edit, new)
            right = new == "" and edits.written(report.document, edit) == "0"  # nothing is zero
            assert places(named) == ([] if right else [edits.where(report.document, edit)]), (new, named)


@each_report
def test_each_number_of_a_report_of_version_0_1_is_held_or_is_somebodys(
    workspace: str, period: str, request: pytest.FixtureRequest
) -> None:
    report = edits.first(workspace, period)
    assert silent(report, some(list(edits.numbers(report.document)), request)) == []


@each_report
def test_several_numbers_changed_at_once_are_each_named(
    workspace: str, period: str, request: pytest.FixtureRequest
) -> None:
    report = edits.first(workspace, period)
    cells = counted(report)
    chance = random.Random(period)
    for _ in range(100 if request.config.getoption("--long") else 4):
        chosen = chance.sample(cells, 5)
        document = report.document
        for edit in chosen:
            document = edits.changed(document, edit, str(int(edits.written(document, edit)) + 40))
        named = places(report.told(document).edited)
        assert sorted(named) == sorted(edits.where(document, edit) for edit in chosen)


OTHERWISE = {
    "Đạt": "Chưa đạt",
    "Chưa đạt": "Đạt",
    "Thực hiện thường xuyên": "Hoàn thành đúng hạn",
    "Đang thực hiện": "Hoàn thành",
    "Đang thực hiện trong hạn": "Đang thực hiện quá hạn",
    "Hoàn thành đúng hạn": "",
    "Hoàn thành quá hạn": "Hoàn thành đúng hạn",
    "Chưa thực hiện": "Đang thực hiện",
    "Chưa thực hiện trong hạn": "Đang thực hiện trong hạn",
}
"""Verdicts and classes, and what somebody makes of them in Word."""


REWORDED = {
    "Đạt": "Đạt chỉ tiêu giao",
    "Chưa đạt": "Không đạt mức giao",
    "Đang thực hiện": "Đang thực hiện trong hạn",
    "Đang thực hiện trong hạn": "Đang thực hiện",
    "Hoàn thành đúng hạn": "Đã hoàn thành",
}
"""What says the same of a task or a target."""


@each_report
def test_each_verdict_and_class_in_a_table_is_held(workspace: str, period: str, request: pytest.FixtureRequest) -> None:
    report = edits.worded(workspace, period)
    found = [
        Edit(at, 0, len(paragraph.text))
        for at, paragraph in enumerate(report.document.paragraphs)
        if paragraph.place.table and paragraph.text in OTHERWISE
    ]
    assert len(found) > 20
    for edit in some(found, request)[::4]:
        was = edits.written(report.document, edit)
        assert places(told(report, edit, OTHERWISE[was])) == [edits.where(report.document, edit)], was
        assert told(report, edit, f"{was.lower()} (có ghi chú).") == ()
        if was in REWORDED:
            assert told(report, edit, REWORDED[was]) == ()
        other = report.told(edits.changed(report.document, edit, "Theo báo cáo riêng"))
        (breach,) = other.unclear
        assert other.edited == ()
        assert breach.found == "không so được; bản thảo ghi «Theo báo cáo riêng»"
