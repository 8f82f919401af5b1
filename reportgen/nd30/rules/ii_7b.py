"""Quyền hạn của người ký: «TM.» trước tên tập thể hoặc cơ quan; «Q.» trước chức vụ người đứng đầu khi giao
quyền; «KT.» trước chức vụ người đứng đầu khi ký thay; «TL.», «TUQ.» trước chức vụ người đứng đầu khi thừa lệnh,
thừa ủy quyền.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 7, điểm b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, View, Where
from reportgen.nd30.types import OWN_FORMS
from reportgen.vn.text import UPPER
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
ALLOWED = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
_LOOSE = re.compile(
    rf"^(T\s*[./]?\s*M|K\s*[./]?\s*T|T\s*[./]?\s*L|T\s*[./]?\s*U\s*[./]?\s*Q|Q)\s*[./]?\s+(?=[{UPPER}])"
)
_DEPUTY = re.compile(r"^((Q\.|QUYỀN) )?(PHÓ\b|THỨ TRƯỞNG|(\w+ )+PHÓ\b)", re.IGNORECASE)


def _prefix(line: Line) -> str:
    return next((mark for mark in ALLOWED if line.text.startswith(mark + " ")), "")


def check_present(view: View) -> Iterator[Breach]:
    """A document has a signature block: office and name."""
    view.administrative()
    if view.kind in OWN_FORMS:
        raise Inapplicable(f"{view.kind} có thể theo mẫu riêng")
    if not view.all(Component.CHUC_VU):
        advice = "ghi quyền hạn, chức vụ, họ tên người ký ở cuối văn bản, bên phải"
        yield Breach(Where(Component.CHUC_VU), "không thấy chức vụ người ký", "quyền hạn, chức vụ của người ký", advice)


def check_form(view: View) -> Iterator[Breach]:
    """The abbreviations are written as the clause writes them: capitals, a full stop, a space."""
    for line in view.need(Component.CHUC_VU):
        match = _LOOSE.match(line.text)
        glued = re.match(r"^(TM|KT|TL|TUQ)\.(?=\S)", line.text)
        if line.text.upper().startswith("QUYỀN "):
            yield Breach(view.where(line), "«QUYỀN»", "«Q.» trước chức vụ", "sửa QUYỀN thành Q.")
        elif (match and not _prefix(line)) or glued:
            found = f"«{line.text.split()[0]}»"
            yield Breach(view.where(line), found, f"{', '.join(ALLOWED)} rồi dấu cách", "gõ lại chữ viết tắt quyền hạn")


def check_order(view: View) -> Iterator[Breach]:
    """«TM.» comes first; below «KT.» stands the deputy who signs."""
    lines = view.need(Component.CHUC_VU)
    marks = [_prefix(line) for line in lines]
    if not any(marks):
        raise Inapplicable("chữ ký không có chữ viết tắt quyền hạn")
    if "TM." in marks[1:]:
        line = lines[marks.index("TM.", 1)]
        yield Breach(view.where(line), "TM. không ở dòng đầu", "TM. ở dòng đầu khối chữ ký", "chuyển dòng TM. lên trên")
    for at, mark in enumerate(marks):
        if mark == "KT." and not any(_DEPUTY.match(line.text) for line in lines[at + 1 :]):
            advice = "ghi chức vụ của người ký (cấp phó) ở dòng dưới"
            yield Breach(
                view.where(lines[at]),
                "dưới KT. không có chức vụ cấp phó",
                "KT. chức vụ người đứng đầu, dưới là chức vụ cấp phó",
                advice,
            )


def check_head(view: View) -> Iterator[Breach]:
    """After «KT.», «TL.», «TUQ.» stands the head's office, not a deputy's."""
    for line in view.need(Component.CHUC_VU):
        mark = _prefix(line)
        rest = line.text[len(mark) :].strip()
        if mark in ("KT.", "TL.", "TUQ.") and rest.upper().startswith("PHÓ "):
            required = f"{mark} rồi chức vụ của người đứng đầu"
            yield Breach(
                view.where(line), f"sau {mark} là {rest}", required, "ghi chức vụ người đứng đầu sau chữ viết tắt"
            )


RULES = (
    Rule("PL1-II-7b/chuc-vu", "Chức vụ người ký", CLAUSE, check_present),
    Rule("PL1-II-7b/quyen-han", "Chữ viết tắt quyền hạn", CLAUSE, check_form),
    Rule("PL1-II-7b/thu-tu", "Thứ tự quyền hạn, chức vụ", CLAUSE, check_order),
    Rule("PL1-II-7b/nguoi-dung-dau", "Chức vụ sau KT., TL., TUQ.", CLAUSE, check_head),
)
