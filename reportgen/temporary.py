"""How what is still being written is called, files and bags alike: by that it is known when a run was killed."""

from __future__ import annotations

import os
from pathlib import Path

TEMPORARY = ".tam-"
"""How such names begin; in the cache it stands behind the name that the file is to have."""


def letters() -> str:
    """Return twelve hexadecimal digits at random, as :mod:`tempfile` chooses letters, which loads more."""
    return os.urandom(6).hex()


def new_name(folder: Path) -> Path:
    """Return a name in ``folder`` that nobody has. The archive takes what is so named for unfinished."""
    return folder / f"{TEMPORARY}{letters()}"
