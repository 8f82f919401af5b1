"""``check --watch``: check again whenever a file of the workspace changes."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

import click

from reportgen.errors import ReportgenError
from reportgen.workspace import AGENCY_FILE

_PAUSE = 0.5  # seconds between looks; asking the file system works on network drives too
_FOLDERS = ("ke-hoach", "tinh-hinh", "mau")

Stamps = dict[str, tuple[int, int]]


def watch(root: Path, also: tuple[Path, ...], check: Callable[[], int]) -> int:
    """Run ``check`` now and after every change of what it reads, or of ``also``; return its last exit code.

    Raises what the first run raises: a name that means nothing is no reason to wait.
    """
    seen = stamps(root, also)
    code = check()
    try:
        while True:
            click.echo(f"Đang theo dõi {root}: lưu tệp là kiểm tra lại; bấm Ctrl+C để dừng.", err=True)
            while stamps(root, also) == seen:
                time.sleep(_PAUSE)
            click.echo(f"\n--- {dt.datetime.now():%H:%M:%S} có thay đổi, kiểm tra lại ---", err=True)  # noqa: DTZ005
            seen = stamps(root, also)
            code = _checked(check)
    except KeyboardInterrupt:
        click.echo("Đã dừng theo dõi.", err=True)
        return code


def _checked(check: Callable[[], int]) -> int:
    """Run one check; a file that is being written may be gone for a moment, which is no reason to stop."""
    try:
        return check()
    except (ReportgenError, OSError) as error:
        click.echo(f"Chưa kiểm tra được: {error}", err=True)
        return 2


def stamps(root: Path, also: tuple[Path, ...] = ()) -> Stamps:
    """Return time and size of every file that a check reads; one that cannot be asked is left out."""
    found: Stamps = {}
    paths = [str(root / AGENCY_FILE), *map(str, also)]
    for part in _FOLDERS:
        for folder, names, files in os.walk(root / part):
            names[:] = [name for name in names if not name.startswith(".")]
            paths += [os.path.join(folder, name) for name in files if not name.startswith((".", "~"))]  # noqa: PTH118
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found
