"""What ``forms --read`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, shown
from reportgen.vn.text import shorten

if TYPE_CHECKING:
    from reportgen.pipeline.returned import Left, ReadForm

_LONGEST = 200
"""Characters of an answer that are shown; the whole stands in the form."""


def returned(read: Sequence[ReadForm], *, wrote: bool) -> int:
    """Print what of each form went into its YAML, and what did not; 1 where something did not."""
    if not read:
        echo("Không có biểu Word nào trong thư mục của kỳ.")
        return 0
    for each in read:
        _form(each, wrote=wrote)
    left = sum(len(each.left) for each in read)
    if left:
        echo("Chỗ chưa đọc vào vẫn nguyên trong tệp Word. Cả hai bên cùng sửa: thêm --take word hoặc --take yaml.")
    if any(each.written for each in read):
        echo("Tiếp theo: reportgen check")
    return 1 if left or any(each.trouble for each in read) else 0


def _form(each: ReadForm, *, wrote: bool) -> None:
    if each.trouble or each.target is None:
        echo(f"{shown(each.path)}: không đọc được: {each.trouble}")
        return
    done = "đã ghi" if each.written else "không có gì mới" if not each.taken else "sẽ ghi" if not wrote else "chưa ghi"
    count = f" {each.taken} mục" if each.taken else ""
    echo(f"{shown(each.path)}: {done}{count}: {shown(each.target)}")
    for line in each.diff:
        echo(f"  {line}")
    for told in _told(each):
        echo(f"  {told}")
    for left in each.left:
        _left(left, "chưa đọc vào")
    for note in each.notes:
        _left(note, "lưu ý")


def _told(each: ReadForm) -> Iterator[str]:
    """Yield what is said of a form as a whole."""
    if each.copy is not None:
        yield f"tệp YAML cũ giữ ở {shown(each.copy)}"
    if each.moved is not None:
        yield f"biểu Word giữ ở {shown(each.moved)}"
    if each.unsent:
        yield "lưu ý: chưa có ngày lập biểu, nên đơn vị được tính là chưa gửi"
    if each.emptied:
        yield f"lưu ý: {each.emptied} mục có sẵn trong biểu, tệp YAML nay để trống; lấy từ biểu: thêm --take word"


def _left(left: Left, what: str) -> None:
    asked = f", {left.asked}" if left.asked else ""
    echo(f"  {what}: {left.place}{asked}: {left.why}")
    if left.there:
        echo(f"    YAML: {_one_line(left.there)}")
    echo(f"    Word: {_one_line(left.text) or '(để trống)'}")


def _one_line(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST)
