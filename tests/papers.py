"""Documents made from a few words, for checking the checker: a base that has no fault, and one thing changed.

A paper is a dict: ``page`` and ``number`` give the page, ``order`` says which block stands where, every
other key is a block. Lengths are twips, letter sizes points, drawn lines points. Nothing here knows the
decree's figures beyond the bases, which conform to it.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

Spec = dict[str, Any]

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

CENTRED = {"align": "center"}
_TEXT = {"size": 14, "align": "both", "first": 567, "before": 120, "line": 264}
_BLANK = {"size": 2, "text": ""}


def _head(kind: str) -> Spec:
    return {
        "chu_quan": {"text": "UBND TỈNH BẮC NINH", "size": 13, **CENTRED},
        "co_quan": {"text": "SỞ NỘI VỤ", "size": 13, "bold": True, **CENTRED},
        "ke_co_quan": {**_BLANK, "stroke": 30},
        "so": {"text": f"Số: 12/{kind}", "size": 13, **CENTRED},
        "quoc_hieu": {"text": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "size": 13, "bold": True, **CENTRED},
        "tieu_ngu": {"text": "Độc lập - Tự do - Hạnh phúc", "size": 14, "bold": True, **CENTRED},
        "ke_tieu_ngu": {**_BLANK, "stroke": 171},
        "dia_danh": {"text": "Bắc Ninh, ngày 15 tháng 6 năm 2026", "size": 14, "italic": True, **CENTRED},
    }


def _foot() -> Spec:
    return {
        "noi_nhan": {"text": "Nơi nhận:", "size": 12, "bold": True, "italic": True},
        "nhu_tren": {"text": "- Như trên;", "size": 11},
        "noi_khac": {"text": "- Giám đốc Sở (để b/c);", "size": 11},
        "luu": {"text": "- Lưu: VT, VP.", "size": 11},
        "chuc_vu": {"text": "GIÁM ĐỐC", "size": 14, "bold": True, **CENTRED},
        "ho_ten": {"text": "Họ Tên Người Ký", "size": 14, "bold": True, "before": 1500, **CENTRED},
    }


_LONG = (
    "Thực hiện kế hoạch công tác năm, đơn vị đã triển khai đầy đủ các nhiệm vụ được giao, bảo đảm tiến độ và chất "
    "lượng, đồng thời phối hợp chặt chẽ với các cơ quan liên quan trong quá trình thực hiện."
)
_PAGE = {"width": 11906, "height": 16838, "top": 1134, "bottom": 1134, "left": 1701, "right": 851, "gutter": 0}
_NUMBER = {"size": 14, "align": "center", "where": "header", "first": "hidden"}
_ORDER = {
    "head": [[["chu_quan", "co_quan", "ke_co_quan"], ["quoc_hieu", "tieu_ngu", "ke_tieu_ngu"]], [["so"], ["dia_danh"]]],
    "foot": [["noi_nhan", "nhu_tren", "noi_khac", "luu"], ["chuc_vu", "ho_ten"]],
}


def _report() -> Spec:
    """A báo cáo to a superior, of several pages, with two appendices."""
    appendix = {"landscape": True, "restart": 1}
    return {
        **_head("BC-SNV"),
        "ten_loai": {"text": "BÁO CÁO", "size": 14, "bold": True, "before": 360, **CENTRED},
        "trich_yeu": {"text": "Kết quả công tác 6 tháng đầu năm 2026", "size": 14, "bold": True, **CENTRED},
        "ke_trich_yeu": {**_BLANK, "stroke": 100},
        "kinh_gui": {"text": "Kính gửi: Bộ Nội vụ", "size": 14, "before": 240, "after": 120, **CENTRED},
        "doan1": {"text": _LONG, **_TEXT},
        "muc1": {"text": "I. KẾT QUẢ THỰC HIỆN", **_TEXT, "bold": True},
        "khoan1": {"text": "1. Công tác chỉ đạo", **_TEXT, "bold": True},
        "doan2": {"text": _LONG, **_TEXT},
        "diem1": {"text": "a) Ban hành văn bản;", **_TEXT},
        "diem2": {"text": "b) Tổ chức thực hiện.", **_TEXT},
        "muc2": {"text": "II. NHIỆM VỤ THỜI GIAN TỚI", **_TEXT, "bold": True},
        "doan3": {"text": _LONG, **_TEXT},
        "ket": {"text": "Trên đây là báo cáo của Sở Nội vụ (có Phụ lục I, II kèm theo)./.", **_TEXT},
        **_foot(),
        "phu_luc1": {"text": "Phụ lục I", "size": 14, "bold": True, **CENTRED, "section": dict(appendix)},
        "ten_phu_luc1": {"text": "KẾT QUẢ THỰC HIỆN CHỈ TIÊU", "size": 14, "bold": True, **CENTRED},
        "kem_theo1": {
            "text": "(Kèm theo Báo cáo số 12/BC-SNV ngày 15 tháng 6 năm 2026 của Sở Nội vụ)",
            "size": 14,
            "italic": True,
            **CENTRED,
        },
        "bang1": {"table": [["TT", "Chỉ tiêu"], ["1", "Hồ sơ đúng hạn"]], "size": 11},
        "phu_luc2": {"text": "Phụ lục II", "size": 14, "bold": True, **CENTRED, "section": dict(appendix)},
        "ten_phu_luc2": {"text": "KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "size": 14, "bold": True, **CENTRED},
        "kem_theo2": {
            "text": "(Kèm theo Báo cáo số 12/BC-SNV ngày 15 tháng 6 năm 2026 của Sở Nội vụ)",
            "size": 14,
            "italic": True,
            **CENTRED,
        },
        "bang2": {"table": [["TT", "Nhiệm vụ"], ["1", "Rà soát thủ tục"]], "size": 11},
        "page": dict(_PAGE),
        "number": dict(_NUMBER),
        "order": {
            **copy.deepcopy(_ORDER),
            "title": ["ten_loai", "trich_yeu", "ke_trich_yeu", "kinh_gui"],
            "body": ["doan1", "muc1", "khoan1", "doan2", "diem1", "diem2", "muc2", "doan3", "ket"],
            "end": ["phu_luc1", "ten_phu_luc1", "kem_theo1", "bang1", "phu_luc2", "ten_phu_luc2", "kem_theo2", "bang2"],
        },
    }


def _letter() -> Spec:
    """A công văn of one page to two addressees."""
    listed = {"size": 14, "left": 2985, "before": 60}
    order = copy.deepcopy(_ORDER)
    order["head"] = [
        [["chu_quan", "co_quan", "ke_co_quan"], ["quoc_hieu", "tieu_ngu", "ke_tieu_ngu"]],
        [["so", "v_v"], ["dia_danh"]],
    ]
    return {
        **_head("SNV-VP"),
        "v_v": {"text": "V/v đôn đốc báo cáo 6 tháng", "size": 12, "before": 120, **CENTRED},
        "kinh_gui": {"text": "Kính gửi:", "size": 14, "left": 1985, "before": 240},
        "noi_gui1": {"text": "- Sở Tài chính;", **listed},
        "noi_gui2": {"text": "- Sở Xây dựng.", **listed},
        "doan1": {"text": _LONG, **_TEXT},
        "ket": {"text": "Đề nghị các cơ quan quan tâm thực hiện./.", **_TEXT},
        **_foot(),
        "page": dict(_PAGE),
        "order": {**order, "title": ["kinh_gui", "noi_gui1", "noi_gui2"], "body": ["doan1", "ket"], "end": []},
    }


def _decision() -> Spec:
    """A quyết định of a people's committee, signed for its chairman by a deputy."""
    basis = {**_TEXT, "italic": True}
    spec = {
        **_head("QĐ-UBND"),
        "ten_loai": {"text": "QUYẾT ĐỊNH", "size": 14, "bold": True, "before": 360, **CENTRED},
        "trich_yeu": {"text": "Ban hành kế hoạch công tác năm 2026", "size": 14, "bold": True, **CENTRED},
        "ke_trich_yeu": {**_BLANK, "stroke": 100},
        "tham_quyen": {"text": "ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "size": 14, "bold": True, "before": 240, **CENTRED},
        "can_cu1": {"text": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", **basis},
        "can_cu2": {"text": "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;", **basis},
        "can_cu3": {"text": "Theo đề nghị của Giám đốc Sở Nội vụ.", **basis},
        "quyet_dinh": {"text": "QUYẾT ĐỊNH:", "size": 14, "bold": True, "before": 120, **CENTRED},
        "dieu1": {
            "runs": [{"text": "Điều 1.", "bold": True}, {"text": " Ban hành kế hoạch công tác năm 2026."}],
            **_TEXT,
        },
        "khoan1": {"text": "1. Kế hoạch gồm các nhiệm vụ sau:", **_TEXT},
        "diem1": {"text": "a) Rà soát thủ tục hành chính;", **_TEXT},
        "diem2": {"text": "b) Công khai kết quả.", **_TEXT},
        "dieu2": {
            "runs": [{"text": "Điều 2.", "bold": True}, {"text": " Quyết định này có hiệu lực từ ngày ký./."}],
            **_TEXT,
        },
        **_foot(),
        "page": dict(_PAGE),
        "order": {
            **copy.deepcopy(_ORDER),
            "title": ["ten_loai", "trich_yeu", "ke_trich_yeu"],
            "body": [
                *("tham_quyen", "can_cu1", "can_cu2", "can_cu3", "quyet_dinh"),
                *("dieu1", "khoan1", "diem1", "diem2", "dieu2"),
            ],
            "end": [],
        },
    }
    spec["order"]["head"][0][0] = ["co_quan", "co_quan2", "ke_co_quan"]
    spec["order"]["foot"] = [["noi_nhan", "nhu_tren", "noi_khac", "luu"], ["thay_mat", "ky_thay", "chuc_vu", "ho_ten"]]
    spec["co_quan"]["text"] = "ỦY BAN NHÂN DÂN"
    spec["co_quan2"] = {**spec["co_quan"], "text": "TỈNH BẮC NINH"}
    spec["ke_co_quan"]["stroke"] = 42
    spec["nhu_tren"]["text"] = "- Như Điều 2;"
    spec["thay_mat"] = {**spec["chuc_vu"], "text": "TM. ỦY BAN NHÂN DÂN"}
    spec["ky_thay"] = {**spec["chuc_vu"], "text": "KT. CHỦ TỊCH"}
    spec["chuc_vu"]["text"] = "PHÓ CHỦ TỊCH"
    return spec


BASES = {"bao-cao": _report, "cong-van": _letter, "quyet-dinh": _decision}


def paper(
    base: str,
    change: Mapping[str, Any] | None = None,
    drop: Sequence[str] = (),
    add: Mapping[str, Sequence[Spec]] | None = None,
) -> Spec:
    """Return a base with things changed.

    ``change``: values by dotted path, ``tieu_ngu.size``; a path that is not there is made. ``drop``: blocks
    that are left out. ``add``: blocks to put after a named one.
    """
    spec = BASES[base]()
    for path, value in (change or {}).items():
        *way, last = path.split(".")
        node = spec
        for step in way:
            node = node.setdefault(step, {})
        if value is None:
            node.pop(last, None)
        else:
            node[last] = value
    for name in drop:
        _everywhere(spec["order"], name, [])
        spec.pop(name, None)
    for name, blocks in (add or {}).items():
        new = [f"{name}+{at}" for at, _ in enumerate(blocks)]
        spec |= dict(zip(new, blocks, strict=True))
        _everywhere(spec["order"], name, [name, *new])
    return spec


def _everywhere(order: Any, name: str, instead: list[str]) -> bool:
    """Replace ``name`` in whichever list holds it; a name in none is a mistake."""
    lists = [order]
    while lists:
        items = lists.pop()
        if isinstance(items, dict):
            lists += items.values()
        elif name in items:
            at = items.index(name)
            items[at : at + 1] = instead
            return True
        else:
            lists += [item for item in items if isinstance(item, list)]
    raise KeyError(name)


# --- writing ------------------------------------------------------------------------------------


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
    return zipped(_members(spec, document))


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
            root = "hdr" if kind == "header" else "ftr"
            members[f"word/{kind}1.xml"] = f"<w:{root} {_NS}>{shown}</w:{root}>"
            members[f"word/{kind}2.xml"] = f"<w:{root} {_NS}>{first}</w:{root}>"
            relations += [(kind, f"{kind}1.xml"), (kind, f"{kind}2.xml")]
    if "numbering" in spec:
        members["word/numbering.xml"] = f"<w:numbering {_NS}>{spec['numbering']}</w:numbering>"
        relations.append(("numbering", "numbering.xml"))
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


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of ``members``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


_STYLES = (
    f"<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)


def _number(number: Spec) -> str:
    letters = {key: value for key, value in number.items() if key in ("size", "bold", "italic", "font")}
    run = _letters(letters)
    field = (
        f'<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{run}<w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{run}<w:t>2</w:t></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    paragraph = f"<w:p>{_layout(number)}{field}</w:p>"
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


def _block(block: Spec) -> str:
    if "xml" in block:
        return str(block["xml"])
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
    return _paragraph(block)


def _paragraph(block: Spec) -> str:
    runs = block.get("runs") or [{"text": block.get("text", "")}]
    keys = ("size", "bold", "italic", "font", "color", "caps", "underline")
    shared = {key: value for key, value in block.items() if key in keys}
    stroke = _stroke(block) if "stroke" in block else ""
    return f"<w:p>{_layout(block)}{stroke}{''.join(_run(shared | run) for run in runs)}</w:p>"


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
        properties += f'<w:pBdr><w:{block["border"]} w:val="single" w:sz="6"/></w:pBdr>'
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
