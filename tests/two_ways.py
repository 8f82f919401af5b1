"""Small templates in docxtpl's language, and a document rendered both ways: compiled, and by docxtpl made strict."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import zlib
from decimal import Decimal
from typing import Any

from lxml import etree

from reportgen.render import store
from reportgen.render.compiled import Compiled
from reportgen.render.compiling import compile_template
from reportgen.render.strict import fill
from tests.docx_text import members, pack
from tests.places import ROOT

_TAGS = re.compile(rb"{{.*?}}|{%.*?%}")
_BASE = {name: _TAGS.sub(b"", data) for name, data in members(ROOT / "templates" / "so-dang-ky.docx").items()}
_MAIN = "word/document.xml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of the tests' context."""

    ma: str
    ten: str
    so: int = 0
    con: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Context:
    """What the tests' templates may name."""

    ten: str = "Sở Khoa học & Công nghệ <Hải Phòng> \"Cảng\" 'Đ'"
    hang: tuple[Row, ...] = (
        Row("I.1", "Việc một", 3, ("a", "b & c")),
        Row("I.2", "", 0),
        Row("II.1", "Việc ba\ncó hai dòng\tvà một bước nhảy", 1234, ("d",)),
    )
    trong: tuple[str, ...] = ()
    ngay: dt.date = dt.date(2026, 2, 5)
    so: int = 1234
    ty_le: Decimal = Decimal("98.3")
    dung: bool = True
    khong: None = None
    mau: str = "FFEE00"
    cot: int = 2


GIVEN = Context()


def names(context: Any = GIVEN) -> dict[str, Any]:
    """The context as templates get it."""
    return {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{p(text)}</w:tc>'


def row(*cells: str) -> str:
    """A row of ready-made cells, or of texts."""
    return f"<w:tr>{''.join(item if item.startswith('<') else cell(item) for item in cells)}</w:tr>"


def table(columns: int, *rows: str) -> str:
    """A table."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">{}</w:footnote></w:footnotes>'
)
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def noted(body: str, note: str) -> bytes:
    """A template with a footnote."""
    parts = members(template(body, word_footnotes__xml=FOOTNOTES.format(note)))
    changes = {
        "[Content_Types].xml": f'<Override PartName="/word/footnotes.xml" ContentType="{_FOOTNOTES_TYPE}"/></Types>',
        "word/_rels/document.xml.rels": f'<Relationship Id="rIdNote" Type="{_FOOTNOTES_RELATION}" '
        'Target="footnotes.xml"/></Relationships>',
    }
    for name, end in changes.items():
        before, _, _ = parts[name].decode().rpartition("</")
        parts[name] = (before + end).encode()
    return pack(parts)


def template(body: str, **others: str) -> bytes:
    """A template of that body; ``others``: members by name, ``_`` for ``/`` and ``__`` for ``.``."""
    parts = dict(_BASE)
    parts[_MAIN] = f"<w:document {_NAMESPACES}><w:body>{body}{_SECTION}</w:body></w:document>".encode()
    for name, text in others.items():
        parts[name.replace("__", ".").replace("_", "/")] = text.encode()
    return pack(parts)


def canonical(xml: bytes) -> bytes:
    """One form for all ways to write the same XML."""
    return bytes(etree.tostring(etree.fromstring(xml), method="c14n"))


def compiled(content: bytes) -> Compiled:
    """The template compiled."""
    return compile_template("mau.docx", content, carrying=False)


def unpacked(filled: Any) -> dict[str, bytes]:
    """The parts of a compiled template's document, by name."""
    return {part.name: zlib.decompress(part.data, -15) for part in filled}


def same(content: bytes, given: dict[str, Any]) -> dict[str, bytes]:
    """Render both ways, hold the documents against each other part by part, and return docxtpl's."""
    kept = store.restored(store.plain(compiled(content)))
    assert kept is not None
    ours = unpacked(kept.filled(given, hashed=False)[0])
    theirs, _, _ = fill("mau.docx", content, given, carrying=False)
    alike(ours, theirs)
    return theirs


def alike(ours: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    """Hold two documents against each other, part by part."""
    assert sorted(ours) == sorted(theirs)
    for name, data in theirs.items():
        if name.endswith((".xml", ".rels")):
            assert canonical(ours[name]).decode() == canonical(data).decode(), name
            assert b"<?nd30-fit" not in data, name
        else:
            assert ours[name] == data, name
