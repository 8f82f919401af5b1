"""Whether anything that ``check`` reads has changed."""

from __future__ import annotations

import os
from pathlib import Path

from reportgen.workspace import AGENCY_FILE, PLANS, STATUSES, WORDS, Workspace

Stamps = dict[str, tuple[int, int]]
"""Time of the last change (nanoseconds) and size (bytes) of files, by path."""


def stamps(workspace: Workspace, also: tuple[Path, ...] = ()) -> Stamps:
    """Return time and size of every file that a check reads; one that cannot be asked is left out."""
    root, found = workspace.root, Stamps()
    paths = [str(root / AGENCY_FILE), *map(str, also)]
    for part in (root / PLANS, root / STATUSES, root / WORDS, workspace.template_folder()):
        for folder, names, files in os.walk(part):
            names[:] = [name for name in names if not name.startswith(".")]
            paths += [os.path.join(folder, name) for name in files if not name.startswith((".", "~"))]  # noqa: PTH118
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found
