"""Footnotes of a document: from ``^[…]`` in any text, and from the filter, in both ways of rendering."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.model.needed import needed
from reportgen.model.noted import as_note
from reportgen.render.footnotes import NoteTaker, without_notes
from reportgen.render.stream import plain_text
from tests.two_ways import cell, names, noted, p, row, same, table, template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(body: str, ten: str) -> dict[str, bytes]:
    return same(template(body), names() | {"ten": ten})


def notes(members: dict[str, bytes]) -> dict[str, str]:
    """Return the text of each note by its id, separators left out."""
    root = etree.fromstring(members["word/footnotes.xml"])
    return {
        str(note.get(f"{W}id")): "".join(node.text or "" for node in note.iter(f"{W}t"))
        for note in root.iter(f"{W}footnote")
        if note.get(f"{W}type") is None
    }


def shown(members: dict[str, bytes]) -> str:
    """Return the text of the document, a note's number as ``{id}``."""
    found = etree.fromstring(members["word/document.xml"]).iter(f"{W}t", f"{W}footnoteReference")
    return "".join(node.text or "" if node.tag == f"{W}t" else f"{{{node.get(f'{W}id')}}}" for node in found)


def test_a_note_in_a_value_stands_at_the_foot_of_the_page() -> None:
    members = made(p("Sở {{ ten }}, xong."), "rà soát 96 thủ tục^[Kế hoạch số 17/KH-S&T ngày 20/01/2026.]")
    assert shown(members) == "Sở rà soát 96 thủ tục{1}, xong."
    assert notes(members) == {"1": " Kế hoạch số 17/KH-S&T ngày 20/01/2026."}


def test_what_word_needs_for_notes_is_there() -> None:
    members = made(p("{{ ten }}"), "a^[b]")
    assert b'PartName="/word/footnotes.xml"' in members["[Content_Types].xml"]
    assert b'Target="footnotes.xml"' in members["word/_rels/document.xml.rels"]
    assert re.search(rb"<w:footnotePr>.*</w:footnotePr><w:compat>", members["word/settings.xml"])
    for name in (b"footnote text", b"footnote reference"):
        assert b'<w:name w:val="%s"/>' % name in members["word/styles.xml"]
    assert members["word/footnotes.xml"].count(b"separator") + members["word/footnotes.xml"].count(b"Separator") == 4


def test_without_a_note_nothing_is_added() -> None:
    members = made(p("{{ ten }}"), "không có chú thích [1] ^ [2]")
    assert "word/footnotes.xml" not in members
    assert b"footnote" not in members["word/settings.xml"]


@pytest.mark.parametrize(
    ("text", "document", "note"),
    [
        ("a^[b]c^[d]", "a{1}c{2}", {"1": " b", "2": " d"}),
        ("^[đầu]sau", "{1}sau", {"1": " đầu"}),
        ("a^[b \\[1\\] c]", "a{1}", {"1": " b \\[1] c"}),
        ("a^[Điều 3 [a\\] của]", "a{1}", {"1": " Điều 3 [a] của"}),
        ("hai ký tự ^\\[ giữ nguyên]", "hai ký tự ^[ giữ nguyên]", {}),
        ("a^[công văn 5^\\[mật\\]]", "a{1}", {"1": " công văn 5^[mật]"}),
        ("chưa đóng ^[b", "chưa đóng ^[b", {}),
        ("rỗng ^[ ] và ^[]", "rỗng ^[ ] và ^[]", {}),
        ("a^[< & >]", "a{1}", {"1": " < & >"}),
    ],
)
def test_how_a_note_is_written(text: str, document: str, note: dict[str, str]) -> None:
    members = made(p("{{ ten }}"), text)
    assert shown(members) == document
    assert (notes(members) if note else {}) == note


def test_the_letters_of_the_run_go_on_behind_a_note() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    members = made(p("x {{ ten }} y", run=bold), "a^[b]")
    runs = etree.fromstring(members["word/document.xml"]).iter(f"{W}r")
    assert [run.find(f"{W}rPr/{W}b") is not None for run in runs] == [True, False, True]


def test_a_line_end_and_a_tab_beside_a_note() -> None:
    members = made(p("{{ ten }}"), "a^[b]\nc\td^[e]")
    assert shown(members) == "a{1}cd{2}"


def test_the_filter_makes_a_note_of_a_value_and_nothing_of_nothing() -> None:
    body = p("A{{ ten|cuoc_chu }}B{{ hang[1].ten|cuoc_chu }}C")
    members = made(body, "Công văn [mật] số 5")
    assert shown(members) == "A{1}BC"
    assert notes(members) == {"1": " Công văn [mật] số 5"}


def test_notes_stand_in_tables_and_in_order() -> None:
    body = table(
        2,
        row("Mã", "Tên"),
        row("{%tr for h in hang %}"),
        row("{{ h.ma }}^[nguồn {{ h.ma }}]", "x"),
        row("{%tr endfor %}"),
    ) + p("{{ ten }}")
    members = made(body, "cuối^[hết]")
    assert list(notes(members).values()) == [" nguồn I.1", " nguồn I.2", " nguồn II.1", " hết"]


def test_a_template_with_notes_of_its_own_keeps_them() -> None:
    content = noted(p("{{ ten }}"), p("{{ ma_khac }}"))
    members = same(content, names() | {"ten": "a^[b]", "ma_khac": "có sẵn^[không thành chú thích]"})
    assert notes(members) == {"2": "có sẵn (không thành chú thích)", "3": " b"}


def test_a_text_box_has_no_footnotes() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('{{ ten }}')}</w:txbxContent></w:pict></w:r></w:p>"
    taker = NoteTaker("X")
    text, rest = taker.feed(box.replace("{{ ten }}", "a^[b.]"), last=True)
    assert (taker.notes, rest) == ([], "")
    assert "a (b)" in text


TEXT = st.text(st.sampled_from("ab ^[]\\.(1"), max_size=30)


@given(st.lists(TEXT, max_size=6), st.integers(1, 9))
def test_nothing_of_a_text_is_lost_however_it_comes(texts: list[str], size: int) -> None:
    pieces = [f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts]
    whole, _ = (one := NoteTaker("X")).feed("".join(pieces), last=True)
    taker, done, waiting = NoteTaker("X"), "", ""
    for at in range(0, len(pieces), size):
        given_text, waiting = taker.feed(waiting + "".join(pieces[at : at + size]), last=at + size >= len(pieces))
        done += given_text
    assert done + waiting == whole
    assert taker.notes == one.notes
    letters = [char for char in "".join(texts) if char in "ab.(1"]
    printed: list[str] = []
    notes_left = iter(one.notes)
    for piece in re.findall(r"<w:t[^>]*>([^<]*)</w:t>|<w:footnoteReference w:id=\"(\d+)\"/>", whole):
        printed += next(notes_left) if piece[1] else piece[0]
    assert [char for char in printed if char in "ab.(1"] == letters


@given(TEXT)
def test_a_text_becomes_one_note(text: str) -> None:
    content = f"<w:r><w:t>{as_note(text)}</w:t></w:r>"
    taker = NoteTaker("X")
    taker.feed(content, last=True)
    assert taker.notes == ([text.strip()] if text.strip() and "\\" not in text else taker.notes)
    assert len(taker.notes) <= 1


def test_where_no_note_can_stand_it_is_put_into_brackets() -> None:
    assert without_notes("Kế hoạch^[Số 17.] và ^\\[") == "Kế hoạch (Số 17) và ^["


def _context(**values: Any) -> dict[str, Any]:
    return names() | values


def test_a_cell_keeps_a_paragraph() -> None:
    members = same(template(table(1, f"<w:tr>{cell('{{ ten }}')}</w:tr>")), _context(ten="^[chỉ có chú thích]"))
    assert shown(members) == "{1}"


def test_what_is_needed_stands_in_a_style_of_its_own() -> None:
    members = made(p("Theo {{ ten }}, Sở"), f"Kế hoạch số {needed('……/KH-STN')} ngày 10/01/2026^[x]")
    runs = [
        ("".join(node.text or "" for node in run.iter(f"{W}t")), run.find(f"{W}rPr") is not None)
        for run in etree.fromstring(members["word/document.xml"]).iter(f"{W}r")
    ]
    assert runs == [
        ("Theo Kế hoạch số ", False),
        ("……/KH-STN", True),
        (" ngày 10/01/2026", False),
        ("", True),
        (", Sở", False),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [("{{ ten|cuoc_chu }}", f"Kế hoạch {needed('……')} năm"), ("{{ ten }}", f"^[Kế hoạch {needed('……')} năm]")],
    ids=["filter", "text"],
)
def test_what_is_needed_in_a_note_stands_in_its_style(body: str, text: str) -> None:
    part = etree.fromstring(made(p(body), text)["word/footnotes.xml"])
    runs = [
        ("".join(node.text or "" for node in run.iter(f"{W}t")), run.find(f"{W}rPr") is not None)
        for run in part.iter(f"{W}r")
    ]
    assert runs[-3:] == [(" Kế hoạch ", False), ("……", True), (" năm", False)]


def test_what_is_needed_is_plain_where_there_are_no_letters_of_its_own() -> None:
    assert plain_text(f"Kế hoạch {needed('……')}^[x]") == "Kế hoạch …… (x)"
