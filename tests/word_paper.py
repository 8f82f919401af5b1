"""A draft as it lies open in a word processor, and what a person does to it there, chosen by chance.

Works on the XML with lxml alone. Every word that is typed is one of a kind (``mk17x``), so that it can be looked for.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator

from lxml import etree

from tests.docx_text import W, members, pack
from tests.word_edits import MAIN, words_of

NOTES = "word/footnotes.xml"
MARK = re.compile(r"mk\d+x")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NS = f'xmlns:w="{W[1:-1]}"'
OURS = "loi-van:"

Edit = Callable[["Paper", random.Random], None]


class Paper:
    """An opened draft: its parts, its body, its notes, and the words that were typed into it."""

    def __init__(self, docx: bytes, first: int = 1) -> None:
        """``first``: the number of the first word that will be typed."""
        self.parts = members(docx)
        self.root = etree.fromstring(self.parts[MAIN])
        body = self.root.find(f"{W}body")
        assert body is not None
        self.body = body
        self.notes = etree.fromstring(self.parts[NOTES]) if NOTES in self.parts else None
        self.next = first
        numbers = (node.get(f"{W}id", "") for node in self.root.iter() if isinstance(node.tag, str))
        self._ids = max([5_000, *(int(number) for number in numbers if number.isdecimal())])

    def save(self) -> bytes:
        """Return the draft as it now is."""
        self.parts[MAIN] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.notes is not None:
            self.parts[NOTES] = etree.tostring(self.notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack(self.parts)

    def typed(self, text: str = "") -> str:
        """Return words to type, one of them new."""
        self.next += 1
        return f"{text} mk{self.next - 1}x".strip()

    def number(self) -> str:
        """Return a number that nothing in the document has."""
        self._ids += 1
        return str(self._ids)

    # --- what there is --------------------------------------------------------------------------

    def paragraphs(self) -> list[etree._Element]:
        """Return the paragraphs of the body outside tables in which something stands."""
        return [node for node in self.body.iter(f"{W}p") if _free(node) and words_of(node).strip()]

    def placed(self) -> list[etree._Element]:
        """Return those that stand in the control of a place."""
        return [node for node in self.paragraphs() if control_of(node) is not None]

    def controls(self) -> list[etree._Element]:
        """Return the controls of places."""
        return [node for node in self.body.iter(f"{W}sdt") if tag_of(node).startswith(OURS)]

    def headings(self) -> list[etree._Element]:
        """Return the headings."""
        return [node for node in self.paragraphs() if style_of(node).startswith("Heading")]

    def cells(self) -> list[etree._Element]:
        """Return the paragraphs in tables in which something stands."""
        return [node for node in self.body.iter(f"{W}p") if not _free(node) and list(texts(node))]


def _free(node: etree._Element) -> bool:
    return next(node.iterancestors(f"{W}tc", f"{W}txbxContent"), None) is None


def tag_of(control: etree._Element) -> str:
    """Return the tag of a control."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag.get(f"{W}val", "") if tag is not None else ""


def style_of(paragraph: etree._Element) -> str:
    """Return the id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def control_of(node: etree._Element) -> etree._Element | None:
    """Return the outermost control of a place around a node."""
    found = [outer for outer in node.iterancestors(f"{W}sdt") if tag_of(outer).startswith(OURS)]
    return found[-1] if found else None


def texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the pieces of text that are not deleted and stand in a run by themselves."""
    for node in paragraph.iter(f"{W}t"):
        run = node.getparent()
        if run is not None and (node.text or "").strip() and len(run) - len(run.findall(f"{W}rPr")) == 1:
            yield node


def parent_of(node: etree._Element) -> etree._Element:
    """Return the parent of a node, which has one."""
    parent = node.getparent()
    assert parent is not None
    return parent


def run_of(text: str) -> etree._Element:
    """Return a run."""
    run = etree.fromstring(f'<w:r {_NS}><w:t xml:space="preserve"/></w:r>')
    run[0].text = text
    return run


def paragraph_of(text: str, like: etree._Element | None = None) -> etree._Element:
    """Return a paragraph, looking as another does."""
    new = etree.Element(f"{W}p")
    properties = like.find(f"{W}pPr") if like is not None else None
    if properties is not None:
        new.append(copy.deepcopy(properties))
        for section in new.findall(f"{W}pPr/{W}sectPr"):
            parent_of(section).remove(section)
    if text:
        new.append(run_of(text))
    return new


def cut(node: etree._Element, at: int) -> tuple[etree._Element, etree._Element]:
    """Cut the run of a piece of text into two at a character; return both runs."""
    first = parent_of(node)
    second = copy.deepcopy(first)
    text = node.text or ""
    node.text, node.attrib[_SPACE] = text[:at], "preserve"
    again = second.find(f"{W}t")
    assert again is not None
    again.text, again.attrib[_SPACE] = text[at:], "preserve"
    first.addnext(second)
    return first, second


def gap_in(rng: random.Random, node: etree._Element) -> int:
    """Return where in a piece of text a person stops: between two words, at its beginning or end."""
    text = node.text or ""
    return rng.choice([0, len(text), *(match.end() for match in re.finditer(r"\s+", text))])


# --- words --------------------------------------------------------------------------------------


def _any(rng: random.Random, found: list[etree._Element]) -> etree._Element | None:
    fit = [node for node in found if next(texts(node), None) is not None]
    return rng.choice(fit) if fit else None


def _put(paper: Paper, rng: random.Random, paragraph: etree._Element | None, words: str = "") -> None:
    if paragraph is None:
        return
    node = rng.choice(list(texts(paragraph)))
    text, at = node.text or "", gap_in(rng, node)
    node.text, node.attrib[_SPACE] = f"{text[:at]} {words or paper.typed()} {text[at:]}", "preserve"


def put_words(paper: Paper, rng: random.Random) -> None:
    """Type words within the words of a place."""
    _put(paper, rng, _any(rng, paper.placed()))


def put_odd_words(paper: Paper, rng: random.Random) -> None:
    """Type what has a meaning of its own in the office's file, in a template, or in YAML."""
    odd = [
        "^[",
        "]",
        "^[a]",
        "\\",
        "\\]",
        "# x",
        "{{ a }}",
        "{% b %}",
        ": ",
        "- ",
        "1. ",
        "a) ",
        "|",
        "“q”",
        "–",
        "%",
        "'",
    ]
    _put(paper, rng, _any(rng, paper.placed()), paper.typed(rng.choice(odd)))


def change_word(paper: Paper, rng: random.Random) -> None:
    """Type another word over one."""
    paragraph = _any(rng, paper.placed())
    if paragraph is not None:
        node = rng.choice(list(texts(paragraph)))
        word = rng.choice(list(re.finditer(r"\S+", node.text or "")))
        node.text = f"{(node.text or '')[: word.start()]}{paper.typed()}{(node.text or '')[word.end() :]}"


def drop_word(paper: Paper, rng: random.Random) -> None:
    """Delete a word."""
    paragraph = _any(rng, paper.placed())
    if paragraph is not None:
        node = rng.choice(list(texts(paragraph)))
        words = (node.text or "").split(" ")
        words.pop(rng.randrange(len(words)))
        node.text = " ".join(words)


def put_words_elsewhere(paper: Paper, rng: random.Random) -> None:
    """Type words into a heading, a table, Kính gửi, a standing sentence."""
    outside = [node for node in paper.paragraphs() if control_of(node) is None]
    _put(paper, rng, _any(rng, rng.choice([outside, paper.headings(), paper.cells()])))


# --- paragraphs ---------------------------------------------------------------------------------


def split(paper: Paper, rng: random.Random) -> None:
    """Press Enter somewhere in a paragraph of a place: at its beginning, between words, at its end."""
    paragraph = _any(rng, paper.placed())
    if paragraph is None:
        return
    node = rng.choice(list(texts(paragraph)))
    first, _ = cut(node, gap_in(rng, node))
    new = paragraph_of("", paragraph)
    behind = list(_top(first, paragraph).itersiblings())
    paragraph.addnext(new)
    for item in behind:
        new.append(item)


def _top(node: etree._Element, paragraph: etree._Element) -> etree._Element:
    """Return the child of a paragraph in which a node stands."""
    while parent_of(node) is not paragraph:
        node = parent_of(node)
    return node


def join(paper: Paper, rng: random.Random) -> None:
    """Delete the end of a paragraph: the next one continues it."""
    fit = [node for node in paper.placed() if _is_followed(node)]
    if fit:
        first = rng.choice(fit)
        second = first.getnext()
        assert second is not None
        for item in list(second):
            if item.tag != f"{W}pPr":
                first.append(item)
        parent_of(second).remove(second)


def _is_followed(node: etree._Element) -> bool:
    """Tell whether a paragraph stands right behind a node."""
    following = node.getnext()
    return following is not None and following.tag == f"{W}p"


def put_paragraph(paper: Paper, rng: random.Random) -> None:
    """Type a paragraph before or behind one of a place."""
    near = _any(rng, paper.placed())
    if near is not None:
        new = paragraph_of(paper.typed(rng.choice(["Đoạn mới", "1. Việc mới", "- Việc", "a) Ý"])), near)
        near.addprevious(new) if rng.random() < 0.3 else near.addnext(new)


def put_paragraph_outside(paper: Paper, rng: random.Random) -> None:
    """Type a paragraph right behind the control of a place, or before it: at the beginning of the heading."""
    control = rng.choice(paper.controls())
    new = paragraph_of(paper.typed("Đoạn ngoài ô"), next(control.iter(f"{W}p")))
    control.addprevious(new) if rng.random() < 0.3 else control.addnext(new)


def drop_paragraph(paper: Paper, rng: random.Random) -> None:
    """Delete a paragraph of a place."""
    paragraph = _any(rng, paper.placed())
    if paragraph is not None and len(list(parent_of(paragraph).iter(f"{W}p"))) > 1:
        parent_of(paragraph).remove(paragraph)


def move_paragraph(paper: Paper, rng: random.Random) -> None:
    """Cut a paragraph of a place and put it behind another, of the same place or of another."""
    moved, near = _any(rng, paper.placed()), _any(rng, paper.placed())
    if moved is not None and near is not None and moved is not near and len(parent_of(moved).findall(f"{W}p")) > 1:
        near.addnext(moved)


def empty_place(paper: Paper, rng: random.Random) -> None:
    """Delete all that stands in a place; the control stays with an empty paragraph."""
    _empty(rng.choice(paper.controls()))


def rewrite_place(paper: Paper, rng: random.Random) -> None:
    """Type something quite different over a whole place."""
    control = rng.choice(paper.controls())
    _empty(control)
    paragraph = next(control.iter(f"{W}p"))
    paragraph.append(run_of(paper.typed("Viết lại từ đầu, khác hẳn")))


def _empty(control: etree._Element) -> None:
    first, *others = control.iter(f"{W}p")
    for node in others:
        parent_of(node).remove(node)
    for item in list(first):
        if item.tag != f"{W}pPr":
            first.remove(item)


def move_place(paper: Paper, rng: random.Random) -> None:
    """Move a place as a whole, its control with it, behind another."""
    one, other = rng.choice(paper.controls()), rng.choice(paper.controls())
    if one is not other and other not in one.iterdescendants():
        other.addnext(one)


def copy_place(paper: Paper, rng: random.Random) -> None:
    """Copy a control and put the copy behind another."""
    one, other = rng.choice(paper.controls()), rng.choice(paper.controls())
    if one is not other and len(list(one.iter(f"{W}sdt"))) == 1:
        other.addnext(copy.deepcopy(one))


# --- notes --------------------------------------------------------------------------------------


def put_note(paper: Paper, rng: random.Random) -> None:
    """Add a footnote, with signs that the office's file must write otherwise."""
    paragraph = _any(rng, paper.placed())
    if paragraph is None or paper.notes is None:
        return
    node = rng.choice(list(texts(paragraph)))
    first, _ = cut(node, gap_in(rng, node))
    number = paper.number()
    said = paper.typed(rng.choice(["Kế hoạch số 5", "Điều 3 [khoản 2]", "xem ^[b]", "C:\\dir\\", "a \\] b"]))
    if rng.random() < 0.3:
        said = f"{said} \\"
    note = etree.fromstring(
        f'<w:footnote {_NS} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:footnoteRef/>'
        f"</w:r></w:p></w:footnote>"
    )
    note[0].append(run_of(f" {said}"))
    paper.notes.append(note)
    first.addnext(etree.fromstring(f'<w:r {_NS}><w:footnoteReference w:id="{number}"/></w:r>'))


def change_note(paper: Paper, rng: random.Random) -> None:
    """Type words into a footnote."""
    found = list(paper.notes.iter(f"{W}t")) if paper.notes is not None else []
    if found:
        node = rng.choice(found)
        node.text = f"{node.text or ''} {paper.typed()}"


def drop_note(paper: Paper, rng: random.Random) -> None:
    """Delete the number of a footnote, and so the note."""
    found = [node for paragraph in paper.placed() for node in paragraph.iter(f"{W}footnoteReference")]
    if found:
        run = parent_of(rng.choice(found))
        parent_of(run).remove(run)


TYPING: tuple[Edit, ...] = (
    put_words,
    put_odd_words,
    change_word,
    drop_word,
    put_words_elsewhere,
    split,
    join,
    put_paragraph,
    put_paragraph_outside,
    drop_paragraph,
    move_paragraph,
    empty_place,
    rewrite_place,
    move_place,
    copy_place,
    put_note,
    change_note,
    drop_note,
)
"""What a person does by typing, cutting and pasting."""
