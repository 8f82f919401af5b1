"""The whole text of a document as plain lines, its notes below the paragraph that refers to them.

rà soát 96 thủ tục[^1], cắt giảm 12 thủ tục.
[^1]: Kế hoạch số 17/KH-SKHCN ngày 20/01/2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.wordview.document import FOOTNOTE, Document, Note, Paragraph, note_name

_END = "c"
"""Before the number of an endnote."""
_MARK = re.compile(rf"\[\^({_END}?)(\d{{1,6}})\]")


def plain_lines(document: Document) -> Iterator[str]:
    """Yield a line for each paragraph or cell of ``document`` that shows something, and for each of its notes."""
    notes = {(note.kind, note.id): note for note in document.notes}
    below: dict[int, list[Note]] = {}
    for note in document.notes:
        below.setdefault(id(note.referred), []).append(note)
    for paragraph in document.paragraphs:
        if line := " ".join(_marked(paragraph, notes).split()):
            yield line
        yield from (f"{_mark(note)}: {note.text}" for note in below.get(id(paragraph), ()))


def passage(line: str) -> tuple[str, str]:
    """Return what a line of the text is called, ``chú thích 3`` or nothing, and its words without any mark."""
    if "[^" not in line:
        return "", line
    own = _MARK.match(line)
    if own and line.startswith(": ", own.end()):
        return note_name("" if own[1] else FOOTNOTE, int(own[2])), line[own.end() + 2 :]
    return "", _MARK.sub("", line)


def _mark(note: Note) -> str:
    return f"[^{'' if note.kind == FOOTNOTE else _END}{note.number}]"


def _marked(paragraph: Paragraph, notes: dict[tuple[str, str], Note]) -> str:
    """Return the text of a paragraph with the marks of its notes where their numbers stand."""
    text, done, begun = paragraph.text, "", 0
    for at, kind, note in paragraph.references:
        if (kind, note) in notes:
            done += text[begun:at] + _mark(notes[kind, note])
            begun = at
    return done + text[begun:]
