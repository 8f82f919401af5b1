"""Formats of letters and paragraphs as values, and what one set of properties changes in them.

Lengths are twips (1/20 point), letter sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from reportgen.wordview.ooxml import W, attribute, integer, local, number, on, twips

AUTOMATIC_SPACE = 280
"""Twips that Word leaves where spacing is left to it, as in pages pasted from a browser."""


MOST_POINTS = 1638.0
"""Word's own limit for letter sizes."""


class Letters(NamedTuple):
    """The format of a run. ``ascii`` is the font of ASCII characters, ``other`` of all others."""

    ascii: str = "Times New Roman"
    other: str = "Times New Roman"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    hidden: bool = False
    color: str = "auto"

    def fonts(self, text: str) -> tuple[str, ...]:
        """Return the fonts that the letters and digits of ``text`` are drawn in."""
        if self.ascii == self.other:
            return (self.ascii,)
        plain = any(char.isalnum() and char < "\x80" for char in text)
        marked = any(char.isalnum() and char >= "\x80" for char in text)
        return (self.ascii,) * plain + (self.other,) * marked


class Layout(NamedTuple):
    """The format of a paragraph. ``line`` is in 240ths of a line when ``rule`` is ``auto``, else twips.

    ``contextual``: no space between paragraphs of one style. ``frame`` is where a framed paragraph
    stands across the page (``left``, ``center`` …), empty without a frame.
    """

    align: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    rule: str = "auto"
    contextual: bool = False
    border_top: bool = False
    border_bottom: bool = False
    page_break_before: bool = False
    frame: str = ""

    def lines(self, size: float) -> float:
        """Return the line spacing as a multiple of single spacing, for letters of ``size`` points."""
        if self.rule == "auto":
            return self.line / 240
        multiple = self.line / 20 / (size * SINGLE)
        return max(multiple, 1.0) if self.rule == "atLeast" else multiple


SINGLE = 1.15
"""Height of a single line of Times New Roman, as a multiple of the letter size."""

_ALIGN = {"start": "left", "end": "right", "distribute": "both", "lowKashida": "both"}
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}


def letter_changes(properties: etree._Element, theme: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, bool]]:
    """Return what an rPr sets: values by field name, and toggles by field name.

    They are apart because toggles of several style levels cancel out, where values replace each other.
    """
    values: dict[str, Any] = {}
    toggles: dict[str, bool] = {}
    for node in properties:
        tag = local(node)
        if tag == "rFonts":
            for slot, names in (("ascii", ("asciiTheme", "ascii")), ("other", ("hAnsiTheme", "hAnsi"))):
                if font := theme.get(attribute(node, names[0]) or "") or attribute(node, names[1]):
                    values[slot] = font
        elif tag == "sz":
            if half := number(attribute(node, "val")):
                values["size"] = min(max(half / 2, 0.5), MOST_POINTS)
        elif tag in _TOGGLES:
            toggles[_TOGGLES[tag]] = bool(on(node))
        elif tag == "color":
            values["color"] = attribute(node, "val") or "auto"
        elif tag == "u":
            values["underline"] = (attribute(node, "val") or "single") != "none"
    return values, toggles


def layout_changes(properties: etree._Element) -> Iterator[tuple[str, Any]]:
    """Yield the fields that a pPr sets."""
    for node in properties:
        tag = local(node)
        value = attribute(node, "val")
        if tag == "jc" and value:
            yield "align", _ALIGN.get(value, value)
        elif tag == "ind":
            yield from _indents(node)
        elif tag == "spacing":
            yield from _spacing(node)
        elif tag == "contextualSpacing":
            yield "contextual", bool(on(node))
        elif tag == "pageBreakBefore":
            yield "page_break_before", bool(on(node))
        elif tag == "framePr":
            yield "frame", attribute(node, "xAlign") or "left"
        elif tag == "pBdr":
            for edge in ("top", "bottom"):
                border = node.find(W + edge)
                if border is not None:
                    yield f"border_{edge}", attribute(border, "val") not in (None, "none", "nil")


def _indents(node: etree._Element) -> Iterator[tuple[str, int]]:
    for name, keys in (("left", ("start", "left")), ("right", ("end", "right"))):
        given = next((twips(attribute(node, key)) for key in keys if attribute(node, key) is not None), None)
        if given is not None:
            yield name, given
    if (length := twips(attribute(node, "firstLine"))) is not None:
        yield "first", length
    if (length := twips(attribute(node, "hanging"))) is not None:
        yield "first", -length


def _spacing(node: etree._Element) -> Iterator[tuple[str, Any]]:
    for name in ("before", "after"):
        if attribute(node, f"{name}Autospacing") in ("1", "true", "on"):
            yield name, AUTOMATIC_SPACE
        elif (hundredths := integer(attribute(node, f"{name}Lines"))) > 0:
            yield name, round(hundredths * 2.4)
        elif (length := twips(attribute(node, name))) is not None:
            yield name, length
    if length := twips(attribute(node, "line")):
        yield "line", length
        yield "rule", attribute(node, "lineRule") or "auto"
