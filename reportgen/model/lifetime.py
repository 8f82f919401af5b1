"""How long something of an agency lasts: from a day, to a day, the last one included; a side without a day is open."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Lasting(Protocol):
    """What may begin and end while plans run."""

    @property
    def since(self) -> dt.date | None:
        """The first day; None: from before."""

    @property
    def until(self) -> dt.date | None:
        """The last day; None: to this day."""


def lasts_on(item: Lasting, day: dt.date) -> bool:
    """Tell whether ``item`` is there on ``day``."""
    return (item.since is None or item.since <= day) and (item.until is None or day <= item.until)


def together(one: Lasting, other: Lasting) -> bool:
    """Tell whether there is a day on which both are there."""
    return _begins_in_time(one, other) and _begins_in_time(other, one)


def _begins_in_time(one: Lasting, other: Lasting) -> bool:
    return one.since is None or other.until is None or one.since <= other.until


def ends_before_start(item: Lasting) -> bool:
    """Tell whether the days of ``item`` are the wrong way round."""
    return item.since is not None and item.until is not None and item.until < item.since
