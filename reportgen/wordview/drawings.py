"""Drawn lines: shapes of DrawingML and VML that lie flat, with their lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reportgen.wordview.document import Stroke
from reportgen.wordview.lengths import Points
from reportgen.wordview.ooxml import EMU_PER_POINT, WP, A, V, number

FLAT = Points(3.0)
"""How far a line may rise from end to end and still be meant as horizontal."""
_LINES = ("line", "straightConnector1")
_FLAT_VML = (f"{V}line", f"{V}shape", f"{V}rect")
_STYLE = 2_000
"""Characters of a VML style that are read."""
_POINTS_PER_UNIT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, "": 0.75}


def strokes_in(drawing: etree._Element) -> Iterator[Stroke]:
    """Yield the horizontal lines of one ``w:drawing``."""
    extent = next(drawing.iter(f"{WP}extent"), None)
    shapes = [shape for shape in drawing.iter(f"{A}prstGeom") if shape.get("prst") in _LINES]
    if extent is None or not shapes:
        return
    x, frame = _position(drawing)
    if len(shapes) == 1 and _is_flat(extent):
        yield Stroke(_points(extent.get("cx")), x, frame)
        return
    for shape in shapes:  # a group: every line has a size of its own
        parent = shape.getparent()
        size = parent.find(f"{A}xfrm/{A}ext") if parent is not None else None
        if size is not None and _is_flat(size):
            yield Stroke(_points(size.get("cx")), None, frame)


def _is_flat(size: etree._Element) -> bool:
    return _points(size.get("cy")) <= FLAT < _points(size.get("cx"))


def strokes_in_vml(picture: etree._Element) -> Iterator[Stroke]:
    """Yield the horizontal lines of one ``w:pict``."""
    for shape in picture.iter(*_FLAT_VML):
        style = _style(shape)
        if shape.tag == f"{V}line":
            (x1, y1), (x2, y2) = (_point(shape.get(name, "")) for name in ("from", "to"))
            if abs(y1 - y2) <= FLAT < abs(x1 - x2):
                yield Stroke(Points(abs(x1 - x2)), min(x1, x2), "column")
        elif _is_line(shape):
            width, height = (_measure(style.get(name, "")) for name in ("width", "height"))
            if height <= FLAT < width:
                yield Stroke(width, _measure(style.get("margin-left", "")), "column")


def _style(shape: etree._Element) -> dict[str, str]:
    pairs = (item.partition(":") for item in shape.get("style", "")[:_STYLE].split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_line(shape: etree._Element) -> bool:
    kind = shape.get("type", "")
    return kind.endswith(("_x0000_t32", "_x0000_t20")) or shape.tag == f"{V}rect"


def _position(drawing: etree._Element) -> tuple[Points | None, str]:
    node = next(drawing.iter(f"{WP}positionH"), None)
    if node is None:
        return None, "inline"
    offset = node.find(f"{WP}posOffset")
    x = number(offset.text) if offset is not None else None
    return (Points(x / EMU_PER_POINT) if x is not None else None), node.get("relativeFrom", "column")


def box_start(node: etree._Element) -> Points:
    """Return where the drawing around a text box begins across the page; 0 when unknown."""
    for ancestor in node.iterancestors():
        if ancestor.tag == f"{WP}anchor":
            x, _ = _position(ancestor)
            return x or Points(0.0)
        if ancestor.tag in _FLAT_VML:
            return _measure(_style(ancestor).get("margin-left", ""))
    return Points(0.0)


def _points(emu: str | None) -> Points:
    return Points((number(emu) or 0.0) / EMU_PER_POINT)


def _point(pair: str) -> tuple[Points, Points]:
    x, _, y = pair.partition(",")
    return _measure(x), _measure(y)


def _measure(text: str) -> Points:
    match = re.match(r"\s*(-?[\d.]+)\s*([a-z]*)", text)
    value = number(match[1]) if match else None
    if match is None or value is None:
        return Points(0.0)
    return Points(value * _POINTS_PER_UNIT.get(match[2], 1.0))
