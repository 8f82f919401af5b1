"""The workspace that a command is about: the one that is named, stood in, or around a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.workspace import AGENCY_FILE, Workspace, find_workspace, opened

__all__ = ["Workspace", "workspace_at"]


def workspace_at(folder: Path | None, here: Path, subjects: Sequence[str] = ()) -> Workspace:
    """Return ``folder`` as a workspace, else the nearest one above ``here`` or above the first file named.

    Raises CannotRun when there is none such.
    """
    if folder is not None:
        if not (folder / AGENCY_FILE).is_file():
            raise CannotRun(f"Thư mục {folder} không có {AGENCY_FILE}.")
        return opened(folder)
    try:
        return find_workspace(here)
    except CannotRun:
        named = next((Path(subject).absolute() for subject in subjects if Path(subject).exists()), None)
        if named is None:
            raise
        return find_workspace(named.parent)
