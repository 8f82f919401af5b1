"""The order of ``archive rebuild --register``."""

from __future__ import annotations

from reportgen.archive.restoring import Restored, restore_register
from reportgen.workspace import Workspace

__all__ = ["Restored", "restore"]


def restore(workspace: Workspace) -> Restored:
    """Make the register of the archive anew from the bags. Raises Refused, CannotRun."""
    return restore_register(workspace.archive_folder())
