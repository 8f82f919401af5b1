"""Compiling a template: docxtpl's patching, Jinja's parsing and all proofs once, for every document to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from jinja2 import TemplateSyntaxError, nodes

from reportgen.render.compiled import Compiled, CompiledPart
from reportgen.render.environment import environment
from reportgen.render.fit import plain_sections
from reportgen.render.language import Unproven, language
from reportgen.render.located import located
from reportgen.render.pack import packed
from reportgen.render.proof import Proof
from reportgen.render.recipe import Recipe, Spot, recipe
from reportgen.render.runtime import PLAIN
from reportgen.render.stream import SIGNS
from reportgen.render.strict import DECLARATION, StrictTemplate
from reportgen.render.sure import is_sure
from reportgen.render.typed import by_lines

_BODY = "\ue010"
"""Stands in the saved template where the body's text goes; the next ones where a property goes."""
_PROPERTY = "\ue011"
_PRIVATE = re.compile("[\ue000-\ue0ff]")
_PLACES = re.compile(f"{_PROPERTY}(\\d)")
_OPENING, _CLOSING = re.compile(r"\A\s*<w:body\b[^>]*>"), re.compile(r"</w:body>\s*\Z")


def compile_template(name: str, content: bytes, *, carrying: bool) -> Compiled:
    """Compile the template ``content``, called ``name`` in faults; ``carrying``: with a part for carried data.

    Raises TemplateFault for a template that is wrong, Unproven for one that is docxtpl's to render.
    """
    template = StrictTemplate(name, content)
    document = template.docx.part
    body = template.docx.element.body
    if any(not site.boxed for site in template.sites) and not plain_sections(body, template.patch_xml):
        raise Unproven("sections of which only the text tells where they end")
    env = environment()

    def proven(part: Any, raw: str) -> tuple[nodes.Template, Mapping[int, Spot]]:
        source = by_lines(template.patch_xml(raw))
        if _PRIVATE.search(source):
            raise Unproven("a private letter, which marks places here")
        tree = template.checked(source, part, env)
        return tree, _places(tree, Proof(body=part is document), template.element_of(part), source)

    written = template.get_xml()
    signs = tuple(sign for sign in SIGNS if sign in written)
    tree, places = proven(document, written)
    mended = not is_sure(tree)
    _without_body(tree)
    body_recipe = recipe(tree, places)
    others: dict[str, tuple[Recipe, bool]] = {}
    seen: set[str] = set()
    for part, raw in template.others():
        if _name(part) in seen:
            raise Unproven("a part that is related twice")
        seen.add(_name(part))
        tree, places = proven(part, raw)
        sure = is_sure(tree)
        if not sure or [data.data for data in tree.find_all(nodes.TemplateData)] != [raw]:
            others[_name(part)] = recipe(tree, places), not sure
    properties = _properties(template)
    for child in list(body):
        body.remove(child)
    body.text = _BODY
    members, own = template.saved(carrying=carrying)
    head, _, tail = members[_name(document)].partition(_BODY.encode())
    parts = [CompiledPart(_name(document), head, body_recipe, tail, template.sites, template.frames, mended)]
    parts += (CompiledPart(member, DECLARATION, made[0], b"", (), (), made[1]) for member, made in others.items())
    core = _name(document.package.part_related_by(RELATION.CORE_PROPERTIES)) if properties else ""
    pieces = tuple(_PLACES.split(members[core].decode())) if core else ()
    rendered = {own, core, *(part.name for part in parts)}
    static = tuple(packed(member, [data]) for member, data in members.items() if member not in rendered)
    inline = (template.main, template.reference, template.first_note, template.needed, template.first_control, signs)
    return Compiled(static, tuple(parts), core, pieces, properties, own, *inline)


def _places(tree: nodes.Template, proof: Proof, element: Any, source: str) -> Mapping[int, Spot]:
    """Return where each printed node stands. Raises Unproven, with the place in Word's terms where it is known."""
    try:
        proof.prove(tree)
    except Unproven as reason:
        reason.place = " · ".join(filter(None, located(element, source, reason.line, "")))
        raise
    return proof.places


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _without_body(tree: nodes.Template) -> None:
    """Take the body's own tags from the first and the last text of ``tree``: the saved template has them."""
    texts = list(tree.find_all(nodes.TemplateData))
    for data, outer in ((texts[0], _OPENING), (texts[-1], _CLOSING)):
        data.data, found = outer.subn("", data.data)
        if not found:
            raise Unproven("a body under another name")


def _properties(template: StrictTemplate) -> Sequence[Recipe]:
    """Compile the properties that hold tags, and leave a mark in the place of each."""
    env = environment().overlay(autoescape=False)
    recipes: list[Recipe] = []
    texts = template.properties()
    if texts and _PRIVATE.search(template.docx.core_properties._element.xml):
        raise Unproven("a private letter in a property")
    for name, written in texts.items():
        try:
            tree = env.parse(written)
        except TemplateSyntaxError as error:
            raise Unproven("a property that is wrong: docxtpl's way says how") from error
        language(tree)
        if tree.find(nodes.Concat) or any(node.name == "replace" for node in tree.find_all(nodes.Filter)):
            raise Unproven("a property in which Jinja joins texts as it does outside XML")
        places = {id(child): (PLAIN, "") for child in _outputs(tree)}
        made = recipe(tree, places)
        setattr(template.docx.core_properties, name, f"{_PROPERTY}{len(recipes)}")
        recipes.append(made)
    return tuple(recipes)


def _outputs(tree: nodes.Template) -> Iterator[nodes.Expr]:
    for output in tree.find_all(nodes.Output):
        yield from (child for child in output.nodes if not isinstance(child, nodes.TemplateData))
