"""A template compiled gives the document that docxtpl gives; what cannot be compiled is docxtpl's."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docxtpl import DocxTemplate, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.compose import compose
from reportgen.errors import TemplateFault
from reportgen.pipeline.period import merge_period
from reportgen.render import render_plain
from reportgen.render.compiling import compile_template
from reportgen.render.environment import environment
from reportgen.render.language import Unproven
from reportgen.render.runtime import Unfit
from reportgen.render.stream import SIGNS
from reportgen.render.strict import fill
from reportgen.workspace import Workspace
from tests.docx_text import members, text_of
from tests.places import DATA, PERIODS, WORKSPACES
from tests.two_ways import (
    GIVEN,
    Context,
    Row,
    canonical,
    cell,
    compiled,
    names,
    p,
    row,
    same,
    table,
    template,
    unpacked,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = row("Mã", "Tên")
ROWS = table(2, HEAD, row("{%tr for h in hang %}", ""), row("{{ h.ma }}", "{{ h.ten }}"), row("{%tr endfor %}", ""))
BOLD = "<w:rPr><w:b/></w:rPr>"
DRAWING = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="a"/></wp:inline></w:drawing></w:r></w:p>'

COMPILED = {
    "a value": p("{{ ten }}"),
    "a value twice in one run": p("{{ ten }} và {{ ten }}"),
    "a whole number, a fraction, a truth value": p("{{ so }} {{ ty_le }} {{ dung }}"),
    "nothing": p("[{{ khong }}]"),
    "a date": p("{{ ngay }} {{ ngay|ngay }} {{ ngay|ngay_dai }}"),
    "filters": p("{{ ten|upper }} {{ ten|lower }} {{ ten|hoa_dau }} {{ ten|thuong_dau }} {{ hang|length }}"),
    "filters with arguments": p("{{ hang[0].con|join(', ') }} {{ ten|replace('c', 'và') }} {{ '  a '|trim }}"),
    "first and last": p("{{ hang[0].con|first }} {{ hang[0].con|last }} {{ ten[0] }} {{ ten[-1] }} {{ ten[1:4] }}"),
    "a line break and a tab in a value": p("{{ hang[2].ten }}", run=BOLD),
    "a value split over runs": "<w:p><w:r><w:t>{{</w:t></w:r><w:r>" + BOLD + "<w:t> ten }}</w:t></w:r></w:p>",
    "a tag split letter by letter": "<w:p>"
    + "".join(f"<w:r><w:t xml:space='preserve'>{letter}</w:t></w:r>" for letter in "{{ so }}")
    + "</w:p>",
    "curly quotes in a tag": p("{{ hang[0].con|join(“; ”) }}"),
    "a condition in a run": p("{% if dung %}có{% else %}không{% endif %}"),
    "a condition over runs": "<w:p><w:r><w:t>{% if dung %}</w:t></w:r>"
    f"<w:r>{BOLD}<w:t>{{{{ ten }}}}</w:t></w:r><w:r><w:t>{{% endif %}}</w:t></w:r></w:p>",
    "a condition over runs that a value follows": "<w:p><w:r><w:t>{% if dung %}a</w:t></w:r>"
    f"<w:r>{BOLD}<w:t>{{{{ ten }}}}{{% endif %}}{{{{ hang[0].con|join }}}}</w:t></w:r></w:p>",
    "elif": p("{% if khong %}a{% elif so > 1000 %}b{% else %}c{% endif %}"),
    "a paragraph left out": p("{%p if khong %}") + p("không in") + p("{%p endif %}") + p("in"),
    "paragraphs repeated": p("{%p for h in hang %}") + p("{{ loop.index }}. {{ h.ma }}") + p("{%p endfor %}"),
    "paragraphs of an empty list": p("{%p for x in trong %}") + p("{{ x }}") + p("{%p else %}") + p("Không có.")
    + p("{%p endfor %}"),
    "loops in loops": p("{%p for h in hang %}") + p("{%p for c in h.con %}") + p("{{ h.ma }}{{ loop.index }} {{ c }}")
    + p("{%p endfor %}") + p("{%p endfor %}"),
    "all of loop": p(
        "{% for h in hang %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}"
        "{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}"
    ),
    "a loop with a condition": p("{% for h in hang if h.so %}{{ h.ma }},{% endfor %}"),
    "set": p("{% set x = so + 1 %}{% for h in hang %}{% set y = h.so - x %}{{ y }} {% endfor %}{{ x }}"),
    "sums, comparisons, and, or, not": p("{{ so + 1 }} {{ so // 7 }} {{ so % 7 }} {{ so > 3 and not khong or dung }}"),
    "in and not in": p("{{ 'a' in hang[0].con }} {{ 'z' not in hang[0].con }}"),
    "tests": p("{{ khong is none }} {{ so is even }} {{ so is not odd }}"),
    "joined with ~": p("{{ hang[0].ma ~ ' ' ~ so }}"),
    "an inline condition": p("{{ 'có' if dung else 'không' }}"),
    "rows repeated": ROWS,
    "rows left out": table(2, HEAD, row("{%tr if khong %}", ""), row("a", "b"), row("{%tr endif %}", "")),
    "a row over both columns": table(2, HEAD, row(cell("{{ ten }}", '<w:gridSpan w:val="2"/>'))),
    "a cell's colour": table(2, HEAD, row("{% cellbg mau %}{{ ten }}", "b")),
    "cells merged downwards": table(
        2, HEAD, row("{%tr for h in hang %}", ""), row("{% vm %}{{ ten }}", "{{ h.ma }}"), row("{%tr endfor %}", "")
    ),
    "a comment": p("{# chỉ để đọc #}in"),
    "a comment's paragraph": p("{#p chỉ để đọc #}") + p("in"),
    "a value in an attribute": "<w:p><w:r><w:rPr><w:color w:val=\"{{ mau }}\"/></w:rPr><w:t>x</w:t></w:r></w:p>",
    "a raw tag": p("{% raw %}{{ ten }}{% endraw %}"),
    "a drawing": p("{{ ten }}") + DRAWING + DRAWING,
    "braces to be printed": p("{_{ ten }_} {_% if %_} {{ ten }}"),
    "nothing to fill": p("Kính gửi: &lt;các&gt; phòng"),
}  # fmt: skip

DOCXTPLS = {
    "a loop over runs": "<w:p><w:r><w:t>{% for h in hang %}{{ h.ten }}</w:t></w:r>"
    f"<w:r>{BOLD}<w:t>{{% endfor %}}</w:t></w:r></w:p>",
    "cells repeated": table(
        2, row("a", "b"), row(cell("{%tc for h in hang %}"), cell("{{ h.ma }}"), cell("{%tc endfor %}"))
    ),
    "colspan": table(2, HEAD, row("{% colspan cot %}{{ ten }}")),
    "hm": table(2, HEAD, row(cell("{%tc for h in hang %}"), cell("{% hm %}{{ ten }}"), cell("{%tc endfor %}"))),
    "a drawing in a loop": p("{%p for h in hang %}") + DRAWING + p("{%p endfor %}"),
    "a table in a table": table(1, f"<w:tr><w:tc><w:tcPr/>{ROWS}{p('x')}</w:tc></w:tr>"),
    "a table of repeated rows only": table(
        2, row("{%tr for h in hang %}", ""), row("{{ h.ma }}", "{{ h.ten }}"), row("{%tr endfor %}", "")
    ),
    "a filter of Jinja's": p("{{ hang|map(attribute='ma')|join(' ') }}"),
    "a call": p("{% for i in range(3) %}{{ i }}{% endfor %}"),
    "a macro": p("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('a') }}"),
    "a namespace": p("{% set ns = namespace(x=1) %}{% for h in hang %}{% set ns.x = h.so %}{% endfor %}{{ ns.x }}"),
    "a condition on a section": p("x")
    + p("{%p if dung %}")
    + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    + p("{%p endif %}"),
}


@pytest.mark.parametrize(("workspace", "period"), [(w, period) for w in WORKSPACES for period in PERIODS])
def test_the_stock_reports_are_the_same_both_ways(workspace: str, period: str) -> None:
    merged = merge_period(Workspace(DATA / workspace), period)
    assert merged.snapshot is not None
    same(merged.template.read_bytes(), names(compose(merged.snapshot)))


@pytest.mark.parametrize("body", COMPILED.values(), ids=COMPILED)
def test_a_compiled_template_gives_docxtpl_s_document(body: str) -> None:
    made = same(template(body), names())
    fewer = (Row("x", "y", 5, ("q",)), Row("", "", 0), Row("z & t", "dòng\nkhác"))
    same(template(body), names(Context(ten="a", hang=fewer, so=3, dung=False)))
    text = [text_of(paragraph) for paragraph in etree.fromstring(made["word/document.xml"]).iter(f"{W}p")]
    assert text == bare(template(body))


def bare(content: bytes) -> list[str]:
    """The paragraphs that docxtpl itself gives, as its manual says to use it."""
    document = DocxTemplate(io.BytesIO(content))
    document.render(names(), environment(), autoescape=True)
    return [text_of(paragraph) for paragraph in document.docx.element.body.iter(f"{W}p")]


@pytest.mark.parametrize("body", DOCXTPLS.values(), ids=DOCXTPLS)
def test_what_cannot_be_proven_is_rendered_by_docxtpl(body: str) -> None:
    content = template(body)
    with pytest.raises(Unproven):
        compiled(content)
    theirs, _, _ = fill("mau.docx", content, names(), carrying=False)
    for name, data in members(render_plain("mau.docx", content, GIVEN)).items():
        assert data == theirs[name], name


@pytest.mark.parametrize(
    "value", [RichText("đậm", bold=True), "a\x0cb", "a\x07b", "dòng\rkhác"], ids=["rich", "page", "paragraph", "return"]
)
def test_a_value_that_needs_docxtpl_gets_it(value: object) -> None:
    content = template(p("{{ ten }}"))
    given = dataclasses.replace(GIVEN, ten=value)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"letter|markup|printed|nhóm") as refused:
        compiled(content).filled(names(given), hashed=False)
    assert not isinstance(refused.value, TemplateFault)
    theirs, _, _ = fill("mau.docx", content, names(given), carrying=False)
    assert members(render_plain("mau.docx", content, given))["word/document.xml"] == theirs["word/document.xml"]


@pytest.mark.parametrize("fault", [RuntimeError, TypeError, AttributeError, KeyError, ValueError])
def test_a_fault_of_the_compiled_way_itself_is_not_got_around(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault("of ours")

    monkeypatch.setattr("reportgen.render.compiled.packed", fail)
    with pytest.raises(fault, match="of ours"):
        render_plain("mau.docx", template(p("{{ ten }}")), GIVEN)


NOT_COMPILED = {
    "a letter": ("{{ ten }}", "a\x0cb", "letter"),
    "markup": ("{{ ten }}", RichText("đậm", bold=True), "value"),
    "a missing attribute": ("{{ ten.khong_co }}", "a", "khong_co"),
    "an index too far": ("{{ hang[9] }}", "a", "range"),
    "a division by nothing": ("{{ so // 0 }}", "a", "zero"),
    "a text and a number added": ("{{ ten + so }}", "a", "concatenate"),
    "a list printed": ("{{ hang }}", "a", "danh sách"),
}


@pytest.mark.parametrize(("tag", "ten", "why"), NOT_COMPILED.values(), ids=NOT_COMPILED)
def test_whoever_looks_for_faults_sees_why_a_document_is_not_compiled(
    tag: str, ten: object, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, given = template(p(tag)), dataclasses.replace(GIVEN, ten=ten)  # type: ignore[arg-type]
    with contextlib.suppress(TemplateFault):  # docxtpl's document, or docxtpl's message
        render_plain("mau.docx", content, given)
    monkeypatch.setenv("REPORTGEN_DEBUG", "1")
    with pytest.raises(Unfit, match=why):
        render_plain("mau.docx", content, given)


HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>{% if dung %}{{ ten }}{% endif %}</w:t></w:r></w:p></w:hdr>"
)


def test_headers_and_properties_are_filled_both_ways() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ ten }}</dc:title>'
        "<dc:creator>{{ ten|upper }} {{ so }}</dc:creator></cp:coreProperties>"
    )
    content = template(p("x"), word_header1__xml=HEADER, docProps_core__xml=core)
    made = same(content, names())
    assert GIVEN.ten in text_of(etree.fromstring(made["word/header1.xml"]))
    assert b"&amp;amp;" not in made["docProps/core.xml"]
    long = same(content, names(dataclasses.replace(GIVEN, ten="Đ" * 300)))
    assert "Đ" * 255 in long["docProps/core.xml"].decode()
    assert "Đ" * 256 not in long["docProps/core.xml"].decode()


@pytest.mark.parametrize(
    "tag", ["ten.__class__", "hang.__len__", "ten['__class__']", "khong_co", "hang[9].ma", "hang", "hang[0]"]
)
def test_what_must_not_be_said_is_said_by_neither(tag: str) -> None:
    with pytest.raises(TemplateFault, match=r"Mẫu mau\.docx"):
        render_plain("mau.docx", template(p(f"{{{{ {tag} }}}}")), GIVEN)


def test_a_value_is_never_run() -> None:
    content = template(p("{{ ten }}") + ROWS)
    nasty = Context(ten="{{ so }}{% if %}{_{ }_}<?nd30-fit 0?><w:p>", hang=(Row("{{", "%}"),))
    made = same(content, names(nasty))
    assert nasty.ten in text_of(etree.fromstring(made["word/document.xml"]))


def test_what_no_template_has_is_looked_for_in_no_document() -> None:
    plain = template(p("{{ ten }}") + ROWS)
    assert not compiled(plain).signs
    same(plain, names(Context(ten="".join(SIGNS), hang=(Row(SIGNS[0], SIGNS[1]),))))
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ ten }}')}</w:txbxContent></w:pict></w:r>"
    control = f"<w:sdt><w:sdtContent>{p('{{ ten }}')}</w:sdtContent></w:sdt>"
    ends = p("{%p if dung %}") + p("a") + p("{%p endif %}") + _ENDS
    for sign, body in zip(SIGNS, (control, f"<w:p>{box}</w:p>", ends + p("b")), strict=True):
        assert sign in compiled(template(body)).signs


def test_a_long_document_is_the_same_in_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.render.compiled._AT_ONCE", 7)
    many = Context(hang=tuple(Row(str(number), f"việc & {number}") for number in range(50)))
    same(template(p("{{ ten }}") + ROWS), names(many))
    merged = merge_period(Workspace(DATA / WORKSPACES[0]), "nam")
    assert merged.snapshot is not None
    same(merged.template.read_bytes(), names(compose(merged.snapshot)))


ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        st.sampled_from("&<>\"'{}%#\n\t_;"),
    )
)
EVERYWHERE = template(
    p("{{ ten }} {{ ten|upper }}{{ ten|length }}", run=BOLD)
    + p("{%p for h in hang %}")
    + p("{{ h.ma }}: {% if h.ten %}{{ h.ten|hoa_dau }}{% else %}–{% endif %}, {{ h.con|join('; ') }}{{ h.so + 1 }}")
    + p("{%p endfor %}")
    + table(
        2,
        HEAD,
        row("{%tr for h in hang %}", ""),
        row("{{ h.ma }}", "{% cellbg mau %}{{ h.ten }}"),
        row("{%tr endfor %}", ""),
    )
)
ROWS_OF_ANY = st.lists(
    st.builds(Row, ANY_TEXT, ANY_TEXT, st.integers(0, 10**12), st.lists(ANY_TEXT, max_size=3).map(tuple))
)


@settings(max_examples=60, deadline=None)
@given(text=ANY_TEXT, rows=ROWS_OF_ANY.map(tuple))
def test_any_data_give_the_same_document_both_ways(text: str, rows: tuple[Row, ...]) -> None:
    given_names = names(Context(ten=text, hang=rows))
    ours = unpacked(COMPILED_EVERYWHERE().filled(given_names, hashed=False)[0])
    theirs, _, _ = fill("mau.docx", EVERYWHERE, given_names, carrying=False)
    assert {name: canonical(data) for name, data in ours.items() if name.endswith("xml")} == {
        name: canonical(data) for name, data in theirs.items() if name.endswith("xml")
    }


COMPILED_EVERYWHERE = functools.cache(lambda: compiled(EVERYWHERE))


def test_an_empty_list_leaves_the_table_its_columns() -> None:
    same(template(ROWS), names(Context(hang=())))


def test_docxtpl_is_not_imported_once_a_template_is_compiled(tmp_path: Path) -> None:
    """The second draft in another process: what costs most at start is left alone."""
    script = (
        "import sys\nfrom reportgen.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as stopped: assert not stopped.code, stopped.code\n"
        "slow = {'docxtpl', 'docx', 'jinja2', 'lxml', 'reportgen.vn.deadlines.recognise'} & set(sys.modules)\n"
        "print('NẠP', sorted(slow), file=sys.stderr)\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "PYTHONUTF8": "1"}
    said = []
    for _ in range(2):
        command = [sys.executable, "-c", script, "-C", str(DATA / WORKSPACES[0]), "draft", "6-thang", "--no-lint"]
        ran = subprocess.run(
            [*command, "-o", str(tmp_path / "bao-cao.docx")], env=environment, capture_output=True, encoding="utf-8",
            check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        said.append(re.findall(r"NẠP (.*)", ran.stderr)[0])
    assert said == ["['docx', 'docxtpl', 'jinja2', 'lxml']", "[]"]


def test_no_part_keeps_a_mark_of_the_program() -> None:
    merged = merge_period(Workspace(DATA / WORKSPACES[0]), "6-thang")
    assert merged.snapshot is not None
    template_bytes = merged.template.read_bytes()
    made, _ = compile_template("mau.docx", template_bytes, carrying=True).filled(
        names(compose(merged.snapshot)), hashed=True
    )
    for name, data in unpacked(made).items():
        text = data.decode()
        assert "nd30-fit" not in text, name
        assert not re.search("[\ue000-\ue0ff]", text), name
        assert canonical(data), name


_ENDS = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="1000" w:right="1000"/></w:sectPr></w:pPr></w:p>'


@pytest.mark.parametrize("wanted", [True, False])
def test_a_section_that_is_left_out_whole(wanted: bool) -> None:
    body = p("Trước") + _ENDS + p("{%p if dung %}") + p("{{ ten }}") + _ENDS + p("{%p endif %}") + p("Sau {{ ten }}")
    members = same(template(body), names() | {"dung": wanted})
    assert members["word/document.xml"].count(b"<w:sectPr") == (3 if wanted else 2)


@pytest.mark.parametrize(
    "body",
    [
        p("Trước") + p("{%p if dung %}") + p("a") + _ENDS + p("{%p endif %}") + p("b"),
        p("Trước") + _ENDS + p("{%p for h in hang %}") + p("a") + _ENDS + p("b") + p("{%p endfor %}"),
    ],
)
def test_a_section_of_which_only_the_text_tells_how_far_it_goes_is_not_compiled(body: str) -> None:
    with pytest.raises(Unproven):
        compiled(template(body))
