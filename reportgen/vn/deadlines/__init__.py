"""Deadlines in a plan's own words: the text as written, and beside it what can be computed from it.

``recognise`` tries the recognisers in their order: work that comes again (``recurring``), words with two readings, work
without an end (``endless``), one time or a range or a list (``spans`` over ``moments``), a text in brackets, items
with what is done at each. What none of them knows is a deadline without a date: never overdue, and told once.
What is written as most are, ``quick`` reads.

«Trước» names the last good day before: ``trước 10/5/2026`` is 09/5, ``trước tháng 6`` is 31/5, ``trước quý IV`` is
30/9; ``trước cuối tháng 6`` is 30/6. A range ends with its last day. ``đầu tháng`` is the 10th, ``giữa tháng`` the
20th; ``đầu quý`` its first month, ``giữa quý`` its second; ``đầu năm`` is 31/3, ``giữa năm`` 30/6.
"""

from reportgen.vn.deadlines.deadline import Deadline, parse_deadline
from reportgen.vn.deadlines.occurrence import Occurrence
from reportgen.vn.deadlines.reading import read
from reportgen.vn.deadlines.said import DeadlineReading, Kind, Meaning
from reportgen.vn.deadlines.years import Years, one_year, parse_school_year, parse_years

__all__ = [
    "Deadline",
    "DeadlineReading",
    "Kind",
    "Meaning",
    "Occurrence",
    "Years",
    "one_year",
    "parse_deadline",
    "parse_school_year",
    "parse_years",
    "read",
]
