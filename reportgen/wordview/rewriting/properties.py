"""Properties of runs, paragraphs and sections set one by one, each at the place that the schema gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from reportgen.wordview.ooxml import W, local


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_RUN = _names(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
)
_PARAGRAPH = _names(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_SECTION = _names(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
    "printerSettings sectPrChange"
)
_ORDERS = {"rPr": _RUN, "pPr": _PARAGRAPH, "sectPr": _SECTION}
HALF_POINTS = 2

Setter = Callable[[etree._Element, Any], None]


def put(properties: etree._Element, name: str) -> etree._Element:
    """Return the child ``name`` of a set of properties; made at its place in the schema where there is none."""
    found = properties.find(W + name)
    if found is not None:
        return found
    order = _ORDERS[local(properties)]
    node = etree.Element(W + name)
    after = set(order[order.index(name) + 1 :])
    at = next((at for at, child in enumerate(properties) if local(child) in after), len(properties))
    properties.insert(at, node)
    return node


def drop(node: etree._Element, *names: str) -> None:
    """Take attributes away, where they are there."""
    for name in names:
        if W + name in node.attrib:
            del node.attrib[W + name]


def _valued(name: str) -> Setter:
    def setter(properties: etree._Element, value: Any) -> None:
        put(properties, name).set(f"{W}val", str(value))

    return setter


def _switched(*names: str) -> Setter:
    def setter(properties: etree._Element, value: Any) -> None:
        for name in names:
            node = put(properties, name)
            drop(node, "val")
            if not value:
                node.set(f"{W}val", "0")

    return setter


def _size(properties: etree._Element, value: Any) -> None:
    for name in ("sz", "szCs"):
        put(properties, name).set(f"{W}val", str(round(value * HALF_POINTS)))


def _colour(properties: etree._Element, value: Any) -> None:
    node = put(properties, "color")
    drop(node, "themeColor", "themeTint", "themeShade")
    node.set(f"{W}val", value)


def _font(properties: etree._Element, value: Any) -> None:
    node = put(properties, "rFonts")
    drop(node, "asciiTheme", "hAnsiTheme", "cstheme", "cs")
    for slot in ("ascii", "hAnsi", "cs"):
        node.set(W + slot, value)


def _side(edge: str, other: str) -> Setter:
    """The indent at ``edge``, which newer files call ``other``."""

    def setter(properties: etree._Element, value: Any) -> None:
        node = put(properties, "ind")
        drop(node, other, f"{other}Chars", f"{edge}Chars")
        node.set(W + edge, str(value))

    return setter


def _first(properties: etree._Element, value: Any) -> None:
    node = put(properties, "ind")
    drop(node, "hanging", "hangingChars", "firstLine", "firstLineChars")
    node.set(W + ("firstLine" if value >= 0 else "hanging"), str(abs(value)))


def _space(edge: str) -> Setter:
    def setter(properties: etree._Element, value: Any) -> None:
        node = put(properties, "spacing")
        drop(node, f"{edge}Autospacing", f"{edge}Lines")
        node.set(W + edge, str(value))

    return setter


def _spacing(name: str) -> Setter:
    def setter(properties: etree._Element, value: Any) -> None:
        put(properties, "spacing").set(W + name, str(value))

    return setter


def _page_side(name: str) -> Setter:
    def setter(properties: etree._Element, value: Any) -> None:
        put(properties, "pgSz").set(W + name, str(value))

    return setter


def _margins(properties: etree._Element, value: Any) -> None:
    node = put(properties, "pgMar")
    for edge, length in value.items():
        node.set(W + edge, str(length))


def _start(properties: etree._Element, value: Any) -> None:
    node = put(properties, "pgNumType")
    drop(node, "start")
    if value is not None:
        node.set(f"{W}start", str(value))


def _number_format(properties: etree._Element, value: Any) -> None:
    put(properties, "pgNumType").set(f"{W}fmt", value)


LETTERS: Mapping[str, Setter] = {
    "size": _size,
    "bold": _switched("b", "bCs"),
    "italic": _switched("i", "iCs"),
    "color": _colour,
    "font": _font,
}
"""``font`` is both fonts of letters at once."""
LAYOUT: Mapping[str, Setter] = {
    "align": _valued("jc"),
    "left": _side("left", "start"),
    "right": _side("right", "end"),
    "first": _first,
    "before": _space("before"),
    "after": _space("after"),
    "line": _spacing("line"),
    "rule": _spacing("lineRule"),
    "contextual": _switched("contextualSpacing"),
}
SECTION: Mapping[str, Setter] = {
    "width": _page_side("w"),
    "height": _page_side("h"),
    "margins": _margins,
    "title_page": _switched("titlePg"),
    "start": _start,
    "number_format": _number_format,
}


def set_all(properties: etree._Element, setters: Mapping[str, Setter], values: Mapping[str, Any]) -> None:
    """Set each of ``values`` in a set of properties."""
    for name, value in values.items():
        setters[name](properties, value)
