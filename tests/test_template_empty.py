"""Loops over nothing, conditions that do not hold: what comes out is a document that Word opens, both ways the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.render import render_plain
from reportgen.render.mending import Mender, mended
from reportgen.render.strict import fill
from tests.docx_text import W, members
from tests.two_ways import GIVEN, Context, alike, cell, compiled, names, noted, p, row, table, template


def when(body: str) -> str:
    """What is printed on a condition."""
    return p("{%p if dung %}") + body + p("{%p endif %}")


NOTHING = Context(hang=(), dung=False)
LOOP = p("{%p for h in hang %}") + p("{{ h.ma }}") + p("{%p endfor %}")
ROWS = row("{%tr for h in hang %}") + row("{{ h.ma }}") + row("{%tr endfor %}")
INNER = table(1, row("x"))
MARK = '<w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/>'
BOX = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
HEADER = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
WITH_CELL = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{{}}</w:tc>{cell('a')}</w:tr></w:tbl>"
BODIES = {
    "a cell": WITH_CELL.format(LOOP),
    "a cell with a bookmark": WITH_CELL.format(MARK + LOOP),
    "a cell that ends with a table": WITH_CELL.format(when("") + INNER + when(p("y"))),
    "a cell with a table on a condition": WITH_CELL.format(p("y") + when(INNER)),
    "a cell with a table without rows": WITH_CELL.format(table(1, ROWS)),
    "a table without rows": p("x") + table(1, ROWS) + p("y"),
    "a table without rows at the end of the text": p("x") + table(1, ROWS),
    "a row without cells": table(1, f"<w:tr>{cell('{%tc for h in hang %}')}{cell('{{ h.ma }}')}{cell('{%tc endfor %}')}</w:tr>"),
    "a text box": BOX.format(LOOP) + p("x"),
    "a text box in a cell": WITH_CELL.format(BOX.format(LOOP)),
    "a control": CONTROL.format(LOOP) + p("x"),
    "a control in a cell": WITH_CELL.format(CONTROL.format(LOOP)),
    "a control with a table in a cell": WITH_CELL.format(CONTROL.format(when(INNER))),
    "a control around rows": p("x") + table(1, row("đầu"), CONTROL.format(ROWS)),
    "a control around all rows": p("x") + table(1, CONTROL.format(ROWS)),
    "a control within a line": f"<w:p>{CONTROL.format('{% if dung %}<w:r><w:t>x</w:t></w:r>{% endif %}')}</w:p>",
    "a text without anything": LOOP,
}  # fmt: skip


def problems(root: Any) -> Iterator[str]:
    """Say what Word needs and validators let pass."""
    for tc in root.iter(f"{W}tc"):
        kinds = [
            str(child.tag).removeprefix(W)
            for child in tc
            if not str(child.tag).startswith((f"{W}tcPr", f"{W}bookmark"))
        ]
        last = next((child for child in reversed(list(tc)) if child.tag in (f"{W}p", f"{W}sdt", f"{W}tbl")), None)
        if (
            not kinds
            or kinds[-1] == "tbl"
            or (kinds[-1] == "sdt" and last is not None and not list(last.iter(f"{W}p")))
        ):
            yield f"cell of {kinds}"
    for holder, kind in (
        ("tbl", "tr"),
        ("tr", "tc"),
        ("txbxContent", "p"),
        ("body", "p"),
        ("footnote", "p"),
        ("hdr", "p"),
    ):
        yield from (holder for node in root.iter(f"{W}{holder}") if next(node.iter(f"{W}{kind}"), None) is None)
    yield from ("control" for node in root.iter(f"{W}sdtContent") if not len(node))


def sound(content: bytes, context: Context) -> dict[str, bytes]:
    """Render both ways, the same and as Word needs it."""
    theirs, _, _ = fill("mau.docx", content, names(context), carrying=False)
    made = members(render_plain("mau.docx", content, context))
    alike(made, theirs)
    for name, data in made.items():
        if name.startswith("word/") and name.endswith(".xml"):
            assert list(problems(etree.fromstring(data))) == [], name
    return made


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("context", [NOTHING, GIVEN], ids=["nothing", "something"])
def test_what_comes_out_empty_is_as_word_needs_it(name: str, context: Context) -> None:
    sound(template(BODIES[name]), context)


def test_headers_and_notes_have_a_paragraph() -> None:
    sound(template(p("x"), word_header1__xml=HEADER.format(LOOP)), NOTHING)
    sound(noted(p("x"), LOOP), NOTHING)


def test_a_table_without_rows_leaves_nothing_else_out() -> None:
    made = sound(template(p("trước") + table(1, ROWS) + p("sau")), NOTHING)["word/document.xml"]
    assert b"<w:tbl>" not in made
    assert made.count(b"<w:p>") == 2


def test_only_templates_that_need_it_are_mended() -> None:
    for body, needs in (
        (p("x"), False),
        (table(2, row("a", "b"), row("{{ ten }}", "b")), False),
        (WITH_CELL.format(p("y") + LOOP), False),
        (WITH_CELL.format(LOOP), True),
        (BOX.format(LOOP) + p("x"), True),
        (LOOP, True),
    ):
        assert [part.mended for part in compiled(template(body)).parts] == [needs], body


BLOCKS = st.recursive(
    st.sampled_from([p("x"), LOOP, when(p("y")), "", MARK]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        inner.map(WITH_CELL.format),
        inner.map(CONTROL.format),
        inner.map(when),
        inner.map(BOX.format),
        st.just(table(1, ROWS)),
        st.just(table(1, row("đầu"), ROWS)),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(BLOCKS, st.sampled_from([NOTHING, GIVEN]))
def test_whatever_is_left_out_word_opens_what_is_left(body: str, context: Context) -> None:
    try:
        sound(template(body), context)
    except TemplateFault as fault:
        pytest.fail(str(fault))


@settings(deadline=None)
@given(BLOCKS, st.lists(st.integers(0, 2000), max_size=6))
def test_a_text_in_pieces_is_mended_as_in_one(body: str, cuts: list[int]) -> None:
    text = f"<w:body>{body}<w:sectPr/></w:body>"
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    mender, done, waiting = Mender(), "", ""
    for at, (start, end) in enumerate(itertools.pairwise(edges)):
        piece, waiting = mender.feed(waiting + text[start:end], last=at == len(edges) - 2)
        done += piece
    assert done + waiting == mended(text)
