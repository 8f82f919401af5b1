"""Proving, once for a template, what docxtpl finds out of each document anew.

Every command's body opens and closes the same elements, so that whatever is left out or repeated the result is
well-formed; every table keeps its columns; every value stands at a known place. What cannot be proven is docxtpl's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import nodes

from reportgen.render.language import Unproven, language
from reportgen.render.runtime import ATTRIBUTE, OTHER, TEXT

_PIECE = re.compile(r"<[^>]*>|[^<]+")
_NAME = re.compile(r"</?([^\s/>]+)")
_SPAN = re.compile(r' w:val="(\d+)"')
_IDENTITY = re.compile(r' id="[^"]*"')
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_LISTED = re.compile("[\t\n\x07\x0c]")
_VALUE = "\ue000"
"""Stands for a value printed inside a tag."""
_FIRST_IDENTITY = 1001
"""docxtpl numbers drawings from here on."""


@dataclass
class _Open:
    name: str
    depth: int
    run: str = ""
    """Of a run: its properties, as docxtpl repeats them at a tab."""
    fixed: bool = True
    """Of a run: whether they are the same each time."""
    placed: bool = False
    """Of a run: whether a value stands in its text already."""
    hollow: bool = False
    """Of a run: whether its last text was an empty element with attributes."""
    declares: bool = False
    """Whether it declares a namespace."""


@dataclass
class _Row:
    depth: int
    cells: int = 0
    columns: int = 0
    spanned: int = 0
    """The last cell, counted from 1, that takes several columns."""


@dataclass
class _Table:
    depth: int
    grid: int = 0
    widest: int = 0
    row: _Row | None = None


class Proof:
    """Walks one part's template. ``places`` then says of each printed node (by ``id``) where it stands."""

    def __init__(self, *, body: bool) -> None:
        """``body``: the part is the document's body, in which docxtpl mends tables and numbers drawings."""
        self.places: dict[int, tuple[int, str]] = {}
        self._body = body
        self._open: list[_Open] = []
        self._tag = ""
        self._depth = 0
        self._sections = 0
        self._section_begins = True
        """Whether nothing stands in the section that is open: what comes next is its first paragraph."""
        self._whole_sections: list[bool] = []
        """For each command that is open, whether it began where a section does."""
        self._table: _Table | None = None
        self._properties: list[str] | None = None
        self._drawings = 0
        self._line = 0

    def prove(self, template: nodes.Template) -> None:
        """Prove ``template``, its text made as docxtpl leaves it. Raises Unproven."""
        language(template)
        try:
            self._walk(template.body)
        except Unproven as reason:
            reason.line = reason.line or self._line
            raise
        if self._open or self._tag:
            raise Unproven("an element is left open")

    def _walk(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self._line = node.lineno
            if isinstance(node, nodes.Output):
                self._output(node)
            elif isinstance(node, nodes.If):
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    self._block(branch, repeated=False)
            elif isinstance(node, nodes.For):
                self._block(node.body, repeated=True)
                self._block(node.else_, repeated=False)
            elif not isinstance(node, nodes.Assign):
                raise Unproven(f"a {type(node).__name__} command")

    def _output(self, node: nodes.Output) -> None:
        """Follow a piece of text, and note of each value where it stands."""
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                child.data = self._text(child.data)
            else:
                _printable(child)
                self.places[id(child)] = self._place()

    def _block(self, body: list[nodes.Node], *, repeated: bool) -> None:
        """Prove what may be left out or repeated: it leaves the same kinds of elements open that it found."""
        before, inside = list(self._open), self._tag
        self._depth += 1
        if inside:
            self._tag += _VALUE
            for data in (data for node in body for data in node.find_all(nodes.TemplateData)):
                if set(data.data) & set('<>"'):
                    raise Unproven("a command cuts through a tag")
        if self._properties is not None:
            self._properties.append(_VALUE)
        self._walk_sections(body, repeated=repeated)
        self._depth -= 1
        if [item.name for item in self._open] != [item.name for item in before]:
            raise Unproven("a command cuts through an element")
        for was, now in zip(before, self._open, strict=True):
            self._reopened(was, now, repeated=repeated)
        self._open = before
        if bool(self._tag) != bool(inside):
            raise Unproven("a command cuts through a tag")

    def _walk_sections(self, body: list[nodes.Node], *, repeated: bool) -> None:
        """Walk what may be left out or repeated, and prove that it takes sections along whole."""
        begins, sections = self._section_begins, self._sections
        self._whole_sections.append(begins)
        self._walk(body)
        self._whole_sections.pop()
        if repeated and self._sections > sections and not self._section_begins:
            raise Unproven("a section that the next round begins")
        self._section_begins = self._section_begins and begins

    def _reopened(self, was: _Open, now: _Open, *, repeated: bool) -> None:
        """Prove what a command closed and opened again: a condition may begin in one run and end in another."""
        if was is now:
            return
        if was.name in ("w:tbl", "w:tr", "w:tc"):
            raise Unproven("a command cuts through a table")
        if was.declares != now.declares:
            raise Unproven("a command takes a namespace along")
        was.placed |= now.placed
        if was.name == "w:r" and (now.run, now.fixed) != (was.run, was.fixed):
            if repeated:
                raise Unproven("a loop begins in one run and ends in another")
            was.fixed = False

    def _place(self) -> tuple[int, str]:
        if self._properties is not None:
            self._properties.append(_VALUE)
        if self._tag.startswith("<?"):
            raise Unproven("a value in an instruction")
        if self._tag:
            self._tag += _VALUE
            return ATTRIBUTE, ""
        if not self._open:
            raise Unproven("a value outside the document")
        around = [item for item in self._open if item.name in ("w:p", "w:r")]
        if self._open[-1].name == "w:t" and [item.name for item in around] == ["w:p", "w:r"]:
            around[1].placed = True
            return (TEXT, around[1].run) if all(item.fixed for item in around) else (OTHER, "")
        return OTHER, ""

    def _text(self, data: str) -> str:
        """Follow the tags in ``data``; return it with drawings numbered."""
        data = re.sub(r"\n<w:p([ >])", r"<w:p\1", data)
        if _ENTITY.search(data):
            raise Unproven("an entity of the document's own")
        done: list[str] = []
        if self._tag:
            end = data.find(">") + 1
            if not end:
                self._tag += data
                return data
            self._element(self._tag + data[:end])
            self._tag = ""
            done.append(data[:end])
            data = data[end:]
        cut = data.rfind("<")
        if cut >= 0 and ">" not in data[cut:]:
            data, self._tag = data[:cut], data[cut:]
        done += (
            self._element(piece) if piece.startswith("<") else self._letters(piece) for piece in _PIECE.findall(data)
        )
        return "".join((*done, self._tag))

    def _letters(self, text: str) -> str:
        if self._open and self._open[-1].name == "w:t" and _LISTED.search(text):
            raise Unproven("a tab or line break in the template's own text")
        if self._properties is not None:
            self._properties.append(text)
        return text

    def _element(self, tag: str) -> str:
        if tag.startswith("<?"):
            return tag
        found = _NAME.match(tag)
        if found is None or tag.startswith("<!"):
            raise Unproven("markup that is no element")
        name = found[1]
        if tag.startswith("</"):
            self._close(name, tag)
        else:
            tag = self._begin(name, tag)
        return tag

    def _begin(self, name: str, tag: str) -> str:
        if name == "wp:docPr" and self._body:
            tag = self._renumbered(tag)
        self._as_docxtpl_sees(name, tag)
        if self._body:
            self._in_table(name, tag)
        if self._properties is not None:
            # properties in properties (a tracked change): docxtpl would repeat the beginning of the outer ones only
            self._properties.append(_VALUE if name == "w:rPr" else tag)
        if tag.endswith("/>"):
            return tag
        self._open.append(_Open(name, self._depth, declares=" xmlns" in tag))
        if tag == "<w:rPr>" and self._properties is None and self._run():
            self._properties = [tag]
        return tag

    def _as_docxtpl_sees(self, name: str, tag: str) -> None:
        """Raise Unproven where docxtpl's patterns, which repeat a run's properties at a tab, reach too far."""
        if name in ("w:rPr", "w:p", "w:r") and any(item.placed for item in self._open):
            raise Unproven("properties, or another text, after the text of a run")
        run = next((item for item in reversed(self._open) if item.name == "w:r"), None)
        if name == "w:t" and run is not None:
            if run.hollow:
                raise Unproven("a text after an empty one, which docxtpl takes for the beginning of it")
            run.hollow = tag.endswith("/>") and " " in tag
        if name == "w:r" and tag.endswith("/>") and " " in tag:
            raise Unproven("an empty run, which docxtpl takes for the beginning of the next")
        if " xml:id=" in tag and self._depth:
            raise Unproven("an identity that depends on a command")

    def _run(self) -> _Open | None:
        """Return the run that is open and has no properties yet."""
        runs = [item for item in self._open if item.name == "w:r"]
        return runs[-1] if runs and not runs[-1].run else None

    def _close(self, name: str, tag: str) -> None:
        if not self._open or self._open[-1].name != name:
            raise Unproven("elements that cross")
        closed = self._open.pop()
        if name in ("w:p", "w:r"):  # docxtpl takes the end of the inner one (a text box) for that of the outer
            for outer in (item for item in self._open if item.name == name):
                outer.fixed = False
        if self._properties is not None:
            self._properties.append(tag)
            run = self._run()
            if name == "w:rPr" and run is not None:
                run.run = "".join(self._properties)
                run.fixed = _VALUE not in run.run and closed.depth == run.depth
                self._properties = None
        if self._body and self._table is not None:
            self._end_in_table(name, self._table)

    def _renumbered(self, tag: str) -> str:
        if self._depth or _VALUE in tag or self._tag:
            raise Unproven("a drawing that depends on a command")
        identity = _FIRST_IDENTITY + self._drawings
        self._drawings += 1
        tag, found = _IDENTITY.subn(f' id="{identity}"', tag)
        if found != 1:
            raise Unproven("a drawing without a number")
        return tag

    # --- tables: docxtpl counts the cells of each row, and adds or removes columns ---------------

    def _in_table(self, name: str, tag: str) -> None:
        if name in ("w:p", "w:tbl"):
            self._section_begins = False
        elif name == "w:sectPr":
            self._end_section()
        if name in ("w:pgSz", "w:pgMar") and _VALUE in tag:
            raise Unproven("a page that depends on a value")
        if self._table is not None:
            self._inside_table(name, tag, self._table)
        elif name == "w:tbl":
            self._table = _Table(self._depth)

    def _end_section(self) -> None:
        """Prove that a section is left out whole or not at all: else only the text tells how wide its lines are."""
        if not all(self._whole_sections):
            raise Unproven("a section that depends on a command")
        self._section_begins = True
        self._sections += 1

    def _inside_table(self, name: str, tag: str, table: _Table) -> None:
        if name == "w:tbl":
            raise Unproven("a table in a table")
        if name == "w:gridCol":
            if self._depth != table.depth or _VALUE in tag:
                raise Unproven("columns that depend on a command")
            table.grid += 1
        elif name == "w:tr":
            if self._open[-1].name != "w:tbl":
                raise Unproven("a row inside something else")
            table.row = _Row(self._depth)
        elif name in ("w:tc", "w:gridSpan"):
            self._cell(name, tag, table.row)

    def _cell(self, name: str, tag: str, row: _Row | None) -> None:
        if row is None or self._depth != row.depth:
            raise Unproven("cells that depend on a command")
        if name == "w:tc":
            if self._open[-1].name != "w:tr":
                raise Unproven("a cell inside something else")
            row.cells += 1
            row.columns += 1
            return
        if [item.name for item in self._open[-2:]] != ["w:tc", "w:tcPr"]:
            return  # how the cell was before a tracked change
        span = _SPAN.search(tag)
        if span is None or row.spanned == row.cells:
            raise Unproven("a cell's width depends on a value")
        row.spanned = row.cells
        row.columns += int(span[1]) - 1

    def _end_in_table(self, name: str, table: _Table) -> None:
        if name == "w:tr" and table.row is not None:
            if table.row.cells > table.grid:
                raise Unproven("a row of more cells than the table has columns")
            if table.row.depth == table.depth:
                table.widest = max(table.widest, table.row.columns)
            table.row = None
        elif name == "w:tbl":
            if not table.grid or table.widest < table.grid:
                raise Unproven("no row is sure to take all columns")
            self._table = None


def _printable(node: nodes.Expr) -> None:
    """Raise Unproven for a constant that Jinja prints in a way of its own (``None``)."""
    try:
        value = node.as_const()
    except Exception:  # no constant: Jinja says so in many ways
        return
    if not isinstance(value, str | int):
        raise Unproven("a constant that is neither text nor number")
