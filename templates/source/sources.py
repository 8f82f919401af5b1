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
                "Còn {{ chua_gui|length }} đơn vị chưa gửi báo cáo: {{ chua_gui|join(', ') }}. "
                "Số liệu, nội dung dưới đây chưa bao gồm phần của đơn vị chưa gửi."
            ),
        ),
    )


def _targets(report: Report) -> str:
    result = (
        "{% if c.ty_le %}{{ c.ty_le }}{% if c.mau_so %} ({{ c.tu_so }}/{{ c.mau_so }}){% endif %}, {% endif %}"
        "{{ c.danh_gia }} (chỉ tiêu giao: {{ c.muc|thuong_dau }})"
        "{% if c.uoc %}; ước đến hết {{ ky.ten }}: {{ c.uoc }}"
        "{% if c.uoc_mau_so %} ({{ c.uoc_tu_so }}/{{ c.uoc_mau_so }}){% endif %}{% endif %}"
    )
    if report.compared:
        result += "{% if c.thay_doi %}; so với {{ so_sanh.ky_truoc }} ({{ c.ky_truoc }}): {{ c.thay_doi }}{% endif %}"
    why = when("s.nguyen_nhan", p("ND30DoanVan", "+ {{ s.don_vi }}, nguyên nhân: {{ s.nguyen_nhan }}"))
    remedy = when("s.giai_phap", p("ND30DoanVan", "+ {{ s.don_vi }}, giải pháp: {{ s.giai_phap }}"))
    return loop(
        "c in chi_tieu",
        p(
            "ND30DoanVan",
            f"- {{{{ c.ten }}}}: {result}.",
            run_when("c.ghi_chu", needed(" {{ c.ghi_chu|join('. ') }}.")),
        ),
        loop("s in c.don_vi", why, remedy),
        otherwise=p("ND30DoanVan", "Không."),
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


def _task(report: Report) -> str:
    changes = (
        (run("{% if v.moi_thay_doi %} So với kỳ trước: {{ v.moi_thay_doi }}.{% endif %}"),) if report.compared else ()
    )
    opening = p(
        "ND30DoanVan",
        "- Nhiệm vụ {{ v.ma }} ({{ v.tom_tat }}): ",
        run_when(
            "v.chua_bao_cao",
            needed("{{ v.ten_loai }}"),
            run("{{ v.ten_loai }}{% if v.tien_do %} ({{ v.tien_do }}){% endif %}"),
        ),
        ".",
        *changes,
    )
    name = "+ {{ k.don_vi }}{% if k.phoi_hop %} (phối hợp){% endif %}:"
    documents = (
        "{% if k.van_ban %}{% if k.doan[-1][-1] not in '.;:!?' %}.{% endif %} Văn bản: {{ k.van_ban }}.{% endif %}"
    )
    unit = (
        when(
            "k.doan|length == 0",
            p(
                "ND30DoanVan",
                name,
                " ",
                needed("chưa ghi kết quả."),
                run("{% if k.van_ban %} Văn bản: {{ k.van_ban }}.{% endif %}"),
            ),
        )
        + when("k.doan|length == 1", p("ND30DoanVan", name + " {{ k.doan[0] }}" + documents))
        + when(
            "k.doan|length > 1",
            p("ND30DoanVan", name),
            loop("d in k.doan", p("ND30DoanVan", "{{ d }}{% if loop.last %}" + documents + "{% endif %}")),
        )
    )
    absent = when(
        "v.thieu and not v.chua_bao_cao",
        p("ND30DoanVan", needed("+ Chưa báo cáo ({{ v.thieu|length }} đơn vị): {{ v.thieu|join(', ') }}.")),
    )
    return loop(
        "v in n.nhiem_vu",
        opening,
        loop("k in v.ket_qua", unit),
        absent,
        otherwise=p("ND30DoanVan", "Kế hoạch không giao nhiệm vụ trong nhóm này."),
    )


def _by_group(report: Report) -> str:
    group = p(
        "Heading3",
        "{{ n.chu }}) {{ n.ten }}{% if n.nhiem_vu %} ({{ n.nhiem_vu|length }} nhiệm vụ: "
        "{{ n.tong_hop.tom_tat_loai }}){% endif %}",
    )
    return loop(
        "f in phan",
        p("Heading2", "{{ loop.index + 2 }}. {% if f.ten %}{{ f.ten }}{% else %}Kết quả theo nhóm nhiệm vụ{% endif %}"),
        loop("n in f.nhom", group, _task(report)),
    )


def _beyond_plan() -> str:
    item = p(
        "ND30DoanVan",
        "- {{ y.don_vi }}: {{ y.viec|join(' ') }}{% if y.ket_qua %} Kết quả: {{ y.ket_qua|join(' ') }}{% endif %}"
        "{% if y.van_ban %} Văn bản: {{ y.van_ban }}.{% endif %}",
    )
    return when("phat_sinh", p("ND30DoanVan", "Việc phát sinh ngoài kế hoạch:"), loop("y in phat_sinh", item))


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
        + p("Heading2", "1. Kết quả thực hiện các chỉ tiêu")
        + _targets(report)
        + p("Heading2", "2. Kết quả thực hiện các nhiệm vụ")
        + _totals()
        + (comparison() + open_table() if report.compared else "")
        + unit_table()
        + _by_group(report)
        + _beyond_plan()
        + p("Heading1", "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
        + p("Heading2", "1. Tồn tại, hạn chế")
        + overdue
        + opinions("ton_tai", empty="")
        + opinions("kho_khan", empty="")
        + when("not qua_han and not ton_tai and not kho_khan", p("ND30DoanVan", "Không."))
        + p("Heading2", "2. Nguyên nhân")
        + opinions("nguyen_nhan_chung", empty="")
        + opinions("nguyen_nhan", empty="")
        + when("not nguyen_nhan_chung and not nguyen_nhan", p("ND30DoanVan", "Không."))
        + p("Heading1", "IV. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM {{ ky.ky_toi|upper }}")
        + opinions("phuong_huong", empty="")
        + opinions("ke_hoach_toi", empty="")
        + when("not phuong_huong and not ke_hoach_toi", p("ND30DoanVan", "Không."))
        + p("Heading1", "V. KIẾN NGHỊ, ĐỀ XUẤT")
        + opinions("kien_nghi")
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
            p("ND30TenPhuLuc", "SỐ LIỆU CHỈ TIÊU CỦA TỪNG ĐƠN VỊ"),
            target_table(report),
            end_of_appendix(),
            p("ND30TenPhuLuc", "TÌNH HÌNH NHIỆM VỤ CỦA TỪNG ĐƠN VỊ"),
            group_table(),
            p("ND30BangGiua"),
            task_table(report),
            p("ND30NgatPhan"),
            end_of_appendix(last=True),
        )
    )
