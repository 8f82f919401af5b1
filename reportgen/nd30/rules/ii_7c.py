"""Họ tên người ký không ghi học hàm, học vị, danh hiệu, trừ văn bản của đơn vị vũ trang, sự nghiệp giáo dục, y
tế, khoa học do người đứng đầu ngành quy định.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 7, điểm c.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Rule, Unseen, View
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component

CLAUSE = Clause.of(__doc__)
_TITLE = regex(
    r"^((GS|PGS|TS|ThS|Th\.S|BS|CN|KS|DS|LS|BSCK\w*|CKI+|NGND|NGUT|NGƯT|NSND|NSƯT|TTND|TTƯT|TSKH)[.\s]|"
    r"(Tiến|Thạc|Bác|Dược) (sĩ|sỹ)|(Phó )?Giáo sư|Kỹ sư|Luật sư|Cử nhân|"
    r"(Đại|Thượng|Trung|Thiếu) (tá|úy|tướng)|Nhà giáo|Thầy thuốc)",
    re.IGNORECASE,
)
_ADMINISTRATIVE = regex(r"(sở|phòng|bộ|cục|chi cục|ủy ban|uỷ ban|ubnd)\b", re.IGNORECASE)
"""Departments of those fields are no schools, hospitals or institutes."""
_EXEMPT = regex(r"^trường |đại học|học viện|bệnh viện|\bviện\b|y tế|giáo dục|khoa học|công an|quân sự|bộ đội")

_FORCES = regex(r"^(cong an|bo chi huy|ban chi huy quan su|bo doi)\b")
"""Who signs for another body than the one at the head, above the signer's office."""


def check(view: View) -> Iterator[Breach]:
    """The name stands without academic or other titles."""
    line = view.need(Component.HO_TEN)[0]
    match = _TITLE.match(line.text)
    if match is None:
        return
    own = _EXEMPT.search(view.agency_name.casefold()) and not _ADMINISTRATIVE.match(view.agency_name)
    inside = (each for each in view.anatomy.lines if each.holder == line.holder) if line.place.table else ()
    beside = any(_FORCES.match(each.bare) for each in inside)
    if own or beside:
        raise Unseen("đơn vị giáo dục, y tế, khoa học, vũ trang: người đứng đầu ngành có thể quy định khác")
    found = f"trước họ tên có «{match[0].strip()}»"
    yield Breach(view.where(line), found, "chỉ ghi họ và tên", f"xóa {match[0].strip()}")


RULES = (Rule("PL1-II-7c/hoc-ham", "Học hàm, học vị trước họ tên", CLAUSE, check),)
