"""Which paragraphs of a template are marked to be fitted or measured, and what is known of their letters and width."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.render.fit import mark, measured, plain_sections
from reportgen.render.fitting import Role, Site

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
SECTION = '<w:sectPr><w:pgSz w:w="11906"/><w:pgMar w:left="1701" w:right="855"/></w:sectPr>'
WIDTH = 467.5
INDENTED = '<w:ind w:left="5"/>'


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{NAMESPACE}">{xml}</w:x>')


def style(identity: str, name: str, more: str = "", based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:styleId="{identity}"><w:name w:val="{name}"/>{on}<w:rPr>{more}</w:rPr></w:style>'


STYLES = (
    style("ke", "ND30 Đường kẻ ngắn"),
    style("dai", "ND30 Đường kẻ dưới Tiêu ngữ"),
    style("ten", "ND30 Cơ quan ban hành", '<w:sz w:val="26"/><w:b/>'),
    style("chu", "Chữ thường", '<w:sz w:val="24"/>'),
)


def p(identity: str = "chu", text: str = "a", more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{identity}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def marked(body: str, styles: str = "".join(STYLES)) -> tuple[tuple[Site, ...], list[str]]:
    """Return the sites of a body, and the texts of the paragraphs that stand right behind a mark."""
    tree = parsed(body)
    sites = mark(tree, parsed(styles))
    following = [node.getnext() for node in tree.iter(etree.ProcessingInstruction)]
    assert [node.tag for node in following if node is not None] == [f"{W}p"] * len(sites)
    return sites, ["".join(str(text) for text in node.itertext()) for node in following if node is not None]


def test_a_rule_is_marked_with_what_may_stand_above_it() -> None:
    above = "".join(p(text=f"{number}.") for number in range(12))
    sites, texts = marked(above + p("ke", "kẻ") + p(text="dưới"))
    assert texts == [*(f"{number}." for number in range(4, 12)), "kẻ"]
    assert [site.role for site in sites] == [*[Role.TEXT] * 8, Role.SHORT_RULE]
    assert [site.role for site in marked(p() + p("dai"))[0]] == [Role.TEXT, Role.FULL_RULE]
    assert [site.role for site in marked(p() + p("ten") + p())[0]] == [Role.BALANCED]
    assert marked(p() * 3) == ((), [])


def test_what_goes_with_a_command_is_not_above_a_rule() -> None:
    for command in ("{%p if a %}", "{{p a }}", "{#p a #}", "{%tr a %}", "{%tc a %}"):
        _, texts = marked(p(text="một") + p(text=command) + p("ke", "kẻ"))
        assert texts == ["một", "kẻ"]
    _, texts = marked(p(text="một") + p(text="{% if a %}{{ b }}{% endif %}") + p("ke", "kẻ"))
    assert texts == ["một", "{% if a %}{{ b }}{% endif %}", "kẻ"]


def test_what_has_no_text_of_its_own_is_not_marked() -> None:
    box = f"<w:p><w:r><w:txbxContent>{p(text='hộp')}</w:txbxContent></w:r></w:p>"
    assert marked(box + p("ke", "kẻ"))[1] == ["hộp", "kẻ"]
    assert marked('<w:p w:rsidR="1"/>' + p("ke", "kẻ"))[1] == ["kẻ"]


@pytest.mark.parametrize(
    ("styles", "size", "bold"),
    [
        (style("chu", "Chữ", '<w:sz w:val="27"/><w:b/>'), 13.5, True),
        (style("chu", "Chữ", '<w:sz w:val="13pt"/><w:b w:val="0"/>'), 13.0, False),
        (style("chu", "Chữ", '<w:b w:val="false"/>'), 14.0, False),
        (style("chu", "Chữ", '<w:b w:val="1"/>', "cha") + style("cha", "Cha", '<w:sz w:val="30"/><w:b w:val="0"/>'), 15.0, True),
        (style("chu", "Chữ", '<w:sz w:val="24"/>', "cha") + style("cha", "Cha", '<w:sz w:val="30"/><w:b/>'), 12.0, True),
        (style("chu", "Chữ", "", "chu"), 14.0, False),
        (style("chu", "Chữ", "", "khong-co"), 14.0, False),
        ("", 14.0, False),
    ],
)  # fmt: skip
def test_letters_come_from_the_chain_of_styles(styles: str, size: float, bold: bool) -> None:
    sites, _ = marked(p() + p("ke"), styles + style("ke", "ND30 Đường kẻ ngắn"))
    assert (sites[0].size, sites[0].bold) == (size, bold)


def cell(width: str, more: str = "") -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr><w:tcW {width}/></w:tcPr>{p('ke')}{more}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("width", "points", "boxed"),
    [
        ('w:w="2000" w:type="dxa"', 100.0, True),
        ('w:w="2000"', 100.0, True),
        ('w:w="50" w:type="pct"', WIDTH, False),
        ('w:w="0" w:type="auto"', WIDTH, False),
    ],
)
def test_the_width_of_a_cell_counts_when_it_is_a_length(width: str, points: float, boxed: bool) -> None:
    (site,) = marked(cell(width) + SECTION)[0]
    assert site.width == pytest.approx(points)
    assert site.boxed is boxed


def test_outside_a_cell_the_section_that_follows_gives_the_width() -> None:
    narrow = '<w:sectPr><w:pgSz w:w="9000"/><w:pgMar w:left="1000" w:right="1000"/></w:sectPr>'
    sites, _ = marked(p("ke", "1") + p("ke", "2", narrow) + p("ke", "3") + SECTION)
    assert [site.width for site in sites] == pytest.approx([350.0, 350.0, WIDTH])
    assert [width for _, width, _ in measured(parsed(p()))] == [0.0]  # no section at all says none


def test_room_for_indents_is_made_where_the_schema_puts_it() -> None:
    for before, after in (
        ("", "<w:pStyle/><w:ind/>"),
        ('<w:jc w:val="center"/>', "<w:pStyle/><w:ind/><w:jc/>"),
        ('<w:spacing w:after="1"/><w:rPr/>', "<w:pStyle/><w:spacing/><w:ind/><w:rPr/>"),
        (INDENTED, "<w:pStyle/><w:ind/>"),
    ):
        tree = parsed(p("ke", "kẻ", before))
        mark(tree, parsed("".join(STYLES)))
        names = [etree.QName(node).localname for node in tree.iterfind(f"{W}p/{W}pPr/*")]
        assert "".join(f"<w:{name}/>" for name in names) == after
    kept = parsed(p("ke", "kẻ", INDENTED))
    mark(kept, parsed("".join(STYLES)))
    assert [node.get(f"{W}left") for node in kept.iter(f"{W}ind")] == ["5"]
    text = parsed(p(text="trên") + p("ke"))
    mark(text, parsed("".join(STYLES)))
    assert [node.find(f"{W}pPr/{W}ind") is None for node in text.iter(f"{W}p")] == [
        True,
        False,
    ]  # a text that is only measured stays as it is


BREAK = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"
ENDS = {
    "one section": (p() + SECTION, True),
    "two sections": (p() + BREAK + p() + SECTION, True),
    "a section's end in a control": (f"<w:sdt><w:sdtContent>{BREAK}</w:sdtContent></w:sdt>{SECTION}", False),
    "a section around a text box": (f"<w:p><w:pPr>{SECTION}</w:pPr><w:r>{p()}</w:r></w:p>{SECTION}", False),
}


@pytest.mark.parametrize("name", ENDS)
def test_sections_are_plain_when_each_ends_where_word_ends_it(name: str) -> None:
    body, plain = ENDS[name]
    assert plain_sections(parsed(body), lambda source: source) is plain


@pytest.mark.parametrize("body", [BREAK, f"<w:sdt><w:sdtContent>{BREAK}</w:sdtContent></w:sdt>"])
def test_a_section_that_goes_with_a_command_is_not_plain(body: str) -> None:
    assert not plain_sections(parsed(p() + body + SECTION), lambda source: source.replace("<w:sectPr", "<w:x", 1))
