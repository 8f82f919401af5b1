"""A horizontal line as Word draws one: a shape that is anchored in a paragraph and takes no room in its text."""

from __future__ import annotations

import copy

from lxml import etree

from reportgen.wordview.document import Stroke
from reportgen.wordview.drawings import strokes_in
from reportgen.wordview.lengths import Points
from reportgen.wordview.ooxml import EMU_PER_POINT, MC, WP, A, V, W
from reportgen.wordview.vml import strokes_in_vml

_LAYER = 251_658_240
"""Where Word begins to count the order of shapes that lie over the text."""


def line_run(start: float, length: float, down: float, number: int) -> etree._Element:
    """Return a run with a line; lengths in points from the anchor's left edge and top. ``number``: its own."""
    run = etree.Element(f"{W}r", nsmap={"w": W.strip("{}"), "v": V.strip("{}")})
    etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}noProof")
    line = etree.SubElement(etree.SubElement(run, f"{W}pict"), f"{V}line")
    line.set("id", f"reportgen_ke_{number}")
    line.set("style", f"position:absolute;z-index:{_LAYER + number}")
    line.set("from", f"{start:.1f}pt,{down:.1f}pt")
    line.set("to", f"{start + length:.1f}pt,{down:.1f}pt")
    line.set("strokeweight", ".75pt")
    return run


def run_with(paragraph: etree._Element, stroke: Stroke, room: Points) -> etree._Element | None:
    """Return the run of a paragraph that draws ``stroke`` and nothing else; None where that is not certain."""
    runs = [run for run in paragraph.findall(f"{W}r") if stroke in _strokes(run, room)]
    return runs[0] if len(runs) == 1 and len(_strokes(runs[0], room)) == 1 and not runs[0].findall(f"{W}t") else None


def _strokes(run: etree._Element, room: Points) -> list[Stroke]:
    """Return the lines that a run draws by shapes of DrawingML, or by the lines of VML.

    What is in a group is measured in the group's own lengths, and left to a person.
    """
    older = [node for node in run.findall(f"{W}pict") if node.find(f"{V}line") is not None]
    single = [node for node in run.iter(f"{W}drawing") if next(node.iter("{*}grpSpPr"), None) is None]
    found = [stroke for node in single for stroke in strokes_in(node)]
    return found + [stroke for node in older for stroke in strokes_in_vml(node, room)]


def resized(run: etree._Element, stroke: Stroke, length: float) -> etree._Element:
    """Return a run that draws ``stroke`` as long as ``length`` points, its middle where it was."""
    made = copy.deepcopy(run)
    _leave_out(made, f"{MC}Fallback")  # would have to be made long again, for programs of before 2010
    _leave_out(made, f"{_RELATIVE}sizeRelH")
    width, beside = str(round(length * EMU_PER_POINT)), (stroke.length - length) / 2 * EMU_PER_POINT
    for size in (*made.iter(f"{WP}extent"), *(node for node in made.iter(f"{A}ext") if node.get("cx"))):
        size.set("cx", width)
    for offset in made.iterfind(f".//{WP}positionH/{WP}posOffset"):
        offset.text = str(round((stroke.x or 0.0) * EMU_PER_POINT + beside))
    for line in made.iter(f"{V}line"):
        start, down = (stroke.x or 0.0) + (stroke.length - length) / 2, line.get("from", "").partition(",")[2]
        line.set("from", f"{start:.1f}pt,{down}")
        line.set("to", f"{start + length:.1f}pt,{down}")
        line.attrib.pop("id", "")
    numbers = (node.get("id", "") for node in run.getroottree().iter(_NUMBERED))
    taken = [int(number) for number in numbers if number.isdecimal() and len(number) <= _DIGITS]
    for at, node in enumerate(made.iter(_NUMBERED), start=max(taken, default=0) + 1):
        node.set("id", str(at))
    return made


def _leave_out(made: etree._Element, tag: str) -> None:
    for node in list(made.iter(tag)):
        node.getparent().remove(node)  # type: ignore[union-attr]


_NUMBERED = f"{WP}docPr"
_DIGITS = 10
"""Of the number of a drawing, which Word keeps in 32 bits; longer ones are no numbers."""
_RELATIVE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
"""Of lengths in parts of the page, which go before those that a drawing gives itself."""
