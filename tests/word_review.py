"""What people do to a draft with the means of a word processor: tracked changes, comments, lists, breaks, drawings."""

from __future__ import annotations

import copy
import random

from lxml import etree

from tests.docx_text import W
from tests.word_paper import (
    Edit,
    Paper,
    cut,
    gap_in,
    paragraph_of,
    parent_of,
    run_of,
    texts,
)

_NS = f'xmlns:w="{W[1:-1]}"'
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def change_of(paper: Paper, kind: str) -> etree._Element:
    """Return an empty change that waits to be accepted."""
    attributes = {f"{W}id": paper.number(), f"{W}author": "Người sửa", f"{W}date": "2026-05-12T08:00:00Z"}
    return etree.Element(f"{W}{kind}", attributes)


def _placed(paper: Paper, rng: random.Random) -> etree._Element | None:
    fit = [node for node in paper.placed() if next(texts(node), None) is not None]
    return rng.choice(fit) if fit else None


# --- tracked changes ----------------------------------------------------------------------------


def insert_tracked(paper: Paper, rng: random.Random) -> None:
    """Type words while changes are tracked."""
    paragraph = _placed(paper, rng)
    if paragraph is not None:
        node = rng.choice(list(texts(paragraph)))
        first, _ = cut(node, gap_in(rng, node))
        put_in = change_of(paper, "ins")
        put_in.append(run_of(f" {paper.typed()} "))
        first.addnext(put_in)


def delete_tracked(paper: Paper, rng: random.Random) -> None:
    """Delete the rest of a piece of text while changes are tracked."""
    paragraph = _placed(paper, rng)
    if paragraph is not None:
        node = rng.choice(list(texts(paragraph)))
        _, second = cut(node, gap_in(rng, node))
        _strike(paper, second, "del")


def _strike(paper: Paper, run: etree._Element, kind: str) -> None:
    gone = change_of(paper, kind)
    run.addprevious(gone)
    gone.append(run)
    if kind == "del":
        for node in run.iter(f"{W}t"):
            node.tag = f"{W}delText"


def delete_across_tracked(paper: Paper, rng: random.Random) -> None:
    """Delete from within a paragraph to within the next while changes are tracked: the end between them goes too."""
    fit = [node for node in paper.placed() if _next(node) is not None and next(texts(node), None) is not None]
    if not fit:
        return
    first = rng.choice(fit)
    second = _next(first)
    assert second is not None
    _, rest = cut(list(texts(first))[-1], gap_in(rng, list(texts(first))[-1]))
    for run in [rest, *rest.itersiblings(f"{W}r")]:
        _strike(paper, run, "del")
    _end(first).append(change_of(paper, "del"))
    node = next(texts(second), None)
    if node is not None:
        before, _ = cut(node, len(node.text or "") if rng.random() < 0.5 else gap_in(rng, node))
        _strike(paper, before, "del")


def _next(node: etree._Element) -> etree._Element | None:
    following = node.getnext()
    return following if following is not None and following.tag == f"{W}p" else None


def _end(paragraph: etree._Element) -> etree._Element:
    """Return the properties of a paragraph's end."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    end = properties.find(f"{W}rPr")
    return end if end is not None else etree.SubElement(properties, f"{W}rPr")


def put_paragraph_tracked(paper: Paper, rng: random.Random) -> None:
    """Type a paragraph while changes are tracked."""
    near = _placed(paper, rng)
    if near is not None:
        new = paragraph_of("", near)
        _end(new).append(change_of(paper, "ins"))
        put_in = change_of(paper, "ins")
        put_in.append(run_of(paper.typed("Đoạn theo dõi")))
        new.append(put_in)
        near.addprevious(new)


def move_tracked(paper: Paper, rng: random.Random) -> None:
    """Move a paragraph to another place while changes are tracked: it stands in both until that is accepted."""
    moved, near = _placed(paper, rng), _placed(paper, rng)
    if moved is None or near is None or moved is near or moved.find(f"{W}ins") is not None:
        return
    there = copy.deepcopy(moved)
    for paragraph, kind in ((moved, "moveFrom"), (there, "moveTo")):
        _end(paragraph).append(change_of(paper, kind))
        for run in paragraph.findall(f"{W}r"):
            _strike(paper, run, kind)
    near.addnext(there)


# --- comments -----------------------------------------------------------------------------------


def comment(paper: Paper, rng: random.Random) -> None:
    """A leader comments on a paragraph, and somebody answers."""
    near = rng.choice(paper.paragraphs())
    number, answer = paper.number(), paper.number()
    near.insert(1 if near.find(f"{W}pPr") is not None else 0, _marked("commentRangeStart", number))
    near.append(_marked("commentRangeEnd", number))
    run = etree.Element(f"{W}r")
    run.append(_marked("commentReference", number))
    near.append(run)
    said = "".join(
        f'<w:comment w:id="{at}" w:author="{who}"><w:p><w:r><w:t>{paper.typed()}</w:t></w:r></w:p></w:comment>'
        for at, who in ((number, "Lãnh đạo"), (answer, "Chuyên viên"))
    )
    _add_part(paper, "comments", said)


def _marked(name: str, number: str) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}id": number})


def _add_part(paper: Paper, kind: str, more: str) -> None:
    """Add to a part of its kind, which is made where there is none."""
    name = f"word/{kind}.xml"
    old = paper.parts.get(name, f"<w:{kind} {_NS}></w:{kind}>".encode())
    paper.parts[name] = old.replace(f"</w:{kind}>".encode(), f"{more}</w:{kind}>".encode())
    relation = f'<Relationship Id="rId{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'.encode()
    if relation not in paper.parts[_RELATIONS]:
        paper.parts[_RELATIONS] = paper.parts[_RELATIONS].replace(b"</Relationships>", relation + b"</Relationships>")
        of_kind = f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/></Types>'.encode()
        paper.parts[_TYPES] = paper.parts[_TYPES].replace(b"</Types>", of_kind)


# --- what word processors put in ----------------------------------------------------------------


def soft_break(paper: Paper, rng: random.Random) -> None:
    """Break a line within a paragraph."""
    _break(paper, rng, "")


def page_break(paper: Paper, rng: random.Random) -> None:
    """Break the page within a paragraph."""
    _break(paper, rng, ' w:type="page"')


def _break(paper: Paper, rng: random.Random, kind: str) -> None:
    paragraph = _placed(paper, rng)
    if paragraph is not None:
        node = rng.choice(list(texts(paragraph)))
        first, second = cut(node, gap_in(rng, node))
        first.addnext(etree.fromstring(f"<w:r {_NS}><w:br{kind}/></w:r>"))
        second.addprevious(run_of(f"{paper.typed()} "))


def number_automatically(paper: Paper, rng: random.Random) -> None:
    """Begin a paragraph with «1. »: Word makes an automatic number of it."""
    near = _placed(paper, rng)
    if near is None:
        return
    if "word/numbering.xml" not in paper.parts:
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        _add_part(
            paper,
            "numbering",
            f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>'
            "</w:num>",
        )
    new = paragraph_of(paper.typed("Việc đánh số"), near)
    properties = new.find(f"{W}pPr")
    assert properties is not None
    at = 1 if properties.find(f"{W}pStyle") is not None else 0
    numbered = f'<w:numPr {_NS}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    properties.insert(at, etree.fromstring(numbered))
    near.addnext(new)


def put_table(paper: Paper, rng: random.Random) -> None:
    """Put a small table behind a paragraph of a place."""
    near = _placed(paper, rng)
    if near is not None:
        cells = "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{paper.typed('Ô')}</w:t></w:r></w:p></w:tc>" for _ in range(2))
        near.addnext(etree.fromstring(f"<w:tbl {_NS}><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"))


def put_box(paper: Paper, rng: random.Random) -> None:
    """Put a text box into a paragraph."""
    near = rng.choice(paper.paragraphs())
    near.append(
        etree.fromstring(
            f'<w:r {_NS}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
            f"<w:t>{paper.typed('Hộp')}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def put_formula(paper: Paper, rng: random.Random) -> None:
    """Put a formula into a paragraph."""
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    near = rng.choice(paper.paragraphs())
    near.append(etree.fromstring(f'<m:oMath xmlns:m="{math}"><m:r><m:t>{paper.typed()}</m:t></m:r></m:oMath>'))


def make_bold(paper: Paper, rng: random.Random) -> None:
    """Make a piece of text bold."""
    paragraph = _placed(paper, rng)
    if paragraph is not None:
        run = parent_of(rng.choice(list(texts(paragraph))))
        if run.find(f"{W}rPr") is None:
            run.insert(0, etree.fromstring(f"<w:rPr {_NS}><w:b/></w:rPr>"))


def smart_tag(paper: Paper, rng: random.Random) -> None:
    """Put a run into a smart tag and a mark of spelling beside it, as older Words do."""
    paragraph = _placed(paper, rng)
    if paragraph is not None:
        run = parent_of(rng.choice(list(texts(paragraph))))
        tag = etree.fromstring(
            f'<w:smartTag {_NS} w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="date"/>'
        )
        run.addprevious(tag)
        tag.append(run)
        tag.addnext(etree.fromstring(f'<w:proofErr {_NS} w:type="spellStart"/>'))


REVIEWING: tuple[Edit, ...] = (
    insert_tracked,
    delete_tracked,
    delete_across_tracked,
    put_paragraph_tracked,
    move_tracked,
    comment,
    soft_break,
    page_break,
    number_automatically,
    put_table,
    put_box,
    put_formula,
    make_bold,
    smart_tag,
)
"""What people do with the means of a word processor."""
