"""The controls of places: each place of a report stands in one block content control, under a hidden bookmark.

A template says only which place a control is for, by its tag ``loi-van:ton-tai`` or ``loi-van:{{ c.ma }}``. Here the
control gets what Word and :mod:`reportgen.formats.places` need of it: title, number, bookmark. One that prints nothing
is left out with its content. Each place has one control: what a template prints a second time, within another place's
control, in a header, within a line, or of no place at all, loses its control and keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from reportgen.formats.carry import escape
from reportgen.formats.places import LONGEST, PlaceAsMade, bookmark_of, place_of_tag, shortened, tag_of, title_of
from reportgen.model.context import Cho
from reportgen.model.needed import without_marks
from reportgen.patterns import regex
from reportgen.record import names_of
from reportgen.render.fitting import unescaped

_OURS = tag_of("")
CONTROL, _CLOSING = "<w:sdt>", "</w:sdt>"
_EDGE = regex(f"{CONTROL}|{_CLOSING}")
_PROPERTIES, _PROPERTIES_END = f"{CONTROL}<w:sdtPr>", "</w:sdtPr>"
_CONTENT, _CONTENT_END = "<w:sdtContent>", "</w:sdtContent>"
_FIRST = regex(r"<w:(p|tbl|r|tr|tc|hyperlink|fldSimple)[ >/]")
_BLOCKS = ("p", "tbl")
_PARAGRAPH = regex(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = regex(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br)/>")
_SIGNS = {"tab": "\t", "br": "\n"}
_NO_TEXT = (
    "<w:drawing", "<w:pict", "<w:object", "<w:sectPr", "<w:tbl", "<w:sym", "<w:fld", "<w:footnoteReference",
    "<w:endnoteReference", "<w:altChunk", "<m:oMath",
)  # fmt: skip
"""What a reader sees, or a section needs, that is no text."""
_CELL_END, _EMPTY_CELL = "</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>"
"""A cell must hold a paragraph."""
_KIND = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'
"""A part of a document, as Word calls a region of whole paragraphs. LibreOffice 7.4 reads a block control of any other
kind as plain text: what stands before its first footnote is lost, and so are the styles of letters."""
_FIRST_NUMBER, _ROOM = 100_001, 10_000

Known = Callable[[], Mapping[str, Cho]]
"""Gives the places of a report by name, once they are asked for."""


def no_places() -> Mapping[str, Cho]:
    """Return the places of a document that has none, and of its headers and footers."""
    return {}


def places_in(names: Mapping[str, Any]) -> Mapping[str, Cho]:
    """Return the places that a template may print of ``names``, by name; none where these are no report's."""
    if not names.keys() >= {"loi_van", "phan"}:
        return {}
    fixed = (getattr(names["loi_van"], name) for name in names_of(type(names["loi_van"])))
    groups = (place for part in names["phan"] for group in part.nhom for place in group.cac_cho)
    return {place.ma: place for place in (*fixed, *groups) if isinstance(place, Cho)}


def first_number(body: str) -> int:
    """Return the first of a run of numbers that no control and no bookmark of a template's body has."""
    found = re.findall(r'<w:id w:val="(-?\d+)"|<w:bookmarkStart\b[^>]*? w:id="(-?\d+)"', body)
    taken = {int(number or bookmark) for number, bookmark in found}
    first = _FIRST_NUMBER
    while any(first <= number < first + _ROOM for number in taken):
        first += _ROOM
    return first


class PlaceMarker:
    """Makes the controls of places in one part, given in pieces from first to last."""

    def __init__(self, known: Known, first: int = _FIRST_NUMBER) -> None:
        """``known``: the places; ``first``: the first number that is free for a control and its bookmark."""
        self.made: list[PlaceAsMade] = []
        """The places so far."""
        self._ask = known
        self._first = first
        self._bookmarks: set[str] = set()

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` with its controls as far as it goes, and its end that waits for the next piece."""
        text, rest = (text, "") if last else _cut(text)
        done: list[str] = []
        at = 0
        for start, end in _controls(text):
            done += (text[at:start], self._control(text[start:end]))
            at = end
        written = "".join((*done, text[at:]))
        return (written.replace(_CELL_END, _EMPTY_CELL) if done else written), rest

    def _control(self, xml: str) -> str:
        """Return the control of a place as it is printed: nothing for one in which nothing stands."""
        properties = xml[: xml.find(_PROPERTIES_END)]
        begin, end = xml.find(_CONTENT), xml.rfind(_CONTENT_END)
        content = _without_controls(xml[begin + len(_CONTENT) : end]) if begin >= 0 else ""
        if not _shows(content):
            return ""
        place = self._known.get(place_of_tag(_value(properties, "tag")))
        first = _FIRST.search(content)
        if place is None or first is None or first[1] not in _BLOCKS or not self._is_new(place.ma):
            return content
        number = self._first + len(self.made)
        title = self._title(place, _value(properties, "alias").strip())
        self.made.append(PlaceAsMade(place.ma, place.tieu_de, title, _paragraphs(content), place.co_quan))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{_attribute(title)}"/><w:tag w:val="{_attribute(tag_of(place.ma))}"/>'
            f'<w:id w:val="{number}"/>{_KIND}</w:sdtPr><w:sdtContent>'
            f"{self._bookmarked(place.ma, content, number)}</w:sdtContent></w:sdt>"
        )

    @cached_property
    def _known(self) -> Mapping[str, Cho]:
        return self._ask()

    def _is_new(self, place: str) -> bool:
        return len(tag_of(place)) <= LONGEST and all(made.place != place for made in self.made)

    def _title(self, place: Cho, given: str) -> str:
        """Return the title that a template gives, else that of the heading; no two places have the same."""
        title = shortened(given) if given else title_of(place.tieu_de)
        taken = any(made.title == title for made in self.made)
        return shortened(title, f" ({place.ma})") if taken else title

    def _bookmarked(self, place: str, content: str, number: int) -> str:
        name = bookmark_of(place)
        if not name or name.casefold() in self._bookmarks:  # Word tells bookmarks apart without regard to case
            return content
        self._bookmarks.add(name.casefold())
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def _cut(text: str) -> tuple[str, str]:
    """Cut ``text`` before a control of which not all is there."""
    if CONTROL not in text:  # as in most of a long table
        return text, ""
    opened: list[int] = []
    for edge in _EDGE.finditer(text):
        if edge[0] == CONTROL:
            opened.append(edge.start())
        elif opened:
            opened.pop()
    end = opened[0] if opened else len(text)
    return text[:end], text[end:]


def _controls(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each control of a place begins and ends; those within another are left out."""
    start = depth = 0
    for edge in _EDGE.finditer(text) if _OURS in text else ():
        if depth:
            depth += 1 if edge[0] == CONTROL else -1
            if not depth:
                yield start, edge.end()
        elif text.startswith(_PROPERTIES, edge.start()) and _is_ours(text, edge.start()):
            start, depth = edge.start(), 1


def _is_ours(text: str, at: int) -> bool:
    return _value(text[at : text.find(_PROPERTIES_END, at)], "tag").startswith(_OURS)


def _value(properties: str, name: str) -> str:
    """Return the title (``alias``) or the tag that the properties of a control give; empty where they give none."""
    _, found, rest = properties.partition(f'<w:{name} w:val="')
    return unescaped(rest[: rest.find('"')]) if found else ""


def _shows(content: str) -> bool:
    """Tell whether anything stands in ``content``."""
    return any(letters.strip() for letters, _ in _TEXT.findall(content)) or any(sign in content for sign in _NO_TEXT)


def _without_controls(content: str) -> str:
    """Return ``content`` without the controls of places in it; what stands in them stays."""
    return PlaceMarker(no_places).feed(content, last=True)[0] if _OURS in content else content


def _paragraphs(content: str) -> tuple[str, ...]:
    """Return the paragraphs of ``content`` in which something stands, as text."""
    found = (_said(paragraph) for paragraph in _PARAGRAPH.findall(content))
    return tuple(text for text in found if text.strip())


def _said(paragraph: str) -> str:
    text = "".join(_SIGNS[sign] if sign else letters for letters, sign in _TEXT.findall(paragraph))
    return without_marks(unescaped(text))


def _attribute(value: str) -> str:
    return escape(value).replace('"', "&quot;")
