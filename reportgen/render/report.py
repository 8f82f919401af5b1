"""Rendering a template: docxtpl made strict, lines fitted, bytes reproducible; a report carries its data."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import itertools
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from reportgen import carry
from reportgen.errors import TemplateFault
from reportgen.model.context import BoiCanh
from reportgen.model.snapshot import Snapshot
from reportgen.render import faults
from reportgen.render.balance import imbalance
from reportgen.render.chart import Charts
from reportgen.render.environment import environment
from reportgen.render.fit import fit

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl with every leniency removed: nothing undefined, nothing dropped, nothing left over."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self.name = name
        self.charts = Charts(name)

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: ImmutableSandboxedEnvironment
    ) -> str:
        """Render one part; raises TemplateFault naming the place, the tag and the record."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        self.current_rendering_part = part
        element = self.docx._element.body if part is self.docx._part else part
        if unclosed := faults.unclosed(element, self.name):
            raise unclosed
        if wrong := imbalance(source):
            raise faults.at_line(self.name, element, source, wrong.line, wrong.tag, wrong.reason)
        try:
            tree = jinja_env.parse(source)
            broken = faults.residue(source, self.name, element) or faults.unknown_filter(
                tree, jinja_env.filters, source, self.name, element
            )
            if broken:
                raise broken
            code = jinja_env.compile(tree)
            text = jinja_env.template_class.from_code(jinja_env, code, jinja_env.make_globals(None)).render(context)
        except TemplateFault:
            raise
        except Exception as error:  # whatever a template provokes is the template's fault
            raise faults.of_exception(error, self.name, element, source) from error
        if part is not self.docx._part:
            self.charts.refuse(text)
        text = str(self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", text)))
        try:
            etree.fromstring(text.encode())  # docxtpl itself would mend it by dropping what does not fit
        except etree.XMLSyntaxError as error:
            raise TemplateFault(
                f"Mẫu {self.name} · các lệnh lặp hoặc điều kiện cắt ngang bảng hay đoạn · đặt mỗi lệnh "
                "{%p … %} một đoạn riêng, mỗi lệnh {%tr … %} một dòng bảng riêng"
            ) from error
        return text

    def render_properties(
        self, context: dict[str, Any], jinja_env: ImmutableSandboxedEnvironment | None = None
    ) -> None:
        """Render title, subject and author as plain text: escaping them would show ``&amp;``."""
        plain = (jinja_env or environment()).overlay(autoescape=False)
        properties = self.docx.core_properties
        for name in ("title", "subject", "author", "comments", "identifier"):
            written = getattr(properties, name)
            try:
                value = plain.from_string(written).render(context)
            except Exception as error:
                raise faults.of_exception(error, self.name, None, written) from error
            self.charts.refuse(value)
            setattr(properties, name, value[:255])


def render(
    template_name: str, template: bytes, context: BoiCanh, snapshot: Snapshot, program: str, inputs: Mapping[str, str]
) -> bytes:
    """Return the .docx that ``template`` filled with ``context`` makes, ``snapshot`` inside.

    ``program`` is this program's version, ``inputs`` the hashes of the input files by name. Raises
    TemplateFault when the template cannot be read or uses what the program does not give.
    """
    members, own = _filled(template_name, template, context, carrying=True)
    provenance = carry.Provenance(
        program=program,
        inputs=dict(sorted(inputs.items())),
        template=template_name,
        template_hash=hashlib.sha256(template).hexdigest(),
        parts=carry.part_hashes(members, own),
    )
    members[own] = carry.payload(snapshot, provenance)
    return _zip(members)


def render_plain(template_name: str, template: bytes, context: DataclassInstance) -> bytes:
    """Return the .docx that ``template`` filled with ``context``, any frozen dataclass, makes; no data inside.

    As strict, escaped, sandboxed and reproducible as a report. Raises TemplateFault when the template
    cannot be read or uses what ``context`` does not give.
    """
    members, _ = _filled(template_name, template, context, carrying=False)
    return _zip(members)


def _filled(
    template_name: str, template: bytes, context: DataclassInstance, *, carrying: bool
) -> tuple[dict[str, bytes], str]:
    """Return the members of the filled template and the name of the empty one that will carry data, if any."""
    document = _StrictTemplate(template_name, template)
    try:
        document.init_docx()
        body, styles = document.docx.element.body, document.docx.part._styles_part.element
        if body is None or styles is None:
            raise TypeError("no body")
    except Exception as error:  # python-docx raises many kinds on odd files
        raise TemplateFault(f"Mẫu {template_name} · không đọc được, có thể không phải tệp Word .docx") from error
    names = {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}
    try:
        env = environment()
        env.finalize = document.charts.printing(env.finalize)
        document.render(names, env, autoescape=True)
        fit(document.docx.element.body, styles)
        document.charts.draw(document.docx, _zip)
        own = _attach_empty_item(document.docx.part) if carrying else ""
        buffer = io.BytesIO()
        document.docx.save(buffer)
    except TemplateFault:
        raise
    except Exception as error:  # and so does docxtpl
        raise TemplateFault(
            f"Mẫu {template_name} · không dựng được văn bản ({type(error).__name__}: {error})"
        ) from error
    with zipfile.ZipFile(buffer) as package:
        return {info.filename: package.read(info) for info in package.infolist()}, own


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


def _zip(members: Mapping[str, bytes]) -> bytes:
    """Zip ``members`` so that the same members give the same bytes on one build."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, members[name])
    return buffer.getvalue()
