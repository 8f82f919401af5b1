"""What every letter (công văn, Nghị định 30, Phụ lục III, mẫu 1.5) has: its head with the abstract below the number."""

from __future__ import annotations

from source.blocks import TEXT_WIDTH, date_control, names, number_control
from source.ooxml import cell, p, row, table
from source.styles import SPACE, Style

LETTER_TITLE = "Công văn"
LETTER_SUBJECT = "V/v {{ trich_yeu }}"
LETTER_STYLES = (
    # only letters have an abstract below their number (II.5b): 6 points away from it, in from the cell's edges so that
    # its lines come out even
    Style("ND30TrichYeuCV", "ND30 Trích yếu công văn", 12, align="center", left=240, right=240, before=SPACE),
)

_HEAD = (TEXT_WIDTH - 5670, 5670)  # as the reports': 10 cm for the Quốc hiệu


def letter_head(symbol: str, month: str, year: str) -> str:
    """Ô 1 to 4 and 5b: as a report's, with the abstract below number and symbol; the date's blank for a day."""
    left = p("ND30SoKyHieu", "Số: ", number_control(1001), symbol) + p("ND30TrichYeuCV", "V/v {{ trich_yeu }}")
    right = p("ND30DiaDanh", "{{ co_quan.dia_danh }}, ", date_control(1002, month, year))
    return table("ND30Khung", _HEAD, names(_HEAD), row(cell(_HEAD[0], left), cell(_HEAD[1], right)))
