"""Word comments put into a copy of a .docx: each beside the paragraph that it is about, the text itself untouched.

``template check --mark`` and ``lint --mark`` write what they found with it. Word takes comments in the document's text
alone: what is about a header, a footer, a note or a text box stands beside the paragraph nearest to it in the text.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from reportgen.record import record
from reportgen.vn.signs import visible
from reportgen.wordview.package import Package, Unreadable, open_package
from reportgen.wordview.repacking import repacked

AUTHOR, INITIALS = "reportgen", "rg"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT, _STRICT_OFFICE = "purl.oclc.org", "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DAMAGE = (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError, EOFError, ValueError, RuntimeError)


@record
class Comment:
    """What is said about one paragraph, a line a paragraph of the comment.

    ``paragraph``: which one, counted from 0 among all ``w:p`` of the part ``member`` in order; None, and every
    paragraph of a part other than the document's, is the first of the text. ``member`` is empty for the document.
    """

    text: str
    paragraph: int | None = None
    member: str = ""


def with_comments(content: bytes, comments: Sequence[Comment]) -> bytes:
    """Return the .docx with ``comments`` beside those it has; they bear no date, so that the bytes are the same again.

    Raises Unreadable for what is no .docx, or is damaged.
    """
    package = open_package(content)
    try:
        return _Marked(content, package).with_all(comments)
    except _DAMAGE as error:
        raise Unreadable("một phần của tệp bị hỏng; mở bằng Word rồi lưu lại") from error


class _Marked:
    """A package into which comments are put."""

    def __init__(self, content: bytes, package: Package) -> None:
        self._content = content
        self._package = package
        self._main = next(name for name in package.names if name.lower() == package.main.lower())
        self._root = self._parsed(self._main)
        self._w = f"{{{etree.QName(self._root).namespace}}}"
        self._changed: dict[str, bytes] = {}

    def with_all(self, comments: Sequence[Comment]) -> bytes:
        """Return the package with all of them."""
        body = self._root.find(f"{self._w}body")
        if body is None or next(body.iter(f"{self._w}p"), None) is None:
            raise Unreadable("văn bản không có đoạn nào để ghi góp ý")
        every = list(self._root.iter(f"{self._w}p"))
        places = {id(node): number for number, node in enumerate(every)}
        anchored = [(self._anchor(every, comment), comment) for comment in comments]
        anchored.sort(key=lambda item: places[id(item[0])])
        name, part = self._comments_part()
        first = 1 + max((int(node.get(f"{self._w}id", "0")) for node in part), default=-1)
        for number, (paragraph, comment) in enumerate(anchored, start=first):
            part.append(self._written(number, comment))
            self._point(paragraph, str(number))
        self._put(name, part)
        self._put(self._main, self._root)
        return repacked(self._content, self._changed)

    def _anchor(self, every: Sequence[etree._Element], comment: Comment) -> etree._Element:
        """Return the paragraph of the text beside which a comment goes."""
        body = self._root.find(f"{self._w}body")
        assert body is not None
        ours = comment.member.lower() in ("", self._main.lower())
        if not ours or comment.paragraph is None or comment.paragraph >= len(every):
            return next(body.iter(f"{self._w}p"))
        paragraph = every[comment.paragraph]
        outer = list(paragraph.iterancestors(f"{self._w}p"))  # of a text box: what that hangs on
        return outer[-1] if outer else paragraph

    def _point(self, paragraph: etree._Element, number: str) -> None:
        """Mark the whole of ``paragraph`` as what a comment is about."""
        start, end = (etree.Element(f"{self._w}commentRange{side}") for side in ("Start", "End"))
        run = etree.Element(f"{self._w}r")
        reference = etree.SubElement(run, f"{self._w}commentReference")
        for node in (start, end, reference):
            node.set(f"{self._w}id", number)
        properties = paragraph.find(f"{self._w}pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.extend((end, run))

    def _written(self, number: int, comment: Comment) -> etree._Element:
        node = etree.Element(f"{self._w}comment")
        for name, value in (("id", str(number)), ("author", AUTHOR), ("initials", INITIALS)):
            node.set(f"{self._w}{name}", value)
        for line in comment.text.split("\n"):
            run = etree.SubElement(etree.SubElement(node, f"{self._w}p"), f"{self._w}r")
            text = etree.SubElement(run, f"{self._w}t")
            text.text = visible(line)
            text.set(_SPACE, "preserve")
        return node

    def _comments_part(self) -> tuple[str, etree._Element]:
        """Return the name and the root of the part of comments, a new one where the file has none."""
        for relationship in self._package.relationships(self._main).values():
            if relationship.kind == "comments" and not relationship.external:
                name = next((one for one in self._package.names if one.lower() == relationship.target.lower()), "")
                if name:
                    return name, self._parsed(name)
        folder = posixpath.dirname(self._main)
        name = next(name for name in _names(folder) if name.lower() not in map(str.lower, self._package.names))
        self._relate(name)
        types = self._parsed(_TYPES)
        etree.SubElement(types, f"{{{_TYPES_SPACE}}}Override", PartName=f"/{name}", ContentType=_TYPE)
        self._put(_TYPES, types)
        return name, etree.Element(f"{self._w}comments", nsmap={"w": self._w.strip("{}")})

    def _relate(self, name: str) -> None:
        folder, base = posixpath.split(self._main)
        member = posixpath.join(folder, "_rels", f"{base}.rels")
        there = next((one for one in self._package.names if one.lower() == member.lower()), "")
        root = self._parsed(there) if there else etree.Element(f"{{{_RELATIONS_SPACE}}}Relationships")
        taken = {node.get("Id") for node in root}
        identity = next(f"rIdGopY{number}" for number in range(len(taken) + 1) if f"rIdGopY{number}" not in taken)
        kind = (_STRICT_OFFICE if _STRICT in self._w else _OFFICE) + "/comments"
        relation = f"{{{_RELATIONS_SPACE}}}Relationship"
        etree.SubElement(root, relation, Id=identity, Type=kind, Target=posixpath.basename(name))
        self._put(there or member, root)

    def _parsed(self, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
            content = archive.read(name)
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))

    def _put(self, name: str, root: etree._Element) -> None:
        self._changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _names(folder: str) -> Iterator[str]:
    for number in range(1000):
        yield posixpath.join(folder, f"comments{number or ''}.xml")
