"""The internal document: what every unit wrote, row by row, for whoever puts the report before its signer."""

from __future__ import annotations

from source.blocks import TEXT_WIDTH, end_of_appendix, end_of_body, names, needed, opinions
from source.counts import comparison, group_table, open_table, unit_table
from source.kinds import Report
from source.ooxml import document, loop, p, run, run_when, table, when
from source.sources_tables import target_table, task_table


def _opening() -> str:
    return p(
        "ND30DoanVan",
        "{% if ke_hoach.can_cu %}Thực hiện {% for c in ke_hoach.can_cu %}{{ c.day_du }}"
        "{{ ', ' if loop.last else '; ' }}{% endfor %}{% endif %}"
        "{{ co_quan.ten }} báo cáo kết quả {{ ky.ten }} thực hiện ",
        run_when("ke_hoach.da_ban_hanh", run("{{ ke_hoach.vien_dan }}"), needed("{{ ke_hoach.vien_dan }}")),
        " (số liệu tính từ ngày {{ ky.tu_ngay|ngay }} đến ngày {{ ky.den_ngay|ngay }}) như sau:",
    )


def _missing_units() -> str:
    return when(
        "chua_gui",
        p(
            "ND30DoanVan",
            needed(
                "Còn {{ chua_gui|length }} đơn vị chưa gửi báo cáo: {{ chua_gui|join('; ') }}. "
                "Số liệu, nội dung dưới đây chưa bao gồm phần của đơn vị chưa gửi."
            ),
        ),
    )


def _totals() -> str:
    listed = loop(
        "l in tong_hop.loai_co",
        p("ND30DoanVan", "- {{ l.ten|hoa_dau }}: {{ l.so }} nhiệm vụ ({{ l.ty_le }}){{ '.' if loop.last else ';' }}"),
    )
    dated = when(
        "tong_hop.co_han",
        p(
            "ND30DoanVan",
            "Trong {{ tong_hop.co_han }} nhiệm vụ có thời hạn: {% for l in tong_hop.loai_co_han %}{{ l.so }} nhiệm vụ "
            "{{ l.ten }} ({{ l.ty_le }}){{ '.' if loop.last else ', ' }}{% endfor %}",
        ),
    )
    return (
        p("ND30DoanVan", "Kế hoạch giao {{ tong_hop.tong_so }} nhiệm vụ. Đến ngày {{ ky.den_ngay|ngay }}:")
        + listed
        + dated
    )


def _left_out() -> str:
    """What the report has no room for: its reader looks for it here."""
    return when(
        "loi_van.chi_noi_bo",
        p("Heading1", "VI. Ý CỦA ĐƠN VỊ KHÔNG ĐƯA VÀO BÁO CÁO"),
        loop(
            "y in loi_van.chi_noi_bo",
            p(
                "ND30DoanVan",
                "- {{ y.don_vi }}{% if y.ma %} ({{ y.ma }}){% endif %}, {{ y.ten_muc }}: {{ y.doan|join(' ') }}",
            ),
        ),
    )


def _beyond_plan() -> str:
    item = p(
        "ND30DoanVan",
        "- {{ y.don_vi }}: {{ y.viec|join(' ') }}{% if y.ket_qua %} Kết quả: {{ y.ket_qua|join(' ') }}{% endif %}"
        "{% if y.van_ban %} Văn bản: {{ y.van_ban }}.{% endif %}",
    )
    return when("phat_sinh", p("ND30DoanVan", "Việc phát sinh ngoài kế hoạch:"), loop("y in phat_sinh", item))


def _done_late() -> str:
    return when(
        "hoan_thanh_muon",
        p("ND30DoanVan", "- Có {{ hoan_thanh_muon|length }} nhiệm vụ hoàn thành quá hạn:"),
        loop(
            "v in hoan_thanh_muon",
            p("ND30DoanVan", "+ Nhiệm vụ {{ v.ma }} ({{ v.tom_tat }}), thời hạn {{ v.han_hien_nay }}."),
        ),
    )


def _missed() -> str:
    return when(
        "chi_tieu_chua_dat",
        p("ND30DoanVan", "- Còn {{ chi_tieu_chua_dat|length }} chỉ tiêu chưa đạt mức giao:"),
        loop(
            "c in chi_tieu_chua_dat",
            p("ND30DoanVan", "+ {{ c.ma }} ({{ c.ten }}): kết quả {{ c.ty_le }}, mức giao {{ c.muc }}."),
        ),
    )


_LACKING = ("qua_han", "hoan_thanh_muon", "chi_tieu_chua_dat", "chua_gui", "ton_tai", "kho_khan")
"""What there is none of where there is no shortcoming."""


def _body(report: Report) -> str:
    overdue = when(
        "qua_han",
        p("ND30DoanVan", "- Còn {{ qua_han|length }} nhiệm vụ quá hạn:"),
        loop(
            "v in qua_han",
            p(
                "ND30DoanVan",
                "+ Nhiệm vụ {{ v.ma }} ({{ v.tom_tat }}): {{ v.ten_loai }}, thời hạn {{ v.han_hien_nay }}.",
            ),
        ),
    )
    return (
        p("Heading1", "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH")
        + opinions("chi_dao_dieu_hanh")
        + p("Heading1", "II. KẾT QUẢ THỰC HIỆN")
        + _missing_units()
        + when("noi_bat", p("ND30DoanVan", "Kết quả nổi bật:"), opinions("noi_bat", empty=""))
        + _totals()
        + (comparison() + open_table() if report.compared else "")
        + unit_table()
        + p(
            "ND30DoanVan",
            "{% if chi_tieu %}Số liệu từng chỉ tiêu, tình hình{% else %}Tình hình{% endif %} từng nhiệm vụ theo báo "
            "cáo của từng đơn vị: xem {% if chi_tieu %}các bảng{% else %}bảng{% endif %} kèm theo.",
        )
        + _beyond_plan()
        + p("Heading1", "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
        + p("Heading2", "1. Tồn tại, hạn chế")
        + overdue
        + _done_late()
        + _missed()
        + when("chua_gui", p("ND30DoanVan", "- Còn {{ chua_gui|length }} đơn vị chưa gửi báo cáo."))
        + opinions("ton_tai", empty="")
        + opinions("kho_khan", empty="")
        + when(f"not {' and not '.join(_LACKING)}", p("ND30DoanVan", "Không."))
        + p("Heading2", "2. Nguyên nhân")
        + opinions("nguyen_nhan_chung", empty="")
        + opinions("nguyen_nhan", empty="")
        + when("not nguyen_nhan_chung and not nguyen_nhan", p("ND30DoanVan", "Chưa đơn vị nào nêu."))
        + p("Heading1", "IV. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM {{ ky.ky_toi|upper }}")
        + opinions("phuong_huong", empty="")
        + opinions("ke_hoach_toi", empty="")
        + when("not phuong_huong and not ke_hoach_toi", p("ND30DoanVan", "Chưa đơn vị nào nêu."))
        + p("Heading1", "V. KIẾN NGHỊ, ĐỀ XUẤT")
        + opinions("kien_nghi")
        + _left_out()
    )


SOURCES_TITLE = "Bảng đối chiếu"
SOURCES_SUBJECT = "Tình hình của từng đơn vị, {{ ky.ten }}"
_HEAD = (TEXT_WIDTH - 5670, 5670)


def sources_document(report: Report) -> str:
    """The document part of the internal document: every unit's row in full, with code, progress and documents."""
    return document(
        (
            table("ND30Khung", _HEAD, names(_HEAD)),
            p("ND30TenLoai", "BẢNG ĐỐI CHIẾU"),
            p("ND30TrichYeu", SOURCES_SUBJECT),
            p("ND30KeNgan"),
            p("ND30KemTheo", "(Tài liệu nội bộ để đối chiếu khi trình ký, không ban hành)"),
            _opening(),
            _body(report),
            end_of_body(),
            when(
                "chi_tieu",
                p("ND30TenPhuLuc", "SỐ LIỆU CHỈ TIÊU CỦA TỪNG ĐƠN VỊ"),
                p("ND30BangGiua"),
                target_table(report),
                end_of_appendix(),
            ),
            p("ND30TenPhuLuc", "TÌNH HÌNH NHIỆM VỤ CỦA TỪNG ĐƠN VỊ"),
            group_table(),
            p("ND30BangGiua"),
            task_table(report),
            p("ND30NgatPhan"),
            end_of_appendix(last=True),
        )
    )
