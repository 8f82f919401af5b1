"""The controls of places: what a template says, what a report gets, and what stays without a control."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.formats.places import (
    LONGEST,
    PlaceAsMade,
    bookmark_of,
    place_of_bookmark,
    place_of_tag,
    shortened,
    tag_of,
    title_of,
)
from reportgen.model.context import Cho
from reportgen.model.needed import needed
from reportgen.model.words import PLACES
from reportgen.render.placing import PlaceMarker, places_in
from reportgen.render.strict import fill
from tests.docx_text import W, members, pack, text_of, there, value
from tests.two_ways import compiled, names, p, row, same, table, template


@dataclasses.dataclass(frozen=True)
class Group:
    cac_cho: tuple[Cho, ...]


@dataclasses.dataclass(frozen=True)
class Part:
    nhom: tuple[Group, ...]


@dataclasses.dataclass(frozen=True)
class Whole:
    ton_tai: Cho
    ket: Cho


def place(name: str, *paragraphs: str, heading: str = "Một đề mục", office: bool = False) -> Cho:
    return Cho(name, heading, paragraphs, bool(paragraphs), office)


WHOLE = Whole(place("ton-tai", "Còn chậm.", "Thiếu người.", heading="Tồn tại, hạn chế"), place("ket", "Hết./."))
GROUPS = (
    Group((place("I.I", "Đã làm.", office=True), place("I.II", "Kể chung."))),
    Group((place("I.III", "Việc ba."),)),
)
GIVEN = names() | {"loi_van": WHOLE, "phan": (Part(GROUPS),)}


def control(tag: str, content: str, more: str = "", alias: str = "") -> str:
    title = f'<w:alias w:val="{alias}"/>' if alias else ""
    properties = f'<w:sdtPr>{title}<w:tag w:val="{tag}"/>{more}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def loop(over: str, *content: str) -> str:
    return p(f"{{%p for {over} %}}") + "".join(content) + p("{%p endfor %}")


TON_TAI = control("loi-van:ton-tai", loop("d in loi_van.ton_tai.doan", p("{{ d }}")))
IN_GROUPS = loop(
    "f in phan",
    loop("n in f.nhom", loop("c in n.cac_cho", control("loi-van:{{ c.ma }}", loop("d in c.doan", p("{{ d }}"))))),
)


def body(content: str, given: dict[str, Any] | None = None) -> etree._Element:
    """Return the body that both ways of rendering make of a template."""
    xml = same(template(content), given or GIVEN)["word/document.xml"]
    return there(etree.fromstring(xml).find(f"{W}body"))


def controls(node: etree._Element) -> list[tuple[str, str, str]]:
    """Return tag, title and text of each control."""
    return [
        (
            value(found.find(f"{W}sdtPr/{W}tag")),
            value(found.find(f"{W}sdtPr/{W}alias")),
            " / ".join(map(text_of, found.iter(f"{W}p"))),
        )
        for found in node.iter(f"{W}sdt")
    ]


def made(content: str, given: dict[str, Any] | None = None) -> list[PlaceAsMade]:
    """Return the places that a document carries, which are the same both ways."""
    by_docxtpl = fill("mau.docx", template(content), given or GIVEN, carrying=False)[2]
    assert compiled(template(content)).filled(given or GIVEN, hashed=False)[1] == by_docxtpl
    return by_docxtpl


def test_a_control_gets_title_number_and_bookmark_and_loses_what_would_bind_it() -> None:
    bound = '<w:id w:val="-5"/><w:lock w:val="sdtContentLocked"/><w:showingPlcHdr/><w:text/>'
    node = there(body(TON_TAI.replace("</w:sdtPr>", f"{bound}</w:sdtPr>")).find(f"{W}sdt"))
    properties = there(node.find(f"{W}sdtPr"))
    assert [etree.QName(child).localname for child in properties] == ["alias", "tag", "id", "docPartObj"]
    assert controls(node.getparent()) == [  # type: ignore[arg-type]
        ("loi-van:ton-tai", "Lời văn: Tồn tại, hạn chế", "Còn chậm. / Thiếu người.")
    ]
    content = there(node.find(f"{W}sdtContent"))
    assert [etree.QName(child).localname for child in content] == ["bookmarkStart", "p", "p", "bookmarkEnd"]
    assert value(content[0], "name") == "_loi_van_ton_tai"
    assert value(content[0], "id") == value(content[-1], "id")


def test_groups_are_tagged_by_an_expression_one_behind_the_other() -> None:
    found = body(IN_GROUPS)
    assert controls(found) == [
        ("loi-van:I.I", "Lời văn: Một đề mục", "Đã làm."),
        ("loi-van:I.II", "Lời văn: Một đề mục (I.II)", "Kể chung."),
        ("loi-van:I.III", "Lời văn: Một đề mục (I.III)", "Việc ba."),
    ]
    numbers = [value(node) for node in found.iter(f"{W}id")]
    assert len(set(numbers)) == 3
    names_ = [value(node, "name") for node in found.iter(f"{W}bookmarkStart")]
    assert names_ == ["_loi_van_I_I", "_loi_van_I_II", "_loi_van_I_III"]


def test_no_two_bookmarks_differ_by_case_alone() -> None:
    parts = (Part((Group((place("I.b", "Một."), place("I.B", "Hai."))),)),)
    found = body(IN_GROUPS, GIVEN | {"phan": parts})
    assert [tag for tag, _, _ in controls(found)] == ["loi-van:I.b", "loi-van:I.B"]
    assert [value(node, "name") for node in found.iter(f"{W}bookmarkStart")] == ["_loi_van_I_b"]


def test_no_number_is_one_of_the_templates() -> None:
    taken = control("khac", p("a"), '<w:id w:val="100005"/>') + '<w:bookmarkStart w:id="110001" w:name="x"/>'
    found = body(f'{taken}<w:bookmarkEnd w:id="110001"/>{TON_TAI}')
    assert [value(node) for node in found.iter(f"{W}id")] == ["100005", "120001"]


def test_a_place_that_prints_nothing_has_no_control() -> None:
    empty = GIVEN | {"loi_van": Whole(place("ton-tai"), place("ket", " "))}
    ending = control("loi-van:ket", loop("d in loi_van.ket.doan", p("{{ d }}")))
    assert [etree.QName(child).localname for child in body(p("a") + TON_TAI + ending, empty)] == ["p", "sectPr"]
    assert made(TON_TAI + ending, empty) == []


def test_a_cell_keeps_a_paragraph_where_its_place_prints_nothing() -> None:
    empty = GIVEN | {"loi_van": Whole(place("ton-tai"), place("ket"))}
    in_cell = f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{TON_TAI}</w:tc>'
    found = body(table(2, row(in_cell, "{{ ten }}")), empty)
    assert [[etree.QName(child).localname for child in there(cell)] for cell in found.iter(f"{W}tc")] == [
        ["tcPr", "p"],
        ["tcPr", "p"],
    ]


def test_what_is_no_text_counts_as_printed() -> None:
    empty = GIVEN | {"loi_van": Whole(place("ton-tai"), place("ket"))}
    picture = "<w:p><w:r><w:pict/></w:r></w:p>"
    assert controls(body(control("loi-van:ton-tai", picture), empty)) == [
        ("loi-van:ton-tai", "Lời văn: Một đề mục", "")
    ]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (TON_TAI + TON_TAI, "Còn chậm. / Thiếu người. / Còn chậm. / Thiếu người."),
        (control("loi-van:ton-tai", control("loi-van:ket", p("{{ ten }}"))), "{ten}"),
        (control("khac", TON_TAI), "Còn chậm. / Thiếu người."),
        (TON_TAI + control("loi-van:chua-co", p("lạ")), "Còn chậm. / Thiếu người. / lạ"),
        (
            TON_TAI + "<w:p>" + control("loi-van:ket", "<w:r><w:t>{{ loi_van.ket.doan[0] }}</w:t></w:r>") + "</w:p>",
            "Còn chậm. / Thiếu người. / Hết./.",
        ),
    ],
    ids=["twice", "one within another", "within a control of no place", "of no place", "within a line"],
)
def test_each_place_has_one_control_and_no_text_is_lost(content: str, printed: str) -> None:
    found = body(content)
    tags = [tag for tag, _, _ in controls(found) if tag != "khac"]
    assert tags == ["loi-van:ton-tai"]
    texts = " / ".join(map(text_of, found.iter(f"{W}p")))
    assert texts == printed.replace("{ten}", GIVEN["ten"])


def test_rows_in_a_control_stand_without_it() -> None:
    rows = table(1, control("loi-van:ket", row("{{ so }}")))
    rendered = fill("mau.docx", template(rows), GIVEN, carrying=False)[0]["word/document.xml"]
    assert b"1234" in rendered
    assert b"<w:sdt>" not in rendered


def test_a_header_has_no_control_of_a_place() -> None:
    parts = members(template(TON_TAI))
    header = next(name for name in parts if name.startswith("word/header"))
    xml = parts[header].decode()
    root = re.search(r"<w:hdr[^>]*>", xml)
    assert root is not None
    parts[header] = f"{xml[: root.end()]}{control('loi-van:ket', p('{{ loi_van.ket.doan[0] }}'))}</w:hdr>".encode()
    rendered = fill("mau.docx", pack(parts), GIVEN, carrying=False)[0]
    assert b"Hay" not in rendered[header]
    assert b"<w:sdt>" not in rendered[header]


def test_titles_that_a_template_gives_are_kept_as_long_as_word_takes_them() -> None:
    long = "Rất dài " * 12
    own = control("loi-van:ton-tai", p("a"), alias=f"{long}{{{{ ten }}}}")
    same_title = control("loi-van:ket", p("b"), alias=f"{long}")
    titles = [title for _, title, _ in controls(body(own + same_title))]
    assert titles[0].endswith("Rất dài Rất…")
    assert titles[1].endswith("… (ket)")
    assert all(len(title) <= LONGEST for title in titles)


@pytest.mark.parametrize(
    ("tag", "alias", "said"),
    [
        (
            "{{ loi_van.khong_co.ma }}",
            "",
            "ô nội dung «loi-van:{{ loi_van.khong_co.ma }}» · lệnh {{ loi_van.khong_co.ma }}",
        ),
        ("{{ loi_van.khong_co.ma }}", "Lời văn", "ô nội dung «Lời văn» · lệnh {{ loi_van.khong_co.ma }}"),
        ("ket", "{{ khong_co }}", "ô nội dung «{{ khong_co }}» · lệnh {{ khong_co }}"),
    ],
)
def test_a_wrong_name_in_a_tag_is_a_fault_that_says_where(tag: str, alias: str, said: str) -> None:
    content = template(p("Trên") + control(f"loi-van:{tag}", p("a"), alias=alias))
    with pytest.raises(TemplateFault, match=r"không có (?:biến )?«khong_co»") as raised:
        fill("mau.docx", content, GIVEN, carrying=False)
    assert said in str(raised.value)


def test_a_document_that_is_no_report_has_no_places() -> None:
    assert places_in(names()) == {}
    assert controls(body(control("loi-van:ket", p("{{ ten }}")), names())) == []


# --- what a report carries ----------------------------------------------------------------------


def test_a_report_carries_what_stands_in_each_control() -> None:
    text = f"Cắt 09 loại^[Kế hoạch số 1, mục [2\\].] <&> {needed('……')}^\\[1]"
    given = GIVEN | {"loi_van": dataclasses.replace(WHOLE, ton_tai=place("ton-tai", text, " ", "- ý;", office=True))}
    assert made(IN_GROUPS + TON_TAI.replace("<w:sdtContent>", f"<w:sdtContent>{p('Gõ sẵn')}"), given)[2:] == [
        PlaceAsMade("I.III", "Một đề mục", "Lời văn: Một đề mục (I.III)", ("Việc ba.",)),
        PlaceAsMade(
            "ton-tai",
            "Một đề mục",
            "Lời văn: Một đề mục (ton-tai)",
            ("Gõ sẵn", "Cắt 09 loại^[Kế hoạch số 1, mục [2\\].] <&> ……^\\[1]", "- ý;"),
            office=True,
        ),
    ]


def test_a_text_in_pieces_gets_the_same_controls() -> None:
    written = (p("a") + control("khac", p("b")) + control("loi-van:ket", control("khac", p("c")) + p("d"))) * 2
    whole = PlaceMarker(lambda: places_in(GIVEN)).feed(written, last=True)[0]
    edges = [edge.start() for edge in re.finditer("<", written)]
    for cut in edges:
        marker = PlaceMarker(lambda: places_in(GIVEN))
        first, rest = marker.feed(written[:cut], last=False)
        assert first + marker.feed(rest + written[cut:], last=True)[0] == whole
        assert [place.paragraphs for place in marker.made] == [("c", "d")]


# --- the marks of a place -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "bookmark"),
    [
        ("I.II", "_loi_van_I_II"),
        ("ton-tai", "_loi_van_ton_tai"),
        ("III", "_loi_van_III"),
        ("A-1", "_loi_van_A_x2d_1"),
        ("đ", "_loi_van__x111_"),
        ("I.x2d.II", ""),
        ("ton.tai", ""),
        ("X" * 40, ""),
    ],
)
def test_a_bookmark_leads_back_to_its_place_or_is_none(place: str, bookmark: str) -> None:
    assert bookmark_of(place) == bookmark
    assert place_of_bookmark(bookmark) == (place if bookmark else "")


@given(st.from_regex(r"[\w.\-]{1,40}", fullmatch=True))
def test_marks_lead_back_to_their_place(place: str) -> None:
    assert place_of_tag(tag_of(place)) == place
    assert (bookmark := bookmark_of(place)) == "" or place_of_bookmark(bookmark) == place
    assert re.fullmatch(r"(?:_[A-Za-z0-9_]{1,39})?", bookmark)


def test_every_fixed_place_has_a_bookmark_and_a_title() -> None:
    assert len({bookmark_of(place) for place in PLACES}) == len(PLACES)
    assert all(len(title_of(heading)) <= LONGEST for heading in PLACES.values())
    assert place_of_bookmark("_Toc123") == place_of_tag("so") == ""
    assert len(shortened("a" * 100)) == LONGEST
