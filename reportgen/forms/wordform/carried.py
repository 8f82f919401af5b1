"""What a form in Word carries of itself, out of sight: whose it is, what stood in it; read back with care."""

from __future__ import annotations

import hashlib
from html import escape

from reportgen.formats.form import FORM_AS_MADE, FORM_NAMESPACE, FormAsMade
from reportgen.formats.wire import Unfit
from reportgen.wordview.package import Package, Unreadable, open_package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART, PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_RELATIONS = "customXml/_rels/item1.xml.rels"
_STORE_ITEM = "{6E3B0C4A-52D1-4B0E-9C55-626965757264}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
_ELEMENT = f"{{{FORM_NAMESPACE}}}bieu"


def carried(made: FormAsMade) -> dict[str, str]:
    """Return the parts that hold what a form says of itself: the data, its properties, what ties them together."""
    store = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        PART: f'{_DECLARATION}<bieu xmlns="{FORM_NAMESPACE}">{escape(FORM_AS_MADE.dump(made), quote=False)}</bieu>',
        PROPERTIES: (
            f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE_ITEM}" xmlns:ds="{store}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{FORM_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        _RELATIONS: (
            f'{_DECLARATION}<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
        ),
    }


def made_of(package: Package) -> FormAsMade | None:
    """Return what a document says of the form that it was made as; None for no form, or where that was lost."""
    for name in sorted(package.names):
        if not name.lower().startswith("customxml/item") or not name.lower().endswith(".xml"):
            continue
        root = package.tree(name)
        if root is not None and root.tag == _ELEMENT:
            return _read(root.text or "")
    return None


def _read(text: str) -> FormAsMade | None:
    try:
        return FORM_AS_MADE.load(text)
    except Unfit:
        return None


def made_as(content: bytes) -> FormAsMade | None:
    """Return what a form of ours was made as in which nobody has written since; None for any other document."""
    try:
        package = open_package(content)
        made = made_of(package)
        same = made is not None and digest(package.beginning(package.main, _MOST)) == made.document
    except Unreadable:
        return None
    return made if same else None


_MOST = 60_000_000


def digest(document: bytes) -> str:
    """Return the hash of a document part."""
    return hashlib.sha256(document).hexdigest()
