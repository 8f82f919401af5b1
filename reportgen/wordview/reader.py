"""From a package to a Document: each part is walked once, in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from reportgen.record import names_of
from reportgen.vn.text import bare_words
from reportgen.wordview.cells import frames
from reportgen.wordview.content import Content
from reportgen.wordview.document import (
    FOOTER,
    HEADER,
    Document,
    Edges,
    Location,
    Margins,
    Note,
    Paragraph,
    Section,
    note_name,
)
from reportgen.wordview.drawings import box_room, box_start
from reportgen.wordview.formats import Letters
from reportgen.wordview.lengths import Points, Twips, points
from reportgen.wordview.numbering import Numbering
from reportgen.wordview.ooxml import (
    MC,
    SILENT,
    A,
    R,
    W,
    attribute,
    first_child,
    integer,
    length,
    local,
    of_tag,
    on,
    through,
)
from reportgen.wordview.package import Package
from reportgen.wordview.sources import Sources
from reportgen.wordview.styles import MOST_FORMATS, Format, Styles, styles_of

_DRAWN = ("chart", "chartEx", "diagramData")
_TAGS = (b"{{", b"}}", b"{%", b"%}")
_CALLED = {"header": HEADER, "footer": FOOTER}
_PARAGRAPH, _TABLE, _OF_TABLE, _OF_ROW = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ROW, _BEFORE = f"{W}trPr", f"{W}gridBefore"
_CELL, _WIDTH, _SPAN, _BORDERS = f"{W}tcPr", f"{W}tcW", f"{W}gridSpan", f"{W}tcBorders"
_PROPERTIES, _STYLE, _NUMBER, _SECTION = f"{W}pPr", f"{W}pStyle", f"{W}numPr", f"{W}sectPr"
_FALLBACK = f"{MC}Fallback"
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
    named = (package.related_name(kind) for kind in ("styles", "theme", "settings"))
    styles = styles_of(*map(package.content, named))
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
        continuous=attribute(child("type"), "val") == "continuous",
    )


def _measures(properties: etree._Element | None) -> tuple[Twips | None, int, etree._Element | None]:
    """Return a cell's width, how many of the table's columns it takes, its borders; None for what it does not give."""
    width, columns, borders = None, 1, None
    for child in properties if properties is not None else ():
        if (tag := child.tag) == _WIDTH:
            width = width or length(child, "w")
        elif tag == _SPAN:
            columns = integer(attribute(child, "val"), 1)
        elif tag == _BORDERS:
            borders = child
    return width, columns, borders


class _Formats:
    """The formats of a document's paragraphs, told once for all that have the same: ten thousand cells have few.

    Those without a number are kept with the styles: the next document of these styles has the same.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self._numbered: dict[tuple[str | bytes, str | None], Format] = {}

    def of(self, properties: etree._Element | None, table: str | None) -> Format:
        """Return the format of a paragraph with ``properties`` (a pPr) in a table of the style ``table``."""
        key = (_content_of(properties), table)
        found = self.styles.formats.get(key) or self._numbered.get(key)
        if found is None:
            found = self._read(properties, table)
            known = self.styles.formats if found.numbered is None else self._numbered
            if len(known) >= MOST_FORMATS:
                known.clear()
            known[key] = found
        return found

    def _read(self, properties: etree._Element | None, table: str | None) -> Format:
        given = list(properties) if properties is not None else []
        nodes = {tag: next((node for node in given if node.tag == tag), None) for tag in (_STYLE, _NUMBER, _SECTION)}
        style = self.styles.known(attribute(nodes[_STYLE], "val"))
        numbered = nodes[_NUMBER]
        if numbered is None:
            numbered = self.styles.numbering_of(style)
        layout = self.styles.layout(properties, style, table, self.numbering.level(numbered))
        return Format(style, self.styles.name(style), layout, numbered, nodes[_SECTION] is not None)


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
        self._edges: dict[tuple[int, int, int], Edges] = {}
        self.nodes: list[etree._Element] = []
        """The element of each paragraph, by its number from 1."""

    def read(self, node: etree._Element, place: Location) -> tuple[Paragraph, ...]:
        """Return the paragraphs below ``node``; those of a text box come before the one that holds it."""
        self._blocks(node, place, None, None)
        return tuple(self._read)

    def _blocks(self, nodes: Iterable[etree._Element], place: Location, table: str | None, room: Points | None) -> None:
        for child in nodes:
            if (tag := child.tag) == _PARAGRAPH:
                self._paragraph(child, place, table, room)
            elif tag == _TABLE:
                self._table(child, place)
            elif of_tag(tag) not in SILENT and tag != _FALLBACK:
                self._blocks(child, place, table, room)

    def _table(self, node: etree._Element, outer: Location) -> None:
        self.tables += 1
        number = self.tables
        style = attribute(node.find(f"{W}tblPr/{W}tblStyle"), "val") or ""
        if style or _has_edge(node):
            self._edged.add(number)
        sides = sum(self.formats.styles.cell_margin(node, edge) for edge in ("left", "right"))
        rows = list(through(node, _OF_TABLE))
        above = 0
        for row_number, row in enumerate(rows, start=1):
            cells = list(through(row, _OF_ROW))
            if len(cells) == 1 and frames(cells[0], outer, first=number == 1, only=len(rows) == 1):
                given, *_ = _measures(first_child(cells[0], _CELL))
                begun = len(self._read)
                self._blocks(cells[0], outer, style, points(Twips(max(given - sides, 0))) if given else None)
                if outer.table and number in self._edged:  # a mark, «HỎA TỐC», in a frame of its own
                    self._read[begun:] = [each._replace(edged=True) for each in self._read[begun:]]
                above = row_number
                continue
            if above == row_number - 1 > 0:  # what stands below a text is a table of its own
                self.tables += 1
                number = self.tables
            before = first_child(row, _ROW)
            skipped = first_child(before, _BEFORE) if before is not None else None
            self._row(cells, outer._replace(table=number, row=row_number - above), style, sides, skipped)

    def _row(
        self, cells: Sequence[etree._Element], row: Location, style: str, sides: int, skipped: etree._Element | None
    ) -> None:
        column = 1 + integer(attribute(skipped, "val"), 0)
        for number, cell in enumerate(cells, start=1):
            inside = list(cell)
            given, columns, borders = _measures(first_child(inside, _CELL))
            room = points(Twips(max(given - sides, 0))) if given else None
            if borders is not None and (edges := _edges(borders, points(given or Twips(0)))):
                self._edges[row.table, row.row, number] = edges
            self._blocks(inside, Location(row.table, row.row, number, row.box, row.x, row.story, column), style, room)
            column += columns

    def _paragraph(self, node: etree._Element, place: Location, table: str | None, room: Points | None) -> None:
        inside = list(node)
        style, name, layout, numbered, ends_section = self.formats.of(first_child(inside, _PROPERTIES), table)
        width = room if room is not None else self.widths[min(self.section, len(self.widths) - 1)]
        content = Content(self.formats.styles, style, table, width)
        content.read(inside)
        for box in content.boxes:
            self.boxes += 1
            self._blocks(box, place._replace(box=self.boxes, x=box_start(box)), table, box_room(box))
        self.count += 1
        self.nodes.append(node)
        label = self.formats.numbering.label(numbered) if numbered is not None else ""
        strokes, references, hidden = tuple(content.strokes), tuple(content.references), "".join(content.hidden)
        breaks = content.breaks or layout.page_break_before
        edged, edges = place.table in self._edged, self._edges.get(place[:3]) if place.table else None
        named = self._named(label, inside, style, numbered) if label and not content.runs else None
        self._read.append(  # by place: of the ten thousand of a long document, names take longer than all values
            Paragraph(
                self.count, content.runs, layout, name, label, place, self.section, width, strokes, content.page,
                content.pictured, breaks, references, hidden, edged, edges, named,
            )
        )  # fmt: skip
        self.section += ends_section

    def _named(
        self, label: str, inside: Sequence[etree._Element], style: str | None, numbered: etree._Element | None
    ) -> Letters | None:
        """Return the letters of an automatic number that stands for a heading by itself; None for any other."""
        if not bare_words(label).startswith(_HEADS):
            return None
        properties = first_child(inside, _PROPERTIES)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        return self.formats.styles.letters_of_number(mark, self.formats.numbering.level(numbered), style)


_HEADS = "phu luc"


def _has_edge(table: etree._Element) -> bool:
    """Tell whether a table says of itself that a line is drawn along its upper edge."""
    first = next(through(table, f"{W}tr"), None)
    cells = first.iterfind(f"{W}tc/{W}tcPr/{W}tcBorders/{W}top") if first is not None else ()
    edges = (*table.iterfind(f"{W}tblPr/{W}tblBorders/{W}top"), *cells)
    return any(attribute(edge, "val") not in (None, "nil", "none") for edge in edges)


def _edges(borders: etree._Element, width: Points) -> Edges | None:
    """Return the lines that a cell asks for above and below itself; None without any, and where it has a frame."""
    shown = {local(edge) for edge in borders if attribute(edge, "val") not in (None, "nil", "none")}
    if shown & {"left", "start"} and shown & {"right", "end"}:
        return None
    return Edges("top" in shown, "bottom" in shown, width) if shown & {"top", "bottom"} else None
