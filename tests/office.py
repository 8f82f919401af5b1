"""LibreOffice, as the tests that look at pages use it: one profile for all that one process converts."""

from __future__ import annotations

import functools
import subprocess
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
