"""A horizontal line as Word draws one: a shape that is anchored in a paragraph and takes no room in its text."""

from __future__ import annotations

from lxml import etree

from reportgen.wordview.ooxml import V, W

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
