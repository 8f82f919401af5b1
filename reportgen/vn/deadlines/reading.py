"""What a deadline says, and reading it: at once where it is written as most are, else by all the recognisers."""

from __future__ import annotations

import datetime as dt
import enum
import functools

from reportgen.record import record
from reportgen.vn.deadlines import quick
from reportgen.vn.deadlines.occurrence import Occurrence
from reportgen.vn.deadlines.years import Years

LONGEST = 300
"""Characters of a deadline that anything is computed from; longer ones are explanations."""


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


@functools.lru_cache(maxsize=16_384)  # a plan repeats few deadlines many times, and every one is asked for thrice
def read(text: str, years: Years | None) -> DeadlineReading:
    """Return what ``text`` says in a plan of ``years``; without a plan, only what it says by itself."""
    if not text or len(text) > LONGEST:  # a task need not have one
        return NOTHING
    if quick.is_endless(text):
        return DeadlineReading(Kind.ENDLESS)
    if (moment := quick.moment(text)) is not None:
        return DeadlineReading(Kind.DATED, moment.first, moment.last)
    from reportgen.vn.deadlines.recognise import recognised  # its patterns take 20 ms to compile

    return recognised(text, years)
