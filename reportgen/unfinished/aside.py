"""Places of a template that stand in no text of the page: in watermarks, descriptions of pictures, properties."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.patterns import regex
from reportgen.unfinished.drafting import WATERMARK
from reportgen.unfinished.leftover import BLANK, Leftover
from reportgen.wordview.ooxml import WP, V
from reportgen.wordview.package import Package
from reportgen.wordview.stories import stories

_TAG = regex(r"\{[{%].*?[%}]\}")
_DRAWN = ("textpath", "docPr")
_NAMES = (("string", WATERMARK), ("descr", "mô tả của hình"), ("title", "mô tả của hình"))
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_CALLED = "thuộc tính của tệp"


def leftovers_in(package: Package) -> Iterator[Leftover]:
    """Yield the texts beside the page that still have a place of a template. Raises Unreadable for damaged parts."""
    for story in stories(package, _DRAWN):
        for node in story.root.iter(f"{V}textpath", f"{WP}docPr"):
            for name, place in _NAMES:
                yield from _tagged(node.get(name, ""), place)
    for relationship in package.relationships("").values():
        if relationship.kind in _PROPERTIES and not relationship.external:
            root = package.tree(relationship.target)
            yield from () if root is None else _of_properties(root)


def _of_properties(root: etree._Element) -> Iterator[Leftover]:
    for node in root.iter():
        if not len(node):
            yield from _tagged(node.text or "", _CALLED)


def _tagged(text: str, place: str) -> Iterator[Leftover]:
    if _TAG.search(text):
        yield Leftover(BLANK, text.strip(), place=place)
