"""Where the user stands: the working folder is read here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import CannotRun

if TYPE_CHECKING:
    from reportgen.pipeline.place import Workspace


def workspace_here(folder: Path | None, subjects: Sequence[str] = ()) -> Workspace:
    """Return the workspace of ``-C``, else the nearest one above here or above the first file named."""
    from reportgen.pipeline.place import workspace_around, workspace_named

    return workspace_named(folder) if folder is not None else workspace_around(Path.cwd(), subjects)


def workspace_of(folder: Path | None, file: Path) -> Workspace | None:
    """Return the workspace of ``-C``, else the one around here or around the file; None outside any."""
    try:
        return workspace_here(folder, (str(file),))
    except CannotRun:
        if folder is not None:
            raise
        return None
