"""Where things are kept that can always be made again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NOWHERE = Path(os.devnull, "reportgen")
"""A folder that no system can make: without a home, callers meet the same error as on a read-only disk."""


def cache_folder() -> Path:
    """Return the user's folder for what can be made again; nothing is created and nothing is raised.

    ``%LOCALAPPDATA%\\reportgen\\Cache`` on Windows, ``~/Library/Caches/reportgen`` on macOS, elsewhere
    ``$XDG_CACHE_HOME/reportgen`` or ``~/.cache/reportgen``. The folder may be missing or closed for writing:
    whoever uses it does without when writing raises OSError.
    """
    if sys.platform == "win32":
        base = _folder_in("LOCALAPPDATA") or _at_home("AppData", "Local")
        return base / "reportgen" / "Cache" if base else NOWHERE
    base = _at_home("Library", "Caches") if sys.platform == "darwin" else _folder_in("XDG_CACHE_HOME")
    base = base or _at_home(".cache")
    return base / "reportgen" if base else NOWHERE


def _folder_in(variable: str) -> Path | None:
    """Return the folder that an environment variable names; a relative one would move with the working folder."""
    folder = Path(os.environ.get(variable, ""))
    return folder if folder.is_absolute() else None


def _at_home(*parts: str) -> Path | None:
    """Return a folder below the user's home, or None when the system knows no home."""
    try:
        home = Path.home()
    except (RuntimeError, KeyError):
        return None
    return home.joinpath(*parts) if home.is_absolute() else None
