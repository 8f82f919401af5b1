"""The three rules of a head (under Tiêu ngữ, the agency, the abstract), made in every way that people make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from reportgen.vn.metrics import text_width
from tests.docx_text import edited
from tests.paper_docx import build
from tests.papers import paper


class Heading(NamedTuple):
    """A heading of the báo cáo: the block of its rule, its text, how long its rule is, and the room it stands in."""

    rule: str
    text: str
    length: float
    room: float

    @property
    def start(self) -> float:
        """Where a rule begins that is in the middle."""
        return (self.room - self.length) / 2


HEADINGS = {
    "PL1-II-1b/tieu-ngu": Heading("ke_tieu_ngu", "Độc lập - Tự do - Hạnh phúc", 171, 267.7),
    "PL1-II-2b/co-quan": Heading("ke_co_quan", "SỞ NỘI VỤ", 30, 200),
    "PL1-II-5b/trich-yeu": Heading("ke_trich_yeu", "Kết quả công tác 6 tháng đầu năm 2026", 100, 467.8),
}
_MORE = (
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:lc="http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas" '
)
_EMU = 12700
NBSP = "\u00a0"
Shape = Callable[[float, float, float], str]
"""Makes the run of a shape: its length, where it begins, how far below its anchor; in points."""
Way = Callable[[Heading, str], str]
"""Makes what stands in place of a heading's paragraph."""


def _vml(shape: str) -> str:
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def _at(length: float, x: float, y: float, height: float = 0) -> str:
    return f"position:absolute;margin-left:{x}pt;margin-top:{y}pt;width:{length}pt;height:{height}pt"


def _anchored(length: float, x: float, y: float, graphic: str, height: float = 0) -> str:
    return (
        f'<w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>{round(x * _EMU)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{round(y * _EMU)}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{round(length * _EMU)}" cy="{round(height * _EMU)}"/>'
        f"<a:graphic><a:graphicData>{graphic}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def _drawn(length: float, x: float, y: float, graphic: str, height: float = 0) -> str:
    return f"<w:r>{_anchored(length, x, y, graphic, height)}</w:r>"


_PICTURE = "<pic:pic><a:blip/></pic:pic>"


def _connector(length: float) -> str:
    size = f'<a:xfrm><a:ext cx="{round(length * _EMU)}" cy="0"/></a:xfrm>'
    return f'<lc:lockedCanvas><a:cxnSp><a:spPr>{size}<a:prstGeom prst="line"/></a:spPr></a:cxnSp></lc:lockedCanvas>'


def _line(length: float, prst: str = "line", more: str = "") -> str:
    size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{round(length * _EMU)}" cy="0"/></a:xfrm>'
    return f'<wps:wsp><wps:cNvCnPr/><wps:spPr>{size}<a:prstGeom prst="{prst}"/>{more}</wps:spPr></wps:wsp>'


def _group(length: float, x: float, y: float) -> str:
    """A group 20 points high, in units half as long as the page's."""
    width, height = round(length * _EMU), 20 * _EMU
    return _anchored(
        length,
        x,
        y,
        f'<wpg:wgp><wpg:grpSpPr><a:xfrm><a:ext cx="{width}" cy="{height}"/><a:chExt cx="{2 * width}" cy="{2 * height}"/>'
        f"</a:xfrm></wpg:grpSpPr>{_line(2 * length)}</wpg:wgp>",
        20,
    )


def _choice(length: float, x: float, y: float, *, fallback: bool) -> str:
    older = f'<v:line style="position:absolute" from="{x}pt,{y}pt" to="{x + length}pt,{y}pt"/>'
    other = f"<mc:Fallback><w:pict>{older}</w:pict></mc:Fallback>" if fallback else ""
    newer = _anchored(length, x, y, _line(length, "straightConnector1"))
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{newer}</mc:Choice>{other}</mc:AlternateContent>'


SHAPES: Mapping[str, Shape] = {
    "v:line": lambda n, x, y: _vml(f'<v:line style="position:absolute" from="{x}pt,{y}pt" to="{x + n}pt,{y}pt"/>'),
    "v:rect": lambda n, x, y: _vml(f'<v:rect style="{_at(n, x, y, 1)}" fillcolor="black"/>'),
    "v:shape nối": lambda n, x, y: _vml(f'<v:shape type="#_x0000_t32" style="{_at(n, x, y)}"/>'),
    "v:shape vẽ tay": lambda n, x, y: _vml(
        f'<v:shape path="m,l21600,e" coordsize="21600,21600" style="{_at(n, x, y)}"/>'
    ),
    "v:polyline": lambda n, x, y: _vml(f'<v:polyline style="position:absolute" points="{x}pt,{y}pt,{x + n}pt,{y}pt"/>'),
    "v:group": lambda n, x, y: _vml(
        f'<v:group style="{_at(n, x, y, 10)}" coordorigin="1000,1000" coordsize="2000,200">'
        '<v:line from="1000,1100" to="3000,1100"/></v:group>'
    ),
    "wps": lambda n, x, y: _drawn(n, x, y, _line(n)),
    "hình chữ nhật mỏng": lambda n, x, y: _drawn(n, x, y, _line(n, "rect"), 1),
    "AlternateContent": lambda n, x, y: f"<w:r>{_choice(n, x, y, fallback=True)}</w:r>",
    "AlternateContent không fallback": lambda n, x, y: f"<w:r>{_choice(n, x, y, fallback=False)}</w:r>",
    "chỉ fallback đọc được": lambda n, x, y: (
        '<w:r><mc:AlternateContent><mc:Choice Requires="la"><w:x/></mc:Choice><mc:Fallback><w:pict>'
        f'<v:line style="position:absolute" from="{x}pt,{y}pt" to="{x + n}pt,{y}pt"/>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "wpg": lambda n, x, y: f"<w:r>{_group(n, x, y)}</w:r>",
    "cxnSp": lambda n, x, y: _drawn(n, x, y, _connector(n)),
    "ảnh của đường kẻ": lambda n, x, y: _drawn(n, x, y, _PICTURE, 2),
}


def _inside(paragraph: str, run: str) -> str:
    return paragraph.removesuffix("</w:p>") + run + "</w:p>"


def _of(shape: str, heading: Heading, down: float) -> str:
    return SHAPES[shape](heading.length, heading.start, down)


def _empty(run: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _bordered(heading: Heading, edge: str, kind: str = "single") -> str:
    side = round((heading.room - heading.length) / 2 * 20)
    return f'<w:pBdr><w:{edge} w:val="{kind}" w:sz="6"/></w:pBdr><w:ind w:left="{side}" w:right="{side}"/>'


def signs(sign: str, heading: Heading, size: float = 8) -> str:
    """A row of signs about as long as the rule is meant to be."""
    count = max(round(heading.length / text_width(sign, size)), 3)
    return f'<w:r><w:rPr><w:sz w:val="{round(2 * size)}"/></w:rPr><w:t xml:space="preserve">{escape(sign) * count}</w:t></w:r>'


def _row(sign: str, heading: Heading) -> str:
    return _empty(signs(sign, heading), '<w:jc w:val="center"/>')


def _underlined(text: str, size: float) -> str:
    return (
        f'<w:r><w:rPr><w:u w:val="single"/><w:sz w:val="{round(2 * size)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def _gap(sign: str, heading: Heading) -> str:
    return _underlined(sign * round(heading.length / text_width(sign, 12)), 12)


def _leader(heading: Heading, kind: str) -> str:
    start, end = round(heading.start * 20), round((heading.start + heading.length) * 20)
    stops = (
        f'<w:tabs><w:tab w:val="left" w:pos="{start}"/><w:tab w:val="left" w:leader="{kind}" w:pos="{end}"/></w:tabs>'
    )
    return _empty("<w:r><w:tab/><w:tab/></w:r>", stops)


def _across(heading: Heading) -> str:
    """Word's own horizontal rule, as long as a part of the room in tenths of a percent."""
    share = round(1000 * heading.length / heading.room)
    return _vml(
        f'<v:rect o:hr="t" o:hrpct="{share}" o:hralign="center" style="width:0;height:1.5pt" fillcolor="black"/>'
    )


def _dotted(heading: Heading) -> str:
    line = _line(heading.length, "line", '<a:ln><a:prstDash val="sysDot"/></a:ln>')
    return _drawn(heading.length, heading.start, 0, line)


def _dashed(heading: Heading) -> str:
    ends = f'from="{heading.start}pt,1pt" to="{heading.start + heading.length}pt,1pt"'
    return _vml(f'<v:line style="position:absolute" {ends}><v:stroke dashstyle="dash"/></v:line>')


def _upright(x: float) -> str:
    return _vml(f'<v:line style="position:absolute" from="{x}pt,0" to="{x}pt,60pt"/>')


def _typed_in_a_box(heading: Heading) -> str:
    inside = f"<w:txbxContent><w:p>{signs('_', heading)}</w:p></w:txbxContent>"
    return _drawn(heading.length, heading.start, 0, f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>", 12)


_BAR = '<m:oMath><m:bar><m:barPr><m:pos m:val="bot"/></m:barPr><m:e/></m:bar></m:oMath>'
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\x\\bo() </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _below_in_text(shape: str) -> Way:
    return lambda heading, text: _inside(text, _of(shape, heading, 17))


def _typed(sign: str) -> Way:
    return lambda heading, text: text + _row(sign, heading)


def _below_itself(shape: str) -> Way:
    return lambda heading, text: text + _empty(_of(shape, heading, 1))


SOLID: Mapping[str, Way] = {
    **{f"{shape}, trong đoạn chữ": _below_in_text(shape) for shape in SHAPES},
    **{f"{shape}, đoạn riêng": _below_itself(shape) for shape in SHAPES},
    "đoạn trống thứ ba": lambda heading, text: text + 2 * _empty() + _empty(_of("v:line", heading, -20)),
    "đoạn đứng trước": lambda heading, text: _empty(_of("v:line", heading, 30)) + text,
    "viền dưới đoạn trống": lambda heading, text: text + _empty("", _bordered(heading, "bottom")),
    "viền trên đoạn trống": lambda heading, text: text + _empty("", _bordered(heading, "top")),
    "dòng kẻ của Word": lambda heading, text: text + _empty(_across(heading)),
    "gạch dưới, nằm trên dòng": lambda heading, text: _inside(text, f"<w:r><w:br/></w:r>{_gap(NBSP, heading)}"),
    "gạch dưới dấu cách": lambda heading, text: text + _empty(_gap(" ", heading)),
    "gạch dưới dấu cách không ngắt": lambda heading, text: text + _empty(_gap(NBSP, heading)),
    "phím Tab có nét dẫn": lambda heading, text: text + _leader(heading, "underscore"),
    "dấu gạch thấp, xuống dòng": lambda heading, text: _inside(text, f"<w:r><w:br/></w:r>{signs('_', heading)}"),
    **{f"dấu {sign}": _typed(sign) for sign in ("_", "–", "—", "─", "━")},
}
"""Ways to make a rule of its length in one piece."""
LONG: Mapping[str, Way] = {
    "viền dưới chính đoạn chữ": lambda _, text: text.replace(
        "<w:pPr>", '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>', 1
    ),
    "viền trên đoạn sau": lambda _, text: text + _empty("", '<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr>'),
}
"""Ways to make one as long as the room."""
BROKEN: Mapping[str, Way] = {
    **{f"dấu {sign}": _typed(sign) for sign in ("-", "*", ".", "…", "_ ", "- ")},
    "dấu -, xuống dòng": lambda heading, text: _inside(text, f"<w:r><w:br/></w:r>{signs('-', heading)}"),
    "nét dẫn gạch nối": lambda heading, text: text + _leader(heading, "hyphen"),
    "nét dẫn chấm": lambda heading, text: text + _leader(heading, "dot"),
    "viền nét đứt": lambda heading, text: text + _empty("", _bordered(heading, "bottom", "dashed")),
    "hình nét đứt": lambda heading, text: text + _empty(_dotted(heading)),
    "VML nét đứt": lambda heading, text: text + _empty(_dashed(heading)),
}
"""Ways to make one of dashes or dots."""
UNSURE: Mapping[str, Way] = {
    "ảnh": lambda heading, text: text + _empty(_drawn(heading.length, heading.start, 0, _PICTURE, 12)),
    "công thức gạch dưới": lambda _, text: text + _empty(_BAR),
    "trường EQ": lambda _, text: text + _empty(_FIELD),
    "gõ trong hộp văn bản": lambda heading, text: text + _empty(_typed_in_a_box(heading)),
}
"""Where something stands that may be a rule."""
NONE: Mapping[str, Way] = {
    "không kẻ": lambda _, text: text + _empty(),
    "kẻ dọc": lambda heading, text: text + _empty(_upright(heading.room / 2)),
    "hình không nét": lambda _, text: text + _empty(_drawn(90, 0, 0, _line(90, "line", "<a:ln><a:noFill/></a:ln>"))),
}
"""What is no rule at all."""


def made(heading: Heading, way: Way) -> bytes:
    """Return the báo cáo with the rule of one heading made in another way."""
    docx = build(paper("bao-cao", {f"{heading.rule}.stroke": None, f"{heading.rule}.text": _MARK}))

    def change(xml: str) -> str:
        xml = xml.replace("<w:document ", f"<w:document {_MORE}", 1)
        own = _paragraph(xml, heading.text)
        return xml.replace(own + _paragraph(xml, _MARK), way(heading, own), 1)

    return edited(docx, change)


_MARK = "@@@"


def _paragraph(xml: str, text: str) -> str:
    at = xml.index(f">{text}<")
    start = xml.rindex("<w:p>", 0, at)
    return xml[start : xml.index("</w:p>", at) + len("</w:p>")]
