"""What stands around the paragraphs of a document and is no text: controls, bookmarks, tracked changes, comments.

Read for what comes back from Word; the checker never pays for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.wordview.document import FOOTNOTE, Document, Paragraph
from reportgen.wordview.ooxml import W, attribute, local
from reportgen.wordview.package import Package
from reportgen.wordview.reader import read_with_nodes

_INSERTED = ("ins", "moveTo")
_DELETED = ("del", "moveFrom")
_TRACKED = frozenset((*_INSERTED, *_DELETED))
_BOXES = ("txbxContent",)


class Control(NamedTuple):
    """A content control around whole paragraphs: its tag and its title, each empty where it has none."""

    tag: str
    title: str


class Comment(NamedTuple):
    """A comment: who wrote it, what it says, the number of the paragraph at which it begins (0: none)."""

    author: str
    text: str
    paragraph: int


class Marked(NamedTuple):
    """A paragraph of the body with what stands around it.

    ``text``: as :attr:`Paragraph.text`, an automatic number in front, notes as ``^[…]`` at their places. ``controls``:
    the outermost first. ``bookmarks``: names of those over it. ``tracked``: a change in it waits to be accepted.
    ``runs_on``: its end is deleted, so that the next paragraph continues it once changes are accepted.
    """

    paragraph: Paragraph
    text: str
    controls: tuple[Control, ...]
    bookmarks: frozenset[str]
    tracked: bool
    runs_on: bool


class Markup(NamedTuple):
    """A document with what stands around its paragraphs."""

    document: Document
    paragraphs: tuple[Marked, ...]
    comments: tuple[Comment, ...]


def read_markup(package: Package) -> Markup:
    """Read a document with its controls, bookmarks, changes and comments. Raises Unreadable."""
    document, nodes = read_with_nodes(package)
    notes = {note.id: note.text for note in document.notes if note.kind == FOOTNOTE}
    bookmarks = _bookmarks(nodes[0].getroottree().getroot()) if nodes else {}
    marked = tuple(
        Marked(
            paragraph,
            _text(paragraph, notes),
            _controls(node),
            bookmarks.get(node, frozenset()),
            _is_tracked(node),
            _runs_on(node),
        )
        for paragraph, node in zip(document.paragraphs, nodes, strict=True)
    )
    return Markup(document, marked, tuple(_comments(package, nodes)))


def _text(paragraph: Paragraph, notes: Mapping[str, str]) -> str:
    """Return the text with its notes as ``^[…]``, ``]`` and ``^[`` within escaped as they are typed."""
    text = paragraph.text
    pieces: list[str] = []
    at = 0
    for reference in paragraph.references:
        if reference.kind != FOOTNOTE or reference.note not in notes:
            continue
        note = _escaped(notes[reference.note]).replace("]", "\\]")
        pieces += (_escaped(text[at : reference.at]), f"^[{note}]")
        at = reference.at
    said = "".join((*pieces, _escaped(text[at:])))
    return f"{paragraph.label} {said}" if paragraph.label else said


def _escaped(text: str) -> str:
    return text.replace("^[", "^\\[")


def _controls(node: etree._Element) -> tuple[Control, ...]:
    found = [_control(outer) for outer in node.iterancestors(f"{W}sdt")]
    return tuple(reversed(found))


def _control(node: etree._Element) -> Control:
    properties = node.find(f"{W}sdtPr")
    values = (
        attribute(properties.find(W + name), "val") if properties is not None else None for name in ("tag", "alias")
    )
    tag, title = (value or "" for value in values)
    return Control(tag, title)


def _bookmarks(root: etree._Element) -> dict[etree._Element, frozenset[str]]:
    """Return the names of the bookmarks that are open over some text of each paragraph.

    LibreOffice begins a bookmark twice, once at the last paragraph, and ends only the second: an end closes every
    bookmark of its name, and one that never ends is over nothing.
    """
    opened: dict[str, str] = {}
    over: dict[etree._Element, set[str]] = {}
    inside: list[etree._Element] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = local(node)
        if name == "p":
            inside = [*inside, node] if event == "start" else inside[:-1]
        elif event == "start" and name == "bookmarkStart":
            opened[attribute(node, "id") or ""] = attribute(node, "name") or ""
        elif event == "start" and name == "bookmarkEnd":
            opened = _without(opened, attribute(node, "id") or "")
        elif event == "start" and name == "t" and inside and opened and node.text:
            over.setdefault(inside[-1], set()).update(opened.values())
    unended = set(opened.values())
    return {node: frozenset(names - unended) for node, names in over.items()}


def _without(opened: Mapping[str, str], ended: str) -> dict[str, str]:
    name = opened.get(ended)
    return {key: other for key, other in opened.items() if key != ended and other != name}


def _is_tracked(node: etree._Element) -> bool:
    """Tell whether a change of the text, or of the paragraph's end, waits to be accepted."""
    return any(local(child) in _TRACKED for child in node.iter())


def _runs_on(node: etree._Element) -> bool:
    properties = node.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(W + name) is not None for name in _DELETED)


def _comments(package: Package, nodes: list[etree._Element]) -> Iterator[Comment]:
    part = package.related("comments")
    if part is None:
        return
    numbers = {
        attribute(mark, "id"): number
        for number, node in reversed(list(enumerate(nodes, start=1)))
        for mark in node.iter(f"{W}commentRangeStart", f"{W}commentReference")
    }
    for comment in part.iterfind(f"{W}comment"):
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iterfind(f"{W}p"))
        yield Comment(attribute(comment, "author") or "", text, numbers.get(attribute(comment, "id"), 0))
