"""Drawn lines of VML, which Word 2007 and older wrote and many still do: their lengths and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.patterns import regex
from reportgen.wordview.document import Stroke
from reportgen.wordview.lengths import Points
from reportgen.wordview.ooxml import V, W, number

FLAT = Points(3.0)
"""How far a line may rise from end to end and still be meant as horizontal."""
_LINE, _GROUP, _POLYLINE = f"{V}line", f"{V}group", f"{V}polyline"
_SHAPES = (f"{V}shape", f"{V}rect", f"{V}roundrect")
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_STYLE = 2_000
"""Characters of a VML style that are read."""
_POINTS_PER_UNIT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, "": 0.75}
_FRAMES = {"text": "column", "char": "character"}
_LEVELS = {"text": "paragraph"}
_OFF = ("f", "false", "0")
INSET = Points(7.2)
"""The inner margin at the left and right of a text box that gives none."""
_MEASURE = regex(r"\s*(-?[\d.]+)\s*([a-z]*)")


class _Span(NamedTuple):
    """A stretch across the page, and how high it is; in points."""

    start: float
    width: float
    height: float


def strokes_in_vml(picture: etree._Element, room: Points) -> Iterator[Stroke]:
    """Yield the horizontal lines of one ``w:pict``; ``room``: the width of the text it stands in."""
    for shape in picture.iter(_LINE, _POLYLINE, *_SHAPES):
        span = _span(shape, room)
        if span is not None and span.height <= FLAT < span.width and not _without_ink(shape):
            yield _stroke(shape, span)


def _stroke(shape: etree._Element, span: _Span) -> Stroke:
    """Return the line of a shape; groups say where they stand for all that is in them."""
    outer = next(reversed(list(shape.iterancestors(_GROUP))), shape)
    style = style_of(outer)
    frame = style.get("mso-position-horizontal-relative", "text")
    level = style.get("mso-position-vertical-relative", "text")
    aligned = "mso-position-horizontal" in style and style["mso-position-horizontal"] != "absolute"
    x = None if aligned or not _placed(shape, style) else Points(span.start)
    dash = next(shape.iter(f"{V}stroke"), None)
    broken = dash is not None and dash.get("dashstyle", "solid") != "solid"
    return Stroke(Points(span.width), x, _FRAMES.get(frame, frame), _top(outer), _LEVELS.get(level, level), broken)


def _placed(shape: etree._Element, style: Mapping[str, str]) -> bool:
    """Tell whether something says where a shape stands: its ends, or a place given to it."""
    return shape.tag in (_LINE, _POLYLINE) or any(name in style for name in ("margin-left", "left", "position"))


def _top(shape: etree._Element) -> Points | None:
    style = style_of(shape)
    if "mso-position-vertical" in style and style["mso-position-vertical"] != "absolute":
        return None
    if shape.tag == _LINE:
        return Points(_pair(shape.get("from", ""))[1])
    return Points(measure(style.get("margin-top", style.get("top", ""))))


def _span(shape: etree._Element, room: Points) -> _Span | None:
    """Return where a shape lies across the page; None where that is not said."""
    style, scale, shift = style_of(shape), *_scaled(shape)
    if shape.tag == _LINE:
        points = [_pair(shape.get(name, "")) for name in ("from", "to")]
    elif shape.tag == _POLYLINE:
        numbers = shape.get("points", "")[:_STYLE].replace(" ", ",").split(",")
        points = [(measure(x), measure(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
    else:
        left = measure(style.get("margin-left", style.get("left", "")))
        width, height = (measure(style.get(name, "")) for name in ("width", "height"))
        if shape.get(f"{_OFFICE}hr") in ("t", "true"):
            width = width or room * _share(shape)
        elif "height" not in style or not _is_line(shape):
            return None
        points = [(left, 0.0), (left + width, height)]
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return _Span(min(across) * scale + shift, (max(across) - min(across)) * scale, (max(down) - min(down)) * scale)


def _scaled(shape: etree._Element) -> tuple[float, float]:
    """Return what lengths in the groups around a shape are multiplied with, and what is added, to be points."""
    scale, shift = 1.0, 0.0
    for group in shape.iterancestors(_GROUP):
        style = style_of(group)
        own = _pair(group.get("coordsize", "1000,1000"))[0] or 1.0
        origin = _pair(group.get("coordorigin", "0,0"))[0]
        factor = measure(style.get("width", "")) / own
        left = measure(style.get("margin-left", style.get("left", "")))
        scale, shift = scale * factor, (shift - origin) * factor + left
    return scale, shift


def _share(rule: etree._Element) -> float:
    """Return how much of the room Word's own horizontal rule takes: tenths of a percent, all of it without."""
    tenths = number(rule.get(f"{_OFFICE}hrpct")) or 1000.0
    return min(max(tenths / 1000, 0.0), 1.0)


def _is_line(shape: etree._Element) -> bool:
    """Tell whether a flat shape shows a line: a connector, a thin rectangle, a path, the picture of a line."""
    return next(shape.iter(f"{W}txbxContent"), None) is None


def _without_ink(shape: etree._Element) -> bool:
    filled = shape.tag not in (_LINE, _POLYLINE) and shape.get("filled") not in _OFF
    hidden = style_of(shape).get("visibility") == "hidden"
    return hidden or (not filled and shape.get("stroked") in _OFF)


def box_left(node: etree._Element) -> Points | None:
    """Return where a shape of VML begins across the page; None for what is none."""
    if node.tag != _LINE and node.tag not in _SHAPES:
        return None
    return Points(measure(style_of(node).get("margin-left", "")))


def box_width(shape: etree._Element) -> Points | None:
    """Return the room for text in a text box of VML that is in no group; None when that is unknown."""
    text = shape.find(f"{V}textbox")
    if text is None or next(shape.iterancestors(_GROUP), None) is not None:
        return None
    inset = text.get("inset", "").split(",")
    sides = sum(measure(inset[at]) if at < len(inset) and inset[at] else INSET for at in (0, 2))
    return Points(max(measure(style_of(shape).get("width", "")) - sides, 0.0)) or None


def style_of(shape: etree._Element) -> dict[str, str]:
    """Return what the style of a shape says, by name."""
    pairs = (item.partition(":") for item in shape.get("style", "")[:_STYLE].split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _pair(pair: str) -> tuple[float, float]:
    x, _, y = pair.partition(",")
    return measure(x), measure(y)


def measure(text: str) -> float:
    """Return a length of VML in points; 0 for what is none."""
    match = _MEASURE.match(text)
    value = number(match[1]) if match else None
    if match is None or value is None:
        return 0.0
    return value * _POINTS_PER_UNIT.get(match[2], 1.0)
