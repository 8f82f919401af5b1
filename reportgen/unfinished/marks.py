"""What Word and its users leave in a file beside its text: tracked changes, comments, fields that change by themselves.

Found in the XML of every part that holds text, in one walk through each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from reportgen.patterns import regex
from reportgen.unfinished.leftover import BLANK, COMMENT, HIDDEN, LIVING, MARKED, TRACKED, Leftover
from reportgen.vn.text import shorten
from reportgen.wordview.bound import BOUND, bound
from reportgen.wordview.fields import FIELDS, field_name, instructions
from reportgen.wordview.formats import fill_of
from reportgen.wordview.ooxml import MC, WP, V, W, attribute, local, on
from reportgen.wordview.package import Package
from reportgen.wordview.stories import Story, stories

_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_AROUND = tuple(f"customXml{name}RangeStart" for name in ("Ins", "Del", "MoveFrom", "MoveTo"))
"""Begin what is around a content control that was put in, taken out or moved: the control itself, not its text."""
_CONFLICTS = ("conflictIns", "conflictDel")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FORMAT_CHANGES = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
    "tcPrChange", "numberingChange",
)  # fmt: skip
_ANCHORS = ("commentRangeStart", "commentReference")
_OTHERS = ("altChunk", "hidden", "shd", "showingPlcHdr")
_OF_TODAY = ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong")
"""Parts of the date that a text has without a field: those of the day on which the file is opened."""
_MARKS = (*_CHANGES, *_AROUND, *_FORMAT_CHANGES, *_ANCHORS, *_OTHERS, *_OF_TODAY)
_WANTED = (*(W + name for name in _MARKS), *(_W14 + name for name in _CONFLICTS))
_SHAPES = ("docPr", "textbox")
LOOKED_FOR = (*_MARKS, *_CONFLICTS, *_SHAPES, *FIELDS, BOUND)
"""The elements that leave something: a part in which none of them stands is not walked through."""
_NO_TEXT: Mapping[str, str] = {COMMENT: "(ghi chú trống)", TRACKED: "(dấu xuống dòng, dòng bảng hoặc hình)"}
_FORMATS = "(thay đổi định dạng)"
_CONTROL = "(ô nội dung)"
_SHAPE = "(hình ẩn)"
_INVISIBLE = regex(r"visibility\s*:\s*hidden", re.IGNORECASE)
_TRUE = ("1", "true", "on")
_INSERTED = "tệp chèn (altChunk)"
_TODAY = "ngày, tháng, năm hôm nay"
_UPDATED: Mapping[str, str] = {
    "updateFields": "mọi trường, khi người nhận mở tệp (updateFields)",
    "linkStyles": "kiểu chữ, theo mẫu ở máy người nhận (linkStyles)",
}
"""What a file has brought up to date when it is opened, by the names of the settings."""
ALLOWED = frozenset(
    (
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "SEQ", "REF", "STYLEREF", "PAGEREF", "NOTEREF", "FTNREF", "TOC",
        "TC", "INDEX", "XE", "TOA", "TA", "HYPERLINK", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "=", "EQ",
        "SYMBOL", "ADVANCE", "SHAPE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "CITATION", "BIBLIOGRAPHY",
        "EMBED", "CONTROL",
    )
)  # fmt: skip
"""Fields that say the same every day and on every machine: what they show comes from the document itself.

An object and a control are embedded, and told as that.
"""
_RGB = 3
_BRIGHT, _DARK = 0xE0, 0x80
"""A cell this bright in green and this dark in another channel is yellow, green or cyan as markers are, no heading."""


def leftovers_in(story: Story, package: Package) -> Iterator[Leftover]:
    """Yield what is left in the XML of one part. Raises Unreadable for comments that are damaged or too large."""
    found: dict[str, list[etree._Element]] = {}
    for node in _shown(story.root.iter(*_WANTED)):
        found.setdefault(local(node) or etree.QName(node).localname, []).append(node)
    yield from _tracked(found, story)
    anchors = (node for name in _ANCHORS for node in found.get(name, ()))
    yield from _comments(anchors, package)
    yield from (Leftover(LIVING, name, place=story.name) for name in _living(story.root))
    if any(name in found for name in _OF_TODAY):
        yield Leftover(LIVING, _TODAY, place=story.name)
    yield from (Leftover(LIVING, _INSERTED, place=story.name) for _ in found.get("altChunk", ()))
    yield from (Leftover(LIVING, _rebound(*one), place=story.name) for one in bound(story.root, package))
    yield from (Leftover(HIDDEN, text, place=story.name or "hình, hộp văn bản") for text in _unseen(story.root))
    yield from _in_tables(found, story)
    for node in found.get("showingPlcHdr", ()):
        if on(node) and (control := next(node.iterancestors(f"{W}sdt"), None)) is not None:
            yield Leftover(BLANK, _single(_text(control, ("t",))), place=story.name)


def _tracked(found: Mapping[str, list[etree._Element]], story: Story) -> Iterator[Leftover]:
    for name in (*_CHANGES, *_CONFLICTS):
        for node in found.get(name, ()):
            text = _short(_text(node, ("t", "delText"))) or _NO_TEXT[TRACKED]
            yield Leftover(TRACKED, text, place=story.name)
    for names, text in ((_AROUND, _CONTROL), (_FORMAT_CHANGES, _FORMATS)):
        if any(name in found for name in names):
            yield Leftover(TRACKED, text, place=story.name)


def _living(root: etree._Element) -> Iterator[str]:
    """Yield the names of fields that may show something else another day or on another machine."""
    for instruction in instructions(root):
        name = field_name(instruction)
        if name and name not in ALLOWED:
            yield name


def _rebound(text: str, shown: str) -> str:
    return f"{_short(text) or '(trống)'}» sẽ thành «{_short(shown) or '(trống)'}"


def _unseen(root: etree._Element) -> Iterator[str]:
    """Yield the texts of shapes and pictures that somebody hid, which whoever opens the file may show."""
    for node in _shown(root.iter(f"{WP}docPr", f"{V}textbox")):
        shape = node.getparent()
        if shape is not None and (node.get("hidden", "").lower() in _TRUE or _INVISIBLE.search(shape.get("style", ""))):
            yield _short(_text(shape, ("t",))) or _SHAPE


def _in_tables(found: Mapping[str, list[etree._Element]], story: Story) -> Iterator[Leftover]:
    """Yield the rows that are hidden, and the cells that somebody drew a marker over."""
    for node in found.get("hidden", ()):
        row = next(node.iterancestors(f"{W}tr"), None)
        if row is not None and on(node) and (text := _short(_text(row, ("t",)))):
            yield Leftover(HIDDEN, text, place=story.name or "dòng bảng ẩn")
    for node in found.get("shd", ()):
        properties = node.getparent()
        cell = properties.getparent() if properties is not None and local(properties) == "tcPr" else None
        if cell is not None and _is_markers(fill_of(node)):
            yield Leftover(MARKED, _short(_text(cell, ("t",))) or "(ô bảng)", place=story.name or "ô bảng")


def _is_markers(colour: str) -> bool:
    """Tell whether a cell's colour is that of a marker: yellow, bright green and the like."""
    try:
        channels = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(channels) == _RGB and channels[1] >= _BRIGHT and min(channels) <= _DARK


def _comments(anchors: Iterable[etree._Element], package: Package) -> Iterator[Leftover]:
    """Yield the texts of the comments that are referred to."""
    identities = dict.fromkeys(attribute(anchor, "id") for anchor in anchors)
    comments = package.related("comments") if identities else None
    if comments is None:
        return
    texts = {
        attribute(comment, "id"): " ".join(_text(paragraph, ("t",)) for paragraph in comment.iter(f"{W}p"))
        for comment in comments.iter(f"{W}comment")
    }
    for identity in identities:
        if identity in texts:
            yield Leftover(COMMENT, _short(texts[identity]) or _NO_TEXT[COMMENT])


def updated(package: Package) -> Iterator[Leftover]:
    """Yield what a file has whoever opens it bring up to date: fields, of which Word asks, and styles."""
    settings = package.related("settings")
    if settings is None:
        return
    for name, what in _UPDATED.items():
        if on(settings.find(W + name)):
            yield Leftover(LIVING, what)


def unanchored(package: Package) -> Iterator[Leftover]:
    """Yield the comments whose anchors are gone: no program shows them, and whoever unpacks the file reads them.

    Raises Unreadable as :func:`leftovers_in` does.
    """
    comments = package.related("comments")
    if comments is None:
        return
    roots = (story.root for story in stories(package, _ANCHORS))
    anchored = {attribute(node, "id") for root in roots for node in root.iter(*(W + name for name in _ANCHORS))}
    for comment in comments.iter(f"{W}comment"):
        text = _short(" ".join(_text(paragraph, ("t",)) for paragraph in comment.iter(f"{W}p")))
        if text and attribute(comment, "id") not in anchored:
            yield Leftover(COMMENT, text, place="không còn gắn vào chữ nào")


def _shown(nodes: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Leave out what stands a second time, for older programs."""
    for node in nodes:
        fallback = next(node.iterancestors(f"{MC}Fallback"), None)
        choice = fallback.getparent() if fallback is not None else None
        if choice is None or choice.find(f"{MC}Choice/*") is None:
            yield node


def _text(node: etree._Element, names: tuple[str, ...]) -> str:
    """Return the text below ``node``; a tab or break counts as a space."""
    signs = (f"{W}tab", f"{W}br", f"{W}cr")
    pieces = (item.text or "" if item.tag not in signs else " " for item in node.iter(*(W + n for n in names), *signs))
    return "".join(pieces)


def _single(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return shorten(text) or _single(text)[:120]
