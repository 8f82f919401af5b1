"""A report carries its data: the Snapshot and where it came from, as a custom XML part of the .docx.

Written when a report is made, read back to see whether it was edited since, and to compare reports.
The part's root lies in :data:`NAMESPACE`; its two children hold JSON.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from reportgen.model.codec import from_json, to_json
from reportgen.model.snapshot import SNAPSHOT_VERSION, Snapshot

NAMESPACE = "urn:reportgen:snapshot"
STORE_ITEM_ID = "{6E3B0C4A-52D1-4B0E-9C55-7265706F7274}"
MAX_REPORT = 64_000_000
"""Bytes, packed or unpacked; what is beyond it was not written by this program."""

MAX_DATA = 16_000_000
"""Bytes of carried data, unpacked: thousands of tasks."""

T = TypeVar("T")


@dataclass(frozen=True)
class Provenance:
    """What a report was made from: hashes (SHA-256) of inputs, template, parts and carried data as made."""

    program: str
    inputs: Mapping[str, str]
    template: str
    template_hash: str
    parts: Mapping[str, str]
    snapshot: str = ""


@dataclass(frozen=True)
class Carried:
    """The data found inside a report."""

    snapshot: Snapshot
    provenance: Provenance


def payload(snapshot: Snapshot, provenance: Provenance) -> bytes:
    """Return the custom XML part that carries ``snapshot``, its hash added to ``provenance``."""
    data = _json(snapshot)
    origin = _json(dataclasses.replace(provenance, snapshot=_digest(data)))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<report xmlns="{NAMESPACE}" version="{SNAPSHOT_VERSION}">'
        f"<provenance>{escape(origin)}</provenance><snapshot>{escape(data)}</snapshot></report>"
    ).encode()


def _json(value: Any) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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

    Data of another version's form, or changed since it was written, counts as none.
    """
    _, origin, data = _texts(_members(docx, "customXml/", MAX_DATA))
    provenance = _rebuilt(Provenance, origin)
    if provenance is None or provenance.snapshot != _digest(data):
        return None
    snapshot = _rebuilt(Snapshot, data)
    return Carried(snapshot, provenance) if snapshot and snapshot.version == SNAPSHOT_VERSION else None


def as_made(docx: bytes) -> Provenance | None:
    """Return where ``docx`` came from if it is a report exactly as this program made it; None for anything else."""
    members = _members(docx)
    own, origin, data = _texts(members)
    provenance = _rebuilt(Provenance, origin)
    if provenance is None or provenance.snapshot != _digest(data):
        return None
    return provenance if part_hashes(members, own) == provenance.parts else None


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
            if sum(info.file_size for info in wanted) > most:
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


def _texts(members: Mapping[str, bytes]) -> tuple[str, str, str]:
    """Return the member that carries the data, whatever a saving program named it, and its two texts."""
    roots = ((name, _root(name, content)) for name, content in members.items())
    own, root = next((found for found in roots if found[1] is not None), ("", None))
    if root is None:
        return "", "", ""
    origin, data = (root.findtext(f"{{{NAMESPACE}}}{name}") or "" for name in ("provenance", "snapshot"))
    return own, origin, data


def _rebuilt(kind: type[T], text: str) -> T | None:
    """Return the record that ``text`` (JSON) holds; None for another version's form, or damage."""
    try:
        return from_json(kind, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        return None


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
