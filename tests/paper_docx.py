"""A paper (see :mod:`tests.papers`) written as the .docx it describes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.docx_text import pack
from tests.papers import Spec

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def build(spec: Spec) -> bytes:
    """Return the .docx of a paper."""
    order = spec["order"]
    head = "".join(_row([(4000, row[0]), (5354, row[1])], spec) for row in order["head"])
    blocks = [f"<w:tbl><w:tblPr/><w:tblGrid/>{head}</w:tbl>"] if head else []
    blocks += [_block(spec[name]) for name in (*order["title"], *order["body"])]
    if order["foot"]:
        foot = _row([(4500, order["foot"][0]), (4854, order["foot"][1])], spec)
        blocks.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{foot}</w:tbl>")
    section = _section(spec, {})
    for name in order["end"]:
        if "section" in spec[name]:
            blocks.append(f"<w:p><w:pPr>{section}</w:pPr></w:p>")
            section = _section(spec, spec[name]["section"])
        blocks.append(_block(spec[name]))
    document = f"<w:document {_NS}><w:body>{''.join(blocks)}<w:p/>{section}</w:body></w:document>"
    return pack({name: content.encode() for name, content in _members(spec, document).items()})


def _members(spec: Spec, document: str) -> dict[str, str]:
    relations = [("styles", "styles.xml"), ("settings", "settings.xml")]
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": document,
        "word/styles.xml": spec.get("styles", _STYLES),
        "word/settings.xml": f"<w:settings {_NS}>{spec.get('settings', '')}</w:settings>",
    }
    if number := spec.get("number"):
        for kind in ("header", "footer"):
            shown = _number(number) if number["where"] == kind else "<w:p/>"
            first = shown if number.get("first") == "shown" else "<w:p/>"
            if kind == "footer" and "footer" in number:  # on the first page, as an office's address
                first = "".join(map(_block, number["footer"]))
            root = "hdr" if kind == "header" else "ftr"
            members[f"word/{kind}1.xml"] = f"<w:{root} {_NS}>{shown}</w:{root}>"
            members[f"word/{kind}2.xml"] = f"<w:{root} {_NS}>{first}</w:{root}>"
            relations += [(kind, f"{kind}1.xml"), (kind, f"{kind}2.xml")]
    if appended := spec.get("appendix_number"):
        members["word/header3.xml"] = f"<w:hdr {_NS}>{_number(appended)}</w:hdr>"
        shown = _number(appended) if appended.get("first") == "shown" else "<w:p/>"
        members["word/header4.xml"] = f"<w:hdr {_NS}>{shown}</w:hdr>"
        relations += [("header", "header3.xml"), ("header", "header4.xml")]
    if "numbering" in spec:
        members["word/numbering.xml"] = f"<w:numbering {_NS}>{spec['numbering']}</w:numbering>"
        relations.append(("numbering", "numbering.xml"))
    if "notes" in spec:
        members["word/footnotes.xml"] = _notes(spec["notes"])
        relations.append(("footnotes", "footnotes.xml"))
    if "theme" in spec:
        members["word/theme/theme1.xml"] = spec["theme"]
        relations.append(("theme", "theme/theme1.xml"))
    if "pages" in spec:
        members["docProps/app.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Pages>{spec['pages']}</Pages></Properties>"
        )
    members["word/_rels/document.xml.rels"] = _RELATIONS.format(
        "".join(
            f'<Relationship Id="{kind}{at}" Type="{_RELS}/{kind}" Target="{target}"/>'
            for at, (kind, target) in enumerate(relations)
        )
    )
    return members


_STYLES = (
    f"<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)


def _notes(notes: Sequence[Spec]) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at - 1}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in enumerate(("separator", "continuationSeparator"))
    )
    made = (
        f'<w:footnote w:id="{at}">{_paragraph({"size": 10, "align": "both"} | note)}</w:footnote>'
        for at, note in enumerate(notes, start=1)
    )
    return f"<w:footnotes {_NS}>{separators}{''.join(made)}</w:footnotes>"


def _number(number: Spec) -> str:
    letters = {key: value for key, value in number.items() if key in ("size", "bold", "italic", "font")}
    run = _letters(letters)
    field = (
        f'<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{run}<w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{run}<w:t>2</w:t></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    beside = {
        side: f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>' if (text := number.get(side)) else ""
        for side in ("lead", "tail")
    }
    paragraph = f"<w:p>{_layout(number)}{beside['lead']}{field}{beside['tail']}</w:p>"
    if above := number.get("above"):
        paragraph = f"<w:p><w:r>{run}<w:t>{above}</w:t></w:r></w:p>{paragraph}"
    if number.get("control"):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    return paragraph


def _section(spec: Spec, given: Spec) -> str:
    page = spec["page"] | given.get("page", {})
    number = spec.get("number")
    width, height = page["width"], page["height"]
    if given.get("landscape") or page.get("landscape"):
        width, height = height, width
    references = ""
    if number:
        at = {"header": (2, 3), "footer": (4, 5)}
        for kind, (default, first) in at.items():
            if kind == "header" and given and "appendix_number" in spec:
                default, first = 6, 7
            references += f'<w:{kind}Reference w:type="default" r:id="{kind}{default}"/>'
            references += f'<w:{kind}Reference w:type="first" r:id="{kind}{first}"/>'
    start = given.get("restart", (number or {}).get("start") if not given else None)
    form = (number or {}).get("format")
    numbering = "".join((f' w:start="{start}"' if start is not None else "", f' w:fmt="{form}"' if form else ""))
    edges = "".join(f' w:{edge}="{page[edge]}"' for edge in ("top", "right", "bottom", "left", "gutter"))
    title = "<w:titlePg/>" if number and number.get("first") != "default" else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar{edges} w:header="567" w:footer="567"/>'
        f"<w:pgNumType{numbering}/>{title}</w:sectPr>"
    )


def _row(cells: Sequence[tuple[int, Sequence[str]]], spec: Spec) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(_block(spec[name]) for name in names) or '<w:p/>'}</w:tc>"
        for width, names in cells
    )
    return f"<w:tr>{''.join(made)}</w:tr>"


def _cells(row: Sequence[Sequence[Spec]]) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{9354 // len(row)}" w:type="dxa"/></w:tcPr>'
        f"{''.join(map(_block, cell)) or '<w:p/>'}</w:tc>"
        for cell in row
    )
    return f"<w:tr>{''.join(made)}</w:tr>"


def _block(block: Spec) -> str:
    if "xml" in block:
        return str(block["xml"])
    if "rows" in block:
        rows = "".join(_cells(row) for row in block["rows"])
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    if "table" in block:
        rows = "".join(
            "<w:tr>"
            + "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{_paragraph({**block, "text": text})}</w:tc>'
                for text in row
            )
            + "</w:tr>"
            for row in block["table"]
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    if "box" in block:
        return _boxed(block, "".join(_stroke({"stroke": length}) for length in block.get("over", ())))
    return _paragraph(block)


def _boxed(block: Spec, over: str) -> str:
    """A text box with blocks, in the right half of the page; ``over``: what is drawn over it, not in it.

    ``wide``: its width in points; ``old``: it is one of VML.
    """
    content = "".join(map(_block, block["box"]))
    if block.get("old"):
        shape = f'<v:shape style="position:absolute;margin-left:252pt;width:{block["wide"]}pt;height:90pt"><v:textbox>'
        return f"<w:p><w:r><w:pict>{shape}<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    size = (
        f'<wps:spPr><a:xfrm><a:ext cx="{block["wide"] * 12700}" cy="1143000"/></a:xfrm></wps:spPr>'
        if "wide" in block
        else ""
    )
    return (
        '<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>3200000</wp:posOffset>'
        f"</wp:positionH><a:graphic><a:graphicData><wps:wsp>{size}<wps:txbx><w:txbxContent>{content}</w:txbxContent>"
        f"</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>{over}</w:p>"
    )


def _paragraph(block: Spec) -> str:
    runs = block.get("runs") or [{"text": block.get("text", "")}]
    keys = ("size", "bold", "italic", "font", "color", "caps", "underline")
    shared = {key: value for key, value in block.items() if key in keys}
    stroke = _stroke(block) if "stroke" in block else ""
    noted = "".join(f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' for note in block.get("refers", ()))
    return f"<w:p>{_layout(block)}{stroke}{''.join(_run(shared | run) for run in runs)}{noted}</w:p>"


def _layout(block: Spec) -> str:
    spacing = "".join(f' w:{key}="{block[key]}"' for key in ("before", "after", "line") if key in block)
    if "rule" in block:
        spacing += f' w:lineRule="{block["rule"]}"'
    indents = (("left", "left"), ("right", "right"), ("first", "firstLine"), ("hanging", "hanging"))
    indent = "".join(f' w:{name}="{block[key]}"' for key, name in indents if key in block)
    properties = f'<w:pStyle w:val="{block["style"]}"/>' if "style" in block else ""
    if "num" in block:
        properties += f'<w:numPr><w:ilvl w:val="{block.get("level", 0)}"/><w:numId w:val="{block["num"]}"/></w:numPr>'
    if "border" in block:
        edges = ("top", "left", "bottom", "right") if block["border"] == "box" else (block["border"],)
        borders = "".join(f'<w:{edge} w:val="single" w:sz="6"/>' for edge in edges)
        properties += f"<w:pBdr>{borders}</w:pBdr>"
    properties += f"<w:spacing{spacing}/>" if spacing else ""
    properties += f"<w:ind{indent}/>" if indent else ""
    properties += "<w:contextualSpacing/>" if block.get("contextual") else ""
    properties += f'<w:jc w:val="{block["align"]}"/>' if "align" in block else ""
    return f"<w:pPr>{properties}</w:pPr>" if properties else ""


def _letters(run: Spec) -> str:
    font = run.get("font")
    made = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    made += "".join(
        f"<w:{tag}{'' if run[key] else chr(32) + 'w:val=' + chr(34) + '0' + chr(34)}/>"
        for key, tag in (("bold", "b"), ("italic", "i"), ("caps", "caps"))
        if key in run
    )
    made += f'<w:color w:val="{run["color"]}"/>' if "color" in run else ""
    made += f'<w:sz w:val="{round(run["size"] * 2)}"/>' if "size" in run else ""
    made += '<w:u w:val="single"/>' if run.get("underline") else ""
    return f"<w:rPr>{made}</w:rPr>" if made else ""


def _run(run: Spec) -> str:
    if not run["text"]:
        return ""
    pieces = []
    for at, line in enumerate(run["text"].split("\n")):
        pieces.append("<w:br/>" if at else "")
        for number, piece in enumerate(line.split("\t")):
            pieces.append("<w:tab/>" if number else "")
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "")
    return f"<w:r>{_letters(run)}{''.join(pieces)}</w:r>"


def _stroke(block: Spec) -> str:
    """A straight line of ``stroke`` points, centred in its column unless ``stroke_x`` says where it begins."""
    width = round(block["stroke"] * 12700)
    x = block.get("stroke_x")
    place = f"<wp:posOffset>{round(x * 12700)}</wp:posOffset>" if x is not None else "<wp:align>center</wp:align>"
    return (
        f'<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column">{place}</wp:positionH>'
        f'<wp:extent cx="{width}" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:xfrm>'
        f'<a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="line"/></wps:spPr></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )
