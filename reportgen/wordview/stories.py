"""The parts of a file that hold text: the document itself, notes, headers, footers, comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.wordview.document import FOOTER, HEADER
from reportgen.wordview.package import Package

_KINDS: Mapping[str, str] = {
    "footnotes": "chú thích",
    "endnotes": "chú thích cuối văn bản",
    "header": HEADER,
    "footer": FOOTER,
    "comments": "ghi chú bên lề",
}


class Story(NamedTuple):
    """A part that holds text: what it is called, nothing for the document itself, and its root."""

    name: str
    root: etree._Element


def stories(package: Package, names: Iterable[str], patterns: Iterable[re.Pattern[bytes]] = ()) -> Iterator[Story]:
    """Yield the parts that hold text, each once. Raises Unreadable for parts that are damaged or too large.

    ``names``: of the elements that are looked for; ``patterns``: how those are written that nearly every document has,
    where they matter. A large document in which none of them can stand is left out: its
    tree is not kept, and takes more than all else.
    """
    main = None
    if not package.large or package.holds(package.main, (name.encode() for name in names), patterns):
        main = package.tree(package.main)
    if main is not None:
        yield Story("", main)
    seen = set()
    for relationship in package.relationships(package.main).values():
        name = _KINDS.get(relationship.kind)
        if name is None or relationship.external or relationship.target in seen:
            continue
        seen.add(relationship.target)
        root = package.tree(relationship.target)
        if root is not None:
            yield Story(name, root)
