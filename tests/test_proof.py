"""What a template may say and still be compiled: each guard of the proof, and beside it what it lets through."""

from __future__ import annotations

import pytest

from reportgen.render.environment import environment
from reportgen.render.language import Unproven
from reportgen.render.proof import Proof

LOOP, ENDLOOP = "{% for x in y %}", "{% endfor %}"
IF, ENDIF = "{% if a %}", "{% endif %}"
BOLD = "<w:r><w:rPr><w:b/></w:rPr>"
GRID = '<w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>'
CELL = "<w:tc><w:p/></w:tc>"
ROW = f"<w:tr>{CELL}{CELL}</w:tr>"
DRAWN = '<w:drawing><wp:docPr id="7"/></w:drawing>'


def table(rows: str, grid: str = GRID) -> str:
    return f"<w:tbl>{grid}{rows}</w:tbl>"


BREAK = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"


def sections(blocks: str) -> str:
    return f"<w:body>{blocks}<w:sectPr/></w:body>"


def wide(span: str, more: str = "") -> str:
    return f"<w:tr><w:tc><w:tcPr><w:gridSpan{span}/>{more}</w:tcPr></w:tc></w:tr>"


GUARDS: list[tuple[str, str, str]] = [
    # reason, what is refused, what differs in one thing and is proven
    ("an element is left open", "<w:p>", "<w:p></w:p>"),
    ("an element is left open", "<w:p/><w:t", "<w:p/>"),
    ("elements that cross", "<w:p><w:r></w:p></w:r>", "<w:p><w:r></w:r></w:p>"),
    ("elements that cross", "</w:p>", "<w:p></w:p>"),
    ("markup that is no element", "<!-- a -->", "<?a b?>"),
    ("markup that is no element", "<w:p>< ></w:p>", "<w:p><a ></a></w:p>"),
    ("an entity of the document's own", "<w:t>&z;</w:t>", "<w:t>&amp;&lt;&gt;&quot;&apos;&#9;&#xA;</w:t>"),
    ("a value outside the document", "{{ a }}<w:p/>", "<w:p>{{ a }}</w:p>"),
    ("a value in an instruction", "<?a {{ b }}?>", '<w:p w:a="{{ b }}"/>'),
    ("a tab or line break in the template's own text", "<w:t>a\tb</w:t>", "<w:p>\t</w:p>"),
    ("a tab or line break in the template's own text", "<w:t>a\nb</w:t>", "<w:p>\n</w:p>"),
    ("a command cuts through a tag", f'<w:p {IF}w:a="1"{ENDIF}/>', f'<w:p w:a="{IF}1{ENDIF}"/>'),
    ("a command cuts through a tag", f"{IF}<w:p {ENDIF}/>", f"{IF}<w:p />{ENDIF}"),
    ("a command cuts through an element", f"<w:p>{IF}</w:p>{ENDIF}", f"<w:p>{IF}{ENDIF}</w:p>"),
    ("a command cuts through an element", f"{LOOP}<w:p>{ENDLOOP}</w:p>", f"{LOOP}<w:p></w:p>{ENDLOOP}"),
    ("a command cuts through a table", f"<w:tc>{IF}</w:tc><w:tc>{ENDIF}</w:tc>", f"<w:p>{IF}</w:p><w:p>{ENDIF}</w:p>"),
    ("a command cuts through a table", f"<w:tr>{IF}</w:tr><w:tr>{ENDIF}</w:tr>", f"<w:p>{IF}</w:p><w:p>{ENDIF}</w:p>"),
    ("a command cuts through a table", f"<w:tbl>{GRID}{ROW}{IF}</w:tbl><w:tbl>{GRID}{ROW}{ENDIF}</w:tbl>", f"<w:p>{IF}</w:p><w:p>{ENDIF}</w:p>"),
    (
        "a command takes a namespace along",
        f'<w:p>{IF}</w:p><w:p xmlns:z="u">{ENDIF}</w:p>',
        f'<w:p xmlns:z="u">{IF}</w:p><w:p xmlns:z="u">{ENDIF}</w:p>',
    ),
    (
        "a loop begins in one run and ends in another",
        f"<w:r>{LOOP}</w:r>{BOLD}{ENDLOOP}</w:r>",
        f"{BOLD}{LOOP}</w:r>{BOLD}{ENDLOOP}</w:r>",
    ),
    ("a loop begins in one run and ends in another", f"<w:r>{LOOP}</w:r>{BOLD}{ENDLOOP}</w:r>", f"<w:r>{IF}</w:r>{BOLD}{ENDIF}</w:r>"),
    (
        "properties, or another text, after the text of a run",
        "<w:p><w:r><w:t>{{ a }}</w:t><w:rPr/></w:r></w:p>",
        "<w:p><w:r><w:rPr/><w:t>{{ a }}</w:t></w:r></w:p>",
    ),
    (
        "properties, or another text, after the text of a run",
        "<w:p><w:r><w:t>{{ a }}</w:t><w:p/></w:r></w:p>",
        "<w:p><w:r><w:t>a</w:t><w:p/></w:r></w:p>",
    ),
    (
        "properties, or another text, after the text of a run",
        "<w:p><w:r><w:t>{{ a }}</w:t><w:r/></w:r></w:p>",
        "<w:p><w:r><w:t>{{ a }}</w:t><w:tab/></w:r></w:p>",
    ),
    (
        "a text after an empty one, which docxtpl takes for the beginning of it",
        '<w:r><w:t xml:space="preserve"/><w:t>a</w:t></w:r>',
        "<w:r><w:t/><w:t>a</w:t></w:r>",
    ),
    (
        "a text after an empty one, which docxtpl takes for the beginning of it",
        '<w:r><w:t xml:space="preserve"/><w:t>a</w:t></w:r>',
        '<w:r><w:t xml:space="preserve"></w:t><w:t>a</w:t></w:r>',
    ),
    ("an empty run, which docxtpl takes for the beginning of the next", '<w:r w:a="1"/>', "<w:r/>"),
    ("an empty run, which docxtpl takes for the beginning of the next", '<w:r w:a="1"/>', '<w:r w:a="1"></w:r>'),
    ("an identity that depends on a command", f'{IF}<w:p xml:id="1"/>{ENDIF}', f'<w:p xml:id="1"/>{IF}{ENDIF}'),
    ("a drawing that depends on a command", f"{IF}{DRAWN}{ENDIF}", DRAWN),
    ("a drawing that depends on a command", '<wp:docPr id="{{ a }}"/>', '<wp:docPr id="1" descr="a"/>'),
    ("a drawing without a number", "<wp:docPr/>", DRAWN),
    ("a drawing without a number", '<wp:docPr id="1" id="2"/>', DRAWN),
    ("a section that depends on a command", table(f"{IF}<w:sectPr/>{ENDIF}{ROW}"), table(f"<w:sectPr/>{ROW}")),
    ("a section that depends on a command", sections(f"<w:p/>{IF}{BREAK}{ENDIF}"), sections(f"{IF}{BREAK}{ENDIF}<w:p/>")),
    ("a section that depends on a command", sections(f"{BREAK}{IF}<w:p/>{ENDIF}{IF}{BREAK}{ENDIF}"), sections(f"{BREAK}{IF}<w:p/>{ENDIF}{BREAK}{IF}<w:p/>{BREAK}{ENDIF}")),
    ("a page that depends on a value", '<w:pgSz w:w="{{ a }}"/>', '<w:pgSz w:w="1"/>'),
    ("a page that depends on a value", '<w:pgMar w:left="{{ a }}"/>', '<w:pgMar w:left="1"/>'),
    ("a table in a table", table(f"{ROW}<w:tbl/>"), table(ROW) * 2),
    ("columns that depend on a command", table(ROW, f'{IF}<w:gridCol w:w="1"/>{ENDIF}{GRID}'), f"{IF}{table(ROW)}{ENDIF}"),
    ("columns that depend on a command", table(ROW, GRID.replace('"1"', '"{{ a }}"')), table(ROW)),
    ("a row inside something else", table(f"<w:sdt>{ROW}</w:sdt>{ROW}"), table(f"<w:sdt></w:sdt>{ROW}")),
    ("cells that depend on a command", table(f"<w:tr>{IF}{CELL}{ENDIF}{CELL}</w:tr>{ROW}"), table(f"{IF}<w:tr>{CELL}{CELL}</w:tr>{ENDIF}{ROW}")),
    ("cells that depend on a command", table(CELL + ROW), table(ROW)),
    (
        "a cell inside something else",
        table(f"<w:tr><w:sdt>{CELL}</w:sdt></w:tr>{ROW}"),
        table(f"<w:tr><w:sdt></w:sdt>{CELL}</w:tr>{ROW}"),
    ),
    ("a cell's width depends on a value", table(wide(' w:val="{{ a }}"')), table(wide(' w:val="2"'))),
    (
        "a cell's width depends on a value",
        table(wide(' w:val="2"', '<w:gridSpan w:val="1"/>')),
        table(wide(' w:val="2"', '<w:x><w:gridSpan w:val="1"/></w:x>')),
    ),
    ("a row of more cells than the table has columns", table(f"<w:tr>{CELL * 3}</w:tr>"), table(f"<w:tr>{CELL * 2}</w:tr>")),
    ("no row is sure to take all columns", table(f"<w:tr>{CELL}</w:tr>"), table(f"<w:tr>{CELL}</w:tr>{ROW}")),
    ("no row is sure to take all columns", table(f"{IF}{ROW}{ENDIF}"), table(f"{IF}{ROW}{ENDIF}{ROW}")),
    ("no row is sure to take all columns", table("", ""), table(f"<w:tr>{CELL}</w:tr>", '<w:gridCol w:w="1"/>')),
    ("no row is sure to take all columns", table(wide(' w:val="1"')), table(wide(' w:val="2"'))),
    ("a constant that is neither text nor number", "<w:t>{{ none }}</w:t>", "<w:t>{{ 'a' }}{{ 1 }}</w:t>"),
    ("a loop that is more than asked how far it is", f"<w:t>{LOOP}{{{{ loop }}}}{ENDLOOP}</w:t>", f"<w:t>{LOOP}{{{{ loop.index }}}}{ENDLOOP}</w:t>"),
    ("a recursive loop", "<w:t>{% for x in y recursive %}a{% endfor %}</w:t>", f"<w:t>{LOOP}a{ENDLOOP}</w:t>"),
    ("a Call", "<w:t>{{ a() }}</w:t>", "<w:t>{{ a }}</w:t>"),
    ("a private name, or one that Python reads as another", "<w:t>{{ a._b }}</w:t>", "<w:t>{{ a.b_ }}</w:t>"),
    ("a private name, or one that Python reads as another", "<w:t>{{ a.\uff42 }}</w:t>", "<w:t>{{ a.đ }}</w:t>"),
    ("the filter sort", "<w:t>{{ a|sort }}</w:t>", "<w:t>{{ a|upper }}</w:t>"),
    ("the filter join", "<w:t>{{ a|join(d='-') }}</w:t>", "<w:t>{{ a|join('-') }}</w:t>"),
    ("a text that is formatted", "<w:t>{{ '%s' % a }}</w:t>", "<w:t>{{ 7 % a }}{{ a % 7 }}</w:t>"),
    ("the test defined", "<w:t>{{ 'a' if b is defined else 'c' }}</w:t>", "<w:t>{{ 'a' if b is none else 'c' }}</w:t>"),
    ("a Block", "<w:t>{% block b %}a{% endblock %}</w:t>", "<w:t>a</w:t>"),
]  # fmt: skip


def prove(text: str, *, body: bool = True) -> None:
    Proof(body=body).prove(environment().parse(text))


@pytest.mark.parametrize(
    ("reason", "refused", "proven"), GUARDS, ids=[f"{at} {guard[0]}" for at, guard in enumerate(GUARDS)]
)
def test_a_guard_refuses_this_and_lets_its_neighbour_through(reason: str, refused: str, proven: str) -> None:
    with pytest.raises(Unproven) as error:
        prove(refused)
    assert str(error.value) == reason
    prove(proven)


@pytest.mark.parametrize("text", [table("", ""), f"{IF}{DRAWN}{ENDIF}", table(f"<w:tr>{CELL * 3}</w:tr>")])
def test_docxtpl_mends_tables_and_numbers_drawings_in_the_body_only(text: str) -> None:
    prove(text, body=False)
