"""A PDF of a report, or a .docx or .xlsx of another file, through LibreOffice, where that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from reportgen.errors import CannotRun

_PROGRAMS = ("soffice", "libreoffice")
_WINDOWS = ("C:/Program Files/LibreOffice/program/soffice.exe",)
_SECONDS = 180


def converter() -> str:
    """Return the LibreOffice program; raises CannotRun, with the other way out, when there is none."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    for place in _WINDOWS:
        if Path(place).exists():
            return place
    raise CannotRun(
        "Chưa có LibreOffice để tạo PDF. Cài LibreOffice, hoặc mở bản thảo bằng Word rồi chọn "
        "«Lưu thành…» (Save as…) › PDF."
    )


def convert(program: str, path: Path) -> bytes:
    """Return ``path`` (.docx) as PDF bytes; raises CannotRun when LibreOffice fails."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _converted(program, path, "pdf", Path(folder)).read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise CannotRun(f"LibreOffice không chuyển được {path.name} sang PDF.") from error


def pages_of_bookmarks(program: str, path: Path) -> dict[str, int]:
    """Return on which page, from 1, each bookmark of a .docx comes to lie; raises CannotRun when LibreOffice fails."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            content = _converted(program, path, _WITH_BOOKMARKS, Path(folder)).read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise CannotRun(f"LibreOffice không mở được {path.name} để xem số trang.") from error
    kids = _KIDS.search(content)
    order = {page: number for number, page in enumerate(_REFERENCE.findall(kids[1] if kids else b""), start=1)}
    return {name.decode(): order[page] for name, page in _DESTINATION.findall(content) if page in order}


_WITH_BOOKMARKS = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_DESTINATION = re.compile(rb"/(\w+)\s*\[(\d+) 0 R/XYZ")

_OF_SHEETS = (".xls", ".ods", ".csv")
"""Endings of files that Excel opens."""


def into_office(path: Path, folder: Path) -> Path:
    """Return a .docx of a .doc, .odt, .rtf or .pdf file, an .xlsx of an .xls or .ods, made in ``folder``.

    Raises CannotRun, with the other way out, without LibreOffice and when it fails.
    """
    sheets = path.suffix.lower() in _OF_SHEETS
    program_named, ending = ("Excel", ".xlsx") if sheets else ("Word", ".docx")
    way_out = f"mở {path.name} bằng {program_named} rồi chọn «Lưu thành…» (Save as…) › {program_named} ({ending})"
    if not path.is_file():
        raise CannotRun(f"Không có tệp {path}.")
    try:
        program = converter()
    except CannotRun as error:
        raise CannotRun(
            f"Tệp {path.suffix} cần LibreOffice để đọc, máy này chưa có. Cài LibreOffice, hoặc {way_out}."
        ) from error
    try:
        kind = "xlsx:Calc MS Excel 2007 XML" if sheets else "docx:MS Word 2007 XML"
        made = _converted(program, path, kind, folder)
        if made.is_file():
            return made
    except (subprocess.SubprocessError, OSError):
        pass
    raise CannotRun(f"LibreOffice không chuyển được {path.name} sang {ending}. Hãy {way_out}.")


def _converted(program: str, path: Path, kind: str, folder: Path) -> Path:
    """Run LibreOffice with a profile of its own in ``folder``; return where its file lies, if it made one."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        *(["--infilter=writer_pdf_import"] if path.suffix.lower() == ".pdf" else []),
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(path.resolve()),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return folder / f"{path.stem}.{kind.split(':')[0]}"
