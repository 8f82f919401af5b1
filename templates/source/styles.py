"""The styles of Nghị định 30/2020/NĐ-CP, Phụ lục I, in one table: what is formatted is formatted here.

Sizes in points, lengths in twips (1 cm = 567). The figures are this script's own reading of the
decree; the checker has another, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from source.ooxml import NAMESPACES

FONT = "Times New Roman"
INDENT = 567
SPACE = 120
LINE = 264  # 1.1 lines of 240


@dataclass(frozen=True)
class Style:
    """A paragraph style; unset values are inherited from ``based``."""

    id: str
    name: str
    size: float = 0
    bold: bool = False
    italic: bool = False
    align: str = ""
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    line: int = 0
    exact: bool = False
    outline: int = -1
    keep_next: bool = False
    rule: bool = False
    color: str = ""
    based: str = "Normal"
    next: str = ""

    def xml(self) -> str:
        """The style as WordprocessingML, its properties in schema order."""
        paragraph = "<w:keepNext/>" if self.keep_next else ""
        if self.rule:
            paragraph += '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        spacing = f' w:before="{self.before}" w:after="{self.after}"'
        if self.line:
            spacing += f' w:line="{self.line}" w:lineRule="{"exact" if self.exact else "auto"}"'
        paragraph += f"<w:spacing{spacing}/>"
        if self.first or self.left or self.right:
            paragraph += f'<w:ind w:left="{self.left}" w:right="{self.right}" w:firstLine="{self.first}"/>'
        if self.align:
            paragraph += f'<w:jc w:val="{self.align}"/>'
        if self.outline >= 0:
            paragraph += f'<w:outlineLvl w:val="{self.outline}"/>'
        letters = "<w:b/><w:bCs/>" if self.bold else ""
        letters += "<w:i/><w:iCs/>" if self.italic else ""
        letters += f'<w:color w:val="{self.color}"/>' if self.color else ""
        if self.size:
            half = round(self.size * 2)
            letters += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        following = f'<w:next w:val="{self.next}"/>' if self.next else ""
        custom = "" if self.name.startswith(("heading", "footnote")) else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based}"/>{following}<w:uiPriority w:val="1"/><w:qFormat/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )


STYLES = (
    # ô 1 to 4: the head of the document
    Style("ND30QuocHieu", "ND30 Quốc hiệu", 13, bold=True, align="center"),
    Style("ND30TieuNgu", "ND30 Tiêu ngữ", 14, bold=True, align="center"),
    Style("ND30ChuQuan", "ND30 Cơ quan chủ quản", 13, align="center"),
    Style("ND30CoQuan", "ND30 Cơ quan ban hành", 13, bold=True, align="center"),
    Style(
        "ND30KeTieuNgu",
        "ND30 Đường kẻ dưới Tiêu ngữ",
        1,
        left=1170,
        right=1170,
        before=50,
        line=60,
        exact=True,
        rule=True,
    ),
    Style("ND30KeNgan", "ND30 Đường kẻ ngắn", 1, left=1200, right=1200, before=50, line=60, exact=True, rule=True),
    Style("ND30SoKyHieu", "ND30 Số ký hiệu", 13, align="center", before=SPACE),
    Style("ND30DiaDanh", "ND30 Địa danh thời gian", 14, italic=True, align="center", before=SPACE),
    # ô 5a, 9a
    Style(
        "ND30TenLoai", "ND30 Tên loại", 14, bold=True, align="center", before=360, keep_next=True, next="ND30TrichYeu"
    ),
    Style("ND30TrichYeu", "ND30 Trích yếu", 14, bold=True, align="center", keep_next=True),
    Style("ND30KinhGui", "ND30 Kính gửi", 14, align="center", before=240, after=120),
    # «Kính gửi» is 50 points wide at 14 points: the dashes stand under its colon
    Style("ND30KinhGuiTu", "ND30 Kính gửi nhiều nơi", 14, left=1985, before=240, keep_next=True),
    Style("ND30KinhGuiNhieu", "ND30 Kính gửi danh sách", 14, left=1985 + 1000, before=60),
    # ô 6: the body
    Style("ND30DoanVan", "ND30 Đoạn văn", 14, align="both", first=INDENT, before=SPACE, line=LINE),
    Style(
        "ND30DoanCuoi",
        "ND30 Đoạn cuối",
        14,
        align="both",
        first=INDENT,
        before=SPACE,
        after=240,
        line=LINE,
        keep_next=True,
    ),
    Style(
        "Heading1",
        "heading 1",
        14,
        bold=True,
        align="left",
        first=INDENT,
        before=SPACE,
        line=LINE,
        outline=0,
        keep_next=True,
        next="ND30DoanVan",
    ),
    Style(
        "Heading2",
        "heading 2",
        14,
        bold=True,
        align="left",
        first=INDENT,
        before=SPACE,
        line=LINE,
        outline=1,
        keep_next=True,
        next="ND30DoanVan",
    ),
    Style(
        "Heading3",
        "heading 3",
        14,
        align="both",
        first=INDENT,
        before=SPACE,
        line=LINE,
        outline=2,
        keep_next=True,
        next="ND30DoanVan",
    ),
    # ô 7, 9b: kept with the section's end behind them, which would else make a page of its own, empty and numbered
    Style("ND30ChucVu", "ND30 Quyền hạn chức vụ", 14, bold=True, align="center", keep_next=True),
    Style("ND30NguoiKy", "ND30 Họ tên người ký", 14, bold=True, align="center", before=1500, keep_next=True),
    Style("ND30NoiNhanTu", "ND30 Từ Nơi nhận", 12, bold=True, italic=True, keep_next=True),
    Style("ND30NoiNhan", "ND30 Nơi nhận", 11, keep_next=True),
    # appendices
    Style("ND30PhuLuc", "ND30 Phụ lục", 14, bold=True, align="center", outline=0, keep_next=True, next="ND30TenPhuLuc"),
    Style("ND30TenPhuLuc", "ND30 Tên phụ lục", 14, bold=True, align="center", keep_next=True),
    Style("ND30KemTheo", "ND30 Kèm theo", 14, italic=True, align="center", keep_next=True),
    # tables: the decree gives no size for them
    Style("ND30BangDau", "ND30 Bảng đầu cột", 11, bold=True, align="center", before=40, after=40, keep_next=True),
    Style("ND30BangChu", "ND30 Bảng chữ", 11, before=40, after=40),
    Style("ND30BangGiua", "ND30 Bảng giữa", 11, align="center", before=40, after=40),
    Style("ND30BangChuLien", "ND30 Bảng chữ liền dòng sau", 11, before=40, after=40, keep_next=True),
    Style("ND30BangGiuaLien", "ND30 Bảng giữa liền dòng sau", 11, align="center", before=40, after=40, keep_next=True),
    Style("ND30BangNhom", "ND30 Bảng nhóm", 11, bold=True, before=40, after=40, keep_next=True),
    Style("ND30TenBang", "ND30 Tên bảng", 13, bold=True, align="center", before=SPACE, after=60, keep_next=True),
    Style("ND30ChuThich", "ND30 Chú thích bảng", 13, align="both", first=INDENT, before=60, after=60),
    # the decree gives no size for notes: that of Word's own
    Style("FootnoteText", "footnote text", 10, align="both"),
    # the machinery of a page
    Style("ND30SoTrang", "ND30 Số trang", 14, align="center"),
    Style("ND30NgatPhan", "ND30 Ngắt phần", 1, line=20, exact=True),
    Style("ND30LenhMau", "ND30 Lệnh mẫu", 9, color="808080"),
)

REGISTER_STYLES = (
    # only the register book has these: a report's styles part stays as it is
    Style("ND30TuSo", "ND30 Từ số đến số", 14, align="center", before=60, after=180, keep_next=True),
    Style("ND30MaSo", "ND30 Mã sổ", 9, align="right", before=40, after=40),
)

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'

_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)

_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _margins(side: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


_LINED = f"<w:tblBorders>{_EDGES}</w:tblBorders>{_margins(50)}"


def _table_style(style_id: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="2"/><w:tblPr>{properties}</w:tblPr></w:style>'
    )


def styles_part(more: tuple[Style, ...] = ()) -> str:
    """The styles part; ``more`` are styles that only one kind of document has, or has otherwise."""
    styles = {style.id: style for style in (*STYLES, *more)}
    return (
        f"<w:styles {NAMESPACES}>{_DEFAULTS}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(108)}</w:tblPr>'
        "</w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="ND30CanBoSung"><w:name w:val="ND30 Cần bổ sung"/>'
        '<w:uiPriority w:val="1"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr></w:style>'
        + '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:uiPriority w:val="1"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        + "".join(style.xml() for style in styles.values())
        + _table_style("ND30Khung", "ND30 Khung không kẻ", _margins(0))
        + _table_style("ND30Bang", "ND30 Bảng", f"<w:tblBorders>{_EDGES}</w:tblBorders>{_margins(50)}")
        + _table_style(
            "ND30BangNoiDung", "ND30 Bảng theo nội dung", f"<w:tblBorders>{_EDGES}</w:tblBorders>{_margins(50)}"
        )
        + "</w:styles>"
    )
