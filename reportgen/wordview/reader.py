"""From a package to a Document: each part is walked once, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from reportgen.patterns import regex
from reportgen.record import names_of
from reportgen.wordview.document import (
    ENDNOTE,
    FOOTER,
    FOOTNOTE,
    HEADER,
    Document,
    Location,
    Margins,
    Note,
    Paragraph,
    Reference,
    Run,
    Section,
    Stroke,
    note_name,
)
from reportgen.wordview.drawings import box_start, strokes_in, strokes_in_vml
from reportgen.wordview.formats import Layout, Letters
from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.numbering import Numbering
from reportgen.wordview.ooxml import MC, A, R, W, attribute, first_child, integer, length, local, of_tag, on, through
from reportgen.wordview.package import Package
from reportgen.wordview.sources import Sources
from reportgen.wordview.styles import Styles, styles_of

_PAGE = regex(r"\s*PAGE\b", re.IGNORECASE)
_CODE = 200
"""Characters of a field's instruction that are read: its name stands first."""
_SIGNS = regex(r"(wingdings|webdings|symbol$)", re.IGNORECASE)
_FONTS = 256
_TYPED = {"tab": "\t", "noBreakHyphen": "-"}
_HYPHEN_SIGNS = ("F02D", "002D")
_DRAWINGS = ("drawing", "pict", "object")
_REFERENCES = {"footnoteReference": FOOTNOTE, "endnoteReference": ENDNOTE}
_SILENT = frozenset(("pPr", "rPr", "del", "moveFrom", "delText", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"))
_DRAWN = ("chart", "chartEx", "diagramData")
_TAGS = (b"{{", b"}}", b"{%", b"%}")
_CALLED = {"header": HEADER, "footer": FOOTER}
_PARAGRAPH, _TABLE, _OF_TABLE, _OF_ROW = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ROW, _BEFORE = f"{W}trPr", f"{W}gridBefore"
_CELL, _WIDTH, _SPAN = f"{W}tcPr", f"{W}tcW", f"{W}gridSpan"
_PROPERTIES, _STYLE, _NUMBER, _SECTION = f"{W}pPr", f"{W}pStyle", f"{W}numPr", f"{W}sectPr"
_RUN, _OF_RUN, _TEXT = f"{W}r", f"{W}rPr", f"{W}t"
_FALLBACK, _ALTERNATE = f"{MC}Fallback", f"{MC}AlternateContent"
_LETTER_PAGE = (Twips(12240), Twips(15840))


def read_document(package: Package) -> Document:
    """Read the main part and what it relates to. Raises Unreadable for parts that are damaged or too large."""
    return read_with_nodes(package)[0]


def read_with_nodes(package: Package) -> tuple[Document, list[etree._Element]]:
    """Return what :func:`read_document` does, and the element of each paragraph of the main part."""
    document, sources = read_with_sources(package)
    return document, sources.main


def read_with_sources(package: Package) -> tuple[Document, Sources]:
    """Return what :func:`read_document` does, and the elements that it was read from."""
    styles = styles_of(package.related("styles"), package.related("theme"), package.related("settings"))
    formats = _Formats(styles, Numbering(package.related("numbering")))
    root = package.tree(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        return Document((), (_section(None, {}, {}),), package.page_count()), Sources()
    sources = Sources()
    sources.begin(package.main, body)
    sections = tuple(_sections(package, formats, sources))
    widths = [points(section.room) for section in sections]
    walk = _Walk(formats, widths)
    paragraphs = walk.read(body, Location())
    notes = tuple(_notes(package, paragraphs, formats, sources))
    document = Document(paragraphs, sections, package.page_count(), notes, tuple(_drawn(package)))
    sources.main = walk.nodes
    return document, sources


def _drawn(package: Package) -> Iterator[str]:
    """Yield the texts of charts and diagrams in which a template's tag may be left: the others are not even parsed."""
    for relationship in package.relationships(package.main).values():
        if relationship.kind not in _DRAWN or not package.holds(relationship.target, _TAGS):
            continue
        root = package.tree(relationship.target)
        for paragraph in root.iter(f"{A}p") if root is not None else ():
            yield "".join(node.text or "" for node in paragraph.iter(f"{A}t"))


def _notes(package: Package, paragraphs: Iterable[Paragraph], formats: _Formats, sources: Sources) -> Iterator[Note]:
    """Yield the notes that ``paragraphs`` refer to, each once, numbered as Word does it: each kind from 1 on."""
    nodes: dict[str, dict[str, etree._Element]] = {}
    numbers: dict[str, dict[str, int]] = {}
    for paragraph in paragraphs:
        for _, kind, note in paragraph.references:
            if kind not in nodes:
                nodes[kind] = _nodes(package.related(f"{kind}s"), kind)
                numbers[kind] = {}
            if note in numbers[kind] or note not in nodes[kind]:
                continue
            number = numbers[kind][note] = len(numbers[kind]) + 1
            walk = _Walk(formats, [paragraph.width])
            read = walk.read(nodes[kind][note], Location(story=note_name(kind, number)))
            sources.add(package.related_name(f"{kind}s") or "", read, walk.nodes)
            yield Note(kind, number, note, read, paragraph)


def _nodes(part: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """Return the notes of a part by id, the lines that separate them from the text left out."""
    found = part.iterfind(W + kind) if part is not None else ()
    return {attribute(node, "id") or "": node for node in found if attribute(node, "type") in (None, "normal")}


def _sections(package: Package, formats: _Formats, sources: Sources) -> Iterator[Section]:
    relations = package.relationships(package.main)
    parts: dict[str, dict[str, tuple[Paragraph, ...]]] = {"header": {}, "footer": {}}
    read: dict[str, tuple[Paragraph, ...]] = {}  # a thousand sections may share one header
    for node in sources.sections:
        for kind, found in parts.items():
            for reference in node.findall(f"{W}{kind}Reference"):
                relation = relations.get(reference.get(f"{R}id", ""))
                part = package.tree(relation.target) if relation and not relation.external else None
                if relation is None or part is None:
                    continue
                if relation.target not in read:
                    walk = _Walk(formats, [Points(0.0)])
                    read[relation.target] = walk.read(part, Location(story=_CALLED[kind]))
                    sources.add(relation.target, read[relation.target], walk.nodes)
                found[attribute(reference, "type") or "default"] = read[relation.target]
        yield _section(node, dict(parts["header"]), dict(parts["footer"]))
    if not sources.sections:
        yield _section(None, {}, {})


def _section(
    node: etree._Element | None,
    headers: dict[str, tuple[Paragraph, ...]],
    footers: dict[str, tuple[Paragraph, ...]],
) -> Section:
    def child(name: str) -> etree._Element | None:
        return node.find(W + name) if node is not None else None

    size, edges, numbers = child("pgSz"), child("pgMar"), child("pgNumType")
    start = attribute(numbers, "start")
    return Section(
        width=length(size, "w") or _LETTER_PAGE[0],
        height=length(size, "h") or _LETTER_PAGE[1],
        margins=Margins(*(Twips(abs(length(edges, name) or 0)) for name in names_of(Margins))),
        title_page=bool(on(child("titlePg"))),
        start=integer(start) if start is not None else None,
        number_format=attribute(numbers, "fmt") or "decimal",
        headers=headers,
        footers=footers,
    )


def _measures(properties: etree._Element | None) -> tuple[Twips | None, int]:
    """Return a cell's width, None where it gives none, and how many of the table's columns it takes."""
    width, columns = None, 1
    for child in properties if properties is not None else ():
        if child.tag == _WIDTH:
            width = width or length(child, "w")
        elif child.tag == _SPAN:
            columns = integer(attribute(child, "val"), 1)
    return width, columns


class _Format(NamedTuple):
    """What a paragraph's properties say: its style's id and name, its layout, its numPr, whether a section ends."""

    style: str | None
    name: str
    layout: Layout
    numbered: etree._Element | None
    ends_section: bool


class _Formats:
    """The formats of a document's paragraphs, told once for all that have the same: ten thousand cells have few."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self._known: dict[tuple[str | bytes, str | None], _Format] = {}

    def of(self, properties: etree._Element | None, table: str | None) -> _Format:
        """Return the format of a paragraph with ``properties`` (a pPr) in a table of the style ``table``."""
        key = (_content_of(properties), table)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(properties, table)
        return found

    def _read(self, properties: etree._Element | None, table: str | None) -> _Format:
        given = list(properties) if properties is not None else []
        nodes = {tag: next((node for node in given if node.tag == tag), None) for tag in (_STYLE, _NUMBER, _SECTION)}
        style = self.styles.known(attribute(nodes[_STYLE], "val"))
        numbered = nodes[_NUMBER]
        if numbered is None:
            numbered = self.styles.numbering_of(style)
        layout = self.styles.layout(properties, style, table, self.numbering.level(numbered))
        return _Format(style, self.styles.name(style), layout, numbered, nodes[_SECTION] is not None)


def _content_of(properties: etree._Element | None) -> str | bytes:
    """Return what tells properties apart: the style where they give nothing else, as most do; all that they give."""
    if properties is None:
        return b""
    if len(properties) == 1 and (only := properties[0]).tag == _STYLE and not len(only):
        return attribute(only, "val") or ""
    return etree.tostring(properties, with_tail=False)


class _Walk:
    """One walk through one part; counts tables, boxes, paragraphs and sections as they come."""

    def __init__(self, formats: _Formats, widths: Sequence[Points]) -> None:
        self.formats = formats
        self.widths = widths
        self._read: list[Paragraph] = []
        self.tables = self.boxes = self.count = self.section = 0
        self._edged: set[int] = set()
        self.nodes: list[etree._Element] = []
        """The element of each paragraph, by its number from 1."""

    def read(self, node: etree._Element, place: Location) -> tuple[Paragraph, ...]:
        """Return the paragraphs below ``node``; those of a text box come before the one that holds it."""
        self._blocks(node, place, None, None)
        return tuple(self._read)

    def _blocks(self, node: etree._Element, place: Location, table: str | None, room: Points | None) -> None:
        for child in node:
            if (tag := child.tag) == _PARAGRAPH:
                self._paragraph(child, place, table, room)
            elif tag == _TABLE:
                self._table(child, place)
            elif of_tag(tag) not in _SILENT and tag != _FALLBACK:
                self._blocks(child, place, table, room)

    def _table(self, node: etree._Element, outer: Location) -> None:
        self.tables += 1
        number = self.tables
        style = attribute(node.find(f"{W}tblPr/{W}tblStyle"), "val") or ""
        if style or _has_edge(node):
            self._edged.add(number)
        sides = sum(self.formats.styles.cell_margin(node, edge) for edge in ("left", "right"))
        for row_number, row in enumerate(through(node, _OF_TABLE), start=1):
            before = first_child(row, _ROW)
            skipped = first_child(before, _BEFORE) if before is not None else None
            column = 1 + integer(attribute(skipped, "val"), 0)
            for cell_number, cell in enumerate(through(row, _OF_ROW), start=1):
                given, columns = _measures(first_child(cell, _CELL))
                room = points(Twips(max(given - sides, 0))) if given else None
                place = Location(number, row_number, cell_number, outer.box, outer.x, outer.story, column)
                self._blocks(cell, place, style, room)
                column += columns

    def _paragraph(self, node: etree._Element, place: Location, table: str | None, room: Points | None) -> None:
        style, name, layout, numbered, ends_section = self.formats.of(first_child(node, _PROPERTIES), table)
        content = Content(self.formats.styles, style, table)
        content.read(node)
        for box in content.boxes:
            self.boxes += 1
            self._blocks(box, place._replace(box=self.boxes, x=box_start(box)), table, None)
        self.count += 1
        self.nodes.append(node)
        self._read.append(
            Paragraph(
                number=self.count,
                runs=content.runs,
                layout=layout,
                style=name,
                label=self.formats.numbering.label(numbered) if numbered is not None else "",
                place=place,
                section=self.section,
                width=room if room is not None else self.widths[min(self.section, len(self.widths) - 1)],
                strokes=tuple(content.strokes),
                page=content.page,
                pictured=content.pictured,
                breaks=content.breaks or layout.page_break_before,
                references=tuple(content.references),
                hidden="".join(content.hidden),
                edged=place.table in self._edged,
            )
        )
        self.section += ends_section


def _has_edge(table: etree._Element) -> bool:
    """Tell whether a table says of itself that a line is drawn along its upper edge."""
    first = next(through(table, f"{W}tr"), None)
    cells = first.iterfind(f"{W}tc/{W}tcPr/{W}tcBorders/{W}top") if first is not None else ()
    edges = (*table.iterfind(f"{W}tblPr/{W}tblBorders/{W}top"), *cells)
    return any(attribute(edge, "val") not in (None, "nil", "none") for edge in edges)


@lru_cache(maxsize=_FONTS)
def _of_signs(font: str) -> bool:
    """Tell whether the letters of a font are signs."""
    return _SIGNS.match(font) is not None


class Content:
    """What stands in one paragraph: runs, drawn lines, text boxes, a page number."""

    page: Letters | None = None
    pictured = breaks = False
    _parted = False  # a page break stands before what is read next
    _code: str | None = None  # the instruction of a field that has begun
    _numbered = False  # inside the result of a PAGE field

    def __init__(self, styles: Styles, style: str | None, table: str | None) -> None:
        self.styles, self.style, self.table = styles, style, table
        self._texts: list[tuple[list[str], Letters]] = []
        self.strokes: list[Stroke] = []
        self.boxes: list[etree._Element] = []
        self.references: list[Reference] = []
        self.hidden: list[str] = []

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs read so far, neighbours of one format joined."""
        return tuple([Run("".join(pieces), letters) for pieces, letters in self._texts])

    def read(self, node: etree._Element) -> None:
        """Read the children of a paragraph, or of something inside one."""
        for child in node:
            if (tag := child.tag) == _RUN:
                self._run(child)
            elif (name := of_tag(tag)) == "fldSimple":
                outer, self._numbered = self._numbered, bool(_PAGE.match(attribute(child, "instr") or ""))
                self.read(child)
                self._numbered = outer
            elif name not in _SILENT and tag != _FALLBACK:
                self.read(child)

    def _run(self, node: etree._Element) -> None:
        properties = first_child(node, _OF_RUN)
        letters = self.styles.letters(properties, self.style, self.table)
        shown = [
            self._typed(item.text or "") if item.tag == _TEXT else self._shown(item, letters)
            for item in node
            if item is not properties
        ]
        text = shown[0] if len(shown) == 1 else "".join(shown)
        if _of_signs(letters.ascii):
            text = re.sub(r"\S", "•", text)  # letters of a symbol font are signs
        if self._numbered and text.strip():
            self.page = letters
        if text:
            self._add(text, letters)

    def _shown(self, item: etree._Element, letters: Letters) -> str:
        """Return what an element of a run shows as text; fields and drawings are noted, and show none here."""
        name = local(item)
        if name in _TYPED:
            return _TYPED[name]
        if name in ("br", "cr"):
            return self._break(attribute(item, "type"))
        if name == "sym":
            return "-" if (attribute(item, "char") or "").upper() in _HYPHEN_SIGNS else "•"
        if name == "fldChar":
            self._field(attribute(item, "fldCharType"), letters)
        elif name == "instrText":
            self._instruct(item.text or "")
        elif name in _REFERENCES:
            self._refer(item, _REFERENCES[name])
        else:
            self._drawn(item)
        return ""

    def _typed(self, text: str) -> str:
        """Return a text; a page break before it parts it from what stands there, as a space does."""
        parted, self._parted = self._parted and bool(text), self._parted and not text
        return f" {text}" if parted and self._texts and not text[0].isspace() else text

    def _drawn(self, item: etree._Element) -> None:
        if local(item) in _DRAWINGS or item.tag == _ALTERNATE:
            self._drawing(item)

    def _refer(self, item: etree._Element, kind: str) -> None:
        """Note that the number of a note stands here: behind the text so far, that of its own run included."""
        before = sum(len(text) for texts, _ in self._texts for text in texts)
        own = item.itersiblings(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", preceding=True)
        at = before + sum(len(sign.text or "") if local(sign) == "t" else 1 for sign in own)
        self.references.append(Reference(at, kind, attribute(item, "id") or ""))

    def _add(self, text: str, letters: Letters) -> None:
        if letters.hidden:
            self.hidden.append(text)
        elif self._texts and self._texts[-1][1] == letters:
            self._texts[-1][0].append(text)
        else:
            self._texts.append(([text], letters))

    def _break(self, kind: str | None) -> str:
        if kind in ("page", "column"):
            self.breaks = self.breaks or kind == "page"
            self._parted = True
            return ""
        return "\n"

    def _field(self, kind: str | None, letters: Letters) -> None:
        if kind == "begin":
            self._code = ""
        elif kind == "separate" and self._code is not None:
            self._numbered = bool(_PAGE.match(self._code))
            self.page = letters if self._numbered else self.page
            self._code = None
        elif kind == "end":
            if self._code is not None and _PAGE.match(self._code):
                self.page = letters
            self._code, self._numbered = None, False

    def _instruct(self, text: str) -> None:
        if self._code is not None:
            self._code = (self._code + text)[:_CODE]

    def _drawing(self, node: etree._Element) -> None:
        """Read lines and text boxes of a drawing, the newer of two forms where a file gives both."""
        if node.tag == _ALTERNATE:
            for child in _newer_form(node):
                self._drawing(child)
            return
        boxes = [box for box in node.iter(f"{W}txbxContent") if not _within_another(box)]
        strokes = list(strokes_in(node) if local(node) == "drawing" else strokes_in_vml(node))
        self.boxes += boxes
        self.strokes += strokes
        if not strokes and not boxes and _is_picture(node):
            self.pictured = True


def _newer_form(alternate: etree._Element) -> Iterable[etree._Element]:
    """Return the drawings of the choice that newer programs read; those of the fallback when it has none."""
    chosen = alternate.find(f"{MC}Choice")
    return chosen if chosen is not None and len(chosen) else alternate.iterfind(f"{MC}Fallback/*")


def _within_another(box: etree._Element) -> bool:
    """Tell whether a text box stands inside another, or is there for older programs."""
    return any(outer.tag in (_FALLBACK, f"{W}txbxContent") for outer in box.iterancestors())


def _is_picture(node: etree._Element) -> bool:
    """Tell whether a drawing is a picture, an embedded object or a group, in which anything may be drawn."""
    return local(node) == "object" or next(node.iter(f"{A}blip", f"{A}grpSpPr"), None) is not None
