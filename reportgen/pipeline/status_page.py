"""The order of ``status --html``: compose the page, write it beside nobody else's file."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.files import write_free
from reportgen.page import is_ours, page
from reportgen.pipeline.choice import Chosen


def write_page(what: Chosen, path: Path) -> Path:
    """Write the page for a browser and return where; an older page of ours is replaced, any other file never.

    Raises CannotRun for a name with another ending, and where only a part of the period was chosen.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise CannotRun(f"Tên trang phải có đuôi .html: {path.name}.")
    if what.narrowed:
        raise CannotRun("--html ghi cả kỳ: bỏ --unit và --class, lọc ngay trên trang.")
    content = page(what.tracking, what.context, what.tracked.issued, what.tracked.places).encode()
    return write_free(path, content, is_ours)
