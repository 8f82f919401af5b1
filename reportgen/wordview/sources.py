"""From which elements a document was read, for whoever writes into them or beside them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from reportgen.wordview.document import Paragraph
from reportgen.wordview.ooxml import W


class Sources:
    """The elements of a document's paragraphs and sections, and the parts that they stand in."""

    def __init__(self) -> None:
        self.main: list[etree._Element] = []
        """Those of the paragraphs of the main part, in order."""
        self.sections: list[etree._Element] = []
        """The properties of each section, in order; none where the document gives none."""
        self.parts: dict[str, etree._Element] = {}
        """The roots that were read, by the names that relationships give."""
        self._beside: dict[int, etree._Element] = {}

    def begin(self, name: str, body: etree._Element) -> None:
        """Keep the main part, ``body`` of which is read."""
        self.parts[name] = body.getroottree().getroot()
        every = body.iter(f"{W}sectPr")
        self.sections = [node for node in every if not _was(node)]

    def add(self, name: str, paragraphs: Iterable[Paragraph], nodes: Iterable[etree._Element]) -> None:
        """Keep the paragraphs of another part."""
        for paragraph, node in zip(paragraphs, nodes, strict=True):
            self._beside[id(paragraph)] = node
            self.parts[name] = node.getroottree().getroot()

    def of(self, paragraph: Paragraph) -> etree._Element:
        """Return the element of a paragraph of the document that was read."""
        return self._beside[id(paragraph)] if paragraph.place.story else self.main[paragraph.number - 1]


def _was(properties: etree._Element) -> bool:
    """Tell whether properties are those from before a tracked change, which count for nothing."""
    outer = properties.getparent()
    return outer is not None and outer.tag == f"{W}sectPrChange"
