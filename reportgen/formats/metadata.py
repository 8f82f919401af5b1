"""What the archive says of a document: the fields of Nghị định 30, Phụ lục VI, in ``bag-info.txt`` and as XML.

Dates are written as ISO 8601 (ten characters). Names and order of the fields are the decree's, its two
misprints mended (``OrganId``, ``SignerInfo``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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
        rows: list[tuple[str, str | int | None]] = [
            ("FileCode/OrganId", self.file.organ_id),
            ("FileCode/FileCatalog", self.file.catalog),
            ("FileCode/FileNotation", self.file.notation),
            ("DocOrdinal", self.ordinal),
            ("TypeName", self.type_name),
            ("CodeNumber", self.number),
            ("CodeNotation", self.notation),
            ("IssuedDate", self.issued.isoformat()),
            ("OrganName", cut(self.organ_name, _NAME)),
            ("Subject", cut(self.subject, _SUBJECT)),
            ("Language", LANGUAGE),
            ("PageAmount", self.pages),
            ("Description", cut(self.description, _NOTE)),
            ("SignerInfo/Position", self.position),
            ("SignerInfo/FullName", self.full_name),
            *(("To/OrganName", cut(name, _NAME)) for name in self.to),
            ("Priority", self.priority),
            ("IssuedAmount", self.copies),
            ("Title", cut(self.file.title, _TITLE)),
            ("Maintenance", self.file.retention),
        ]
        for path, value in rows:
            if value not in (None, ""):
                yield path, str(value)


def cut(text: str, limit: int) -> str:
    """Return ``text`` on one line, at most ``limit`` characters long."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def bag_fields(metadata: Metadata) -> tuple[tuple[str, str], ...]:
    """Return the fields for ``bag-info.txt``: the decree's names, groups left out, recipients as ``To``."""
    return tuple(
        ("To" if path == "To/OrganName" else path.rpartition("/")[2], value) for path, value in metadata.fields()
    )


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
    fields = [(path, newest[path]) for path in _FILE_FIELDS if path in newest]
    fields += [
        ("Language", LANGUAGE),
        ("StartDate", first.isoformat()),
        ("EndDate", last.isoformat()),
        ("DocTotal", str(len(documents))),
    ]
    fields += [("PageTotal", str(sum(pages)))] if len(pages) == len(documents) else []
    lines = ["<File>", *_elements(fields, "  "), "  <Documents>"]
    for name, own in documents:
        lines += [f'    <Document file="{escape(name)}">', *_elements(own, "      "), "    </Document>"]
    return _document([*lines, "  </Documents>", "</File>"])


_FILE_FIELDS = ("FileCode/OrganId", "FileCode/FileCatalog", "FileCode/FileNotation", "Title", "Maintenance")


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
