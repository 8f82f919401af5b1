"""What editors do to a draft that they open and save: each loses or rewrites something of its own, unasked.

Seen in LibreOffice 7.4, python-docx, SuperDoc, docxmlater and other libraries; WPS and Google Docs as they are known.
"""

from __future__ import annotations

import copy
import io
import re
import unicodedata
from collections.abc import Callable, Mapping

import docx
from lxml import etree

from tests.docx_text import W, members, pack
from tests.word_edits import (
    MAIN,
    changed,
    split_runs,
    without_bookmarks,
    without_controls,
    without_data,
    without_styles,
    without_tags,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRICT = (
    (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def python_docx(content: bytes) -> bytes:
    """Return what python-docx saves."""
    saved = io.BytesIO()
    docx.Document(io.BytesIO(content)).save(saved)
    return saved.getvalue()


def _bookmarks_twice(body: etree._Element) -> None:
    """Begin each bookmark once more at its last paragraph, as LibreOffice does."""
    for end in list(body.iter(f"{W}bookmarkEnd")):
        before = end.getprevious()
        start = next(body.iterfind(f".//{W}bookmarkStart[@{W}id='{end.get(f'{W}id')}']"), None)
        if before is not None and start is not None:
            before.addprevious(copy.deepcopy(start))


def _bookmarks_at_the_end(body: etree._Element) -> None:
    """Let each bookmark begin at its last paragraph, as LibreOffice's .rtf does."""
    for end in list(body.iter(f"{W}bookmarkEnd")):
        before = end.getprevious()
        start = next(body.iterfind(f".//{W}bookmarkStart[@{W}id='{end.get(f'{W}id')}']"), None)
        if before is not None and start is not None:
            before.addprevious(start)


def _without_titles(body: etree._Element) -> None:
    for properties in body.iter(f"{W}sdtPr"):
        for node in [*properties.iter(f"{W}tag", f"{W}alias")]:
            properties.remove(node)


def _without_inline_controls(body: etree._Element) -> None:
    """Lose the controls within a paragraph with what stands in them, as docxmlater does."""
    for node in [node for node in body.iter(f"{W}sdt") if next(node.iterancestors(f"{W}p"), None) is not None]:
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)


def _noise(body: etree._Element) -> None:
    """Leave marks of spelling, revision numbers, a bookmark of the last place, a namespace of its own, as WPS does."""
    for number, paragraph in enumerate(list(body.iter(f"{W}p"))):
        paragraph.set(f"{W}rsidR", f"{number:08X}")
        for run in paragraph.findall(f"{W}r"):
            run.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
    first = next(body.iter(f"{W}p"))
    first.append(etree.Element(f"{W}bookmarkStart", {f"{W}id": "0", f"{W}name": "_GoBack"}))
    first.append(etree.Element("{http://www.wps.cn/officeDocument/2013/wpsCustomData}x"))


def _as_choices(body: etree._Element) -> None:
    """Wrap each drawing into a choice between an old and a new form."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    for node in list(body.iter(f"{W}pict")):
        choice = etree.fromstring(
            f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps"/></mc:AlternateContent>'
        )
        node.addprevious(choice)
        fallback = etree.SubElement(choice, f"{{{mc}}}Fallback")
        fallback.append(copy.deepcopy(node))
        choice[0].append(node)


def _retyped(how: Callable[[str], str]) -> Callable[[etree._Element], None]:
    def change(body: etree._Element) -> None:
        for node in body.iter(f"{W}t"):
            node.text, node.attrib[_SPACE] = how(node.text or ""), "preserve"

    return change


def _curly(text: str) -> str:
    text = re.sub(r'"(?=\w)', "“", text).replace('"', "”").replace("'", "’")
    return text.replace(" ", "\u00a0", 1).replace(" - ", " – ")


def _formatted(body: etree._Element) -> None:
    """Write what the styles said to each run."""
    for run in body.iter(f"{W}r"):
        if run.find(f"{W}rPr") is None and run.find(f"{W}t") is not None:
            run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:sz w:val="28"/></w:rPr>'))


def google(content: bytes) -> bytes:
    """Return what Google Docs gives back: words, notes and looks; quotes and lists in its own way."""
    body_changes = (without_controls, without_bookmarks, without_styles, _formatted, _retyped(_curly))
    return without_data(_listed(changed(content, *body_changes)))


def _listed(content: bytes) -> bytes:
    """Make automatic numbers of typed ones."""
    parts = members(content)
    if "word/numbering.xml" in parts:
        return content
    root = etree.fromstring(parts[MAIN])
    found = []
    for paragraph in root.iter(f"{W}p"):
        node = next(paragraph.iter(f"{W}t"), None)
        typed = re.match(r"(\d{1,2})\.\s", node.text or "") if node is not None else None
        if node is None or typed is None or paragraph.find(f"{W}pPr") is None:
            continue
        found.append(typed[1])
        node.text = (node.text or "")[typed.end() :]
        numbered = f'<w:numPr xmlns:w="{W[1:-1]}"><w:ilvl w:val="0"/><w:numId w:val="{len(found)}"/></w:numPr>'
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        properties.insert(0, etree.fromstring(numbered))
    parts[MAIN] = etree.tostring(root)
    return pack(_numbered(parts, found)) if found else content


def _numbered(parts: Mapping[str, bytes], starts: list[str]) -> dict[str, bytes]:
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        for at, start in enumerate(starts, start=1)
    )
    used = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(starts) + 1))
    relations = "word/_rels/document.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f'<Relationship Id="rIdL" Type="{office}/numbering" Target="numbering.xml"/></Relationships>'
    return {
        **parts,
        relations: parts[relations].replace(b"</Relationships>", more.encode()),
        "word/numbering.xml": f'<w:numbering xmlns:w="{W[1:-1]}">{lists}{used}</w:numbering>'.encode(),
    }


def strict(content: bytes) -> bytes:
    """Return a document in the names of strict OOXML."""
    parts = members(content)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and not name.startswith("customXml/item1"):
            for transitional, purl in _STRICT:
                part = part.replace(transitional, purl)
            parts[name] = part
    return pack(parts)


def transitional(content: bytes) -> bytes:
    """Return a document in the names that Word writes unless it is asked for strict ones."""
    parts = members(content)
    for name, part in parts.items():
        for names, purl in _STRICT:
            part = part.replace(purl, names)
        parts[name] = part
    return pack(parts)


def reordered(content: bytes) -> bytes:
    """Return a package whose members stand the other way round, as zip libraries write them anew."""
    return pack(dict(reversed(members(content).items())))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


EDITORS: dict[str, Callable[[bytes], bytes]] = {
    "Word": lambda content: content,
    "python-docx": python_docx,
    "LibreOffice": lambda content: changed(content, without_tags, _bookmarks_twice),
    "LibreOffice .odt": lambda content: without_data(changed(content, without_controls, _bookmarks_twice)),
    "LibreOffice .rtf": lambda content: without_data(changed(content, without_controls, _bookmarks_at_the_end)),
    "SuperDoc": lambda content: changed(content, _without_titles),
    "docxmlater": lambda content: changed(content, without_bookmarks, _without_inline_controls),
    "WPS": lambda content: changed(content, split_runs, _as_choices, _noise),
    "Google Docs": google,
    "strict": strict,
    "zip": reordered,
    "NFD": lambda content: changed(content, _retyped(_decomposed)),
}
"""Editors by name."""
KEEPING = ("Word", "python-docx", "LibreOffice", "docxmlater", "WPS", "strict", "zip", "NFD")
"""Those that keep the controls of places."""
