"""What ``forms`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, shown

if TYPE_CHECKING:
    from reportgen.pipeline.forms import Made
    from reportgen.pipeline.unread import Unread


def forms(made: Sequence[Made]) -> int:
    """Print which forms were written and which were there before."""
    for item in made:
        changed = item.updated is not None and item.updated.changed
        done = "đã tạo" if item.written else "đã cập nhật" if changed else "chưa ghi" if item.halted else "giữ nguyên"
        echo(f"{done:<11}  {shown(item.path)}")
        for line in _changes(item):
            echo(f"{'':<11}    {line}")
    pages = [item for item in made if item.page]
    words = [item for item in made if item.word]
    yaml = [item for item in made if not item.page and not item.word]
    halted = sum(item.halted for item in made)
    kinds = (("biểu", yaml), ("trang để điền", pages), ("biểu Word", words))
    written = [f"{sum(item.written for item in items)} {what}" for what, items in kinds if items or what == "biểu"]
    updated = sum(item.updated is not None and item.updated.changed for item in made)
    told = f"Đã tạo {', '.join(written)}; " + (f"cập nhật {updated} tệp; " if updated else "")
    echo(f"{told}{sum(not item.written for item in made) - updated - halted} tệp đã có, không thay đổi.")
    if any(item.written for item in pages):
        echo(
            "Gửi mỗi đơn vị tệp .html của mình: bấm đúp để mở bằng trình duyệt, điền, bấm «Lưu tệp YAML», gửi tệp "
            "tải về."
        )
    if any(item.written for item in words):
        echo(
            "Gửi mỗi đơn vị tệp Word của mình. Tệp gửi lại thì đặt vào chỗ cũ rồi chạy lệnh này với --read thay --docx."
        )
    if halted:
        echo(
            f"{halted} tệp chưa ghi được, vẫn như trước khi chạy lệnh: không mất nội dung nào. Xử lý nguyên nhân nêu "
            "trên (ổ đĩa đầy thì xóa bớt tệp), rồi chạy lại lệnh này; tệp đã xong thì không đổi nữa."
        )
    return max((item.exit_code for item in made if item.trouble), default=0)


def _changes(made: Made) -> list[str]:
    """Return what was done to a form, or why nothing could be done, a line each."""
    if made.halted:
        return [made.trouble]
    if made.trouble:
        what = "làm trang" if made.page else "làm biểu Word" if made.word else "cập nhật"
        return [f"không {what} được: {made.trouble}"]
    if made.copy is not None:
        return [f"biểu cũ đã đọc hết vào tệp YAML, giữ ở {shown(made.copy)}"]
    if made.word and not made.written:
        return [_left_alone(made.unread)]
    if made.updated is None:
        return []
    rows = (
        ("thêm", made.updated.added),
        ("bỏ (chưa điền gì)", made.updated.removed),
        ("mục viết trong dấu { } nên phải tự thêm:", made.updated.by_hand),
    )
    lines = [f"{what} {', '.join(codes)}" for what, codes in rows if codes] + list(made.moved)
    if made.updated.notes:
        lines.append(f"{made.updated.notes} dòng gõ trong phần hướng dẫn được giữ lại thành ghi chú «(giữ lại)»")
    return lines or (["phần hướng dẫn theo kế hoạch mới"] if made.updated.changed else [])


def _left_alone(unread: Unread | None) -> str:
    """Return why a form in Word was not made anew, and what to do."""
    if unread is None:
        return "không phải biểu do lệnh này tạo nên để yên; chuyển tệp Word này sang thư mục khác rồi chạy lại"
    if unread.trouble:
        return f"để yên: {unread.trouble}; rồi chuyển tệp Word này sang thư mục khác và chạy lại"
    return (
        f"đã có người điền, {unread.answers or unread.emptied} mục chưa có trong tệp YAML nên để yên; đọc vào: chạy "
        "lệnh này với --read thay --docx; không dùng nữa thì chuyển tệp Word sang thư mục khác"
    )
