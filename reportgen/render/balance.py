"""Commands that open and close: each closed, in its order, within the same table cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"{%-?\s*(end)?(for|if|macro|filter|set|with|call|block|raw)\b(.*?)%}|<(/?)(w:tbl|w:tr|w:tc)\b[^>]*?(/?)>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Imbalance:
    """A command without its partner: what is wrong, the line it stands on, the command."""

    reason: str
    line: int
    tag: str


def imbalance(source: str) -> Imbalance | None:
    """Find the first command in the patched XML that is left open, closed twice, or closed in another cell."""
    opened: list[tuple[str, str, int, tuple[int, ...]]] = []
    cells: list[int] = []
    line, at = 1, 0
    for match in _PIECE.finditer(source):
        ending, name, rest, leaving, element, empty = match.groups()
        if element:
            if leaving:
                cells = cells[:-1]
            elif not empty:
                cells = [*cells, match.start()]
            continue
        line += source.count("\n", at, match.start())
        at = match.start()
        if not ending:
            if not (name == "set" and "=" in rest):
                opened.append((name, match[0], line, tuple(cells)))
            continue
        if not opened:
            return Imbalance(f"lệnh «end{name}» đóng mà không có lệnh mở", line, match[0])
        started, tag, place, where = opened.pop()
        if started != name:
            return Imbalance(f"lệnh mở mà chưa đóng bằng end{started}", place, tag)
        if where != tuple(cells):
            return Imbalance(
                "lệnh mở và lệnh đóng cắt ngang ô hoặc dòng của bảng; đặt cả hai trong một ô, hoặc dùng {%tr … %} "
                "ở dòng riêng",
                place,
                tag,
            )
    if opened:
        started, tag, place, _ = opened[-1]
        return Imbalance(f"lệnh mở mà chưa đóng bằng end{started}", place, tag)
    return None
