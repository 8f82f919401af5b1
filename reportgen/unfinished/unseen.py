"""Text that is in the file and not on the page: white, tiny, squeezed, in boxes and rows without room, off the page.

What Word calls hidden is looked for elsewhere (:mod:`reportgen.unfinished.shown`). A word more than letters of the page
is not judged: what has colour behind it is read by whoever prints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache

from lxml import etree

from reportgen.unfinished.leftover import HIDDEN, Leftover
from reportgen.unfinished.shown import paragraphs_of
from reportgen.vn.text import shorten
from reportgen.wordview.document import Paragraph, Run
from reportgen.wordview.formats import NO_COLOUR, fill_of, is_white
from reportgen.wordview.lengths import Points, Twips
from reportgen.wordview.ooxml import EMU_PER_POINT, LONGEST, MC, WP, WPS, A, V, W, attribute, length, local, number
from reportgen.wordview.opened import Opened
from reportgen.wordview.package import Package
from reportgen.wordview.reader import read_with_sources
from reportgen.wordview.stories import Story
from reportgen.wordview.vml import measure, style_of

TOO_SMALL = Points(4.0)
"""Letters up to this size nobody reads; the smallest that is printed on forms has 6 points."""
_LOWEST = Twips(80)
"""A line or row whose height is fixed and no more shows no letter."""
_BEYOND = Twips(4_000)
"""7 cm: what begins so far left of the text, or above it, is off any page."""
_FARTHEST = Twips(12_000)
_THIN = Points(2.0)
"""A box no wider or higher shows no letter."""
_SQUEEZED = 10
"""Percent of a letter's width."""
_CONDENSED = -120
"""Twentieths of a point by which letters are put closer: they lie upon each other."""
_NARROW = Twips(60)
_SHIFTED = 200
"""Half points by which letters are raised or lowered beyond what any formula needs."""
_LETTER = re.compile(r"\w")
_SHADES = ("solidFill", "gradFill", "blipFill", "pattFill")
_OFF = ("f", "false", "0")
LOOKED_FOR = ("framePr", "tblpPr", "trHeight", "txbxContent", "AlternateContent")
_WRITTEN = (
    rb"""position [^>]*val=["']-?\d{3}""",
    rb"""spacing [^>]*val=["']-\d{3}""",
    rb"""[<:]w [^>]*val=["'](?:\d|10)%?["']""",
    rb"""tcW [^>]*w=["'][1-9]\d?["'a-z.]""",
)
"""Values by which letters or a cell show nothing, and some more: each is looked at by what it stands for."""


@cache
def written() -> tuple[re.Pattern[bytes], ...]:
    """Return how that is written by which nothing is seen, of what nearly every document has otherwise."""
    return tuple(map(re.compile, _WRITTEN))


def leftovers_in(docx: Opened) -> Iterator[Leftover]:
    """Yield the stretches of text that are too small to be read, or white on white. Raises Unreadable."""
    ground: _Ground | None = None
    for paragraph in paragraphs_of(docx.document):
        for run in paragraph.runs:
            if not _suspicious(run, paragraph) or not _LETTER.search(run.text):
                continue
            if run.letters.size > TOO_SMALL and not _is_low(paragraph) and not _is_outside(paragraph):
                ground = ground or _Ground(docx.package)
                if ground.is_dark(paragraph):
                    continue
            yield Leftover(HIDDEN, _short(run.text), place=paragraph.place.words())


def _suspicious(run: Run, paragraph: Paragraph) -> bool:
    letters, layout = run.letters, paragraph.layout
    if letters.size <= TOO_SMALL or _is_low(paragraph) or _is_outside(paragraph):
        return True
    return letters.color != "auto" and is_white(letters.color) and not letters.marked and layout.fill == NO_COLOUR


def _is_low(paragraph: Paragraph) -> bool:
    return paragraph.layout.rule == "exact" and paragraph.layout.line <= _LOWEST


def _is_outside(paragraph: Paragraph) -> bool:
    return paragraph.layout.left <= -_BEYOND or paragraph.layout.left >= _FARTHEST


class _Ground:
    """What lies behind the paragraphs of a document: asked only where letters are white."""

    def __init__(self, package: Package) -> None:
        document, self._sources = read_with_sources(package)
        self._again = {self._key(paragraph): paragraph for paragraph in paragraphs_of(document)}
        self._styles = package.related("styles")
        main = package.tree(package.main)
        self._page = main is not None and main.find(f"{W}background") is not None

    def _key(self, paragraph: Paragraph) -> tuple[str, int, str]:
        return paragraph.place.story, paragraph.number, paragraph.text

    def is_dark(self, paragraph: Paragraph) -> bool:
        """Tell whether something may be behind a paragraph that white letters are read on."""
        again = self._again.get(self._key(paragraph))
        node = self._sources.of(again) if again is not None else None
        return self._page or node is None or any(self._covers(outer) for outer in node.iterancestors())

    def _covers(self, outer: etree._Element) -> bool:
        """Tell whether a cell, a table or a shape has a colour of its own."""
        name = etree.QName(outer).localname
        if name in ("tc", "tbl"):
            style = attribute(outer.find(f"{W}tblPr/{W}tblStyle"), "val")
            own = outer.find(f"{W}{name}Pr/{W}shd")
            return (own is not None and fill_of(own) != NO_COLOUR) or (style is not None and self._shaded(style))
        if outer.tag == f"{WPS}wsp":
            properties, by_style = outer.find(f"{WPS}spPr"), outer.find(f"{WPS}style")
            filled = properties is not None and any(properties.find(A + shade) is not None for shade in _SHADES)
            return filled or (by_style is not None and (properties is None or properties.find(f"{A}noFill") is None))
        return outer.tag.startswith(V) and outer.get("filled") not in _OFF and bool(outer.get("fillcolor"))

    def _shaded(self, style: str) -> bool:
        """Tell whether a table's style, or one that it is based on, colours any cell."""
        seen: set[str] = set()
        while style and style not in seen and self._styles is not None:
            seen.add(style)
            found = next((one for one in self._styles if attribute(one, "styleId") == style), None)
            if found is not None and any(fill_of(shade) != NO_COLOUR for shade in found.iter(f"{W}shd")):
                return True
            style = attribute(found.find(f"{W}basedOn"), "val") or "" if found is not None else ""
        return False


# --- what has no room, or stands where there is no page -----------------------------------------------


def without_room(story: Story, hiding: Collection[str]) -> Iterator[Leftover]:
    """Yield the texts of one part that stand in no room, off the page, or for some programs only.

    ``hiding``: the styles of letters by which none is seen.
    """
    for node in story.root.iter(f"{W}rStyle") if hiding else ():
        run = next(node.iterancestors(f"{W}r"), None)
        if attribute(node, "val") in hiding and run is not None and _LETTER.search(text := _text(run)):
            yield Leftover(HIDDEN, _short(text), place=story.name)
    for node in story.root.iter(*_ROOMS):
        holder = _ROOMS[node.tag](node)
        if holder is not None and _LETTER.search(text := _text(holder)):
            yield Leftover(HIDDEN, _short(text), place=story.name or "ngoài chỗ nhìn thấy của trang")
    for node in story.root.iter(f"{MC}AlternateContent"):
        if (other := _other_words(node)) and _LETTER.search(other):
            yield Leftover(HIDDEN, _short(other), place=story.name or "chỉ một số chương trình hiện ra")


def hiding_styles(package: Package) -> set[str]:
    """Return the styles of letters by which none is seen."""
    styles = package.related("styles")
    every = styles.iter(*(W + name for name in ("position", "spacing", "w"))) if styles is not None else ()
    owners = (next(node.iterancestors(f"{W}style"), None) for node in every if _hides(node))
    return {attribute(owner, "styleId") or "" for owner in owners if owner is not None}


def _row(height: etree._Element) -> etree._Element | None:
    low = attribute(height, "hRule") == "exact" and (length(height, "val") or 0) <= _LOWEST
    return next(height.iterancestors(f"{W}tr"), None) if low else None


def _framed(frame: etree._Element) -> etree._Element | None:
    x, y, width = (length(frame, name) for name in ("x", "y", "w"))
    low = attribute(frame, "hRule") == "exact" and 0 < (length(frame, "h") or 0) <= _LOWEST
    off = min(x or 0, y or 0) <= -_BEYOND or (width is not None and 0 < width <= _LOWEST)
    return next(frame.iterancestors(f"{W}p"), None) if low or off else None


def _floating(place: etree._Element) -> etree._Element | None:
    off = min(length(place, name) or 0 for name in ("tblpX", "tblpY")) <= -_BEYOND
    return next(place.iterancestors(f"{W}tbl"), None) if off else None


def _run(properties: etree._Element) -> etree._Element | None:
    """Return the run of a position, spacing or width of letters that shows none of them."""
    return next(properties.iterancestors(f"{W}r"), None) if _hides(properties) else None


def _hides(properties: etree._Element) -> bool:
    value = number((attribute(properties, "val") or "").removesuffix("%"))
    name = local(properties)
    if value is None or name not in ("position", "spacing", "w"):
        return False
    if name == "position":
        return abs(value) >= _SHIFTED
    return value <= (_CONDENSED if name == "spacing" else _SQUEEZED)


def _cell(width: etree._Element) -> etree._Element | None:
    if attribute(width, "type") != "dxa" or not 0 < (length(width, "w") or 0) <= _NARROW:
        return None
    table = next(width.iterancestors(f"{W}tbl"), None)
    fixed = table is not None and attribute(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
    return next(width.iterancestors(f"{W}tc"), None) if fixed else None


def _boxed(content: etree._Element) -> etree._Element | None:
    for outer in content.iterancestors():
        if outer.tag in (f"{WP}anchor", f"{WP}inline"):
            return content if _is_nowhere(outer) else None
        if outer.tag.startswith(V) and "style" in outer.attrib:
            return content if _is_no_shape(style_of(outer)) else None
    return None


def _is_nowhere(drawing: etree._Element) -> bool:
    extent = drawing.find(f"{WP}extent")
    sizes = [_points(extent.get(name)) if extent is not None else None for name in ("cx", "cy")]
    if any(size is not None and size <= _THIN for size in sizes):
        return True
    for axis, size in zip("HV", sizes, strict=True):
        offset = _points(drawing.findtext(f"{WP}position{axis}/{WP}posOffset"))
        if offset is not None and (offset + (size or 0) <= -_BEYOND / 20 or offset >= LONGEST / 20):
            return True
    return False


def _is_no_shape(style: Mapping[str, str]) -> bool:
    thin = any(name in style and measure(style[name]) <= _THIN for name in ("width", "height"))
    wide = measure(style.get("width", "")), measure(style.get("height", ""))
    left = measure(style.get("margin-left", style.get("left", ""))) + wide[0]
    top = measure(style.get("margin-top", style.get("top", ""))) + wide[1]
    return thin or min(left, top) <= -_BEYOND / 20


def _points(emu: str | None) -> float | None:
    value = number(emu)
    return value / EMU_PER_POINT if value is not None else None


_ROOMS: Mapping[str, Callable[[etree._Element], etree._Element | None]] = {
    f"{W}trHeight": _row,
    f"{W}framePr": _framed,
    f"{W}tblpPr": _floating,
    f"{W}position": _run,
    f"{W}w": _run,
    f"{W}spacing": _run,
    f"{W}tcW": _cell,
    f"{W}txbxContent": _boxed,
}


def _other_words(alternate: etree._Element) -> str:
    """Return the words of a form for other programs that the first, for newer ones, does not say."""
    first, *others = map(_text, alternate) if len(alternate) else ("",)
    said = "".join(first.split())
    return next((other for other in others if "".join(other.split()) not in said), "")


def _text(node: etree._Element) -> str:
    return "".join(item.text or "" for item in node.iter(f"{W}t"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return shorten(text) or text[:120]
