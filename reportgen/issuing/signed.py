"""The signed copy of a document: a PDF that is whole."""

from __future__ import annotations

import stat
from pathlib import Path

from reportgen.errors import CannotRun, Refused, reason

MAX_SIGNED = 200_000_000
"""Bytes of a signed copy: a scan of some hundred pages in colour."""


def read_signed(path: Path) -> bytes:
    """Return a signed copy. Raises CannotRun when it cannot be read, Refused when it is no whole PDF."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise CannotRun(f"{path} không phải là tệp thường.")
        if path.stat().st_size > MAX_SIGNED:
            raise Refused(f"{path} lớn hơn {MAX_SIGNED // 1_000_000} MB; quét lại ở độ phân giải thấp hơn.")
        content = path.read_bytes()
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
    if not content.startswith(b"%PDF-"):
        raise Refused(f"{path} không phải tệp PDF. Bản ký lưu ở dạng PDF (PDF đã ký số, hoặc bản giấy quét thành PDF).")
    if b"%%EOF" not in content[-2048:]:
        raise Refused(f"{path} là tệp PDF bị cắt cụt. Chép lại từ bản gốc.")
    return content
