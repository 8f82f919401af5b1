"""Documents as pages: converted with LibreOffice, read back with the place of every line."""

from __future__ import annotations

import functools
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.docx_text import example_report, told_by
from tests.office import convert
from tests.places import PERIODS, WORKSPACES

HTML = "{http://www.w3.org/1999/xhtml}"
TOP_MARGIN = 56.7  # points: 20 mm


@dataclass(frozen=True)
class Line:
    """A line of text and its place on the page, in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """A page with its lines from top to bottom; what stands in the top margin apart."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    words: tuple[Line, ...]
    header: tuple[Line, ...]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


Reports = dict[tuple[str, str], list[Page]]


@functools.cache
def example_pages() -> Reports:
    """Convert the four reports, once and in one run of LibreOffice."""
    keys = [(workspace, period) for workspace in WORKSPACES for period in PERIODS]
    with tempfile.TemporaryDirectory() as folder:
        pages = converted(Path(folder), {"-".join(key): example_report(*key) for key in keys})
    return {key: pages["-".join(key)] for key in keys}


def converted(folder: Path, documents: Mapping[str, bytes]) -> dict[str, list[Page]]:
    """The pages of ``documents`` by name, all in one run of LibreOffice."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    convert(folder, "pdf", *(f"{name}.docx" for name in documents))
    return {name: list(pages_of(folder / f"{name}.pdf")) for name in documents}


def pages_of(pdf: Path) -> Iterator[Page]:
    boxes = pdf.with_suffix(".html")
    subprocess.run(["pdftotext", "-bbox-layout", str(pdf), str(boxes)], check=True, timeout=60)
    root = etree.parse(str(boxes), etree.XMLParser(recover=True, resolve_entities=False))
    for number, page in enumerate(root.iter(f"{HTML}page"), start=1):
        lines, words = boxes_of(page, "line"), boxes_of(page, "word")
        yield Page(
            number,
            float(told_by(page, "width")),
            float(told_by(page, "height")),
            tuple(line for line in lines if line.bottom > TOP_MARGIN),
            tuple(word for word in words if word.bottom > TOP_MARGIN),
            tuple(line for line in lines if line.bottom <= TOP_MARGIN),
        )


def boxes_of(page: etree._Element, kind: str) -> list[Line]:
    """The lines, or the words, of a page from top to bottom; a line may run over several columns."""
    found = [
        Line(
            float(told_by(node, "xMin")),
            float(told_by(node, "yMin")),
            float(told_by(node, "xMax")),
            float(told_by(node, "yMax")),
            " ".join(word.text or "" for word in node.iter(f"{HTML}word")),
        )
        for node in page.iter(f"{HTML}{kind}")
    ]
    return sorted(found, key=lambda line: (round(line.bottom), line.left))


def starts(pages: list[Page]) -> dict[str, list[Page]]:
    """Divide the pages into the body and each appendix by what stands at their head."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        if page.number == 1:
            found["body"] = []
        elif page.lines and re.fullmatch(r"Phụ lục [IV]+", page.lines[0].text):
            found[page.lines[0].text] = []
        found[list(found)[-1]].append(page)
    return found


def folded(text: str) -> str:
    return " ".join(text.split())


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines or words that stand side by side, together."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].bottom - line.bottom) < 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def joined(row: Iterable[Line]) -> str:
    return folded(" ".join(item.text for item in sorted(row, key=lambda item: item.left)))


def last_rows(page: Page, count: int) -> str:
    """The last ``count`` rows of text of a page, joined."""
    return " ".join(joined(row) for row in rows_of(page.words)[-count:])
