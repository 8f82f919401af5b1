"""The tables of the reports' appendices: a row for each target, a row for each task; empty columns vanish."""

from __future__ import annotations

from typing import NamedTuple

from source.blocks import TEXT_WIDTH, WIDE, needed
from source.ooxml import cell, p, row, row_loop, row_when, run, run_when, table


class Column(NamedTuple):
    """A column: its share of the table's width, its heading, the style and the content of its cells."""

    share: int
    heading: str
    style: str
    content: str | tuple[str, ...]


def column_widths(columns: tuple[Column, ...], total: int) -> tuple[int, ...]:
    """Share the width as the columns ask; what stands in them decides anew when a report is made."""
    asked = sum(column.share for column in columns)
    widths = [total * column.share // asked for column in columns]
    widths[1] += total - sum(widths)
    return tuple(widths)


def headings(widths: tuple[int, ...], columns: tuple[Column, ...]) -> str:
    """The row of column headings, repeated on each page."""
    named = (
        cell(width, p("ND30BangDau", column.heading), align="center")
        for width, column in zip(widths, columns, strict=True)
    )
    return row(*named, header=True)


def cells(widths: tuple[int, ...], columns: tuple[Column, ...]) -> str:
    """The row of the columns' contents."""

    def content(column: Column) -> tuple[str, ...]:
        return (column.content,) if isinstance(column.content, str) else column.content

    return row(*(cell(width, p(column.style, *content(column))) for width, column in zip(widths, columns, strict=True)))


def merged(widths: tuple[int, ...], text: str) -> str:
    """A heading's row, one cell over all columns."""
    return row(cell(sum(widths), p("ND30BangNhom", text), span=len(widths)))


def goal_table(*, wide: bool, compared: bool = False) -> str:
    """One row a target: goal, sums, result, verdict, estimate; ``wide``: on a landscape page, with every column."""
    sums = (
        Column(6, "Số đạt", "ND30BangGiua", "{{ c.tu_so }}"),
        Column(6, "Tổng số", "ND30BangGiua", "{{ c.mau_so }}"),
    )
    before = (
        Column(8, "{{ so_sanh.ky_truoc|hoa_dau if so_sanh else 'Kỳ trước' }}", "ND30BangGiua", "{{ c.ky_truoc }}"),
    )
    estimate = "{{ c.uoc }}{% if c.uoc_mau_so and c.uoc %} ({{ c.uoc_tu_so }}/{{ c.uoc_mau_so }}){% endif %}"
    columns = (
        Column(4, "STT", "ND30BangGiua", "{{ c.so }}"),
        Column(24, "Chỉ tiêu", "ND30BangChu", "{{ c.ten }}"),
        *((Column(12, "Đơn vị thực hiện", "ND30BangChu", "{{ c.thuc_hien }}"),) if wide else ()),
        *((Column(10, "Đơn vị theo dõi", "ND30BangChu", "{{ c.theo_doi }}"),) if wide else ()),
        Column(8, "Mức giao {{ ke_hoach.goi_nam }} {{ ke_hoach.nam }}", "ND30BangGiua", "{{ c.muc }}"),
        *(sums if wide else ()),
        Column(8, "Kết quả", "ND30BangGiua", "{{ c.ty_le }}"),
        *(before if compared else ()),
        Column(8, "Đánh giá", "ND30BangGiua", "{{ c.danh_gia|hoa_dau }}"),
        *((Column(10, "Ước đến hết {{ ky.ten }}", "ND30BangGiua", estimate),) if wide else ()),
        *((Column(16, "Ghi chú", "ND30BangChu", "{{ c.ghi_chu_chung }}"),) if wide else ()),
    )
    widths = column_widths(columns, WIDE if wide else TEXT_WIDTH)
    return table(
        "ND30BangNoiDung",
        widths,
        headings(widths, columns),
        row_loop("c in chi_tieu", widths, cells(widths, columns)),
    )


WORK = "{{ v.noi_dung }}{% for m in v.muc_nho %}{{ '\\n' }}{{ m.day_du }}{% endfor %}"
"""A task's text with its parts a), b), a line for each."""
_TOTAL = "Tổng số: {{ tong_hop.tong_so }} nhiệm vụ{{ chia_ra }}."


def work_table(*, compared: bool) -> str:
    """One row a task under its part and group: who leads, until when, how it stands, a merged result if any."""
    standing = run_when("v.chua_bao_cao", needed("Chưa báo cáo"), run("{{ v.tinh_hinh|hoa_dau }}"))
    absent = run_when(
        "v.thieu and not v.chua_bao_cao",
        needed("{% if v.ket_qua_chung %} {% endif %}Chưa báo cáo: {{ v.thieu|join(', ') }}."),
    )
    before = (
        Column(
            9,
            "{{ so_sanh.ky_truoc|hoa_dau if so_sanh else 'Kỳ trước' }}",
            "ND30BangChu",
            "{% if v.moi %}Nhiệm vụ mới{% else %}{{ v.tinh_hinh_truoc|hoa_dau }}{% endif %}",
        ),
    )
    columns = (
        Column(4, "STT", "ND30BangGiua", "{{ v.so }}"),
        Column(34, "Nhiệm vụ", "ND30BangChu", WORK),
        Column(14, "Chủ trì", "ND30BangChu", "{{ v.chu_tri }}"),
        Column(12, "Phối hợp", "ND30BangChu", "{{ v.phoi_hop }}"),
        Column(9, "Thời hạn", "ND30BangGiua", "{{ v.thoi_han }}"),
        Column(12, "Sản phẩm", "ND30BangChu", "{{ v.san_pham }}"),
        Column(10, "Theo dõi", "ND30BangChu", "{{ v.theo_doi }}"),
        *(before if compared else ()),
        Column(10, "Tình hình", "ND30BangChu", (standing,)),
        Column(30, "Kết quả", "ND30BangChu", ("{{ v.ket_qua_chung }}", absent)),
        Column(12, "Ghi chú", "ND30BangChu", "{{ v.ghi_chu|join('; ') }}"),
    )
    widths = column_widths(columns, WIDE)

    return table(
        "ND30BangNoiDung",
        widths,
        headings(widths, columns),
        row_loop(
            "f in phan",
            widths,
            row_when("f.ten", widths, merged(widths, "{% if f.so %}PHẦN {{ f.so }}. {% endif %}{{ f.ten|upper }}")),
            row_loop(
                "n in f.nhom",
                widths,
                row_when(
                    "not n.khong_chia",
                    widths,
                    merged(
                        widths,
                        "{{ n.so }}. {{ n.ten }}{% if not n.nhiem_vu %} (kế hoạch không giao nhiệm vụ){% endif %}",
                    ),
                ),
                row_loop("v in n.nhiem_vu", widths, cells(widths, columns)),
            ),
        ),
        row(cell(WIDE, p("ND30BangNhom", _TOTAL), span=len(widths))),
    )
