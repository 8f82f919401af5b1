"""Commands that open and close: each closed, in its order, within the same table cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.vn.text import nearest

_PIECE = re.compile(
    r"{%-?\s*(end)?(for|if|macro|filter|set|with|call|block|raw)\b(.*?)%}|<(/?)(w:tbl|w:tr|w:tc)\b[^>]*?(/?)>",
    re.DOTALL,
)


_COMMAND = re.compile(r"{%-?\s*([^\W\d]\w*).*?%}", re.DOTALL)
_OPENING = ("for", "if", "set", "macro", "filter", "with", "call", "block", "raw", "autoescape")
_WORDS = frozenset(
    (*_OPENING, *(f"end{word}" for word in _OPENING), "elif", "else", "include", "import", "from", "extends", "do")
)


@dataclass(frozen=True)
class Imbalance:
    """A command without its partner: what is wrong, the line it stands on, the command."""

    reason: str
    line: int
    tag: str


def imbalance(source: str) -> Imbalance | None:
    """Find the first command in the patched XML that is misspelt, left open, closed twice, or closed in another cell.

    A misspelt one comes first: what it leaves without a partner is not wrong itself.
    """
    if misspelt := _misspelt(source):
        return misspelt
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


def _misspelt(source: str) -> Imbalance | None:
    if "raw" in source:  # what stands in there is no command
        return None
    for match in _COMMAND.finditer(source):
        if match[1] not in _WORDS:
            proposal = nearest(match[1], sorted(_WORDS))
            meant = f"; có phải là «{proposal}»?" if proposal else ""
            return Imbalance(f"không có lệnh «{match[1]}»{meant}", source.count("\n", 0, match.start()) + 1, match[0])
    return None
