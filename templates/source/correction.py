"""The letter of correction (công văn đính chính, Nghị định 30, Điều 18 khoản 3): its outline and standing sentences."""

from __future__ import annotations

from source.blocks import MARGINS, PORTRAIT, addressees, signature
from source.letters import letter_head
from source.ooxml import document, loop, p, section, when

CORRECTION_FILE = "cong-van-dinh-chinh"

_DECREE = "khoản 3 Điều 18 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư"


def _recalled() -> str:
    """Which document it is, that it has slips of form, and on what ground they are corrected."""
    slips = "sai sót về kỹ thuật trình bày"
    return p("ND30DoanVan", "{{ co_quan.ten }} đã ban hành {{ van_ban.day_du }}.") + p(
        "ND30DoanVan",
        f"Do sơ suất trong khâu soạn thảo, {{{{ van_ban.loai }}}} có {slips}. Căn cứ {_DECREE}, {{{{ co_quan.ten }}}} "
        "đính chính như sau:",
    )


def _corrected() -> str:
    several = loop("c in dinh_chinh", p("ND30DoanVan", "{{ loop.index }}. " + _said("c")))
    return when("dinh_chinh|length == 1", p("ND30DoanVan", _said("dinh_chinh[0]")), otherwise=several)


def _said(place: str) -> str:
    return f"Tại {{{{ {place}.noi }}}}: đã viết “{{{{ {place}.sai }}}}”, nay sửa lại là “{{{{ {place}.dung }}}}”."


def _closing() -> str:
    return p(
        "ND30DoanVan",
        "Các nội dung khác của {{ van_ban.ngan }} không thay đổi. Công văn này là một phần không tách rời của "
        "{{ van_ban.ngan }}.",
    ) + p(
        "ND30DoanCuoi",
        "{{ co_quan.ten }} kính gửi các cơ quan, đơn vị, cá nhân đã nhận {{ van_ban.ngan }} biết, sử dụng theo nội "
        "dung đã đính chính./.",
    )


def correction_document() -> str:
    """The document part of the letter's template."""
    return document(
        (
            letter_head("/{{ co_quan.ky_hieu }}-{{ don_vi_viet_tat }}", "thang", "nam"),
            addressees(),
            _recalled(),
            _corrected(),
            _closing(),
            signature(),
            p("ND30NgatPhan"),
            section(PORTRAIT, MARGINS, last=True),
        )
    )
