"""The years a plan runs over: one, several, or a school year."""

from __future__ import annotations

import datetime as dt

from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.dates import EARLIEST, LATEST
from reportgen.vn.text import without_accents

_SCHOOL_BEGINS, _SCHOOL_ENDS = 8, 7
"""A school year's plan runs from August to July; lessons begin in September."""
_END_OF_LESSONS = (5, 31)
"""Month and day by which a school year ends (the ministry's yearly decision)."""
_END_OF_FIRST_TERM = (1, 31)
"""Month and day by which the first term has ended; that decision names a day in the middle of January."""
_LONGEST = 20  # years of one plan
_WRITTEN = regex(r"(?:(?:giai doan|nam hoc|nam) )?(\d{4})(?: ?(?:-|den) ?(?:nam )?(\d{4}))?")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@record
class Years:
    """Calendar years from ``first`` to ``last``; of a ``school`` year the two in which it lies."""

    first: int
    last: int
    school: bool = False

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The years as plans write them: ``2026``, ``2026-2030``."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def term(self) -> str:
        """What the plan's time is called: «năm», «năm học», «giai đoạn»."""
        if self.school:
            return "năm học"
        return "năm" if self.first == self.last else "giai đoạn"

    @property
    def told(self) -> str:
        """The plan's time in a sentence: ``năm 2026``, ``năm học 2026-2027``, ``giai đoạn 2026-2030``."""
        return f"{self.term} {self.words}"

    @property
    def first_day(self) -> dt.date:
        """The first day of the plan's time."""
        return dt.date(self.first, _SCHOOL_BEGINS if self.school else 1, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the plan's time."""
        return dt.date(self.last, _SCHOOL_ENDS if self.school else 12, 31)

    @property
    def end(self) -> dt.date:
        """The day by which what is to be done «trong năm» is done: of a school year, the end of lessons."""
        return dt.date(self.last, *_END_OF_LESSONS) if self.school else self.last_day

    @property
    def end_of_first_term(self) -> dt.date:
        """The day by which what is to be done in the first term of a school year is done."""
        return dt.date(self.last, *_END_OF_FIRST_TERM)

    @property
    def single(self) -> bool:
        """Whether a month that is named without its year can only be one month."""
        return self.school or self.first == self.last

    def meet(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether any of the days ``first`` to ``last`` lies in the plan's time."""
        return first <= self.last_day and last >= self.first_day

    def of_month(self, month: int) -> int | None:
        """Return the year of a month written without one; None where the plan has that month more than once."""
        if self.school:
            return self.first if month >= _SCHOOL_BEGINS else self.last
        return self.first if self.single else None


def one_year(year: int) -> Years:
    """Return the span of a single calendar year."""
    return Years(year, year)


def parse_years(text: str) -> Years:
    """Read ``2026`` or ``2026-2030``; raises ValueError, with a reason in Vietnamese, for anything else."""
    match = _WRITTEN.fullmatch(" ".join(without_accents(text).translate(_DASHES).split()))
    if match is None:
        raise ValueError("năm gồm bốn chữ số")
    first = int(match[1])
    last = int(match[2] or match[1])
    for year in (first, last):
        if not EARLIEST <= year <= LATEST:
            raise ValueError("năm gồm bốn chữ số")
    if not first <= last <= first + _LONGEST:
        raise ValueError("năm cuối không trước năm đầu" if last < first else f"dài quá {_LONGEST} năm")
    return Years(first, last)


def parse_school_year(text: str) -> Years:
    """Read ``2026-2027``; raises ValueError, with a reason in Vietnamese, for anything else."""
    years = parse_years(text)
    if years.last != years.first + 1:
        raise ValueError("năm học gồm hai năm liền nhau")
    return Years(years.first, years.last, school=True)
