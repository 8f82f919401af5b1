"""The reminder letter (công văn đôn đốc, Nghị định 30, Phụ lục III, mẫu 1.5): its outline and standing sentences."""

from __future__ import annotations

from source.blocks import MARGINS, PORTRAIT, addressees, signature
from source.letters import letter_head
from source.ooxml import document, loop, p, section, tag, when

REMINDER_FILE = "cong-van-don-doc"

_SYMBOL = "/{{ co_quan.ky_hieu }}-{{ dau_moi_viet_tat }}"
_END = "{{ '.' if loop.last else ';' }}"
_WORK = "{{ v.loai|hoa_dau }} {{ v.ma }}: {{ v.noi_dung }}"


def _recalled() -> str:
    return p("ND30DoanVan", "Theo {{ vien_dan }}, các đơn vị gửi báo cáo {{ ky.ten }} về {{ dau_moi }} {{ han }}.")


def _standing() -> str:
    """How it stands: what has come in, whether the deadline is past, and who is meant."""
    received = (
        "{% if not da_nhan %}chưa nhận được báo cáo của đơn vị nào"
        "{% else %}{{ 'mới' if qua_han and da_nhan < tong_so else 'đã' }} nhận được báo cáo của "
        "{{ da_nhan }}/{{ tong_so }} đơn vị"
        "{% if con_loi and don_vi|length > 1 %}, trong đó {{ con_loi }} báo cáo còn lỗi{% endif %}{% endif %}"
    )
    text = (
        "Đến ngày {{ hom_nay|ngay }}{% if qua_han %}, đã quá hạn {{ qua_han }} ngày{% endif %}, {{ dau_moi }} "
        + received
        + "{% if not qua_han %}; {% if con_lai %}còn {{ con_lai }} ngày là hết hạn gửi"
        "{% else %}hôm nay là ngày cuối của thời hạn gửi báo cáo{% endif %}{% endif %}."
    )
    one = p(
        "ND30DoanVan", text + " {{ don_vi[0].ten }} {{ don_vi[0].tinh_trang }}{{ ', gồm:' if don_vi[0].viec else '.' }}"
    )
    one += loop("v in don_vi[0].viec", p("ND30DoanVan", f"- {_WORK}{_END}"))
    several = p("ND30DoanVan", text + " Các đơn vị chưa hoàn thành báo cáo gồm:") + loop(
        "d in don_vi",
        tag("set cuoi = loop.last"),
        p(
            "ND30DoanVan",
            "- {{ d.ten }}: {{ d.tinh_trang }}{{ ', gồm:' if d.viec else '.' if cuoi else ';' }}",
        ),
        loop("v in d.viec", p("ND30DoanVan", f"+ {_WORK}{{{{ '.' if cuoi and loop.last else ';' }}}}")),
    )
    return when("don_vi|length == 1", one, otherwise=several)


def _asked() -> str:
    whom = "{{ don_vi[0].ten if don_vi|length == 1 else 'các đơn vị nêu trên' }}"
    purpose = (
        "để tổng hợp, báo cáo{% if noi_bao_cao %} {{ noi_bao_cao }}{% endif %}"
        "{% if han_tong_hop %} đúng hạn ({{ han_tong_hop }}){% endif %}"
    )
    return p(
        "ND30DoanVan",
        f"{{{{ co_quan.ten }}}} đề nghị {whom} {{{{ 'khẩn trương ' if qua_han else '' }}}}hoàn thành báo cáo, "
        f"gửi về {{{{ dau_moi }}}} {{{{ han_moi }}}} {purpose}.",
    )


def _closing() -> str:
    whom = "{{ don_vi[0].ten if don_vi|length == 1 else 'các đơn vị' }}"
    return p("ND30DoanCuoi", f"Đề nghị {whom} quan tâm, phối hợp thực hiện./.")


def reminder_document() -> str:
    """The document part of the letter's template."""
    return document(
        (
            letter_head(_SYMBOL, "ky.thang", "ky.nam"),
            addressees(),
            _recalled(),
            _standing(),
            _asked(),
            _closing(),
            signature(),
            p("ND30NgatPhan"),
            section(PORTRAIT, MARGINS, last=True),
        )
    )
