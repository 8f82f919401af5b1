"""Whether Word opens a file: other programs read a damaged one as far as it goes, Word does not."""

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


def require_openable(package: Package) -> None:
    """Raise Unreadable for a file that Word does not open, naming the part that is not there or is damaged."""
    name = next(_damaged(package), "")
    if name:
        raise Unreadable(
            f"phần {name} của tệp thiếu hoặc bị hỏng nên Word không mở được; mở bằng LibreOffice, lưu lại dạng .docx, "
            "hoặc lấy lại tệp từ bản gốc"
        )


def _damaged(package: Package) -> Iterator[str]:
    if not dict(package.content_types()).get(package.member(package.main), "").endswith("main+xml"):
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
