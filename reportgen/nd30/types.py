"""Document types and their abbreviations (Nghị định 30, Phụ lục III, mục I)."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.vn.text import fold
from reportgen.wordview.anatomy.parts import LETTER

CODES: Mapping[str, str] = {
    "nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "quy chế": "QC", "quy định": "QyĐ",
    "thông cáo": "TC", "thông báo": "TB", "hướng dẫn": "HD", "chương trình": "CTr", "kế hoạch": "KH",
    "phương án": "PA", "đề án": "ĐA", "dự án": "DA", "báo cáo": "BC", "biên bản": "BB", "tờ trình": "TTr",
    "hợp đồng": "HĐ", "công điện": "CĐ", "bản ghi nhớ": "BGN", "bản thỏa thuận": "BTT", "giấy ủy quyền": "GUQ",
    "giấy mời": "GM", "giấy giới thiệu": "GGT", "giấy nghỉ phép": "GNP", "phiếu gửi": "PG",
    "phiếu chuyển": "PC", "phiếu báo": "PB",
}  # fmt: skip
COPY_CODES = ("SY", "SL", "TrS")

BY_CODE: Mapping[str, str] = {code: name for name, code in CODES.items()}

OWN_FORMS = (
    "hợp đồng", "bản ghi nhớ", "bản thỏa thuận", "biên bản", "phiếu gửi", "phiếu chuyển", "phiếu báo", "giấy mời",
    "giấy giới thiệu", "giấy nghỉ phép", "giấy ủy quyền", "quy chế", "quy định", "dự án", "đề án", "phương án",
)  # fmt: skip
"""Types that have forms of their own: what the general form asks of a head and foot need not be there."""

BETWEEN_PARTIES = ("hợp đồng", "bản ghi nhớ", "bản thỏa thuận", "biên bản")
"""Types that several people sign, each for himself."""

DECIDED: Mapping[str, str] = {"quyết định": "QUYẾT ĐỊNH", "nghị quyết": "QUYẾT NGHỊ"}
"""Types that decide in articles, and the word above these."""


_NAMED = {fold(kind): kind for kind in (*CODES, LETTER)} | {fold(code): kind for code, kind in BY_CODE.items()}


def type_named(name: str) -> str | None:
    """Return the type that ``name`` (``báo cáo``, ``Báo cáo``, ``BC``, ``công văn``) means; None when there is none."""
    return _NAMED.get(fold(name))
