"""What a command that was killed while it wrote has left beside a file: cleared away by one that writes there later."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from reportgen.patterns import regex
from reportgen.temporary import TEMPORARY

OLD = 7 * 24 * 3600
"""Seconds: no command writes for a week, and whoever misses what was saved under it has looked by then."""
_NAME = regex(rf"{re.escape(TEMPORARY)}[0-9a-f]{{12}}")


def sweep(written: Path) -> None:
    """Remove files beside ``written`` that are named as unfinished ones are and are a week older than it.

    Only ordinary files, and nothing in a folder that is reached by a link of that name. That one cannot be removed
    stops nobody.
    """
    folder = written.parent
    with suppress(OSError):
        if folder.is_symlink():
            return
        now = written.lstat().st_mtime
        with os.scandir(folder) as found:
            left = [Path(entry) for entry in found if _NAME.fullmatch(entry.name) and _is_old(entry, now)]
        for path in left:
            path.unlink()


def _is_old(entry: os.DirEntry[str], now: float) -> bool:
    return entry.is_file(follow_symlinks=False) and now - entry.stat(follow_symlinks=False).st_mtime > OLD
