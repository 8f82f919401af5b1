"""Whether Word opens a file as a document: other programs read a damaged one as far as it goes, Word does not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from reportgen.wordview.package import Package, Unreadable

_TYPES, _RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
_MAIN = "officeDocument"
_READ: Mapping[str, str] = {
    "styles": "styles",
    "settings": "settings",
    "webSettings": "webSettings",
    "numbering": "numbering",
    "fontTable": "fonts",
    "theme": "theme",
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
"""The parts that Word reads before it shows anything: the kinds of their relationships, what their roots are called."""
_XML = "xml"
_PLAIN = ("application/xml", "text/xml", "")
_TEMPLATE = "template"


def require_openable(package: Package) -> None:
    """Raise Unreadable for a file that Word does not open, naming the part that is not there or is damaged.

    Also for one that two programs may take for two documents, and for a template of Word's.
    """
    if _TEMPLATE in dict(package.content_types()).get(package.member(package.main), "").lower():
        raise Unreadable("đây là mẫu kiểu .dotx của Word; mở bằng Word, Lưu thành (Save As) Word Document (*.docx)")
    mains = {one.target.lower() for one in package.relationships("").values() if one.kind == _MAIN}
    if len(mains) > 1:
        raise Unreadable("tệp khai hai phần nội dung, mỗi chương trình đọc một kiểu; mở bằng Word rồi lưu lại")
    name = next(_damaged(package), "")
    if name:
        raise Unreadable(
            f"phần {name} của tệp thiếu hoặc bị hỏng nên Word không mở được; mở bằng LibreOffice, lưu lại dạng .docx, "
            "hoặc lấy lại tệp từ bản gốc"
        )


def _damaged(package: Package) -> Iterator[str]:
    types = dict(package.content_types())
    if not types.get(package.member(package.main), "").endswith("main+xml"):
        yield _TYPES
    if all(relationship.kind != _MAIN for relationship in package.relationships("").values()):
        yield _RELATIONSHIPS
    folder, base = posixpath.split(package.main)
    of_main = posixpath.join(folder, _RELATIONSHIPS.replace(".rels", f"{base}.rels"))
    if package.member(of_main) and package.tree(of_main) is None:
        yield of_main
    for relationship in package.relationships(package.main).values():
        name = _READ.get(relationship.kind)
        if name is not None and not relationship.external:
            root = package.tree(package.member(relationship.target) or None)
            if root is None or not str(root.tag).endswith(f"}}{name}"):
                yield relationship.target
            elif not _is_declared(types.get(package.member(relationship.target), ""), relationship.kind):
                yield _TYPES
    yield from _malformed(package)


def _is_declared(declared: str, kind: str) -> bool:
    """Tell whether a part may be what it is used as: declared so, or as XML of any kind."""
    return declared in _PLAIN or f".{kind.lower()}+{_XML}" in declared.lower()


def _malformed(package: Package) -> Iterator[str]:
    """Yield the parts beside the text (properties, kept data, drawings) that are said to be XML and are none."""
    types = dict(package.content_types())
    related = {package.member(one.target) for _, one in package.every_relationship() if not one.external}
    related |= {member for member in package.names if member.lower().endswith(".rels")}
    for member in sorted(related - {""}):
        if _is_xml(member, types[member]) and package.tree(member) is None:
            yield member


def _is_xml(member: str, declared: str) -> bool:
    name = member.lower()
    if name.endswith(".rels"):
        return True
    return declared.endswith(_XML) and (declared.endswith(f"+{_XML}") or name.endswith(f".{_XML}"))
