"""``leftovers``: what must not stand in a document that is issued: text to be supplied, tracked changes, comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.vn.text import fold, shorten
from reportgen.wordview.ooxml import MC, W, attribute, local
from reportgen.wordview.package import Package
from reportgen.wordview.styles import Styles

TO_SUPPLY, TRACKED, COMMENT, HIDDEN, LIVING = "cho-trong", "vet-sua", "ghi-chu", "chu-an", "tu-doi"
STYLE = "ND30 Cần bổ sung"
"""The character style of text that is still to be supplied; programs rename its id, not its name."""
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_FORMAT_CHANGES = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange")
_CHANGING = re.compile(
    "(?:DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO)\\b", re.I
)
_NOTES, _MARGINS = ("footnotes", "endnotes"), ("header", "footer")
_STRUCK = ("del", "moveFrom")
_NO_TEXT = {COMMENT: "(ghi chú trống)", TRACKED: "(dấu xuống dòng, dòng bảng hoặc hình)", TO_SUPPLY: "(dấu cách)"}


@dataclass(frozen=True)
class Leftover:
    """Something unfinished: its ``kind`` (one of the five above), its text, how often it stands there."""

    kind: str
    text: str
    count: int


def leftovers(package: Package) -> tuple[Leftover, ...]:
    """Return what of an opened .docx is unfinished, by kind, each text once, in the order of the text.

    Text to be supplied and hidden text are looked for in notes too, tracked changes, those of format included, in
    headers and footers as well.
    Text still to be supplied is given whole, that of tracked changes and comments shortened. Raises
    Unreadable for parts that are damaged or too large.
    """
    root = package.tree(package.main)
    if root is None:
        return ()
    styles = Styles(package.related("styles"), None, None)
    noted = (root, *_stories(package, _NOTES))
    stories = (*noted, *_stories(package, _MARGINS))
    found = (
        (TO_SUPPLY, [text for part in noted for text in _to_supply(part, styles)]),
        (TRACKED, [text for part in stories for text in _tracked(part)]),
        (COMMENT, _comments(root, package)),
        (HIDDEN, [text for part in noted for text in _hidden(part)]),
        (LIVING, [text for part in stories for text in _living(part)]),
    )
    return tuple(
        Leftover(kind, text or _NO_TEXT[kind], count) for kind, texts in found for text, count in Counter(texts).items()
    )


def _to_supply(root: etree._Element, styles: Styles) -> Iterator[str]:
    """Yield the texts in the style, neighbouring runs of a paragraph together."""
    wanted = fold(STYLE)
    for paragraph in _shown(root.iter(f"{W}p")):
        group = ""
        for run in _runs(paragraph):
            text = _own_text(run)
            if not text:
                continue
            style = attribute(run.find(f"{W}rPr/{W}rStyle"), "val")
            if fold(styles.name(style)) == wanted:
                group += text
            elif group:
                yield _single(group)
                group = ""
        if group:
            yield _single(group)


def _runs(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph that count, not those of a text box in it."""
    for child in node:
        if local(child) == "r":
            yield child
        elif local(child) not in (*_STRUCK, "pPr", "sdtPr", "p") and child.tag != f"{MC}Fallback":
            yield from _runs(child)


def _stories(package: Package, kinds: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the roots of the parts of ``kinds`` beside the main one."""
    for relationship in package.relationships(package.main).values():
        root = package.tree(relationship.target) if relationship.kind in kinds else None
        if root is not None:
            yield root


def _tracked(root: etree._Element) -> Iterator[str]:
    """Yield the texts of tracked changes; one word for all changes of format."""
    for node in _shown(root.iter(*(W + name for name in _CHANGES))):
        yield _short(_text(node, ("t", "delText")))
    if next(_shown(root.iter(*(W + name for name in _FORMAT_CHANGES))), None) is not None:
        yield "(thay đổi định dạng)"


def _hidden(root: etree._Element) -> Iterator[str]:
    """Yield the texts that Word does not show: whoever gets the file can read them."""
    off = ("0", "false", "off")
    for mark in root.iter(f"{W}vanish"):
        run = next(mark.iterancestors(f"{W}r"), None)
        text = _own_text(run).strip() if run is not None and attribute(mark, "val") not in off else ""
        if text:
            yield _short(text)


def _living(root: etree._Element) -> Iterator[str]:
    """Yield what shows something else another day or on another machine: fields of dates and files, inserted files."""
    simple = (attribute(field, "instr") for field in root.iter(f"{W}fldSimple"))
    for instruction in (*simple, *(node.text for node in root.iter(f"{W}instrText"))):
        if match := _CHANGING.match((instruction or "").strip()):
            yield match[0].upper()
    yield from ("altChunk" for _ in root.iter(f"{W}altChunk"))


def _comments(root: etree._Element, package: Package) -> Iterator[str]:
    """Yield the texts of the comments that the document part refers to."""
    comments = package.related("comments")
    if comments is None:
        return
    texts = {
        attribute(comment, "id"): " ".join(_text(paragraph, ("t",)) for paragraph in comment.iter(f"{W}p"))
        for comment in comments.iter(f"{W}comment")
    }
    anchors = _shown(root.iter(f"{W}commentRangeStart", f"{W}commentReference"))
    for identity in dict.fromkeys(attribute(anchor, "id") for anchor in anchors):
        if identity in texts:
            yield _short(texts[identity])


def _shown(nodes: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Leave out what stands a second time, for older programs."""
    for node in nodes:
        fallback = next(node.iterancestors(f"{MC}Fallback"), None)
        choice = fallback.getparent() if fallback is not None else None
        if choice is None or choice.find(f"{MC}Choice/*") is None:
            yield node


def _own_text(run: etree._Element) -> str:
    """Return a run's text without that of a text box in it; a tab or break counts as a space."""
    return "".join(
        item.text or "" if local(item) == "t" else " " for item in run if local(item) in ("t", "tab", "br", "cr")
    )


def _text(node: etree._Element, names: tuple[str, ...]) -> str:
    """Return the text below ``node``; a tab or break counts as a space."""
    signs = (f"{W}tab", f"{W}br", f"{W}cr")
    pieces = (item.text or "" if item.tag not in signs else " " for item in node.iter(*(W + n for n in names), *signs))
    return "".join(pieces)


def _single(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return shorten(text) or _single(text)[:120]
