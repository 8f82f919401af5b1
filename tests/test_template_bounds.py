"""Templates that would never end, or take all memory: refused in seconds, at their place in Word's terms."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from reportgen.errors import TemplateFault
from reportgen.render import effort, render_plain
from reportgen.render.environment import environment
from reportgen.render.report import way_of
from tests.conftest import Ran, Small
from tests.docx_text import edited, members, pack
from tests.places import FIRST_TEMPLATES, ROOT
from tests.small import fill
from tests.two_ways import GIVEN, Context, Row, names, p, row, table, template

Cli = Callable[..., Ran]

LONG = "chữ ghép lại dài quá 1.000.000 ký tự"
MANY = "danh sách dài quá 100.000 mục"
WIDE = "độ rộng hoặc số lần quá lớn, nhiều nhất là 10.000"
HUGE = "phép tính cho số quá lớn"
TRIED = "phép tìm chữ quá dài"
HEAVY = "chữ trong danh sách dài tổng cộng quá 100.000.000 ký tự"
DEEP = "lệnh lồng nhau quá nhiều tầng hoặc quá dài; chia nhỏ ra"


def doubled(first: str, form: str, times: int = 45) -> str:
    """A value put together with itself again and again."""
    return f"{{% set a = {first} %}}" + f"{{% set a = {form} %}}" * times


TAGS = {
    "{{ 2**30**2**30**9 }}": HUGE,
    "{{ 10**3000 * 10**3000 }}": HUGE,
    "{{ 2.0**100000 }}": HUGE,
    "{{ 'a'*10**9 }}": LONG,
    "{{ 10**9*[1] }}": MANY,
    "{{ (1,)*10**9 }}": MANY,
    "{{ [[1]*9999]*9999 }}": LONG,
    "{% for i in range(10**9) %}x{% endfor %}": "dãy số quá dài",
    "{{ '%1000000000d' % 1 }}": WIDE,
    "{{ '%*d' % (10**9, 1) }}": WIDE,
    "{{ '%.*f' % (10**9, 1) }}": WIDE,
    "{{ '%1000000000d'|format(1) }}": WIDE,
    "{{ '%s%s' % ('a'*900000, 'b'*900000) }}": LONG,
    "{{ ('%(a)s'*100000) % {'a': 'b'*100000} }}": LONG,
    "{{ '{:1000000000}'.format(1) }}": WIDE,
    "{% set f = '{0:>{1' ~ '}' ~ '}' %}{{ f.format(1, 10**9) }}": WIDE,
    "{% set f = '{0:>{1' ~ '}' ~ '}' %}{{ f.format(1, '1000000000') }}": WIDE,
    "{% set f = '{a:>{b' ~ '}' ~ '}' %}{{ f.format_map({'a': 1, 'b': 10**9}) }}": WIDE,
    "{{ ('{0}'*100000).format('b'*100000) }}": LONG,
    "{{ 'a'|center(10**9) }}": WIDE,
    "{{ 'a'.center(10**9) }}": WIDE,
    "{{ 'a'.ljust(10**9) }}": WIDE,
    "{{ 'a'.zfill(10**9) }}": WIDE,
    "{{ (5).to_bytes(10**9, 'big') }}": WIDE,
    "{{ 'a\\t'.expandtabs(10**9) }}": LONG,
    "{{ 'a'|indent(10**9, true) }}": LONG,
    "{{ ('a\\n'*400000)|indent('b'*900000) }}": LONG,
    "{{ ('a '*40000)|wordwrap(1, true, 'b'*900000) }}": LONG,
    "{{ ten|urlize(rel='a'*900000) }}": LONG,
    "{{ ('a'*900000)|replace('a', 'b'*900000) }}": LONG,
    "{{ ('a'*900000).replace('', 'b'*900000) }}": LONG,
    "{{ ('a'*900000).translate({97: 'b'*900000}) }}": LONG,
    "{{ ('b'*9000).join('a'*900000) }}": LONG,
    "{{ ('a'*900000)|join('b'*900000) }}": MANY,
    "{{ hang|join('b'*900000, attribute='ma') }}": LONG,
    "{{ ['a', 'b']|join('x'*900000) ~ ('y'*900000) }}": LONG,
    "{{ ('b'*9000).join(range(99999)|map('string')) }}": LONG,
    "{{ ('b'*900000).join(hang|map(attribute='ma')) }}": LONG,
    "{{ ('a'*900000).rfind('a'*200000 ~ 'b' ~ 'a'*200000) }}": TRIED,
    "{{ ('a'*900000).rsplit('a'*200000 ~ 'b' ~ 'a'*200000) }}": TRIED,
    "{{ ('a'*900000).encode().rpartition(('a'*200000 ~ 'b' ~ 'a'*200000).encode()) }}": TRIED,
    "{{ ('a'*900000).strip('b'*400000 ~ 'a') }}": TRIED,
    "{{ ('a'*900000)|trim('b'*400000 ~ 'a') }}": TRIED,
    "{{ ('\\x3c\\x3e'*400000)|striptags }}": LONG,
    "{{ ('\\x3c!--a--\\x3e'*110000)|safe|striptags }}": LONG,
    "{{ (')'*300000 ~ 'x)')|urlize }}": LONG,
    "{{ ('f'*999999)|int(0, 16) // 3 }}": HUGE,
    "{{ (1).from_bytes(('a'*9999).encode(), 'big') }}": HUGE,
    "{{ range(99999)|map('center', 10**9)|join }}": WIDE,
    "{{ ('a'*900000)|list }}": MANY,
    "{{ [1]|batch(10**9, 'x')|list }}": WIDE,
    "{{ [1]|slice(10**9)|list }}": WIDE,
    "{{ [1]|tojson(10**9) }}": WIDE,
    "{{ ([[1]*60]*60)|tojson('x'*900000) }}": LONG,
    "{{ ('a '*400000)|wordwrap(1) }}": LONG,
    "{{ 1.5|round(10**9, 'floor') }}": WIDE,
    "{{ [[1]*900]|sum(start=[])|length + ([[1]*900]*900)|sum(start=())|length }}": LONG,
    "{{ ngay.strftime('%1000000000d') }}": WIDE,
    "{{ ngay.strftime('%9999d'*9999) }}": LONG,
    "{{ ('{:' ~ '%9999d'*9999 ~ '}').format(ngay) }}": LONG,
    "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}": DEEP,
    "{% for x in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}": DEEP,
    "{{ " + "-" * 4000 + "1 }}": DEEP,
    "{{ " + "1+" * 4000 + "1 }}": DEEP,
    "{{ " + "[" * 900 + "]" * 900 + " }}": DEEP,
    doubled("'aaaaaaaaaa'", "a ~ a"): LONG,
    doubled("'aaaaaaaaaa'", "a + a"): LONG,
    doubled("'aaaaaaaaaa'", "a|join(a)"): LONG,
    doubled("'aaaaaaaaaa'", "a|replace('a', 'aaaa')"): LONG,
    doubled("[1]", "a + a"): MANY,
    doubled("[1]", "[a, a]") + doubled("[1]", "[a, a]").replace("set a", "set b").replace("a, a", "b, b") + "{{ a == b }}": MANY,
    doubled("[1]", "(a, a)") + "{{ a ~ '' }}": MANY,
    doubled("{'x': 1}", "{'x': a, 'y': a}") + "{{ a|string }}": MANY,
    doubled("dict(x=1)", "dict(x=a, y=a)") + "{{ a|pprint }}": MANY,
    doubled("['A'*900000]", "a + a", 16) + "{{ a|sort|length }}": HEAVY,
    doubled("['A'*900000]", "a + a", 16) + "{{ a|unique|list|length }}": HEAVY,
    doubled("['A'*900000]", "[a, a]", 16) + "{{ 'a'*899999 ~ 'b' in a }}": HEAVY,
    "{{ range(99999)|map(attribute='x', default='a'*900000)|list|max }}": HEAVY,
    doubled("3", "a * a"): HUGE,
    doubled("ty_le", "a * a", 70): HUGE,
    "{% set ns = namespace(a='x') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}": LONG,
    "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}": MANY,
}  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_what_makes_much_of_little_is_refused_before_it_is_done(tag: str) -> None:
    with pytest.raises(TemplateFault) as refused:
        render_plain("mau.docx", template(p("trước") + p(tag) + p("sau")), GIVEN)
    message = str(refused.value)
    assert message.startswith(f"Mẫu mau.docx · đoạn «{tag[:80]}")
    assert message.endswith(f" · {TAGS[tag]}")


NESTED = "".join(f"{{% for {name} in ten %}}" for name in "abcde")
LOOPS = {
    "nothing": NESTED + "{% endfor %}" * 5,
    "texts": NESTED + "{{ a }}{{ b|upper }}" + "{% endfor %}" * 5,
    "conditions": NESTED + "{% if a == b %}{{ c }}{% else %}{{ d }}{% endif %}" + "{% endfor %}" * 5,
    "loops that are counted": NESTED + "{{ loop.index }}" + "{% endfor %}" * 5,
    "loops that choose": NESTED.replace("in ten", "in ten if true") + "{% endfor %}" * 5,
    "ranges": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "macros": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "texts of macros": "{% macro m() %}{% for i in range(9999) %}{{ ten }}{% endfor %}{% endmacro %}"
    "{% for i in range(99999) %}{{ m() }}{% endfor %}",
    "blocks": "{% set x %}{% for i in range(99999) %}{{ ten*100 }}{% endfor %}{% endset %}",
    "filtered blocks": "{% filter upper %}{% for i in range(99999) %}{{ ten*100 }}{% endfor %}{% endfilter %}",
    "printing": "{% for i in range(99999) %}{{ ten*1000 }}{% endfor %}",
    "copies": "{% set a = ten*5000 %}{% for i in range(99999) %}{% set b = a|upper %}{% endfor %}",
    "calls": "{% for i in range(99999) %}{% set b = (ten*5000).upper() %}{% endfor %}",
    "looking through lists": "{% set r = range(99999)|list %}{% for i in ten %}{{ "
    + " or ".join(["(-1 in r)"] * 60)
    + " }}{% endfor %}",
    "looking through them by a test": "{% set r = range(99999)|list %}{% for i in ten %}{{ "
    + " or ".join(["(-1 is in(r))"] * 60)
    + " }}{% endfor %}",
    "lists in lists": "{% set ns = namespace(a=(1,)) %}{% for i in range(99999) %}{% set ns.a = (ns.a,) %}{% endfor %}",
    "lists of lists": "{% set r = range(60000)|batch(3)|list %}{% for i in ten %}{{ "
    + " and ".join(["[r]"] * 60)
    + " and '' }}{% endfor %}",
    "parts of texts": "".join(f"{{% set a{number} = (ten*9000)[1:] %}}" for number in range(99)),
    "comparing texts": "{% set a = ten*9000 %}{% set b = ten*9000 %}{% for i in range(9999) %}{{ a == b }}{% endfor %}",
    "many texts": "{% set a = ['b']*9999 %}{% for i in range(99) %}{% set b = a|map('center', 999)|list %}{% endfor %}",
    "filters over lists": "{% for i in range(99999) %}{% set b = range(99999)|sort %}{% endfor %}",
}  # fmt: skip


@pytest.mark.parametrize("loops", LOOPS)
def test_loops_without_end_are_refused(loops: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_STEPS", 60_000)
    monkeypatch.setattr("reportgen.render.bounded.MOST_STEPS_OF_JINJA", 60_000)
    monkeypatch.setattr("reportgen.render.bounded._MOST_PRINTED", 600_000)
    with pytest.raises(TemplateFault) as refused:
        render_plain("mau.docx", template(p("trước") + p(LOOPS[loops]) + p("sau")), GIVEN)
    message = str(refused.value)
    assert message.startswith(f"Mẫu mau.docx · đoạn «{LOOPS[loops][:80]}")
    assert message.endswith(("mẫu phải làm quá 60.000 bước; bớt vòng lặp for lồng nhau", "bớt vòng lặp for", LONG))


def test_all_texts_together_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short ones too, each of which costs nothing: a list of them fills the memory as well as a long one."""
    monkeypatch.setattr(effort, "MOST_MADE", 900_000)
    many = "{% set a = ['b']*999|map('center', 999)|list %}{{ a|length }}"
    with pytest.raises(TemplateFault, match=r"mẫu ghép chữ dài tổng cộng quá 900.000 ký tự"):
        render_plain("mau.docx", template(p(many.replace("['b']*999", "(['b']*999)"))), GIVEN)


@pytest.mark.parametrize("asked", ["(1 in hang)", "(hang == khong)", "(hang[1:] == khong)"])
def test_what_compiled_templates_compare_and_take_is_counted(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_STEPS", 6_000)
    many = Context(hang=tuple(Row(f"I.{number}", "Việc") for number in range(200)))
    body = p("{%p for h in ten %}") + p("{{ " + " or ".join([asked] * 40) + " }}") + p("{%p endfor %}")
    way = way_of("mau.docx", template(body), many)
    assert not way.compiled
    assert way.why.startswith("mẫu phải làm quá 6.000 bước")


def test_the_place_of_a_loop_is_told_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_STEPS", 60_000)
    rows = table(
        2,
        row("Mã", "Tên"),
        row("{%tr for a in ten %}", ""),
        row("{%tr for b in ten %}", ""),
        row("{%tr for c in ten %}", ""),
        row("{%tr for d in ten %}", ""),
        row("{{ a }}{{ b }}", "{{ c }}{{ d }}"),
        *[row("{%tr endfor %}", "")] * 4,
    )
    with pytest.raises(TemplateFault) as refused:
        render_plain("mau.docx", template(p("trước") + rows), GIVEN)
    assert str(refused.value).startswith(
        "Mẫu mau.docx · bảng 1, dòng 5, đoạn «{%tr for d in ten %}» · lệnh {%tr for d in ten %} · "
    )


def test_a_loop_in_a_header_is_told_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_STEPS", 60_000)
    header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
    content = template(p("x"), word_header1__xml=header.format(p(LOOPS["nothing"])))
    with pytest.raises(TemplateFault, match=r"Mẫu mau.docx · đầu trang · đoạn «.* · mẫu phải làm quá"):
        render_plain("mau.docx", content, GIVEN)


def test_time_is_a_bound_where_nothing_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_SECONDS", 0.05)
    slow = "{% set r = range(99999)|list %}{% for i in r %}{% set a = r[:] %}{% endfor %}"
    with pytest.raises(TemplateFault, match=r"lệnh {% (for i in r|set a = r\[:\]) %} · mẫu tính quá 0 giây"):
        render_plain("mau.docx", template(p(slow)), GIVEN)


def test_what_is_refused_takes_little_time_and_memory(request: pytest.FixtureRequest) -> None:
    """All of them with their real bounds, in a process that may not take more than a gigabyte."""
    if sys.platform != "linux":
        pytest.skip("limits of memory are those of Linux")
    script = (
        "import json, resource, sys, time\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from reportgen.errors import TemplateFault\n"
        "from reportgen.render import render_plain\n"
        "from tests.two_ways import GIVEN, p, template\n"
        "for tag in json.load(sys.stdin):\n"
        "    begun = time.process_time()\n"
        "    try:\n"
        "        render_plain('mau.docx', template(p(tag)), GIVEN)\n"
        "    except TemplateFault:\n"
        "        print(round(time.process_time() - begun, 1), flush=True)\n"
        "lines = open('/proc/self/status').read().splitlines()\n"  # getrusage counts what the parent held as well
        "print(next(int(line.split()[1]) for line in lines if line.startswith('VmHWM:')) // 1024)\n"
    )
    tags = [*TAGS, LOOPS["nothing"], *(LOOPS.values() if request.config.getoption("--long") else ())]
    ran = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(tags),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    *seconds, megabytes = ran.stdout.split()
    assert len(seconds) == len(tags), ran.stderr
    assert max(map(float, seconds)) < 30
    assert int(megabytes) < 700


def test_many_paragraphs_of_one_text_take_time_as_they_are_many() -> None:
    """lxml looks each ``xml:space`` that is moved up among all before it: 200,000 took six seconds, a million minutes."""
    took = []
    for times in (30_000, 120_000):
        begun = time.process_time()
        made = render_plain("mau.docx", template(p(f"{{{{ 'a\\a'*{times} }}}}")), GIVEN)
        took.append(time.process_time() - begun)
    assert took[1] < 6 * took[0] + 0.3
    assert members(made)["word/document.xml"].decode().count('<w:t xml:space="preserve">a</w:t>') == 120_000


def test_what_they_are_written_as_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.render.bounded._MOST_PRINTED", 600_000)
    assert render_plain("mau.docx", template(p("{{ '\\t'*2000 }}")), GIVEN)
    with pytest.raises(TemplateFault, match=r"Mẫu mau.docx · văn bản in ra quá nhiều dòng, dấu tab, ngắt trang"):
        render_plain("mau.docx", template(p("{{ '\\t'*12000 }}")), GIVEN)


def test_a_loop_in_a_property_is_told_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_STEPS", 60_000)
    monkeypatch.setattr("reportgen.render.bounded.MOST_STEPS_OF_JINJA", 60_000)
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{LOOPS["nothing"]}</dc:title></cp:coreProperties>'
    )
    content = template(p("x"), docProps_core__xml=core)
    with pytest.raises(TemplateFault, match=r"Mẫu mau.docx · thuộc tính của tệp .* · mẫu phải làm quá 60.000 bước"):
        render_plain("mau.docx", content, GIVEN)


def test_a_file_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.wordview.package.MAX_UNPACKED", 2_000_000)
    parts = members(template(p("x"))) | {"word/media/anh.bmp": bytes(2_000_000)}
    with pytest.raises(TemplateFault, match=r"Mẫu mau.docx · không đọc được: tệp giải nén ra lớn hơn 2 MB"):
        render_plain("mau.docx", pack(parts), GIVEN)


UNCLOSED = {
    "{{ " * 30_000: "{{",
    "}} " * 30_000 + "{{ " * 30_000: "{{",
    "{%p if ten " * 9_000: "{%",
}


@pytest.mark.parametrize("text", UNCLOSED, ids=["tags", "tags that are balanced", "commands"])
def test_many_tags_without_an_end_are_refused_at_once(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(TemplateFault, match=rf"đoạn «.* · quá nhiều «{re.escape(UNCLOSED[text])}» không có"):
        render_plain("mau.docx", template(p("trước") + p(text)), GIVEN)
    with pytest.raises(TemplateFault, match=r"quá nhiều «\{\{» không có «\}\}»"):
        render_plain("mau.docx", template(p("{{ ") * 3_000), GIVEN)
    assert time.process_time() - begun < 5


def test_thousands_of_conditions_in_a_row_are_tried_one_by_one() -> None:
    other = "".join(p(f"{{%p elif so == {number} %}}") + p(str(number)) for number in range(1_050))
    body = p("{%p if so == 5678 %}") + p("đầu") + other + p("{%p endif %}")
    last = Context(so=1_049)
    assert way_of("mau.docx", template(body), last).compiled
    assert "1049" in members(render_plain("mau.docx", template(body), last))["word/document.xml"].decode()


def test_a_command_of_no_known_line_is_left_to_jinja() -> None:
    content = template(p("{% autoescape false %}{{ ten|upper }}{% endautoescape %}"))
    way = way_of("mau.docx", content, Context(ten="Sở Thử"))
    assert not way.compiled
    assert "SỞ THỬ" in members(render_plain("mau.docx", content, Context(ten="Sở Thử")))["word/document.xml"].decode()


def test_the_command_line_says_it(small: Small, cli: Cli) -> None:
    fill(small)
    stock = (FIRST_TEMPLATES / "bao-cao-6-thang.docx").read_bytes()
    own = small.root / "mau" / "bao-cao-6-thang.docx"
    own.parent.mkdir()
    own.write_bytes(edited(stock, lambda xml: xml.replace("{{ co_quan.dia_danh }}", "{{ 'a'|center(10**9) }}", 1)))
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 2
    assert "bảng 1, dòng 2, đoạn «{{ 'a'|center(10**9) }}, ngày" in ran.err
    assert ran.err.endswith(f"lệnh {{{{ 'a'|center(10**9) }}}} · {WIDE}\n")
    assert not (small.root / "ban-thao").exists()


USED = [
    "{{ 'a'|center(40) }}{{ '%5.1f' % 1.5 }}{{ '%s: %s'|format(ten, so) }}{{ '{:>10}'.format(so) }}",
    "{{ hang|map(attribute='ma')|join(', ') }}{{ 0 if hang|sort(attribute='so')|first is none else 1 }}{{ hang|length }}",
    "{{ hang|groupby('so')|list|length }}{{ hang|sum(attribute='so') }}{{ [1, 2]|sum }}{{ hang|batch(2)|list|length }}",
    "{{ ten|replace('Sở', 'Ban')|upper|truncate(20)|wordwrap(10)|indent(2)|title|trim|escape }}",
    "{{ 2**10 }}{{ so * 1.5 }}{{ 'ab' * 3 }}{{ [1] * 3 }}{{ so % 7 }}{{ ty_le * 2 }}{{ ty_le ** 2 }}{{ so / 3 }}"
    "{{ -so }}".replace("{{ [1] * 3 }}", "{{ ([1] * 3)|join }}"),
    "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(ten) }}{% for i in range(1, 30) %}{{ i }}{% endfor %}",
    "{{ ten.upper() }}{{ ten.split(' ')|length }}{{ ', '.join(['a', 'b']) }}{{ ngay.strftime('%d/%m/%Y') }}",
    "{{ {'a': [1, {'b': 2}]}|tojson }}{{ dict(a=1).items()|list|length }}{{ [3, 1, 2]|sort|reverse|list|join }}",
]


@pytest.mark.parametrize("source", USED)
def test_what_templates_do_gives_what_jinja_gives(source: str) -> None:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    bare = ImmutableSandboxedEnvironment(autoescape=True)
    bare.filters["length"] = len
    assert environment().from_string(source).render(names()) == bare.from_string(source).render(names())


def test_a_report_of_many_rows_stays_far_below_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[effort.Effort] = []
    begin = effort.Effort.begin

    def noted(self: effort.Effort) -> None:
        spent.append(self)
        begin(self)

    monkeypatch.setattr(effort.Effort, "begin", noted)
    many = Context(hang=tuple(Row(f"I.{number}", "Việc") for number in range(2_600)))
    body = p("{%p for h in hang %}") + p("{{ h.ma }} {{ h.ten|upper }} {{ loop.index }}") + p("{%p endfor %}")
    render_plain("mau.docx", template(body), many)
    assert 0 < max(one._most - one.left for one in spent) < effort.MOST_STEPS / 100
