"""What is printed of files that were left alone because somebody made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo, shown

if TYPE_CHECKING:
    from reportgen.pipeline.written import Written


def left_alone(written: Written) -> None:
    """Print what of a wanted name was kept, and what became of an older PDF; nothing where nothing was."""
    kept, name = written.kept, written.path.name
    if kept is not None and kept.suffix.lower() == ".pdf":
        why = "không phải do lệnh này tạo (có thể là bản đã ký), nên nó và bản Word cùng tên được giữ nguyên"
        echo(f"{shown(kept)} {why}; bản mới ghi ra {name}.", err=True)
    elif kept is not None:
        why = "đã được sửa, hoặc không do reportgen tạo, nên được giữ nguyên"
        echo(f"{shown(kept)} {why}; bản mới ghi ra {name}.", err=True)
    if kept is not None and written.outdated is not None:
        older = (
            f"là PDF từ trước khi {kept.name} được sửa; cần PDF mới thì mở {kept.name} bằng Word, chọn Lưu thành PDF"
        )
        echo(f"{shown(written.outdated)} {older}.", err=True)
    if written.dropped is not None:
        echo(f"Đã bỏ {shown(written.dropped)}: PDF của bản thảo trước. Cần PDF của {name} thì thêm --pdf.", err=True)
