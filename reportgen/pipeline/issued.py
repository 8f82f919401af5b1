"""What is done with a document once it is issued: where it lies, a copy to print, its signed copy added."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportgen.archive.commit import Committed
from reportgen.archive.members import document_of, issued_file
from reportgen.archive.register import grouped
from reportgen.files import outside, write_free
from reportgen.issuing.signed import read_signed
from reportgen.pipeline.archive import add_signed
from reportgen.pipeline.issue import Issued
from reportgen.workspace import Workspace

__all__ = ["Committed", "add_signed_file", "copy_of", "document_path", "head_words", "outside_archive"]


def outside_archive(workspace: Workspace, path: Path) -> Path:
    """Return ``path``; raises CannotRun when it lies in the archive, where only issued documents go."""
    return outside(path, workspace.archive_folder())


def document_path(issued: Issued) -> Path:
    """Return where the issued .docx lies. Raises CannotRun when its bag names none."""
    return document_of(issued.place)


def head_words(issued: Issued) -> str:
    """Return the register's head after this document, as people write it down."""
    return grouped(issued.entry.hash)


def copy_of(issued: Issued, output: Path) -> Path:
    """Write the document once more, as ``output`` or the next free name; return where it is.

    Raises Refused and CannotRun when it cannot be written there.
    """
    return write_free(output, issued_file(issued.place))


def add_signed_file(
    workspace: Workspace, text: str, signed: Path, now: dt.datetime, year: int | None = None
) -> Committed:
    """Add the signed copy in the file ``signed`` (a PDF) to the document that ``text`` means.

    Raises what :func:`add_signed` raises, and CannotRun and Refused for a file that is no whole PDF.
    """
    return add_signed(workspace, text, read_signed(signed), now, year)
