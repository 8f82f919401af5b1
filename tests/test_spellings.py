"""The spellings that the guide names for each kind of value mean what it says."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reportgen.model.fields import COUNT, DATE, FLAG, NUMBER, PERCENT, TEXT, Scalar
from reportgen.model.status import STATE
from reportgen.model.times import DEADLINE, SCHOOL_YEAR, YEARS
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline

KINDS = (DATE, DEADLINE, NUMBER, PERCENT, COUNT, YEARS, SCHOOL_YEAR, FLAG, STATE)


def written(value: Any) -> str:
    """A value as the guide writes it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Deadline):
        return short_date(value.last_day) if value.last_day else "không có hạn cuối"
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_spelling_means_what_the_guide_says(kind: Scalar) -> None:
    assert kind.examples
    for spelling, meaning in kind.examples:
        assert written(kind.parse(spelling)) == meaning, spelling


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("39999", None),  # days as a spreadsheet counts them: from 2009 to 2064
        ("40000", "06/7/2009"),
        ("60000", "08/4/2064"),
        ("60001", None),
        ("31/5/26", "31/5/2026"),
        ("32/5/26", "26/5/2032"),  # no day, so the year
        ("12/12/26", "12/12/2026"),
        ("5/12/26", "05/12/2026"),
        ("5/13/2026", "13/5/2026"),
        ("12/13/2026", "13/12/2026"),
        ("13/13/2026", None),
        ("Apr 15, 2026", "15/4/2026"),
        ("April 5, 2026", "05/4/2026"),
        ("5 Apr 2026", "05/4/2026"),
        ("8/5/26".ljust(60), "08/5/2026"),
        ("8/5/26".ljust(61), None),
    ],
)
def test_a_date_that_is_no_spelling_of_ours_is_guessed_or_not(typed: str, meant: str | None) -> None:
    assert DATE.guess is not None
    assert DATE.guess(typed) == meant


@pytest.mark.parametrize(
    ("kind", "within", "beyond"),
    [
        (YEARS, "1900", "1899"),
        (YEARS, "2999", "3000"),
        (PERCENT, "100", "100,1"),
        (TEXT, "a" * 50_000, "a" * 50_001),
    ],
    ids=["first year", "last year", "percent", "text"],
)
def test_the_last_value_that_is_one(kind: Scalar, within: str, beyond: str) -> None:
    assert written(kind.parse(within)) == within
    with pytest.raises(ValueError, match=r"năm|khoảng|ký tự"):
        kind.parse(beyond)
