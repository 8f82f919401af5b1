"""Writing a draft so that nobody's work is lost and no PDF beside it is older than it is.

A draft's name is that of a pair: the .docx and the PDF that belongs to it. The PDF that ``draft`` made is known by
its mark (``formats/pdf_mark.py``) and goes with its .docx; any other is somebody's (signed, scanned), and then the
whole pair is left as it is and the new one takes the next free name.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from reportgen.files import (
    SavedMeanwhile,
    beginning,
    content_of,
    free_name,
    numbered,
    replace_unchanged,
    set_aside,
    write_free,
)
from reportgen.formats import carry
from reportgen.formats.pdf_mark import made_of, marked
from reportgen.record import record

_ENDINGS = (".pdf", ".PDF")
"""Scanners write capitals."""


@record
class Written:
    """A file that was written.

    ``kept``: what is somebody's, of the wanted name or the PDF beside it, and was left alone. ``dropped``: the PDF of
    the draft before this one, which is gone with it. ``outdated``: the PDF beside ``kept``, made before somebody
    edited that.
    """

    path: Path
    kept: Path | None = None
    dropped: Path | None = None
    outdated: Path | None = None


def write_document(wanted: Path, content: bytes, *, pdf: bool = False) -> Written:
    """Write a document under the name that is ``wanted``, or the next one whose pair is nobody's work.

    ``pdf``: whether its PDF is to stand beside it. What somebody saves while this goes on is somebody's work too.
    Raises Refused for a file that is open elsewhere, CannotRun.
    """
    while True:
        with suppress(SavedMeanwhile):
            return _written(wanted, content, pdf=pdf)


def _written(wanted: Path, content: bytes, *, pdf: bool) -> Written:
    """Do it by what lies there now. Raises SavedMeanwhile, nothing done, when that has changed in the meantime."""
    pair = first = _Pair(wanted)
    number = 2
    while pair.somebodys(content, pdf=pdf) is not None:
        pair = _Pair(numbered(wanted, number))
        number += 1
    kept = first.somebodys(content, pdf=pdf)
    old = pair.older_pdf(content)
    with set_aside(old, pair.pdfs.get(old, b"") if old else b""):
        if not replace_unchanged(pair.docx, pair.there, content):
            raise SavedMeanwhile
    outdated = first.older_pdf(first.there) if kept == wanted and first.there else None
    return Written(pair.docx, kept, old, outdated)


@record
class Put:
    """A letter that stands at ``path``; ``written`` is False where the very same stood there before.

    ``kept``: another file of the wanted name, which was left alone.
    """

    path: Path
    written: bool
    kept: Path | None


def put_letter(wanted: Path, content: bytes) -> Put:
    """Write a letter under the name that is ``wanted``, or the next free one: people edit letters in Word.

    Raises Refused for a file that is open elsewhere, CannotRun.
    """
    path = free_name(wanted, lambda file: beginning(file, len(content) + 1) == content)
    written = not path.exists()
    if written:
        path = write_free(path, content)
    return Put(path, written, wanted if path != wanted else None)


class _Pair:
    """A document and the PDFs beside it (one, or none, but for odd names), as they lie there now."""

    def __init__(self, docx: Path) -> None:
        self.docx = docx
        self.there = content_of(docx)
        found = {path: content_of(path) for path in map(docx.with_suffix, _ENDINGS)}
        self.pdfs = {path: content for path, content in found.items() if content is not None}

    def somebodys(self, content: bytes, *, pdf: bool) -> Path | None:
        """Return what of the pair may not be written over, the document or its PDF; None when all of it may be.

        The very same document may stand beside any PDF, unless a new one is to be written.
        """
        if self.there is not None:
            if self.there == content and not pdf:
                return None
            if self.there != content and not carry.untouched(self.there):
                return self.docx
        return next((path for path, there in self.pdfs.items() if not made_of(there)), None)

    def older_pdf(self, content: bytes) -> Path | None:
        """Return the PDF that was made here of another document than ``content``; None when none was."""
        made = {path: made_of(there) for path, there in self.pdfs.items()}
        digest = hashlib.sha256(content).hexdigest()
        return next((path for path, source in made.items() if source not in ("", digest)), None)


def write_pdf(program: str, docx: Path) -> Path:
    """Write the PDF of a document beside it through ``program`` (LibreOffice) and return where it is.

    Raises CannotRun when it cannot be made, Refused when it is open elsewhere.
    """
    from reportgen import pdf

    content = docx.read_bytes()
    made = marked(pdf.convert(program, docx), content)
    return write_free(docx.with_suffix(".pdf"), made, lambda there: bool(made_of(there)))
