"""Documents that are not ready to be issued: a letter with one thing in it, in the text or in any other part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.unfinished import Leftover, leftovers
from reportgen.wordview.opened import open_docx
from tests.docx_text import edited, members, pack
from tests.paper_docx import build
from tests.papers import paper

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CORE = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
)
"""The relationship and the name spaces of a file's properties."""
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}


def letter(xml: str = "", styles: str = "", change: Mapping[str, Any] | None = None) -> bytes:
    """A letter whose first paragraph is ``xml``; ``styles`` come after its own."""
    docx = build(paper("cong-van", {**({"doan1": {"xml": xml}} if xml else {}), **(change or {})}))
    return (
        edited(docx, lambda text: text.replace("</w:styles>", f"{styles}</w:styles>"), "word/styles.xml")
        if styles
        else docx
    )


def related(docx: bytes, kind: str, target: str, *, outside: bool = False, of: str = "word/document.xml") -> bytes:
    """The document with a relationship more, of the part ``of``."""
    parts = members(docx)
    folder, _, name = of.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if of else "_rels/.rels"
    before = parts.get(
        relations,
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
    ).decode()
    mode = ' TargetMode="External"' if outside else ""
    space = "" if "/" in kind else f"{RELATIONS}/"
    new = f'<Relationship Id="new{before.count("<Rel")}" Type="{space}{kind}" Target="{target}"{mode}/></Relationships>'
    return pack({**parts, relations: before.replace("</Relationships>", new).encode()})


def with_part(docx: bytes, kind: str, body: str) -> bytes:
    """The document with a part of notes, a header … of ``body``; the text refers to it."""
    name = f"{kind}9.xml"
    content = f"<w:{_ROOTS[kind]} {SPACES}>{body}</w:{_ROOTS[kind]}>"
    docx = related(pack({**members(docx), f"word/{name}": content.encode()}), kind, name)
    if kind not in ("header", "footer"):
        return docx
    identity = _id_of(docx, name)
    reference = f'<w:sectPr><w:{kind}Reference w:type="even" r:id="{identity}"/>'
    return edited(docx, lambda xml: xml.replace("<w:sectPr>", reference, 1))


def _id_of(docx: bytes, target: str) -> str:
    before, _, _ = members(docx)["word/_rels/document.xml.rels"].decode().partition(f'Target="{target}"')
    return before.rpartition('Id="')[2].partition('"')[0]


def with_note(docx: bytes, kind: str, body: str) -> bytes:
    """The document with one note of ``body``, referred to at the end of its first paragraph of text."""
    docx = with_part(docx, f"{kind}s", f'<w:{kind} w:id="7">{body}</w:{kind}>')
    reference = f'<w:r><w:{kind}Reference w:id="7"/></w:r></w:p><w:p><w:pPr><w:jc'
    return edited(docx, lambda xml: xml.replace("</w:p><w:p><w:pPr><w:jc", reference, 1))


def left(docx: bytes) -> tuple[Leftover, ...]:
    """What is left over in a document."""
    return leftovers(open_docx(docx))


def told(docx: bytes) -> list[tuple[str, str, str]]:
    """Kind, text and place of what is left over."""
    return [(item.kind, item.text, item.place) for item in left(docx)]
