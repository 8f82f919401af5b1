"""Which report templates there are, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass

SYMBOL = "/BC-{{ co_quan.ky_hieu }}"
TITLE = "Báo cáo"
SUBJECT = "Kết quả {{ ky.ten }} {{ ke_hoach.trich_yeu|thuong_dau }}"


@dataclass(frozen=True)
class Report:
    """What differs between the reports of a half year and of a year."""

    file: str
    compared: bool
    next_period: str
    estimate: str


HALF_YEAR = Report("bao-cao-6-thang", False, "6 THÁNG CUỐI NĂM {{ ke_hoach.nam }}", "đến hết 6 tháng đầu năm")
YEAR = Report("bao-cao-nam", True, "NĂM {{ ke_hoach.nam + 1 }}", "đến hết năm")
REPORTS = (HALF_YEAR, YEAR)
