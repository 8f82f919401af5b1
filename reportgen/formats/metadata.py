"""What the archive says of a document: the fields of Nghị định 30, Phụ lục VI, in ``bag-info.txt`` and as XML.

Dates are written as ISO 8601 (ten characters). Names and order of the fields are the decree's, its two
misprints mended (``OrganId``, ``SignerInfo``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportgen.errors import hindrance
from reportgen.formats.carry import escape

LANGUAGE = "Tiếng Việt"
_SUBJECT, _NAME, _NOTE, _TITLE = 500, 200, 500, 500
"""Characters that the decree allows a field."""
MARKS = ("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
"""Marks of urgency (Phụ lục I, III.2b) in the order of ``Priority``: 0 for none, 3 for the highest."""


MetadataText = tuple[tuple[str, str], ...]
"""Fields read back: path and value, in order."""


@dataclass(frozen=True)
class FileCode:
    """The file (hồ sơ) that a document belongs to; empty texts where the office has not said."""

    organ_id: str = ""
    catalog: int = 0
    notation: str = ""
    title: str = ""
    retention: str = ""


@dataclass(frozen=True)
class Metadata:
    """Metadata of an outgoing document (Phụ lục VI, phần II, mục I); None and empty for what is not known."""

    file: FileCode
    ordinal: int
    type_name: str
    number: str
    notation: str
    issued: dt.date
    organ_name: str
    subject: str
    position: str
    full_name: str
    to: tuple[str, ...] = ()
    pages: int | None = None
    description: str = ""
    priority: int = 0
    copies: int | None = None

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield path and value of every field that has one, in the decree's order."""
        for field in FIELDS:
            for value in field.values(self):
                if value not in (None, ""):
                    yield field.path, str(value)


Value = str | int | None


class DecreeField(NamedTuple):
    """One field of a document: its element in ``van-ban.xml``, what it holds, its values; since which version."""

    path: str
    about: str
    values: Callable[[Metadata], Sequence[Value]]
    since: int = 1

    @property
    def name(self) -> str:
        """What the field is called in ``bag-info.txt``: the decree's name, groups left out, recipients as ``To``."""
        return "To" if self.path == "To/OrganName" else self.path.rpartition("/")[2]


FIELDS = (
    DecreeField("FileCode/OrganId", "Mã hồ sơ: mã định danh của cơ quan", lambda of: [of.file.organ_id]),
    DecreeField("FileCode/FileCatalog", "Mã hồ sơ: năm hình thành", lambda of: [of.file.catalog]),
    DecreeField("FileCode/FileNotation", "Mã hồ sơ: số và ký hiệu hồ sơ", lambda of: [of.file.notation]),
    DecreeField("DocOrdinal", "Thứ tự trong hồ sơ, từ 1: các báo cáo của một kế hoạch", lambda of: [of.ordinal]),
    DecreeField("TypeName", "Tên loại văn bản", lambda of: [of.type_name]),
    DecreeField("CodeNumber", "Số của văn bản", lambda of: [of.number]),
    DecreeField("CodeNotation", "Ký hiệu của văn bản", lambda of: [of.notation]),
    DecreeField("IssuedDate", "Ngày văn bản, dạng 2026-05-14", lambda of: [of.issued.isoformat()]),
    DecreeField("OrganName", f"Tên cơ quan, không quá {_NAME} ký tự", lambda of: [cut(of.organ_name, _NAME)]),
    DecreeField("Subject", f"Trích yếu, không quá {_SUBJECT} ký tự", lambda of: [cut(of.subject, _SUBJECT)]),
    DecreeField("Language", "Ngôn ngữ", lambda _: [LANGUAGE]),
    DecreeField("PageAmount", "Số trang, khi biết", lambda of: [of.pages]),
    DecreeField(
        "Description",
        f"Thay thế, đính chính văn bản nào, lý do đã chấp nhận; không quá {_NOTE} ký tự",
        lambda of: [cut(of.description, _NOTE)],
    ),
    DecreeField("SignerInfo/Position", "Chức vụ của người ký", lambda of: [of.position]),
    DecreeField("SignerInfo/FullName", "Họ và tên người ký", lambda of: [of.full_name]),
    DecreeField(
        "To/OrganName",
        f"Nơi nhận, mỗi nơi một nhóm `To`, không quá {_NAME} ký tự",
        lambda of: [cut(name, _NAME) for name in of.to],
    ),
    DecreeField("Priority", "Mức độ khẩn: 0 không, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc", lambda of: [of.priority]),
    DecreeField("IssuedAmount", "Số lượng bản, khi ghi `--copies`", lambda of: [of.copies]),
    DecreeField("Title", f"Tiêu đề hồ sơ, không quá {_TITLE} ký tự", lambda of: [cut(of.file.title, _TITLE)]),
    DecreeField("Maintenance", "Thời hạn lưu trữ của hồ sơ", lambda of: [of.file.retention]),
)
"""The decree's fields of a document, in its order: elements of ``van-ban.xml``, lines of ``bag-info.txt``."""

_IN_BAG = {field.path: field.name for field in FIELDS}


def cut(text: str, limit: int) -> str:
    """Return ``text`` on one line, at most ``limit`` characters long."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def bag_fields(metadata: Metadata) -> tuple[tuple[str, str], ...]:
    """Return the fields for ``bag-info.txt``."""
    return tuple((_IN_BAG[path], value) for path, value in metadata.fields())


def as_xml(metadata: Metadata) -> bytes:
    """Return the fields as one XML document, groups as elements of their own."""
    return _document(["<Document>", *_elements(metadata.fields(), "  "), "</Document>"])


def file_xml(documents: Sequence[tuple[str, MetadataText]], first: dt.date, last: dt.date) -> bytes:
    """Return the metadata of a whole file (Phụ lục VI, phần II, mục III) and of its documents, by their file names.

    ``first`` and ``last``: the dates of its first and last document. Title, retention and notation are those
    of the newest document that has them.
    """
    newest = {path: value for _, fields in documents for path, value in fields}
    pages = [int(value) for _, fields in documents for path, value in fields if path == "PageAmount"]
    values = newest | {
        "Language": LANGUAGE,
        "StartDate": first.isoformat(),
        "EndDate": last.isoformat(),
        "DocTotal": str(len(documents)),
    }
    values |= {"PageTotal": str(sum(pages))} if len(pages) == len(documents) else {}
    fields = [(field.path, values[field.path]) for field in FILE_FIELDS if field.path in values]
    lines = ["<File>", *_elements(fields, "  "), "  <Documents>"]
    for name, own in documents:
        lines += [f'    <Document file="{escape(name)}">', *_elements(own, "      "), "    </Document>"]
    return _document([*lines, "  </Documents>", "</File>"])


class FileField(NamedTuple):
    """One field of a whole file: its element, what it holds; since which version."""

    path: str
    about: str
    since: int = 1


FILE_FIELDS = (
    FileField("FileCode/OrganId", "Mã hồ sơ: mã định danh của cơ quan"),
    FileField("FileCode/FileCatalog", "Mã hồ sơ: năm hình thành"),
    FileField("FileCode/FileNotation", "Mã hồ sơ: số và ký hiệu hồ sơ"),
    FileField("Title", "Tiêu đề hồ sơ"),
    FileField("Maintenance", "Thời hạn lưu trữ của hồ sơ"),
    FileField("Language", "Ngôn ngữ"),
    FileField("StartDate", "Ngày của văn bản đầu tiên, dạng 2026-05-14"),
    FileField("EndDate", "Ngày của văn bản cuối cùng"),
    FileField("DocTotal", "Số văn bản"),
    FileField("PageTotal", "Tổng số trang, khi biết số trang của mọi văn bản"),
)
"""The decree's fields of a whole file, in the order in which they are written."""


def _document(lines: list[str]) -> bytes:
    return ("\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines]) + "\n").encode()


def _elements(fields: Iterable[tuple[str, str]], indent: str) -> Iterator[str]:
    """Yield the lines of ``fields``; those of one group stand in one element, each recipient in one of its own."""
    group = ""
    for path, value in fields:
        parent, _, name = path.rpartition("/")
        if group and (parent != group or parent == "To"):
            yield f"{indent}</{group}>"
            group = ""
        if parent and not group:
            yield f"{indent}<{parent}>"
            group = parent
        yield f"{indent}{'  ' if parent else ''}<{name}>{escape(value)}</{name}>"
    if group:
        yield f"{indent}</{group}>"


def read_metadata(path: Path) -> MetadataText:
    """Return the fields of an XML file that :func:`as_xml` wrote; none when it cannot be read."""
    from lxml import etree

    if hindrance(path):
        return ()
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except (OSError, etree.XMLSyntaxError):
        return ()
    found: list[tuple[str, str]] = []
    for node in root:
        children = list(node)
        found += [(f"{node.tag}/{child.tag}", child.text or "") for child in children]
        found += [] if children else [(str(node.tag), node.text or "")]
    return tuple(found)
