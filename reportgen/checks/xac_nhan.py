"""Checks of what is written under ``xac_nhan``."""

from __future__ import annotations

from reportgen.checks.base import Check

TITLE = "Phần xac_nhan"

THUA = Check(
    "xac-nhan/thua",
    "mỗi xác nhận ứng với một cảnh báo",
    "Xác nhận không còn ứng với cảnh báo nào: chỗ ấy đã sửa, hoặc mã gõ sai nên không xác nhận được gì. Để lại thì lần "
    "sau một cảnh báo mới có thể bị nó che.",
    "Xóa mục ấy; còn cảnh báo thì chép nguyên dòng mà check in ở «đúng thì ghi».",
)
FITS_NOTHING = THUA.note(
    "không có cảnh báo {code} nào ở {item_given} cần xác nhận", "", "xóa mục này; xem mã ở dòng «đúng thì ghi»"
)

CHECKS = (THUA,)
