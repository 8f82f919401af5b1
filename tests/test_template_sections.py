"""A section that a template leaves out takes its end with it: no blank page of another shape stays."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from reportgen.render import render_plain
from reportgen.render import sections as module
from reportgen.render.sections import MARK, SectionEnds
from reportgen.render.strict import fill
from tests.docx_text import W, members, text_of, value
from tests.two_ways import GIVEN, Context, alike, names, p, template

NOTHING = Context(hang=(), dung=False)


def end(width: int) -> str:
    return f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{width}" w:h="16838"/></w:sectPr></w:pPr></w:p>'


def some(body: str, command: str = "if dung") -> str:
    return p(f"{{%p {command} %}}") + body + p(f"{{%p end{command.split()[0]} %}}")


def sections(body: str, context: Context = GIVEN) -> list[tuple[str, list[str]]]:
    """Return width and texts of each section, the same both ways."""
    content = template(body)
    made = members(render_plain("mau.docx", content, context))
    alike(made, fill("mau.docx", content, names(context), carrying=False)[0])
    assert MARK.encode() not in made["word/document.xml"]
    found: list[tuple[str, list[str]]] = []
    texts: list[str] = []
    for block in etree.fromstring(made["word/document.xml"])[0]:
        section = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
        texts += [text_of(block)] if block.tag == f"{W}p" and text_of(block) else []
        if section is not None:
            found.append((value(section.find(f"{W}pgSz"), "w"), texts))
            texts = []
    return found


LAST = "11906"
"""The width of the last section of every template here."""


def test_the_last_section_left_out_leaves_the_one_before_as_the_last() -> None:
    body = p("một") + end(1) + some(p("phụ lục") + p(""))
    assert sections(body) == [("1", ["một"]), (LAST, ["phụ lục"])]
    assert sections(body, NOTHING) == [("1", ["một"])]


def test_a_section_in_the_middle_or_at_the_beginning_goes() -> None:
    middle = p("một") + end(1) + some(p("hai"), "for h in hang") + end(2) + p("ba")
    assert sections(middle, NOTHING) == [("1", ["một"]), (LAST, ["ba"])]
    assert [width for width, _ in sections(middle)] == ["1", "2", LAST]
    first = some(p("bìa")) + end(1) + p("hai")
    assert sections(first, NOTHING) == [(LAST, ["hai"])]
    assert sections(first) == [("1", ["bìa"]), (LAST, ["hai"])]


def test_several_that_are_left_out_all_go() -> None:
    body = p("một") + end(1) + some(p("hai")) + end(2) + some(p("ba")) + end(3) + some(p("bốn"))
    assert sections(body, NOTHING) == [("1", ["một"])]
    assert len(sections(body)) == 4


def test_what_is_the_author_s_own_stays() -> None:
    blank = p("một") + end(1) + p("") + end(2) + p("ba")
    assert [width for width, _ in sections(blank, NOTHING)] == ["1", "2", LAST]
    whole = p("một") + end(1) + some(p("hai") + end(2)) + p("ba")  # its end is under the command already
    assert sections(whole, NOTHING) == [("1", ["một"]), (LAST, ["ba"])]
    worded = p("một") + '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr><w:r><w:t>cuối</w:t></w:r></w:p>'
    assert sections(worded + some(p("hai")), NOTHING) == [("1", ["một", "cuối"])]


BLOCKS = st.sampled_from(
    ["<w:p><w:r><w:t>a</w:t></w:r></w:p>", end(1), end(2).replace("<w:sectPr>", f"<w:sectPr{MARK}>"), "<w:tbl></w:tbl>"]
)


@given(st.lists(BLOCKS, max_size=8), st.lists(st.integers(0, 2000), max_size=4))
def test_a_text_in_pieces_is_done_as_in_one(blocks: list[str], cuts: list[int]) -> None:
    text = "".join(blocks) + f"<w:sectPr{MARK}><w:pgSz/></w:sectPr>"
    whole, rest = SectionEnds().feed(text, last=True)
    assert (rest, MARK in whole) == ("", False)
    ends, waiting, done = SectionEnds(), "", ""
    at = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    for number, (start, stop) in enumerate(itertools.pairwise(at), start=2):
        made, waiting = ends.feed(waiting + text[start:stop], last=number == len(at))
        done += made
    assert done == whole
    assert re.sub(r"<[^>]*>", "", whole) == re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize("context", [GIVEN, NOTHING])
def test_paragraphs_and_tables_are_never_lost(context: Context) -> None:
    body = p("một") + end(1) + some(p("hai")) + p("{{ ten }}") + end(2) + some(p("ba"))
    assert next(text for _, texts in sections(body, context) for text in texts) == "một"
    assert any(GIVEN.ten in texts for _, texts in sections(body, context))


_MARKED = f'<w:sectPr w:rsidR="1"{MARK}><w:pgSz w:w="9"/></w:sectPr>'
_BLOCKS = st.sampled_from(
    [
        p("chữ"),
        end(7),
        '<w:p w:rsidR="2"><w:pPr><w:sectPr/></w:pPr><w:r><w:t>cuối</w:t></w:r></w:p>',
        f"<w:p><w:pPr>{_MARKED}</w:pPr></w:p>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        '<w:bookmarkEnd w:id="1"/>',
        _MARKED,
        '<w:sectPr><w:pgSz w:w="8"/></w:sectPr>',
    ]
)


@example([p("chữ"), end(7), '<w:bookmarkEnd w:id="1"/>', _MARKED], "</w:body>")
@given(st.lists(_BLOCKS, max_size=6), st.sampled_from(["", "</w:body>", "</w:body> "]))
def test_the_last_section_is_looked_at_alone(blocks: list[str], close: str) -> None:
    text = "".join(blocks) + close
    assert module._without_last(text) == module._LAST.sub(module._moved, text)
