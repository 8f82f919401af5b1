"""The outline of the periodic reports: headings and standing sentences; what is said under them comes as places.

A place (``loi_van``, and ``loi_van`` of each group) is text that the program writes or the office has rewritten: its
paragraphs are printed as they come, footnotes and list signs included.
"""

from __future__ import annotations

from source.appendices import goal_table, work_table
from source.blocks import addressees, appendix, end_of_appendix, end_of_body, head, needed, signature
from source.kinds import SUBJECT, SYMBOL, Report
from source.ooxml import block_control, document, loop, p, tag, when

_TARGETS_IN_PROSE = 8
"""More targets than these are told in a table, not in sentences."""
_TARGETS_TOLD = f"chi_tieu and (loi_van.chi_tieu.co or chi_tieu|length > {_TARGETS_IN_PROSE})"


def place(place: str, title: str, style: str = "ND30DoanVan") -> str:
    """A fixed place: its paragraphs in a control of its own, so that what is edited in Word finds its way back."""
    return _control(place, title, f"loi_van.{place.replace('-', '_')}", style)


def _control(place: str, title: str, name: str, style: str = "ND30DoanVan") -> str:
    return block_control(f"loi-van:{place}", f"Lời văn: {title}", loop(f"d in {name}.doan", p(style, "{{ d }}")))


def chapter(title: str, *content: str) -> str:
    """A chapter under the next Roman numeral: what is left out takes its number along."""
    return tag("set muc = muc + 1") + p("Heading1", f"{{{{ muc|la_ma }}}}. {title}") + "".join(content)


def missing_units() -> str:
    """Who has not sent, in yellow: nobody signs that unseen."""
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


def _results() -> str:
    """Targets, then the groups part by part, then what came up beyond the plan, numbered through."""
    return (
        tag(f"set truoc = 1 if {_TARGETS_TOLD} else 0")
        + when(
            "truoc",
            p("Heading2", "1. Kết quả thực hiện chỉ tiêu"),
            place("chi-tieu", "Kết quả thực hiện các chỉ tiêu"),
            when(f"chi_tieu|length > {_TARGETS_IN_PROSE}", goal_table(wide=False)),
        )
        + _groups()
        + when(
            "loi_van.phat_sinh.co",
            p("Heading2", "{{ truoc + phan_co|length + 1 }}. {{ loi_van.phat_sinh.tieu_de }}"),
            place("phat-sinh", "Nhiệm vụ phát sinh ngoài Kế hoạch"),
        )
    )


def told() -> str:
    """All that the section of the group ``n`` prints, place by place."""
    return loop("c in n.cac_cho", _control("{{ c.ma }}", "{{ c.tieu_de }}", "c"))


def _groups() -> str:
    group = when("not n.khong_chia", p("Heading3", "{{ n.chu }}) {{ n.loi_van.tieu_de }}")) + told()
    title = "{% if f.ten %}{{ f.ten }}{% else %}Kết quả thực hiện nhiệm vụ{% endif %}"
    return loop("f in phan_co", p("Heading2", f"{{{{ truoc + loop.index }}}}. {title}"), loop("n in f.nhom", group))


def shortcomings() -> str:
    """Shortcomings and causes, each under a heading of its own where there are both."""
    both = "loi_van.ton_tai.co and loi_van.nguyen_nhan.co"
    title = (
        f"{{% if {both} %}}TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN{{% elif loi_van.ton_tai.co %}}TỒN TẠI, HẠN CHẾ"
        "{% else %}NGUYÊN NHÂN{% endif %}"
    )
    return when(
        "loi_van.ton_tai.co or loi_van.nguyen_nhan.co",
        chapter(
            title,
            when(both, p("Heading2", "1. Tồn tại, hạn chế")),
            place("ton-tai", "Tồn tại, hạn chế"),
            when(both, p("Heading2", "2. Nguyên nhân")),
            place("nguyen-nhan", "Nguyên nhân"),
        ),
    )


def _body() -> str:
    return (
        tag("set muc = 0")
        + place("mo-dau", "Mở đầu")
        + place("danh-gia-chung", "Đánh giá chung")
        + direction()
        + chapter("KẾT QUẢ THỰC HIỆN", missing_units(), _results())
        + shortcomings()
        + outlook()
        + proposals()
        + place("ket", "Kết thúc", "ND30DoanCuoi")
    )


def outlook() -> str:
    """What comes next, a chapter of its own."""
    title = "NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM {{ ky.ky_toi|upper }}"
    return when("loi_van.phuong_huong.co", chapter(title, place("phuong-huong", "Phương hướng, nhiệm vụ")))


def proposals() -> str:
    """What is asked of others, a chapter of its own."""
    return when("loi_van.kien_nghi.co", chapter("KIẾN NGHỊ, ĐỀ XUẤT", place("kien-nghi", "Kiến nghị, đề xuất")))


def direction(title: str = "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH") -> str:
    """Direction and the counted sentence on the plan, a chapter of its own."""
    return when(
        "loi_van.chi_dao_dieu_hanh.co", chapter(title, place("chi-dao-dieu-hanh", "Công tác chỉ đạo, điều hành"))
    )


def beginning() -> tuple[str, ...]:
    """What every report begins with: head, type, subject, addressees."""
    return (
        head(SYMBOL),
        p("ND30TenLoai", "BÁO CÁO"),
        p("ND30TrichYeu", SUBJECT),
        p("ND30KeNgan"),
        addressees(),
    )


def ending(*, compared: bool) -> tuple[str, ...]:
    """What every report ends with: signature, and the appendices where the period has any."""
    return (
        signature(),
        end_of_body(),
        when(
            "ky.co_phu_luc and chi_tieu",
            appendix("{{ phu_luc.chi_tieu }}", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", "Báo cáo", SYMBOL, 1011),
            goal_table(wide=True, compared=compared),
            end_of_appendix(),
        ),
        when(
            "ky.co_phu_luc",
            appendix("{{ phu_luc.nhiem_vu }}", "KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ", "Báo cáo", SYMBOL, 1021),
            work_table(compared=compared),
            p("ND30NgatPhan"),
        ),
        end_of_appendix(last=True),
    )


def report_document(report: Report) -> str:
    """The document part of one report template."""
    return document(
        (
            *beginning(),
            _body(),
            *ending(compared=report.compared),
        )
    )
