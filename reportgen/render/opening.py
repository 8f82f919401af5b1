"""Opening a template's file: what is no plain .docx is refused with what to do; slips of other programs are mended.

A relationship to a part that is not there (a thumbnail, a picture that was taken out) is left out where nothing refers
to it: python-docx would stop at it, Word does not.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping

from reportgen.errors import TemplateFault
from reportgen.wordview.package import Package, Unreadable, open_package
from reportgen.wordview.repacking import repacked

_SAVE = "mở bằng Word, chọn File › Lưu thành (Save As) › Word Document (*.docx), rồi đặt vào thư mục mau"
_STRICT = b"http://purl.oclc.org/ooxml/"
_KINDS = (
    ("template.main+xml", f"đây là mẫu kiểu .dotx của Word, không phải tệp .docx; {_SAVE}"),
    ("macroEnabled", f"đây là tệp có macro (.docm, .dotm), không phải tệp .docx; {_SAVE}"),
)
_OWN_KINDS = ("styles", "settings", "numbering", "header", "footer", "footnotes", "endnotes")
"""Parts that are looked into, by their relationships: each has a content type of that name."""
_PROPERTIES = "core-properties"
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?(?:/>|></(?:\w+:)?Relationship>)")
_ID = re.compile(rb'\bId\s*=\s*["\']([^"\']*)["\']')


def opened(name: str, content: bytes) -> bytes:
    """Return the template's file as python-docx can read it. Raises TemplateFault with the remedy for what is none."""
    try:
        package = open_package(content)
        types = dict(package.content_types())
    except Unreadable as error:
        raise TemplateFault(f"Mẫu {name} · không đọc được: {error}") from error
    if package.holds(package.main, (_STRICT,)):
        raise TemplateFault(f"Mẫu {name} · tệp lưu kiểu Strict Open XML; {_SAVE}")
    for sign, said in _KINDS:
        if sign in types.get(package.main, ""):
            raise TemplateFault(f"Mẫu {name} · {said}")
    _hold_kinds(name, package, types)
    _hold_properties(name, package, types)
    missing = _missing(name, package)
    return _without(content, missing) if missing else content


def _hold_kinds(name: str, package: Package, types: Mapping[str, str]) -> None:
    """Raise TemplateFault for a part that is not declared to be what the text uses it as: Word opens no such file."""
    for relationship in package.relationships(package.main).values():
        kind, member = relationship.kind, package.member(relationship.target)
        if kind in _OWN_KINDS and member and not relationship.external and f".{kind}+xml" not in types.get(member, ""):
            raise TemplateFault(
                f"Mẫu {name} · tệp không khai đúng kiểu của phần {member} nên Word không mở được; mở bằng LibreOffice, "
                "lưu lại dạng .docx, hoặc lấy lại tệp từ bản gốc"
            )


def _hold_properties(name: str, package: Package, types: Mapping[str, str]) -> None:
    """Raise TemplateFault for properties of the file that are none."""
    for relationship in package.relationships("").values():
        member = package.member(relationship.target) if relationship.kind == _PROPERTIES else ""
        root = package.tree(member) if member else None
        sound = root is not None and str(root.tag).endswith("}coreProperties") and _PROPERTIES in types.get(member, "")
        if member and not sound:
            raise TemplateFault(
                f"Mẫu {name} · phần {member} (thuộc tính của tệp) bị hỏng hoặc không khai đúng kiểu; mở bằng Word rồi "
                "lưu lại"
            )


def _missing(name: str, package: Package) -> dict[str, set[bytes]]:
    """Return the relationships to parts that are not there: by the part that declares them, their ids."""
    there = {member.lower() for member in package.names}
    found: dict[str, set[bytes]] = {}
    for part in ("", *sorted(package.names)):
        if part.endswith(".rels"):
            continue
        for identity, relationship in package.relationships(part).items():
            if relationship.external or relationship.target.lower() in there:
                continue
            if part and package.holds(part, (f'"{identity}"'.encode(), f"'{identity}'".encode())):
                raise TemplateFault(
                    f"Mẫu {name} · tệp thiếu phần {relationship.target} mà văn bản dùng tới (hình, chú thích …); "
                    "mở bằng Word, xóa hoặc chèn lại chỗ ấy, rồi lưu lại"
                )
            found.setdefault(_declared_in(part), set()).add(identity.encode())
    return found


def _declared_in(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", base + ".rels")


def _without(content: bytes, missing: dict[str, set[bytes]]) -> bytes:
    """Return the file without relationships, given by the member that declares them."""
    lower = {member.lower(): identities for member, identities in missing.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        found = {name: (old.read(name), lower[name.lower()]) for name in old.namelist() if name.lower() in lower}
    return repacked(content, {name: _lacking(*of) for name, of in found.items()})


def _lacking(relationships: bytes, gone: set[bytes]) -> bytes:
    return _RELATIONSHIP.sub(lambda found: b"" if _identity(found[0]) in gone else found[0], relationships)


def _identity(relationship: bytes) -> bytes:
    found = _ID.search(relationship)
    return found[1] if found else b""
