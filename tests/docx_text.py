"""Reading a .docx in tests, with lxml alone: whole text, paragraphs with styles, tables, controls, members.

Nothing here uses the program's own readers, so that a fault in them cannot hide itself.
"""

from __future__ import annotations

import functools
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from reportgen.cli import main
from tests.places import DATA, FIRST_TEMPLATES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HEADINGS = {"heading 1": "# ", "heading 2": "## ", "heading 3": "### "}

Docx = bytes | Path


@functools.cache
def example_report(workspace: str, period: str) -> bytes:
    """Draft the report of an example workspace, in the words of its office, once a session."""
    return _drafted(DATA / workspace, period)


@functools.cache
def example_plan(workspace: str) -> bytes:
    """Print the plan of an example workspace, once a session."""
    return _run(DATA / workspace, "plan")


@functools.cache
def automatic_report(workspace: str, period: str) -> bytes:
    """Draft the same report before the office wrote anything: all of it in the automatic text."""
    return _drafted(without_words(workspace), period)


@functools.cache
def first_report(workspace: str, period: str) -> bytes:
    """Draft the same report with the templates of version 0.1 in the agency's own ``mau/``, once a session."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / workspace
        shutil.copytree(DATA / workspace, root, ignore=shutil.ignore_patterns("ban-thao", "luu-tru"))
        shutil.copytree(FIRST_TEMPLATES, root / "mau", dirs_exist_ok=True)
        return _drafted(root, period)


def without_words(workspace: str) -> Path:
    """Return a copy of an example workspace without the office's words, made once a session."""
    root = Path(_copies().name) / workspace
    if not root.exists():
        shutil.copytree(DATA / workspace, root, ignore=shutil.ignore_patterns("ban-thao", "luu-tru", "tong-hop"))
    return root


@functools.cache
def _copies() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="khong-loi-van-")


def _drafted(root: Path, period: str) -> bytes:
    return _run(root, "draft", period)


def _run(root: Path, *command: str) -> bytes:
    """Return what a command of the command line writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "van-ban.docx"
        with pytest.raises(SystemExit) as stopped:
            main(["-C", str(root), *command, "-o", str(path)])
        assert not stopped.value.code
        return path.read_bytes()


def members(docx: Docx) -> dict[str, bytes]:
    """Return the members of the package by name, in their order."""
    source = io.BytesIO(docx) if isinstance(docx, bytes) else docx
    with zipfile.ZipFile(source) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of ``parts``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def edited(docx: Docx, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """Return ``docx`` with one member's text changed; a change that changes nothing is a mistake."""
    parts = members(docx)
    before = parts[name].decode()
    after = change(before)
    assert after != before, "the change found nothing to change"
    parts[name] = after.encode()
    return pack(parts)


def part(docx: Docx, name: str = "word/document.xml") -> etree._Element:
    """Return the root element of a member."""
    return etree.fromstring(members(docx)[name])


def value(node: etree._Element | None, attribute: str = "val") -> str:
    """Return ``w:<attribute>`` of ``node``; empty when either is missing."""
    return "" if node is None else node.get(f"{W}{attribute}", "")


def there(node: etree._Element | None) -> etree._Element:
    """Return ``node``, which has to be there."""
    assert node is not None
    return node


def told_by(node: etree._Element, name: str) -> str:
    """Return the attribute ``name``, which has to be there."""
    given = node.get(name)
    assert given is not None
    return given


def letters(node: etree._Element, tag: str | None = None) -> str:
    """Return the text of ``node``, or of the elements ``tag`` in it, without anything between."""
    return "".join(str(text) for text in node.itertext(tag))


def text_of(node: etree._Element) -> str:
    """Return the text of a paragraph or a part of it: tabs and line breaks included."""
    pieces = []
    for item in node.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}softHyphen"):
        if item.tag == f"{W}t":
            pieces.append(item.text or "")
        elif item.tag == f"{W}tab":
            parent = item.getparent()
            pieces.append("" if parent is not None and parent.tag == f"{W}tabs" else "\t")
        else:
            pieces.append({f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}.get(item.tag, "\n"))
    return "".join(pieces)


def style_names(docx: Docx) -> dict[str, str]:
    """Return the name of each style by its id."""
    return {
        style.get(f"{W}styleId", ""): value(style.find(f"{W}name"))
        for style in part(docx, "word/styles.xml").iter(f"{W}style")
    }


def style_of(paragraph: etree._Element, names: Mapping[str, str]) -> str:
    """Return the name of a paragraph's style."""
    return names.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), "")


def paragraphs(docx: Docx) -> Iterator[tuple[str, str]]:
    """Yield style name and text of every paragraph of the document part, tables included, in order."""
    names = style_names(docx)
    for paragraph in part(docx).iter(f"{W}p"):
        yield style_of(paragraph, names), text_of(paragraph)


def texts(docx: Docx, style: str) -> list[str]:
    """Return the texts of the paragraphs in one style."""
    return [text for name, text in paragraphs(docx) if name == style]


def cell_text(cell: etree._Element) -> str:
    """Return a cell's paragraphs, joined by a slash."""
    return " / ".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p"))


def rows_of(table: etree._Element) -> list[list[str]]:
    """Return a table's cells row by row."""
    return [[cell_text(cell) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]


def tables(docx: Docx) -> list[list[list[str]]]:
    """Return every table as rows of cells."""
    return [rows_of(table) for table in part(docx).iter(f"{W}tbl")]


def table_headed(docx: Docx, *heading: str) -> list[list[str]]:
    """Return the rows of the one table whose first row begins with ``heading``."""
    found = [rows for rows in tables(docx) if tuple(rows[0][: len(heading)]) == heading]
    assert len(found) == 1, f"{len(found)} tables are headed {heading}"
    return found[0]


@dataclass(frozen=True)
class Control:
    """A content control."""

    tag: str
    text: str
    identity: str
    title: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it holds a place of the report, and not number or date."""
        return self.tag.startswith("loi-van:") or self.title.startswith("Lời văn: ")


def controls(docx: Docx) -> list[Control]:
    """Return the content controls in order."""
    return [
        Control(
            value(node.find(f"{W}sdtPr/{W}tag")),
            text_of(there(node.find(f"{W}sdtContent"))),
            value(node.find(f"{W}sdtPr/{W}id")),
            value(node.find(f"{W}sdtPr/{W}alias")),
        )
        for node in part(docx).iter(f"{W}sdt")
    ]


def blanks(docx: Docx) -> list[Control]:
    """Return the controls for number and date in order."""
    return [control for control in controls(docx) if not control.is_place]


def sections(docx: Docx) -> list[etree._Element]:
    """Return the section properties in order."""
    return list(part(docx).iter(f"{W}sectPr"))


def relations(docx: Docx, of: str = "word/document.xml") -> dict[str, str]:
    """Return the relationship targets of a member by relationship id."""
    folder, _, name = of.rpartition("/")
    root = part(docx, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    return {item.get("Id", ""): item.get("Target", "") for item in root}


def plain_text(docx: Docx) -> str:
    """Return the whole report as text: what a reader sees, in order, with tables, sections and headers."""
    names, targets = style_names(docx), relations(docx)
    body = part(docx).find(f"{W}body")
    assert body is not None
    lines: list[str] = []
    for block in _blocks(body):
        if block.tag == f"{W}p":
            section = block.find(f"{W}pPr/{W}sectPr")
            if section is None or text_of(block):
                lines.append(_line(block, names))
            if section is not None:
                lines.append(_section_line(docx, section, targets))
        elif block.tag == f"{W}tbl":
            lines += ["", *(" | ".join(_visible(cell) for cell in row) for row in rows_of(block)), ""]
        elif block.tag == f"{W}sectPr":
            lines.append(_section_line(docx, block, targets))
        else:
            lines.append(_visible(text_of(block)))
    return "\n".join(lines) + "\n"


def _blocks(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the blocks of a text, those within content controls in their place; bookmarks are none."""
    for child in node:
        if child.tag == f"{W}sdt":
            yield from _blocks(there(child.find(f"{W}sdtContent")))
        elif child.tag not in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            yield child


def _line(paragraph: etree._Element, names: Mapping[str, str]) -> str:
    name, text = style_of(paragraph, names), text_of(paragraph)
    return HEADINGS.get(name, "") + _visible(text) if text else f"[{name}]"


def _visible(text: str) -> str:
    return text.replace("\n", " ↵ ").replace("\t", " → ")


def _section_line(docx: Docx, section: etree._Element, targets: Mapping[str, str]) -> str:
    size = section.find(f"{W}pgSz")
    orientation = value(size, "orient") or "portrait"
    headers = []
    for reference in section.iterfind(f"{W}headerReference"):
        header = part(docx, f"word/{targets[reference.get(f'{R}id', '')]}")
        code = "".join(node.text or "" for node in header.iter(f"{W}instrText")).strip()
        headers.append(f"{value(reference, 'type')} header: {code or text_of(header) or 'empty'}")
    start = value(section.find(f"{W}pgNumType"), "start")
    return f"===== section ends: {orientation}; pages from {start or 'before'}; {'; '.join(headers)} =====\n"
