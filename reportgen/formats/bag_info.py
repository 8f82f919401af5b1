"""The lines of ``bag-info.txt`` beside the decree's fields: those of BagIt (RFC 8493) and the program's own."""

from __future__ import annotations

from typing import NamedTuple


class InfoField(NamedTuple):
    """One line: its name for good, what it holds, since which version."""

    name: str
    about: str
    since: int = 1


ORGANIZATION = InfoField("Source-Organization", "Tên cơ quan (BagIt)")
IDENTIFIER = InfoField("External-Identifier", "Số, ký hiệu văn bản (BagIt)")
DESCRIPTION = InfoField("External-Description", "Tên loại và trích yếu, hoặc là bản ký của văn bản nào (BagIt)")
DAY = InfoField("Bagging-Date", "Ngày lập hồ sơ, dạng 2026-05-14 (BagIt)")
SOFTWARE = InfoField("Bag-Software-Agent", "Phiên bản reportgen đã lập hồ sơ (BagIt)")
SIZE = InfoField("Payload-Oxum", "Số byte, dấu chấm, số tệp trong `data/` (BagIt)")
PROGRAM = InfoField("Program", "Phiên bản reportgen đã ban hành")
DOCUMENT_HASH = InfoField("Document-SHA256", "SHA-256 của văn bản .docx")
TEMPLATE = InfoField("Template", "Tên tệp mẫu")
TEMPLATE_HASH = InfoField("Template-SHA256", "SHA-256 của mẫu")

INFO_FIELDS = (
    ORGANIZATION,
    IDENTIFIER,
    DESCRIPTION,
    DAY,
    SOFTWARE,
    SIZE,
    PROGRAM,
    DOCUMENT_HASH,
    TEMPLATE,
    TEMPLATE_HASH,
)
