"""Native Word charts where a template asks for them: the drawing, the chart part, its embedded workbook.

A template prints a ``BieuDo`` in a paragraph of its own. While the template is filled the chart is a mark with a
number; afterwards :meth:`Charts.draw` puts an inline DrawingML chart in the mark's place. «Edit Data» in Word opens
the embedded workbook, which holds the same names and figures as the chart.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from reportgen.errors import TemplateFault
from reportgen.formats.carry import escape
from reportgen.model.context import BieuDo
from reportgen.render.fit import measured
from reportgen.render.pack import package, packed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN, _CLOSE = "\ue003", "\ue004"  # private-use characters, as traced figures have: no text of a unit has them
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_EMU = 12_700
"""English Metric Units in a point."""
_BAR, _EDGES = 28.0, 14.0
"""Points of height for each bar, and above and below them all."""
_CELL_MARGINS = 10.8
"""Points that a table cell keeps free at its sides."""
_LETTERS = 1200
"""Size of the letters in hundredths of a point."""
_FONT = "Times New Roman"
_SHEET = "Số liệu"
_HEADINGS = ("Loại", "Số nhiệm vụ")
_WORKBOOK_RELATION = "rId1"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CHART_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Charts:
    """The charts that a template prints, in order of printing."""

    def __init__(self, template: str) -> None:
        """``template`` is the name that faults are reported under."""
        self._template = template
        self._found: list[BieuDo] = []

    def printing(self, others: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
        """Return what prints a value of a template: a mark for a chart, what ``others`` returns for the rest."""

        def printed(value: Any) -> Any:
            if not isinstance(value, BieuDo):
                return others(value) if others else value
            self._found.append(value)
            return f"{_OPEN}{len(self._found) - 1}{_CLOSE}"

        return printed

    def refuse(self, text: str) -> None:
        """Raise TemplateFault for a chart in ``text``, which stands where Word has none."""
        if _OPEN in text:
            raise TemplateFault(
                f"Mẫu {self._template} · đầu trang, cuối trang, chú thích hoặc thuộc tính của tệp · biểu đồ chỉ đặt "
                "được ở phần nội dung, trong một đoạn riêng"
            )

    def draw(self, document: Any) -> None:
        """Put the charts in their marks' places in ``document``.

        Raises TemplateFault for a chart that shares its paragraph with something else.
        """
        if not self._found:
            return
        waiting = [(p, width) for p, width, _ in measured(document.element.body) if _OPEN in _text(p)]
        for element, width in waiting:
            text = _text(element).strip()
            match = _MARK.fullmatch(text)
            if match is None:
                shown = _MARK.sub("{{ … bieu_do }}", text)
                raise TemplateFault(
                    f"Mẫu {self._template} · đoạn «{shown}» · biểu đồ phải đứng một mình trong một đoạn: "
                    "chuyển phần chữ sang đoạn khác"
                )
            inside = next(element.iterancestors(f"{_W}tc"), None) is not None
            self._place(document, element, self._found[int(match[1])], width - _CELL_MARGINS * inside)

    def _place(self, document: Any, element: Any, chart: BieuDo, width: float) -> None:
        for run in [child for child in element if child.tag != f"{_W}pPr"]:
            element.remove(run)
        if not chart.so:
            if len(element.getparent().findall(f"{_W}p")) > 1 and element.find(f"{_W}pPr/{_W}sectPr") is None:
                element.getparent().remove(element)
            return
        paragraph = Paragraph(element, document._body)
        form = paragraph.paragraph_format
        form.first_line_indent = form.left_indent = form.right_indent = 0
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE  # an exact line height would cut the drawing off
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        number, relation = _attach(document.part, chart)
        element.append(parse_xml(_drawing(chart, width, number, relation, _next_identity(document.element))))


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def _next_identity(root: etree._Element) -> int:
    """Return a number for a drawing that no other drawing of the document has."""
    given = (node.get("id", "") for node in root.iter("{*}docPr"))
    return max((int(text) for text in given if text.isdecimal()), default=0) + 1


def _attach(part: Any, chart: BieuDo) -> tuple[int, str]:
    """Add the chart and its workbook to the package; return the chart's number and its relationship id."""
    package = part.package
    taken = {str(other.partname) for other in package.iter_parts()}
    number = next(
        number
        for number in itertools.count(1)
        if taken.isdisjoint((f"/word/charts/chart{number}.xml", f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"))
    )
    drawn = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, _chart(chart).encode(), package)
    name = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    book = Part(name, CONTENT_TYPE.SML_SHEET, _book(chart), package)
    if drawn.relate_to(book, RELATION.PACKAGE) != _WORKBOOK_RELATION:
        raise ValueError("a new part begins with another relationship id")
    return number, part.relate_to(drawn, RELATION.CHART)


def _drawing(chart: BieuDo, width: float, number: int, relation: str, identity: int) -> str:
    height = _EDGES * 2 + _BAR * len(chart.so)
    described = escape(chart.mo_ta).replace('"', "&quot;")
    return (
        f'<w:r xmlns:w="{_W[1:-1]}"><w:drawing>'
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{identity}" name="Biểu đồ {number}" descr="{described}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_MAIN_NS}"><a:graphicData uri="{_CHART_NS}">'
        f'<c:chart xmlns:c="{_CHART_NS}" xmlns:r="{_OFFICE}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


# --- the chart ----------------------------------------------------------------------------------


def _chart(chart: BieuDo) -> str:
    """The chart part: one series of horizontal bars in the order of the classes, a figure at the end of each."""
    last = len(chart.so) + 1
    names = "".join(f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(chart.ten))
    values = "".join(f'<c:pt idx="{at}"><c:v>{int(value)}</c:v></c:pt>' for at, value in enumerate(chart.so))
    count = f'<c:ptCount val="{len(chart.so)}"/>'
    no_line = "<a:ln><a:noFill/></a:ln>"
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>'{_SHEET}'!$B$1</c:f><c:strCache><c:ptCount val=\"1\"/>"
        f'<c:pt idx="0"><c:v>{_HEADINGS[1]}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        # a dark grey: it stays visible on a black and white copy
        '<c:spPr><a:solidFill><a:srgbClr val="595959"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:spPr><a:noFill/>{no_line}</c:spPr>{_letters()}<c:dLblPos val="outEnd"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>'{_SHEET}'!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>'{_SHEET}'!$B$2:$B${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{count}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )
    # reversed, the first class stands on top; the axis of values is hidden: each bar has its figure
    category_axis = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_letters()}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )
    value_axis = (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
    return (
        f'{_XML}<c:chartSpace xmlns:c="{_CHART_NS}" xmlns:a="{_MAIN_NS}" xmlns:r="{_OFFICE}">'
        '<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'{category_axis}{value_axis}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{no_line}</c:spPr>{_letters()}"
        f'<c:externalData r:id="{_WORKBOOK_RELATION}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _letters() -> str:
    """The letters of the chart, as those of the document."""
    fonts = "".join(f'<a:{kind} typeface="{_FONT}"/>' for kind in ("latin", "ea", "cs"))
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{_LETTERS}" b="0">{black}{fonts}</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


# --- its workbook -------------------------------------------------------------------------------


def _book(chart: BieuDo) -> bytes:
    return package(packed(name, [content], hashed=False) for name, content in workbook(chart).items())


def workbook(chart: BieuDo) -> dict[str, bytes]:
    """Return the members of the .xlsx behind ``chart``: one sheet, names in column A, figures in column B."""
    rows = [_row(1, _HEADINGS[0], _words("B1", _HEADINGS[1]))]
    rows += [
        _row(at, name, f'<c r="B{at}"><v>{int(value)}</v></c>')
        for at, (name, value) in enumerate(zip(chart.ten, chart.so, strict=True), start=2)
    ]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET_NS}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET_NS}"><cols>'
        '<col min="1" max="1" width="32" customWidth="1"/><col min="2" max="2" width="14" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>",
    }
    return {name: (_XML + text).encode() for name, text in parts.items()}


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _row(number: int, name: str, figure: str) -> str:
    return f'<row r="{number}">{_words(f"A{number}", name)}{figure}</row>'


def _words(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
