"""Just enough WordprocessingML to write a template: paragraphs, runs, tables, controls, sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'


def run(text: str, style: str = "") -> str:
    """One run of ``text``, with a character style where given."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def control(tag: str, title: str, text: str, number: int) -> str:
    """A plain-text content control: what ``issue`` fills in, and what a person may type into."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title)}/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    )


def block_control(tag: str, title: str, *content: str) -> str:
    """A content control around whole paragraphs; ``tag`` and ``title`` may be template expressions.

    It is a part of the document: of any other kind LibreOffice 7.4 makes plain text.
    """
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title)}/><w:tag w:val={quoteattr(tag)}/>"
        '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"
    )


def p(style: str, *content: str) -> str:
    """A paragraph in ``style``; each piece of ``content`` is text, or XML that begins with ``<w:``."""
    pieces = (piece if piece.startswith("<w:") else run(piece) for piece in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(pieces)}</w:p>'


def tag(code: str) -> str:
    """A paragraph that holds one template command and vanishes when the report is made."""
    return p("ND30LenhMau", "{%p " + code + " %}")


def loop(over: str, *content: str, otherwise: str = "") -> str:
    """Paragraphs repeated ``for`` every element, or ``otherwise`` when there is none."""
    alternative = tag("else") + otherwise if otherwise else ""
    return tag(f"for {over}") + "".join(content) + alternative + tag("endfor")


def when(condition: str, *content: str, otherwise: str = "") -> str:
    """Paragraphs that stand only under a condition."""
    alternative = tag("else") + otherwise if otherwise else ""
    return tag(f"if {condition}") + "".join(content) + alternative + tag("endif")


def run_when(condition: str, content: str, otherwise: str = "") -> str:
    """Runs that stand only under a condition."""
    alternative = run("{%r else %}") + otherwise if otherwise else ""
    return run("{%r if " + condition + " %}") + content + alternative + run("{%r endif %}")


def cell(width: int, *content: str, span: int = 1, merge: str = "", align: str = "") -> str:
    """A table cell of ``width`` twips; ``merge``: ``restart`` or ``continue`` for vertical merging."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if align:
        properties += f'<w:vAlign w:val="{align}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    """A table row that is not split between pages; a header row is repeated on each page."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def row_tag(code: str, widths: Sequence[int]) -> str:
    """A row that holds one template command and vanishes when the report is made."""
    content = p("ND30LenhMau", "{%tr " + code + " %}")
    return row(cell(sum(widths), content, span=len(widths)))


def row_loop(over: str, widths: Sequence[int], *rows: str) -> str:
    """Rows repeated for every element."""
    return row_tag(f"for {over}", widths) + "".join(rows) + row_tag("endfor", widths)


def row_when(condition: str, widths: Sequence[int], *rows: str) -> str:
    """Rows that stand only under a condition."""
    return row_tag(f"if {condition}", widths) + "".join(rows) + row_tag("endif", widths)


def table(style: str, widths: Sequence[int], *rows: str) -> str:
    """A table of fixed column ``widths`` (twips)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def section(size: tuple[int, int], margins: dict[str, int], *, last: bool = False) -> str:
    """A section's end: page size and margins in twips, own page numbers, none on its first page."""
    width, height = size
    orient = ' w:orient="landscape"' if width > height else ""
    edges = " ".join(f'w:{edge}="{margins[edge]}"' for edge in ("top", "right", "bottom", "left", "header", "footer"))
    properties = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:headerReference w:type="first" r:id="rIdHeaderFirst"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar {edges} w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )
    if last:
        return properties
    return f'<w:p><w:pPr><w:pStyle w:val="ND30NgatPhan"/>{properties}</w:pPr></w:p>'


def document(body: Iterable[str]) -> str:
    """The document part."""
    return f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
