"""What is unfinished in the text that a reader sees: coloured words, blanks, and words that are hidden."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from reportgen.unfinished.blanks import blanks, worth_a_look
from reportgen.unfinished.leftover import BLANK, HIDDEN, MARKED, TURNED, Leftover
from reportgen.vn.signs import turned, visible
from reportgen.vn.text import nfc, shorten
from reportgen.wordview.anatomy import Anatomy, Component
from reportgen.wordview.anatomy.words import ATTACHED, is_typed_rule
from reportgen.wordview.document import Document, Paragraph, Run

_TO_SUPPLY = re.compile(r"…|\.{3}|_{2}")
"""By what text still to be typed is known, among all that is coloured."""
_NOTE = re.compile(
    r"\((?:\?{2,}|(?:đ/c|đ/chí|a\.|c\.)\s[^()]{1,60}?(?:xem|kiểm tra|rà soát|bổ sung|cập nhật)\b[^()]{0,60}|"
    r"(?:cần|chờ|đề nghị)\s(?:bổ sung|cập nhật|kiểm tra lại|rà soát lại|xem lại)(?:\s(?:sau|số liệu|thêm))?|"
    r"(?:xem|kiểm tra|rà soát) lại(?: số liệu)?)\s?[!.…]?\)|\?{3,}",
    re.IGNORECASE,
)
"""What readers of a draft write into it: «(đ/c Trưởng phòng xem lại số liệu)», «(cần bổ sung)», «(???)»."""
_SPACES = "(dấu cách)"
_COVER = "x"
"""Stands for each letter of coloured text, which is told by itself, while blanks are looked for around it."""
_NEAR_BEFORE, _NEAR_AFTER = 30, 40
"""Characters on either side of a blank that are shown with it."""
_GAP = "    "
_LEADER = " ……"
"""The dots or line with which a tab stop fills the rest of a line, to be written over."""
_RULE = frozenset("_ \t\u00a0\n")
_RULES = re.compile(
    r"(?:(?<=[\n\t])(?<!:\t)|(?<=[ \u00a0]{4})|^)[ \u00a0]*_{3,}[ \u00a0]*(?=$|[\n\t]|(?<=[ \u00a0]{4}))"
)
"""Of the head: rules typed in a line or a column of their own, beside names that another column holds."""
_STAMPED = (Component.SO_KY_HIEU, Component.DIA_DANH)
_FILLED = (*_STAMPED, Component.KEM_THEO)
_TITLE = (Component.TEN_LOAI, Component.TRICH_YEU)
_BELOW_HEAD = (Component.TEN_LOAI, Component.KINH_GUI, Component.DOAN)
_UNNUMBERED = re.compile(r"^\W{0,9}s[ốôóo]\s*:?[\s.…_]*/", re.IGNORECASE)


def leftovers_in(document: Document, parts: Anatomy) -> Iterator[Leftover]:
    """Yield what is left in the text of a document, its notes, headers and footers.

    A document without number or date is a draft: these are filled in when it is issued, and left out here.
    """
    paragraphs = paragraphs_of(document)
    for paragraph in paragraphs:
        if _coloured(paragraph):
            yield from _marked(paragraph)
        if "(" in paragraph.text or "???" in paragraph.text:
            yield from _asked(paragraph)
        if paragraph.hidden:
            yield from _hidden(paragraph)
        if sign := turned(paragraph.text):
            yield _turned(paragraph, sign)
    waiting, head = _waiting(parts) | _rules_of_title(parts), _head_end(parts)
    titles = {line.paragraph.number for part in _TITLE for line in parts.all(part)}
    for index in worth_a_look([paragraph.text for paragraph in paragraphs]):
        paragraph = paragraphs[index]
        in_head = paragraph.number < head and not paragraph.place.story
        headed = paragraph.layout.align == "center" or in_head
        if id(paragraph) not in waiting and not (headed and _is_rule(paragraph.text)):
            ruled = not paragraph.place.story and (in_head or paragraph.number in titles)
            yield from _blank(paragraph, _RULES if ruled else None)


def _turned(paragraph: Paragraph, sign: str) -> Leftover:
    at = paragraph.text.index(sign)
    around = paragraph.text[max(0, at - _NEAR_BEFORE) : at + _NEAR_AFTER]
    return Leftover(TURNED, visible(" ".join(around.split())), place=paragraph.place.words())


def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """Return every paragraph that a reader may see: of the document, its notes, its headers and footers."""
    notes = (paragraph for note in document.notes for paragraph in note.paragraphs)
    return (*document.paragraphs, *notes, *document.margins)


def _waiting(parts: Anatomy) -> set[int]:
    """Return the ids of the paragraphs whose blanks are filled in when the document is issued; none once it is."""
    lines = [line for part in _STAMPED for line in parts.all(part)[:1]]
    if not any(_UNNUMBERED.match(line.text) or next(blanks(line.text), None) for line in lines):
        return set()
    attached = (line for line in parts.lines if line.bare.startswith("(") and ATTACHED.match(line.bare))
    named = (line for part in _FILLED for line in parts.all(part))
    return {id(line.paragraph) for line in (*named, *attached)}


def _rules_of_title(parts: Anatomy) -> set[int]:
    """Return the ids of the paragraphs that are rules typed right below type and abstract, however they are aligned."""
    ends = [line.order + 1 for part in _TITLE for line in parts.all(part)[-1:]]
    below = (line for end in ends for line in parts.lines[end : end + 1])
    return {id(line.paragraph) for line in below if line.whole and is_typed_rule(line)}


def _head_end(parts: Anatomy) -> int:
    """Return the number of the first paragraph below the head; 0 where that is not known."""
    below = (lines[0].paragraph.number for part in _BELOW_HEAD if (lines := parts.all(part)))
    return next(below, 0)


def _coloured(paragraph: Paragraph) -> bool:
    """Tell whether something coloured lies behind some letters of a paragraph."""
    if paragraph.layout.fill:
        return bool(paragraph.runs)
    return any(run.letters.highlight or run.letters.fill for run in paragraph.runs)


def _groups(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a paragraph that are coloured and those that are not, in order."""
    behind = bool(paragraph.layout.fill)

    def coloured(run: Run) -> bool:
        return behind or run.letters.marked

    for marked, runs in itertools.groupby(paragraph.runs, key=coloured):
        yield "".join(run.text for run in runs), marked


def _marked(paragraph: Paragraph) -> Iterator[Leftover]:
    """Yield the coloured texts of a paragraph, neighbours as one."""
    for text, marked in _groups(paragraph):
        if marked:
            kind = BLANK if _TO_SUPPLY.search(text) else MARKED
            yield Leftover(kind, " ".join(text.split()) or _SPACES, place=paragraph.place.words())


def _hidden(paragraph: Paragraph) -> Iterator[Leftover]:
    """Yield what is hidden in a paragraph as one text, if it is more than spaces."""
    if hidden := " ".join(paragraph.hidden.split()):
        yield Leftover(HIDDEN, shorten(hidden) or hidden[:120], place=paragraph.place.words())


def _blank(paragraph: Paragraph, left_out: re.Pattern[str] | None) -> Iterator[Leftover]:
    """Yield the first blank of a paragraph with the words around it: one to a paragraph is enough to find them all.

    ``left_out``: what looks like a blank there and is none.
    """
    text = nfc("".join(_COVER * len(text) if marked else text for text, marked in _groups(paragraph)))
    text = left_out.sub("", text) if left_out is not None else text
    if paragraph.layout.leader and text.endswith("\t") and text.strip():
        yield Leftover(BLANK, _around(text, len(text) - 1, len(text)) + _LEADER, place=paragraph.place.words())
        return
    for line in text.split("\n"):
        for start, end in blanks(line):
            yield Leftover(BLANK, _around(line, start, end), place=paragraph.place.words())
            return


def _asked(paragraph: Paragraph) -> Iterator[Leftover]:
    """Yield the first note of a paragraph in which somebody asks the drafter for something."""
    if match := _NOTE.search(nfc(paragraph.text)):
        yield Leftover(BLANK, " ".join(match[0].split()), place=paragraph.place.words())


def _is_rule(text: str) -> bool:
    """Tell whether a text is nothing but underscores: a rule below a heading, drawn by typing."""
    return set(text) <= _RULE and "_" in text


def _around(text: str, start: int, end: int) -> str:
    """Return a blank with some words on either side."""
    before, after = text[max(start - _NEAR_BEFORE, 0) : start], text[end : end + _NEAR_AFTER]
    if start > _NEAR_BEFORE:
        before = before.partition(" ")[2]
    if end + _NEAR_AFTER < len(text):
        after = after.rpartition(" ")[0]
    return re.sub(r"\s{2,}|\t", _GAP, f"{before}{text[start:end]}{after}".strip()) or "(khoảng trống)"
