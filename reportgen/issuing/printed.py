"""What an issued document says of itself: read from what is printed, since people edit drafts in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.formats.metadata import MARKS
from reportgen.issuing.text import plain_lines
from reportgen.nd30.base import Unseen, View
from reportgen.nd30.symbol import symbol_of
from reportgen.vn.signs import on_paper
from reportgen.vn.text import fold, upper_first
from reportgen.wordview.anatomy import Component
from reportgen.wordview.lines import Line
from reportgen.wordview.opened import Opened

_ADDRESSED = re.compile(r"^kính gửi\s*:?\s*", re.IGNORECASE)
_KEPT = re.compile(r"^-?\s*lưu\s*:?\s*", re.IGNORECASE)
_ABOUT = re.compile(r"^v/v\s*:?\s*", re.IGNORECASE)
_AS_ABOVE = fold("như trên")
_ENDS = " .;,-–"


@dataclass(frozen=True)
class Printed:
    """What is printed on a document; texts are empty, and other values None, where it could not be read.

    ``kind`` is the type's name in small letters (``báo cáo``, ``công văn``). ``position`` is the signer's own,
    without TM., KT. and the like above it. ``addressed``: who stands under Kính gửi; ``others``: who gets it besides.
    ``lines``: the whole text, a line for each paragraph, cell or note. ``pages``: as the last program to save it
    counted.
    """

    kind: str
    symbol: str
    subject: str
    organ: str
    position: str
    signer: str
    addressed: tuple[str, ...]
    others: tuple[str, ...]
    kept: str
    priority: int
    lines: tuple[str, ...]
    pages: int | None

    @property
    def to(self) -> tuple[str, ...]:
        """Everybody it goes to, each once: who is addressed, then the others."""
        return tuple(dict.fromkeys((*self.addressed, *self.others)))

    @property
    def type_name(self) -> str:
        """The type's name as registers write it: ``Báo cáo``."""
        return upper_first(self.kind)


def read_printed(docx: Opened) -> Printed:
    """Read what a .docx says of itself. Raises Unreadable for parts that are damaged or too large."""
    document = docx.document
    view = View(document, docx.anatomy)
    return Printed(
        kind=view.kind or "",
        symbol=_symbol(view),
        subject=_subject(view),
        organ=_joined(view.all(Component.CO_QUAN)),
        position=_joined(view.all(Component.CHUC_VU)[-1:]),
        signer=_joined(view.all(Component.HO_TEN)),
        addressed=_addressed(view),
        others=_others(view),
        kept=_KEPT.sub("", _joined(view.all(Component.LUU))).rstrip(" ."),
        priority=_priority(view.all(Component.DO_KHAN)),
        lines=tuple(plain_lines(document)),
        pages=document.pages,
    )


def _joined(lines: Iterable[Line]) -> str:
    return " ".join(" ".join(on_paper(line.text).split()) for line in lines)


def _symbol(view: View) -> str:
    try:
        return symbol_of(view).notation
    except Unseen:
        return ""


def _subject(view: View) -> str:
    if lines := view.all(Component.TRICH_YEU):
        return _joined(lines)
    return _ABOUT.sub("", _joined(view.all(Component.TRICH_YEU_CV)))


def _addressed(view: View) -> tuple[str, ...]:
    lines = (*view.all(Component.KINH_GUI), *view.all(Component.NOI_KINH_GUI))
    return _names(_ADDRESSED.sub("", line.text) for line in lines)


def _others(view: View) -> tuple[str, ...]:
    """Return who stands under Nơi nhận; «Như trên» is who is addressed."""
    names = _names(line.text for line in view.all(Component.NOI_NHAN_MUC))
    return tuple(name for name in names if not fold(name).startswith(_AS_ABOVE))


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    names = (on_paper(text).strip(_ENDS) for text in texts)
    return tuple(dict.fromkeys(name for name in names if name))


def _priority(lines: Iterable[Line]) -> int:
    keys = [fold(mark) for mark in MARKS]
    return max((keys.index(line.key) for line in lines if line.key in keys), default=0)
