"""What is unfinished in a document: coloured and hidden words, tracked changes, comments, fields, in whatever part."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from reportgen.unfinished import Leftover
from tests.docx_text import edited, example_report, members, pack
from tests.places import PERIODS, WORKSPACES
from tests.stamping import boxed, run, sdt
from tests.unfinished import CORE, CORE_KIND, left, letter, related, told, with_note, with_part

STYLES = (
    '<w:style w:type="character" w:styleId="a7"><w:name w:val="ND30 Cần bổ sung"/></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:name w:val="Chữ"/><w:rPr>{}</w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="cc"><w:name w:val="Chữ con"/><w:basedOn w:val="c"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="Đoạn"/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>'
)
NEEDED = '<w:rPr><w:rStyle w:val="a7"/></w:rPr>'
COMMENTS = (
    '<w:comment w:id="0"><w:p><w:r><w:t>Xem lại số</w:t></w:r></w:p><w:p><w:r><w:t>liệu</w:t></w:r></w:p></w:comment>'
    '<w:comment w:id="1"><w:p/></w:comment><w:comment w:id="2"><w:p/></w:comment>'
)


def styled(xml: str, run_style: str = "", paragraph_style: str = "", layout: str = "") -> bytes:
    return letter(xml, STYLES.format(run_style, layout, paragraph_style))


def p(*runs: str, layout: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{layout}</w:pPr>' if layout else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return run(text, f"<w:rPr>{properties}</w:rPr>" if properties else "")


def test_a_clean_document_has_nothing_left_over() -> None:
    empty = '<w:comment w:id="1"><w:p/></w:comment>'
    docx = with_part(
        styled(p(run("Xong"), "<w:r><w:rPr><w:rStyle w:val='a7'/></w:rPr><w:t/></w:r>")), "comments", empty
    )
    assert left(docx) == ()


def test_a_comment_that_lost_its_anchor_is_still_in_the_file() -> None:
    """No program shows it, and whoever receives the file can read it."""
    place = "không còn gắn vào chữ nào"
    assert told(with_part(letter(p(run("Xong"))), "comments", COMMENTS)) == [("ghi-chu", "Xem lại số liệu", place)]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("workspace", WORKSPACES)
def test_a_draft_tells_what_is_still_to_be_supplied_and_nothing_else(workspace: str, period: str) -> None:
    (found,) = left(example_report(workspace, period))
    assert (found.kind, found.place) == ("cho-trong", "")
    assert found.text.startswith("Kế hoạch số ……/KH-")


# Coloured words

HANDS = {
    "a highlight": '<w:highlight w:val="yellow"/>',
    "another colour": '<w:highlight w:val="lightGray"/>',
    "shading": '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>',
    "a light shading": '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>',
    "a pattern": '<w:shd w:val="pct12" w:color="auto" w:fill="auto"/>',
}
NO_COLOURS = {
    "no highlight": '<w:highlight w:val="none"/>',
    "a white one": '<w:highlight w:val="white"/>',
    "no shading": '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    "no shading at all": '<w:shd w:val="nil"/>',
    "white as browsers paste it": '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
    "white to the eye": '<w:shd w:val="clear" w:color="auto" w:fill="F8F9FA"/>',
}


@pytest.mark.parametrize("case", HANDS)
def test_a_coloured_word_is_left_over_however_it_came_by_its_colour(case: str) -> None:
    text, expected = "12 triệu đồng", [("to-vang", "12 triệu đồng", "")]
    colour = HANDS[case]
    assert told(styled(p(run("Là "), r(text, colour), run(".")))) == expected
    assert told(styled(p(r(text, '<w:rStyle w:val="c"/>')), colour)) == expected
    assert told(styled(p(r(text, '<w:rStyle w:val="cc"/>')), colour)) == expected
    assert told(styled(p(r(text), layout='<w:pStyle w:val="p"/>'), "", colour)) == expected


@pytest.mark.parametrize("case", [case for case in HANDS if "highlight" not in HANDS[case]])
def test_a_shaded_paragraph_is_left_over(case: str) -> None:
    assert told(styled(p(r("Xem lại"), layout=HANDS[case]))) == [("to-vang", "Xem lại", "")]
    assert told(styled(p(r("Xem lại"), layout='<w:pStyle w:val="p"/>'), "", "", HANDS[case])) == [
        ("to-vang", "Xem lại", "")
    ]


@pytest.mark.parametrize("case", NO_COLOURS)
def test_no_colour_is_none_and_takes_a_styles_away(case: str) -> None:
    assert told(styled(p(r("Xong", NO_COLOURS[case])))) == []
    style = HANDS["a highlight" if "highlight" in NO_COLOURS[case] else "shading"]
    assert told(styled(p(r("Xong", f'<w:rStyle w:val="c"/>{NO_COLOURS[case]}')), style)) == []


def test_what_is_coloured_and_blank_is_a_blank() -> None:
    assert told(styled(p(r("…… triệu đồng", HANDS["shading"])))) == [("cho-trong", "…… triệu đồng", "")]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Đạt 95% (đ/c Trưởng phòng xem lại số liệu).", "(đ/c Trưởng phòng xem lại số liệu)"),
        ("Kinh phí 120 triệu đồng (cần bổ sung).", "(cần bổ sung)"),
        ("Có 12 hồ sơ (???) quá hạn.", "(???)"),
        ("Có 12 hồ sơ ??? quá hạn.", "???"),
    ],
)
def test_a_note_to_the_drafter_is_left_over(text: str, note: str) -> None:
    assert told(letter(p(run(text)))) == [("cho-trong", note, "")]


@pytest.mark.parametrize(
    "text",
    ["Vì sao chậm? (xem Phụ lục I)", "Thiếu biên chế (cần bổ sung 02 người).", "Kiểm tra (đ/c Giám đốc chủ trì)."],
)
def test_other_brackets_are_no_notes_to_the_drafter(text: str) -> None:
    assert told(letter(p(run(text)))) == []


def test_neighbouring_runs_are_one_text_and_equal_texts_are_counted() -> None:
    one = f"{run('Chưa ', NEEDED)}<w:r><w:t/></w:r><w:bookmarkEnd w:id='1'/>{run('báo cáo', NEEDED)}"
    found = left(styled(p(one, run(", "), sdt(one, "khac"), run("."), run("  ", NEEDED))))
    assert found == (Leftover("to-vang", "Chưa báo cáo", 2), Leftover("to-vang", "(dấu cách)", 1))


COLOURED = p(r("xem lại", HANDS["a highlight"]))
PARTS: dict[str, Callable[[str], bytes]] = {
    "đầu trang": lambda xml: with_part(letter(), "header", xml),
    "cuối trang": lambda xml: with_part(letter(), "footer", xml),
    "chú thích 1": lambda xml: with_note(letter(), "footnote", xml),
    "chú thích cuối văn bản 1": lambda xml: with_note(letter(), "endnote", xml),
    "hộp văn bản": lambda xml: letter(boxed(xml, xml)),
    "bảng 2, dòng 1, ô 1": lambda xml: letter(f"<w:tbl><w:tr><w:tc>{xml}</w:tc></w:tr></w:tbl>"),
    "": lambda xml: letter(sdt(xml, "loi-van:II")),
}


@pytest.mark.parametrize("place", PARTS)
def test_every_part_is_looked_at(place: str) -> None:
    make = PARTS[place]
    assert told(make(COLOURED)) == [("to-vang", "xem lại", place)]
    assert told(make(p(r("nội bộ", "<w:vanish/>")))) == [("chu-an", "nội bộ", place)]
    assert told(make(p(run("Kinh phí …… triệu đồng")))) == [("cho-trong", "Kinh phí …… triệu đồng", place)]
    field = '<w:fldSimple w:instr="DATE"><w:r><w:t>1/5</w:t></w:r></w:fldSimple>'
    assert [item[:2] for item in told(make(p(field)))] == [("tu-doi", "DATE")]
    change = '<w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins>'
    assert [item[:2] for item in told(make(p(change)))] == [("vet-sua", "thêm")]


CELL = '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize("colour", ["FFFF00", "FFFF66", "00FF00", "00FFFF"])
def test_a_cell_in_a_markers_colour_is_left_over(colour: str) -> None:
    assert told(letter(CELL.format(colour, run("15")))) == [("to-vang", "15", "ô bảng")]


@pytest.mark.parametrize("colour", ["D9D9D9", "DEEAF6", "FFC000", "FFF2CC", "92D050", "auto", "C00000"])
def test_a_tables_own_colours_are_no_markers(colour: str) -> None:
    assert told(letter(CELL.format(colour, run("TT")))) == []


# Hidden words


HIDDEN = "<w:vanish/>"


def test_hidden_words_are_found_by_their_effective_format() -> None:
    expected = [("chu-an", "nội bộ", "")]
    assert told(styled(p(run("Xong "), r("nội bộ", HIDDEN)))) == expected
    assert told(styled(p(r("nội bộ", '<w:rStyle w:val="cc"/>')), HIDDEN)) == expected
    assert told(styled(p(r("nội bộ"), layout='<w:pStyle w:val="p"/>'), "", HIDDEN)) == expected
    shown = r("nội bộ", '<w:rStyle w:val="c"/><w:vanish w:val="0"/>')
    assert told(styled(p(shown), HIDDEN)) == []


def test_words_hidden_by_the_documents_defaults_are_found() -> None:
    docx = edited(
        letter(), lambda xml: xml.replace("<w:rPrDefault><w:rPr>", f"<w:rPrDefault><w:rPr>{HIDDEN}"), "word/styles.xml"
    )
    assert {kind for kind, *_ in told(docx)} == {"chu-an"}


def test_a_hidden_row_is_found() -> None:
    row = (
        "<w:tbl><w:tr><w:trPr><w:hidden{}/></w:trPr><w:tc><w:p><w:r><w:t>nội bộ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert told(letter(row.format(""))) == [("chu-an", "nội bộ", "dòng bảng ẩn")]
    assert told(letter(row.format(' w:val="0"'))) == []


SEEN = '<w:p><w:r><w:pict><v:shape style="width:9pt"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>'
SEEN += "</w:pict></w:r></w:p>"
HOLDING = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="a"{}/><a:graphic>{}</a:graphic></wp:inline></w:drawing>'
)
HOLDING += "</w:r></w:p>"


def test_a_hidden_shape_or_picture_is_found() -> None:
    seen = SEEN.format(p(run("nội bộ")))
    expected = [("chu-an", "nội bộ", "hình, hộp văn bản")]
    assert told(letter(seen)) == []
    assert told(letter(seen.replace("width:9pt", "width:9pt; visibility: hidden"))) == expected
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{p(run('nội bộ'))}</w:txbxContent></wps:txbx></wps:wsp>"
    assert told(letter(HOLDING.format("", box))) == []
    assert told(letter(HOLDING.format(' hidden="1"', box))) == expected
    assert told(with_part(letter(), "header", HOLDING.format(' hidden="true"', ""))) == [
        ("chu-an", "(hình ẩn)", "đầu trang")
    ]


def test_a_hidden_bookmark_and_a_place_of_the_report_are_no_fault() -> None:
    marked = '<w:bookmarkStart w:id="1" w:name="_loi_van_II"/>' + p(run("Xong")) + '<w:bookmarkEnd w:id="1"/>'
    assert told(letter(sdt(marked, "loi-van:II"))) == []


# Tracked changes, comments


@pytest.mark.parametrize(
    "gone",
    [
        f"<w:del><w:r>{NEEDED}<w:delText>Chưa báo cáo</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('Chưa báo cáo', NEEDED)}</w:moveFrom>",
    ],
)
def test_a_deleted_text_is_not_to_be_supplied_but_a_tracked_change(gone: str) -> None:
    assert left(styled(p(gone, run("Xong")))) == (Leftover("vet-sua", "Chưa báo cáo", 1),)


@pytest.mark.parametrize("kind", ["ins", "moveTo", "del", "moveFrom"])
def test_each_kind_of_tracked_change_is_left_over(kind: str) -> None:
    name = "delText" if kind == "del" else "t"
    found = left(letter(p(f'<w:{kind} w:id="1"><w:r><w:{name}>đã sửa</w:{name}></w:r></w:{kind}>', run("."))))
    assert found == (Leftover("vet-sua", "đã sửa", 1),)


def test_a_tracked_paragraph_mark_is_left_over() -> None:
    found = left(letter(p(run("Xong"), layout='<w:rPr><w:ins w:id="1"/></w:rPr>')))
    assert [(item.kind, item.count) for item in found] == [("vet-sua", 1)]


@pytest.mark.parametrize("kind", ["Ins", "Del", "MoveFrom", "MoveTo"])
def test_a_control_that_was_put_in_or_taken_out_is_left_over(kind: str) -> None:
    start, end = (f'<w:customXml{kind}Range{edge} w:id="5"/>' for edge in ("Start", "End"))
    assert left(letter(p(start, sdt(f"{end}{run('Xong')}{start}", "x"), end))) == (
        Leftover("vet-sua", "(ô nội dung)", 1),
    )


def test_what_two_people_changed_at_once_is_left_over() -> None:
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    assert told(letter(p(f'<w14:conflictIns {space} w:id="1">{run("bản của tôi")}</w14:conflictIns>'))) == [
        ("vet-sua", "bản của tôi", "")
    ]


def test_comments_are_left_over_with_their_text_and_anchors_of_none_are_not() -> None:
    anchors = "".join(f'<w:commentRangeStart w:id="{at}"/>' for at in (0, 1, 9))
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    found = left(with_part(letter(p(anchors, run("Xong"), reference)), "comments", COMMENTS))
    assert found == (Leftover("ghi-chu", "Xem lại số liệu", 1), Leftover("ghi-chu", "(ghi chú trống)", 1))


def test_text_boxes_are_told_once_and_their_text_is_not_that_of_the_run_around() -> None:
    inside = p(run("Còn thiếu", NEEDED))
    assert left(styled(boxed(inside, inside))) == (Leftover("to-vang", "Còn thiếu", 1, "hộp văn bản"),)
    supplied = boxed(p(run("Đã đủ")), "<w:p/>").replace("<w:r>", f"<w:r>{NEEDED}", 1)
    assert left(styled(supplied)) == ()


@pytest.mark.parametrize("name", ["rPrChange", "tblPrExChange", "numberingChange"])
def test_a_tracked_change_of_format_is_left_over(name: str) -> None:
    docx = letter(p(run("Xong"), layout=f'<w:rPr><w:{name} w:id="1" w:author="a"/></w:rPr>'))
    assert left(docx) == (Leftover("vet-sua", "(thay đổi định dạng)", 1),)


def test_a_comment_on_a_note_is_left_over() -> None:
    note = p(run("Xem"), '<w:r><w:commentReference w:id="0"/></w:r>')
    assert ("ghi-chu", "Xem lại số liệu", "") in told(
        with_part(with_note(letter(), "footnote", note), "comments", COMMENTS)
    )


def test_a_field_of_a_form_that_nobody_filled_in_is_a_blank() -> None:
    """Word puts five wide spaces into it."""
    assert told(letter(p(run("Người lập: "), field(" FORMTEXT ", result="\u2002" * 5), run(".")))) == [
        ("cho-trong", "Người lập:    .", "")
    ]
    assert told(letter(p(run("Người lập:\u2002\u2002"), field(" FORMTEXT ", result="Phòng A")))) == []


def test_a_line_that_a_tab_stop_draws_to_be_written_over_is_a_blank() -> None:
    stop = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    assert told(letter(p(run("Họ và tên:\t"), layout=stop))) == [("cho-trong", "Họ và tên: ……", "")]
    assert told(letter(p(run("Phần thứ nhất\t12"), layout=stop))) == []
    assert told(letter(p(run("Họ và tên:\t"), layout=stop.replace("dot", "none")))) == []


def test_a_place_of_a_template_beside_the_page_is_a_blank() -> None:
    mark = '<w:p><w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
    assert told(with_part(letter(), "header", mark.format("{{ ky.ten }}"))) == [
        ("cho-trong", "{{ ky.ten }}", "hình mờ")
    ]
    assert told(with_part(letter(), "header", mark.format("SỞ NỘI VỤ"))) == []
    described = HOLDING.format(' descr="Ảnh {{ ky.ten }}"', "")
    assert told(letter(described)) == [("cho-trong", "Ảnh {{ ky.ten }}", "mô tả của hình")]
    core = f"<cp:coreProperties {CORE}><dc:title>Báo cáo {{{{ ten }}}}</dc:title></cp:coreProperties>".encode()
    named = related(pack({**members(letter()), "docProps/core9.xml": core}), CORE_KIND, "docProps/core9.xml", of="")
    assert told(named) == [("cho-trong", "Báo cáo {{ ten }}", "thuộc tính của tệp")]


def test_a_control_that_still_shows_its_prompt_is_a_blank() -> None:
    assert told(letter(p(sdt(run("Nhập tên đơn vị"), "don-vi", "<w:showingPlcHdr/>")))) == [
        ("cho-trong", "Nhập tên đơn vị", "")
    ]


# Fields


def field(*pieces: str, result: str = "x") -> str:
    """A field whose instruction is cut into ``pieces``."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    codes = "".join(
        piece if piece.startswith("<") else f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces
    )
    return f"{marks[0]}{codes}{marks[1]}{run(result)}{marks[2]}"


CHANGING = {
    "in one piece": (field(" DATE \\@ dd "), "DATE"),
    "in small letters": (field(" time "), "TIME"),
    "cut anywhere": (field(" D", "A", "TE"), "DATE"),
    "cut over paragraphs": (field(" INCLUDE", "</w:p><w:p>", 'TEXT "http://vi-du/x.docx"'), "INCLUDETEXT"),
    "in plain text": (field("<w:r><w:t> DATE </w:t></w:r>"), "DATE"),
    "within an allowed field": (field("REF ", field("QUOTE x"), " \\h"), "QUOTE"),
    "made of another's result": (field(field("REF a", result="DA"), "TE"), "DATE"),
    "in an allowed field's result": (field(" PAGE ").replace(run("x"), field("DDEAUTO c:\\x")), "DDEAUTO"),
    "with an invisible sign": (field("DA\u200bTE"), "DATE"),
    "quoted": (field('"DATE"'), "DATE"),
    "without a result": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK x</w:instrText></w:r>',
        "LINK",
    ),
    "simple": ('<w:fldSimple w:instr=" DATABASE \\c x "><w:r><w:t>x</w:t></w:r></w:fldSimple>', "DATABASE"),
    "of no field": ("<w:r><w:instrText> IMPORT x</w:instrText></w:r>", "IMPORT"),
    "of a file's properties": (field("SAVEDATE"), "SAVEDATE"),
    "of a merge": (field("MERGEFIELD ten"), "MERGEFIELD"),
    "unknown": (field("KHONGRO x"), "KHONGRO"),
}


@pytest.mark.parametrize("case", CHANGING)
def test_a_field_that_may_change_is_left_over_however_it_is_written(case: str) -> None:
    xml, name = CHANGING[case]
    assert [item[:2] for item in told(letter(p(xml)))] == [("tu-doi", name)]


@pytest.mark.parametrize(
    "instruction",
    [
        " PAGE ", "NUMPAGES", "SECTIONPAGES", " SEQ Bảng \\* ARABIC ", "REF _Ref1 \\h", "STYLEREF 1", 'TOC \\o "1-3" \\h',
        "PAGEREF _Toc1", "NOTEREF a", 'HYPERLINK \\l "_Toc1"', 'HYPERLINK "https://chinhphu.vn"', "=SUM(ABOVE)", "",
    ],
)  # fmt: skip
def test_a_field_that_says_the_same_every_day_is_none(instruction: str) -> None:
    assert told(letter(p(field(instruction)))) == []


@pytest.mark.parametrize("name", ["dayShort", "monthLong", "yearLong"])
def test_a_date_of_today_that_is_no_field_is_left_over(name: str) -> None:
    assert told(letter(p(run("Ngày "), f"<w:r><w:{name}/></w:r>"))) == [("tu-doi", "ngày, tháng, năm hôm nay", "")]


def test_fields_within_fields_take_no_longer_than_they_are_many() -> None:
    begun = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")) * 15_000
    docx, started = letter(p(begun, "<w:r><w:t>x</w:t></w:r>" * 20_000)), time.process_time()
    assert told(docx) == []
    assert time.process_time() - started < 10


def test_an_inserted_file_is_left_over() -> None:
    assert told(letter('<w:altChunk r:id="x"/>' + p(run("Xong")))) == [("tu-doi", "tệp chèn (altChunk)", "")]
