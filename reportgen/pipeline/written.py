"""Writing a draft so that nobody's work is lost and no PDF beside it is older than it is.

A draft's name is that of a pair: the .docx and the PDF that belongs to it. The PDF that ``draft`` made is known by
its mark (``formats/pdf_mark.py``) and goes with its .docx; any other is somebody's (signed, scanned), and then the
whole pair is left as it is and the new one takes the next free name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.files import beginning, first_name, free_name, set_aside, write_atomic
from reportgen.formats import carry
from reportgen.formats.pdf_mark import MAX_PDF, made_of, marked

_ENDINGS = (".pdf", ".PDF")
"""Scanners write capitals."""


@dataclass(frozen=True)
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

    ``pdf``: whether its PDF is to stand beside it. Raises Refused for a file that is open elsewhere, CannotRun.
    """
    path = first_name(wanted, lambda docx: _somebodys(docx, content, pdf=pdf) is None)
    kept = _somebodys(wanted, content, pdf=pdf) if path != wanted else None
    old = _older_pdf(path, content)
    with set_aside(old):
        write_atomic(path, content)
    edited = kept if kept == wanted else None
    outdated = _older_pdf(edited, beginning(edited, carry.MAX_REPORT + 1)) if edited else None
    return Written(path, kept, old, outdated)


@dataclass(frozen=True)
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
        write_atomic(path, content)
    return Put(path, written, wanted if path != wanted else None)


def _somebodys(docx: Path, content: bytes, *, pdf: bool) -> Path | None:
    """Return what of a pair may not be written over, the document or its PDF; None when all of it may be.

    The very same document may stand beside any PDF, unless a new one is to be written.
    """
    if docx.exists():
        there = beginning(docx, carry.MAX_REPORT + 1)
        if there == content and not pdf:
            return None
        if there != content and not carry.untouched(there):
            return docx
    return next((path for path in _pdfs(docx) if not _made_of(path)), None)


def _pdfs(docx: Path) -> Iterator[Path]:
    """Yield the PDFs beside a document: one, or none, but for odd names."""
    return (path for path in map(docx.with_suffix, _ENDINGS) if path.exists())


def _made_of(path: Path) -> str:
    """Return the SHA-256 of the document that a PDF was made of here; empty for one that is somebody's."""
    return made_of(beginning(path, MAX_PDF + 1))


def _older_pdf(docx: Path, content: bytes) -> Path | None:
    """Return the PDF beside ``docx`` that was made here of another document than ``content``; None when none was."""
    made = {path: _made_of(path) for path in _pdfs(docx)}
    return next(
        (path for path, source in made.items() if source not in ("", hashlib.sha256(content).hexdigest())), None
    )


def write_pdf(program: str, docx: Path) -> Path:
    """Write the PDF of a document beside it through ``program`` (LibreOffice) and return where it is.

    Raises CannotRun when it cannot be made, Refused when it is open elsewhere.
    """
    from reportgen import pdf

    content = docx.read_bytes()
    made = marked(pdf.convert(program, docx), content)
    path = free_name(docx.with_suffix(".pdf"), lambda file: bool(_made_of(file)))
    write_atomic(path, made)
    return path
