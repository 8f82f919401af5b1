"""A passing copy of a .docx with bookmarks at some paragraphs, for a program that tells where these come to lie."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from reportgen.wordview.ooxml import W
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_with_nodes
from reportgen.wordview.repacking import repacked

NAME = "rgTrang"
_NUMBERS = 1_000_000
"""Identities beyond those that files have."""


def with_bookmarks(content: bytes, numbers: Iterable[int]) -> bytes:
    """Return the .docx with a bookmark ``rgTrang<n>`` at each paragraph of the document part with a number n, from 1.

    Raises Unreadable for what cannot be read.
    """
    package = open_package(content)
    nodes = read_with_nodes(package)[1]
    for number in sorted(set(numbers)):
        node = nodes[number - 1]
        start, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
        for mark in (start, end):
            mark.set(f"{W}id", str(_NUMBERS + number))
        start.set(f"{W}name", f"{NAME}{number}")
        at = 0 if node.find(f"{W}pPr") is None else 1
        node.insert(at, start)
        node.insert(at + 1, end)
    root = nodes[0].getroottree().getroot()
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return repacked(content, {package.member(package.main): written})
