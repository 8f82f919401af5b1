"""The plan itself (kế hoạch, Nghị định 30, Phụ lục III, mẫu 1.4): its text, its appendices of targets and tasks.

What the plan says itself (``noi_dung`` of its file) is printed as it is written. Where it says nothing, the standing
sentences here do.
"""

from __future__ import annotations

from dataclasses import replace

from source.appendices import Column, cells, column_widths, headings, merged
from source.blocks import (
    WIDE,
    appendix,
    end_of_appendix,
    end_of_body,
    head,
    number_control,
    signature,
    written_date,
)
from source.ooxml import document, loop, p, row_loop, row_when, table, when
from source.styles import INDENT, LINE, SPACE, STYLES, Style

PLAN_FILE = "ke-hoach"
PLAN_TITLE = "Kế hoạch"
PLAN_SUBJECT = "{{ trich_yeu }}"
PLAN_STYLES = (
    # only the plan has legal bases, a paragraph each (II.6a)
    Style("ND30CanCu", "ND30 Căn cứ", 14, italic=True, align="both", first=INDENT, before=SPACE, line=LINE),
    # a plan's own titles are as long as it likes: those of more than a line are justified as all of the text is (II.6e)
    *(replace(style, align="both") for style in STYLES if style.id in ("Heading1", "Heading2")),
)
_SYMBOL = "/{{ ky_hieu }}"
_LAST = "{{ '.' if loop.last else ';' }}"


def _number(identity: int) -> str:
    return number_control(identity, "{{ so }}")


def _date(identity: int) -> str:
    return written_date(identity, "{{ ngay }}")


def _opening() -> str:
    """The bases, a paragraph each, then the plan's own opening."""
    return loop("c in can_cu", p("ND30CanCu", "{{ c }}")) + when(
        "mo_dau",
        loop("d in mo_dau", p("ND30DoanVan", "{{ d }}")),
        otherwise=p("ND30DoanVan", "{{ co_quan.ten }} ban hành Kế hoạch {{ trich_yeu|thuong_dau }} như sau:"),
    )


def _own_text() -> str:
    heading = "".join(when(f"d.cap == {level}", p(f"Heading{level}", "{{ d.chu }}")) for level in (1, 2, 3))
    return loop("d in loi", heading, when("not d.cap", p("ND30DoanVan", "{{ d.chu }}")))


def _standing_text() -> str:
    """What a plan without a text of its own says: where its targets and tasks stand, who reports when."""
    return (
        p("Heading1", "I. {% if chi_tieu %}CHỈ TIÊU, NHIỆM VỤ{% else %}NHIỆM VỤ{% endif %}")
        + p(
            "ND30DoanVan",
            "{% if chi_tieu %}Chỉ tiêu, nhiệm vụ, đơn vị thực hiện, thời hạn nêu tại {{ phu_luc.chi_tieu }} và "
            "{{ phu_luc.nhiem_vu }}{% else %}Nhiệm vụ, đơn vị thực hiện, thời hạn nêu tại {{ phu_luc.nhiem_vu }}"
            "{% endif %} kèm theo Kế hoạch này.",
        )
        + p("Heading1", "II. TỔ CHỨC THỰC HIỆN")
        + p(
            "ND30DoanVan",
            "1. Các đơn vị được giao chủ trì, phối hợp tổ chức thực hiện, báo cáo tình hình thực hiện về "
            "{{ dau_moi }}:",
        )
        + loop("k in ky_bao_cao", p("ND30DoanVan", f"- Báo cáo {{{{ k.ten }}}}: {{{{ k.han_don_vi }}}}{_LAST}"))
        + p(
            "ND30DoanVan",
            "2. {{ dau_moi }} theo dõi, đôn đốc, tổng hợp, dự thảo báo cáo"
            "{% if noi_bao_cao %} gửi {{ noi_bao_cao }}{% endif %}:",
        )
        + loop("k in ky_bao_cao", p("ND30DoanVan", f"- Báo cáo {{{{ k.ten }}}}: {{{{ k.han_tong_hop }}}}{_LAST}"))
    )


def _closing() -> str:
    standing = (
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về {{ dau_moi }} để tổng hợp, báo cáo./."
    )
    return p("ND30DoanCuoi", "{% if doan_cuoi %}{{ doan_cuoi }}{% else %}" + standing + "{% endif %}")


def _appendix(name: str, identity: int) -> str:
    heading, title = f"{{{{ phu_luc.{name} }}}}", f"{{{{ ten_phu_luc.{name} }}}}"
    return appendix(heading, title, "Kế hoạch", _SYMBOL, identity, _number, _date)


def _total(name: str) -> str:
    return when(f"tong_so.{name}", p("ND30TenBang", f"{{{{ tong_so.{name} }}}}"))


def _targets() -> str:
    columns = (
        Column(4, "STT", "ND30BangGiua", "{{ c.so }}"),
        Column(40, "Chỉ tiêu", "ND30BangChu", "{{ c.ten }}"),
        Column(14, "Mức giao {{ thoi_gian }}", "ND30BangGiua", "{{ c.muc }}"),
        Column(24, "Đơn vị thực hiện", "ND30BangChu", "{{ c.thuc_hien }}"),
        Column(18, "Đơn vị theo dõi, đánh giá", "ND30BangChu", "{{ c.theo_doi }}"),
    )
    widths = column_widths(columns, WIDE)
    rows = headings(widths, columns), row_loop("c in chi_tieu", widths, cells(widths, columns))
    return table("ND30BangNoiDung", widths, *rows)


def _tasks() -> str:
    """A table for each part; a column stands only where the plan has something in it."""
    columns = (
        Column(4, "STT", "ND30BangGiua", "{{ v.so }}"),
        Column(40, "Nhiệm vụ", "ND30BangChu", "{{ v.noi_dung }}"),
        Column(16, "Đơn vị chủ trì", "ND30BangChu", "{{ v.chu_tri }}"),
        Column(16, "Đơn vị phối hợp", "ND30BangChu", "{{ v.phoi_hop }}"),
        Column(10, "Thời hạn hoàn thành", "ND30BangGiua", "{{ v.thoi_han }}"),
        Column(14, "Sản phẩm", "ND30BangChu", "{{ v.san_pham }}"),
        Column(12, "Đơn vị theo dõi", "ND30BangChu", "{{ v.theo_doi }}"),
        Column(10, "Lãnh đạo phụ trách", "ND30BangChu", "{{ v.lanh_dao }}"),
        Column(10, "Kinh phí", "ND30BangChu", "{{ v.kinh_phi }}"),
    )
    widths = column_widths(columns, WIDE)
    rows = row_loop(
        "n in f.nhom",
        widths,
        row_when("n.ten", widths, merged(widths, "{{ n.so }}. {{ n.ten }}")),
        row_loop("v in n.viec", widths, cells(widths, columns)),
    )
    return loop(
        "f in phan",
        when("f.ten", p("ND30TenBang", "{% if f.so %}{{ f.so }}. {% endif %}{{ f.ten }}")),
        table("ND30BangNoiDung", widths, headings(widths, columns), rows),
        p("ND30NgatPhan"),
    )


def plan_document() -> str:
    """The document part of the plan's template."""
    return document(
        (
            head(_SYMBOL, _number, _date),
            p("ND30TenLoai", "KẾ HOẠCH"),
            p("ND30TrichYeu", PLAN_SUBJECT),
            p("ND30KeNgan"),
            _opening(),
            when("co_loi", _own_text(), otherwise=_standing_text()),
            _closing(),
            signature(),
            end_of_body(),
            when(
                "chi_tieu",
                appendix(
                    "{{ phu_luc.chi_tieu }}", "{{ ten_phu_luc.chi_tieu }}", "Kế hoạch", _SYMBOL, 1011, _number, _date
                ),
                _total("chi_tieu"),
                _targets(),
                end_of_appendix(),
            ),
            _appendix("nhiem_vu", 1021),
            _total("nhiem_vu"),
            _tasks(),
            end_of_appendix(last=True),
        )
    )
