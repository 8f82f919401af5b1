"""Opening a .docx that may be anything: bounds first, then parts; a plain answer instead of a crash."""

from __future__ import annotations

import codecs
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Protocol

from lxml import etree

from reportgen.errors import NO_PLAIN_FILE
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.unpacking import MOST_TIMES, Member, is_bomb
from reportgen.vn.signs import visible
from reportgen.vn.text import nfc
from reportgen.wordview.unreadable import Unreadable

__all__ = ["Container", "Package", "Relationship", "Unreadable", "open_package", "parsed", "read_file"]

MAX_FILE = 50_000_000
"""Bytes of the file, pictures included; an office's mail takes less."""
MAX_UNPACKED = 200_000_000
MAX_PART = 60_000_000
MAX_TAGS = 1_500_000
"""Bytes and tags of one XML part: a report on ten thousand tasks. More would take minutes and a gigabyte."""
_SMALL_PART = 8_000_000
_FEW_TAGS = 180_000
"""Bytes and tags that a part may have however well it is packed: some 350 pages."""
_KEPT = 400_000
"""Bytes of a part whose tree is kept. It takes ten times as much, and who reads a document asks for it once."""
MAX_MEMBERS = 5_000

_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_NAMES = tuple(
    ((_STRICT + strict).encode(), f"http://schemas.openxmlformats.org/{name}".encode())
    for strict, name in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
    )
)
_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = ".rels"
_ADDRESS = regex(r"\s*(?:[a-z][a-z0-9+.-]+:|\\\\)", re.IGNORECASE)
"""How a target begins that is no part of the file, whatever the relationship says."""
_IN_ADDRESS = (":", "\\")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNING = 8
"""Bytes by which kinds of files are known."""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
"""How a part in UTF-16 begins."""
_ENCODING = regex(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_DECLARED = 1_000
"""Bytes at the beginning of a part that may say its encoding; Word writes one of 55."""
_ENCRYPTED = "EncryptedPackage"


_ODD_NAME = regex(
    r"(?:\A|[/\\])\.\.?(?:[/\\]|\Z)|[. ](?:[/\\]|\Z)"
    r"|[:*?\"<>|\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
"""Of a member: one that leads out of the file, that Windows reads as another, or that has signs which are not seen."""


class Container(Protocol):
    """What holds the members of a package: a zip file, or the parts of one that was just made."""

    def members(self) -> Sequence[tuple[str, Member]]:
        """Return the name of each member, in their order, with how large it is."""

    def size(self, name: str) -> Member:
        """Return how large the member ``name`` is, and how large in the zip."""

    def read(self, name: str, most: int) -> bytes:
        """Return the first bytes of a member, ``most`` of them. Raises Unreadable for one that is damaged."""


@record
class Relationship:
    """A relationship of a part: its type's last word, its target's member name or address."""

    kind: str
    target: str
    external: bool


@record
class Package:
    """An opened .docx. ``main`` is the name of the document part. Parts are read when asked for."""

    main: str
    names: frozenset[str]
    _archive: Container
    _trees: dict[str, etree._Element | None] = field(default_factory=dict, compare=False)
    _well_formed: set[str] = field(default_factory=set, compare=False)
    _related: dict[str, dict[str, Relationship]] = field(default_factory=dict, compare=False)

    def tree(self, name: str | None) -> etree._Element | None:
        """Return the root of an XML member; None when it is absent or not well-formed.

        Raises Unreadable when it is larger than :data:`MAX_PART`, unpacks as no text does, or is damaged inside the
        zip.
        """
        if name is None:
            return None
        if name in self._trees:
            return self._trees[name] if self._small(name) else self._trees.pop(name)
        content = self.content(name)
        root = parsed(content) if content is not None else None
        if root is not None:
            self._well_formed.add(name)
        if self._small(name):
            self._trees[name] = root
        return root

    def content(self, name: str | None) -> bytes | None:
        """Return the bytes of an XML member; None when it is absent. Raises Unreadable as :meth:`tree` does."""
        member = self.member(name) if name is not None else ""
        return _content(self._archive, member) if member else None

    def forget(self) -> None:
        """Let go of the trees of large parts: they are read anew when asked for."""
        for name in [name for name in self._trees if not self._small(name)]:
            del self._trees[name]

    @property
    def large(self) -> bool:
        """Whether the tree of the main part is not kept."""
        return not self._small(self.main)

    def _small(self, name: str) -> bool:
        member = self.member(name)
        return not member or self._archive.size(member).file_size <= _KEPT

    def member(self, name: str) -> str:
        """Return the member that ``name`` means, capitals or not, as Word reads names; empty when there is none."""
        if name in self.names:
            return name
        return next((member for member in self.names if member.lower() == name.lower()), "")

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """Return the relationships of the part ``name`` by id, as the file gives them."""
        if name not in self._related:
            folder, base = posixpath.split(name)
            self._related[name] = dict(self._relationships(posixpath.join(folder, "_rels", base + ".rels"), folder))
        return self._related[name]

    def every_relationship(self) -> Iterator[tuple[str, Relationship]]:
        """Yield the relationships of all parts, whether anything refers to these or not, each with its part's name."""
        for member in sorted(self.names):
            folder, base = posixpath.split(member)
            if base.lower().endswith(_RELATIONSHIPS):
                above = posixpath.dirname(folder)
                part = posixpath.join(above, base[: -len(_RELATIONSHIPS)])
                yield from ((part, found) for _, found in self._relationships(member, above))

    def _relationships(self, member: str, folder: str) -> Iterator[tuple[str, Relationship]]:
        """Yield the relationships that a member declares, with their ids, in which no name is given twice."""
        root = self.tree(member)
        for node in root.iter(_RELATIONSHIP) if root is not None else ():
            target = node.get("Target", "")
            external = node.get("TargetMode") == "External" or _is_address(target)
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield node.get("Id", ""), Relationship(node.get("Type", "").rsplit("/", 1)[-1], target, external)

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the main part relates to as ``kind`` (``styles``, ``numbering`` …)."""
        return self.tree(self.related_name(kind))

    def related_name(self, kind: str) -> str | None:
        """Return the name of the part that the main part relates to as ``kind``; None when there is none."""
        inside = (item for item in self.relationships(self.main).values() if not item.external)
        return next((item.target for item in inside if item.kind == kind), None)

    def content_types(self) -> Iterator[tuple[str, str]]:
        """Yield the members that are there with the content type declared for each, by its name or its ending."""
        root = self.tree(_TYPES)
        declared: dict[str, str] = {}
        for node in root.iter() if root is not None else ():
            key = node.get("PartName") or f".{node.get('Extension', '')}"
            declared[key.lstrip("/").lower()] = node.get("ContentType", "")
        for name in sorted(self.names):
            key = name.lower()
            yield name, declared.get(key) or declared.get(f".{key.rpartition('.')[2]}", "")

    def parsed(self, name: str) -> bool:
        """Tell whether a member was read as XML already: then it is no file of another kind."""
        return name in self._well_formed

    def beginning(self, name: str, most: int = _BEGINNING) -> bytes:
        """Return the first bytes of a member, ``most`` of them; none of one that is damaged: no program reads it."""
        try:
            return self._archive.read(name, most)
        except Unreadable:
            return b""

    def holds(self, name: str, signs: Iterable[bytes], patterns: Iterable[re.Pattern[bytes]] = ()) -> bool:
        """Tell whether one of ``signs``, or what a pattern finds, may stand in a member.

        A part in another encoding than UTF-8 may hold any.
        """
        member = self.member(name)
        content = self.beginning(member, MAX_PART) if member else b""
        if not _is_plain(content) or any(sign in content for sign in signs):
            return True
        return any(pattern.search(content) for pattern in patterns)

    def page_count(self) -> int | None:
        """Return the number of pages that the last program to save the file counted; None when it says none."""
        root = self.tree("docProps/app.xml")
        text = (
            next((node.text for node in root if str(node.tag).endswith("}Pages")), None) if root is not None else None
        )
        return int(text) if text and text.isdecimal() and 0 < len(text) < 6 else None


def read_file(path: Path, most: int = MAX_FILE) -> bytes:
    """Return the bytes of a file, of a larger one those up to one beyond ``most``, so that it is seen to be larger.

    Raises OSError, and Unreadable for what is no plain file: a pipe would be waited for.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable(NO_PLAIN_FILE)
    with path.open("rb") as stream:
        return stream.read(most + 1)


def open_package(content: bytes, archive: Container | None = None) -> Package:
    """Open the bytes of a .docx; raises Unreadable for whatever is not one, or is unsafe to unpack.

    ``archive``: what is in it, where that is known.
    """
    _refuse_other_files(content)
    if archive is None:
        from reportgen.wordview.zipped import Zipped  # zipfile: 3 ms that who has just made a document does not pay

        archive = Zipped(content)
    members = archive.members()
    _refuse_unsafe(members)
    package = Package("", frozenset(name for name, _ in members), archive)
    main, root = _main_part(package)
    package._trees[main] = root  # whatever its size, until it is asked for
    return replace(package, main=main)


def _is_address(target: str) -> bool:
    return any(sign in target for sign in _IN_ADDRESS) and _ADDRESS.match(target) is not None


def _refuse_other_files(content: bytes) -> None:
    """Raise Unreadable for what is seen to be no .docx before it is opened, or is too large to be."""
    if not content:
        raise Unreadable("tệp rỗng (0 byte); chép lại từ bản gốc")
    if content.startswith(_OLE):
        if _ENCRYPTED.encode("utf-16-le") in content:
            raise Unreadable("tệp đặt mật khẩu mở; mở bằng Word, bỏ mật khẩu rồi lưu lại")
        raise Unreadable("tệp .doc kiểu cũ (Word 97-2003); mở bằng Word, Lưu thành (Save As) dạng .docx")
    if len(content) > MAX_FILE:
        raise Unreadable(f"tệp lớn hơn {MAX_FILE // 1_000_000} MB; nén hoặc bỏ bớt ảnh rồi lưu lại")


def _refuse_unsafe(members: Sequence[tuple[str, Member]]) -> None:
    """Raise Unreadable for members that are too many or too large, or that other programs read differently."""
    if len(members) > MAX_MEMBERS:
        raise Unreadable(f"tệp chứa hơn {MAX_MEMBERS} phần, không phải văn bản thông thường")
    if sum(size.file_size for _, size in members) > MAX_UNPACKED:
        raise Unreadable(f"tệp giải nén ra lớn hơn {MAX_UNPACKED // 1_000_000} MB; không mở để bảo đảm an toàn")
    if bomb := next((name for name, size in members if is_bomb(size, MAX_PART)), None):
        raise _bomb(bomb, f"lớn hơn {MAX_PART // 1_000_000} MB")
    if len({_plain_name(name) for name, _ in members}) < len(members):
        raise Unreadable("tệp chứa hai phần trùng tên, mỗi chương trình đọc một kiểu; mở bằng Word rồi lưu lại")
    if odd := next((name for name, _ in members if _ODD_NAME.search(name)), None):
        raise Unreadable(f"tệp chứa phần mang tên lạ ({visible(odd)}); mở bằng Word rồi lưu lại")


def _plain_name(name: str) -> str:
    """Return the name that some program may take a member's for: no capitals, no codes, one kind of slash."""
    name = name.lower().replace("\\", "/").lstrip("/")
    if "%" in name:
        from urllib.parse import unquote  # what no file of an office pays for

        name = unquote(name)
    return name if name.isascii() else nfc(name)


def _main_part(package: Package) -> tuple[str, etree._Element]:
    """Return the name of the document part and its root; raises Unreadable when there is none of Word's."""
    related = (item.target for item in package.relationships("").values() if item.kind == "officeDocument")
    main = next(related, "word/document.xml")
    root = package.tree(main)
    if root is None and any(name.startswith("xl/") for name in package.names):
        raise Unreadable("đây là tệp Excel, không phải văn bản Word")
    if root is None:
        raise Unreadable("thiếu phần nội dung (document.xml), hoặc phần ấy bị hỏng; mở bằng Word rồi lưu lại")
    if not str(root.tag).endswith("}document") or "wordprocessingml" not in str(root.tag):
        raise Unreadable("không phải văn bản Word (có thể là bảng tính hoặc trình chiếu)")
    return main, root


def _content(archive: Container, name: str) -> bytes:
    member = archive.size(name)
    if is_bomb(member, _SMALL_PART):
        raise _bomb(name, f"lớn hơn {_SMALL_PART // 1_000_000} MB")
    content = archive.read(name, MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Unreadable(f"phần {name} lớn hơn {MAX_PART // 1_000_000} MB; tách văn bản thành nhiều tệp")
    tags = content.count(b"<")
    if tags > _FEW_TAGS and is_bomb(member, 0):
        raise _bomb(name, "có quá nhiều đoạn, ô bảng")
    if tags > MAX_TAGS:
        raise Unreadable(f"phần {name} có quá nhiều đoạn, ô bảng; tách văn bản thành nhiều tệp")
    return content


def _bomb(name: str, size: str) -> Unreadable:
    return Unreadable(
        f"phần {name} {size} mà nén nhỏ hơn {MOST_TIMES} lần, không như chữ người viết; không mở để bảo đảm an toàn"
    )


def _is_plain(content: bytes) -> bool:
    """Tell whether a part is in UTF-8, as far as its ASCII signs go: it begins as XML does, and names no other."""
    if content.startswith(_WIDE) or not content.removeprefix(codecs.BOM_UTF8).startswith(b"<"):
        return False
    declared = _ENCODING.search(content, 0, _DECLARED)
    return declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")


def parsed(content: bytes) -> etree._Element | None:
    """Return the root of an XML part, a strict one's names as those of others; None when it is not well-formed."""
    if _STRICT.encode() in content:
        for strict, transitional in _STRICT_NAMES:
            content = content.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
