"""The file of a form: the parts of a stock document around its own, and what it carries of itself."""

from __future__ import annotations

import io
import zipfile
from html import escape

from reportgen import stock
from reportgen.formats.form import FormAsMade
from reportgen.forms.owed import Owed
from reportgen.forms.wordform import xml
from reportgen.forms.wordform.carried import OFFICE, PART, PROPERTIES, carried
from reportgen.wordview.repacking import repacked

_TYPES, _RELATIONS, _CORE = "[Content_Types].xml", "word/_rels/document.xml.rels", "docProps/core.xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def packed(document: str, made: FormAsMade, title: str, owed: Owed) -> bytes:
    """Return the .docx around a document part, in the styles of a stock document and a few of its own."""
    base = (stock.stock_folder() / f"{stock.SOURCES}.docx").read_bytes()
    parts = _parts(base)
    related = _related("rIdGlossary", "glossaryDocument", "glossary/document.xml")
    related += _related("rIdBieu", "customXml", f"../{PART}")
    typed = _typed("word/glossary/document.xml", f"{_WORD}.document.glossary+xml")
    changed = {
        "word/document.xml": document,
        "word/styles.xml": parts["word/styles.xml"].replace("</w:styles>", f"{xml.STYLES}</w:styles>"),
        "word/glossary/document.xml": xml.prompts_part(),
        _RELATIONS: parts[_RELATIONS].replace("</Relationships>", f"{related}</Relationships>"),
        _TYPES: parts[_TYPES].replace("</Types>", f"{typed}{_typed(PROPERTIES, _PROPERTIES_TYPE)}</Types>"),
        _CORE: _about(parts[_CORE], title, owed),
        **carried(made),
    }
    return repacked(base, {name: text.encode() for name, text in changed.items()})


def _related(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _typed(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


def _about(core: str, title: str, owed: Owed) -> str:
    """Return the properties of the document, which name the form, its unit and its agency."""
    unit = owed.agency.units[owed.unit_id].name
    return (
        f"{core[: core.index('<dc:title>')]}<dc:title>{escape(title)}</dc:title><dc:subject>{escape(unit)}</dc:subject>"
        f"<dc:creator>{escape(owed.agency.name)}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _parts(docx: bytes) -> dict[str, str]:
    """Return the parts of the stock document that a form changes a little."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name).decode() for name in (_CORE, "word/styles.xml", _RELATIONS, _TYPES)}
