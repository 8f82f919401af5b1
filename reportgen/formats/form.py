"""What a form in Word carries of itself: whose it is, and what stood in it when it was made."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.formats.wire import TEXT, Format, Shape, map_of, may, need
from reportgen.record import record

FORM_NAMESPACE = "urn:reportgen:bieu"
"""The namespace of the custom XML part that holds it."""


@record
class FormAsMade:
    """A form as it was made.

    ``texts``: what stood in each field, by its path (``nhiem_vu/I.1/ket_qua``); empty fields are left out.
    ``document``: the hash of the document part, so that a form in which nobody wrote is known. ``printed``: what the
    form says itself, by row and column (``nhiem_vu/I.1/Nhiệm vụ, thời hạn``), so that what was changed there is known.
    """

    plan: str
    period: str
    unit: str
    texts: Mapping[str, str]
    document: str
    printed: Mapping[str, str]


FORM_AS_MADE = Format(
    "biểu Word lúc tạo",
    Shape(
        "biểu Word lúc tạo",
        FormAsMade,
        need("ke_hoach", "plan", TEXT, "Mã kế hoạch"),
        need("ky_bao_cao", "period", TEXT, "Mã kỳ báo cáo"),
        need("don_vi", "unit", TEXT, "Mã đơn vị điền biểu"),
        need("noi_dung", "texts", map_of(TEXT), "Chữ điền sẵn trong từng ô, theo tên mục"),
        need("van_ban", "document", TEXT, "SHA-256 của phần nội dung trong tệp .docx lúc tạo"),
        may("in_san", "printed", map_of(TEXT), "Lời của kế hoạch in sẵn ở từng dòng, theo mã và đầu cột", {}),
    ),
    version=1,
)
