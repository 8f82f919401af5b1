"""docxtpl made strict: nothing undefined, nothing dropped, nothing left over. The way for what is not compiled."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.formats import carry
from reportgen.formats.places import PlaceAsMade
from reportgen.render import faults
from reportgen.render.balance import imbalance
from reportgen.render.bounded import BoundedEnvironment
from reportgen.render.chart import Charts
from reportgen.render.columns import ColumnFitter, Frame
from reportgen.render.effort import TooMuch
from reportgen.render.environment import environment
from reportgen.render.fit import mark, mark_tables
from reportgen.render.fitting import Fitter, Site
from reportgen.render.footnotes import NoteTaker, attach, first_free, note_styles
from reportgen.render.needed import NeededMarker, properties_in
from reportgen.render.opening import opened
from reportgen.render.placing import PlaceMarker, first_number, no_places, places_in
from reportgen.render.ready import make_ready
from reportgen.render.sections import mark_sections
from reportgen.render.stream import Inline, body_stream, plain_stream, plain_text
from reportgen.render.typed import by_lines, hidden, plainly, shown
from reportgen.render.unvisited import hold_properties, hold_unvisited
from reportgen.render.values import LONGEST_PROPERTY

PROPERTIES = ("title", "subject", "author", "comments", "identifier", "category", "keywords", "content_status")
"""The document's properties that may hold tags."""
UNFILLED = ("last_modified_by", "version", "language")
"""Those that Word keeps for itself."""
TAGS = ("{{", "{%", "{#")
"""By what a text is known to hold a tag."""
DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""How docxtpl's templates write braces that are to be printed."""
_NOTES = tuple(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml" for kind in ("footnotes", "endnotes")
)


class _Parsed(NamedTuple):
    """A part that python-docx keeps as bytes (footnotes)."""

    partname: str
    element: Any


class StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl with every leniency removed."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open the template ``content``, called ``name`` in faults. Raises TemplateFault for what is no Word file."""
        super().__init__(io.BytesIO(opened(name, content)))
        self.name = name
        self.charts = Charts(name)
        try:
            self.init_docx()
            body, styles = self.docx.element.body, self.docx.part._styles_part.element
            if body is None or styles is None:
                raise TypeError("no body")
        except Exception as error:  # python-docx raises many kinds on odd files
            raise TemplateFault(f"Mẫu {name} · không đọc được, có thể không phải tệp Word .docx") from error
        hold_unvisited(name, self.docx.part.package, ("/docProps/core.xml",))
        self._make_ready(body)
        mark_sections(body)
        self.frames: tuple[Frame, ...] = mark_tables(body, styles)
        self.sites: tuple[Site, ...] = mark(body, styles)
        self.main = str(self.docx.part.partname).lstrip("/")
        named = etree.tostring(styles, encoding="unicode")
        self.reference, self.needed = note_styles(named).reference, properties_in(named)
        footnotes = (self.get_part_xml(part) for part in self.notes() if part.content_type == _NOTES[0])
        self.first_note = max((first_free(xml) for xml in footnotes), default=1)
        self.taker = NoteTaker(self.reference, self.first_note)
        self.first_control = first_number(etree.tostring(body, encoding="unicode"))
        self.placer = PlaceMarker(no_places)

    def _make_ready(self, body: Any) -> None:
        """Bring the tags of all parts into the form that docxtpl can do: see :mod:`reportgen.render.ready`."""
        faults.hold_closed(self.name, body, body)
        make_ready(body, partial(faults.refuse, self.name, body))
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                faults.hold_closed(self.name, part, part.element)
                make_ready(part.element, partial(faults.refuse, self.name, part))
        for part in self.notes():
            parsed = self.element_of(part)
            faults.hold_closed(self.name, parsed, parsed.element)
            if make_ready(parsed.element, partial(faults.refuse, self.name, parsed)):
                part._blob = etree.tostring(parsed.element, encoding="utf-8", xml_declaration=True, standalone=True)

    def patch_xml(self, src_xml: str) -> str:
        """Patch as docxtpl does, which is kept from all that is no tag; dashes are Jinja's, and join no paragraphs."""
        return shown(super().patch_xml(hidden(src_xml)))

    def checked(self, source: str, part: Any, jinja_env: BoundedEnvironment) -> nodes.Template:
        """Return the syntax tree of ``source``, a part's patched XML. Raises TemplateFault for what is wrong in it."""
        element = self.element_of(part)
        try:
            return self._checked(source, element, jinja_env)
        except TemplateFault:
            raise
        except Exception as error:  # whatever a template provokes is the template's fault
            raise faults.of_exception(error, self.name, element, source) from error

    def _checked(self, source: str, element: Any, jinja_env: BoundedEnvironment) -> nodes.Template:
        if unclosed := faults.unclosed(element, self.name):
            raise unclosed
        if wrong := imbalance(source):
            raise faults.at_line(self.name, element, source, wrong.line, wrong.tag, wrong.reason)
        tree = jinja_env.parse(source)
        for data in tree.find_all(nodes.TemplateData):  # of the template's text only: a value means what it says
            for written, meant in _BRACES:
                data.data = data.data.replace(written, meant)
        broken = faults.residue(source, self.name, element) or faults.unknown_filter(
            tree, jinja_env.filters, source, self.name, element
        )
        if broken:
            raise broken
        return tree

    def element_of(self, part: Any) -> Any:
        """Return the body for the document, else the part itself with its element, for whoever looks for a place."""
        if part is self.docx._part:
            return self.docx._element.body
        return part if hasattr(part, "element") else _Parsed(str(part.partname), parse_xml(part.blob))

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: BoundedEnvironment) -> str:
        """Render one part; raises TemplateFault naming the place, the tag and the record."""
        source = by_lines(src_xml)
        self.current_rendering_part = part
        jinja_env.effort.begin()
        try:
            code = jinja_env.compile(self.checked(source, part, jinja_env))
            text = jinja_env.template_class.from_code(jinja_env, code, jinja_env.make_globals(None)).render(context)
            if part is not self.docx._part:
                self.charts.refuse(text)
            text = str(self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", text)))
            jinja_env.hold_whole(text)
        except TemplateFault:
            raise
        except Exception as error:  # whatever a template provokes is the template's fault
            raise faults.of_exception(error, self.name, self.element_of(part), source) from error
        if part is self.docx._part:
            fitters = (Fitter(self.sites, conditional_sections=True), ColumnFitter(self.frames))
            inline = Inline(self.placer, self.taker, NeededMarker(self.needed))
            text = body_stream(fitters, inline, mended=True).feed(text, last=True)
        else:
            text = plain_stream(mended=True).feed(text, last=True)
        try:
            etree.fromstring(text.encode())  # docxtpl itself would mend it by dropping what does not fit
        except etree.XMLSyntaxError as error:
            raise TemplateFault(
                f"Mẫu {self.name} · các lệnh lặp hoặc điều kiện cắt ngang bảng hay đoạn · đặt mỗi lệnh "
                "{%p … %} một đoạn riêng, mỗi lệnh {%tr … %} một dòng bảng riêng"
            ) from error
        return text

    def map_tree(self, tree: Any) -> None:
        """Put the filled body in its place; what is said in the namespace of XML itself is taken off on the way.

        lxml would look each ``xml:space`` up among all those before it: a minute for four hundred thousand lines.
        """
        said = [(node, node.attrib.items()) for node in tree.xpath("descendant-or-self::*[@xml:*]")]
        for node, _ in said:
            node.attrib.clear()
        super().map_tree(tree)
        for node, attributes in said:
            for name, value in attributes:  # all of them, so that they keep their order
                node.set(name, value)

    def others(self) -> Iterator[tuple[Any, str]]:
        """Yield the headers, footers and notes with their XML, as docxtpl takes them."""
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield part, self.get_part_xml(part)
        for part in self.notes():
            yield part, self.get_part_xml(part)

    def notes(self) -> list[Any]:
        """Return the parts that hold notes, at the foot of the page and at the end."""
        return [part for part in self.docx.part.package.iter_parts() if part.content_type in _NOTES]

    def render_footnotes(self, context: dict[str, Any], jinja_env: BoundedEnvironment | None = None) -> None:
        """Render footnotes once; docxtpl does so for each section, and would then run what a value contains."""
        for part in self.notes():
            source = self.patch_xml(self.get_part_xml(part))
            part._blob = DECLARATION + self.render_xml_part(source, part, context, jinja_env or environment()).encode()

    def properties(self) -> dict[str, str]:
        """Return the properties that hold tags, by name.

        Where the file has none, python-docx would make some up: its own name as the author's, the day of today.
        """
        relations = self.docx.part.package.rels.values()
        if not any(relation.reltype == RELATION.CORE_PROPERTIES for relation in relations):
            return {}
        hold_properties(self.name, {name: getattr(self.docx.core_properties, name) for name in UNFILLED})
        found = {name: getattr(self.docx.core_properties, name) for name in PROPERTIES}
        return {name: plainly(text) for name, text in found.items() if any(tag in text for tag in TAGS)}

    def render_properties(self, context: dict[str, Any], jinja_env: BoundedEnvironment | None = None) -> None:
        """Render title, subject and author as plain text: escaping them would show ``&amp;``."""
        plain = (jinja_env or environment()).overlay(autoescape=False)
        for name, written in self.properties().items():
            try:
                value = plain.from_string(written).render(context)
            except Exception as error:
                raise faults.of_exception(error, self.name, None, written) from error
            self.charts.refuse(value)
            setattr(self.docx.core_properties, name, plain_text(value)[:LONGEST_PROPERTY])

    def saved(self, *, carrying: bool) -> tuple[dict[str, bytes], str]:
        """Return the members of the document, and the name of the empty one that will carry data, if any."""
        own = _attach_empty_item(self.docx.part) if carrying else ""
        buffer = io.BytesIO()
        self.docx.save(buffer)
        with zipfile.ZipFile(buffer) as package:
            return {info.filename: package.read(info) for info in package.infolist()}, own


def checked_whole(template_name: str, content: bytes) -> None:
    """Raise TemplateFault for what is wrong in a template's parts, before any data."""
    template = StrictTemplate(template_name, content)
    env = environment()
    for part, raw in ((template.docx.part, template.get_xml()), *template.others()):
        template.checked(by_lines(template.patch_xml(raw)), part, env)


def blamed(template_name: str, content: bytes, error: TooMuch) -> TemplateFault:
    """Return the fault of a loop that a compiled template ran too long."""
    template = StrictTemplate(template_name, content)
    parts = [(template.docx.part, template.get_xml()), *template.others()]
    part, raw = next(found for found in parts if str(found[0].partname).lstrip("/") == error.part)
    return faults.too_much(error, template_name, template.element_of(part), by_lines(template.patch_xml(raw)))


def fill(
    template_name: str, template: bytes, names: Mapping[str, Any], *, carrying: bool
) -> tuple[dict[str, bytes], str, list[PlaceAsMade]]:
    """Return the members of the filled template, the name of the empty one that will carry data, if any, the places.

    Raises TemplateFault when the template cannot be read or uses what ``names`` does not give.
    """
    document = StrictTemplate(template_name, template)
    try:
        env = environment()
        env.finalize = document.charts.printing(env.finalize)
        document.placer = PlaceMarker(lambda: places_in(names), document.first_control)
        document.render(dict(names), env, autoescape=True)
        document.charts.draw(document.docx)
        members, own = document.saved(carrying=carrying)
        if notes := document.taker.notes:
            members |= attach(members, members.__getitem__, document.main, notes)
        return members, own, document.placer.made
    except TemplateFault:
        raise
    except Exception as error:  # docxtpl, too, raises many kinds
        raise TemplateFault(
            f"Mẫu {template_name} · không dựng được văn bản ({type(error).__name__}: {error})"
        ) from error


def _attach_empty_item(part: Any) -> str:
    """Relate an empty custom XML part and its properties to the document part; return its member name.

    A template may have such parts of its own (Word adds one for a bibliography): the next free number.
    """
    taken = {str(other.partname) for other in part.package.iter_parts()}
    number = next(number for number in itertools.count(1) if f"/customXml/item{number}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", b"<empty/>", part.package)
    name = PackURI(f"/customXml/itemProps{number}.xml")
    item.relate_to(Part(name, _PROPERTIES_TYPE, carry.properties(), part.package), RELATION.CUSTOM_XML_PROPS)
    part.relate_to(item, RELATION.CUSTOM_XML)
    return f"customXml/item{number}.xml"
