"""Which templates may leave something empty that Word needs: :mod:`reportgen.render.mending` is for these alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from reportgen.formats.places import tag_of
from reportgen.render.mending import STORIES

_ENTER, _LEAVE = "\0", "\1"
_PIECE = re.compile(r"[\0\1]|<(/?)w:(\w+)(?=[ />])(?:[^>]*?(/?)>)")
_PLACE = f'<w:tag w:val="{tag_of("")}'
_MARKS = ("bookmark", "proofErr", "commentRange", "perm", "move")
_HOLDERS = {"tbl": ("tr",), "tr": ("tc",), "body": ("p", "tbl")}
"""What each of these must hold; others a paragraph, a control anything."""
_KINDS = frozenset(("tc", "sdtContent", "tbl", "tr", *STORIES.split("|"), "body"))


@dataclass
class _Open:
    name: str
    depth: int
    sure: bool = False
    """Whether it holds what it must, whatever conditions say."""


def is_sure(template: nodes.Template) -> bool:
    """Tell whether nothing that a template's text holds can come out empty, whatever its commands print."""
    depth, opened = 0, [_Open("", 0)]
    of_place = False  # a place's control is left out when nothing stands in it
    for piece in _PIECE.finditer("".join(_marked(template.body))):
        if piece[0] in (_ENTER, _LEAVE):
            depth += 1 if piece[0] == _ENTER else -1
        elif piece[1]:
            if piece[2] in _KINDS and not _closes(opened, piece[2]):
                return False
        elif piece[2] in _KINDS and piece[3]:
            return False
        else:
            _tell(opened[-1], piece[2], depth)
            of_place = of_place or piece[0].startswith(_PLACE)
            if piece[2] in _KINDS:
                opened.append(_Open(piece[2], depth, sure=of_place and piece[2] == "sdtContent"))
                of_place = False
    return True


def _closes(opened: list[_Open], name: str) -> bool:
    """Close an element; tell whether it is sure to hold what it must."""
    closed = opened.pop() if len(opened) > 1 else None
    if closed is None or closed.name != name:
        return False
    if name == "tbl":  # a cell must not end with one, not within a control either
        holder = next(item for item in reversed(opened) if item.name != "sdtContent")
        holder.sure = holder.sure and holder.name != "tc"
    return closed.sure


def _tell(holder: _Open, name: str, depth: int) -> None:
    """Note that an element begins in ``holder``."""
    wanted = _HOLDERS.get(holder.name, ("p",))
    if depth == holder.depth and (name in wanted or (holder.name == "sdtContent" and not name.startswith(_MARKS))):
        holder.sure = True


def _marked(body: Iterable[nodes.Node]) -> Iterator[str]:
    """Yield a template's text, with marks where what a command may leave out or repeat begins and ends."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (child.data for child in node.nodes if isinstance(child, nodes.TemplateData))
        elif isinstance(node, nodes.If):
            for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                yield from (_ENTER, *_marked(branch), _LEAVE)
        elif isinstance(node, nodes.For):
            yield from (_ENTER, *_marked(node.body), _LEAVE, _ENTER, *_marked(node.else_), _LEAVE)
