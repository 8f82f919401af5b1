"""The register of outgoing documents as a printed book (Nghị định 30, Phụ lục IV): its head and its ten columns."""

from __future__ import annotations

from source.blocks import LANDSCAPE, MARGINS, WIDE, names
from source.ooxml import cell, document, p, row, row_loop, row_when, section, table

FILE = "so-dang-ky"
REGISTER_TITLE = "Sổ đăng ký văn bản đi"
REGISTER_SUBJECT = "Sổ đăng ký văn bản đi năm {{ nam }}"

_HEAD = (WIDE // 2, WIDE - WIDE // 2)
_BLANK = "……"  # what a clerk fills in by hand: an empty book has no first number yet

# width (twips, 0: what is left), heading, style and text of a line
_COLUMNS = (
    (1760, "Số, ký hiệu văn bản", "ND30BangGiua", "{{ d.so_ky_hieu }}"),
    (1160, "Ngày tháng văn bản", "ND30BangGiua", "{{ d.ngay|ngay }}"),
    (0, "Tên loại và trích yếu nội dung văn bản", "ND30BangChu", "{{ d.ten_loai_trich_yeu }}"),
    (1340, "Người ký", "ND30BangChu", "{{ d.nguoi_ky }}"),
    (2000, "Nơi nhận văn bản", "ND30BangChu", "{{ d.noi_nhan }}"),
    (1220, "Đơn vị, người nhận bản lưu", "ND30BangChu", "{{ d.luu }}"),
    (700, "Số lượng bản", "ND30BangGiua", "{{ d.so_luong }}"),
    (1160, "Ngày chuyển", "ND30BangGiua", "{{ d.ngay_chuyen }}"),
    (800, "Ký nhận", "ND30BangGiua", "{{ d.ky_nhan }}"),
    (1360, "Ghi chú", "ND30BangChu", "{{ d.ghi_chu }}"),
)


def _lines() -> str:
    rest = WIDE - sum(column[0] for column in _COLUMNS)
    widths = tuple(column[0] or rest for column in _COLUMNS)
    headings = (
        cell(w, p("ND30BangDau", column[1]), align="center") for w, column in zip(widths, _COLUMNS, strict=True)
    )
    numbers = (cell(w, p("ND30BangGiuaLien", f"({number})")) for number, w in enumerate(widths, start=1))

    def whole(content: str) -> str:
        return row(cell(WIDE, content, span=len(widths)))

    def line(kept: str = "") -> str:
        return row(*(cell(w, p(column[2] + kept, column[3])) for w, column in zip(widths, _COLUMNS, strict=True)))

    return table(
        "ND30Bang",
        widths,
        row(*headings, header=True),
        row(*numbers, header=True),
        row_loop(
            "d in dong",
            widths,
            row_when("not loop.last", widths, line()),
            row_when("loop.last", widths, line(kept="Lien")),  # the code never stands on a page without a line
        ),
        row_when("not dong", widths, whole(p("ND30BangGiua", "(chưa có văn bản)"))),
        # a row, not a paragraph below: LibreOffice keeps rows together, but not a long table with what follows it
        whole(p("ND30MaSo", "Mã sổ: {{ ma_so }}")),
    )


def register_document() -> str:
    """The document part of the register's template."""
    numbers = f"Từ số {{{{ tu_so or '{_BLANK}' }}}} đến số {{{{ den_so or '{_BLANK}' }}}}"
    return document(
        (
            table("ND30Khung", _HEAD, names(_HEAD)),
            p("ND30TenLoai", "SỔ ĐĂNG KÝ VĂN BẢN ĐI"),
            p("ND30TrichYeu", "Năm {{ nam }}"),
            p("ND30TuSo", numbers),
            _lines(),
            p("ND30NgatPhan"),
            section(LANDSCAPE, MARGINS, last=True),
        )
    )
