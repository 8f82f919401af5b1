"""A PDF of a report through LibreOffice, where that is installed."""

from __future__ import annotations

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
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(path.resolve()),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            return (Path(folder) / f"{path.stem}.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise CannotRun(f"LibreOffice không chuyển được {path.name} sang PDF.") from error
