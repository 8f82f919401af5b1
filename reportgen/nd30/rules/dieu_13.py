"""Cơ quan làm việc theo chế độ tập thể: người đứng đầu thay mặt tập thể ký, ghi «TM.»; cấp phó ký thay cũng
dưới «TM.». Cơ quan làm việc theo chế độ thủ trưởng: người đứng đầu ký, không ghi «TM.».

Căn cứ: Điều 13, khoản 1, khoản 2; Phụ lục I, Phần I, mục V, số thứ tự 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.signing import heads_unit, mark_of
from reportgen.nd30.types import DECIDED, OWN_FORMS
from reportgen.patterns import regex
from reportgen.vn.text import bare_words, without_accents
from reportgen.wordview.anatomy import Component

CLAUSE = Clause.of(__doc__)
_COLLECTIVE = regex(r"^(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b")
_COLLECTIVELY = ("nghị quyết", "báo cáo", "tờ trình", "kế hoạch", "chương trình", "đề án")
"""Types that a chairman does not sign in a competence of his own."""
_COUNCIL = regex(r"^(hoi dong nhan dan|hdnd)\b")
_COMMITTEE = regex(
    r"^(?:uy ban nhan dan|ubnd) (?P<level>tinh|thanh pho|tp|xa|phuong|dac khu|huyen|quan|thi (?:xa|tran))\b(?P<name>.*)"
)
_SAYS = (
    r"(?:kinh )?(?:de (?:nghi|xuat)|yeu cau|bao cao|trinh|thong (?:bao|nhat)|giao|nhan duoc|co y kien|cam on|huong dan|"
    r"moi)\b"
)
"""What the one that issues a document does in its text."""
_HEADED = regex(r"^(so|chi cuc|cuc|tong cuc|bo|phong|trung tam|van phong)\b")
_FOR_ALL = ("TM.", "TL.", "TUQ.")


def check_collective(view: View) -> Iterator[Breach]:
    """A people's committee or council is signed for with «TM.», unless a delegate signs."""
    if view.kind in OWN_FORMS:
        raise Inapplicable(f"{view.kind} có thể theo mẫu riêng")
    if not _COLLECTIVE.match(without_accents(view.agency_name)):
        raise Inapplicable("cơ quan ban hành không phải Ủy ban nhân dân, Hội đồng nhân dân")
    if view.kind == "nghị quyết" and _COUNCIL.match(without_accents(view.agency_name)):
        raise Inapplicable("nghị quyết của Hội đồng nhân dân do Chủ tịch hoặc chủ tọa kỳ họp ký chứng thực")
    if not _of_the_collective(view):
        raise Unseen("không rõ văn bản thuộc thẩm quyền của tập thể hay của người đứng đầu")
    first = view.need(Component.CHUC_VU)[0]
    if heads_unit(first):
        raise Unseen("người đứng đầu đơn vị thuộc cơ quan ký")
    if mark_of(first) not in _FOR_ALL:
        required = "dòng đầu là «TM. ỦY BAN NHÂN DÂN» hoặc «TM. HỘI ĐỒNG NHÂN DÂN»"
        advice = "thêm dòng TM. phía trên; văn bản thuộc thẩm quyền Chủ tịch thì tên cơ quan ban hành là CHỦ TỊCH"
        yield Breach(view.where(first), f"dòng đầu là «{first.text}»", required, advice)


def _of_the_collective(view: View) -> bool:
    """Tell whether the document is certainly the collective's own: by who decides, else by its type."""
    deciding = view.all(Component.THAM_QUYEN)
    if deciding:
        return bool(_COLLECTIVE.match(deciding[0].bare))
    return view.kind in _COLLECTIVELY or (view.kind not in DECIDED and _speaks(view))


def _speaks(view: View) -> bool:
    """Tell whether the committee speaks in the text («Ủy ban nhân dân xã đề nghị …»), and its chairman nowhere."""
    own = _COMMITTEE.match(bare_words(view.agency_name))
    if own is None:
        return False
    itself = rf"(?:uy ban nhan dan|ubnd) {own['level']}(?:{re.escape(own['name'])})? {_SAYS}"
    text = "\n".join(bare_words(line.text) for line in view.anatomy.body)
    return bool(re.search(itself, text)) and not re.search(f"chu tich {itself}", text)


def check_headed(view: View) -> Iterator[Breach]:
    """A department is signed for by its head, without «TM.»."""
    if not _HEADED.match(without_accents(view.agency_name)):
        raise Inapplicable("không rõ cơ quan ban hành làm việc theo chế độ thủ trưởng")
    first = view.need(Component.CHUC_VU)[0]
    if mark_of(first) == "TM.":
        advice = "xóa dòng TM.; cấp phó ký thì ghi KT. và chức vụ người đứng đầu"
        yield Breach(view.where(first), f"có «{first.text}»", "người đứng đầu ký, không ghi TM.", advice)


RULES = (
    Rule("D13-2/thay-mat", "Ký thay mặt tập thể", CLAUSE, check_collective, Level.KHUYEN_NGHI),
    Rule("D13-1/thu-truong", "Ký theo chế độ thủ trưởng", CLAUSE, check_headed, Level.KHUYEN_NGHI),
)
