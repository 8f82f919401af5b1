"""A report carries its data: the Snapshot and where it came from, as a custom XML part of the .docx.

Written when a report is made, read back to see whether it was edited since, and to compare reports.
The part's root lies in :data:`NAMESPACE`; its children hold JSON.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.errors import CannotRun
from reportgen.formats.places import PLACES_AS_MADE, PlaceAsMade, PlacesAsMade
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.wire import TEXT, Format, Newer, Shape, Unfit, map_of, may, need
from reportgen.model.snapshot import Snapshot
from reportgen.record import record
from reportgen.unpacking import is_bomb

NAMESPACE = "urn:reportgen:snapshot"
STORE_ITEM_ID = "{6E3B0C4A-52D1-4B0E-9C55-7265706F7274}"
MAX_REPORT = 64_000_000
"""Bytes, packed or unpacked; what is beyond it was not written by this program."""

MAX_DATA = 48_000_000
_SMALL_DATA = 16_000_000
"""Bytes of carried data, unpacked: some 25,000 tasks; and what it may take however well it is packed."""


@record
class Provenance:
    """What a report was made from: hashes (SHA-256) of inputs, template, parts and carried data as made."""

    program: str
    inputs: Mapping[str, str]
    template: str
    template_hash: str
    parts: Mapping[str, str]
    snapshot: str = ""


PROVENANCE = Format(
    "nguồn gốc của báo cáo",
    Shape(
        "nguồn gốc của báo cáo",
        Provenance,
        need("program", "program", TEXT, "Phiên bản reportgen đã soạn"),
        need("inputs", "inputs", map_of(TEXT), "SHA-256 của từng tệp dữ liệu, theo đường dẫn"),
        need("template", "template", TEXT, "Tên tệp mẫu"),
        need("template_hash", "template_hash", TEXT, "SHA-256 của mẫu"),
        need("parts", "parts", map_of(TEXT), "SHA-256 của từng phần trong tệp .docx lúc soạn"),
        may("snapshot", "snapshot", TEXT, "SHA-256 của số liệu kèm theo", ""),
    ),
    version=1,
)


@record
class Carried:
    """The data found inside a report."""

    snapshot: Snapshot
    provenance: Provenance
    places: tuple[PlaceAsMade, ...] = ()


def payload(snapshot: Snapshot, provenance: Provenance, places: Sequence[PlaceAsMade] = ()) -> bytes:
    """Return the custom XML part that carries ``snapshot``, its hash added to ``provenance``, and ``places`` if any."""
    data = SNAPSHOT.dump(snapshot)
    words = PLACES_AS_MADE.dump(PlacesAsMade(tuple(places))) if places else ""
    made = f'<places sha256="{_digest(words)}">{escape(words)}</places>' if places else ""
    origin = PROVENANCE.dump(dataclasses.replace(provenance, snapshot=_digest(data)))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<report xmlns="{NAMESPACE}" version="{SNAPSHOT.version}">'
        f"<provenance>{escape(origin)}</provenance><snapshot>{escape(data)}</snapshot>{made}</report>"
    ).encode()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def properties() -> bytes:
    """Return the properties part that belongs to the custom XML part."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{STORE_ITEM_ID}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def escape(text: str) -> str:
    """Escape text for XML; the standard library's own escape costs 20 ms to import."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def part_hashes(members: Mapping[str, bytes], own: str) -> dict[str, str]:
    """Return the hash of every member but ``own``, the one that carries the data."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(members.items()) if name != own}


def member_hashes(docx: bytes) -> dict[str, str]:
    """Return the hash of every member of a package by name; none for what is no package."""
    return part_hashes(_members(docx), "")


def read(docx: bytes) -> Carried | None:
    """Return the data that ``docx`` carries; None when it carries none that can be read and trusted.

    Data that was changed since it was written counts as none. Raises Newer for data of a later version.
    """
    found = _found(_members(docx, "customXml/", MAX_DATA))
    if found is None or (provenance := found.provenance()) is None:
        return None
    try:
        return Carried(SNAPSHOT.load(found.data), provenance, found.places())
    except Newer:
        raise
    except Unfit:
        return None


def read_named(docx: bytes, name: str) -> Carried | None:
    """Return what :func:`read` does. Raises CannotRun, with ``name`` in its text, for data of a later version."""
    try:
        return read(docx)
    except Newer as error:
        raise CannotRun(f"{name}: số liệu kèm theo {error}. Cập nhật reportgen rồi chạy lại.") from error


def member_of_version(docx: bytes, version: int) -> str:
    """Return the member that carries data of ``version``; empty where the data is of another, or there is none."""
    found = _found(_members(docx, "customXml/", MAX_DATA))
    return found.member if found is not None and found.version == version else ""


def as_made(docx: bytes) -> Provenance | None:
    """Return where ``docx`` came from if it is a report exactly as this program made it; None for anything else."""
    members = _members(docx)
    found = _found(members)
    if found is None or found.version > SNAPSHOT.version:
        return None
    provenance = found.provenance()
    return provenance if provenance and part_hashes(members, found.member) == provenance.parts else None


def untouched(docx: bytes) -> bool:
    """Tell whether ``docx`` is a report exactly as this program made it."""
    return as_made(docx) is not None


def _members(docx: bytes, folder: str = "", most: int = MAX_REPORT) -> dict[str, bytes]:
    """Return the members of a package in ``folder``; none for what is no zip file, or larger than ``most`` bytes."""
    import lzma  # reading: what a program that only writes never pays for
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            wanted = [info for info in package.infolist() if info.filename.startswith(folder)]
            if sum(info.file_size for info in wanted) > most or any(is_bomb(info, _SMALL_DATA) for info in wanted):
                return {}
            return {info.filename: package.read(info) for info in wanted}
    except (
        zipfile.BadZipFile,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
        zlib.error,
        lzma.LZMAError,
    ):
        return {}


@record
class _Found:
    """The part that carries data: its member, whatever a saving program named it, its version, its texts.

    ``words``: the places as made, empty where there are none; ``digest``: their hash as it stands beside them.
    """

    member: str
    version: int
    origin: str
    data: str
    words: str
    digest: str

    def places(self) -> tuple[PlaceAsMade, ...]:
        """Return the places as made; none where they were changed since. Raises Unfit for what is of no known form."""
        return PLACES_AS_MADE.load(self.words).places if _digest(self.words) == self.digest else ()

    def provenance(self) -> Provenance | None:
        """Return where the data came from; None where either was changed. Raises Newer."""
        if self.version > SNAPSHOT.version:
            raise Newer(self.version, SNAPSHOT.version)
        try:
            provenance = PROVENANCE.load(self.origin)
        except Unfit:
            return None
        return provenance if provenance.snapshot == _digest(self.data) else None


def _found(members: Mapping[str, bytes]) -> _Found | None:
    roots = ((name, _root(name, content)) for name, content in members.items())
    own, root = next((found for found in roots if found[1] is not None), ("", None))
    if root is None:
        return None
    origin, data, words = (root.findtext(f"{{{NAMESPACE}}}{name}") or "" for name in _CHILDREN)
    places = root.find(f"{{{NAMESPACE}}}{_CHILDREN[-1]}")
    digest = places.get("sha256", "") if places is not None else ""
    return _Found(own, _number(root.get("version", "")), origin, data, words, digest)


_CHILDREN = ("provenance", "snapshot", "places")


def _number(text: str) -> int:
    """Return the version that the part gives; 0 for none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else 0


_DIGITS = 10


def _root(name: str, content: bytes) -> Any:
    from lxml import etree

    if not name.startswith("customXml/item") or NAMESPACE.encode() not in content[:1000]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    return root if root.tag == f"{{{NAMESPACE}}}report" else None
