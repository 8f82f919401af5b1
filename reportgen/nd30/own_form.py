"""Which documents may follow a form of their own, and which bear the general head and are bound by the general form.

Minutes, invitations, letters of introduction are written by the templates of the decree (Mẫu 1.7 to 1.10) too, with
a number, Nơi nhận and ``./.``: one that an agency has numbered is held to them, one without a number is left alone.
"""

from __future__ import annotations

from reportgen.nd30.base import Inapplicable, View
from reportgen.nd30.types import OWN_FORMS
from reportgen.wordview.anatomy import Component

_FREE = ("hợp đồng", "bản ghi nhớ", "bản thỏa thuận", "phiếu gửi", "phiếu chuyển", "phiếu báo", "giấy ủy quyền")
"""Types for which the decree has no template: of the parties, or of an office's own daily use."""


def may_follow_own_form(view: View) -> bool:
    """Tell whether a document may follow a form of its own: by its type, and because it lacks the general head."""
    if view.kind not in OWN_FORMS:
        return False
    return view.kind in _FREE or not _numbered(view)


def _numbered(view: View) -> bool:
    """Tell whether the general head is there, with a number given to the document."""
    numbers = view.all(Component.SO_KY_HIEU)
    headed = all(view.all(part) for part in (Component.QUOC_HIEU, Component.CO_QUAN))
    return headed and any(char.isdigit() for line in numbers for char in line.text.split("/")[0])


def general_form(view: View) -> None:
    """Raise Inapplicable for a document that may follow a form of its own."""
    if may_follow_own_form(view):
        raise Inapplicable(f"{view.kind} có thể theo mẫu riêng")
