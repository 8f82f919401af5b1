"""Formats of letters and paragraphs as values, and what one set of properties changes in them.

Lengths are :class:`~reportgen.wordview.lengths.Twips`, letter sizes :class:`~reportgen.wordview.lengths.Points`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.ooxml import W, attribute, integer, length, local, number, on

AUTOMATIC_SPACE = Twips(280)
"""What Word leaves where spacing is left to it, as in pages pasted from a browser."""


LARGEST = Points(1638.0)
"""Word's own limit for letter sizes."""


NO_COLOUR = ""
_PALE = 0xF5
"""A shading no channel of which is darker is white to the eye: pages pasted from a browser have it."""


class Letters(NamedTuple):
    """The format of a run. ``ascii`` is the font of ASCII characters, ``other`` of all others.

    ``highlight`` is the name of its colour, ``fill`` the colour of the shading behind it; :data:`NO_COLOUR` for none.
    ``framed``: a border is drawn around it. ``struck``: a line runs through it.
    """

    ascii: str = "Times New Roman"
    other: str = "Times New Roman"
    size: Points = Points(10.0)
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    hidden: bool = False
    color: str = "auto"
    highlight: str = NO_COLOUR
    fill: str = NO_COLOUR
    framed: bool = False
    struck: bool = False

    @property
    def marked(self) -> bool:
        """Whether something coloured lies behind the letters."""
        return self.highlight != NO_COLOUR or self.fill != NO_COLOUR

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
    stands across the page (``left``, ``center`` …), empty without a frame. ``fill``: the colour behind it. ``dashed``:
    one of its borders is of dashes or dots. ``leader``: what the first tab stop that has one fills its gap with, and
    ``led`` how long that is.
    """

    align: str = "left"
    left: Twips = Twips(0)
    right: Twips = Twips(0)
    first: Twips = Twips(0)
    before: Twips = Twips(0)
    after: Twips = Twips(0)
    line: int = 240
    rule: str = "auto"
    contextual: bool = False
    border_top: bool = False
    border_bottom: bool = False
    page_break_before: bool = False
    frame: str = ""
    fill: str = NO_COLOUR
    dashed: bool = False
    leader: str = ""
    led: Twips = Twips(0)

    @property
    def start(self) -> Twips:
        """Where the first line begins, from the text's left edge."""
        return Twips(self.left + self.first)

    def lines(self, size: Points) -> float:
        """Return the line spacing as a multiple of single spacing, for letters of ``size``."""
        if self.rule == "auto":
            return self.line / 240
        multiple = points(Twips(self.line)) / (size * SINGLE)
        return max(multiple, 1.0) if self.rule == "atLeast" else multiple


SINGLE = 1.15
"""Height of a single line of Times New Roman, as a multiple of the letter size."""

_ALIGN = {"start": "left", "end": "right", "distribute": "both", "lowKashida": "both"}
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
_FONT_SLOTS = (("ascii", "asciiTheme", "ascii"), ("other", "hAnsiTheme", "hAnsi"))
_TWIPS_PER_HUNDREDTH = 2.4
_RGB = 6
_NO_BORDER = (None, "none", "nil")
_BROKEN = ("dash", "dot")
"""In the names of borders: those that are not drawn in one piece."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXT_FILL = f"{_W14}textFill"
_GROUNDS, _SCHEMES = ("background1", "light1"), ("bg1", "lt1")
_WHITE = "FFFFFF"
_CLEAR = 90_000
"""Thousandths of a percent of transparency from which on letters are not seen."""

Changes = Iterator[tuple[str, Any]]
"""Fields of a format and what they become."""


def letter_changes(properties: etree._Element, theme: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, bool]]:
    """Return what an rPr sets: values by field name, and toggles by field name.

    They are apart because toggles of several style levels cancel out, where values replace each other.
    """
    values: dict[str, Any] = {}
    toggles: dict[str, bool] = {}
    for node in properties:
        tag = local(node)
        if tag in _TOGGLES:
            toggles[_TOGGLES[tag]] = bool(on(node))
        elif tag == "rFonts":
            values.update(_fonts(node, theme))
        elif tag in _LETTER_READERS:
            values.update(_LETTER_READERS[tag](node))
        elif node.tag == _TEXT_FILL:
            values.update(_text_fill(node))
    return values, toggles


def _fonts(node: etree._Element, theme: Mapping[str, str]) -> Changes:
    for slot, by_theme, by_name in _FONT_SLOTS:
        if font := theme.get(attribute(node, by_theme) or "") or attribute(node, by_name):
            yield slot, font


def _size(node: etree._Element) -> Changes:
    if half_points := number(attribute(node, "val")):
        yield "size", Points(min(max(half_points / 2, 0.5), LARGEST))


def _color(node: etree._Element) -> Changes:
    """The colour of a theme is what Word shows, whatever else is said; a shade of it has its value beside it."""
    plain = attribute(node, "themeShade") is None and attribute(node, "themeTint") is None
    ground = plain and attribute(node, "themeColor") in _GROUNDS
    yield "color", _WHITE if ground else attribute(node, "val") or "auto"


def _text_fill(node: etree._Element) -> Changes:
    """What Word 2010 on fills letters with, in place of their colour: told where that is white, or nothing at all."""
    colours = [each for each in node.iter() if etree.QName(each).localname in ("srgbClr", "schemeClr")]
    alphas = (number(each.get(f"{_W14}val")) or 0 for each in node.iter(f"{_W14}alpha"))
    values = [each.get(f"{_W14}val", "") for each in colours]
    unseen = node.find(f"{_W14}noFill") is not None or any(alpha >= _CLEAR for alpha in alphas)
    if unseen or (values and all(value in _SCHEMES or is_white(value) for value in values)):
        yield "color", _WHITE


def _underline(node: etree._Element) -> Changes:
    yield "underline", (attribute(node, "val") or "single") != "none"


def _highlight(node: etree._Element) -> Changes:
    colour = attribute(node, "val") or "none"
    yield "highlight", NO_COLOUR if colour in ("none", "white") else colour


def _framing(node: etree._Element) -> Changes:
    yield "framed", attribute(node, "val") not in _NO_BORDER


def _struck(node: etree._Element) -> Changes:
    """Editors that write one line through write beside it that there are not two."""
    if local(node) == "strike" or on(node):
        yield "struck", bool(on(node))


def _shading(node: etree._Element) -> Changes:
    yield "fill", fill_of(node)


def fill_of(shading: etree._Element) -> str:
    """Return the colour of a ``w:shd``: that of its ground or pattern; :data:`NO_COLOUR` for none and for white."""
    pattern = attribute(shading, "val") or "clear"
    if pattern == "nil":
        return NO_COLOUR
    colours = [attribute(shading, "fill")] if pattern == "clear" else [attribute(shading, "color"), "pattern"]
    return next((colour for colour in colours if colour and colour != "auto" and not is_white(colour)), NO_COLOUR)


def is_white(colour: str) -> bool:
    """Tell whether a colour, six hexadecimal digits, is white to the eye."""
    if len(colour) != _RGB:
        return False
    try:
        return min(bytes.fromhex(colour)) >= _PALE
    except ValueError:
        return False


def layout_changes(properties: etree._Element) -> Changes:
    """Yield the fields that a pPr sets."""
    for node in properties:
        if read := _LAYOUT_READERS.get(local(node)):
            yield from read(node)


def _alignment(node: etree._Element) -> Changes:
    if value := attribute(node, "val"):
        yield "align", _ALIGN.get(value, value)


def _indents(node: etree._Element) -> Changes:
    for field, logical in (("left", "start"), ("right", "end")):
        given = logical if attribute(node, logical) is not None else field
        if (indent := length(node, given)) is not None:
            yield field, indent
    if (indent := length(node, "firstLine")) is not None:
        yield "first", indent
    if (indent := length(node, "hanging")) is not None:
        yield "first", Twips(-indent)


def _spacing(node: etree._Element) -> Changes:
    for field in ("before", "after"):
        if (space := _space(node, field)) is not None:
            yield field, space
    if height := length(node, "line"):
        yield "line", height
        yield "rule", attribute(node, "lineRule") or "auto"


def _space(node: etree._Element, field: str) -> Twips | None:
    """Return the space ``before`` or ``after``: left to Word, in hundredths of a line, or given as a length."""
    if attribute(node, f"{field}Autospacing") in ("1", "true", "on"):
        return AUTOMATIC_SPACE
    if (hundredths := integer(attribute(node, f"{field}Lines"))) > 0:
        return Twips(round(hundredths * _TWIPS_PER_HUNDREDTH))
    return length(node, field)


def _contextual(node: etree._Element) -> Changes:
    yield "contextual", bool(on(node))


def _page_break(node: etree._Element) -> Changes:
    yield "page_break_before", bool(on(node))


def _frame(node: etree._Element) -> Changes:
    yield "frame", attribute(node, "xAlign") or "left"


def _borders(node: etree._Element) -> Changes:
    for edge in ("top", "bottom"):
        border = node.find(W + edge)
        if border is not None:
            kind = attribute(border, "val")
            yield f"border_{edge}", kind not in _NO_BORDER
            yield "dashed", any(word in (kind or "").lower() for word in _BROKEN)


def _tabs(node: etree._Element) -> Changes:
    """The first stop with a leader: what fills the gap between the stop before it, or the edge, and itself."""
    before = Twips(0)
    for stop in node.iterfind(f"{W}tab"):
        at, leader = length(stop, "pos") or Twips(0), attribute(stop, "leader") or "none"
        if leader != "none" and at > before:
            yield "leader", leader
            yield "led", Twips(at - before)
            return
        before = at


_LETTER_READERS: Mapping[str, Callable[[etree._Element], Changes]] = {
    "sz": _size,
    "color": _color,
    "u": _underline,
    "highlight": _highlight,
    "shd": _shading,
    "bdr": _framing,
    "strike": _struck,
    "dstrike": _struck,
}
_LAYOUT_READERS: Mapping[str, Callable[[etree._Element], Changes]] = {
    "jc": _alignment,
    "ind": _indents,
    "spacing": _spacing,
    "contextualSpacing": _contextual,
    "pageBreakBefore": _page_break,
    "framePr": _frame,
    "pBdr": _borders,
    "tabs": _tabs,
    "shd": _shading,
}
