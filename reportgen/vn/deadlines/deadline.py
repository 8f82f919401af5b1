"""A deadline as written, with the last day that is still in time."""

from __future__ import annotations

import datetime as dt

from reportgen.record import record
from reportgen.vn.deadlines.occurrence import Occurrence
from reportgen.vn.deadlines.reading import read
from reportgen.vn.deadlines.years import Years
from reportgen.vn.text import nfc


@record
class Deadline:
    """A deadline as written, and the last day that is still in time.

    ``last_day`` is None for work without an end (``thường xuyên``) and where no date can be computed: both are never
    overdue. ``occurrences``: each time that work of several dates, or work that comes again, is due.
    """

    text: str
    last_day: dt.date | None
    occurrences: tuple[Occurrence, ...] = ()

    def overdue(self, on: dt.date) -> bool:
        """Tell whether ``on`` lies after the last good day."""
        return self.last_day is not None and on > self.last_day

    @property
    def recurring(self) -> bool:
        """Whether this is work that goes on or comes again, without an end to be late for."""
        return self.last_day is None and read(self.text, None).comes_again

    def due_by(self, day: dt.date) -> tuple[Occurrence, ...]:
        """Return the times that the work was due on or before ``day``."""
        return tuple(each for each in self.occurrences if each.last_day <= day)


def parse_deadline(text: str, years: Years | None = None) -> Deadline:
    """Read a deadline in a plan of ``years``; any text is one, if only one without a date."""
    written = nfc(" ".join(text.split()))
    reading = read(text.strip(), years)
    return Deadline(written, reading.last, reading.occurrences)
