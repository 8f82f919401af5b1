"""Words that say a document is a draft: in its head, in headers and footers, drawn behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.unfinished.leftover import DRAFT, Leftover
from reportgen.vn.text import bare_words
from reportgen.wordview.anatomy import Anatomy, Component
from reportgen.wordview.anatomy.words import DRAFT_WORDS
from reportgen.wordview.document import Document
from reportgen.wordview.lines import Line, lines_of
from reportgen.wordview.ooxml import V
from reportgen.wordview.package import Package
from reportgen.wordview.stories import stories

WATERMARK = "hình mờ"
_DRAWN = "textpath"
_SIGNS = ("thao", "nhap", "draft")
"""One of these a line must have to be worth a closer look."""
_BEGINS = rf"\W*{DRAFT_WORDS}\b"
_ALONE = (
    rf"\W*{DRAFT_WORDS}"
    r"(?:\W+(?:(?:lan|so|ban|v)\W*)?(?:thu\s+)?(?:\d{1,3}|[ivx]{1,4}|nhat|hai|ba|bon|tu|nam|cuoi))?"
    r"(?:\W+(?:ngay|luc|gio|thang|nam|\d[\d/:.h-]*))*\W*"
)
"""A line that says nothing else but which draft it is, and of which day."""
_SPACED = r"(?<=\b\w) (?=\w\b)"
_LONGEST = 120
"""Characters of a line that says so."""
_ABSTRACT = (Component.TRICH_YEU, Component.TRICH_YEU_CV)
_BELOW_HEAD = (Component.TEN_LOAI, Component.KINH_GUI)


def leftovers_in(document: Document, parts: Anatomy, package: Package) -> Iterator[Leftover]:
    """Yield the lines and watermarks that say a document is a draft.

    In the head a line that begins so is one («Dự thảo lần 2, ngày …»), in headers and footers as well; further down, up
    to the signature, only a line that says nothing else: a letter may be about the draft of another document.
    Raises Unreadable for parts that are damaged or too large.
    """
    for line in _main(parts):
        if _says(line, parts):
            yield Leftover(DRAFT, line.text, place=line.place.words() if line.place.box else "")
    for line in lines_of(document.margins):
        if _begins(_bare(line.text)):
            yield Leftover(DRAFT, line.text, place=line.place.words())
    for story in stories(package, (_DRAWN,)):
        for drawn in story.root.iter(f"{V}{_DRAWN}"):
            if _begins(_bare(text := drawn.get("string", ""))):
                yield Leftover(DRAFT, text, place=WATERMARK)


def _main(parts: Anatomy) -> Iterator[Line]:
    """Yield the lines from the top to the signature, or to the first appendix where there is none."""
    signed = next((line.order for line in parts.all(Component.CHUC_VU)), None)
    for line in parts.main:
        if signed is not None and line.order >= signed:
            return
        yield line


def _says(line: Line, parts: Anatomy) -> bool:
    """Tell whether a line of the text says that the document is a draft."""
    bare = _bare(line.text)
    if not _begins(bare):
        return False
    in_head = _in_head(line, parts)
    if re.fullmatch(_ALONE, bare):
        return in_head or not line.place.table
    return in_head and not any(line in parts.all(part) for part in _ABSTRACT)


def _in_head(line: Line, parts: Anatomy) -> bool:
    """Tell whether a line stands above the title, or above «Kính gửi» where there is no title."""
    below = next((lines[0] for part in _BELOW_HEAD if (lines := parts.all(part))), None)
    return below is not None and line.order < below.order


def _bare(text: str) -> str:
    """Return a line for looking up; empty for one too long. Letters set apart by spaces are put together."""
    if len(text) > _LONGEST:
        return ""
    bare = bare_words(text)
    return re.sub(_SPACED, "", bare) if bare[1:2] == " " else bare


def _begins(bare: str) -> bool:
    """Tell whether a line as it is looked up begins as a draft's does."""
    return any(sign in bare for sign in _SIGNS) and re.match(_BEGINS, bare) is not None
