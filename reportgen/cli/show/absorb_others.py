"""What ``absorb`` prints of changes that are no words of a place: by kind, each with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reportgen.cli.show.changed import became, cut
from reportgen.model.words import PLACES

if TYPE_CHECKING:
    from reportgen.pipeline.absorb import Absorbed, Other

_LONG = 400
_SHORT = 40
_MOST = 12
"""Changes of one kind that are shown without --diff."""
_NUMBER = re.compile(r"(?:\d{1,2}|[IVXLC]{1,6})\.\s+|[a-zđ]\)\s+")
"""The number that the template puts before a heading."""
_OF_NUMBERS = ("cột STT", "cột TT", "cột Số TT")
"""How the place of a cell that only numbers its row ends."""
_WITH_HEADING = "phat-sinh"
"""The one fixed place whose heading the office can give."""
_HEADS = {
    "de-muc": "Đề mục",
    "cau-san": "Câu, đoạn ngoài các chỗ: sửa mẫu {template}, hoặc trong Word chuyển vào một chỗ rồi chạy lại",
    "bang": "Bảng: sửa tệp của đơn vị hoặc kế hoạch",
    "bang-moi": "Bảng thêm vào: chỉ còn trong tệp Word này, lời văn không giữ bảng",
    "noi-nhan": "Kính gửi, Nơi nhận: sửa kinh_gui, noi_nhan trong kế hoạch",
    "the-thuc": "Tên cơ quan, số, ngày, trích yếu, chữ ký: sửa co-quan.yaml, kế hoạch; số và ngày do issue điền",
    "dau-trang": "Đầu trang, cuối trang: sửa mẫu {template}",
    "hinh": "Hình, hộp văn bản, công thức, chữ ẩn: chỉ còn trong tệp Word này; đưa vào mẫu nếu kỳ nào cũng cần",
    "thu-tu": "Thứ tự các chỗ theo mẫu và kế hoạch, không đổi theo Word",
}
"""What to do about a change, by its kind."""
_UNPLACED = ("noi-nhan", "the-thuc")
"""Kinds of which everybody knows where they stand."""
_HEADING, _FORMAT, _SIGNS = "de-muc", "dinh-dang", "dau-nhay"


def others(done: Absorbed) -> Iterator[str]:
    """Yield the changes that are no words of a place, and what could not be compared."""
    if done.unseen:
        yield (
            f"Không còn bản gốc của bản thảo và mẫu {done.template}: chỉ xem được lời trong các ô; đề mục, bảng, đoạn "
            "ngoài ô thì tự xem lại."
        )
    if done.template_changed:
        yield f"Mẫu {done.template} đã đổi từ khi soạn: phần ngoài các chỗ so với mẫu hôm nay, có thể thừa."
    kinds: dict[str, list[Other]] = {}
    for other in done.others:
        kinds.setdefault(other.kind.value, []).append(other)
    if kinds:
        yield "Thay đổi khác, không vào tệp lời văn:"
    emptied = {edit.place for edit in done.emptied}
    for kind, head in _HEADS.items():
        told = partial(_heading, emptied=emptied) if kind == _HEADING else _said
        yield from _listed(head.format(template=done.template), kinds.get(kind, ()), told, whole=done.shown_only)
    yield from _formats(kinds.get(_FORMAT, ()))
    yield from _signs(kinds.get(_SIGNS, ()))


def _listed(head: str, found: Sequence[Other], told: Callable[[Other], str], *, whole: bool) -> Iterator[str]:
    if found:
        yield f"  {head}:"
    changes = [other for other in found if not _is_renumbered(other)]
    most = len(changes) if whole or len(changes) <= _MOST else _MOST - 1
    for other in changes[:most]:
        yield f"    {told(other)}"
    if most < len(changes):
        yield f"    và {len(changes) - most} thay đổi nữa; xem hết: thêm --diff"
    if renumbered := len(found) - len(changes):
        yield f"    đánh lại số thứ tự: {renumbered} chỗ; bản sau tự đánh số, không cần ghi"


def _is_renumbered(other: Other) -> bool:
    """Tell whether only the number before a heading, or of a row, is another."""
    if not other.made or not other.now or other.made == other.now:
        return False
    if other.kind.value == _HEADING:
        return _NUMBER.sub("", other.made, count=1) == _NUMBER.sub("", other.now, count=1)
    return other.where.endswith(_OF_NUMBERS) and other.made.isdecimal() and other.now.isdecimal()


def _said(other: Other) -> str:
    where = f"{other.where}: " if other.where and other.kind.value not in _UNPLACED else ""
    return where + _became(other)


def _became(other: Other) -> str:
    if other.made == other.now:
        return f"chuyển chỗ «{cut(other.now, _LONG)}»"
    return became(other.made, other.now, _LONG)


def _heading(other: Other, emptied: Container[str]) -> str:
    """Return what became of a heading, and where to type it; ``emptied``: the places of which no words are left."""
    told = _became(other)
    if other.made == other.now:
        return told
    if other.where:
        return f"{told}: sửa {other.where}"
    if not other.place or (other.place in PLACES and other.place != _WITH_HEADING):
        return f"{told}: sửa trong mẫu"
    if not other.now:
        leave = f"không in {other.place} nữa thì ghi bo: có ở chỗ {other.place}"
        within = f"kể chung với nhóm khác thì ghi gop_vao và mã nhóm ấy ở chỗ {other.place}"
        return f"{told}: {leave}" if other.place in PLACES or other.place in emptied else f"{told}: {within}; {leave}"
    return f"{told}: ghi ở chỗ {other.place}: tieu_de: {_scalar(_NUMBER.sub('', other.now, count=1))}"


def _scalar(text: str) -> str:
    """Return a text as it is typed behind a key."""
    return f'"{text}"' if re.search(r": |#|^[\W_]", text) and '"' not in text else text


def _formats(found: Sequence[Other]) -> Iterator[str]:
    """Yield a line for each thing that looks otherwise, with the places where it does."""
    if not found:
        return
    yield "  Định dạng không đi theo lời văn: sửa kiểu (style) trong mẫu, hoặc sửa lại ở bản sau:"
    kinds: dict[str, list[Other]] = {}
    for other in found:
        kinds.setdefault(other.now, []).append(other)
    everywhere = [what for what, changed in kinds.items() if len(changed) > _MOST]
    if everywhere:
        yield f"    {', '.join(everywhere)}: gần như cả văn bản, thường do phần mềm lưu tệp"
    for what, changed in kinds.items():
        text = f", «{cut(changed[0].made, _SHORT)}»" if len(changed) == 1 else ""
        if what not in everywhere:
            yield f"    {what}: {_places(changed)}{text}"


def _signs(found: Sequence[Other]) -> Iterator[str]:
    if found:
        yield f"  Chỉ khác kiểu dấu nháy, gạch ngang, ba chấm; giữ như lúc soạn: {_places(found)}"


def _places(found: Sequence[Other]) -> str:
    """Return the places of changes, each with how many paragraphs are meant."""
    counts: dict[str, int] = {}
    for other in found:
        counts[other.place] = counts.get(other.place, 0) + 1
    return ", ".join(
        (place or "ngoài các chỗ") + (f" ({count} đoạn)" if count > 1 else "") for place, count in counts.items()
    )
