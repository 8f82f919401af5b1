"""Two more outlines, made of the same places and tables: administrative reform in seven parts, a short quarterly."""

from __future__ import annotations

from source.blocks import TEXT_WIDTH
from source.ooxml import cell, document, loop, p, row, row_loop, row_when, table, tag, when
from source.reports import (
    beginning,
    chapter,
    direction,
    ending,
    missing_units,
    outlook,
    place,
    proposals,
    told,
)

_FIELDS = (
    ("thể chế", "Cải cách thể chế"),
    ("thủ tục|một cửa", "Cải cách thủ tục hành chính"),
    ("bộ máy", "Cải cách tổ chức bộ máy"),
    ("công vụ|công chức", "Cải cách chế độ công vụ"),
    ("tài chính công|tài sản công|ngân sách", "Cải cách tài chính công"),
    ("điện tử|chuyển đổi số|chính quyền số|chính phủ số|công nghệ thông tin", "Xây dựng, phát triển chính quyền số"),
)
"""What the groups of each field have in their names, and its heading: direction and these six are the seven parts."""


def _field(number: int, title: str) -> str:
    groups = f"linh_vuc[{number}]"
    several = when(f"{groups}|length > 1", p("Heading3", "{{ loop.index|diem }}) {{ n.loi_van.tieu_de }}"))
    return (
        p("Heading2", f"{number + 1}. {title}")
        + loop(f"n in {groups}", several, told())
        + when(f"not {groups}", p("ND30DoanVan", "Kế hoạch không giao nhiệm vụ riêng về nội dung này."))
    )


def _fields() -> str:
    words = ", ".join(f"'{pattern}'" for pattern, _ in _FIELDS)
    rest = f"linh_vuc[{len(_FIELDS)}]"
    number = len(_FIELDS) + 1
    return (
        tag(f"set linh_vuc = phan_co|xep_nhom({words})")
        + "".join(_field(number, title) for number, (_, title) in enumerate(_FIELDS))
        + when(
            rest,
            p("Heading2", f"{number}. Các nhiệm vụ khác của Kế hoạch"),
            loop(f"n in {rest}", p("Heading3", "{{ loop.index|diem }}) {{ n.loi_van.tieu_de }}"), told()),
        )
        + when(
            "loi_van.phat_sinh.co",
            p("Heading2", f"{{{{ {number} + (1 if {rest} else 0) }}}}. {{{{ loi_van.phat_sinh.tieu_de }}}}"),
            place("phat-sinh", "Nhiệm vụ phát sinh ngoài Kế hoạch"),
        )
    )


def _assessment() -> str:
    """What was reached with the targets, shortcomings, causes, numbered by what there is."""
    return chapter(
        "ĐÁNH GIÁ CHUNG",
        tag("set so = 1"),
        when(
            "loi_van.danh_gia_chung.co or loi_van.chi_tieu.co",
            p("Heading2", "1. Kết quả đạt được"),
            place("danh-gia-chung", "Đánh giá chung"),
            place("chi-tieu", "Kết quả thực hiện các chỉ tiêu"),
            tag("set so = 2"),
        ),
        when(
            "loi_van.ton_tai.co",
            p("Heading2", "{{ so }}. Tồn tại, hạn chế"),
            place("ton-tai", "Tồn tại, hạn chế"),
            tag("set so = so + 1"),
        ),
        when("loi_van.nguyen_nhan.co", p("Heading2", "{{ so }}. Nguyên nhân"), place("nguyen-nhan", "Nguyên nhân")),
    )


def reform_document() -> str:
    """The report on administrative reform."""
    return document(
        (
            *beginning(),
            tag("set muc = 0"),
            place("mo-dau", "Mở đầu"),
            direction("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH"),
            chapter("KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG CẢI CÁCH HÀNH CHÍNH", missing_units(), _fields()),
            _assessment(),
            outlook(),
            proposals(),
            place("ket", "Kết thúc", "ND30DoanCuoi"),
            *ending(compared=False),
        )
    )


_COUNTED = (
    ("Tổng số", "tong_so"),
    ("Hoàn thành", "hoan_thanh"),
    ("Thường xuyên", "thuong_xuyen"),
    ("Đang thực hiện", "dang_thuc_hien"),
    ("Chưa thực hiện", "chua_thuc_hien"),
    ("Chưa báo cáo", "chua_bao_cao"),
    ("Thôi thực hiện", "da_ket_thuc"),
    ("Trong đó quá hạn", "qua_han"),
)


def _counted(name: str, counts: str, *, strong: bool = False) -> str:
    """One row of the table of counts; a nought stays blank, so that a column of noughts goes."""
    text, figure = ("ND30BangNhom", "ND30BangDau") if strong else ("ND30BangChu", "ND30BangGiua")
    cells = (
        cell(width, p(figure, f"{{{{ {counts}.{field} or '' }}}}"))
        for width, (_, field) in zip(_WIDTHS[1:], _COUNTED, strict=True)
    )
    return row(cell(_WIDTHS[0], p(text, name)), *cells)


_WIDTHS = (TEXT_WIDTH - 8 * 800, *(800,) * 8)


def _table_of_counts() -> str:
    headings = ("Nhóm nhiệm vụ", *(heading for heading, _ in _COUNTED))
    return table(
        "ND30BangNoiDung",
        _WIDTHS,
        row(
            *(cell(w, p("ND30BangDau", text), align="center") for w, text in zip(_WIDTHS, headings, strict=True)),
            header=True,
        ),
        _counted("Toàn Kế hoạch", "tong_hop", strong=True),
        row_loop(
            "f in phan",
            _WIDTHS,
            row_when(
                "f.ten",
                _WIDTHS,
                _counted("{% if f.so %}Phần {{ f.so }}. {% endif %}{{ f.ten }}", "f.tong_hop", strong=True),
            ),
            row_loop(
                "n in f.nhom if n.nhiem_vu", _WIDTHS, _counted("{{ n.so }}. {{ n.loi_van.tieu_de }}", "n.tong_hop")
            ),
        ),
    )


def quarter_document() -> str:
    """The quarterly: counts instead of results, no causes, so that it keeps within three pages."""
    return document(
        (
            *beginning(),
            tag("set muc = 0"),
            place("mo-dau", "Mở đầu"),
            chapter(
                "KẾT QUẢ THỰC HIỆN",
                missing_units(),
                place("danh-gia-chung", "Đánh giá chung"),
                when(
                    "tong_hop.tong_so",
                    p("ND30TenBang", "Tình hình thực hiện nhiệm vụ theo nhóm, đến ngày {{ ky.den_ngay }}"),
                    _table_of_counts(),
                ),
                place("chi-tieu", "Kết quả thực hiện các chỉ tiêu"),
            ),
            when("loi_van.ton_tai.co", chapter("TỒN TẠI, HẠN CHẾ", place("ton-tai", "Tồn tại, hạn chế"))),
            outlook(),
            proposals(),
            place("ket", "Kết thúc", "ND30DoanCuoi"),
            *ending(compared=False),
        )
    )
