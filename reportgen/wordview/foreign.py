"""What a file carries or loads beside its own text: macros, embedded objects, other files, addresses outside.

It is found by what stands in the file, not by what a part is called: content types, the relationships of every part,
the first bytes of every member.
"""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.wordview.fields import FIELDS, instructions, linked_address
from reportgen.wordview.ooxml import R, V, W
from reportgen.wordview.package import MAX_PART, Package, Relationship
from reportgen.wordview.stories import stories


class Kind(enum.StrEnum):
    """What it is, in words that can be told."""

    MACRO = "tệp có macro"
    OBJECT = "tệp có đối tượng nhúng (OLE, ActiveX)"
    FILE = "tệp chứa tệp lạ bên trong"
    OUTSIDE = "tệp nạp nội dung từ bên ngoài"
    LINK = "tệp có liên kết mà người nhận không mở được"


class Foreign(NamedTuple):
    """One thing that is no text of the document: its kind, and the member or address it is."""

    kind: Kind
    what: str


_ORDER = tuple(Kind)
MERGE = "nguồn trộn thư (Mail Merge)"
_BY_TYPE = (
    ("vbaproject", Kind.MACRO),
    ("macroenabled", Kind.MACRO),
    ("vbadata", Kind.MACRO),
    ("attachedtoolbars", Kind.MACRO),
    ("oleobject", Kind.OBJECT),
    ("activex", Kind.OBJECT),
    ("webextension", Kind.FILE),
)
"""What stands in the content types of such parts."""
_BY_RELATION: Mapping[str, Kind] = {
    "vbaproject": Kind.MACRO,
    "vbaprojectsignature": Kind.MACRO,
    "wordvbadata": Kind.MACRO,
    "attachedtoolbars": Kind.MACRO,
    "extensibility": Kind.MACRO,
    "keymapcustomizations": Kind.MACRO,
    "oleobject": Kind.OBJECT,
    "package": Kind.OBJECT,
    "control": Kind.OBJECT,
    "activexcontrolbinary": Kind.OBJECT,
    "afchunk": Kind.FILE,
    "webextension": Kind.FILE,
    "webextensiontaskpanes": Kind.FILE,
    "subdocument": Kind.OUTSIDE,
    "frame": Kind.OUTSIDE,
    "recipientdata": Kind.OUTSIDE,
}
"""Kinds of relationships to parts of the file, in small letters."""
_LABELS: Mapping[str, str] = {
    "image": "ảnh",
    "attachedtemplate": "mẫu văn bản (Document Template)",
    "mailmergesource": MERGE,
    "mailmergeheadersource": MERGE,
    "oleobject": "đối tượng liên kết",
    "subdocument": "văn bản con",
    "frame": "khung trang web",
}
"""What is loaded, by the kind of its relationship in small letters."""
_OLE = b"\xd0\xcf\x11\xe0"
_PROGRAMS = (
    b"<html", b"<HTML", b"<!DOCTYP", b"<!doctyp", b"<script", b"<SCRIPT", b"{\\rtf",
    b"MZ", b"PK\x03\x04", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"%PDF", b"#!", b"\xca\xfe\xba\xbe", b"L\0\0\0\x01\x14",
)  # fmt: skip
"""How files begin that no document is made of: programs, archives, other documents, shortcuts."""
_SCRIPTS = (
    ".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vb", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta",
    ".lnk", ".jar", ".msi", ".docm", ".dotm", ".xlsm",
)  # fmt: skip
_VBA = "VBA".encode("utf-16-le")
_WEB = r"\s*(?:https?://|ftp://|mailto:|tel:|www\.|#|$)|[^\s/\\:]+@[^\s/\\]+$"
"""Addresses that a link in the text may have: they are opened when somebody wants to, wherever the file is read."""
_ELSEWHERE = r"\s*(?:[a-z][a-z0-9+.-]*:|\\\\|//)"
_SVG = ".svg"
_LOADED = r"(?:url\(|@import)\s*['\"]?\s*((?:[a-z][a-z0-9+.-]*:)?(?://|\\\\)[^'\")\s]*|file:[^'\")\s]*)"
"""What a style loads."""
_VIDEO = "{*}webVideoPr"
_DRAWINGS = ("imagedata", "fill", "stroke")
_DRAWN = tuple(V + name for name in _DRAWINGS)
_CHARTS = ("chart", "chartex")
_OBJECTS = ("OLEObject", "objectEmbed", "objectLink", "control")
_NAMED = ("{urn:schemas-microsoft-com:office:office}OLEObject", *(W + name for name in _OBJECTS[1:]))
_LINKED = "Link"


def foreign(package: Package) -> tuple[Foreign, ...]:
    """Return what a file carries or loads beside its own text, each thing once, by kind.

    A link to a web site is none of it. Raises Unreadable for parts that are damaged or too large.
    """
    relations = tuple(package.every_relationship())
    found: dict[str, Foreign] = {}
    parts = (_by_type(package), _related(relations), _by_bytes(package, relations), _drawn(package), _within(package))
    for one in itertools.chain.from_iterable(parts):
        found.setdefault(one.what, one)
    return tuple(sorted(found.values(), key=lambda one: _ORDER.index(one.kind)))


def _by_type(package: Package) -> Iterator[Foreign]:
    """Yield the parts that are declared, or called, as macros or objects are."""
    for name, declared in package.content_types():
        kind = next((kind for sign, kind in _BY_TYPE if sign in declared.lower()), None)
        if kind is not None:
            yield Foreign(kind, name)
        elif name.lower().endswith("vbaproject.bin"):
            yield Foreign(Kind.MACRO, name)
        elif name.lower().endswith(_SCRIPTS):
            yield Foreign(Kind.FILE, name)


def _related(relations: tuple[tuple[str, Relationship], ...]) -> Iterator[Foreign]:
    """Yield what the relationships of any part lead to."""
    charts = _targets(relations, _CHARTS)
    for part, relation in relations:
        kind = relation.kind.lower()
        if relation.external:
            yield from _outside(kind, relation.target)
        elif kind in _BY_RELATION and not (kind == "package" and part.lower() in charts):
            yield Foreign(_BY_RELATION[kind], relation.target)


def _outside(kind: str, address: str) -> Iterator[Foreign]:
    if kind != "hyperlink":
        label = _LABELS.get(kind)
        yield Foreign(Kind.OUTSIDE, f"{address} ({label})" if label else address)
    elif not re.match(_WEB, address, re.IGNORECASE):
        yield Foreign(Kind.LINK, address)


def _targets(relations: tuple[tuple[str, Relationship], ...], kinds: tuple[str, ...]) -> set[str]:
    return {relation.target.lower() for _, relation in relations if relation.kind.lower() in kinds}


def _by_bytes(package: Package, relations: tuple[tuple[str, Relationship], ...]) -> Iterator[Foreign]:
    """Yield the members that are files of other kinds, whatever they are called.

    A chart has its figures in a workbook; embedded fonts are scrambled and may begin with anything.
    """
    fonts, charts = _targets(relations, ("font",)), _targets(relations, _CHARTS)
    workbooks = {relation.target.lower() for part, relation in relations if part.lower() in charts}
    for name in sorted(package.names):
        begun = b"" if package.parsed(name) or name.lower() in fonts else package.beginning(name)
        if begun.startswith(_OLE):
            yield Foreign(Kind.MACRO if _VBA in package.beginning(name, MAX_PART) else Kind.OBJECT, name)
        elif name.lower() in workbooks and begun.startswith(b"PK"):
            if b"vbaProject" in package.beginning(name, MAX_PART):
                yield Foreign(Kind.MACRO, name)
        elif begun.startswith(_PROGRAMS):
            yield Foreign(Kind.FILE, name)


def _drawn(package: Package) -> Iterator[Foreign]:
    """Yield what pictures that are drawings themselves (SVG) load or run."""
    for name in sorted(name for name in package.names if name.lower().endswith(_SVG)):
        root = package.tree(name)
        for node in root.iter(etree.Element) if root is not None else ():
            kind = etree.QName(node).localname
            if kind == "script" or any(etree.QName(key).localname.startswith("on") for key in node.attrib):
                yield Foreign(Kind.FILE, name)
            for text in (node.text or "", *map(str, node.attrib.values())):
                yield from (Foreign(Kind.OUTSIDE, found) for found in re.findall(_LOADED, text, re.IGNORECASE))
            if kind != "a":
                addresses = (str(value) for key, value in node.attrib.items() if etree.QName(key).localname == "href")
                outside = (value for value in addresses if re.match(_ELSEWHERE, value, re.IGNORECASE))
                yield from (Foreign(Kind.OUTSIDE, value) for value in outside if not value.startswith("data:"))


def _within(package: Package) -> Iterator[Foreign]:
    """Yield what text and settings name by themselves: links of fields, pictures by address, the list of a merge."""
    settings = package.related("settings")
    if settings is not None and settings.find(f"{W}mailMerge") is not None:
        yield Foreign(Kind.OUTSIDE, MERGE)
    for _, root in stories(package, (*FIELDS, *_DRAWINGS, *_OBJECTS, "href", "webVideoPr")):
        for instruction in instructions(root):
            if (address := linked_address(instruction)) and not re.match(_WEB, address, re.IGNORECASE):
                yield Foreign(Kind.LINK, address)
        for node in root.iter(*_DRAWN):
            address = node.get("src", "")
            if re.match(_ELSEWHERE, address, re.IGNORECASE) and node.get(f"{R}id") is None:
                yield Foreign(Kind.OUTSIDE, address)
        yield from _linked_or_embedded(root)


def _linked_or_embedded(root: etree._Element) -> Iterator[Foreign]:
    """Yield the objects that the text itself names, related to a part or not, and the links of shapes."""
    for node in root.iter(*_NAMED):
        if not node.get(f"{R}id") or node.get("Type") == _LINKED:
            yield Foreign(Kind.OBJECT, node.get("ProgID") or node.get(f"{W}progId") or etree.QName(node).localname)
    for node in root.iter(_VIDEO):
        yield Foreign(Kind.OUTSIDE, f"phim trên mạng: {' '.join(node.get('embeddedHtml', '').split())}")
    for node in root.iter(f"{V}*"):
        address = node.get("href", "")
        if address and not re.match(_WEB, address, re.IGNORECASE):
            yield Foreign(Kind.LINK, address)
