"""Phần Kính gửi có ở công văn, tờ trình, báo cáo gửi cấp trên; quyết định, nghị quyết chỉ có phần Nơi nhận. Nơi
nhận: có Kính gửi thì dòng đầu là «Như trên».

Căn cứ: Phụ lục I, Phần I, mục II, khoản 9, điểm b, điểm c.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Rule, Unseen, View, Where
from reportgen.nd30.own_form import general_form
from reportgen.nd30.types import DECIDED
from reportgen.nd30.upward import superior
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.parts import LIKELY

CLAUSE = Clause.of(__doc__)
ADDRESSED = ("công văn", "tờ trình")


def check_addressed(view: View) -> Iterator[Breach]:
    """Letters and submissions name whom they are sent to; a report does when it goes to a superior."""
    view.administrative()
    if view.kind == "báo cáo":
        yield from _upward(view)
        return
    if view.kind not in ADDRESSED:
        raise Inapplicable(f"{view.kind} không cần phần Kính gửi")
    if not view.all(Component.KINH_GUI):
        if view.kind == "công văn" and view.anatomy.confidence.get(Component.TRICH_YEU_CV, 1) < LIKELY:
            raise Unseen("không chắc là công văn: dưới số, ký hiệu không có «V/v»")
        advice = "thêm «Kính gửi: …» trước phần nội dung"
        yield Breach(Where(Component.KINH_GUI), "không có phần Kính gửi", f"{view.kind} có phần Kính gửi", advice)


def _upward(view: View) -> Iterator[Breach]:
    """A report whose text says to which superior it goes names him under «Kính gửi»."""
    if view.all(Component.KINH_GUI):
        return
    found = superior(view)
    if found is None:
        raise Unseen("không rõ báo cáo có gửi cấp trên hay không")
    yield Breach(
        view.where(found.line, found.match),
        f"báo cáo gửi {found.name} mà không có phần Kính gửi",
        "báo cáo gửi cấp trên có phần Kính gửi",
        f"thêm «Kính gửi: {found.name}» dưới trích yếu, trước phần nội dung",
    )


def check_place(view: View) -> Iterator[Breach]:
    """Kính gửi stands below the type's name and the abstract, above the text."""
    line = view.optional(Component.KINH_GUI)[0]
    if any(other.order < line.order for other in view.anatomy.body):
        advice = "chuyển Kính gửi lên trên phần nội dung, dưới trích yếu"
        yield Breach(view.where(line), "ở dưới phần nội dung", "trước phần nội dung", advice)
        return
    if any(basis.order < line.order for basis in view.all(Component.CAN_CU)):
        advice = "chuyển Kính gửi lên trên căn cứ, dưới trích yếu"
        yield Breach(view.where(line), "ở dưới phần căn cứ", "trước căn cứ, dưới trích yếu", advice)
        return
    title = view.optional(Component.TEN_LOAI)[0]
    if line.order < title.order:
        advice = "chuyển Kính gửi xuống dưới trích yếu, trước phần nội dung"
        yield Breach(view.where(line), f"ở trên tên loại {title.text}", "dưới tên loại và trích yếu", advice)


def check_needless(view: View) -> Iterator[Breach]:
    """Decisions and resolutions are addressed to nobody: who has to carry them out stands in an article."""
    if view.kind not in DECIDED:
        raise Inapplicable("văn bản không phải quyết định, nghị quyết")
    if lines := view.all(Component.KINH_GUI):
        required, advice = f"{view.kind} chỉ có phần Nơi nhận", "xóa phần Kính gửi, ghi nơi gửi vào phần Nơi nhận"
        yield Breach(view.where(lines[0]), f"{view.kind} có phần Kính gửi", required, advice)


def check_recipients(view: View) -> Iterator[Breach]:
    """A document has a Nơi nhận list."""
    view.administrative()
    general_form(view)
    if not view.all(Component.NOI_NHAN):
        advice = "thêm «Nơi nhận:» ở cuối văn bản, bên trái, ngang hàng với chức vụ người ký"
        yield Breach(Where(Component.NOI_NHAN), "không có phần Nơi nhận", "phần Nơi nhận", advice)


def check_above(view: View) -> Iterator[Breach]:
    """With Kính gửi, the first of the Nơi nhận list is «Như trên»."""
    if not view.all(Component.KINH_GUI):
        raise Inapplicable("văn bản không có phần Kính gửi")
    if view.kind in DECIDED:
        raise Inapplicable(f"{view.kind} không có phần Kính gửi")
    first = view.need(Component.NOI_NHAN_MUC)[0]
    if "nhu tren" not in first.bare:
        yield Breach(
            view.where(first), f"dòng đầu là «{first.text}»", "dòng đầu là «- Như trên;»", "thêm dòng «- Như trên;»"
        )


RULES = (
    Rule("PL1-II-9b/kinh-gui", "Có Kính gửi", CLAUSE, check_addressed),
    Rule("PL1-II-9b/kinh-gui-vi-tri", "Vị trí Kính gửi", CLAUSE, check_place),
    Rule("PL1-II-9b/kinh-gui-thua", "Kính gửi trong quyết định, nghị quyết", CLAUSE, check_needless),
    Rule("PL1-II-9b/noi-nhan", "Có Nơi nhận", CLAUSE, check_recipients),
    Rule("PL1-II-9b/nhu-tren", "Dòng «Như trên»", CLAUSE, check_above),
)
