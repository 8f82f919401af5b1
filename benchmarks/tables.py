"""The job of the comparison: one table, the same rows for every engine, a template in the language of each.

The rows are illustrative; their texts have letters that XML reserves, so that an engine has to escape them.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STOCK = ROOT / "templates" / "so-dang-ky.docx"
KEYS = ("ma", "noi_dung", "don_vi", "thoi_han", "phan_loai", "ket_qua")
HEADINGS = ("Mã", "Nội dung", "Đơn vị", "Thời hạn", "Phân loại", "Kết quả")
WIDTHS = (700, 4200, 2000, 1500, 1700, 3900)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_TAGS = re.compile(rb"{{.*?}}|{%.*?%}")


def rows(count: int) -> list[dict[str, str]]:
    """Return ``count`` rows of six texts."""
    units = ("Văn phòng", "Phòng Quản lý Khoa học & Công nghệ", "Phòng Bưu chính - Viễn thông", "Thanh tra")
    classes = ("hoàn thành", "đang thực hiện trong hạn", "quá hạn")
    return [
        {
            "ma": f"I.{number}",
            "noi_dung": f"Xây dựng kế hoạch số {number} triển khai Nghị quyết số 02/NQ-CP, mục {number * 7919 % 97}",
            "don_vi": units[number % 4],
            "thoi_han": f"{number % 28 + 1:02d}/{number % 10 + 3}/2026",
            "phan_loai": classes[number % 3],
            "ket_qua": f"Đạt {number * 31 % 101}% <kỳ trước {number * 17 % 89}%>; văn bản số {number}/BC-SKHCN",
        }
        for number in range(1, count + 1)
    ]


_LETTERS = '<w:rFonts w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right")
)


def _cell(text: str, width: int) -> str:
    """A cell as Word writes one that somebody has formatted by hand."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{_BORDERS}</w:tcBorders>'
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/></w:tcPr>'
        '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w:rsidP="00A77B3E"><w:pPr><w:spacing w:before="60" '
        f'w:after="60"/><w:ind w:firstLine="0"/><w:jc w:val="left"/><w:rPr>{_LETTERS}</w:rPr></w:pPr>'
        f'<w:r w:rsidRPr="00A77B3E"><w:rPr>{_LETTERS}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


def _row(texts: Iterable[str]) -> str:
    cells = (_cell(text, width) for text, width in zip(texts, WIDTHS, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _only(tag: str) -> str:
    return _row((tag, "", "", "", "", ""))


LOOPS = {
    "docxtpl": _only("{%tr for v in nhiem_vu %}")
    + _row(f"{{{{ v.{key} }}}}" for key in KEYS)
    + _only("{%tr endfor %}"),
    "docxtemplater": _row(
        f"{'{#nhiem_vu}' * (key == KEYS[0])}{{{key}}}{'{/nhiem_vu}' * (key == KEYS[-1])}" for key in KEYS
    ),
    "carbone": _row(f"{{d.nhiem_vu[i].{key}}}" for key in KEYS) + _row(f"{{d.nhiem_vu[i+1].{key}}}" for key in KEYS),
    "python-docx": "",
    "floor": "@ROWS@",
}
"""The rows of the template in each engine's language."""
ROW = _row(f"@{key}@" for key in KEYS)
"""One row, for the floor."""


def templates(folder: Path) -> dict[str, Path]:
    """Write a template for each language into ``folder``; return the paths."""
    with zipfile.ZipFile(STOCK) as package:
        parts = {name: _TAGS.sub(b"", package.read(name)) for name in package.namelist()}
    made = {}
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    for name, loop in LOOPS.items():
        body = (
            '<w:p><w:r><w:t xml:space="preserve">Bảng tổng hợp</w:t></w:r></w:p><w:tbl><w:tblPr>'
            '<w:tblW w:w="14000" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{_row(HEADINGS)}{loop}</w:tbl>"
            '<w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" '
            'w:gutter="0"/></w:sectPr>'
        )
        space = f'xmlns:w="{_W[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        parts[_MAIN] = f"{declared}<w:document {space}><w:body>{body}</w:body></w:document>".encode()
        made[name] = folder / f"mau-{name}.docx"
        with zipfile.ZipFile(made[name], "w", zipfile.ZIP_DEFLATED) as package:
            for member, content in parts.items():
                package.writestr(member, content)
    return made


def data(folder: Path, count: int) -> Path:
    """Write the data of ``count`` rows as JSON; return its path."""
    path = folder / f"du-lieu-{count}.json"
    path.write_text(json.dumps({"nhiem_vu": rows(count)}, ensure_ascii=False), encoding="utf-8")
    return path


def table_of(docx: Path) -> list[tuple[str, ...]]:
    """Return the texts of the table's rows, headings left out."""
    from lxml import etree  # the engines import this module too

    found = []
    with zipfile.ZipFile(docx) as package, package.open(_MAIN) as part:
        for _, row in etree.iterparse(part, tag=f"{_W}tr", huge_tree=True):
            cells = row.findall(f"{_W}tc")
            found.append(tuple("".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in cells))
            row.clear()
    return found[1:]


def holds(docx: Path, count: int) -> bool:
    """Tell whether ``docx`` has just the rows it should."""
    return table_of(docx) == [tuple(row[key] for key in KEYS) for row in rows(count)]
