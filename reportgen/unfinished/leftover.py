"""What is told of something unfinished: its kind, its words, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportgen.record import record
from reportgen.vn.text import shorten

BLANK, MARKED, TRACKED, COMMENT, HIDDEN, TURNED, LIVING, DRAFT = (
    "cho-trong",
    "to-vang",
    "vet-sua",
    "ghi-chu",
    "chu-an",
    "dao-chu",
    "tu-doi",
    "du-thao",
)
WORDS: Mapping[str, str] = {
    BLANK: "còn chỗ chờ điền",
    MARKED: "còn chữ tô vàng hoặc tô màu khác: chỗ đã điền mà chưa bỏ tô, hoặc câu nói còn thiếu",
    TRACKED: "còn vết sửa (Track Changes)",
    COMMENT: "còn ghi chú bên lề (Comments)",
    HIDDEN: "có chữ ẩn mà người nhận tệp đọc được",
    TURNED: "có ký tự không hiện ra làm đảo hoặc giấu chữ: chữ in ra khác chữ lưu trong tệp",
    LIVING: "có trường tự đổi theo ngày hoặc theo tệp khác",
    DRAFT: "còn ghi là dự thảo",
}
"""What each kind is."""
ADVICE: Mapping[str, str] = {
    BLANK: "điền các chỗ ấy trong Word; thiếu số, ngày của kế hoạch thì ghi so, ngay vào kế hoạch rồi soạn lại",
    MARKED: (
        "bổ sung điều còn thiếu; chỗ đã điền thì trong Word bôi đen, nhấn Ctrl+Phím cách để bỏ tô màu; tô theo đoạn "
        "hoặc theo ô bảng thì chọn lại Tô bóng (Shading): Không màu (No Color)"
    ),
    TRACKED: "trong Word: Xem lại (Review) › Chấp nhận (Accept) hoặc Từ chối (Reject) hết các vết sửa",
    COMMENT: "trong Word: Xem lại (Review) › Xóa (Delete) hết các ghi chú",
    HIDDEN: (
        "trong Word: bôi đen, Phông chữ (Font), bỏ dấu Ẩn (Hidden), chữ trắng hoặc quá nhỏ thì chọn lại màu, cỡ, rồi "
        "xóa hoặc giữ chữ ấy; hình, hộp ẩn: Trang chủ (Home) › Chọn (Select) › Ngăn lựa chọn (Selection Pane), cho "
        "hiện rồi xóa hoặc giữ"
    ),
    TURNED: "xóa cả đoạn chữ ấy rồi tự gõ lại, đừng dán",
    LIVING: (
        "trong Word: bôi đen chỗ ấy, nhấn Ctrl+Shift+F9 để đổi thành chữ thường; tệp chèn thì chép nội dung vào; ô nội "
        "dung lấy chữ ở phần khác của tệp thì bấm chuột phải, Loại bỏ ô (Remove Content Control), rồi gõ lại chữ đúng"
    ),
    DRAFT: (
        "xóa dòng chữ dự thảo; ở đầu trang, cuối trang thì bấm đúp vào đó; chữ mờ dưới nền thì thẻ Thiết kế (Design), "
        "Hình mờ (Watermark), Loại bỏ (Remove)"
    ),
}
"""What to do about each kind."""
_SHOWN = 3
_LONGEST = 90
"""Characters of a text that are shown whole: a blank with the words around it has no more."""


@record
class Leftover:
    """Something unfinished: its ``kind`` (one of :data:`WORDS`), its text, how often it stands there.

    ``place``: where it stands first; empty in the plain body.
    """

    kind: str
    text: str
    count: int = 1
    place: str = ""


def leftovers_by_kind(leftovers: Iterable[Leftover]) -> dict[str, list[Leftover]]:
    """Return leftovers by kind, in the order in which the kinds are told."""
    found: dict[str, list[Leftover]] = {kind: [] for kind in WORDS}
    for leftover in leftovers:
        found[leftover.kind].append(leftover)
    return {kind: these for kind, these in found.items() if these}


def leftover_words(kind: str, found: Sequence[Leftover]) -> str:
    """Return leftovers of one kind in words: what they are, how many, the first few with their places."""
    count = sum(leftover.count for leftover in found)
    told = [_told(leftover) for leftover in found if leftover.text.strip()][:_SHOWN]
    shown = f": {', '.join(told)}" + (" …" if len(found) > _SHOWN else "") if told else ""
    return f"{WORDS[kind]}, {count} chỗ{shown}"


def _told(leftover: Leftover) -> str:
    place = f" ({leftover.place})" if leftover.place else ""
    text = leftover.text if len(leftover.text) <= _LONGEST else shorten(leftover.text, _LONGEST)
    return f"«{text}»{place}"
