"""Commands that open and close: each closed, in its order, within the same table cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.render.typed import RAW
from reportgen.vn.text import nearest

_PIECE = re.compile(
    r"{%-?\s*(?P<ending>end)?(?P<name>for|if|macro|filter|set|with|call|block|raw)\b(?P<rest>.*?)%}"
    r"|<(?P<leaving>/?)(?P<element>w:tbl|w:tr|w:tc)\b[^>]*?(?P<empty>/?)>",
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
    pairing = _Pairing()
    line, at = 1, 0
    for match in _PIECE.finditer(source):
        if match["element"]:
            pairing.pass_element(match)
            continue
        line += source.count("\n", at, match.start("name"))
        at = match.start("name")
        if wrong := pairing.meet(match, line):
            return wrong
    return pairing.left_open()


class _Opened(NamedTuple):
    """A command that is open: its name, its text, its line, the cell it stands in."""

    name: str
    tag: str
    line: int
    cell: tuple[int, ...]


class _Pairing:
    """Pairs what opens with what closes, as the text goes by."""

    def __init__(self) -> None:
        self._opened: list[_Opened] = []
        self._cell: tuple[int, ...] = ()
        """Where the tables, rows and cells around begin."""

    def pass_element(self, match: re.Match[str]) -> None:
        """Go into a table, row or cell, or out of one."""
        if match["leaving"]:
            self._cell = self._cell[:-1]
        elif not match["empty"]:
            self._cell = (*self._cell, match.start())

    def meet(self, match: re.Match[str], line: int) -> Imbalance | None:
        """Take a command in; return what is wrong when it closes what it cannot."""
        if match["ending"]:
            return self._close(match, line)
        if not _is_complete(match):
            self._opened.append(_Opened(match["name"], match[0], line, self._cell))
        return None

    def _close(self, match: re.Match[str], line: int) -> Imbalance | None:
        if not self._opened:
            return Imbalance(f"lệnh «end{match['name']}» đóng mà không có lệnh mở", line, match[0])
        opened = self._opened.pop()
        if opened.name != match["name"]:
            return _unclosed(opened)
        if opened.cell != self._cell:
            return Imbalance(
                "lệnh mở và lệnh đóng cắt ngang ô hoặc dòng của bảng; đặt cả hai trong một ô, hoặc dùng {%tr … %} "
                "ở dòng riêng",
                opened.line,
                opened.tag,
            )
        return None

    def left_open(self) -> Imbalance | None:
        """Return the innermost command that was never closed."""
        return _unclosed(self._opened[-1]) if self._opened else None


def _is_complete(match: re.Match[str]) -> bool:
    """Tell whether the command needs no end: ``{% set x = 1 %}``."""
    return match["name"] == "set" and "=" in match["rest"]


def _unclosed(opened: _Opened) -> Imbalance:
    return Imbalance(f"lệnh mở mà chưa đóng bằng end{opened.name}", opened.line, opened.tag)


def _misspelt(source: str) -> Imbalance | None:
    if RAW.search(source):  # what stands in there is no command
        return None
    for match in _COMMAND.finditer(source):
        if match[1] not in _WORDS:
            proposal = nearest(match[1], sorted(_WORDS))
            meant = f"; có phải là «{proposal}»?" if proposal else ""
            return Imbalance(f"không có lệnh «{match[1]}»{meant}", source.count("\n", 0, match.start(1)) + 1, match[0])
    return None
