"""A file of the office's words that does not exist yet."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.consolidating.entry import PlaceEntry, lines_of
from reportgen.model.period_id import PeriodId
from reportgen.patching.block import block

HEADING = "tệp lời văn"
"""Owner of the block that explains the file."""
_EXAMPLE = 'dua_tren: [CT2, II.4, 6-thang/IV.2]; phep_tinh: {"3.924": "6.486 - 2.562"}'


def new_file(where: PeriodId, name: str, entries: Sequence[PlaceEntry]) -> str:
    """Return the text of a new file of words; ``name``: what the period is called."""
    lines = [*heading(name), f"ke_hoach: {where.plan}", f"ky_bao_cao: {where.period}", "loi_van:"]
    for entry in entries:
        lines += ["", *lines_of(entry)]
    return "\n".join(lines) + "\n"


def heading(name: str) -> list[str]:
    """Return the block that explains the file."""
    return block(
        HEADING,
        [
            f"Lời văn của báo cáo {name}, theo từng chỗ. Chỗ chưa ai sửa là lời tự động, đi theo số liệu; sửa noi_dung "
            "là thành lời của cơ quan, chương trình giữ nguyên và báo khi nguồn đổi.",
            "Các đoạn cách nhau một dòng trống; ^[…] là chú thích cuối trang. Mỗi chỗ ghi thêm được: bo: có (không "
            f"in), tieu_de (đề mục), gop_vao: III (kể chung vào nhóm III); {_EXAMPLE}.",
            "Phần #: và dòng dau do chương trình ghi; ghi chú của mình viết sau một dấu #.",
        ],
    )
