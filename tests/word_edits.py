"""What people and editors do to a draft: words changed, paragraphs put in and out, marks and styles lost.

Works on the bytes of a .docx with lxml alone.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from lxml import etree

from tests.docx_text import W, members, pack

MAIN = "word/document.xml"
_NS = f'xmlns:w="{W[1:-1]}"'
Change = Callable[[etree._Element], None]


def changed(docx: bytes, *changes: Change) -> bytes:
    """Return ``docx`` with its body changed, each time by one of ``changes``."""
    parts = members(docx)
    root = etree.fromstring(parts[MAIN])
    body = root.find(f"{W}body")
    assert body is not None
    for change in changes:
        change(body)
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts)


def element(xml: str) -> etree._Element:
    """Return an element of a document; ``xml`` begins with its name."""
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf"<\1 {_NS}", xml))


def words_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph."""
    return "".join(texts_in(paragraph))


def texts_in(node: etree._Element) -> list[str]:
    """Return the pieces of text below a node."""
    return [item.text or "" for item in node.iter(f"{W}t")]


def paragraph_with(body: etree._Element, words: str) -> etree._Element:
    """Return the first paragraph that has ``words``."""
    return next(node for node in body.iter(f"{W}p") if words in words_of(node))


def say(paragraph: etree._Element, text: str) -> None:
    """Write a text over that of a paragraph; its notes stay at its end."""
    first, *others = list(paragraph.iter(f"{W}t"))
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for node in others:
        node.text = ""


def replace(old: str, new: str) -> Change:
    """Replace words, as a person does: the first place that has them."""

    def change(body: etree._Element) -> None:
        paragraph = paragraph_with(body, old)
        for node in paragraph.iter(f"{W}t"):
            if old in (node.text or ""):
                node.text = (node.text or "").replace(old, new, 1)
                return
        say(paragraph, words_of(paragraph).replace(old, new, 1))

    return change


def put_behind(words: str, text: str) -> Change:
    """Put a paragraph like the one that has ``words`` behind it."""

    def change(body: etree._Element) -> None:
        paragraph = paragraph_with(body, words)
        new = copy.deepcopy(paragraph)
        for mark in list(new.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}footnoteReference")):
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
        say(new, text)
        paragraph.addnext(new)

    return change


def looking(words: str, properties: str) -> Change:
    """Let the words of a paragraph look otherwise."""

    def change(body: etree._Element) -> None:
        for run in paragraph_with(body, words).iter(f"{W}r"):
            run.insert(0, element(f"<w:rPr>{properties}</w:rPr>"))

    return change


def take_out(words: str) -> Change:
    """Take out the paragraph that has ``words``."""

    def change(body: etree._Element) -> None:
        paragraph = paragraph_with(body, words)
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)

    return change


def insert_tracked(words: str, text: str) -> Change:
    """Put ``text`` behind the text of a paragraph, as a change that waits to be accepted."""

    def change(body: etree._Element) -> None:
        run = f'<w:ins xmlns:w="{W[1:-1]}" w:id="900" w:author="x"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'
        paragraph_with(body, words).append(etree.fromstring(run))

    return change


def delete_tracked(words: str) -> Change:
    """Delete the first run of a paragraph, as a change that waits to be accepted."""

    def change(body: etree._Element) -> None:
        run = next(node for node in paragraph_with(body, words).iter(f"{W}r") if node.find(f"{W}t") is not None)
        deleted = etree.Element(f"{W}del", {f"{W}id": "901", f"{W}author": "x"})
        run.addprevious(deleted)
        deleted.append(run)
        for node in run.iter(f"{W}t"):
            node.tag = f"{W}delText"

    return change


def retitle(old: str, new: str) -> Change:
    """Change the text of a heading."""
    return replace(old, new)


# --- what editors lose --------------------------------------------------------------------------


def without_tags(body: etree._Element) -> None:
    """Lose the tags and numbers of controls, as LibreOffice does."""
    for properties in body.iter(f"{W}sdtPr"):
        for node in [*properties.iter(f"{W}tag", f"{W}id")]:
            properties.remove(node)


def without_controls(body: etree._Element) -> None:
    """Lose controls, keep what stands in them."""
    for control in list(body.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        for node in list(content) if content is not None else []:
            control.addprevious(node)
        parent = control.getparent()
        assert parent is not None
        parent.remove(control)


def without_bookmarks(body: etree._Element) -> None:
    """Lose bookmarks."""
    for node in list(body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)


def split_runs(body: etree._Element) -> None:
    """Cut every run into words, as WPS does."""
    for run in list(body.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) != 1 or len(run.findall("*")) - len(run.findall(f"{W}rPr")) != 1:
            continue
        for piece in reversed(re.findall(r"\S+\s*|\s+", texts[0].text or "")[1:]):
            new = copy.deepcopy(run)
            _only_text(new, piece)
            run.addnext(new)
        first = re.match(r"\S+\s*|\s+", texts[0].text or "")
        _only_text(run, first[0] if first else "")


def _only_text(run: etree._Element, text: str) -> None:
    node = run.find(f"{W}t")
    assert node is not None
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def without_styles(body: etree._Element) -> None:
    """Lose the names of styles, as Google Docs does."""
    for node in list(body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")):
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)


def without_data(docx: bytes) -> bytes:
    """Lose the data that a report carries."""
    return pack({name: content for name, content in members(docx).items() if not name.startswith("customXml/item1")})
