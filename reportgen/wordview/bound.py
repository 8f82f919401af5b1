"""Controls whose text Word takes from elsewhere in the file (``w:dataBinding``): what will be shown there.

Word reads it anew each time it opens the file, and shows it instead of what stands in the text; other programs show
the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.patterns import regex
from reportgen.wordview.ooxml import W, attribute
from reportgen.wordview.package import Package, parsed

BOUND = "dataBinding"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_RICH = "{http://schemas.microsoft.com/office/2006/xmlPackage}package"
"""Word 2013 on binds text with formats too: what is kept then is a whole document in one element, as text."""
_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_BUILT_IN: Mapping[str, str] = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}
"""The stores that every file has, by the kinds of their relationships."""
_PATH = regex(r"(?:/(?:[\w.-]+:)?[\w.-]+(?:\[\d{1,4}\])?){1,20}(?:/@(?:[\w.-]+:)?[\w.-]+)?(?:/text\(\)(?:\[1\])?)?")
"""The paths that Word writes. Others are not followed: they may ask for anything."""
_LONGEST = 1_000
_NAMESPACE = regex(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]*)['\"]")
_DAY = regex(r"\d{4}-\d\d-\d\d")
_OWN_WAY = ("date", "picture", "dropDownList", "comboBox", "docPartObj", "docPartList")
"""Kinds of controls that show another thing than they keep: a date in words, a picture for its letters."""
_DAY_LETTERS = 10
_OTHER_NAMES = ("checkbox", "repeatingSection", "entityPicker")


class Bound(NamedTuple):
    """A control with the text that stands in it, and another that Word will show."""

    text: str
    shown: str


def bound(root: etree._Element, package: Package) -> Iterator[Bound]:
    """Yield the controls below ``root`` in which Word will show another text than stands there.

    Raises Unreadable for parts that are damaged or too large.
    """
    for node in root.iter(f"{W}{BOUND}", f"{_W15}{BOUND}"):
        properties = node.getparent()
        control = properties.getparent() if properties is not None else None
        if properties is not None and (other := _other_day(node, properties, package)):
            yield other
        if properties is None or control is None or _shows_its_own(properties):
            continue
        kept = _kept(node, package)
        text = "".join(item.text or "" for item in control.iter(f"{W}t"))
        if kept is not None and "".join(kept.split()) != "".join(text.split()):
            yield Bound(_single(text), _single(kept))


def _other_day(node: etree._Element, properties: etree._Element, package: Package) -> Bound | None:
    """Return a control for a date that keeps another day than the one it is bound to; None for any other."""
    given = attribute(properties.find(f"{W}date"), "fullDate") or ""
    kept = _kept(node, package) if _DAY.match(given) else None
    other = kept is not None and _DAY.match(kept) is not None and kept[:_DAY_LETTERS] != given[:_DAY_LETTERS]
    return Bound(given[:_DAY_LETTERS], kept[:_DAY_LETTERS]) if kept is not None and other else None


def _shows_its_own(properties: etree._Element) -> bool:
    names = {etree.QName(child).localname for child in properties if isinstance(child.tag, str)}
    return not names.isdisjoint((*_OWN_WAY, *_OTHER_NAMES, "showingPlcHdr"))


def _kept(node: etree._Element, package: Package) -> str | None:
    """Return what a control is bound to; None where that is not there, as Word then leaves the text alone."""
    path = _given(node, "xpath").strip()
    store = _store(_given(node, "storeItemID"), package)
    if store is None or len(path) > _LONGEST or not _PATH.fullmatch(path):
        return None
    names = dict(_NAMESPACE.findall(_given(node, "prefixMappings")))
    try:
        found = store.getroottree().xpath(path, namespaces=names)
    except etree.XPathError:
        return None
    return _plainly(_text_of(found[0])) if isinstance(found, list) and found else None


def _given(node: etree._Element, name: str) -> str:
    return attribute(node, name) or node.get(f"{_W15}{name}") or ""


def _plainly(kept: str) -> str:
    """Return the text of what is kept: of a whole document its letters."""
    root = parsed(kept.encode()) if kept.lstrip().startswith("<") else None
    if root is None or root.tag != _RICH:
        return kept
    body = next(root.iter(f"{W}body"), None)
    return "".join(item.text or "" for item in body.iter(f"{W}t")) if body is not None else ""


def _text_of(found: object) -> str:
    """Return the text of what a path leads to: an element, or an attribute or text, which lxml gives as one."""
    return "".join(map(str, found.itertext())) if isinstance(found, etree._Element) else str(found)


def _store(identity: str, package: Package) -> etree._Element | None:
    """Return the root of the part that has an identity; None when there is none."""
    built_in = _BUILT_IN.get(identity.upper())
    if built_in is not None:
        return next((package.tree(name) for kind, name in _inside(package, "") if kind == built_in), None)
    for kind, name in _inside(package, package.main):
        if kind == "customXml" and identity.upper() in _identities(package, name):
            return package.tree(name)
    return None


def _identities(package: Package, store: str) -> Iterator[str]:
    for kind, name in _inside(package, store):
        properties = package.tree(name) if kind == "customXmlProps" else None
        if properties is not None:
            yield properties.get(f"{_STORE}itemID", "").upper()


def _inside(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the target of each relationship of a part to another one of the file."""
    return ((one.kind, one.target) for one in package.relationships(part).values() if not one.external)


def _single(text: str) -> str:
    return " ".join(text.split())
