"""Các mẫu trình bày văn bản kết thúc phần nội dung bằng dấu «./.».

Căn cứ: Phụ lục III, mục II, các mẫu 1.1 đến 1.10.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, Unseen, View
from reportgen.nd30.mends import retyped
from reportgen.nd30.own_form import general_form
from reportgen.patterns import regex
from reportgen.wordview.changes import Change

CLAUSE = Clause.of(__doc__)
_END = regex(r"(?<=[\w)»”\"])(\s*(?:\.+\s*/*\.?|/\.?)?)(?=\s*\Z)")
"""The end of a sentence, with whatever was typed for the sign."""


def check(view: View) -> Iterator[Breach]:
    """The last line of the text ends with ``./.``."""
    view.administrative()
    general_form(view)
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    lines = [line for line in view.anatomy.body if not line.text.startswith("(")]  # «(Gửi kèm …)» follows the end
    last = (lines or view.anatomy.body)[-1]
    if not last.text.endswith("./."):
        found = f"nội dung kết thúc bằng «{last.text.split()[-1]}»"
        yield Breach(view.where(last), found, "kết thúc bằng «./.»", "thêm ./. cuối phần nội dung")


def mend(view: View) -> Iterator[Change]:
    """``./.`` behind the last word, in place of a full stop; a line that ends with another sign may not be the last."""
    last = view.anatomy.body[-1:]
    return retyped((line for line in last if not line.text.endswith("./.")), _END, "./.")


RULES = (Rule("PL3-MAU/dau-ket-thuc", "Dấu kết thúc nội dung", CLAUSE, check, Level.KHUYEN_NGHI, mends=mend),)
