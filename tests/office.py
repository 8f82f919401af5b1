"""LibreOffice, as the tests that look at pages use it: one profile for all that one process converts."""

from __future__ import annotations

import functools
import stat
import subprocess
import sys
import tempfile
from pathlib import Path


@functools.cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """Return a folder of this process's own: making a profile takes as long as converting a report."""
    return tempfile.TemporaryDirectory(prefix="libreoffice-")


def convert(folder: Path, kind: str, *names: str) -> None:
    """Convert files, named as seen from ``folder``, into ``kind`` there, in one run."""
    profile = f"-env:UserInstallation={Path(_profile().name).resolve().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)


_QUICK = """#!{python}
import hashlib, pathlib, sys
docx = pathlib.Path(sys.argv[-1])
made = b"%PDF-1.7\\n%of " + hashlib.sha256(docx.read_bytes()).hexdigest().encode() + b"\\nstartxref\\n9\\n%%EOF\\n"
(pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1]) / (docx.stem + ".pdf")).write_bytes(made)
"""


def quick(folder: Path) -> Path:
    """Write a LibreOffice that is quick: its PDF says of which .docx it was made. Return the program."""
    program = folder / "soffice"
    folder.mkdir()
    program.write_text(_QUICK.format(python=sys.executable), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program
