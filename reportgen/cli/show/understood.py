"""What ``check`` says of values that were typed otherwise than the form asks, and read as what they plainly mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportgen.cli.show.findings import annotation, named
from reportgen.finding import Understood
from reportgen.vn.signs import visible

if TYPE_CHECKING:
    from reportgen.pipeline.check import Checked

_MOST = 5
"""Of one file, how many are shown without being asked for all."""


def understood(checked: Checked, prefix: str, *, every: bool) -> list[str]:
    """Return some lines for each file: where, what was typed, what it was read as."""
    lines: list[str] = []
    for file, found in checked.understood.items():
        lines.append(f"{named(file, prefix)}: {len(found)} chỗ viết khác mẫu được hiểu theo nghĩa rõ, không phải sửa:")
        lines += _of_file(found, every=every)
    return [*lines, ""] if lines else []


def _of_file(found: Sequence[Understood], *, every: bool) -> list[str]:
    shown = found if every or len(found) <= _MOST else found[: _MOST - 1]
    width = max(len(str(item.place.line)) for item in shown)
    lines = [
        f"  dòng {item.place.line:>{width}}: {item.subject}: «{visible(item.typed)}» là {meant(item)}" for item in shown
    ]
    if len(shown) < len(found):
        lines.append(f"  … và {len(found) - len(shown)} chỗ nữa; xem hết: thêm --all")
    return lines


def meant(item: Understood) -> str:
    """Return what ``item`` was read as: a value, or an entry where it belongs under another key."""
    return f"{item.under}: {item.meant}" if item.under else item.meant


def notices(checked: Checked, prefix: str) -> None:
    """Print each reading as a notice that GitHub shows beside its line."""
    for file, found in checked.understood.items():
        for item in found:
            annotation("notice", named(file, prefix), item.place, item.subject, [f"«{item.typed}» là {meant(item)}"])
