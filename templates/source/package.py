"""The parts around the document, and the zip: the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from source.ooxml import NAMESPACES, p, run
from source.styles import FONT, Style, styles_part

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)

_PARTS = {
    "word/document.xml": f"{_WML}.document.main+xml",
    "word/styles.xml": f"{_WML}.styles+xml",
    "word/settings.xml": f"{_WML}.settings+xml",
    "word/fontTable.xml": f"{_WML}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/header1.xml": f"{_WML}.header+xml",
    "word/header2.xml": f"{_WML}.header+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def _relationships(*entries: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'<Relationships xmlns="{_RELS}">{inner}</Relationships>'


def _content_types() -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _settings() -> str:
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="vi-VN"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _theme() -> str:
    """A theme of the one font in black and white: word processors expect the part, nothing here uses it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")
    colors = "".join(f'<a:{n}><a:srgbClr val="{"FFFFFF" if n.startswith("lt") else "000000"}"/></a:{n}>' for n in names)
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{drawing}" name="ND30"><a:themeElements><a:clrScheme name="ND30">{colors}</a:clrScheme>'
        f'<a:fontScheme name="ND30"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="ND30"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _page_number() -> str:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    content = field("begin") + code + field("separate") + run("2") + field("end")
    return f"<w:hdr {NAMESPACES}>{p('ND30SoTrang', content)}</w:hdr>"


def _core(title: str, subject: str, author: str) -> str:
    dublin = "http://purl.org/dc/elements/1.1/"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="{dublin}">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>{escape(author)}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def build(document: str, title: str, subject: str, styles: tuple[Style, ...] = ()) -> bytes:
    """Return a .docx around the ``document`` part; ``title`` and ``subject`` may hold template tags.

    ``styles`` are those that this document has beside the common ones.
    """
    office_rels = f"{_OFFICE}/relationships"
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rId1", f"{office_rels}/officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("rId3", f"{office_rels}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            ("rIdStyles", f"{office_rels}/styles", "styles.xml"),
            ("rIdSettings", f"{office_rels}/settings", "settings.xml"),
            ("rIdFonts", f"{office_rels}/fontTable", "fontTable.xml"),
            ("rIdTheme", f"{office_rels}/theme", "theme/theme1.xml"),
            ("rIdHeader", f"{office_rels}/header", "header1.xml"),
            ("rIdHeaderFirst", f"{office_rels}/header", "header2.xml"),
        ),
        "word/styles.xml": styles_part(styles),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": (
            f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
            '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
        ),
        "word/theme/theme1.xml": _theme(),
        "word/header1.xml": _page_number(),
        "word/header2.xml": f"<w:hdr {NAMESPACES}>{p('ND30SoTrang')}</w:hdr>",
        "docProps/core.xml": _core(title, subject, "{{ co_quan.ten }}"),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>reportgen</Application></Properties>'
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, xml in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, (_DECLARATION + xml).encode("utf-8"))
    return buffer.getvalue()
