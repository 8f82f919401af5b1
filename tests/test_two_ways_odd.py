"""Templates as Word leaves them after years of editing: whichever way they go, docxtpl's document comes out."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.model.context import CoQuan
from reportgen.model.tracing import OPEN, TracedText
from reportgen.render import render_plain
from reportgen.render.proof import Unproven
from reportgen.render.strict import fill
from tests.docx_text import members, text_of
from tests.two_ways import GIVEN, Context, Row, alike, cell, compiled, names, noted, p, row, same, table, template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = row("Mã", "Tên")
SPLIT = dataclasses.replace(GIVEN, ten="một\thai\nba & bốn")
CHANGED = '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>'
BOX = f"<w:r><w:pict><w:txbxContent>{p('{{ ten }}')}</w:txbxContent></w:pict></w:r>"
SPANNED = '<w:tcPrChange w:id="1" w:author="x"><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>'


def styled(style: str, text: str = "", more: str = "") -> str:
    """A paragraph of a named style."""
    return p(text, f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>')


def section(width: int) -> str:
    """The end of a section, as a paragraph's property."""
    return f'<w:sectPr><w:pgSz w:w="{width}" w:h="16838"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'


EMPTY = '<w:p w:rsidR="00AB12CD"/>'
TITLE = styled("ND30TrichYeu", "Về việc {{ ten }} và những việc khác của cơ quan trong sáu tháng đầu năm")
RULE = '<w:p><w:pPr><w:pStyle w:val="ND30KeNgan"/></w:pPr></w:p>'
BREAK = f"<w:p><w:pPr>{section(9000)}</w:pPr></w:p>"
ODD = {
    "a tracked change of letters": p("{{ ten }}", run=CHANGED),
    "a text box, and a value after it": f"<w:p>{BOX}<w:r><w:t>{{{{ ten }}}}</w:t></w:r></w:p>",
    "a text box before a value": f"<w:p><w:r><w:t>{{{{ ten }}}}</w:t></w:r>{BOX}</w:p>",
    "a tracked change of a cell": table(3, row("a", "b", "c"), row(cell("{{ ten }}", SPANNED), "b")),
    "a span of a tracked change only": table(3, row(cell("{{ ten }}", SPANNED), "b")),
    "a condition in a span": table(3, row(cell("x", '<w:gridSpan w:val="{% if dung %}2{% else %}3{% endif %}"/>'), "b")),
    "two spans in a cell": table(3, row(cell("x", '<w:gridSpan w:val="2"/><w:gridSpan w:val="2"/>'), "b")),
    "an empty constant": p("{{ none }}{{ none or none }}"),
    "a fraction, a list of constants": p("{{ 1 / 2 }} {{ [1, 2]|join('-') }}"),
    "a tab in the template's own text": p("a\tb {{ ten }}"),
    "empty paragraphs above a rule": EMPTY + styled("ND30CoQuan", "{{ ten }}") + EMPTY + RULE + "<w:p/>" + RULE,
    "an empty paragraph right above a heading": EMPTY + TITLE + RULE,
    "a comment's paragraph above a rule": TITLE + p("{#p gì đó #}") + RULE,
    "a value's paragraph above a rule": TITLE + p("{{p khong }}") + RULE,
    "rules in a loop": p("{%p for h in hang %}") + styled("ND30CoQuan", "{{ h.ma }} {{ h.ten }}") + RULE + p("{%p endfor %}"),
    "a heading of two styles, one printed": p("{%p if dung %}") + styled("ND30CoQuan", "{{ ten }}") + p("{%p else %}")
    + styled("ND30ChuQuan", "{{ so }}") + p("{%p endif %}") + RULE,
    "a section's end in its heading": styled("ND30TrichYeu", "{{ ten }} " * 3, section(9000)) + TITLE,
    "two sections": TITLE + BREAK + TITLE + RULE,
    "a section on a condition": TITLE + p("{%p if dung %}") + BREAK + p("{%p endif %}") + TITLE,
    "a section that goes with its command": TITLE + p("{%p if dung %}", f"<w:pPr>{section(9000)}</w:pPr>") + TITLE
    + p("{%p endif %}"),
    "a page as wide as a value": TITLE + BREAK.replace('"9000"', '"{{ so }}"'),
    "an empty section": TITLE + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + TITLE,
    "a name that is a word of Python's": p("{{ ten if hang[0].class is defined else so }}"),
    "a private letter": p("\ue010 {{ ten }} \ue000"),
}  # fmt: skip


def either_way(content: bytes, context: Any = GIVEN) -> dict[str, bytes]:
    """Render as a user does, and by docxtpl alone; return docxtpl's."""
    theirs, _ = fill("mau.docx", content, names(context), carrying=False)
    alike(members(render_plain("mau.docx", content, context)), theirs)
    return theirs


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_odd_templates_give_docxtpl_s_document(body: str) -> None:
    either_way(template(body))


@pytest.mark.parametrize("name", [name for name in ODD if name != "a tracked change of letters"])
def test_odd_templates_with_tabs_and_lines_in_a_value(name: str) -> None:
    either_way(template(ODD[name]), SPLIT)


def test_what_docxtpl_cannot_repeat_is_refused_and_not_broken() -> None:
    content = template(ODD["a tracked change of letters"])
    for way in (
        lambda: fill("mau.docx", content, names(SPLIT), carrying=False),
        lambda: render_plain("m", content, SPLIT),
    ):
        with pytest.raises(TemplateFault):
            way()


def test_an_empty_paragraph_keeps_a_rule_from_the_text_before_it() -> None:
    body = etree.fromstring(either_way(template(ODD["empty paragraphs above a rule"]))["word/document.xml"])[0]
    assert [text_of(item) for item in body.iter(f"{W}p")] == ["", GIVEN.ten, "", "", "", ""]
    rules = [item.find(f"{W}pPr/{W}ind") for item in body.iter(f"{W}p") if item.find(f"{W}pPr") is not None]
    assert [rule.get(f"{W}left") for rule in rules[1:]] == [None, None]


HEADER = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'


def test_a_header_is_held_to_the_same_rules() -> None:
    with pytest.raises(TemplateFault, match="đầu trang"):
        render_plain("mau.docx", template(p("x"), word_header1__xml=HEADER.format(p("{ { ten }}"))), GIVEN)
    either_way(template(p("x"), word_header1__xml=HEADER.format(p("a\tb"))))
    either_way(template(p("x"), word_header1__xml=HEADER.format(p("Trang"))))


def test_footnotes_are_filled_once_however_many_sections() -> None:
    content = noted(TITLE + BREAK + TITLE, p("{{ ten }}"))
    nasty = Context(ten="{{ so }} & <x>")
    made = same(content, names(nasty))
    assert text_of(etree.fromstring(made["word/footnotes.xml"])) == nasty.ten
    single = noted(p("x"), "<w:p><w:r><w:rPr><w:color w:val='{{ mau }}'/></w:rPr><w:t>x</w:t></w:r></w:p>")
    same(single, names(Context(mau='it\'s "x" > y')))


def test_a_broken_tag_in_a_footnote_is_told() -> None:
    for tag in ("{ {ten}}", "{{ ten", "{{ khong_co }}", "{% if %}"):
        with pytest.raises(TemplateFault, match=r"Mẫu mau\.docx"):
            render_plain("mau.docx", noted(p("x"), p(tag)), GIVEN)


def test_traced_figures_keep_their_marks() -> None:
    @dataclasses.dataclass(frozen=True)
    class Traced:
        a: Any = TracedText("5", 1)
        b: Any = TracedText("6", 2)

    content = template(p("{{ [a, b]|join('/') }} {{ a ~ '' }} {{ a }} {{ a|length }}"))
    text = text_of(etree.fromstring(either_way(content, Traced())["word/document.xml"]))
    assert text.count(OPEN) == 3


@dataclasses.dataclass(frozen=True)
class Office:
    """A context of one record."""

    co_quan: CoQuan = CoQuan("Sở", ("Sở",), (), "STN", "Ví Dụ")


@pytest.mark.parametrize("tag", ["co_quan", "co_quan|hoa_dau", "co_quan|thuong_dau", "co_quan.dong_ten"])
def test_a_record_is_never_printed_whole(tag: str) -> None:
    with pytest.raises(TemplateFault, match="biến này là"):
        render_plain("mau.docx", template(p(f"{{{{ {tag} }}}}")), Office())


def test_an_image_is_no_property() -> None:
    content = members(template(p("{{ ten }}")))
    from tests.docx_text import pack

    content["word/media/image1.png"] = "\ue011".encode() * 9
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'
    )
    relation = (
        b'<Relationship Id="rIdPng" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="media/image1.png"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", relation)
    assert "word/media/image1.png" in same(pack(content), names())


def test_letters_that_look_like_an_underscore_open_nothing() -> None:
    with pytest.raises((Unproven, TemplateFault)):
        compiled(template(p("{{ ten.\uff3f\uff3fclass\uff3f\uff3f }}")))
    with pytest.raises(TemplateFault):
        render_plain("mau.docx", template(p("{{ ten.\uff3f\uff3fclass\uff3f\uff3f }}")), GIVEN)


def test_rows_of_nothing_are_rows_of_nothing() -> None:
    body = table(2, HEAD, row("{%tr for h in hang %}", ""), row("{{ h.ma }}", "{{ h.ten }}"), row("{%tr endfor %}", ""))
    same(template(body), names(Context(hang=(Row("", ""),))))
