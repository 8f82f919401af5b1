"""Drawn lines of DrawingML: whatever lies flat in a drawing, with its length and place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from reportgen.wordview.document import Stroke
from reportgen.wordview.lengths import Points
from reportgen.wordview.ooxml import EMU_PER_POINT, WP, A, W, number
from reportgen.wordview.vml import FLAT, INSET, box_left, box_width

_LINES = ("line", "straightConnector1")
_GROUP = "grpSpPr"
"""What the properties of a group are called, in each of the namespaces that have groups."""


def strokes_in(drawing: etree._Element) -> Iterator[Stroke]:
    """Yield the horizontal lines of one ``w:drawing``: a line, a thin rectangle, the picture of a line, or a group."""
    extent = next(drawing.iter(f"{WP}extent"), None)
    if extent is None or _hidden(drawing):
        return
    (x, frame), (y, level) = (_position(drawing, axis) for axis in ("H", "V"))
    if _is_flat(extent):
        if next(drawing.iter(f"{W}txbxContent"), None) is None and not _undrawn(drawing):
            yield Stroke(_points(extent.get("cx")), x, frame, y, level, _dashed(drawing))
        return
    for shape in drawing.iter(f"{A}prstGeom"):  # a group: every line has a size of its own
        properties = shape.getparent()
        size = properties.find(f"{A}xfrm/{A}ext") if properties is not None else None
        if shape.get("prst") not in _LINES or properties is None or size is None or _undrawn(properties):
            continue
        if _is_flat(size):
            scale = _scale(properties)
            yield Stroke(Points(_points(size.get("cx")) * scale), None, frame, y, level, _dashed(properties))


def _is_flat(size: etree._Element) -> bool:
    return _points(size.get("cy")) <= FLAT < _points(size.get("cx"))


def _scale(properties: etree._Element) -> float:
    """Return by how much the groups around a shape make it longer or shorter than it says."""
    scale = 1.0
    for group in properties.iterancestors():
        place = next((f.find(f"{A}xfrm") for f in group if etree.QName(f).localname == _GROUP), None)
        shown, own = (place.find(f"{A}{name}") if place is not None else None for name in ("ext", "chExt"))
        if shown is not None and own is not None:
            widths = _points(shown.get("cx")), _points(own.get("cx"))
            scale *= widths[0] / widths[1] if widths[0] > 0 and widths[1] > 0 else 1.0
    return scale


def _undrawn(node: etree._Element) -> bool:
    """Tell whether the line of a shape is one without ink."""
    lines = list(node.iter(f"{A}ln"))
    filled = next(node.iter(f"{A}blip"), None) is not None or any(
        shape.get("prst") not in _LINES for shape in node.iter(f"{A}prstGeom")
    )
    return not filled and bool(lines) and all(line.find(f"{A}noFill") is not None for line in lines)


def _dashed(node: etree._Element) -> bool:
    dash = next(node.iter(f"{A}prstDash"), None)
    return (dash is not None and dash.get("val") != "solid") or next(node.iter(f"{A}custDash"), None) is not None


def _hidden(drawing: etree._Element) -> bool:
    properties = next(drawing.iter(f"{WP}docPr"), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _position(drawing: etree._Element, axis: str) -> tuple[Points | None, str]:
    """Return where a drawing stands along an axis (``H``, ``V``), and from where that counts."""
    node = next(drawing.iter(f"{WP}position{axis}"), None)
    if node is None:
        return None, "inline"
    offset = node.find(f"{WP}posOffset")
    at = number(offset.text) if offset is not None else None
    return (Points(at / EMU_PER_POINT) if at is not None else None), node.get("relativeFrom", _FROM[axis])


_FROM = {"H": "column", "V": "paragraph"}


def box_start(node: etree._Element) -> Points:
    """Return where the drawing around a text box begins across the page; 0 when unknown."""
    for ancestor in node.iterancestors():
        if ancestor.tag == f"{WP}anchor":
            x, _ = _position(ancestor, "H")
            return x or Points(0.0)
        if (left := box_left(ancestor)) is not None:
            return left
    return Points(0.0)


def box_room(box: etree._Element) -> Points | None:
    """Return the room for text in a text box: its width without its inner margins; None when that is unknown."""
    shape = next(islice(box.iterancestors(), 1, None), None)
    if shape is None:
        return None
    if etree.QName(shape).localname != "wsp":
        return box_width(shape)
    properties, inside = shape.find("{*}spPr"), shape.find("{*}bodyPr")
    size = properties.find(f"{A}xfrm/{A}ext") if properties is not None else None
    if properties is None or size is None:
        return None
    sides = sum(_inset(inside, edge) for edge in ("lIns", "rIns"))
    return Points(max(_points(size.get("cx")) * _scale(properties) - sides, 0.0)) or None


def _inset(inside: etree._Element | None, edge: str) -> Points:
    given = inside.get(edge) if inside is not None else None
    return _points(given) if given is not None else INSET


def _points(emu: str | None) -> Points:
    return Points((number(emu) or 0.0) / EMU_PER_POINT)
