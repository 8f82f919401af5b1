"""What ``forms --read`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, shown

if TYPE_CHECKING:
    from reportgen.pipeline.read_form import Left, ReadForm


def returned(read: Sequence[ReadForm], *, wrote: bool) -> int:
    """Print what of each form went into its YAML, and what did not; 1 where something did not."""
    if not read:
        echo("Không có biểu Word nào trong thư mục của kỳ.")
        return 0
    for each in read:
        _form(each, wrote=wrote)
    left = sum(len(each.left) for each in read)
    if left:
        echo(
            "Chỗ chưa đọc vào vẫn nguyên trong tệp Word; sửa ở đó rồi đọc lại, hoặc gõ vào tệp YAML rồi đọc riêng tệp "
            "Word ấy với --take yaml: biểu được cất đi, không bị nhắc nữa."
        )
    if any(one.where and one.there for each in read for one in each.left):
        echo("Cả hai bên cùng sửa: thêm --take word hoặc --take yaml.")
    if halted := sum(each.halted for each in read):
        echo(
            f"{halted} biểu chưa đọc vào được, tệp YAML vẫn như trước: không mất nội dung nào. Xử lý nguyên nhân nêu "
            "trên (ổ đĩa đầy thì xóa bớt tệp), rồi chạy lại lệnh này; biểu đã đọc thì không đổi nữa."
        )
    if any(each.written for each in read):
        echo("Tiếp theo: reportgen check")
    return max([each.exit_code for each in read if each.trouble], default=1 if left else 0)


def _form(each: ReadForm, *, wrote: bool) -> None:
    if each.halted:
        echo(f"{shown(each.path)}: chưa ghi: {each.trouble}")
        return
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
    if each.other:
        yield f"lưu ý: đây là biểu của «{each.unit}», tên tệp là của «{each.other}»; đổi tên tệp Word cho đúng"
    if each.decided:
        yield f"{each.decided} mục theo tệp YAML, không lấy từ biểu"
    if each.tracked:
        places = "; ".join(each.tracked)
        yield f"lưu ý: thay đổi theo dõi (Track Changes) chưa duyệt, lấy như đã chấp nhận: {places}"
    if each.unsent:
        yield "lưu ý: chưa có ngày lập biểu, nên đơn vị được tính là chưa gửi"
    if each.emptied:
        yield f"lưu ý: {each.emptied} mục có sẵn trong biểu, tệp YAML nay để trống; lấy từ biểu: thêm --take word"


def _left(left: Left, what: str) -> None:
    asked = f", {left.asked}" if left.asked else ""
    echo(f"  {what}: {left.place}{asked}: {left.why}")
    if left.there:
        _whole(left.sides[0], left.there)
    if left.there or f"«{left.text}»" not in left.why:  # else it is told already
        _whole(left.sides[1], left.text or "(để trống)")


def _whole(side: str, text: str) -> None:
    """Print all that one side says: the two may part at the last word."""
    first, *rest = text.split("\n")
    echo(f"    {side}: {first}")
    for line in rest:
        echo(f"    {' ' * len(side)}  {line}")
