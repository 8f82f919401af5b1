"""Tên cơ quan, tổ chức của Việt Nam: viết hoa chữ cái đầu của các từ, cụm từ chỉ loại hình cơ quan, tổ chức; chức
năng, lĩnh vực hoạt động của cơ quan, tổ chức.

Căn cứ: Phụ lục II, mục IV, khoản 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, View
from reportgen.patterns import regex
from reportgen.vn.text import upper_first

CLAUSE = Clause.of(__doc__)
_DEPARTMENT = (
    r"sở (?:[Nn]ội vụ|[Tt]ài chính|[Yy] tế|[Xx]ây dựng|[Tt]ư pháp|[Cc]ông [Tt]hương|[Gg]iáo dục và [Đđ]ào tạo|"
    r"[Kk]hoa học và [Cc]ông nghệ|[Nn]ông nghiệp và [Mm]ôi trường)\b"
)
_SMALL = regex(
    r"\b(?:(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân)(?= (?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận)\b)|"
    rf"(?<!cơ )(?<!trụ )(?<![Cc]ác )(?<!hai )(?<!ba )\b{_DEPARTMENT}"
)
"""«cơ sở y tế» is no agency; after «các» it may be taken for the kind of agency."""
_COUNCILS = ("ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân")
_NAMED = regex(_DEPARTMENT)
"""With the councils, what a line must have to be worth the search: «cơ sở» stands in many."""


def check_agency(view: View) -> Iterator[Breach]:
    """The kind of agency is capitalised where a particular one is named."""
    lines = sorted({*view.holding(*_COUNCILS), *view.matching(_NAMED)}, key=lambda line: line.order)
    found = [(line, match) for line in lines if (match := _SMALL.search(line.text))]
    if found:
        right = _capitalised(found[0][1][0])
        yield view.breach_at(found, f"«{found[0][1][0]}» viết thường", f"«{right}»", f"sửa thành {right}")


def _capitalised(name: str) -> str:
    """Return an agency's name with capitals: of its kind, and of what it is in charge of."""
    kind, _, field = name.partition(" ")
    return f"{upper_first(kind)} {upper_first(field) if kind == 'sở' else field}"


RULES = (Rule("PL2-IV/co-quan", "Viết hoa tên cơ quan", CLAUSE, check_agency, Level.KHUYEN_NGHI),)
