"""The list of variables that an author copies from: a table for each place they are called from."""

from __future__ import annotations

from source.blocks import MARGINS, PORTRAIT, TEXT_WIDTH
from source.ooxml import cell, document, loop, p, row, row_loop, section, table, when

VARIABLES_FILE = "danh-muc-bien"
VARIABLES_TITLE = "Danh mục biến của mẫu"
VARIABLES_SUBJECT = "Biến để chép vào mẫu Word"
_WIDTHS = (3700, 3100, TEXT_WIDTH - 6800)


def _table(items: str, *headings: str) -> str:
    fields = ("lenh", "y_nghia", "gia_tri")
    return table(
        "ND30Bang",
        _WIDTHS,
        row(*(cell(w, p("ND30BangDau", text)) for w, text in zip(_WIDTHS, headings, strict=True)), header=True),
        row_loop(
            f"b in {items}",
            _WIDTHS,
            row(*(cell(w, p("ND30BangChu", f"{{{{ b.{name} }}}}")) for w, name in zip(_WIDTHS, fields, strict=True))),
        ),
    )


def variables_document() -> str:
    """The document part of the list of variables."""
    lines = p("ND30DoanVan", "{{ d }}")
    return document(
        (
            p("ND30TenLoai", "DANH MỤC BIẾN CỦA MẪU"),
            p("ND30TrichYeu", "{{ nguon }}"),
            p("ND30KeNgan"),
            p(
                "ND30DoanVan",
                "Chép chữ ở cột thứ nhất vào mẫu, đúng chỗ cần in. Nhóm có dòng lệnh đi kèm thì chép cả các dòng ấy, "
                "mỗi dòng một đoạn riêng, biến nằm giữa; trong bảng thì đổi chữ p sau dấu % thành tr và đặt lệnh ở "
                "dòng bảng riêng. Xong thì kiểm tra: reportgen template check.",
            ),
            loop(
                "n in nhom",
                p("Heading2", "{{ n.ten }}"),
                p("ND30DoanVan", "{{ n.y_nghia }}"),
                when("n.mo", p("ND30DoanVan", "Đặt trước, mỗi dòng một đoạn riêng:"), loop("d in n.mo", lines)),
                _table("n.bien", "Chép vào mẫu", "Nghĩa", "Giá trị hiện nay"),
                when("n.dong", p("ND30DoanVan", "Đặt sau:"), loop("d in n.dong", lines)),
            ),
            p("Heading2", "Bộ lọc"),
            p("ND30DoanVan", "Viết sau dấu gạch đứng trong cặp ngoặc của biến, đổi cách in giá trị."),
            _table("bo_loc", "Ví dụ", "Kết quả", ""),
            p("ND30NgatPhan"),
            section(PORTRAIT, MARGINS, last=True),
        )
    )
