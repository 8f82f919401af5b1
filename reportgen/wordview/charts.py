"""The numbers of a document's charts, as the last program to save it kept them beside the workbooks behind."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.wordview.ooxml import R
from reportgen.wordview.package import Package

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

Bar = tuple[str, str]
"""What a bar, a slice or a point is called, and its number."""


def charts(package: Package) -> Iterator[tuple[Bar, ...]]:
    """Yield the charts that the document part shows, in order. Raises Unreadable for damaged parts."""
    parts = {
        identity: relation.target
        for identity, relation in package.relationships(package.main).items()
        if relation.kind == "chart" and not relation.external
    }
    root = package.tree(package.main) if parts else None
    for node in root.iter(f"{_C}chart") if root is not None else ():
        part = package.tree(parts.get(node.get(f"{R}id", "")))
        if part is not None:
            yield tuple(bar for series in part.iter(f"{_C}ser") for bar in _bars(series))


def _bars(series: etree._Element) -> Iterator[Bar]:
    names = dict(_points(series.find(f"{_C}cat")))
    for index, value in _points(series.find(f"{_C}val")):
        yield names.get(index, ""), value


def _points(node: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Yield the number and the text of each point that is kept."""
    for point in node.iter(f"{_C}pt") if node is not None else ():
        yield point.get("idx", ""), point.findtext(f"{_C}v") or ""
