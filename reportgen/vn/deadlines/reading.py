"""Reading a deadline: at once where it is written as most are, else by all the recognisers."""

from __future__ import annotations

import functools

from reportgen.vn.deadlines import quick
from reportgen.vn.deadlines.said import NOTHING, DeadlineReading, Kind
from reportgen.vn.deadlines.years import Years

LONGEST = 300
"""Characters of a deadline that anything is computed from; longer ones are explanations."""


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
