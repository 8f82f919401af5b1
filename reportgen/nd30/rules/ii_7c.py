"""Họ tên người ký không ghi học hàm, học vị, danh hiệu, trừ văn bản của đơn vị vũ trang, sự nghiệp giáo dục, y
tế, khoa học do người đứng đầu ngành quy định.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 7, điểm c.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy import Part

CLAUSE = Clause.of(__doc__)
_TITLE = re.compile(
    r"^((GS|PGS|TS|ThS|Th\.S|BS|CN|KS|DS|LS|BSCK\w*|CKI+|NGND|NSND|TSKH)[.\s]|Tiến sĩ|Thạc sĩ|Giáo sư|"
    r"Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Thiếu tướng|Trung tướng)",
    re.IGNORECASE,
)
_EXEMPT = re.compile(
    r"benh vien|truong|dai hoc|hoc vien|\bvien\b|y te|giao duc|khoa hoc|cong an|quan su|bo doi|tram y te"
)


def check(view: View) -> Iterator[Breach]:
    """The name stands without academic or other titles."""
    line = view.need(Part.HO_TEN)[0]
    match = _TITLE.match(line.text)
    if match is None:
        return
    if _EXEMPT.search(without_accents(view.agency_name)):
        raise Unseen("đơn vị giáo dục, y tế, khoa học, vũ trang: người đứng đầu ngành có thể quy định khác")
    found = f"trước họ tên có «{match[0].strip()}»"
    yield Breach(view.where(line), found, "chỉ ghi họ và tên", f"xóa {match[0].strip()}")


RULES = (Rule("PL1-II-7c/hoc-ham", "Học hàm, học vị trước họ tên", CLAUSE, check),)
