"""The mark in a PDF that ``draft`` made, by which it is known again and nobody's signed copy is taken for it.

One line of comment before the last ``startxref``, where every reader of PDF passes it by and the file still ends as
it must: ``%reportgen-ban-thao 1 <docx> <pdf>``, the SHA-256 of the .docx that it was made of, and of the PDF without
this line. Whatever a person does to the file afterwards (signing it, writing on it, saving it anew) changes its bytes.
"""

from __future__ import annotations

import hashlib
import re

from reportgen.patterns import regex

NAME = "reportgen-ban-thao"
_TAIL = 1024
"""Bytes at the end of a PDF among which readers look for its end."""
_END = rb"startxref\s+\d+\s+%%EOF\s*\Z"
_MARKED = regex(rb"%" + NAME.encode() + rb" 1 ([0-9a-f]{64}) ([0-9a-f]{64})\n(?=" + _END + rb")")


def marked(pdf: bytes, docx: bytes) -> bytes:
    """Return ``pdf`` with the mark that it was made of ``docx``; as it is where it does not end as a PDF does."""
    start = max(len(pdf) - _TAIL, 0)
    end = re.search(_END, pdf[start:])
    if end is None:
        return pdf
    at = start + end.start()
    line = f"%{NAME} 1 {hashlib.sha256(docx).hexdigest()} {hashlib.sha256(pdf).hexdigest()}\n"
    return pdf[:at] + line.encode() + pdf[at:]


def made_of(pdf: bytes) -> str:
    """Return the SHA-256 of the .docx that a PDF was made of here; empty for every other PDF, and one that changed."""
    start = max(len(pdf) - _TAIL, 0)
    mark = _MARKED.search(pdf[start:])
    if mark is None:
        return ""
    whole = pdf[: start + mark.start()] + pdf[start + mark.end() :]
    return mark[1].decode() if hashlib.sha256(whole).hexdigest() == mark[2].decode() else ""
