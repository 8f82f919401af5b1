"""Text that is in a file and not on its page, however somebody put it there; what is seen is told of nowhere."""

from __future__ import annotations

import pytest

from tests.docx_text import edited
from tests.stamping import run
from tests.unfinished import letter, told, with_part

SECRET = "ý kiến riêng của phòng"
WHITE = '<w:color w:val="FFFFFF"/>'


def r(properties: str = "", text: str = SECRET) -> str:
    return run(text, f"<w:rPr>{properties}</w:rPr>") if properties else run(text)


def p(inside: str, layout: str = "") -> str:
    return f"<w:p><w:pPr>{layout}</w:pPr>{inside}</w:p>"


def table(inside: str, row: str = "", cell: str = "", whole: str = "") -> str:
    return (
        f"<w:tbl><w:tblPr>{whole}</w:tblPr><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:trPr>{row}</w:trPr>"
        f"<w:tc><w:tcPr>{cell}</w:tcPr>{inside}</w:tc></w:tr></w:tbl><w:p/>"
    )


def box(inside: str, size: tuple[int, int] = (900_000, 300_000), shape: str = "", across: int = 0) -> str:
    return p(
        f'<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>{across}</wp:posOffset>'
        f'</wp:positionH><wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:docPr id="5" name="a"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:spPr>{shape}</wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def old_box(style: str, more: str = "", inside: str = "") -> str:
    content = f"<v:textbox><w:txbxContent>{inside or p(r())}</w:txbxContent></v:textbox>"
    return p(f'<w:r><w:pict><v:shape style="{style}" {more}>{content}</v:shape></w:pict></w:r>')


def forms(newer: str, older: str) -> str:
    choice = f'<mc:Choice Requires="wps">{newer}</mc:Choice>'
    return p(f"<mc:AlternateContent>{choice}<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>")


FILLED = '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{}</w14:textFill>'
GLASS = '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="{}"/></w14:srgbClr></w14:solidFill>'
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
UNSEEN = {
    "white": p(r(WHITE)),
    "nearly white": p(r('<w:color w:val="FDFDFE"/>')),
    "white of a theme": p(r('<w:color w:val="FFFFFF" w:themeColor="background1"/>')),
    "the paper's colour of a theme": p(r('<w:color w:val="000000" w:themeColor="background1"/>')),
    "filled with white": p(r(FILLED.format('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'))),
    "filled with the paper's colour": p(
        r(FILLED.format('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'))
    ),
    "filled with nothing": p(r(FILLED.format("<w14:noFill/>"))),
    "filled with glass": p(r(FILLED.format(GLASS.format(100_000)))),
    "letters upon each other": p(r('<w:spacing w:val="-400"/>')),
    "a column of no width": table(p(r()), cell='<w:tcW w:w="1" w:type="dxa"/>', whole='<w:tblLayout w:type="fixed"/>'),
    "white in a cell": table(p(r(WHITE))),
    "white in a white cell": table(p(r(WHITE)), cell='<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'),
    "white in a box": box(p(r(WHITE))),
    "white in an old box": old_box("width:90pt;height:20pt", inside=p(r(WHITE))),
    "one point": p(r('<w:sz w:val="2"/>')),
    "letters of no width": p(r('<w:w w:val="1"/>')),
    "letters of no width, strictly": p(r('<w:w w:val="1%"/>')),
    "letters lowered off the page": p(r('<w:position w:val="-3000"/>')),
    "a line of one point": p(r(), '<w:spacing w:line="20" w:lineRule="exact"/>'),
    "an indent off the page": p(r(), '<w:ind w:left="-20000"/>'),
    "a frame off the page": p(r(), '<w:framePr w:w="2000" w:x="-20000" w:y="1"/>'),
    "a frame of no height": p(r(), '<w:framePr w:w="2000" w:h="1" w:hRule="exact"/>'),
    "a table off the page": table(p(r()), whole='<w:tblpPr w:tblpX="-20000" w:tblpY="1"/>'),
    "a row of no height": table(p(r()), row='<w:trHeight w:val="10" w:hRule="exact"/>'),
    "a box of no size": box(p(r()), (0, 0)),
    "a box off the page": box(p(r()), across=-9_000_000),
    "a box right of any page": box(p(r()), across=99_000_000),
    "an old box of no size": old_box("width:0;height:0"),
    "an old box off the page": old_box("width:90pt;height:20pt;margin-left:-999pt"),
    "words for older programs": forms(r(text="Kính gửi"), r()),
    "words for some newer programs": forms(r(text="Kính gửi"), "").replace(
        "<mc:Fallback>", f'<mc:Choice Requires="w14">{r()}</mc:Choice><mc:Fallback>'
    ),
}
SEEN = {
    "black": p(r('<w:color w:val="000000"/>')),
    "a light grey": p(r('<w:color w:val="BFBFBF"/>')),
    "a shade of the paper's colour": p(r('<w:color w:val="808080" w:themeColor="background1" w:themeShade="80"/>')),
    "filled with blue": p(r(FILLED.format('<w14:solidFill><w14:srgbClr w14:val="0000FF"/></w14:solidFill>'))),
    "half transparent": p(r(FILLED.format(GLASS.format(50_000)))),
    "letters a little closer": p(r('<w:spacing w:val="-10"/>')),
    "a narrow column that may grow": table(p(r()), cell='<w:tcW w:w="1" w:type="dxa"/>'),
    "white, and no letter": p(r(WHITE, "  …")),
    "white on a dark cell": table(p(r(WHITE)), cell=DARK),
    "white on a dark table": table(p(r(WHITE)), whole=DARK),
    "white in a cell coloured by style": table(p(r(WHITE)), whole='<w:tblStyle w:val="Mau"/>'),
    "white in a dark box": box(p(r(WHITE)), shape='<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'),
    "white in an old dark box": old_box("width:90pt;height:20pt", 'fillcolor="#1F3864"', p(r(WHITE))),
    "five points": p(r('<w:sz w:val="10"/>')),
    "narrow letters": p(r('<w:w w:val="80"/>')),
    "letters raised a little": p(r('<w:position w:val="6"/>')),
    "an exact line": p(r(), '<w:spacing w:line="360" w:lineRule="exact"/>'),
    "an indent into the margin": p(r(), '<w:ind w:left="-567"/>'),
    "a frame": p(r(), '<w:framePr w:w="2000" w:x="500" w:y="1"/>'),
    "a low row without words": table(p(""), row='<w:trHeight w:val="10" w:hRule="exact"/>'),
    "a row": table(p(r()), row='<w:trHeight w:val="400" w:hRule="exact"/>'),
    "a box": box(p(r())),
    "a line that is drawn": box(p(""), (900_000, 0)),
    "an old box": old_box("width:90pt;height:20pt;margin-left:-9pt"),
    "the same words for older programs": forms(r(), r()),
    "a picture for older programs": forms(r(), "<w:r><w:pict><v:shape/></w:pict></w:r>"),
}
STYLE = (
    '<w:style w:type="table" w:styleId="Goc"><w:name w:val="Goc"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
    f"{DARK}</w:tcPr></w:tblStylePr></w:style>"
    '<w:style w:type="table" w:styleId="Mau"><w:name w:val="Mau"/><w:basedOn w:val="Goc"/></w:style>'
)


@pytest.mark.parametrize("case", UNSEEN)
def test_what_is_not_on_the_page_is_told(case: str) -> None:
    assert [(kind, text) for kind, text, _ in told(letter(UNSEEN[case]))] == [("chu-an", SECRET)]


@pytest.mark.parametrize("case", SEEN)
def test_what_is_seen_is_not(case: str) -> None:
    assert [kind for kind, _, _ in told(letter(SEEN[case], STYLE)) if kind == "chu-an"] == []


def test_it_is_told_from_headers_and_styles_as_well() -> None:
    style = f'<w:style w:type="character" w:styleId="Tr"><w:name w:val="Tr"/><w:rPr>{WHITE}</w:rPr></w:style>'
    assert told(letter(p(r('<w:rStyle w:val="Tr"/>')), style)) == [("chu-an", SECRET, "")]
    narrow = (
        '<w:style w:type="character" w:styleId="Bop"><w:name w:val="Bop"/><w:rPr><w:w w:val="1"/></w:rPr></w:style>'
    )
    assert told(letter(p(r('<w:rStyle w:val="Bop"/>')), narrow)) == [("chu-an", SECRET, "")]
    assert told(with_part(letter(), "footer", p(r(WHITE)))) == [("chu-an", SECRET, "cuối trang")]
    assert told(with_part(letter(), "footer", p(r('<w:w w:val="1"/>')))) == [("chu-an", SECRET, "cuối trang")]


def test_a_page_of_another_colour_shows_white_letters() -> None:
    docx = edited(
        letter(p(r(WHITE))), lambda xml: xml.replace("<w:body>", '<w:background w:color="1F3864"/><w:body>', 1)
    )
    assert told(docx) == []


def test_fields_that_the_reader_s_word_is_to_update_are_told() -> None:
    def set_to(name: str) -> list[tuple[str, str, str]]:
        end = f"<w:{name}/></w:settings>"
        return told(edited(letter(), lambda xml: xml.replace("</w:settings>", end), "word/settings.xml"))

    assert set_to("updateFields") == [("tu-doi", "mọi trường, khi người nhận mở tệp (updateFields)", "")]
    assert set_to("linkStyles") == [("tu-doi", "kiểu chữ, theo mẫu ở máy người nhận (linkStyles)", "")]
    assert set_to("mirrorMargins") == []
