"""``check --watch``: check again whenever a file of the workspace changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from reportgen import clock
from reportgen.cli.show.terminal import echo
from reportgen.errors import ReportgenError
from reportgen.pipeline.place import Workspace
from reportgen.pipeline.watched import stamps

_PAUSE = 0.5  # seconds between looks; asking the file system works on network drives too


def watch(workspace: Workspace, also: tuple[Path, ...], check: Callable[[], int]) -> int:
    """Run ``check`` now and after every change of what it reads, or of ``also``; return its last exit code.

    Raises what the first run raises: a name that means nothing is no reason to wait.
    """
    seen = stamps(workspace, also)
    code = check()
    try:
        while True:
            echo(f"Đang theo dõi {workspace.root}: lưu tệp là kiểm tra lại; bấm Ctrl+C để dừng.", err=True)
            while stamps(workspace, also) == seen:
                time.sleep(_PAUSE)
            echo(f"\n--- {clock.now():%H:%M:%S} có thay đổi, kiểm tra lại ---", err=True)
            seen = stamps(workspace, also)
            code = _checked(check)
    except KeyboardInterrupt:
        echo("Đã dừng theo dõi.", err=True)
        return code


def _checked(check: Callable[[], int]) -> int:
    """Run one check; a file that is being written may be gone for a moment, which is no reason to stop."""
    try:
        return check()
    except (ReportgenError, OSError) as error:
        echo(f"Chưa kiểm tra được: {error}", err=True)
        return 2
