"""The spellings that the guide names for each kind of value mean what it says."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reportgen.model.fields import COUNT, DATE, DEADLINE, FLAG, NUMBER, PERCENT, YEAR, Scalar
from reportgen.model.status import STATE
from reportgen.vn.dates import Deadline, short_date

KINDS = (DATE, DEADLINE, NUMBER, PERCENT, COUNT, YEAR, FLAG, STATE)


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
