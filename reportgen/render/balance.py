"""Commands that open and close: each closed, in its order, within the same table cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportgen.render.advised import meant
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
    pairing, cell = Pairing(), tuple[Any, ...]()
    line, at = 1, 0
    for match in _PIECE.finditer(source):
        if match["element"]:
            cell = _beyond(match, cell)
            continue
        line += source.count("\n", at, match.start("name"))
        at = match.start("name")
        for wrong in pairing.meet(_command(match, line, cell)):
            return wrong
    return next(pairing.left_open(), None)


def _beyond(match: re.Match[str], cell: tuple[Any, ...]) -> tuple[Any, ...]:
    """Go into a table, row or cell, or out of one: where those around begin."""
    if match["leaving"]:
        return cell[:-1]
    return cell if match["empty"] else (*cell, match.start())


def _command(match: re.Match[str], line: int, cell: tuple[Any, ...]) -> Command:
    return Command(
        match["name"], bool(match["ending"]), _is_complete(match["name"], match["rest"]), match[0], line, cell
    )


def command_of(tag: str, line: int, cell: tuple[Any, ...], level: str = "") -> Command | None:
    """Return the command that ``tag`` opens or closes; None for one that does neither."""
    match = _PIECE.match(tag)
    return _command(match, line, cell)._replace(level=level) if match and match["name"] else None


class Command(NamedTuple):
    """A command that opens or closes: its word, its text, its line (or number), the table, row and cell around it.

    ``complete``: it needs no end, as ``{% set x = 1 %}``. ``level``: what the command stands for as a whole, ``p`` of
    ``{%p … %}``; nothing for one within a text, or where that is not known any more.
    """

    name: str
    ending: bool
    complete: bool
    tag: str
    line: int
    cell: tuple[Any, ...]
    level: str = ""


class Pairing:
    """Pairs what opens with what closes, as the text goes by."""

    def __init__(self) -> None:
        self._opened: list[Command] = []

    def meet(self, command: Command) -> Iterator[Imbalance]:
        """Take a command in; yield what is wrong when it closes what it cannot."""
        if command.ending:
            yield from self._close(command)
        elif not command.complete:
            self._opened.append(command)

    def _close(self, command: Command) -> Iterator[Imbalance]:
        """Close the innermost command of that word; those open within it have lost their ends."""
        if all(opened.name != command.name for opened in self._opened):
            reason = f"lệnh «end{command.name}» đóng mà không có lệnh mở"
            yield Imbalance(reason, command.line, command.tag)
            return
        while (opened := self._opened.pop()).name != command.name:
            yield _unclosed(opened)
        if opened.cell != command.cell:
            yield Imbalance(
                "lệnh mở và lệnh đóng cắt ngang ô hoặc dòng của bảng; đặt cả hai trong một ô, hoặc dùng {%tr … %} "
                "ở dòng riêng",
                opened.line,
                opened.tag,
            )
        elif opened.level != command.level:
            yield Imbalance(
                f"lệnh mở ghi {_form(opened.level)} mà lệnh đóng ghi {_form(command.level)}; ghi cả hai như nhau",
                opened.line,
                opened.tag,
            )

    def left_open(self) -> Iterator[Imbalance]:
        """Yield the commands that were never closed, the innermost first."""
        yield from map(_unclosed, reversed(self._opened))


def _form(level: str) -> str:
    return f"{{%{level} … %}}"


def _is_complete(name: str, rest: str) -> bool:
    """Tell whether the command needs no end: ``{% set x = 1 %}``."""
    return name == "set" and "=" in rest


def _unclosed(opened: Command) -> Imbalance:
    return Imbalance(f"lệnh mở mà chưa đóng bằng end{opened.name}", opened.line, opened.tag)


def _misspelt(source: str) -> Imbalance | None:
    if RAW.search(source):  # what stands in there is no command
        return None
    for match in _COMMAND.finditer(source):
        if reason := misspelt(match[0]):
            return Imbalance(reason, source.count("\n", 0, match.start(1)) + 1, match[0])
    return None


def misspelt(tag: str) -> str:
    """Say what is wrong with the word of a command; nothing for one there is."""
    match = _COMMAND.match(tag)
    if match is None or match[1] in _WORDS:
        return ""
    unknown = f"không có lệnh «{match[1]}»"
    if advice := meant(match[1]):
        return f"{unknown}; {advice}"
    proposal = nearest(match[1], sorted(_WORDS))
    return unknown + (f"; có phải là «{proposal}»?" if proposal else "")
