"""Compiling a template: docxtpl's patching, Jinja's parsing and all proofs once, for every document to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import CodeType
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from reportgen.render.compiled import Compiled, Part
from reportgen.render.environment import environment
from reportgen.render.pack import packed
from reportgen.render.proof import Proof, Unproven, language
from reportgen.render.runtime import PLAIN
from reportgen.render.strict import TAGS, StrictTemplate, numbered
from reportgen.render.writer import Place, write

_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_BODY = "\ue010"
"""Stands in the saved template where the body's text goes; the next ones where a property goes."""
_PROPERTY = "\ue011"
_PLACES = re.compile(f"{_PROPERTY}(\\d)")
_OUTER = re.compile(r"\A\s*<w:body\b[^>]*>|</w:body>\s*\Z")


def compile_template(name: str, content: bytes, *, carrying: bool) -> Compiled:
    """Compile the template ``content``, called ``name`` in faults; ``carrying``: with a part for carried data.

    Raises TemplateFault for a template that is wrong, Unproven for one that is docxtpl's to render.
    """
    template = StrictTemplate(name, content)
    env = environment()

    def code(source: str, part: Any) -> tuple[CodeType, tuple[Place, ...]]:
        source = numbered(source)
        tree = template.checked(source, part, env)
        proof = Proof(body=part is template.docx.part)
        proof.prove(tree)
        if part is template.docx.part:
            _without_body(tree)
        return write(tree, proof.places)

    document = template.docx.part
    dynamic: dict[str, tuple[CodeType, tuple[Place, ...]]] = {}
    body_code = code(template.patch_xml(template.get_xml()), document)
    for part, source in (*_margins(template), *((part, part.blob.decode()) for part in template.footnotes())):
        patched = template.patch_xml(source)
        if any(tag in patched for tag in TAGS):
            dynamic[str(part.partname).lstrip("/")] = code(patched, part)
    footnotes = {str(part.partname).lstrip("/") for part in template.footnotes()}
    properties = _properties(template)
    body = template.docx.element.body
    for child in list(body):
        body.remove(child)
    body.text = _BODY
    members, own = template.saved(carrying=carrying)
    main = str(document.partname).lstrip("/")
    head, _, tail = members[main].partition(_BODY.encode())
    parts = [Part(main, head, *body_code, tail, template.sites)]
    for member, (body_of, places) in dynamic.items():
        parts.append(Part(member, b"" if member in footnotes else _DECLARATION, body_of, places, b"", ()))
    core = next((member for member, data in members.items() if _PROPERTY.encode() in data), "")
    pieces = tuple(_PLACES.split(members[core].decode())) if core else ()
    rendered = {own, core, *(part.name for part in parts)}
    static = tuple(packed(member, [data]) for member, data in members.items() if member not in rendered)
    return Compiled(static, tuple(parts), core, pieces, properties, own)


def _without_body(tree: Any) -> None:
    """Take the body's own tags from the first and the last text of ``tree``: the saved template has them."""
    from jinja2 import nodes

    texts = list(tree.find_all(nodes.TemplateData))
    for data in (texts[0], texts[-1]):
        data.data = _OUTER.sub("", data.data)


def _margins(template: DocxTemplate) -> Iterator[tuple[Any, str]]:
    """Yield the headers and footers with their XML, as docxtpl takes them."""
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield part, template.get_part_xml(part)


def _properties(template: StrictTemplate) -> Sequence[CodeType]:
    """Compile the properties that hold tags, and leave a mark in the place of each."""
    env = environment().overlay(autoescape=False)
    codes: list[CodeType] = []
    for name, written in template.properties().items():
        tree = env.parse(written)
        language(tree)
        places = {id(child): (PLAIN, "") for child in _printed(tree)}
        code, _ = write(tree, places)
        setattr(template.docx.core_properties, name, f"{_PROPERTY}{len(codes)}")
        codes.append(code)
    return tuple(codes)


def _printed(tree: Any) -> Iterator[Any]:
    from jinja2 import nodes

    for output in tree.find_all(nodes.Output):
        yield from (child for child in output.nodes if not isinstance(child, nodes.TemplateData))


def check_known(template: StrictTemplate) -> None:
    """Raise Unproven where the template's own text has letters that compiled templates mark places with."""
    if any(mark in etree.tostring(template.docx.element, encoding="unicode") for mark in (_BODY, _PROPERTY)):
        raise Unproven("a private letter in the template's text")
