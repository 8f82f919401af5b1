"""From bytes to text: encodings, size, and characters that no report can carry."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reportgen.finding import Finding, Severity
from reportgen.vn.text import nfc

MAX_BYTES = 5_000_000
"""Larger than ten thousand task rows; a file beyond it is not a status file."""

TOO_MANY_MARKS = re.compile("[\u0300-\u036f]{11}")
"""More marks on one letter than any language has: normalising them takes quadratic time."""

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold, or that a word processor drops silently."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Source:
    """A text file as read: its name in the workspace and its text (NFC, ``\\n`` line ends)."""

    file: str
    text: str


_SAVE_AS_UTF8 = "mở bằng Notepad, chọn «Lưu thành…» (Save as…), mục Mã hóa (Encoding) chọn UTF-8"


def remedy(file: str) -> str:
    """Return where a usable file of this kind comes from."""
    if file.startswith("tinh-hinh/"):
        return "tạo lại mẫu bằng lệnh reportgen forms rồi điền"
    return "chép tệp cùng loại của cơ quan mẫu trong thư mục data rồi sửa"


def fault(file: str, line: int, column: int, code: str, words: tuple[str, str, str, str]) -> Finding:
    """Return an error about the text itself; ``words``: subject, found, required, advice."""
    return Finding(file, line, column, code, Severity.ERROR, *words)


def decode(file: str, content: bytes) -> Source | Finding:
    """Return the text of ``content``, or the one finding that says why it cannot be read."""
    if len(content) > MAX_BYTES:
        found = f"{len(content) / 1e6:.1f} MB".replace(".", ",")
        words = ("tệp", found, f"nhiều nhất {MAX_BYTES // 1_000_000} MB", "kiểm tra xem có chọn nhầm tệp không")
        return fault(file, 1, 1, "tep/qua-lon", words)
    encoding = "utf-8"
    for bom, name in _BOMS:
        if content.startswith(bom):
            encoding, content = name, content[len(bom) :]
            break
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        words = (
            "bảng mã",
            "tệp không ở bảng mã UTF-8",
            "UTF-8",
            f"{_SAVE_AS_UTF8}; tệp gõ bằng phông TCVN3 hoặc VNI thì chuyển sang Unicode trước",
        )
        return fault(file, line, 1, "tep/bang-ma", words)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := TOO_MANY_MARKS.search(text):
        line = text.count("\n", 0, match.start()) + 1
        words = ("ký tự", "quá nhiều dấu chồng lên một chữ", "chữ đọc được", "gõ lại chữ này")
        return fault(file, line, 1, "tep/ky-tu", words)
    text = nfc(text)
    if not text.strip():
        words = ("tệp", "tệp rỗng", "một mẫu đã điền", remedy(file))
        return fault(file, 1, 1, "tep/rong", words)
    if match := FORBIDDEN.search(text):
        before = text[: match.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        hidden = "xóa ký tự ẩn này, thường do dán từ chương trình khác"
        advice = _SAVE_AS_UTF8 if match[0] == "\0" else hidden  # UTF-16 without its mark is full of zeros
        words = ("ký tự", f"ký tự điều khiển U+{ord(match[0]):04X}", "chữ đọc được", advice)
        return fault(file, line, column, "tep/ky-tu", words)
    return Source(file, text)
