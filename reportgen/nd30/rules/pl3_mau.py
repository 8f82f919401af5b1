"""Các mẫu trình bày văn bản kết thúc phần nội dung bằng dấu «./.».

Căn cứ: Phụ lục III, mục II, các mẫu 1.1 đến 1.10.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.types import OWN_FORMS

CLAUSE = Clause.of(__doc__)


def check(view: View) -> Iterator[Breach]:
    """The last line of the text ends with ``./.``."""
    view.administrative()
    if view.kind in OWN_FORMS:
        raise Inapplicable(f"{view.kind} có thể theo mẫu riêng")
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    last = view.anatomy.body[-1]
    if not last.text.endswith("./."):
        found = f"nội dung kết thúc bằng «{last.text.split()[-1]}»"
        yield Breach(view.where(last), found, "kết thúc bằng «./.»", "thêm ./. cuối phần nội dung")


RULES = (Rule("PL3-MAU/dau-ket-thuc", "Dấu kết thúc nội dung", CLAUSE, check, Level.KHUYEN_NGHI),)
