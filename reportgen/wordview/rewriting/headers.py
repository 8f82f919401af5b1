"""A header with nothing but a centred page number, for a section that has none."""

from __future__ import annotations

import posixpath

from lxml import etree

from reportgen.wordview.ooxml import R, W
from reportgen.wordview.package import Package
from reportgen.wordview.rewriting.properties import HALF_POINTS
from reportgen.wordview.rewriting.revisions import Revisions

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


class NewHeaders:
    """The headers that are added to a package, one for all sections that get one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._identity = ""
        self.members: dict[str, bytes] = {}
        """The members that are new or changed."""

    def number_above(self, section: etree._Element, size: float, revisions: Revisions) -> None:
        """Let the pages of a section, its first left out, show their number above the text."""
        if not self._identity:
            self._make(size, revisions)
        reference = etree.Element(f"{W}headerReference")
        reference.set(f"{W}type", "default")
        reference.set(f"{R}id", self._identity)
        section.insert(0, reference)

    def _make(self, size: float, revisions: Revisions) -> None:
        folder, base = posixpath.split(self._package.main)
        taken = {name.lower() for name in self._package.names}
        number = next(
            n for n in range(1, len(taken) + 2) if posixpath.join(folder, f"header{n}.xml").lower() not in taken
        )
        name = posixpath.join(folder, f"header{number}.xml")
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        root, types = self._package.tree(relations), self._package.tree(_TYPES)
        assert root is not None, "the document part is related to its styles"
        assert types is not None
        known = {node.get("Id") for node in root}
        self._identity = next(f"rIdSo{n}" for n in range(1, len(known) + 2) if f"rIdSo{n}" not in known)
        relation = f"{_RELATIONS_SPACE}Relationship"
        etree.SubElement(root, relation, Id=self._identity, Type=f"{_OFFICE}/header", Target=posixpath.basename(name))
        etree.SubElement(types, f"{_TYPES_SPACE}Override", PartName=f"/{name}", ContentType=_TYPE)
        self.members = {name: _written(_header(size, revisions))}
        self.members |= {self._package.member(relations): _written(root), self._package.member(_TYPES): _written(types)}


def _header(size: float, revisions: Revisions) -> etree._Element:
    root = etree.Element(f"{W}hdr", nsmap={"w": W.strip("{}"), "r": R.strip("{}")})
    paragraph = etree.SubElement(root, f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}jc").set(f"{W}val", "center")
    number_into(paragraph, size, revisions)
    return root


def number_into(paragraph: etree._Element, size: float, revisions: Revisions) -> None:
    """Put the number of the page at the end of a paragraph."""
    anchor = etree.SubElement(paragraph, f"{W}r")
    for sign in ("begin", "PAGE", "separate", "2", "end"):
        revisions.insert(_run(sign, size), anchor, after=False)
    paragraph.remove(anchor)


def _run(sign: str, size: float) -> etree._Element:
    run = etree.Element(f"{W}r")
    properties = etree.SubElement(run, f"{W}rPr")
    fonts = etree.SubElement(properties, f"{W}rFonts")
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(W + slot, "Times New Roman")
    for name in ("b", "i"):
        etree.SubElement(properties, W + name).set(f"{W}val", "0")
    for name in ("sz", "szCs"):
        etree.SubElement(properties, W + name).set(f"{W}val", str(round(size * HALF_POINTS)))
    if sign in ("begin", "separate", "end"):
        etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", sign)
    else:
        etree.SubElement(run, W + ("instrText" if sign == "PAGE" else "t")).text = sign
    return run


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
