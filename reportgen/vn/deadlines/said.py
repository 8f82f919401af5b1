"""What a deadline can say."""

from __future__ import annotations

import datetime as dt
import enum

from reportgen.record import record
from reportgen.vn.deadlines.occurrence import Occurrence


class Kind(enum.StrEnum):
    """What kind of deadline it is."""

    DATED = "co-han"
    SEVERAL = "nhieu-han"
    RECURRING = "dinh-ky"
    ENDLESS = "thuong-xuyen"
    NONE = "khong-tinh"


@record
class Meaning:
    """One way to understand a deadline: in words, and how it is written so that there is no other."""

    words: str
    write: str


@record
class DeadlineReading:
    """What a deadline says. ``first`` and ``last``: the days it spans; ``fault``: why a day in it cannot be.

    ``meanings``: the ways to understand it, where there is more than one; the first is the one taken.
    """

    kind: Kind
    first: dt.date | None = None
    last: dt.date | None = None
    occurrences: tuple[Occurrence, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    fault: str = ""

    @property
    def comes_again(self) -> bool:
        """Whether the work goes on or comes again, without an end to be late for."""
        return self.kind in (Kind.RECURRING, Kind.ENDLESS)


NOTHING = DeadlineReading(Kind.NONE)
