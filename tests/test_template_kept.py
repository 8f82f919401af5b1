"""What a template's author typed is printed, or refused by name: nothing of it is lost in silence."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.render import render_plain
from reportgen.render.strict import fill
from reportgen.render.typed import TAG
from tests.docx_text import W, members, pack, text_of
from tests.two_ways import GIVEN, Context, Row, alike, cell, names, noted, p, row, table, template

INSERTED = '<w:ins w:id="6" w:author="A" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{}</w:delText></w:r></w:del>'
GONE = '<w:pPr><w:rPr><w:del w:id="8" w:author="A" w:date="2026-01-01T00:00:00Z"/></w:rPr></w:pPr>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'
SECTION = '<w:pPr><w:sectPr><w:pgSz w:w="9000" w:h="16838"/></w:sectPr></w:pPr>'
FIELD = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
PICTURE = "<w:r><w:drawing/></w:r>"
IF, END = p("{%p if dung %}"), p("{%p endif %}")


def run(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    """A paragraph of ready-made runs, or of texts."""
    return f"<w:p>{properties}{''.join(item if item.startswith('<') else run(item) for item in runs)}</w:p>"


def printed(body: str, context: Context = GIVEN) -> list[str]:
    """Return the texts of the paragraphs that a template gives, the same both ways."""
    content = template(body)
    theirs, _, _ = fill("mau.docx", content, names(context), carrying=False)
    made = members(render_plain("mau.docx", content, context))
    alike(made, theirs)
    return [text_of(item) for item in etree.fromstring(made["word/document.xml"]).iter(f"{W}p")]


def refused(body: str) -> str:
    """Return why a template is refused, both ways alike."""
    with pytest.raises(TemplateFault) as fault:
        render_plain("mau.docx", template(body), GIVEN)
    return str(fault.value)


@pytest.mark.parametrize(
    ("beside", "lost"),
    [
        (run("Câu đứng cùng. "), "«Câu đứng cùng.»"),
        (run("{{ ten }}"), "«{{ ten }}»"),
        (BREAK, "dấu ngắt trang"),
        (BREAK.replace("page", "column"), "dấu ngắt cột"),
        (PICTURE, "hình"),
        (FIELD, "trường (field)"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "chú thích cuối trang"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "ký hiệu"),
    ],
)
def test_what_shares_a_command_s_paragraph_is_named(beside: str, lost: str) -> None:
    for paragraph in (para("{%p if dung %}", beside), para(beside, "{%p if dung %}")):
        message = refused(paragraph + p("giữa") + END)
        assert "lệnh {%p if dung %}" in message
        assert f"đoạn có lệnh {{%p … %}} còn có {lost}" in message
        assert "ở một đoạn riêng" in message


def test_a_section_or_page_break_of_a_command_s_paragraph_is_named() -> None:
    assert "dấu ngắt phần" in refused(IF + p("x") + para("{%p endif %}", properties=SECTION))
    before = "<w:pPr><w:pageBreakBefore/></w:pPr>"
    assert "ngắt trang trước đoạn" in refused(para("{%p if dung %}", properties=before) + p("x") + END)
    off = before.replace("/>", ' w:val="0"/>', 1)
    assert printed(para("{%p if dung %}", properties=off) + p("x") + END) == ["x"]


def test_other_commands_in_a_command_s_paragraph_are_named() -> None:
    assert "«có»" in refused(p("{%p if dung %}có{%p endif %}"))
    assert "«{% else %}»" in refused(IF + p("x") + p("{%p endif %}{% else %}"))


def test_several_commands_in_one_paragraph_or_row_each_act() -> None:
    assert printed(p("{%p if dung %}{%p for h in hang %}") + p("{{ h.ma }}") + p("{%p endfor %} {%p endif %}")) == [
        "I.1", "I.2", "II.1",
    ]  # fmt: skip
    body = table(
        1,
        row("đầu"),
        row("{%tr if dung %}{%tr for h in hang %}"),
        row("{{ h.ma }}"),
        row("{%tr endfor %}{%tr endif %}"),
    )
    assert printed(body) == ["đầu", "I.1", "I.2", "II.1"]


def test_what_shares_a_command_s_row_or_cell_is_named() -> None:
    heading = row("Mã", "Tên")
    beside = table(
        2, heading, row("{%tr for h in hang %}", "Tiêu đề"), row("{{ h.ma }}", ""), row("{%tr endfor %}", "")
    )
    assert "bảng 1, dòng 2, đoạn «{%tr for h in hang %}»" in refused(beside)
    assert "dòng có lệnh {%tr … %} còn có «Tiêu đề»" in refused(beside)
    same = table(2, heading, row("{%tr for h in hang %}{{ h.ma }}", "{{ h.ten }}{%tr endfor %}"))
    message = refused(p("trước") + table(1, row("khác")) + same)
    assert "bảng 2, dòng 2" in message
    assert "ở một dòng bảng riêng" in message
    assert "ô có lệnh {%tc … %} còn có «x»" in refused(table(2, heading, row(cell("x{%tc for h in hang %}"), "a")))
    assert "lệnh {%tr … chỉ dùng trong bảng" in refused(p("{%tr for h in hang %}"))


@pytest.mark.parametrize(
    ("typed", "given", "left_out"),
    [
        ("Q {%- if dung -%} có {%- endif %} z", "Q có z", "Q z"),
        ("Q {%- if dung %}có{% endif -%} z", "Q có z", "Q z"),
        ("Q {%- if dung -%} có {%- endif -%} .", "Q có.", "Q."),
        ("Q{% if dung %} có {%- endif %}, z", "Q có, z", "Q, z"),
        ("số {{- so -}} việc", "số 1234 việc", "số 1234 việc"),
        ("( {{- so -}} )", "(1234)", "(1234)"),
    ],
)
def test_a_dash_joins_no_words_and_no_paragraphs(typed: str, given: str, left_out: str) -> None:
    around = p("trước") + "{}" + p("sau")
    assert printed(around.format(p(typed))) == ["trước", given, "sau"]
    assert printed(around.format(p(typed)), Context(dung=False)) == ["trước", left_out, "sau"]


def test_a_dash_in_a_command_s_own_paragraph_changes_nothing() -> None:
    for opening, closing in (("{%-p if dung %}", "{%p endif -%}"), ("{%p if dung -%}", "{%- p endif %}")):
        assert printed(p("trước") + p(opening) + p("x") + p(closing) + p("sau")) == ["trước", "x", "sau"]


def test_what_is_deleted_in_word_is_no_template() -> None:
    deleted = [para(DELETED.format(text), properties=GONE) for text in ("{%p if khong %}", "{%p endif %}")]
    assert printed(deleted[0] + p("còn đây") + deleted[1] + p("sau")) == ["còn đây", "sau"]
    assert printed(para("a ", DELETED.format("{{ khong_co }}"), "{{ so }}")) == ["a 1234"]
    assert printed(para("{{ s", DELETED.format("x"), "o }}")) == ["1234"]
    moved = f'<w:moveFrom w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">{run("{{ khong_co }}")}</w:moveFrom>'
    assert printed(para("a", moved)) == ["a"]


def test_a_tag_that_was_inserted_in_part_is_whole() -> None:
    assert printed(para("D {{ ", INSERTED.format(run("so }} b")))) == ["D 1234 b"]
    assert printed(para(INSERTED.format(run("D {{ s")), "o }}", INSERTED.format(run(" b")))) == ["D 1234 b"]


@pytest.mark.parametrize(
    ("half", "named"),
    [
        (f"<w:hyperlink w:anchor='x'>{run('o }} b')}</w:hyperlink>", "liên kết"),
        (f"<w:sdt><w:sdtContent>{run('o }} b')}</w:sdtContent></w:sdt>", "ô nội dung"),
        (f'<w:fldSimple w:instr="PAGE">{run("o }} b")}</w:fldSimple>', "trường (field)"),
        (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("o }} b")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "trường",
        ),
    ],
)
def test_a_tag_half_in_something_is_named_as_that(half: str, named: str) -> None:
    message = refused(para("D {{ s", half))
    assert "lệnh {{ so }} · lệnh này nửa nằm trong, nửa nằm ngoài một " in message
    assert named in message


def test_what_lies_within_a_tag_stays() -> None:
    mark = '<w:bookmarkStart w:id="3" w:name="x"/>', '<w:bookmarkEnd w:id="3"/>'
    content = template(para("{{ s", mark[0], "o }}", "b", mark[1]))
    made = members(render_plain("mau.docx", content, GIVEN))["word/document.xml"]
    assert made.count(b"<w:bookmarkStart") == made.count(b"<w:bookmarkEnd") == 1
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>o }} đậm</w:t></w:r>"
    made = members(render_plain("mau.docx", template(para("{{ s", bold)), GIVEN))["word/document.xml"]
    assert b"<w:b/>" in made


def test_a_bookmark_in_a_loop_is_not_repeated() -> None:
    mark = '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>'
    content = template(p("{%p for h in hang %}") + para(mark, "{{ h.ma }}") + p("{%p endfor %}"))
    assert b"bookmark" not in members(render_plain("mau.docx", content, GIVEN))["word/document.xml"]


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("{% if ten == 'A&amp;B' %}đúng{% endif %}", "đúng"),
        ("{% if 3 &lt; 4 and 4 &gt; 3 %}đúng{% endif %}", "đúng"),
        ("{{ 'đúng'|replace('&amp;lt;', '') }}", "đúng"),
        ("{% if 'hạn' == 'hạn' %}đúng{% endif %}", "đúng"),
        ("{%\u00a0if\u00a0dung\u00a0%}đúng{%\u202fendif %}", "đúng"),
        ("{{\u200b 'đúng' \ufeff}}", "đúng"),
        ("{{ 'đú\u200bng' }}", "đúng"),
        ("{{ 'đúng' if so % 2 == 0 else 'sai' }}", "đúng"),
        ("{{ “đúng” }}", "đúng"),
        ("{{ so – 1 }} {{ (so) − 1 }}", "1233 1233"),
        ("{{ “đúng – sai” }} {{ 'a — b' }}", "đúng – sai a — b"),
        ("{{ '“' ~ 'đúng' ~ '”' }}", "“đúng”"),
        ("{{ 'a\u00a0b' }}", "a\u00a0b"),
        ("{ đúng }", "{ đúng }"),
        ("đúng {", "đúng {"),
    ],
)
def test_what_is_typed_in_a_tag_is_read_as_it_is_meant(typed: str, given: str) -> None:
    assert printed(p(typed) + p("{x"), Context(ten="A&B")) == [given, "{x"]


@pytest.mark.parametrize(
    "command",
    ["{%p\u00a0if dung %}", "{% p if dung %}", "{%p if so % 2 == 0 %}", "{%p if '}' != '%' %}", "{%P if dung %}"],
)
def test_a_command_of_a_paragraph_is_known_as_people_type_it(command: str) -> None:
    assert printed(p(command) + p("x") + p("{%p\u2003endif %}")) == ["x"]


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>'
)


@pytest.mark.parametrize("element", ["dc:title", "cp:category", "cp:keywords", "cp:contentStatus"])
def test_properties_are_filled_as_the_text_is(element: str) -> None:
    typed = "{{\u200b\u00a0so }} {{ “việc” if 'hạn' == 'hạn' }}"
    content = template(p("x"), docProps_core__xml=CORE.format(f"<{element}>{typed}</{element}>"))
    assert "1234 việc" in members(render_plain("mau.docx", content, GIVEN))["docProps/core.xml"].decode()


@pytest.mark.parametrize("element", ["cp:lastModifiedBy", "cp:version", "dc:language"])
def test_properties_that_are_not_filled_are_named(element: str) -> None:
    content = template(p("x"), docProps_core__xml=CORE.format(f"<{element}>{{{{ so }}}}</{element}>"))
    with pytest.raises(TemplateFault, match=r"thuộc tính của tệp .* · lệnh {{ so }} · chương trình không điền được"):
        render_plain("mau.docx", content, GIVEN)


def test_a_value_for_a_whole_paragraph_row_or_run_is_printed_in_it() -> None:
    assert printed(p("{{P so }}")) == ["1234"]
    assert printed(p("Có {{r so }} việc") + table(1, row("{{r so }}"))) == ["Có 1234 việc", "1234"]
    assert printed(p("{{p so }}") + p("x") + table(1, row("a"), row("{{tr so }}"))) == ["1234", "x", "a", "1234"]


def test_a_fault_is_placed_where_it_is_when_there_are_several_tags() -> None:
    message = refused(p("Nơi: {{ hang }}") + p("{%p if dung %}") + p("x") + END)
    assert "đoạn «Nơi: {{ hang }}» · lệnh {{ hang }}" in message
    message = refused(table(2, row("{{ ten }}{{ hang[9] }}", "{{ ten }}"), row("{{ ten }}", "{{ ten }}")))
    assert "bảng 1, dòng 1, đoạn «{{ ten }}{{ hang[9] }}» · lệnh {{ hang[9] }}" in message
    assert "đoạn «{{ hang|join(„, ”) }}» · lệnh" in refused(p("x") + p("{{ hang|join(„, ”) }}"))
    message = refused(p("{{ so }} {{ so|thieu }}") + p("{{ so }}"))
    assert "lệnh {{ so|thieu }}" in message
    message = refused(p("{{ so }}") * 3 + p("a {{ so }} b {{ so.x }}") + p("{{ so.x }}"))
    assert "đoạn «a {{ so }} b {{ so.x }}»" in message


def test_a_note_at_the_end_of_the_text_is_filled_and_checked() -> None:
    def with_endnote(text: str) -> bytes:
        content = noted(p("x"), p(text))
        parts = members(content)
        renamed = {
            name.replace("footnotes", "endnotes"): data.replace(b"footnote", b"endnote")
            if name.startswith(("word/footnotes", "word/_rels/document", "[Content"))
            else data
            for name, data in parts.items()
        }
        return pack(renamed)

    made = members(render_plain("mau.docx", with_endnote("{{ so }}"), GIVEN))["word/endnotes.xml"]
    assert text_of(etree.fromstring(made)) == "1234"
    with pytest.raises(
        TemplateFault, match=r"chú thích cuối văn bản · đoạn «{{ khong_co }}» · lệnh {{ khong_co }} · không có biến"
    ):
        render_plain("mau.docx", with_endnote("{{ khong_co }}"), GIVEN)


# --- the property: the static text of a template is a subsequence of what is printed ---------------

WORDS = st.sampled_from(["một", " hai ", "ba & <b>", "{", "}", "bốn {x}", "năm%", "{ sáu", "bảy -", "“tám”"])
VALUES = st.sampled_from(["{{ so }}", "{{- so -}}", "{# ghi chú #}", "{{r so }}", "{{ hang|length -}}"])
PAIRS = (
    ("{% if dung %}", "{% endif %}"), ("{%- if dung -%}", "{%- endif -%}"), ("{% for h in hang -%}", "{% endfor %}"),
    ("{%r if dung %}", "{%r endif %}"), ("{%p if dung %}", "{%p endif %}"), ("{%p for h in hang -%}", "{%p endfor %}"),
    ("{#p ghi chú #}", ""),
)  # fmt: skip
PIECES = st.one_of(WORDS, VALUES)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Paragraphs and tables of words and tags, cut into runs anywhere; commands around some, in them or by them."""
    texts = ["".join(draw(st.lists(PIECES, max_size=4))) for _ in range(draw(st.integers(1, 4)))]
    for _ in range(draw(st.integers(0, 2))):
        opening, closing = draw(st.sampled_from(PAIRS))
        first = draw(st.integers(0, len(texts) - 1))
        last = draw(st.integers(first, len(texts) - 1))
        if draw(st.booleans()):
            texts[first], texts[last] = opening + texts[first], texts[last] + closing
        else:
            texts[first : last + 1] = [opening, *texts[first : last + 1], closing]
    return "".join(block(draw, text) for text in texts)


def block(draw: st.DrawFn, text: str) -> str:
    """A paragraph, or a table of one, in runs."""
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    runs = [run(escaped(text[start:end])) for start, end in itertools.pairwise(cuts)]
    paragraph = para(*runs, draw(st.sampled_from(["<w:r/>", "<w:r/>", BREAK, "<w:r><w:tab/></w:r>"])))
    own = draw(st.integers(0, 4))
    return paragraph if own else table(1, f"<w:tr><w:tc><w:tcPr/>{paragraph}</w:tc></w:tr>")


def is_within(wanted: str, text: str) -> bool:
    rest = iter(text)
    return all(sign in rest for sign in wanted)


@settings(deadline=None)
@given(bodies())
def test_no_letter_of_a_template_is_lost_in_silence(body: str) -> None:
    content = template(body)
    try:
        made = members(render_plain("mau.docx", content, GIVEN))["word/document.xml"]
    except TemplateFault:
        return
    text = "".join(text_of(item) for item in etree.fromstring(made).iter(f"{W}p"))
    typed = "\n".join(text_of(item) for item in etree.fromstring(members(content)["word/document.xml"]).iter(f"{W}p"))
    static = re.sub(r"\s+", "", TAG.sub("", typed))
    assert is_within(static, re.sub(r"\s+", "", text))
    assert made.count(b'w:type="page"') >= body.count('w:type="page"')


def test_the_two_ways_agree_on_rows_of_another_context() -> None:
    few = Context(hang=(Row("x", "y"),))
    body = p("{%p for h in hang -%}") + p("{{- h.ma -}} :{%- if h.so %} {{ h.so }}{% endif -%} .") + p("{%p endfor %}")
    assert printed(body, few) == ["x:."]
