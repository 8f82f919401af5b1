"""Reading a .docx: what a reader sees after defaults, styles, numbering, themes and direct formatting."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from reportgen.wordview.anatomy import Component, anatomy
from reportgen.wordview.document import Document, Paragraph
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import lines_of
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_document
from reportgen.wordview.styles import styles_of
from tests.paper_docx import build
from tests.papers import paper

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
EMPTY: dict[str, Any] = {"head": [], "title": [], "body": ["x"], "foot": [], "end": []}


def read(xml: str, styles: str = "", **parts: str) -> Document:
    """Read a document whose only content is ``xml``."""
    spec = paper("cong-van", {"order": EMPTY, "x": {"xml": xml}})
    if styles:
        spec["styles"] = f"<w:styles {W}>{styles}</w:styles>"
    return read_document(open_package(build(spec | parts)))


def first(xml: str, styles: str = "", **parts: str) -> Paragraph:
    return read(xml, styles, **parts).paragraphs[0]


def style(style_id: str, kind: str, letters: str = "", layout: str = "", based: str = "", default: bool = False) -> str:
    made = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}>'
        f'<w:name w:val="{style_id}"/>{made}<w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
P = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>'


def test_without_any_style_word_assumes_ten_points() -> None:
    letters = first("<w:p><w:r><w:t>chữ</w:t></w:r></w:p>", styles=" ").runs[0].letters
    assert (letters.size, letters.ascii) == (10.0, "Times New Roman")


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ('<w:r><w:t>Câu một.</w:t><w:br w:type="page"/></w:r><w:r><w:t>Câu hai.</w:t></w:r>', "Câu một. Câu hai."),
        ('<w:r><w:t>Câu một. </w:t></w:r><w:r><w:br w:type="column"/><w:t>Câu hai.</w:t></w:r>', "Câu một.  Câu hai."),
        ('<w:r><w:t>Câu một.</w:t></w:r><w:r><w:br w:type="page"/><w:t> Câu hai.</w:t></w:r>', "Câu một. Câu hai."),
        ('<w:r><w:br w:type="page"/></w:r><w:r><w:t>Câu hai.</w:t></w:r>', "Câu hai."),
        ('<w:r><w:t>Câu một.</w:t></w:r><w:r><w:br w:type="page"/></w:r>', "Câu một."),
    ],
)
def test_a_page_break_parts_words(runs: str, text: str) -> None:
    assert first(f"<w:p>{runs}</w:p>").text == text


def test_document_defaults_then_style_chain_then_direct() -> None:
    styles = (
        DEFAULTS
        + style("Normal", "paragraph", '<w:sz w:val="26"/>', default=True)
        + style("Base", "paragraph", '<w:sz w:val="24"/><w:color w:val="FF0000"/>', '<w:jc w:val="center"/>', "Normal")
        + style("Own", "paragraph", '<w:sz w:val="30"/>', '<w:spacing w:before="120"/>', "Base")
    )
    got = first(P.format("Own"), styles)
    assert got.runs[0].letters[:3] == ("Arial", "Arial", 15.0)
    assert got.runs[0].letters.color == "FF0000"
    assert (got.layout.align, got.layout.before, got.layout.after, got.layout.line) == ("center", 120, 160, 259)
    assert first("<w:p><w:r><w:t>a</w:t></w:r></w:p>", styles).runs[0].letters.size == 13.0
    direct = '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t>a</w:t></w:r></w:p>'
    assert first(direct, styles).runs[0].letters.size == 10.5


def test_a_style_that_does_not_exist_is_the_default_one() -> None:
    styles = style("Normal", "paragraph", '<w:sz w:val="26"/>', default=True)
    assert first(P.format("Missing"), styles).runs[0].letters.size == 13.0


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = style("One", "paragraph", '<w:sz w:val="26"/>', based="Two") + style("Two", "paragraph", based="One")
    assert first(P.format("One"), styles).runs[0].letters.size == 13.0


TOGGLES = [
    ("<w:b/>", "", "", True),
    ("<w:b/>", "<w:b/>", "", False),  # two levels cancel out
    ("<w:b/>", '<w:b w:val="0"/>', "", True),  # an off switch at one level changes nothing at another
    ("<w:b/>", "<w:b/>", "<w:b/>", True),  # direct formatting is absolute
    ("<w:b/>", "", '<w:b w:val="false"/>', False),
    ("", "", '<w:b w:val="on"/>', True),
]


@pytest.mark.parametrize(("paragraph", "character", "direct", "bold"), TOGGLES)
def test_toggles_of_several_levels_cancel_out(paragraph: str, character: str, direct: str, bold: bool) -> None:
    styles = style("Own", "paragraph", paragraph) + style("Strong", "character", character)
    run = f'<w:r><w:rPr><w:rStyle w:val="Strong"/>{direct}</w:rPr><w:t>chữ</w:t></w:r>'
    got = first(f'<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr>{run}</w:p>', styles)
    assert got.runs[0].letters.bold is bold


def test_a_cell_says_which_column_of_the_table_it_begins_with() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p/></w:tc>"
    wide = cell.format('<w:tcW w:w="900"/><w:gridSpan w:val="2"/>')
    rows = (
        ("", wide + cell.format("")),
        ('<w:trPr><w:gridBefore w:val="1"/></w:trPr>', cell.format("") + "<w:tc><w:p/></w:tc>"),
        ("", cell.format('<w:gridSpan w:val="hai"/>') * 2),
    )
    xml = "".join(f"<w:tr>{properties}{cells}</w:tr>" for properties, cells in rows)
    found = read(f"<w:tbl>{xml}</w:tbl>").paragraphs
    assert [(place.row, place.cell, place.column) for place in (paragraph.place for paragraph in found[:6])] == [
        (1, 1, 1), (1, 2, 3), (2, 1, 2), (2, 2, 3), (3, 1, 1), (3, 2, 2),
    ]  # fmt: skip


def test_a_table_style_reaches_its_paragraphs_and_margins_its_width() -> None:
    styles = style("Grid", "table", '<w:b/><w:sz w:val="18"/>', '<w:jc w:val="right"/>').replace(
        "</w:style>",
        '<w:tblPr><w:tblCellMar><w:left w:w="100"/><w:right w:w="100"/></w:tblCellMar></w:tblPr></w:style>',
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr>'
        "<w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    got = first(table, styles)
    assert got.runs[0].letters.bold
    assert (got.runs[0].letters.size, got.layout.align, got.width) == (9.0, "right", 100.0)
    assert got.place[:3] == (1, 1, 1)


def test_lengths_are_read_in_any_unit_that_a_strict_file_writes() -> None:
    section = (
        '<w:sectPr><w:pgSz w:w="210mm" w:h="297mm"/><w:pgMar w:top="20mm" w:right="0.5in" w:bottom="57pt" w:left="3cm" '
        'w:header="2pc" w:footer="-567" w:gutter="x"/></w:sectPr>'
    )
    indent = '<w:ind w:start="1cm" w:left="9" w:end="2pi" w:firstLine="0.5in"/>'
    document = read(f"<w:p><w:pPr>{indent}{section}</w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>")
    page, paragraph = document.sections[0], document.paragraphs[0]
    assert (page.width, page.height) == (11906, 16838)
    assert dataclasses.asdict(page.margins) == {
        "top": 1134, "right": 720, "bottom": 1140, "left": 1701, "header": 480, "footer": 567, "gutter": 0,
    }  # fmt: skip
    assert (page.room, paragraph.width) == (9485, 474.25)
    assert (paragraph.layout.left, paragraph.layout.right, paragraph.layout.first) == (567, 480, 720)
    assert paragraph.layout.start == 1287


@pytest.mark.parametrize(
    ("given", "taken"), [(31_680, 31_680), (31_682, 31_680), (-31_680, -31_680), (-31_682, -31_680)]
)
def test_no_length_is_taken_for_more_than_twenty_two_inches(given: int, taken: int) -> None:
    indent = f'<w:ind w:left="{given}"/>'
    assert first(f"<w:p><w:pPr>{indent}</w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>").layout.left == taken


@pytest.mark.parametrize(
    ("given", "twips"),
    [("50cm", 28_346), ("500mm", 28_346), ("20in", 28_800), ("1000pt", 20_000), ("100pc", 24_000), ("100pi", 24_000)],
)
def test_a_long_length_shows_what_its_unit_is_worth(given: str, twips: int) -> None:
    assert first(f'<w:p><w:pPr><w:ind w:left="{given}"/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>').layout.left == twips


def test_margins_that_take_all_of_the_page_leave_no_room() -> None:
    section = '<w:sectPr><w:pgSz w:w="1000" w:h="1000"/><w:pgMar w:left="600" w:right="600"/></w:sectPr>'
    document = read(f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>")
    assert (document.sections[0].room, document.paragraphs[0].width) == (0, 0.0)


@pytest.mark.parametrize(("language", "font"), [("vi-VN", "Times New Roman"), ("en-US", "Calibri"), ("", "Calibri")])
def test_theme_fonts_follow_the_documents_language(language: str, font: str) -> None:
    theme = (
        f'<a:theme {A}><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/>'
        '<a:font script="Viet" typeface="Times New Roman"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    run = '<w:p><w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Arial"/></w:rPr>'
    settings = f'<w:themeFontLang w:val="{language}"/>' if language else ""
    got = first(f"{run}<w:t>chữ</w:t></w:r></w:p>", theme=theme, settings=settings)
    assert got.runs[0].letters.fonts("chữ") == (font,)


def test_letters_with_marks_take_the_other_font() -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Calibri"/></w:rPr><w:t>Độc lập</w:t></w:r>'
    letters = first(f"<w:p>{run}</w:p>").runs[0].letters
    assert letters.fonts("doc") == ("Times New Roman",)
    assert letters.fonts("Độc") == ("Times New Roman", "Calibri")
    assert letters.fonts("ĐỘ") == ("Calibri",)


LISTS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def numbered(number: int, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"


def test_automatic_numbers_count_and_begin_anew() -> None:
    order = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (1, 0)]
    document = read("".join(numbered(*item) for item in order), numbering=LISTS)
    labels = [paragraph.label for paragraph in document.paragraphs if paragraph.text]
    assert labels == ["I.", "I.1.", "I.2.", "c)", "II.", "II.1.", "-", "I.", "III."]
    assert (document.paragraphs[0].layout.left, document.paragraphs[0].layout.first) == (720, -360)


def test_a_document_of_the_same_styles_has_lists_of_its_own() -> None:
    listed = style("Muc", "paragraph", layout='<w:numPr><w:numId w:val="1"/></w:numPr>')
    text = numbered(1) + '<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    for lists, left in ((LISTS, 720), (LISTS.replace("720", "900"), 900), ("", 0), (LISTS, 720)):
        document = read(text, listed, **({"numbering": lists} if lists else {}))
        assert [paragraph.layout.left for paragraph in document.paragraphs if paragraph.text] == [left, left]


def test_few_formats_are_kept_of_a_document_that_has_ever_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.wordview.reader.MOST_FORMATS", 3)
    lists = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    for number, styles in (("", style("Own", "paragraph")), (lists, style("Other", "paragraph"))):
        spec = paper("cong-van", {"order": EMPTY, "x": {"xml": "".join(indented(left, number) for left in range(20))}})
        package = open_package(build(spec | {"styles": f"<w:styles {W}>{styles}</w:styles>", "numbering": LISTS}))
        read = read_document(package).paragraphs
        assert [paragraph.layout.left for paragraph in read if paragraph.text] == list(range(20))
        shared = styles_of(*(package.content(package.related_name(kind)) for kind in ("styles", "theme", "settings")))
        assert len(shared.formats) <= 3


def indented(left: int, number: str) -> str:
    return f'<w:p><w:pPr>{number}<w:ind w:left="{left}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'


SPACINGS = [
    ('w:line="360" w:lineRule="auto"', 1.5),
    ('w:line="322" w:lineRule="exact"', 1.0),  # 16.1 pt: a single line of 14 pt
    ('w:line="240" w:lineRule="exact"', 0.745),
    ('w:line="20" w:lineRule="atLeast"', 1.0),
    ('w:line="483" w:lineRule="atLeast"', 1.5),
]


@pytest.mark.parametrize(("spacing", "lines"), SPACINGS)
def test_line_spacing_is_measured_in_lines(spacing: str, lines: float) -> None:
    got = first(f"<w:p><w:pPr><w:spacing {spacing}/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>")
    assert got.layout.lines(Points(14)) == pytest.approx(lines, abs=0.001)


def test_spaces_that_word_chooses_or_counts_in_lines() -> None:
    spacing = '<w:spacing w:before="1" w:beforeAutospacing="1" w:afterLines="50" w:after="3"/>'
    got = first(f"<w:p><w:pPr>{spacing}</w:pPr></w:p>")
    assert (got.layout.before, got.layout.after) == (280, 120)


def test_what_is_deleted_hidden_or_shown_twice_is_not_read() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent>"
    document = read(
        "<w:p><w:r><w:t>còn</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> thêm</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == ["hộp", "còn thêm"]
    assert document.paragraphs[0].place.box == 1


def test_a_page_number_is_seen_in_a_control_and_in_a_frame() -> None:
    for change in ({"number.control": True}, {"number.align": "left"}):
        document = read_document(open_package(build(paper("bao-cao", change))))
        header = document.sections[0].headers["default"]
        assert [paragraph.page.size for paragraph in header if paragraph.page] == [14.0]


def test_strict_files_are_read_like_others() -> None:
    spec = paper("cong-van")
    plain = read_document(open_package(build(spec)))
    from tests.docx_text import members, pack

    parts = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in members(build(spec)).items()
    }
    assert read_document(open_package(pack(parts))) == plain


def test_a_tab_or_a_break_parts_lines_but_not_a_number_from_its_text() -> None:
    def texts(text: str) -> list[tuple[str, int]]:
        spec = paper("cong-van", {"order": EMPTY, "x": {"text": text}})
        document = read_document(open_package(build(spec)))
        return [(line.text, line.column) for line in lines_of(document.paragraphs)]

    assert texts("SỞ NỘI VỤ\tCỘNG HÒA") == [("SỞ NỘI VỤ", 0), ("CỘNG HÒA", 1)]
    assert texts("CỘNG HÒA\nĐộc lập") == [("CỘNG HÒA", 0), ("Độc lập", 0)]
    assert texts("1.\tNội dung") == [("1. Nội dung", 0)]
    assert texts("a)\tNội dung") == [("a) Nội dung", 0)]
    assert texts("\tCỘNG HÒA") == [("CỘNG HÒA", 1)]


HEADS: dict[str, list[dict[str, Any]]] = {
    "một đoạn, dấu tab": [
        {"runs": [{"text": "SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold": True, "size": 13}]},
        {"runs": [{"text": "Số: 12/SNV-VP\tĐộc lập - Tự do - Hạnh phúc", "size": 13}]},
        {"text": "\tBắc Ninh, ngày 15 tháng 6 năm 2026"},
    ],
    "một đoạn, nhiều dấu cách": [
        {"text": "SỞ NỘI VỤ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
        {"text": "Số: 12/SNV-VP          Độc lập - Tự do - Hạnh phúc"},
        {"text": "          Bắc Ninh, ngày 15 tháng 6 năm 2026"},
    ],
}


@pytest.mark.parametrize("form", HEADS)
def test_the_head_is_found_without_a_table(form: str) -> None:
    spec = paper("cong-van")
    spec["order"]["head"] = []
    names = [f"h{at}" for at, _ in enumerate(HEADS[form])]
    spec |= dict(zip(names, HEADS[form], strict=True))
    spec["order"]["title"] = [*names, *spec["order"]["title"]]
    found = anatomy(read_document(open_package(build(spec))))
    told = {part: found.all(part)[0].text for part in Component if found.all(part)}
    assert told[Component.QUOC_HIEU] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert told[Component.TIEU_NGU] == "Độc lập - Tự do - Hạnh phúc"
    assert told[Component.CO_QUAN] == "SỞ NỘI VỤ"
    assert told[Component.SO_KY_HIEU] == "Số: 12/SNV-VP"
    assert told[Component.DIA_DANH] == "Bắc Ninh, ngày 15 tháng 6 năm 2026"
    assert found.kind == "công văn"


def test_parts_found_by_place_alone_are_less_certain() -> None:
    found = anatomy(read_document(open_package(build(paper("cong-van", {"v_v.text": "đôn đốc báo cáo"})))))
    assert found.confidence[Component.QUOC_HIEU] == 1.0
    assert found.confidence[Component.TRICH_YEU_CV] < found.confidence[Component.SO_KY_HIEU]


def test_the_names_of_types_are_those_that_have_codes() -> None:
    from reportgen.nd30.types import CODES
    from reportgen.wordview.anatomy.parts import TYPE_NAMES

    assert set(TYPE_NAMES) == set(CODES)
