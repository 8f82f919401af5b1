"""Where things are kept that can always be made again, such as the search index."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


@contextmanager
def replacing(path: Path | None) -> Iterator[Path | None]:
    """Lend an empty file beside ``path``, which takes its name when the block ends without an error.

    Readers see the old file or the new one, never a part. None is lent when nothing can be written or ``path``
    is None; where another program holds the old file open (Windows), it stays. Never raises: what is kept here
    can be made again. The file is readable by the user alone, and must be closed when the block ends.
    """
    copy = _beside(path) if path else None
    try:
        yield copy
        if copy and path:
            with suppress(OSError):
                with copy.open("rb+") as file:
                    os.fsync(file.fileno())
                copy.replace(path)
    finally:
        if copy:
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def _make(folder: Path) -> None:
    """Make ``folder`` and those above it, each for the user alone: ``parents=True`` would leave that to the umask."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _beside(path: Path) -> Path | None:
    """Make a new file beside ``path`` and clear away what killed runs left; None when nothing can be written."""
    import tempfile

    prefix = f"{path.name}.tam-"
    try:
        _make(path.parent)
        handle, name = tempfile.mkstemp(prefix=prefix, dir=path.parent)
        os.close(handle)
    except OSError:
        return None
    with suppress(OSError):
        made = path.stat().st_mtime
        for left in path.parent.iterdir():
            # A run at work since before the last one ended merely finds that its file is not kept.
            if left.name.startswith(prefix) and left.stat().st_mtime < made:
                left.unlink()
    return Path(name)
