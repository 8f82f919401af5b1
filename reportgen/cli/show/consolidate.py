"""What ``consolidate`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, shown

if TYPE_CHECKING:
    from reportgen.pipeline.consolidate import Consolidated, FromUnit, PlaceStanding, Updated

_INDENT = " " * 4


def consolidated(done: Consolidated, period: str, confirm: Sequence[str]) -> int:
    """Print what was done with the file, how its places stand, and what comes next; return the exit code."""
    changed = done.written or any(unit.taken for unit in done.units)
    state = "Đã tạo" if done.written and done.updated is None else "Đã cập nhật" if changed else "Giữ nguyên"
    if done.trouble:
        echo(f"{shown(done.path)}: {done.trouble}.", err=True)
        return 1
    echo(f"{state}: {shown(done.path)}")
    lines = [*_changes(done.updated), *(line for unit in done.units for line in _from_unit(unit))]
    lines += (
        [f"Chỗ {done.unit} viết: {', '.join(place.place for place in done.places)}"] if done.unit else _standings(done)
    )
    lines += _not_stale(done, confirm)
    for line in lines:
        echo(line)
    if done.page is not None:
        echo(f"Trang viết lời văn: {shown(done.page)}")
    echo(_next(done, period))
    return 1 if any(unit.trouble or unit.conflicts for unit in done.units) else 0


def _changes(updated: Updated | None) -> Iterator[str]:
    if updated is None:
        return
    rows = (
        ("thêm chỗ", updated.added),
        ("bỏ chỗ không còn trong báo cáo (chưa ai viết)", updated.removed),
        ("báo cáo không còn chỗ này nhưng đã có lời văn, nên giữ lại: xem rồi tự xóa", updated.kept),
        ("lời tự động viết lại theo số liệu mới", updated.followed),
        ("ghi dấu nguồn cho lời của cơ quan", updated.pinned),
        ("đã xác nhận vẫn đúng", updated.confirmed),
        ("viết trong ngoặc nên chương trình không sửa được, phải tự sửa", updated.by_hand),
    )
    for what, places in rows:
        if places:
            yield f"  {what}: {', '.join(places)}"
    if updated.notes:
        yield f"  {updated.notes} dòng gõ trong phần #: được giữ lại thành ghi chú «(giữ lại)»"


def _from_unit(unit: FromUnit) -> Iterator[str]:
    if unit.trouble:
        yield f"  {shown(unit.path)}: {unit.trouble}."
    if unit.taken:
        yield f"  lấy lời văn của {unit.unit}: {', '.join(unit.taken)}"
    for conflict in unit.conflicts:
        yield f"  {conflict.place}: cơ quan và {unit.unit} cùng sửa; chưa lấy bên nào."
        yield f"{_INDENT}cơ quan: {_one_line(conflict.office)}"
        yield f"{_INDENT}{unit.unit}: {_one_line(conflict.unit)}"
        yield f"{_INDENT}Chép lời muốn giữ vào {conflict.place} ở cả hai tệp rồi chạy lại."


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "(để trống)"


def _standings(done: Consolidated) -> Iterator[str]:
    """Yield which places have whose words, what has changed under stale ones, what the words leave out."""
    from reportgen.pipeline.consolidate import Standing

    office, automatic = done.of(Standing.OFFICE), done.of(Standing.AUTOMATIC)
    stale, left_out = done.of(Standing.STALE), done.of(Standing.LEFT_OUT)
    for title, places in (("Lời của cơ quan", office), ("Lời tự động", automatic), ("Không in", left_out)):
        if places:
            yield f"{title} ({len(places)}): {', '.join(place.place for place in places)}"
    if stale:
        yield f"Nguồn đã đổi sau khi viết, cần xem lại ({len(stale)}):"
        for place in stale:
            yield from _stale(place)
    if done.unmentioned:
        yield "Lời của cơ quan chưa nhắc đến (Phụ lục II vẫn in):"
        for name, rows in done.unmentioned.items():
            yield f"  {name}: {'; '.join(rows)}"


def _stale(place: PlaceStanding) -> Iterator[str]:
    from reportgen.pipeline.consolidate import changes

    yield f"  {place.place} {place.heading}"
    if place.read is None:
        yield f"{_INDENT}không còn phần ghi nguồn cũ để so"
        return
    for change in changes(place.read, place.lines):
        yield f"{_INDENT}{change.words()}"


def _not_stale(done: Consolidated, confirm: Sequence[str]) -> Iterator[str]:
    """Yield the places that needed no confirmation."""
    confirmed = done.updated.confirmed if done.updated else []
    for place in confirm:
        if place not in confirmed:
            yield f"{place}: không cần xác nhận, nguồn không đổi hoặc đang là lời tự động."


def _next(done: Consolidated, period: str) -> str:
    from reportgen.pipeline.consolidate import Standing

    if done.unit:
        return (
            f"Gửi tệp này cho {done.unit} sửa noi_dung; nhận lại thì chép vào đúng chỗ cũ rồi chạy: "
            f"reportgen consolidate {period}"
        )
    if done.page is not None:
        return (
            "Mở trang ấy bằng trình duyệt, viết, bấm «Lưu tệp YAML», chép tệp tải về đè lên "
            f"{shown(done.path)}, rồi chạy: reportgen check {period}; reportgen draft {period}"
        )
    if done.of(Standing.STALE):
        return f"Sửa lời văn, hoặc vẫn đúng thì: reportgen consolidate {period} --confirm CHỖ"
    return f"Tiếp theo: reportgen draft {period}, sửa trong Word; hoặc sửa noi_dung trong tệp này."
