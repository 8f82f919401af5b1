"""The runs of a paragraph by the characters that they show, cut where a change begins and ends."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from reportgen.wordview.content import Content
from reportgen.wordview.formats import Letters
from reportgen.wordview.lengths import Points
from reportgen.wordview.ooxml import W, local
from reportgen.wordview.styles import Styles

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE = ("tab", "noBreakHyphen", "br", "cr", "sym")
"""What shows as one character."""
_STRANGE = ("ins", "moveTo", "fldSimple")
"""Within these no text is changed: another's revision, a field that makes its own."""
_BOUND = (f"{W}dataBinding", f"{W}lock")


class Piece(NamedTuple):
    """A run, and from which character of its paragraph's text up to which it shows."""

    node: etree._Element
    start: int
    end: int


class Runs:
    """The runs of one paragraph, in order."""

    def __init__(self, node: etree._Element, text: str) -> None:
        """``text``: what the paragraph shows. Where the runs show something else, none is known."""
        content = _Traced()
        content.read(node)
        self.known = "".join(content.texts) == text
        self._pieces = _placed(content.nodes, content.texts) if self.known else []

    def within(self, at: int, until: int) -> list[etree._Element]:
        """Return the runs that show the characters from ``at`` up to ``until``, cut so that they show nothing else."""
        self._cut(at)
        self._cut(until)
        return [node for node, start, end in self._pieces if at <= start < end <= until]

    def before(self, at: int) -> etree._Element | None:
        """Return the run that shows the character before ``at``, cut behind it."""
        self._cut(at)
        return next((piece.node for piece in self._pieces if piece.end == at and piece.start < at), None)

    def after(self, at: int) -> etree._Element | None:
        """Return the run that shows the character at ``at``, cut before it."""
        self._cut(at)
        return next((piece.node for piece in self._pieces if piece.start == at and piece.end > at), None)

    def _cut(self, at: int) -> None:
        for number, (node, start, end) in enumerate(self._pieces):
            if start < at < end:
                behind = _cut_run(node, at - start)
                self._pieces[number : number + 1] = [Piece(node, start, at), Piece(behind, at, end)]
                return


class _Traced(Content):
    """What a paragraph shows, run by run; text that only a style hides is among it."""

    def __init__(self) -> None:
        super().__init__(Styles(None, None, None), None, None, Points(0.0))
        self.nodes: list[etree._Element] = []
        self.texts: list[str] = []

    def _run(self, node: etree._Element) -> None:
        self.nodes.append(node)
        self.texts.append("")
        super()._run(node)

    def _add(self, text: str, letters: Letters) -> None:
        super()._add(text, letters)
        if not letters.hidden:
            self.texts[-1] = text


def _placed(nodes: Sequence[etree._Element], texts: Sequence[str]) -> list[Piece]:
    ends = list(accumulate(map(len, texts)))
    return [Piece(node, end - len(text), end) for node, text, end in zip(nodes, texts, ends, strict=True)]


def _cut_run(run: etree._Element, at: int) -> etree._Element:
    """Cut a run behind its first ``at`` characters; return the new one that shows what comes behind."""
    behind = _empty(run)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        behind.append(copy.deepcopy(properties))
    seen = 0
    for child in [child for child in run if child is not properties]:
        size = _size(child)
        if seen >= at:
            behind.append(child)
        elif seen + size > at:
            behind.append(_cut_text(child, at - seen))
        seen += size
    run.addnext(behind)
    return behind


def _empty(node: etree._Element) -> etree._Element:
    """Return an element of the same name and attributes with nothing in it."""
    new = etree.Element(node.tag)
    for name, value in node.attrib.items():
        new.set(name, value)
    return new


def _cut_text(node: etree._Element, at: int) -> etree._Element:
    text = node.text or ""
    behind = _empty(node)
    node.text, behind.text = text[:at], text[at:]
    for half in (node, behind):
        half.set(_PRESERVE, "preserve")
    return behind


def _size(child: etree._Element) -> int:
    if local(child) == "t":
        return len(child.text or "")
    return int(local(child) in _ONE and child.get(f"{W}type") not in ("page", "column"))


def run_like(run: etree._Element, text: str) -> etree._Element:
    """Return a new run that shows ``text`` in the letters of ``run``."""
    new = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        new.append(_plain(copy.deepcopy(properties)))
    node = etree.SubElement(new, f"{W}t")
    node.text = text
    node.set(_PRESERVE, "preserve")
    return new


def _plain(properties: etree._Element) -> etree._Element:
    for name in ("rPrChange", "ins", "del"):
        for node in properties.findall(W + name):
            properties.remove(node)
    return properties


def may_be_retyped(run: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether a run's text is typed: no field's result, no revision of another, no locked or bound control."""
    for outer in run.iterancestors():
        if outer is paragraph:
            break
        if local(outer) in _STRANGE:
            return False
    controls = (outer for outer in run.iterancestors(f"{W}sdt"))
    if any(outer.find(f"{W}sdtPr/{name}") is not None for outer in controls for name in _BOUND):
        return False
    return not _in_field(run, paragraph)


def _in_field(run: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether a field has begun before ``run`` in its paragraph and not ended."""
    depth = 0
    for node in paragraph.iter(f"{W}r"):
        if node is run:
            break
        for sign in node.iterchildren(f"{W}fldChar"):
            kind = sign.get(f"{W}fldCharType")
            depth += (kind == "begin") - (kind == "end")
    return depth > 0
