"""What ``import`` and ``init`` print: files made, doubts with their places, what was not placed, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, in_folder, shown
from reportgen.vn.text import shorten

if TYPE_CHECKING:
    from reportgen.pipeline.plan_in import Imported

_MOST = 60
"""Characters of a text without a place that are shown; all of it stands in the file."""


def imported(done: Imported) -> int:
    """Print what was made; return the exit code: 1 only where the plan that was made has errors."""
    for path in done.made:
        echo(f"Đã tạo: {shown(path)}")
    for path in done.kept:
        echo(f"Giữ nguyên: {shown(path)}")
    if done.kept and not done.made:
        return _compared(done)
    if not done.blank:
        echo(f"Đọc được {done.tasks} nhiệm vụ, {done.targets} chỉ tiêu, {done.units} đơn vị.")
    for line in (*_doubts(done), *_unplaced(done)):
        echo(line)
    echo(f"Kiểm tra: {done.errors} lỗi, {done.warnings} cảnh báo.")
    for line in _next(done):
        echo(line)
    return 1 if done.errors and not done.blank else 0


def _doubts(done: Imported) -> Iterator[str]:
    if not done.doubts:
        return
    yield (
        f"Phải điền ({len(done.doubts)}):"
        if done.blank
        else f"Nghi ngờ ({len(done.doubts)}), xem lại từng chỗ với tệp gốc:"
    )
    for doubt in done.doubts:
        where = f"{doubt.place}: " if doubt.place else ""
        words = f"«{shorten(' '.join(doubt.words.split()), 100)}» " if doubt.words else ""
        yield f"  {doubt.file}:{doubt.line} · {where}{words}{doubt.said}"


def _unplaced(done: Imported) -> Iterator[str]:
    if not done.unplaced:
        return
    yield f"Chưa xếp được ({len(done.unplaced)}), nguyên văn ở cuối tệp kế hoạch:"
    for left in done.unplaced:
        yield f"  {left.place}: {shorten(' '.join(left.text.split()), _MOST)}"


def _compared(done: Imported) -> int:
    """Print how Word differs from the plan that is there."""
    if not done.differences:
        echo("Tệp Word không nói gì khác với kế hoạch đã có.")
        return 0
    echo(f"Khác với kế hoạch đã có ({len(done.differences)}); không ghi gì, đúng chỗ nào thì tự sửa chỗ ấy:")
    for difference in done.differences:
        echo(f"  {difference.place}")
        echo(f"    tệp kế hoạch: {difference.file or '(không có)'}")
        echo(f"    tệp gốc:      {difference.word or '(không có)'}")
    return 0


def _next(done: Imported) -> Iterator[str]:
    command = f"reportgen{in_folder(done.workspace.root)}"
    yield "Tiếp theo:"
    doubted = "điền các chỗ nêu trên, xóa dòng «# nghi ngờ»" if done.blank else "sửa các chỗ «nghi ngờ»"
    yield f"  1. Mở tệp vừa tạo bằng Notepad, {doubted}, rồi: {command} check"
    if done.period:
        yield f"  2. Tạo biểu cho các đơn vị: {command} forms {done.period}"
        yield f"  3. Xem ai đã gửi: {command} status {done.period}"
