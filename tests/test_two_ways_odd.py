"""Templates as Word leaves them after years of editing: whichever way they go, docxtpl's document comes out."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.model.context import CoQuan
from reportgen.model.tracing import OPEN, TracedText
from reportgen.render import render_plain
from reportgen.render.fitting import Fitter
from reportgen.render.language import Unproven
from reportgen.render.strict import fill
from tests.docx_text import members, pack, text_of, there
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
    "a page as wide as a value": TITLE + BREAK.replace('"9000"', '"{{ so }}"'),
    "an empty section": TITLE + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + TITLE,
    "a name that is a word of Python's": p("{{ ten if hang[0].class is defined else so }}"),
    "a section's end in a control": TITLE + f"<w:sdt><w:sdtContent>{BREAK}</w:sdtContent></w:sdt>",
    "a section around a text box": f"<w:p><w:pPr>{section(9000)}</w:pPr>{BOX}</w:p>" + TITLE,
    "a dash before a section's command": TITLE + BREAK.replace("</w:p>", "<w:r><w:t>{%- if dung %}x{% endif %}</w:t></w:r></w:p>")
    + p("z"),
    "a dash behind a section's command": TITLE + p("{% if dung -%}") + BREAK + p("x{% endif %}"),
    "properties after the text of a run": "<w:p><w:r><w:t>{{ ten }}</w:t><w:rPr><w:b/></w:rPr></w:r></w:p>",
    "a text box in the run of a value": f"<w:p><w:r><w:t>{{{{ ten }}}}</w:t>{BOX[5:-6]}</w:r></w:p>",
    "an empty run before a control": '<w:p><w:r w:rsidR="1"/><w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>{{ ten }}</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    "a loop's rounds looped over": p("{% for h in hang %}[{% for y in loop %}{{ y[0].ma }},{% endfor %}]{% endfor %}"),
    "a loop kept": p("{% for h in hang %}{% set l = loop %}{{ l.index }}{% endfor %}"),
    "a namespace that goes with its paragraph": '<w:p><w:r><w:t>{% if dung %}a</w:t></w:r></w:p>'
    '<w:p xmlns:z="urn:z"><w:r><w:t>b{% endif %}</w:t></w:r><z:x/></w:p>',
    "a drawing without a number": p("x") + '<w:p><w:r><w:drawing><wp:inline><wp:docPr name="a"/></wp:inline></w:drawing></w:r></w:p>',
    "a filter's argument by name": p("{{ hang[0].con|join(d=', ') }}"),
    "a remainder": p("{{ so % 7 }} {% for h in hang %}{{ loop.index % 2 }}{% endfor %}"),
    "a private letter": p("\ue010 {{ ten }} \ue000"),
}  # fmt: skip


def either_way(content: bytes, context: Any = GIVEN) -> dict[str, bytes]:
    """Render as a user does, and by docxtpl alone; return docxtpl's."""
    theirs, _, _ = fill("mau.docx", content, names(context), carrying=False)
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
    assert [there(rule).get(f"{W}left") for rule in rules[1:]] == [None, None]


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


HEADER_TEXTS = ["a {# ghi chú #} b", "{% raw %}{{ x }}{% endraw %}", "{_{ x }_}", "Trang", "“ngoặc”"]


@pytest.mark.parametrize("text", HEADER_TEXTS)
def test_a_header_without_values_is_read_as_a_template_too(text: str) -> None:
    either_way(template(p("x"), word_header1__xml=HEADER.format(p(text))))
    either_way(noted(p("x"), p(text)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_header_that_is_related_twice_is_written_once() -> None:
    parts = members(template(p("x"), word_header1__xml=HEADER.format(p("{{ ten }}"))))
    rels = "word/_rels/document.xml.rels"
    found = re.search(rb'<Relationship [^>]*Target="header1.xml"[^>]*/>', parts[rels])
    assert found
    again = re.sub(rb'Id="[^"]*"', b'Id="rIdAgain"', found[0])
    parts[rels] = parts[rels].replace(b"</Relationships>", again + b"</Relationships>")
    with zipfile.ZipFile(io.BytesIO(render_plain("mau.docx", pack(parts), GIVEN))) as package:
        assert package.namelist().count("word/header1.xml") == 1


@pytest.mark.parametrize("tag", ["ten.upper", "hang.count", "loop.index.bit_length", "ten % 3"])
def test_what_is_no_value_is_not_printed(tag: str) -> None:
    with pytest.raises(TemplateFault):
        render_plain("mau.docx", template(p(f"{{% for h in hang %}}{{{{ {tag} }}}}{{% endfor %}}")), GIVEN)


@pytest.mark.parametrize(
    ("opening", "closing"), [("{% if dung %}", "{% endif %}"), ("{% for h in hang %}", "{% endfor %}")]
)
def test_commands_nested_beyond_reason_are_told_in_plain_words(opening: str, closing: str) -> None:
    with pytest.raises(TemplateFault, match="lồng nhau quá nhiều tầng"):
        render_plain("mau.docx", template(p(opening * 200 + "a" + closing * 200)), GIVEN)


def test_a_heading_that_grows_long_stays_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: how many letters are joined again and again."""
    joined = []
    feed = Fitter.feed

    def counted(self: Fitter, text: str, *, last: bool) -> tuple[str, str]:
        joined.append(len(text))
        return feed(self, text, last=last)

    monkeypatch.setattr(Fitter, "feed", counted)
    content = template(styled("ND30TrichYeu", "{% for h in hang %}{{ h.ma }}, {% endfor %}"))
    many = Context(hang=tuple(Row("x" * 50, "") for _ in range(40_000)))
    compiled(content).filled(names(many), hashed=False)
    assert len(joined) <= 6


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


@pytest.mark.parametrize("tag", ["ten.\uff3f\uff3fclass\uff3f\uff3f", "hang[0].\uff4d\uff41"])
def test_letters_that_python_reads_as_others_open_nothing(tag: str) -> None:
    content = template(p(f"{{{{ {tag} }}}}"))
    with pytest.raises((Unproven, TemplateFault)):
        compiled(content)
    with pytest.raises(TemplateFault):
        render_plain("mau.docx", content, GIVEN)


def test_rows_of_nothing_are_rows_of_nothing() -> None:
    body = table(2, HEAD, row("{%tr for h in hang %}", ""), row("{{ h.ma }}", "{{ h.ten }}"), row("{%tr endfor %}", ""))
    same(template(body), names(Context(hang=(Row("", ""),))))
