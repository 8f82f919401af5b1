"""Where the user stands: the working folder is read here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.pipeline.place import Workspace


def workspace_here(folder: Path | None, subjects: Sequence[str] = ()) -> Workspace:
    """Return the workspace of ``-C``, else the nearest one above here or above the first file named."""
    from reportgen.pipeline.place import workspace_at

    return workspace_at(folder, Path.cwd(), subjects)
