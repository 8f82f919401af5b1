"""Where things lie: the project, its example workspaces and their periods, the golden texts."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
GOLDEN = Path(__file__).resolve().parent / "golden"
WORKSPACES = ("so-khcn-hai-phong", "xa-viet-khe")
PERIODS = ("6-thang", "nam")
SPECIMENS = Path(__file__).resolve().parent / "specimens"
FIRST_TEMPLATES = SPECIMENS / "v1" / "mau"
"""The report templates that came with version 0.1, as agencies may have copied them into their own ``mau/``."""
ROOMY = 2 * 10**9
"""Bytes that a whole run never fills, however many of its tests fail."""


@functools.cache
def memory() -> Path | None:
    """Return a folder in memory, where there is one with room in which programs may run: flushing a file is free there."""
    if sys.platform == "win32":
        return None
    folder = Path("/dev/shm")
    usable = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOMY
    return folder if usable and not os.statvfs(folder).f_flag & os.ST_NOEXEC else None
