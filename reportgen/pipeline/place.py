"""The workspace that a command is about: the one that is named, stood in, or around a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.workspace import AGENCY_FILE, Workspace, opened

__all__ = ["Workspace", "workspace_around", "workspace_named"]


def workspace_named(folder: Path) -> Workspace:
    """Return ``folder`` as a workspace. Raises CannotRun when it is none."""
    if not (folder / AGENCY_FILE).is_file():
        raise CannotRun(f"Thư mục {folder} không có {AGENCY_FILE}.")
    return opened(folder)


def workspace_around(here: Path, subjects: Sequence[str] = ()) -> Workspace:
    """Return the nearest workspace above ``here``, else above the first file named. Raises CannotRun for none."""
    try:
        return Workspace.find(here)
    except CannotRun:
        named = next((Path(subject).absolute() for subject in subjects if Path(subject).exists()), None)
        if named is None:
            raise
        return Workspace.find(named.parent)
