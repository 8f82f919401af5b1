"""The blocks that every document has: head, addressees, signature, appendix heading; pages."""

from __future__ import annotations

from collections.abc import Callable

from source.ooxml import cell, control, loop, p, row, run, section, table, when

# Nghị định 30, Phụ lục I, I.2 and I.3, in twips: A4; left 30 mm, right 15 mm, top and bottom 20 mm
PORTRAIT = (11906, 16838)
LANDSCAPE = (16838, 11906)
MARGINS = {"top": 1134, "right": 851, "bottom": 1134, "left": 1701, "header": 567, "footer": 567}
TEXT_WIDTH = PORTRAIT[0] - MARGINS["left"] - MARGINS["right"]
WIDE = LANDSCAPE[0] - MARGINS["left"] - MARGINS["right"]

_HEAD = (TEXT_WIDTH - 5670, 5670)  # 10 cm for the Quốc hiệu, which is 96 mm wide at 13 pt
_FOOT = (4500, TEXT_WIDTH - 4500)
_BLANK_NUMBER = " " * 7
_BLANK_DAY = " " * 6


Blank = Callable[[int], str]
"""A control for number or date, by its identity in the document."""


def number_control(identity: int, text: str = _BLANK_NUMBER) -> str:
    """The blank for the document's number."""
    return control("so", "Số văn bản", text, identity)


def date_control(identity: int, month: str = "ky.thang", year: str = "ky.nam") -> str:
    """The blank for the date; month and year are variables, of a report those of the office's deadline."""
    return written_date(identity, f"ngày{_BLANK_DAY}tháng {{{{ {month} }}}} năm {{{{ {year} }}}}")


def written_date(identity: int, text: str) -> str:
    """The place of the date, in which ``text`` stands."""
    return control("ngay", "Ngày tháng năm", text, identity)


def names(widths: tuple[int, int]) -> str:
    """Ô 1 and 2 as a table row of two cells: agency names left, Quốc hiệu and Tiêu ngữ right."""
    left = (
        loop("d in co_quan.dong_chu_quan", p("ND30ChuQuan", "{{ d|upper }}"))
        + loop("d in co_quan.dong_ten", p("ND30CoQuan", "{{ d|upper }}"))
        + p("ND30KeNgan")
    )
    right = (
        p("ND30QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("ND30TieuNgu", "Độc lập - Tự do - Hạnh phúc")
        + p("ND30KeTieuNgu")
    )
    return row(cell(widths[0], left), cell(widths[1], right))


def head(symbol: str, number: Blank = number_control, date: Blank = date_control) -> str:
    """Ô 1 to 4: Quốc hiệu, Tiêu ngữ, agency names, number and symbol, place and date."""
    return table(
        "ND30Khung",
        _HEAD,
        names(_HEAD),
        row(
            cell(_HEAD[0], p("ND30SoKyHieu", "Số: ", number(1001), symbol)),
            cell(_HEAD[1], p("ND30DiaDanh", "{{ co_quan.dia_danh }}, ", date(1002))),
        ),
    )


def addressees() -> str:
    """Ô 9a: one addressee on the line itself, several as a list under the colon (II.9d)."""
    several = p("ND30KinhGuiTu", "Kính gửi:") + loop(
        "k in kinh_gui", p("ND30KinhGuiNhieu", "- {{ k }}{{ '.' if loop.last else ';' }}")
    )
    one = p("ND30KinhGui", "Kính gửi: {{ kinh_gui[0] }}")
    return when("kinh_gui|length == 1", one) + when("kinh_gui|length > 1", several)


def signature() -> str:
    """Ô 7 and 9b: the Nơi nhận list beside the signature block, kept together on one page."""
    left = (
        p("ND30NoiNhanTu", "Nơi nhận:")
        + loop("n in noi_nhan", p("ND30NoiNhan", "- {{ n }};"))
        + p("ND30NoiNhan", "- Lưu: {{ luu }}.")
    )
    right = loop("d in nguoi_ky.dong_chuc_vu", p("ND30ChucVu", "{{ d }}")) + p("ND30NguoiKy", "{{ nguoi_ky.ho_ten }}")
    return table("ND30Khung", _FOOT, row(cell(_FOOT[0], left), cell(_FOOT[1], right)))


def appendix(
    name: str,
    title: str,
    kind: str,
    symbol: str,
    identity: int,
    number: Blank = number_control,
    date: Blank = date_control,
) -> str:
    """The heading of an appendix (Phụ lục I, III.1): name with number, title, what it is attached to, rule."""
    return (
        p("ND30PhuLuc", name)
        + p("ND30TenPhuLuc", title)
        + p(
            "ND30KemTheo",
            f"(Kèm theo {kind} số ",
            number(identity),
            f"{symbol} ",
            date(identity + 1),
            " của {{ co_quan.ten }})",
        )
        + p("ND30KeNgan")
    )


def needed(text: str) -> str:
    """Text marked as still to be supplied."""
    return run(text, "ND30CanBoSung")


def opinions(name: str, empty: str = "Không.") -> str:
    """What units said under one heading, each with its name and, where it has one, its task."""
    who = "- {{ y.don_vi }}{% if y.ma %} (nhiệm vụ {{ y.ma }}){% endif %}:"
    said = when("y.doan|length == 1", p("ND30DoanVan", who + " {{ y.doan[0] }}")) + when(
        "y.doan|length > 1", p("ND30DoanVan", who), loop("d in y.doan", p("ND30DoanVan", "{{ d }}"))
    )
    return loop(f"y in {name}", said, otherwise=p("ND30DoanVan", empty) if empty else "")


def end_of_body() -> str:
    """The section end after the body."""
    return section(PORTRAIT, MARGINS)


def end_of_appendix(*, last: bool = False) -> str:
    """The section end after an appendix in landscape."""
    return section(LANDSCAPE, MARGINS, last=last)
