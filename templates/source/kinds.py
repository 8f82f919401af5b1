"""Which report templates there are, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass

SYMBOL = "/BC-{{ co_quan.ky_hieu }}"
TITLE = "Báo cáo"
SUBJECT = "{{ trich_yeu }}"


@dataclass(frozen=True)
class Report:
    """What differs between the reports of a half year and of a year."""

    file: str
    compared: bool


HALF_YEAR = Report("bao-cao-6-thang", compared=False)
YEAR = Report("bao-cao-nam", compared=True)
REPORTS = (HALF_YEAR, YEAR)
REFORM_FILE = "bao-cao-cchc"
"""The report on administrative reform, in seven parts."""
QUARTER_FILE = "bao-cao-quy"
"""The quarterly of three pages."""
SOURCES = Report("bang-doi-chieu", compared=True)
"""The internal document: every row of every unit. It is never issued."""
