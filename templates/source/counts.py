"""Tables of how many tasks stand in which class: by unit, by group, against the period before."""

from __future__ import annotations

from source.blocks import TEXT_WIDTH, WIDE
from source.ooxml import cell, loop, p, row, row_loop, row_when, table, when


def _widths(whole: int, total: int, width: int) -> tuple[int, ...]:
    """The columns of a table of counts: a name, the total, the nine classes; «Thường xuyên» needs more room."""
    recurring = 860
    return whole - total - 8 * width - recurring, total, width, width, recurring, *(width,) * 6


def _class_heading(widths: tuple[int, ...], title: str) -> str:
    """The two header rows of a table of counts by class."""
    first, total, width, _, recurring, *_ = widths

    def heading(width: int, text: str, *, span: int = 1, merge: str = "") -> str:
        return cell(width, p("ND30BangDau", text), align="center", span=span, merge=merge)

    pair = width * 2
    top = row(
        heading(first, title, merge="restart"),
        heading(total, "Tổng số", merge="restart"),
        heading(pair, "Hoàn thành", span=2),
        heading(recurring, "Thường xuyên", merge="restart"),
        heading(pair, "Đang thực hiện", span=2),
        heading(pair, "Chưa thực hiện", span=2),
        heading(width, "Chưa báo cáo", merge="restart"),
        heading(width, "Đã kết thúc", merge="restart"),
        header=True,
    )
    kinds = ("Đúng hạn", "Quá hạn"), ("Trong hạn", "Quá hạn", "Trong hạn", "Quá hạn")
    bottom = row(
        heading(first, "", merge="continue"),
        heading(total, "", merge="continue"),
        *(heading(width, text) for text in kinds[0]),
        heading(recurring, "", merge="continue"),
        *(heading(width, text) for text in kinds[1]),
        heading(width, "", merge="continue"),
        heading(width, "", merge="continue"),
        header=True,
    )
    return top + bottom


def _class_row(widths: tuple[int, ...], text: str, counts: str, *, strong: bool = False, kept: bool = False) -> str:
    """A row of a table of counts: a name, the total, the nine classes; ``kept`` with the row below."""
    name, figure = ("ND30BangChuLien", "ND30BangGiuaLien") if kept else ("ND30BangChu", "ND30BangGiua")
    if strong:
        name, figure = "ND30BangNhom", "ND30BangDau"
    return row(
        cell(widths[0], p(name, text)),
        cell(widths[1], p(figure, f"{{{{ {counts}.tong_so }}}}")),
        *(cell(width, p(figure, f"{{{{ {counts}.loai[{i}].so }}}}")) for i, width in enumerate(widths[2:])),
    )


_TOTAL = "Toàn kế hoạch"


def unit_table() -> str:
    """Tasks by class for each unit that leads them."""
    widths = _widths(TEXT_WIDTH, 716, 725)
    return (
        p("ND30TenBang", "Số nhiệm vụ theo đơn vị chủ trì")
        + table(
            "ND30Bang",
            widths,
            _class_heading(widths, "Đơn vị"),
            row_loop(
                "u in don_vi", widths, _class_row(widths, "{{ u.ten }} ({{ u.viet_tat }})", "u.tong_hop", kept=True)
            ),
            _class_row(widths, _TOTAL, "tong_hop", strong=True),
        )
        + p(
            "ND30ChuThich",
            "Nhiệm vụ do nhiều đơn vị cùng chủ trì được tính cho từng đơn vị, theo phần việc của đơn vị "
            "ấy; dòng cuối tính mỗi nhiệm vụ một lần.",
        )
    )


def group_table() -> str:
    """Tasks by class for each part and group of the plan."""
    widths = _widths(WIDE, 800, 760)
    return p("ND30TenBang", "Tổng hợp theo nhóm nhiệm vụ") + table(
        "ND30Bang",
        widths,
        _class_heading(widths, "Nhóm nhiệm vụ"),
        row_loop(
            "f in phan",
            widths,
            row_when(
                "f.ten",
                widths,
                _class_row(
                    widths, "{% if f.so %}PHẦN {{ f.so }}. {% endif %}{{ f.ten|upper }}", "f.tong_hop", strong=True
                ),
            ),
            row_loop("n in f.nhom", widths, _class_row(widths, "{{ n.so }}. {{ n.ten }}", "n.tong_hop")),
        ),
        _class_row(widths, _TOTAL, "tong_hop", strong=True),
    )


def comparison() -> str:
    """Tasks by class beside the period before, and which tasks moved."""
    widths = (TEXT_WIDTH - 3 * 2000, 2000, 2000, 2000)
    headings = ("Phân loại", "{{ so_sanh.ky_truoc|hoa_dau }}", "{{ ky.ten|hoa_dau }}", "Thay đổi")
    fields = ("{{ l.ten|hoa_dau }}", "{{ l.so_truoc }}", "{{ l.so }}", "{{ l.thay_doi|hoa_dau }}")
    rows = table(
        "ND30Bang",
        widths,
        row(
            *(cell(w, p("ND30BangDau", text), align="center") for w, text in zip(widths, headings, strict=True)),
            header=True,
        ),
        row_loop(
            "l in tong_hop.loai",
            widths,
            row(
                *(
                    cell(w, p("ND30BangGiua" if index else "ND30BangChu", text))
                    for index, (w, text) in enumerate(zip(widths, fields, strict=True))
                )
            ),
        ),
    )
    moved = loop(
        "b in so_sanh.chuyen_loai",
        p("ND30DoanVan", "- {{ b.so }} nhiệm vụ từ {{ b.tu }} chuyển sang {{ b.den }}: {{ b.ma }}."),
    )
    new = when(
        "so_sanh.them",
        p(
            "ND30DoanVan",
            "{{ so_sanh.them|length }} nhiệm vụ mới so với {{ so_sanh.ky_truoc }}: "
            "{{ so_sanh.them|join(', ', 'ma') }}.",
        ),
    )
    gone = when(
        "so_sanh.bot",
        p("ND30DoanVan", "{{ so_sanh.bot|length }} nhiệm vụ của {{ so_sanh.ky_truoc }} không còn trong kế hoạch:"),
        loop(
            "b in so_sanh.bot",
            p("ND30DoanVan", "- {{ b.ma }} ({{ b.tom_tat }}), {{ b.chu_tri }} chủ trì: khi ấy {{ b.ten_loai }}."),
        ),
    )
    return when(
        "so_sanh",
        p("ND30TenBang", "Phân loại nhiệm vụ so với {{ so_sanh.ky_truoc }}")
        + rows
        + p(
            "ND30DoanVan",
            "So với {{ so_sanh.ky_truoc }}{% if so_sanh.theo_van_ban %} ({{ so_sanh.theo_van_ban }}){% endif %}, "
            "{{ so_sanh.khong_doi_loai }} nhiệm vụ không đổi phân loại"
            "{% if so_sanh.chuyen_loai %}; các nhiệm vụ có thay đổi gồm:{% else %}.{% endif %}",
        )
        + moved
        + new
        + gone,
    )


def open_table() -> str:
    """Tasks that were open in the period before and still are: class, progress then and now."""
    one_a_line = r"|replace('; ', '\n')"  # several leads: a line for each
    columns = (
        (860, "Mã số", "ND30BangGiua", "{{ v.ma }}"),
        (0, "Nội dung", "ND30BangChu", "{{ v.tom_tat }}"),
        (1500, "Chủ trì", "ND30BangChu", "{{ v.chu_tri }}"),
        (
            1600,
            "Phân loại kỳ này",
            "ND30BangChu",
            "{{ v.ten_loai|hoa_dau }}{% if v.doi_loai %} (kỳ trước: {{ v.ten_loai_truoc }}){% endif %}",
        ),
        (1420, "Tiến độ kỳ trước", "ND30BangGiua", "{{ v.tien_do_truoc|hoa_dau" + one_a_line + " }}"),
        (1420, "Tiến độ kỳ này", "ND30BangGiua", "{{ v.tien_do|hoa_dau" + one_a_line + " }}"),
    )
    rest = TEXT_WIDTH - sum(column[0] for column in columns)
    widths = tuple(column[0] or rest for column in columns)
    return when(
        "so_sanh and so_sanh.do_dang",
        p(
            "ND30TenBang",
            "Nhiệm vụ còn dở dang từ {{ so_sanh.ky_truoc }}: {{ so_sanh.do_dang|length }} nhiệm vụ",
        )
        + table(
            "ND30Bang",
            widths,
            row(
                *(
                    cell(w, p("ND30BangDau", column[1]), align="center")
                    for w, column in zip(widths, columns, strict=True)
                ),
                header=True,
            ),
            row_loop(
                "v in so_sanh.do_dang",
                widths,
                row(*(cell(w, p(column[2], column[3])) for w, column in zip(widths, columns, strict=True))),
            ),
        ),
    )
