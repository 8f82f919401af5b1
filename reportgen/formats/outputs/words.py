"""How the office's words stand, as ``status`` and ``draft`` print it as JSON."""

from __future__ import annotations

from reportgen.formats.wire import TEXT, Shape, choice, list_of, need
from reportgen.record import record

STANDING = choice("lời văn", {name: name for name in ("tu-dong", "co-quan", "cu", "bo")})


@record
class SourceChange:
    """A source of stale words: its line as it was read, and as it is now; either is empty where there is none."""

    was: str
    now: str


@record
class PlaceLine:
    """How a place of the report is worded; ``changes``: what has changed under stale words, as far as it is known."""

    place: str
    heading: str
    standing: str
    changes: tuple[SourceChange, ...]


CHANGE = Shape(
    "nguồn đã đổi",
    SourceChange,
    need("truoc", "was", TEXT, "Nguồn khi viết lời văn; trống là mới có"),
    need("nay", "now", TEXT, "Nguồn hôm nay; trống là không còn"),
)
PLACE = Shape(
    "lời văn một chỗ",
    PlaceLine,
    need("cho", "place", TEXT, "Tên chỗ: mã nhóm như `I.II`, hoặc tên cố định như `ton-tai`"),
    need("tieu_de", "heading", TEXT, "Đề mục"),
    need("tinh_trang", "standing", STANDING, "Tự động, lời của cơ quan, lời của cơ quan mà nguồn đã đổi, không in"),
    need("nguon_doi", "changes", list_of(CHANGE), "Những nguồn đã đổi từ khi viết, trước và nay"),
)
