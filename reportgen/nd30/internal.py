"""Documents that stay inside the agency: told by the line that says so, and not judged."""

from __future__ import annotations

from itertools import islice

from reportgen.vn.text import fold
from reportgen.wordview.document import Document

KIND = "tài liệu nội bộ"
"""What such a document is called in place of its type's name."""
_NEAR_THE_HEAD = 40
"""Paragraphs among which the line is looked for."""
_OPENING, _SAYING = fold(KIND), fold("không ban hành")
_WORDS = len(_OPENING.split())


def internal(document: Document) -> bool:
    """Tell whether a document says under its title that it is internal and not issued.

    ``(Tài liệu nội bộ để đối chiếu khi trình ký, không ban hành)``, as people type it too.
    """
    written = (paragraph.text.strip() for paragraph in document.paragraphs)
    return any(_says_so(text) for text in islice(filter(None, written), _NEAR_THE_HEAD))


def _says_so(text: str) -> bool:
    text = text.strip("( ).,;")
    opening = " ".join(text.split(maxsplit=_WORDS)[:_WORDS])
    return fold(opening).startswith(_OPENING) and _SAYING in fold(text)
