"""Names, lengths and switches of WordprocessingML (ECMA-376 part 1), as every reader here needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from reportgen.patterns import regex
from reportgen.wordview.lengths import TWIPS_PER_MM, TWIPS_PER_POINT, Twips

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

SILENT = frozenset(("pPr", "rPr", "del", "moveFrom", "delText", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"))
"""Elements in which nothing is that a reader sees."""

EMU_PER_POINT = 12700.0
LONGEST = Twips(31_680)
"""22 inches: no page, indent or spacing of Word is longer; what claims more is damage."""

_INTEGER = regex(r"-?[0-9]{1,6}")
_TWIPS_PER_UNIT: tuple[tuple[str, float], ...] = (
    ("pt", TWIPS_PER_POINT), ("cm", 1440 / 2.54), ("mm", TWIPS_PER_MM), ("in", 1440), ("pc", 240), ("pi", 240),
)  # fmt: skip
_OFF = ("0", "false", "off", "none")


def attribute(node: etree._Element | None, name: str) -> str | None:
    """Return an attribute of the WordprocessingML namespace; None for no node, too."""
    return node.get(W + name) if node is not None else None


@lru_cache(maxsize=4096)  # asked for some ten times an element; a file has few different names
def of_tag(tag: object) -> str:
    """Return the name that the tag of a WordprocessingML element is; empty for any other tag."""
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def first_child(nodes: Iterable[etree._Element], tag: str) -> etree._Element | None:
    """Return the first with ``tag`` among ``nodes``, an element's children: as its ``find``, which takes a path and
    five times the time.

    For elements with few children, or where it stands among the first. Who goes through them again hands over a list:
    an element that nobody holds is made anew each time.
    """
    for child in nodes:
        if child.tag == tag:
            return child
    return None


def local(node: etree._Element) -> str:
    """Return a WordprocessingML element's name; empty for elements of other namespaces, comments and the like."""
    return of_tag(node.tag)


def number(text: str | None) -> float | None:
    """Read a number that a file gives; None for what is none, or not finite."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None


def length(node: etree._Element | None, name: str) -> Twips | None:
    """Read a length that an attribute gives, with a unit where a strict file writes one; None when it is none."""
    text = attribute(node, name)
    if text is None:
        return None
    return _remembered(text) if len(text) < _NO_LENGTH else _length(text)


_NO_LENGTH = 32
"""Letters: what is longer is no length that comes again."""


def _length(text: str) -> Twips | None:
    text, scale = next(
        ((text[: -len(unit)], scale) for unit, scale in _TWIPS_PER_UNIT if text.endswith(unit)),
        (text, 1.0),
    )
    value = number(text)
    if value is None:
        return None
    return Twips(max(-LONGEST, min(LONGEST, round(value * scale))))


_remembered = lru_cache(maxsize=4096)(_length)
"""A file gives few different lengths, and each some hundred times."""


def on(node: etree._Element | None) -> bool | None:
    """Read a toggle: None when absent, on when it says nothing else."""
    if node is None:
        return None
    return (attribute(node, "val") or "1").lower() not in _OFF


def integer(text: str | None, default: int = 0) -> int:
    """Read a whole number of at most six digits, else ``default``."""
    return int(text) if text is not None and _INTEGER.fullmatch(text) else default


def through(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children of ``node`` with ``tag``, also those inside content controls and accepted insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from through(child, tag)
