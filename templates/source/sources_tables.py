"""The tables of the appendices: targets by unit, and every task."""

from __future__ import annotations

from source.appendices import WORK
from source.blocks import WIDE, needed
from source.kinds import Report
from source.ooxml import cell, loop, p, row, row_loop, row_when, run, run_when, table, when

_TOTAL = (
    "Tổng số: {{ tong_hop.tong_so }} nhiệm vụ{% if tong_hop.loai_co|length > 1 %}, gồm{% endif %}"
    "{% if tong_hop.tom_tat_loai %} {{ tong_hop.tom_tat_loai }}{% endif %}."
)

_UNIT_NOTE = (
    "{{ s.ghi_chu }}{% if s.nguyen_nhan %} Nguyên nhân: {{ s.nguyen_nhan }}{% endif %}"
    "{% if s.giai_phap %} Giải pháp: {{ s.giai_phap }}{% endif %}"
)


_WORK = (
    WORK + "{% if v.san_pham %}{{ '\\n' }}Sản phẩm: {{ v.san_pham }}{% endif %}"
    "{% if v.theo_doi %}{{ '\\n' }}Theo dõi: {{ v.theo_doi }}{% endif %}"
)
"""What the plan says of a task beside its own columns; the internal document's table does not drop empty ones."""


def _header_row(widths: tuple[int, ...], texts: tuple[str, ...]) -> str:
    cells = (cell(w, p("ND30BangDau", text), align="center") for w, text in zip(widths, texts, strict=True))
    return row(*cells, header=True)


def _plain_row(widths: tuple[int, ...], fields: tuple[tuple[str, str], ...]) -> str:
    return row(*(cell(w, p(style, text)) for w, (style, text) in zip(widths, fields, strict=True)))


def target_table(report: Report) -> str:
    """Each target with its sums, verdict and estimate, then each unit's figures."""
    columns = [
        (600, "STT", "ND30BangDau", "{{ c.so }}", "ND30BangGiua", ""),
        (0, "Chỉ tiêu, đơn vị thực hiện", "ND30BangNhom", "{{ c.ten }}", "ND30BangChu", "{{ s.don_vi }}"),
        (1150, "Mức giao {{ ke_hoach.goi_nam }} {{ ke_hoach.nam }}", "ND30BangDau", "{{ c.muc }}", "ND30BangGiua", ""),
        (850, "Số đạt", "ND30BangDau", "{{ c.tu_so }}", "ND30BangGiua", "{{ s.tu_so }}"),
        (850, "Tổng số", "ND30BangDau", "{{ c.mau_so }}", "ND30BangGiua", "{{ s.mau_so }}"),
        (1000, "Kết quả", "ND30BangDau", "{{ c.ty_le }}", "ND30BangGiua", ""),
    ]
    if report.compared:
        columns += [
            (
                1050,
                "{{ so_sanh.ky_truoc|hoa_dau if so_sanh else 'Kỳ trước' }}",
                "ND30BangDau",
                "{{ c.ky_truoc }}",
                "ND30BangGiua",
                "",
            ),
            (1400, "Thay đổi", "ND30BangDau", "{{ c.thay_doi|hoa_dau }}", "ND30BangGiua", ""),
        ]
    columns += [
        (950, "Đánh giá", "ND30BangDau", "{{ c.danh_gia|hoa_dau }}", "ND30BangGiua", ""),
        (
            1350,
            "Ước đến hết {{ ky.ten }}",
            "ND30BangDau",
            "{{ c.uoc }}{% if c.uoc_mau_so and c.uoc %} ({{ c.uoc_tu_so }}/{{ c.uoc_mau_so }}){% endif %}",
            "ND30BangGiua",
            "{{ s.uoc }}",
        ),
        (
            1700,
            "Ghi chú",
            "ND30BangChu",
            "{{ c.ghi_chu|join('; ') }}",
            "ND30BangChu",
            _UNIT_NOTE,
        ),
    ]
    rest = WIDE - sum(column[0] for column in columns)
    widths = tuple(column[0] or rest for column in columns)
    shown = run_when("s.chua_bao_cao", needed("{{ s.ty_le }}"), run("{{ s.ty_le|hoa_dau }}"))
    unit_row = row(
        *(
            cell(width, p(column[4], shown if column[1] == "Kết quả" else column[5]))
            for width, column in zip(widths, columns, strict=True)
        )
    )
    return table(
        "ND30BangNoiDung",
        widths,
        _header_row(widths, tuple(column[1] for column in columns)),
        row_loop(
            "c in chi_tieu",
            widths,
            _plain_row(widths, tuple((column[2], column[3]) for column in columns)),
            row_loop("s in c.don_vi", widths, unit_row),
        ),
    )


def _result_cell(report: Report) -> str:
    progress = "{{ k.tien_do }}"
    if report.compared:
        progress += "{% if k.tien_do_truoc %}, kỳ trước {{ k.tien_do_truoc }}{% endif %}"
    unit = p(
        "ND30BangChu",
        "{% if v.ket_qua|length > 1 or v.thieu %}{{ k.viet_tat }}"
        "{% if k.phoi_hop %} (phối hợp){% elif k.tien_do %} (" + progress + "){% endif %}: {% endif %}"
        "{{ k.doan|join('\\n') }}",
        run_when("k.doan|length == 0", needed("chưa ghi kết quả.")),
        "{% if k.van_ban %}{% if k.doan and k.doan[-1][-1] not in '.;:!?' %}.{% endif %} Văn bản: {{ k.van_ban }}."
        "{% endif %}",
    )
    return loop("k in v.ket_qua", unit) + when(
        "v.thieu",
        p("ND30BangChu", needed("Chưa báo cáo ({{ v.thieu|length }} đơn vị): {{ v.thieu|join(', ') }}.")),
        otherwise=when("not v.ket_qua", p("ND30BangChu")),
    )


def task_table(report: Report) -> str:
    """Every task under its part and group, with the results of each unit."""
    progress = run_when(
        "v.chua_bao_cao",
        needed("Chưa báo cáo"),
        run("{{ v.ten_loai|hoa_dau }}{% if v.tien_do and v.ket_qua|length == 1 %} ({{ v.tien_do }}){% endif %}"),
    )
    notes = "{{ v.ghi_chu|join('; ') }}"
    if report.compared:
        notes += (
            "{% if v.thoi_han_truoc %}{% if v.ghi_chu %}; {% endif %}"
            "Thời hạn ở kỳ trước: {{ v.thoi_han_truoc|thuong_dau }}{% endif %}"
        )
    columns = [
        (780, "STT", p("ND30BangGiua", "{{ v.ma }}")),
        (0, "Nhiệm vụ", p("ND30BangChu", _WORK)),
        (1150 if not report.compared else 1050, "Chủ trì", p("ND30BangChu", "{{ v.chu_tri }}")),
        (1150 if not report.compared else 1050, "Phối hợp", p("ND30BangChu", "{{ v.phoi_hop }}")),
        (1220, "Thời hạn", p("ND30BangGiua", "{{ v.thoi_han }}")),
    ]
    if report.compared:
        columns.append(
            (
                1000,
                "Tiến độ kỳ trước",
                p(
                    "ND30BangChu",
                    "{% if v.moi %}Nhiệm vụ mới{% else %}{{ v.ten_loai_truoc|hoa_dau }}{% if v.tien_do_truoc and "
                    "v.ket_qua|length < 2 %} ({{ v.tien_do_truoc }}){% endif %}{% endif %}",
                ),
            )
        )
    columns += [
        (1000, "{{ 'Tiến độ kỳ này' if so_sanh else 'Tiến độ' }}", p("ND30BangChu", progress)),
        (4400 if not report.compared else 4300, "Kết quả", _result_cell(report)),
        (1220, "Ghi chú", p("ND30BangChu", notes)),
    ]
    rest = WIDE - sum(column[0] for column in columns)
    widths = tuple(column[0] or rest for column in columns)

    def merged(text: str) -> str:
        return row(cell(WIDE, p("ND30BangNhom", text), span=len(widths)))

    task_row = row(*(cell(width, column[2]) for width, column in zip(widths, columns, strict=True)))
    return table(
        "ND30BangNoiDung",
        widths,
        _header_row(widths, tuple(column[1] for column in columns)),
        row_loop(
            "f in phan",
            widths,
            row_when("f.ten", widths, merged("{% if f.so %}PHẦN {{ f.so }}. {% endif %}{{ f.ten|upper }}")),
            row_loop(
                "n in f.nhom",
                widths,
                merged("{{ n.so }}. {{ n.ten }}{% if not n.nhiem_vu %} (kế hoạch không giao nhiệm vụ){% endif %}"),
                row_loop("v in n.nhiem_vu", widths, task_row),
            ),
        ),
        row(
            cell(
                WIDE,
                p(
                    "ND30BangNhom",
                    _TOTAL,
                ),
                span=len(widths),
            )
        ),
    )
