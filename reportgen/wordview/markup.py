"""What stands around the paragraphs of a document and is no text: controls, bookmarks, tracked changes, comments.

Read for what comes back from Word; the checker never pays for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from reportgen.model.noted import as_note, literal
from reportgen.wordview.document import Document, Paragraph
from reportgen.wordview.ooxml import MATH, W, attribute, local, on
from reportgen.wordview.package import Package, Unreadable
from reportgen.wordview.reader import read_with_nodes

_INSERTED = ("ins", "moveTo")
_DELETED = ("del", "moveFrom")
_TRACKED = frozenset((*_INSERTED, *_DELETED))
_MOST_OPEN = 100
"""Bookmarks that are open at once; no document has so many, and each text would be noted for each of them."""


class Control(NamedTuple):
    """A content control around whole paragraphs: its number in the document, tag and title, empty where it has none.

    One around a table is none around the paragraphs in its cells.
    """

    number: int
    tag: str
    title: str


class Comment(NamedTuple):
    """A comment: who wrote it, what it says, the number of the paragraph at which it begins (0: none)."""

    author: str
    text: str
    paragraph: int


class Marked(NamedTuple):
    """A paragraph of the body with what stands around it.

    ``text``: as :attr:`Paragraph.text`, changes accepted, notes as ``^[…]`` at their places; none for a prompt to type.
    ``controls``: the outermost first. ``bookmarks``: names of those over it. ``tracked``: a change in it waits to be
    accepted. ``joins``: the end of what stands before it is deleted, so that it continues that once changes are
    accepted.
    """

    paragraph: Paragraph
    text: str
    controls: tuple[Control, ...]
    bookmarks: frozenset[str]
    tracked: bool
    joins: bool

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it, a note included."""
        return not self.text.strip()

    @property
    def numbered(self) -> str:
        """The text with its automatic number in front."""
        return f"{self.paragraph.label} {self.text}" if self.paragraph.label else self.text


class Markup(NamedTuple):
    """A document with what stands around its paragraphs; ``more``: texts in it that stand in no paragraph.

    ``nodes``: the element of each paragraph.
    """

    document: Document
    paragraphs: tuple[Marked, ...]
    comments: tuple[Comment, ...]
    more: tuple[str, ...]
    nodes: tuple[etree._Element, ...] = ()


def read_markup(package: Package) -> Markup:
    """Read a document with its controls, bookmarks, changes and comments.

    Raises Unreadable, also for a note of which only the number is left: its words would be taken for deleted.
    """
    document, nodes = read_with_nodes(package)
    root = nodes[0].getroottree().getroot() if nodes else None
    notes = {(note.kind, note.id): note.text for note in document.notes}
    bookmarks = _bookmarks(root) if root is not None else {}
    controls = {node: at for at, node in enumerate(root.iter(f"{W}sdt"), start=1)} if root is not None else {}
    texts = [
        "" if _prompts(node) else _text(paragraph, notes)
        for paragraph, node in zip(document.paragraphs, nodes, strict=True)
    ]
    marked = tuple(
        Marked(paragraph, text, _controls(node, controls), bookmarks.get(node, frozenset()), _is_tracked(node), joins)
        for paragraph, node, text, joins in zip(document.paragraphs, nodes, texts, _joins(nodes, texts), strict=True)
    )
    return Markup(document, marked, tuple(_comments(package, nodes)), tuple(_more(root)), tuple(nodes))


def _text(paragraph: Paragraph, notes: Mapping[tuple[str, str], str]) -> str:
    """Return the text with its notes, at the foot of the page or the end, as ``^[…]``."""
    text = paragraph.text
    pieces: list[str] = []
    at = 0
    for place, kind, note in paragraph.references:
        if (kind, note) not in notes:
            raise Unreadable("phần chú thích bị hỏng hoặc đã mất; mở bằng Word, xem lại các chú thích rồi lưu lại")
        pieces += (literal(text[at:place]), as_note(notes[kind, note]))
        at = place
    return "".join((*pieces, literal(text[at:])))


def _more(root: etree._Element | None) -> Iterator[str]:
    """Yield the texts of formulas, and a sign for each document that another file was put in as a whole."""
    for node in root.iter(f"{MATH}oMath", f"{W}altChunk") if root is not None else ():
        yield "".join(item.text or "" for item in node.iter(f"{MATH}t")) if node.tag == f"{MATH}oMath" else "…"


# --- controls -----------------------------------------------------------------------------------


def _controls(node: etree._Element, numbers: Mapping[etree._Element, int]) -> tuple[Control, ...]:
    around = takewhile(lambda outer: local(outer) not in ("tbl", "txbxContent"), node.iterancestors())
    found = [_control(outer, numbers[outer]) for outer in around if local(outer) == "sdt"]
    return tuple(reversed(found))


def _control(node: etree._Element, number: int) -> Control:
    properties = node.find(f"{W}sdtPr")
    values = (
        attribute(properties.find(W + name), "val") if properties is not None else None for name in ("tag", "alias")
    )
    tag, title = (value or "" for value in values)
    return Control(number, tag, title)


def _prompts(node: etree._Element) -> bool:
    """Tell whether a paragraph stands in a control in which nothing was typed yet: Word shows a prompt there."""
    return any(on(outer.find(f"{W}sdtPr/{W}showingPlcHdr")) for outer in node.iterancestors(f"{W}sdt"))


# --- bookmarks ----------------------------------------------------------------------------------


def _bookmarks(root: etree._Element) -> dict[etree._Element, frozenset[str]]:
    """Return the names of the bookmarks that are open over some text of each paragraph.

    LibreOffice begins a bookmark twice, once at the last paragraph, and ends only the second: an end closes every
    bookmark of its name, and one that never ends is over nothing.
    """
    opened: dict[str, str] = {}
    names: frozenset[str] = frozenset()
    over: dict[etree._Element, set[str]] = {}
    inside: list[etree._Element] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = local(node)
        if name == "p":
            inside = [*inside, node] if event == "start" else inside[:-1]
        elif event == "end":
            continue
        elif name in ("bookmarkStart", "bookmarkEnd"):
            opened = _turned(opened, node, begins=name == "bookmarkStart")
            names = frozenset(opened.values())
        elif name == "t" and inside and names and node.text:
            over.setdefault(inside[-1], set()).update(names)
    return {node: frozenset(found - names) for node, found in over.items()}


def _turned(opened: dict[str, str], node: etree._Element, *, begins: bool) -> dict[str, str]:
    """Return the names of the open bookmarks by number once one more begins or ends."""
    number = attribute(node, "id") or ""
    if begins:
        more = {number: attribute(node, "name") or ""} if len(opened) < _MOST_OPEN else {}
        return opened | more
    name = opened.get(number)
    return {key: other for key, other in opened.items() if key != number and other != name}


# --- tracked changes ----------------------------------------------------------------------------


def _is_tracked(node: etree._Element) -> bool:
    """Tell whether a change of the text, or of the paragraph's end, waits to be accepted."""
    return any(local(child) in _TRACKED for child in node.iter())


def _joins(nodes: Sequence[etree._Element], texts: Sequence[str]) -> Iterator[bool]:
    """Yield for each paragraph whether it continues one before it in which something stands."""
    open_text = False
    for node, text in zip(nodes, texts, strict=True):
        yield open_text
        open_text = _runs_on(node) and (open_text or bool(text.strip()))


def _runs_on(node: etree._Element) -> bool:
    """Tell whether the end of a paragraph is deleted."""
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
